"""The whole on PostgreSQL: bought, delivered, cut off, shared by two servers, erased, verified."""

import json
import signal

import pytest

from harness.buying import begin, buy, buy_and_receive, code_in
from harness.erasing import erase, finished
from harness.node import Node
from harness.postgresql import Storage
from harness.shop import Shop


@pytest.fixture(scope="module")
def shop_on_postgresql(tmp_path_factory):
    storage = Storage()
    shop = Shop(tmp_path_factory.mktemp("postgresql"), storage=storage)
    try:
        yield shop
    finally:
        shop.close()
        storage.close()


def test_a_guest_buys_and_receives_and_no_file_holds_any_of_it(shop_on_postgresql):
    shop = shop_on_postgresql
    purchase = buy_and_receive(shop)

    assert purchase.state == "delivered"
    assert purchase.email not in shop.storage.dump()
    assert [file for file in shop.files(shop.data) if file.suffix == ".sqlite"] == []


def test_orders_outlive_a_power_cut_of_every_database(shop_on_postgresql):
    shop = shop_on_postgresql
    before = buy_and_receive(shop)

    for cluster in (shop.storage.data, shop.storage.keys):
        cluster.stop(signal.SIGQUIT)
        cluster.start()

    assert before.state == "delivered"
    assert buy_and_receive(shop).state == "delivered"


def test_a_payment_made_while_the_database_is_away_is_settled_when_it_is_back(shop_on_postgresql):
    shop = shop_on_postgresql
    purchase = begin(shop)
    shop.storage.data.stop()
    try:
        shop.world.pay(purchase.answer.location)
    finally:
        shop.storage.data.start()

    assert shop.advance_until(purchase.activation_mails, step=60)


def test_after_an_erasure_no_database_knows_the_buyer_and_the_log_verifies(shop_on_postgresql):
    shop = shop_on_postgresql
    purchase = buy_and_receive(shop)
    code = code_in(purchase.activation)

    visitor, address = erase(shop, purchase.email)
    finished(shop, visitor, address)

    assert purchase.order_page().status == 410
    everything = shop.storage.dump()
    assert purchase.email not in everything and code not in everything
    exit_code, output = shop.command("audit", "verify")
    assert exit_code == 0, output


def test_a_second_server_on_the_same_databases_serves_the_same_orders_and_doubles_none(shop_on_postgresql):
    shop = shop_on_postgresql
    issued, node = len(shop.world.esims()), Node(shop)

    purchases = [buy(shop, visitor=shop.visitor_at(server)) for server in (shop, node, shop, node)]
    for purchase in purchases:
        purchase.wait_for_delivery()

    assert len(shop.world.esims()) == issued + len(purchases)
    assert all(len(purchase.activation_mails()) == 1 for purchase in purchases)
    assert shop.visitor_at(node).get(purchases[0].link).mark("data-state") == "delivered"


def test_the_doctor_refuses_one_cluster_for_data_and_keys(shop_on_postgresql):
    shop = shop_on_postgresql
    code, output = shop.command("doctor")
    assert code == 0, output

    settings = json.loads(shop.config.read_text())
    keys = shop.storage.names["keys"]
    settings["storage"]["keysURL"] = shop.storage.data.restore(keys, shop.storage.keys.dump(keys))
    together = shop.folder / "together.json"
    together.write_text(json.dumps(settings))
    right, shop.config = shop.config, together
    try:
        code, output = shop.command("doctor")
    finally:
        shop.config = right

    assert code != 0 and "cluster" in output, output
