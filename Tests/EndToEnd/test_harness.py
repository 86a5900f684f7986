"""The instruments themselves: a scan that cannot find anything would make every other test worthless."""

import base64
import urllib.parse

import pytest

from harness import scan

MARKER = "minh+e2e@example.com"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda m: m.encode(), id="plain"),
        pytest.param(lambda m: m.upper().encode(), id="in capitals"),
        pytest.param(lambda m: urllib.parse.quote(m, safe="").encode(), id="percent"),
        pytest.param(lambda m: base64.b64encode(m.encode()), id="base64"),
        pytest.param(lambda m: base64.b64encode(b"x" + m.encode() + b"yz"), id="base64 one further"),
        pytest.param(lambda m: base64.b64encode(b"xy" + m.encode() + b"z"), id="base64 two further"),
        pytest.param(lambda m: base64.urlsafe_b64encode(b'{"email":"' + m.encode() + b'"}'), id="base64url in JSON"),
        pytest.param(lambda m: m.encode("utf-16-le"), id="UTF-16"),
        pytest.param(lambda m: m.encode().hex().encode(), id="hex"),
    ],
)
def test_the_scan_finds_a_marker_however_it_was_written(tmp_path, written):
    file = tmp_path / "file"
    file.write_bytes(b"before " + written(MARKER) + b" after")

    assert scan.traces([MARKER], [file])


def test_the_scan_finds_nothing_in_a_file_without_the_marker(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"someone.else@example.com " * 1000)

    assert not scan.traces([MARKER], [file])
