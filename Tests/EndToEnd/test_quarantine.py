"""Old data put back under newer signatures: the shop stays shut instead of contradicting the receipts it gave."""

import shutil

import httpx

from harness import stripe
from harness.buying import buy_and_receive, plan_slugs


def test_a_shop_whose_data_are_older_than_its_signatures_stays_shut_and_the_doctor_says_why(fresh_shop):
    shop = fresh_shop
    buy_and_receive(shop)
    old = stopped_copy(shop, "old")
    shop.start()
    purchase = buy_and_receive(shop)
    link, event = purchase.link, stripe.completed(purchase)
    newest = stopped_copy(shop, "newest")

    put_back(shop, old)
    sent = len(shop.world.calls())
    start_shut(shop)

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

    put_back(shop, newest)
    shop.start()

    assert plan_slugs(shop.visitor())
    assert shop.visitor().get(link).status == 200
    code, output = shop.command("audit", "verify")
    assert code == 0 and "installation instance" in output, output


def stopped_copy(shop, name):
    assert shop.program.stop() == 0
    return shutil.copytree(shop.data, shop.folder / name)


def put_back(shop, copy):
    shutil.rmtree(shop.data)
    shutil.copytree(copy, shop.data)


def start_shut(shop):
    """Starts a shop that will serve nobody, and waits for its health alone."""

    def is_healthy(port):
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health", timeout=5, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    shop.is_open = is_healthy
    shop.start()
    del shop.is_open
