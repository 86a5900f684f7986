"""The worst day that a shop looks forward to: everybody at once, one plan of which there are few, impatient fingers, a slow processor
that says everything twice, and a supplier that is away. No oversell, no doubled charge, and the truth told to all.

SAMPAN_BUYERS says how many come (40 unless set), SAMPAN_SEED repeats a day.
"""

import os
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from harness.buying import Purchase, checkout_form, code_in, plan_slugs
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

BUYERS = int(os.environ.get("SAMPAN_BUYERS", "40"))
FOR_SALE = BUYERS // 4
SEED = int(os.environ.get("SAMPAN_SEED", random.randrange(1_000_000)))


@dataclass
class Buyer:
    shop: object
    slug: str
    pays: bool
    declined_first: bool
    email: str = ""
    purchase: Purchase = None
    turned_away: object = None
    answers: list = field(default_factory=list)

    def come(self, start):
        visitor = self.shop.visitor()
        self.email = self.shop.new_email("fan")
        start.wait()
        page = visitor.get(f"/en/checkout?plan={self.slug}")
        if page.status == 409:
            self.turned_away = page
            return
        page, form = checkout_form(visitor, self.slug) if page.status != 200 else (page, page.form(having=("email",)))
        path, values = urlsplit(form.action).path, form.filled(email=self.email, age="16-or-over")
        with ThreadPoolExecutor(2) as fingers:  # the button is pressed twice
            self.answers = list(fingers.map(lambda _: visitor.post(path, values), range(2)))
        placed = [answer for answer in self.answers if answer.status == 303]
        if not placed:
            self.turned_away = self.answers[0]
            return
        self.purchase = Purchase(self.shop, visitor, self.email, "en", self.slug, page, placed[0])
        if self.pays:
            self.pay()

    def pay(self):
        if self.declined_first:
            self.shop.world.pay(self.purchase.answer.location, card="4000000000000002")
        with ThreadPoolExecutor(2) as fingers:
            paid = list(fingers.map(lambda _: try_to_pay(self.shop.world, self.purchase), range(2)))
        assert 303 in paid or 302 in paid, paid


def try_to_pay(world, purchase):
    """The status of the processor's answer; a page that is closed by now cannot be filled in."""
    try:
        return world.pay(purchase.answer.location).status
    except AssertionError:
        return None


def limit(staff, slug, left):
    form = staff.get(f"/en/console/catalogue/{slug}").form(having=("left",))
    answer = staff.post(form.action, form.filled(left=left))
    assert answer.status == 303, answer.text[:500]


def left(staff, slug):
    return staff.get(f"/en/console/catalogue/{slug}").mark("data-stock")


def figures(page):
    return {name: int(count) for name, count in (mark.split(":") for mark in page.marked("data-sold"))}


@pytest.mark.timeout(600)
def test_on_launch_day_nothing_is_sold_twice_and_everybody_is_told_the_truth(fresh_shop):
    shop, chance = fresh_shop, random.Random(SEED)
    print(f"seed {SEED}")
    editor, owner = shop.staff("catalogue-editor"), shop.staff("owner")
    viral, *others = plan_slugs(shop.visitor())
    limit(editor, viral, FOR_SALE)
    buyers = [
        Buyer(shop, viral if number % 3 else chance.choice(others), chance.random() < 0.8, chance.random() < 0.2)
        for number in range(BUYERS)
    ]
    shop.world.set("esim-access", failAlways=True)
    shop.world.set("stripe", latencyMilliseconds=200, webhookCopies=2, webhookParallel=True)

    start = threading.Event()
    with ThreadPoolExecutor(BUYERS) as crowd:
        days = [crowd.submit(buyer.come, start) for buyer in buyers]
        start.set()
        for day in days:
            day.result()

    fans = [buyer for buyer in buyers if buyer.slug == viral]
    placed = [buyer for buyer in buyers if buyer.purchase]
    assert len([buyer for buyer in fans if buyer.purchase]) == FOR_SALE, "all of it and not one more"
    assert all(buyer.purchase for buyer in buyers if buyer.slug != viral), "the others were not held up"
    for buyer in buyers:
        if buyer.turned_away:
            assert buyer.turned_away.status == 409 and "nothing was charged" in buyer.turned_away.text
        elif all(answer.status == 303 for answer in buyer.answers):
            assert buyer.answers[0].location == buyer.answers[1].location, "two presses, one order"
    assert left(editor, viral) == "0"
    sold_out = shop.visitor().get(f"/en/plans/{viral}")
    assert sold_out.marked("data-sold-out") and f"plan={viral}" not in sold_out.body

    paid = [buyer for buyer in placed if buyer.pays]
    for buyer in paid:
        wait_until(lambda b=buyer: b.purchase.state in ("paid", "delivering"), describe=f"{buyer.email}: paid")
        assert "LPA:1$" not in buyer.purchase.order_page().text, "the supplier is away, and nobody is told otherwise"
    assert figures(owner.get("/en/console"))["today"] == len(paid)

    shop.world.post("/control/scenarios/esim-access/reset")
    shop.world.post("/control/scenarios/stripe/reset")
    shop.advance_until(lambda: all(buyer.purchase.state == "delivered" for buyer in paid), step=60)
    expect_the_truth(shop, buyers, paid)

    shop.advance_until(
        lambda: all(buyer.purchase.state == "expired" for buyer in placed if not buyer.pays), step=6 * 3600, steps=10
    )
    owner, editor = shop.staff("owner"), shop.staff("catalogue-editor")
    sold = len([buyer for buyer in fans if buyer.purchase and buyer.pays])
    assert left(editor, viral) == str(FOR_SALE - sold), "what nobody paid is for sale again"
    assert (f"plan={viral}" in shop.visitor().get(f"/en/plans/{viral}").body) == (sold < FOR_SALE)
    home = owner.get("/en/console")
    assert sum(figures(home)[day] for day in ("today", "week")) == len(paid)
    assert "Nothing is stuck" in home.text
    for command in (("audit", "verify"), ("doctor",)):
        code, output = shop.command(*command)
        assert code == 0, output


def expect_the_truth(shop, buyers, paid):
    """One charge and one eSIM for whoever paid, neither for anybody else."""
    charges = [charge for charge in shop.world.charges() if charge["status"] == "succeeded"]
    assert Counter(charge["payment_intent"] for charge in charges).most_common(1)[0][1] == 1
    assert len(charges) == len(paid) == len(shop.world.esims())
    assert sum(charge["amount_refunded"] for charge in charges) == 0
    issued = Counter()
    for mail in shop.world.emails(containing="LPA:1$"):
        issued[mail.to, code_in(mail)] += 1
    assert sorted(to for to, _ in issued) == sorted(buyer.email for buyer in paid), "everybody has one of their own"
    assert len({code for _, code in issued}) == len(paid)
    for buyer in buyers:
        if buyer.turned_away:
            assert not shop.world.emails(buyer.email), "whoever got nothing hears of nothing"
