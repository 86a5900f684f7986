"""Servers are killed and frozen, databases restarted and cut off at random moments while people buy: nothing that was
acknowledged is lost, nothing happens twice, and nobody has to lend a hand.

SAMPAN_KILLS says how often (20 unless set; `make torture` asks for 100), SAMPAN_SEED repeats a run.
"""

import os
import random
import signal

import pytest

from harness.load import Crowd, expect_everything_in_order
from harness.node import Node, freeze, thaw
from harness.postgresql import Storage
from harness.shop import Shop
from harness.waiting import PAUSE

KILLS = int(os.environ.get("SAMPAN_KILLS", "20"))
SEED = int(os.environ.get("SAMPAN_SEED", random.randrange(1_000_000)))


@pytest.fixture(params=["files", "two servers on PostgreSQL"])
def tortured_shop(request, tmp_path_factory):
    storage = None if request.param == "files" else Storage()
    shop = Shop(tmp_path_factory.mktemp("tortured"), storage=storage)
    if storage:
        Node(shop)
    try:
        yield shop
    finally:
        shop.close()
        if storage:
            storage.close()


@pytest.mark.timeout(400 + KILLS * 15)
def test_killed_at_random_moments_a_shop_loses_no_paid_order_and_doubles_none(tortured_shop):
    shop, chance = tortured_shop, random.Random(SEED)
    crowd = Crowd(shop, SEED)

    servers = [shop, *shop.nodes]
    for _ in range(KILLS):
        PAUSE.wait(chance.uniform(0.05, 0.8))  # not a wait for anything: the moment of the kill is what is random
        if shop.nodes:
            frozen = chance.choice(servers)
            freeze(frozen)
            PAUSE.wait(chance.uniform(0.05, 1.5))  # nor this: how long it lasts
            thaw(frozen)
        chance.choice(servers).restart(kill=True)

    expect_everything_in_order(shop, crowd.go_home(), at_least=KILLS / 10)


@pytest.fixture
def shop_to_be_cut_off(tmp_path_factory):
    storage = Storage()
    shop = Shop(tmp_path_factory.mktemp("cut-off"), storage=storage)
    Node(shop)
    try:
        yield shop
    finally:
        shop.close()
        storage.close()


@pytest.mark.timeout(400 + KILLS * 15)
def test_with_its_databases_cut_off_and_crashing_a_shop_loses_no_paid_order_and_doubles_none(shop_to_be_cut_off):
    shop, chance = shop_to_be_cut_off, random.Random(SEED)
    crowd = Crowd(shop, SEED, bears=503)

    clusters = [shop.storage.data, shop.storage.keys]
    for number in range(KILLS):
        PAUSE.wait(chance.uniform(0.05, 0.8))
        cluster = chance.choice(clusters)
        if number % 4:
            cluster.cut_off("sampan")
        else:
            cluster.stop(signal.SIGQUIT)
            PAUSE.wait(chance.uniform(0, 0.5))
            cluster.start()

    expect_everything_in_order(shop, crowd.go_home(), at_least=KILLS / 10)
