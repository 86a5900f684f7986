"""Small files of several kinds, harmless and not, made by hand."""

import struct
import zlib

PLACE = b"10.7769 N 106.7009 E, taken by Lan"


def _segment(code, body):
    return b"\xff" + bytes([code]) + struct.pack(">H", len(body) + 2) + body


def jpeg(note=PLACE, behind=b""):
    """A picture with the place it was taken at, and whatever somebody put behind its end."""
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0) + b"\0" * 4 + note
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0")
        + _segment(0xE1, exif)
        + _segment(0xFE, note)
        + _segment(0xDB, b"\1" * 65)
        + _segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
        + _segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + b"\x12\x34\xff\x00\x56\xff\xd9"
        + behind
    )


def _chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=3, height=2, note=PLACE, behind=b""):
    """A picture a browser can show; or one that says it is as large as a number can be."""
    rows = b"".join(b"\0" + b"\x2a\x80\xd0" * 3 for _ in range(2))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"tEXt", b"Comment\0" + note)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
        + behind
    )


def text(length, mark=""):
    line = f"{mark} một dòng chữ\n".encode()
    return (line * (length // len(line) + 1))[: length - 1].decode(errors="ignore").encode() + b"\n"
