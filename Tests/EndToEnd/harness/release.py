"""Another release of the program: the same one with further steps of the schema, in a folder of its own."""

import os
import shutil

from .program import BINARY


def next_release(folder, **steps):
    """Gives the program of a release with these steps: `data_9001="CREATE TABLE …"` for the data, likewise keys and control."""
    folder.mkdir()
    for resources in BINARY.resolve().parent.glob("*.resources"):
        shutil.copytree(resources, folder / resources.name)
    try:
        os.link(BINARY.resolve(), folder / "sampan")
    except OSError:  # on another disk
        shutil.copy2(BINARY, folder / "sampan")
    for name, sql in steps.items():
        kind, number = name.split("_")
        (folder / f"sampan_Storage.resources/Migrations/{kind}/{number}_next.sql").write_text(sql)
    return folder / "sampan"
