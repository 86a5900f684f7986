"""Looking for a text in bytes, however somebody might have written it down."""

import base64
import urllib.parse
from pathlib import Path


def spellings(marker):
    """Every form in which `marker` could survive in a file: plain, base64 at each alignment, percent, UTF-16, hex."""
    raw = marker.encode()
    forms = {
        "plain": raw,
        "percent": urllib.parse.quote(marker, safe="").encode(),
        "utf-16-le": marker.encode("utf-16-le"),
        "utf-16-be": marker.encode("utf-16-be"),
        "hex": raw.hex().encode(),
        "HEX": raw.hex().upper().encode(),
        "reversed": raw[::-1],
    }
    for alignment in range(3):
        # Only the characters that no neighbouring byte can change are searched for.
        coded = base64.b64encode(b"\0" * alignment + raw)
        first = -(-alignment * 8 // 6)
        last = (alignment + len(raw)) * 8 // 6
        stable = coded[first:last]
        forms[f"base64+{alignment}"] = stable
        forms[f"base64url+{alignment}"] = stable.replace(b"+", b"-").replace(b"/", b"_")
    return forms


def traces(markers, files):
    """(file, marker, spelling) for every place where one of the markers is found; letter case does not matter."""
    found = []
    for file in files:
        try:
            content = Path(file).read_bytes()
        except FileNotFoundError:
            continue  # written anew under its name at this moment; the name is in the list too
        lowered = content.lower()
        for marker in markers:
            if spelling := _spelling(marker, content, lowered):
                found.append((str(file), marker, spelling))
    return found


def contains(marker, content):
    """The spelling in which these bytes hold the marker, or nothing."""
    return _spelling(marker, content, content.lower())


def _spelling(marker, content, lowered):
    for name, form in spellings(marker).items():
        # Letter case means something in base64 only.
        if (form in content) if name.startswith("base64") else (form.lower() in lowered):
            return name
    return None
