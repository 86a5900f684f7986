"""Reading a QR code as a phone's camera would, with zbar."""

import subprocess


def decode(image, suffix=".png"):
    """The one text in the picture's bytes."""
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", "-"],
        input=image,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, f"no QR code found: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode().strip()
