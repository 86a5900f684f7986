"""Where a shop's backups go, and what stands there."""

import re


def settings(folder, **more):
    """The configuration of backups below a folder of their own: a second store."""
    return {"data": str(folder / "data"), "keys": str(folder / "keys"), "secrets": str(folder / "secrets"), **more}


def take(shop):
    """Takes a backup beside the running shop; gives its name and how many bytes were written."""
    code, output = shop.command("backup")
    assert code == 0, output
    found = re.search(r"backup (\w+) of (\S+): \d+ rows, (\d+) new chunks, (\d+) bytes written", output)
    assert found, output
    return found[1], int(found[4])


def objects(folder):
    """Everything that stands there."""
    return [file for file in folder.rglob("*") if file.is_file()]


def chunks(folder, contents="data"):
    return sorted((folder / contents / "chunks").rglob("*/*"))
