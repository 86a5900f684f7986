"""Servers are killed and frozen at random moments while people buy; nothing acknowledged is lost, nothing happens twice.

SAMPAN_KILLS says how often (20 unless set; `make torture` asks for 100), SAMPAN_SEED repeats a run.
"""

import os
import random
import threading
from collections import Counter
from urllib.parse import urlsplit

import httpx
import pytest

from harness.buying import Purchase, checkout_form, code_in, plan_slugs
from harness.node import Node, freeze, thaw
from harness.postgresql import Storage
from harness.shop import Shop
from harness.waiting import PAUSE, wait_until

KILLS = int(os.environ.get("SAMPAN_KILLS", "20"))
SEED = int(os.environ.get("SAMPAN_SEED", random.randrange(1_000_000)))
BUYERS = 2


class Buyer(threading.Thread):
    """Buys one eSIM after another, and presses the button again when nobody answered."""

    def __init__(self, shop, slugs, seed):
        super().__init__(daemon=True)
        self.shop, self.slugs, self.random = shop, slugs, random.Random(seed)
        self.is_over = threading.Event()
        self.paid, self.trouble = [], None

    def run(self):
        try:
            while not self.is_over.is_set():
                self.buy_one()
        except BaseException as error:  # told to the test, which fails with it
            self.trouble = error

    def buy_one(self):
        slug = self.random.choice(self.slugs)
        visitor = self.shop.visitor_at(self.random.choice([self.shop, *self.shop.nodes]))
        page, form = self.insist(lambda: checkout_form(visitor, slug))
        email = self.shop.new_email()
        path, values = urlsplit(form.action).path, form.filled(email=email, age="16-or-over")
        answer = self.insist(lambda: visitor.post(path, values))
        assert answer.status == 303, f"{answer.status}: {answer.text[:500]}"
        if self.random.random() < 0.1:
            return  # changed their mind at the gateway
        purchase = Purchase(self.shop, visitor, email, "en", slug, page, answer)
        paid = self.shop.world.pay(answer.location)
        assert paid.status == 303, f"{paid.status}: {paid.text[:500]}"
        self.paid.append(purchase)
        if self.random.random() < 0.5:
            self.insist(lambda: visitor.get(paid.location))

    def insist(self, action):
        """Tries until somebody answers: the shop is down for a moment now and again."""
        while True:
            try:
                return action()
            except httpx.TransportError:
                if self.is_over.is_set():
                    raise SystemExit from None
                PAUSE.wait(0.05)


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
    slugs = plan_slugs(shop.visitor())
    buyers = [Buyer(shop, slugs, chance.random()) for _ in range(BUYERS)]
    for buyer in buyers:
        buyer.start()

    servers = [shop, *shop.nodes]
    for _ in range(KILLS):
        PAUSE.wait(chance.uniform(0.05, 0.8))  # not a wait for anything: the moment of the kill is what is random
        if shop.nodes:
            frozen = chance.choice(servers)
            freeze(frozen)
            PAUSE.wait(chance.uniform(0.05, 1.5))  # nor this: how long it lasts
            thaw(frozen)
        chance.choice(servers).restart(kill=True)
    for buyer in buyers:
        buyer.is_over.set()
    for buyer in buyers:
        buyer.join(timeout=60)
        assert buyer.trouble is None, f"seed {SEED}: {buyer.trouble!r}"

    paid = [purchase for buyer in buyers for purchase in buyer.paid]
    assert len(paid) >= KILLS / 10, f"seed {SEED}: only {len(paid)} were bought, that is no load"
    received = wait_while_it_moves_on(shop, {purchase.email for purchase in paid})
    lacking = [f"{p.number}: {p.state}" for p in paid if not received[p.email]]
    assert not lacking, f"seed {SEED}: paid for and not mailed: {lacking}"

    charges = Counter(charge["payment_intent"] for charge in shop.world.charges() if charge["status"] == "succeeded")
    assert len(charges) == len(paid) and set(charges.values()) == {1}, f"seed {SEED}: {charges}"
    assert len(shop.world.esims()) == len(paid), f"seed {SEED}: as many eSIMs as were paid for"
    issued = Counter(code for purchase in paid for code in received[purchase.email])
    assert len(issued) == len(paid) and set(issued.values()) == {1}, f"seed {SEED}: everybody has one of their own"
    for purchase in paid:
        assert purchase.state == "delivered", f"seed {SEED}: {purchase.number} is {purchase.state}"
    code, output = shop.command("audit", "verify")
    assert code == 0, f"seed {SEED}: {output}"
    code, output = shop.command("doctor")
    assert code == 0, f"seed {SEED}: {output}"


def wait_while_it_moves_on(shop, buyers):
    """Lets time pass until every buyer has their code, or nobody new got theirs for ten minutes of the shop's time.

    Gives the activation codes mailed to each address; the same mail sent again after a crash counts once.
    """
    received, idle = activation_codes(shop, buyers), 0
    while idle < 10 and not all(received.values()):
        before = received
        try:
            wait_until(lambda before=before: activation_codes(shop, buyers) != before, within=2)
            idle = 0
        except AssertionError:
            shop.advance(60)
            idle += 1
        received = activation_codes(shop, buyers)
    return received


def activation_codes(shop, buyers):
    received = {email: set() for email in buyers}
    for mail in shop.world.emails(containing="LPA:1$"):
        received[mail.to].add(code_in(mail))
    return received
