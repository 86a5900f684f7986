"""Two servers behind a real pgbouncer, which gives each transaction another session of the database."""

import json
import signal

import pytest

from harness.buying import buy, buy_and_receive, code_in
from harness.erasing import erase, finished
from harness.load import Crowd, expect_everything_in_order
from harness.node import Node
from harness.pooler import PooledStorage
from harness.program import run
from harness.shop import Shop
from harness.waiting import wait_until


@pytest.fixture
def pooled_shop(tmp_path):
    storage = PooledStorage()
    shop = Shop(tmp_path, storage=storage)
    Node(shop)
    try:
        yield shop
    finally:
        shop.close()
        storage.close()


def test_a_guest_buys_at_either_server_and_is_erased(pooled_shop):
    shop, (node,) = pooled_shop, pooled_shop.nodes
    kept = buy_and_receive(shop)
    purchase = buy(shop, visitor=shop.visitor_at(node))
    code = code_in(purchase.wait_for_delivery())

    visitor, address = erase(shop, purchase.email)
    finished(shop, visitor, address)

    assert purchase.order_page().status == 410 and shop.visitor_at(node).get(purchase.link).status == 410
    assert kept.state == "delivered"
    everything = shop.storage.dump()
    assert purchase.email not in everything and code not in everything
    for command in (("audit", "verify"), ("doctor",)):
        exit_code, output = shop.command(*command)
        assert exit_code == 0, output


def test_what_one_server_commits_the_other_learns_without_being_notified(pooled_shop):
    shop, (node,) = pooled_shop, pooled_shop.nodes
    purchase = buy_and_receive(shop)
    node.program.process.send_signal(signal.SIGSTOP)  # so that the work is left to the other
    try:
        paid = buy(shop)
        paid.wait_for_delivery()
    finally:
        node.program.process.send_signal(signal.SIGCONT)

    wait_until(lambda: shop.visitor_at(node).get(paid.link).mark("data-state") == "delivered")
    assert shop.visitor_at(node).get(purchase.link).mark("data-state") == "delivered"


def test_many_buyers_share_a_few_sessions_and_outlive_a_pooler_that_is_replaced(pooled_shop):
    shop, pooler = pooled_shop, pooled_shop.storage.pooler
    crowd = Crowd(shop, seed=6, bears=503)

    for how in (signal.SIGTERM, signal.SIGKILL, signal.SIGTERM):
        crowd.go_on(2)
        assert shop.storage.data.sessions("sampan") <= 2 * pooler.size, "one pool a database"
        pooler.stop(how)
        pooler.start()
    crowd.go_on(2)

    expect_everything_in_order(shop, crowd.go_home(), at_least=8)


def test_a_pooler_that_parts_the_statements_of_a_transaction_is_refused(tmp_path):
    storage = PooledStorage(mode="statement")
    try:
        settings = tmp_path / "settings.json"
        settings.write_text(json.dumps({"storage": {**storage.settings, **storage.owner}}))
        code, output = run("migrate", "--data", tmp_path / "data", "--config", settings)
    finally:
        storage.close()

    assert code != 0 and "pool_mode" in output, output
