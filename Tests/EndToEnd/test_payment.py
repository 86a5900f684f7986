"""From pending to paid: once, and only on the processor's word."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import stripe
from harness.buying import begin, buy, buy_and_receive, settle
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


def supplier_orders(shop):
    return shop.world.calls("esim-access", "/esim/order")


@pytest.mark.promise("VC-25")
def test_an_order_is_pending_until_the_processor_says_it_is_paid(shop):
    purchase = begin(shop)
    before = len(supplier_orders(shop))

    answer = stripe.deliver(shop.visitor(), stripe.completed(purchase))

    assert answer.status == 200
    purchase.wait_for_delivery()
    assert len(supplier_orders(shop)) == before + 1


@pytest.mark.promise("VC-25")
def test_the_same_event_three_times_at_once_is_one_payment_and_one_esim(fresh_shop):
    shop = fresh_shop
    purchase = begin(shop)
    body = stripe.completed(purchase)

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


SIGNATURES = {
    "altered": lambda body: stripe.signature(body)[:-4] + "0000",
    "missing": lambda body: "t=1",
    "by another secret": lambda body: stripe.signature(body, "whsec_somebody_elses"),
    "an hour old": lambda body: stripe.signature(body, at=time.time() - 3600),
    "of another body": lambda body: stripe.signature(body + b" "),
}


@pytest.mark.promise("VC-25")
@pytest.mark.parametrize("signature", SIGNATURES)
def test_an_event_is_refused_whose_signature_is(shop, signature):
    purchase = begin(shop)
    orders = len(supplier_orders(shop))
    body = stripe.completed(purchase)

    answer = stripe.deliver(shop.visitor(), body, SIGNATURES[signature](body))

    assert answer.status == 400
    settle(shop)
    assert len(supplier_orders(shop)) == orders + 1, "the canary's alone"
    assert purchase.state == "pending"


@pytest.mark.promise("VC-25")
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"amount_total": 1}, id="too little"),
        pytest.param({"amount_total": 10**9}, id="too much"),
        pytest.param({"currency": "eur"}, id="another currency"),
        pytest.param({"id": "cs_test_unknown", "client_reference_id": "VC-0000-0000"}, id="an unknown payment"),
        pytest.param({"payment_status": "unpaid"}, id="not paid yet"),
    ],
)
def test_an_event_about_something_else_than_the_order_leaves_it_pending(shop, wrong):
    purchase = begin(shop)
    orders = len(supplier_orders(shop))

    answer = stripe.deliver(shop.visitor(), stripe.completed(purchase, **wrong))

    assert answer.status == 200, "it is genuine; what it says is another matter"
    settle(shop)
    assert len(supplier_orders(shop)) == orders + 1, "the canary's alone"
    assert purchase.state == "pending"


@pytest.mark.promise("VC-25")
@pytest.mark.parametrize("wrong", [{"amount_total": 1}, {"currency": "eur"}], ids=["amount", "currency"])
def test_a_payment_of_another_amount_or_currency_raises_an_alert_for_staff(shop, staff, wrong):
    purchase = begin(shop)

    event = stripe.completed(purchase, **wrong)
    stripe.deliver(shop.visitor(), event)

    wait_until(lambda: json.loads(event)["id"] in staff.get("/console/orders").text, describe="an alert showed")


@pytest.mark.promise("VC-25")
def test_a_signature_by_either_of_two_secrets_counts_while_one_is_rolled(shop):
    purchase = begin(shop)
    body = stripe.completed(purchase)
    by_another = stripe.signature(body, "whsec_the_next_one").partition(",")[2]

    answer = stripe.deliver(shop.visitor(), body, f"{stripe.signature(body)},{by_another}")

    assert answer.status == 200
    purchase.wait_for_delivery()


def test_what_an_unpaid_order_keeps_is_let_go_in_time_and_late_money_is_told_the_truth(fresh_shop):
    shop, editor = fresh_shop, fresh_shop.staff("catalogue-editor")
    slug = "japan-5gb-30d"
    form = editor.get(f"/console/catalogue/{slug}").form(having=("left",))
    assert editor.post(form.action, form.filled(left="1")).status == 303
    late = begin(shop, slug=slug)
    assert late.order_page().marked("data-held")
    sold_out = shop.visitor().get(f"/en/checkout?plan={slug}")
    assert sold_out.status == 409, "the last one is kept for the first"

    shop.advance(31 * 60)
    page = f"/console/catalogue/{slug}"
    wait_until(lambda: shop.staff("catalogue-editor").get(page).mark("data-stock") == "1", describe="it was let go")
    assert late.state == "pending" and not late.order_page().marked("data-held")
    faster = buy_and_receive(shop, slug=slug)

    assert late.pay().status == 303
    wait_until(lambda: late.state == "refunded", describe="the late money went back")
    assert faster.state == "delivered" and not late.activation_mails()
    assert "sold before your money came" in late.order_page().text
    assert shop.world.email(late.email, containing="returned")
    form = late.order_page().forms
    assert not [f for f in form if f.action.endswith("/payment")]
