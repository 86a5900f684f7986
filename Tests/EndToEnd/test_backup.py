"""Sealed copies of everything in a second store, taken while people buy."""

import re
import threading

import httpx
import pytest

from harness import backups, scan
from harness.buying import buy, buy_and_receive, code_in
from harness.erasing import erase, finished
from harness.ports import free_port
from harness.postgresql import Storage
from harness.shop import Shop
from harness.waiting import wait_until


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
    names = [first]

    def little_is_new():
        name, written = backups.take(shop)
        names.append(name)
        return written < size / 3

    assert size > 10_000
    wait_until(little_is_new, within=60, describe="what did not change was not written again")
    code, output = shop.command("backup", "list")
    assert code == 0 and [line.split()[0] for line in output.splitlines()] == names, output
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


def test_backups_go_on_while_people_buy_and_what_they_hold_is_consistent(backed_up_shop):
    shop = backed_up_shop
    stop, troubles = threading.Event(), []

    def keep_buying():
        try:
            while not stop.is_set():
                buy(shop)
        except BaseException as error:  # told to the test
            troubles.append(error)

    buyer = threading.Thread(target=keep_buying)
    buyer.start()
    try:
        for _ in range(3):
            backups.take(shop)
    finally:
        stop.set()
        buyer.join(timeout=60)

    assert not troubles
    code, output = shop.command("drill", within=120)
    assert code == 0, output


@pytest.mark.promise("WA-78")
def test_the_drill_restores_the_newest_backup_keeps_to_its_bounds_and_leaves_a_dated_report(backed_up_shop):
    shop = backed_up_shop
    buy_and_receive(shop)
    name, _ = backups.take(shop)

    code, output = shop.command("drill", within=120)

    assert code == 0 and "passed" in output, output
    assert name in output and "at most 60 minutes" in output and "opens, with" in output, output
    (report,) = (shop.data / "drills").glob("20*.txt")
    assert report.read_text() == output
    assert not [file for file in shop.folder.iterdir() if file.name.startswith("drill-")], "the copy is gone"


@pytest.mark.promise("WA-78")
def test_a_drill_with_a_damaged_backup_fails_and_says_why(backed_up_shop):
    shop = backed_up_shop
    buy_and_receive(shop)
    backups.take(shop)
    (chunk, *_) = backups.chunks(shop.store)
    chunk.unlink()

    code, output = shop.command("drill", within=120)

    assert code != 0 and "FAILED" in output and "is missing" in output, output


@pytest.fixture
def shop_with_a_schedule(tmp_path_factory):
    """A shop that takes a backup a day by itself, and shows its figures."""
    folder = tmp_path_factory.mktemp("scheduled")
    port = free_port()
    settings = {"backup": backups.settings(folder / "store", everyMinutes=1440), "operations": {"port": port}}
    shop = Shop(folder, settings=settings)
    shop.store, shop.operations = folder / "store", f"http://127.0.0.1:{port}"
    try:
        yield shop
    finally:
        shop.close()


def figure(shop, name):
    text = httpx.get(f"{shop.operations}/metrics", trust_env=False).text
    found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


def next_backup(shop, after):
    """Waits for a backup that is over and done with; gives its time."""

    def look():
        last = figure(shop, "sampan_backup_last_success_timestamp_seconds")
        return last if last and last != after else None

    return wait_until(look, within=40, describe="a backup was taken")


def snapshots(shop, contents="data"):
    return sorted((shop.store / contents / "snapshots").glob("*"))


@pytest.mark.promise("WA-77")
def test_the_schedule_leaves_a_sealed_backup_a_day_and_a_missed_or_damaged_one_alerts(shop_with_a_schedule):
    shop = shop_with_a_schedule
    purchase = buy_and_receive(shop)
    last = next_backup(shop, after=None)
    for day in (2, 3):
        shop.advance(86_400)
        last = next_backup(shop, after=last)
        assert len(snapshots(shop)) == len(snapshots(shop, "keys")) == day, "a backup for each day"
    assert not scan.traces([purchase.email], backups.objects(shop.store))
    wait_until(lambda: figure(shop, "sampan_backup_alarm") == 0, within=10, describe="all was well")

    store, away = shop.store, shop.folder / "away"
    store.rename(away)
    store.write_text("a disk that is not there")
    shop.advance(3 * 86_400)
    wait_until(lambda: figure(shop, "sampan_backup_alarm") == 1, within=30, describe="a missed backup alerts")
    assert "a backup failed" in shop.log.read_text()
    store.unlink()
    away.rename(store)
    shop.advance(3700)
    next_backup(shop, after=last)
    wait_until(lambda: figure(shop, "sampan_backup_alarm") == 0, within=30, describe="the next one ends the alarm")

    for chunk in backups.chunks(store) + backups.chunks(store, "keys"):
        chunk.write_bytes(chunk.read_bytes()[:-1])
    shop.advance(86_400)
    wait_until(lambda: figure(shop, "sampan_backup_alarm") == 1, within=30, describe="a damaged backup alerts")
    assert "a backup is damaged" in shop.log.read_text()


def test_backups_of_keys_do_not_outlive_the_days_the_policy_states(shop_with_a_schedule):
    shop = shop_with_a_schedule
    buy_and_receive(shop)
    last = next_backup(shop, after=None)
    (first,) = snapshots(shop, "keys")
    for _ in range(4):
        shop.advance(8 * 86_400)
        last = next_backup(shop, after=last)

    assert not first.exists(), "the backup of keys went within thirty days"
    assert len(snapshots(shop)) > len(snapshots(shop, "keys")), "that of the data is still there"
    assert len(list((shop.store / "secrets" / "bundles").glob("*"))) == 1, "and of the secrets the newest alone"


def test_an_erasure_after_the_newest_backup_outlives_the_machine_all_the_same(shop_with_a_schedule):
    shop = shop_with_a_schedule
    purchase, other = buy_and_receive(shop), buy_and_receive(shop)
    backups.take(shop)
    taken = len(snapshots(shop))
    bundles = shop.store / "secrets" / "bundles"

    finished(shop, *erase(shop, purchase.email))
    ledgers = sum(file.stat().st_size for file in shop.secrets.rglob("restrictions.ledger"))
    assert ledgers
    seen = [file.name for file in bundles.glob("*")]
    wait_until(
        lambda: [file.name for file in bundles.glob("*")] not in ([], seen), within=60, describe="the ledger was copied"
    )
    assert len(snapshots(shop)) == taken, "between two backups"

    backups.lose_the_machine(shop)
    backups.restored(shop)
    shop.start()

    assert purchase.order_page().status in (404, 410), "erased stays erased"
    assert code_in(other.activation) in other.order_page().body
