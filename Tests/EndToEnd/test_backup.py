"""Sealed copies of everything in a second store, taken while people buy."""

import pytest

from harness import backups, scan
from harness.buying import buy_and_receive, code_in
from harness.postgresql import Storage
from harness.shop import Shop


@pytest.fixture(params=["files", "PostgreSQL"])
def backed_up_shop(request, tmp_path_factory):
    storage = None if request.param == "files" else Storage()
    folder = tmp_path_factory.mktemp("backed-up")
    store = folder / "store"
    shop = Shop(folder, storage=storage, settings={"backup": backups.settings(store)})
    shop.store = store
    try:
        yield shop
    finally:
        shop.close()
        if storage:
            storage.close()


def test_a_backup_is_taken_beside_the_running_shop_and_the_next_writes_only_what_is_new(backed_up_shop):
    shop = backed_up_shop
    for _ in range(3):
        buy_and_receive(shop)

    first, size = backups.take(shop)
    again, nothing = backups.take(shop)
    buy_and_receive(shop)
    third, _ = backups.take(shop)

    assert size > 10_000 and nothing < size / 5, "what did not change is not written again"
    code, output = shop.command("backup", "list")
    assert code == 0 and [line.split()[0] for line in output.splitlines()] == [first, again, third], output
    code, output = shop.command("backup", "--verify")
    assert code == 0 and "all as they were written" in output, output


def test_nothing_in_the_store_can_be_read_or_searched(backed_up_shop):
    shop = backed_up_shop
    purchase = buy_and_receive(shop)
    backups.take(shop)

    files = backups.objects(shop.store)
    assert len(files) > 5
    markers = [purchase.email, code_in(purchase.activation), purchase.number, "CREATE TABLE", "orders"]
    assert not scan.traces(markers, files)
