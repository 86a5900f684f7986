"""Where a shop's backups go, and what stands there."""

import json
import re
import shutil

from .program import run


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


def lose_the_machine(shop):
    """Everything is gone at once but what was kept elsewhere: the backups and the two secrets."""
    shop.program.kill()
    kept = {name: (shop.secrets / name).read_bytes() for name in ("root.key", "backup.secret")}
    for tree in (shop.data, shop.keys, shop.secrets):
        if tree.exists():
            shutil.rmtree(tree)
    shop.storage.empty()
    shop.secrets.mkdir(mode=0o700)
    for name, content in kept.items():
        (shop.secrets / name).write_bytes(content)


def restore(shop, *choice):
    """Restores as an operator does: on PostgreSQL with the owner's account, which makes the tables."""
    settings, shop.config = shop.config, shop.folder / "restore.json"
    wanted = json.loads(settings.read_text())
    if shop.storage.owner:
        wanted["storage"] |= shop.storage.owner
    shop.config.write_text(json.dumps(wanted))
    try:
        return shop.command("restore", *choice, within=120)
    finally:
        shop.config = settings


def restored(shop, *choice):
    code, output = restore(shop, *choice)
    assert code == 0, output
    return output


def scratch(shop, folder):
    """Restores the newest backup to files in a folder of their own, whatever the shop keeps its data in; gives `data`."""
    (folder / "secrets").mkdir(mode=0o700)
    for name in ("root.key", "backup.secret"):
        (folder / "secrets" / name).write_bytes((shop.secrets / name).read_bytes())
    settings = {"backup": json.loads(shop.config.read_text())["backup"]}
    (folder / "scratch.json").write_text(json.dumps(settings))
    places = ("--data", folder / "data", "--businesses", shop.businesses, "--config", folder / "scratch.json")
    code, output = run("restore", *places, within=120)
    assert code == 0, output
    return folder / "data"
