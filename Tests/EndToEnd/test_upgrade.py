"""The next release beside the present one, and the present one put back: on the same data, while people buy."""

import pytest

from harness.balancer import Balancer
from harness.buying import buy_and_receive
from harness.load import Crowd, expect_everything_in_order
from harness.node import Node
from harness.postgresql import Storage
from harness.program import BINARY
from harness.release import next_release
from harness.shop import Shop

# What a release may do: add a table, add a column that may be left out, and fill it for the rows there are.
HARMLESS = {
    "control_9001": "CREATE TABLE of_the_next_release (id INTEGER NOT NULL PRIMARY KEY);",
    "keys_9001": "ALTER TABLE person_keys ADD COLUMN of_the_next_release TEXT;",
    "data_9001": """
        CREATE TABLE of_the_next_release (id BLOB NOT NULL PRIMARY KEY, text TEXT NOT NULL);
        ALTER TABLE orders ADD COLUMN of_the_next_release INTEGER NOT NULL DEFAULT 1;
        UPDATE orders SET of_the_next_release = 2;
        """,
}
# And what no program may be put back after.
HARSH = {"data_9002": "-- needs 9001\nALTER TABLE orders DROP COLUMN of_the_next_release;"}


@pytest.fixture
def two_servers(tmp_path):
    storage, balancer = Storage(), Balancer(tmp_path / "balancer")
    shop = Shop(tmp_path, storage=storage, settings=balancer.settings)
    Node(shop)
    balancer.start(shop)
    try:
        yield shop, balancer
    finally:
        balancer.close()
        shop.close()
        storage.close()


@pytest.mark.timeout(600)
def test_two_servers_are_replaced_one_after_the_other_and_put_back_while_people_buy(two_servers, tmp_path):
    shop, balancer = two_servers
    newer = next_release(tmp_path / "next", **HARMLESS)
    crowd = Crowd(shop, seed=11, bears=502, at=[balancer])  # which nginx says of a request it may not repeat
    crowd.go_on(2)

    shop.migrate(newer)
    crowd.go_on(2)
    for release in (newer, BINARY):
        for server in (shop, *shop.nodes):
            server.replace(release)
            crowd.go_on(2)

    expect_everything_in_order(shop, crowd.go_home(), at_least=12, doctor=False)
    filled = shop.storage.data.sql("SELECT DISTINCT of_the_next_release FROM orders", shop.storage.names["data"])
    assert sorted(filled.split()) == ["1", "2"], (
        "orders of before were changed in everybody's rows, later ones left it out"
    )


def test_on_files_the_release_before_can_be_put_back(fresh_shop_on_files, tmp_path):
    shop = fresh_shop_on_files
    first = buy_and_receive(shop)

    shop.replace(next_release(tmp_path / "next", **HARMLESS))
    second = buy_and_receive(shop)
    shop.replace(BINARY)

    assert first.state == second.state == buy_and_receive(shop).state == "delivered"
    code, output = shop.command("audit", "verify")
    assert code == 0, output


def test_a_release_that_can_do_without_what_is_gone_is_not_gone_back_behind(fresh_shop_on_files, tmp_path):
    shop = fresh_shop_on_files
    purchase = buy_and_receive(shop)
    newest = next_release(tmp_path / "newest", **HARMLESS, **HARSH)
    shop.replace(newest)

    with pytest.raises(AssertionError, match="start the newer program"):
        shop.replace(BINARY)

    shop.replace(next_release(tmp_path / "between", **HARMLESS))
    shop.replace(newest)
    assert purchase.state == "delivered"


@pytest.fixture
def fresh_shop_on_files(tmp_path):
    shop = Shop(tmp_path)
    yield shop
    shop.close()
