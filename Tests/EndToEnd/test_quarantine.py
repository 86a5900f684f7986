"""Old data put back under newer signatures: the shop stays shut instead of contradicting the receipts it gave."""

import pytest

from harness import stripe
from harness.buying import buy_and_receive, plan_slugs

pytestmark = pytest.mark.both_engines


def test_a_shop_whose_data_are_older_than_its_signatures_stays_shut_and_the_doctor_says_why(fresh_shop):
    shop = fresh_shop
    buy_and_receive(shop)
    stopped_copy(shop, "old")
    shop.start()
    purchase = buy_and_receive(shop)
    link, event = purchase.link, stripe.completed(purchase)
    stopped_copy(shop, "newest")

    shop.storage.put_data_back("old")
    sent = len(shop.world.calls())
    shop.start_shut()

    assert shop.visitor().get("/en/plans").status == 503
    assert shop.visitor().get(link).status == 503
    assert stripe.deliver(shop.visitor(), event).status == 503, "the processor delivers it again later"
    shop.advance(3600)
    assert shop.visitor().get("/vi").status == 503
    assert len(shop.world.calls()) == sent, "nothing left the shop"
    assert shop.program.stop() == 0
    assert "is quarantined" in shop.log.read_text()
    for command in (("doctor",), ("audit", "verify")):
        code, output = shop.command(*command)
        assert code != 0 and "entries were signed" in output, output

    shop.storage.put_data_back("newest")
    shop.start()

    assert plan_slugs(shop.visitor())
    assert shop.visitor().get(link).status == 200
    code, output = shop.command("audit", "verify")
    assert code == 0 and "installation instance" in output, output


def stopped_copy(shop, name):
    assert shop.program.stop() == 0
    shop.storage.copy_data(name)
