"""Unusual orders wait for a person, and nothing is delivered that nobody has paid."""

from urllib.parse import urlsplit

import pytest

from harness.buying import begin, buy, buy_and_receive, checkout_form
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def strict_shop(open_shop):
    """A shop in which the third order from one address within an hour is looked at."""
    with open_shop(settings={"fraud": {"ordersPerAddressAndHour": 2}}) as shop:
        yield shop


def order_page(staff, purchase):
    listed = staff.get(f"/en/console/orders?number={purchase.number}")
    (link,) = {urlsplit(link).path for link, text in listed.links if text.strip() == purchase.number}
    return staff.get(link)


def supplier_calls(shop):
    return len(shop.world.calls("esim-access", "esim/order"))


def bought_until_held(shop):
    """Buys up to three times; gives the order that is held and how many were not."""
    slipped = 0
    while settled(purchase := buy(shop)) != "held" and slipped < 2:
        slipped += 1
    return purchase, slipped


def settled(purchase):
    states = ("held", "delivered")
    wait_until(lambda: purchase.state in states, within=30, describe="the order is held, or was too quick")
    return purchase.state


@pytest.mark.promise("VC-31")
def test_many_orders_from_one_address_wait_for_a_person_and_a_normal_one_passes(strict_shop):
    shop, staff = strict_shop, strict_shop.staff("support-agent")
    buy_and_receive(shop)
    buy_and_receive(shop)
    ordered = supplier_calls(shop)

    held = buy(shop)
    refused = buy(shop)

    for purchase in (held, refused):
        wait_until(lambda order=purchase: order.state == "held", describe="the order is held")
        assert "a person takes a look first" in purchase.order_page().text
        shop.world.email(purchase.email, containing="checking")
    page = order_page(staff, held)
    assert page.mark("data-review-reason") == "many-from-address"
    assert "Many orders came from the same network address" in page.text
    assert supplier_calls(shop) == ordered, "nobody was asked for the eSIM"

    decide(staff, page, "release", "rang them up")
    held.wait_for_delivery()
    decide(staff, order_page(staff, refused), "refuse", "did not answer")
    wait_until(lambda: refused.state == "refunded", describe="the money went back")
    assert supplier_calls(shop) == ordered + 1
    assert "192.0.2" not in page.text and "127.0.0.1" not in page.text

    shop.advance(3700)
    later = buy_and_receive(shop)
    assert later.state == "delivered", "an hour later orders pass at once again"


def decide(staff, page, decision, note):
    form = page.form(action="/review", having=("decision",))
    answer = staff.post(form.action, form.filled(decision=decision, note=note))
    assert answer.status == 303, answer.text[:500]


def test_a_card_that_pays_for_many_mailboxes_is_looked_at(open_shop):
    with open_shop(settings={"fraud": {"addressesPerCardAndDay": 2}}) as shop:
        known = shop.new_email()
        for email in (known, known, shop.new_email()):
            buy_and_receive(shop, email=email)
        ordered = supplier_calls(shop)

        # The message that names the card may be worked on after the one that says paid: then that order has gone out already.
        held, slipped = bought_until_held(shop)

        assert held.state == "held"
        page = order_page(shop.staff("support-agent"), held)
        assert page.mark("data-review-reason") == "many-with-card"
        other = begin(shop)
        assert other.pay(card="5555555555554444").status == 303
        other.wait_for_delivery()
        assert supplier_calls(shop) == ordered + slipped + 1, "nobody was asked for the eSIM that is held"


def test_a_throw_away_mailbox_is_looked_at(shop):
    purchase = buy(shop, email=shop.new_email().replace("example.com", "mailinator.com"))

    wait_until(lambda: purchase.state == "held")


@pytest.mark.promise("VC-32")
def test_a_tampered_price_an_unpaid_delivery_and_a_disputed_card_get_nobody_an_esim(fresh_shop):
    shop, staff = fresh_shop, fresh_shop.staff("support-agent")

    # A tampered price is not so much as looked at: the catalogue's is charged.
    visitor, email = shop.visitor(), shop.new_email()
    page, form = checkout_form(visitor, "japan-5gb-30d")
    posted = form.filled(email=email, age="16-or-over", amount="1", price="1", unit_price="1", total="1")
    answer = visitor.post(urlsplit(form.action).path, posted)
    session = shop.world.session(urlsplit(answer.location).path.rpartition("/")[2])
    honest = begin(shop, slug="japan-5gb-30d")
    assert session["amount_total"] == shop.world.session(honest.session)["amount_total"] > 1

    # Delivery of what nobody paid is refused to whoever asks.
    unpaid = order_page(staff, honest)
    place = urlsplit(unpaid.url).path + "/supply"
    token = staff.get(urlsplit(unpaid.url).path).form(action="/openings").filled()
    csrf = dict(token)["csrf"]
    assert staff.post(place, {"csrf": csrf}).status == 403
    assert shop.visitor().post(place, {"csrf": csrf}).status == 401
    assert supplier_calls(shop) == 0

    # A dispute freezes the order and suspends what was delivered; won, it goes on.
    purchase = buy_and_receive(shop)
    (esim,) = shop.world.esims()
    shop.world.install(esim)
    charge = shop.world.session(purchase.session)["payment_intent"]
    dispute = shop.world.post(f"/control/stripe/dispute/{charge}", reason="fraudulent")
    wait_until(lambda: purchase.state == "frozen", describe="the order is frozen")
    wait_until(lambda: shop.world.esims()[0]["esimStatus"] == "SUSPENDED", describe="the eSIM is suspended")
    assert "LPA:1$" not in purchase.order_page().text
    shop.world.post(f"/control/stripe/dispute/{dispute['id']}/close", won=True)
    wait_until(lambda: purchase.state == "delivered", describe="the order goes on")
