"""Reading a QR code as a phone's camera would, with zbar."""

import subprocess


def decode(image):
    """The one text in the picture's bytes."""
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", "-"],
        input=image,
        capture_output=True,
    )
    assert done.returncode == 0, f"no QR code found: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode().strip()
