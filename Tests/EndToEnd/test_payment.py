"""From pending to paid: once, and only on the processor's word."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import stripe
from harness.buying import begin, buy, buy_and_receive, settle
from harness.waiting import wait_until
from harness.world import form_fields


def session_of(shop, purchase):
    """What the shop asked the processor to collect: amount, currency and the shop's own reference."""
    calls = shop.world.calls("stripe", "/checkout/sessions")
    sent = next(form_fields(c) for c in reversed(calls) if form_fields(c).get("customer_email") == purchase.email)
    quantity = int(sent.get("line_items[0][quantity]", 1))
    amount = int(sent["line_items[0][price_data][unit_amount]"]) * quantity
    return amount, sent["line_items[0][price_data][currency]"], sent["client_reference_id"]


def supplier_orders(shop):
    return shop.world.calls("esim-access", "/esim/order")


@pytest.mark.promise("VC-25")
def test_an_order_is_pending_until_the_processor_says_it_is_paid(shop):
    purchase = begin(shop)
    before = len(supplier_orders(shop))

    amount, currency, reference = session_of(shop, purchase)
    answer = stripe.deliver(shop.visitor(), stripe.completed(purchase.session, amount, currency, reference))

    assert answer.status == 200
    purchase.wait_for_delivery()
    assert len(supplier_orders(shop)) == before + 1


@pytest.mark.promise("VC-25")
def test_the_same_event_three_times_at_once_is_one_payment_and_one_esim(fresh_shop):
    shop = fresh_shop
    purchase = begin(shop)
    amount, currency, reference = session_of(shop, purchase)
    body = stripe.completed(purchase.session, amount, currency, reference)

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: stripe.deliver(shop.visitor(), body).status, range(3)))
    purchase.wait_for_delivery()
    shop.advance(3600)

    assert answers == [200, 200, 200]
    assert len(supplier_orders(shop)) == 1
    assert len(purchase.activation_mails()) == 1


def test_the_processor_repeating_itself_under_new_event_ids_changes_nothing(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("stripe", webhookCopies=3, webhookParallel=True, webhookFreshIDs=True):
        purchase = buy_and_receive(shop)
        shop.advance(3600)

    assert len(supplier_orders(shop)) == 1
    assert len(purchase.activation_mails()) == 1


@pytest.mark.parametrize("before_redirect", [True, False], ids=["webhook first", "redirect first"])
def test_the_buyer_sees_the_truth_whichever_arrives_first(shop, before_redirect):
    with shop.world.trouble("stripe", webhookBeforeRedirect=before_redirect, webhookHold=not before_redirect):
        purchase = buy(shop)
        page = purchase.order_page()
        assert page.status == 200
        if not before_redirect:
            assert not purchase.activation_mails()
            shop.world.release_webhooks()

    purchase.wait_for_delivery()
    assert purchase.order_page().status == 200


@pytest.mark.promise("VC-25")
@pytest.mark.parametrize("wrong", ["signature", "no signature", "secret", "old", "amount", "currency", "session"])
def test_an_event_that_is_not_right_in_every_part_leaves_the_order_pending(shop, wrong):
    purchase = begin(shop)
    amount, currency, reference = session_of(shop, purchase)
    orders = len(supplier_orders(shop))
    body = stripe.completed(
        "cs_test_unknown" if wrong == "session" else purchase.session,
        amount - 1 if wrong == "amount" else amount,
        "eur" if wrong == "currency" else currency,
        reference if wrong != "session" else "unknown",
    )
    header = {
        "signature": stripe.signature(body)[:-4] + "0000",
        "no signature": "t=1",
        "secret": stripe.signature(body, "whsec_somebody_elses"),
        "old": stripe.signature(body, at=time.time() - 3600),
    }.get(wrong)

    answer = stripe.deliver(shop.visitor(), body, header)

    assert answer.status == (400 if header else 200)
    settle(shop)
    assert len(supplier_orders(shop)) == orders + 1, "the canary's alone"
    assert not purchase.activation_mails()


@pytest.mark.promise("VC-25")
def test_a_payment_of_the_wrong_amount_raises_an_alert_for_staff(shop, staff):
    purchase = begin(shop)
    amount, currency, reference = session_of(shop, purchase)

    stripe.deliver(shop.visitor(), stripe.completed(purchase.session, amount + 100, currency, reference))

    orders = wait_until(lambda: _with(staff.get("/console/orders"), "data-attention"), describe="an alert showed")
    assert orders.status == 200


def _with(page, text):
    return page if text in page.body else None
