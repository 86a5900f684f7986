"""From paid to delivered, whatever the supplier does: one eSIM, or a refund, and never silence."""

import pytest

from harness.buying import begin, buy, buy_and_receive, settle
from harness.waiting import wait_until
from harness.world import form_fields, json_body

pytestmark = pytest.mark.both_engines

DAY = 86_400


def supplier_orders(shop):
    return shop.world.calls("esim-access", "/esim/order")


def transactions(shop):
    return {json_body(call)["transactionId"] for call in supplier_orders(shop)}


@pytest.mark.promise("VC-26")
def test_a_payment_leads_to_exactly_one_order_at_the_supplier(fresh_shop):
    purchase = buy_and_receive(fresh_shop)
    fresh_shop.advance(DAY)
    settle(fresh_shop)

    assert len(transactions(fresh_shop)) == 2, "one for the purchase, one for the canary"
    assert len(purchase.activation_mails()) == 1
    page = purchase.order_page()
    assert "LPA:1$" in page.body
    assert any(word.isdigit() and len(word) in (18, 19, 20) for word in page.text.split()), "the ICCID is shown"


@pytest.mark.promise("VC-26")
def test_an_unpaid_order_is_not_ordered_at_the_supplier(fresh_shop):
    begin(fresh_shop)
    declined = begin(fresh_shop)
    declined.pay(card="4000000000000002")

    settle(fresh_shop)

    assert len(transactions(fresh_shop)) == 1, "the canary's alone"


@pytest.mark.promise("VC-26")
def test_a_supplier_that_is_down_for_a_while_is_asked_again_until_it_delivers(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", failNext=3, path="/esim/order"):
        purchase = buy(shop)
        wait_until(lambda: len(supplier_orders(shop)) >= 1, describe="the supplier was asked")
        assert purchase.order_page().status == 200
        shop.advance_until(lambda: purchase.activation_mails(), step=60)

    assert len(transactions(shop)) == 1, "every attempt carries the same reference"
    assert len(purchase.activation_mails()) == 1


@pytest.mark.promise("VC-26")
@pytest.mark.parametrize(
    "trouble",
    [dict(failAlways=True, path="/esim/order"), dict(outOfStock="*")],
    ids=["down for good", "out of stock"],
)
def test_a_plan_that_cannot_be_delivered_is_put_before_staff_with_a_refund(fresh_shop, trouble):
    shop = fresh_shop
    with shop.world.trouble("esim-access", **trouble):
        purchase = buy(shop)
        shop.advance_until(lambda: needs_attention(purchase), step=3600)
        staff = shop.staff("support-agent")  # hours have passed; who was signed in before no longer is
        orders = staff.get("/console/orders")
        link = next(link for link, _ in orders.links if link.startswith("/console/orders/"))
        page = staff.get(link)
        answer = staff.post(page.form(action="refund").action, page.form(action="refund").filled())

    assert answer.status == 303
    refund = wait_until(lambda: shop.world.calls("stripe", "/refunds"), describe="a refund was asked for")[0]
    assert form_fields(refund)["payment_intent"].startswith("pi_")
    assert not purchase.activation_mails()
    assert shop.world.emails(purchase.email), "the buyer was told"


@pytest.mark.promise("VC-26")
def test_a_supplier_whose_answer_is_lost_is_not_asked_for_a_second_esim(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", loseAnswers=1, path="/esim/order"):
        purchase = buy(shop)
        shop.advance_until(lambda: purchase.activation_mails(), step=60)

    assert len(transactions(shop)) == 1
    assert len(purchase.activation_mails()) == 1


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(dict(latencyMilliseconds=1500), id="slow"),
        pytest.param(dict(webhookCopies=3, webhookParallel=True), id="telling it three times"),
        pytest.param(dict(webhookCopies=2, webhookFreshIDs=True), id="answering twice"),
        pytest.param(dict(skipWebhooks=True), id="never telling it"),
        pytest.param(dict(webhookReorder=2), id="telling it in the wrong order"),
    ],
)
def test_one_esim_arrives_from_a_supplier_that_is(fresh_shop, behaviour):
    shop = fresh_shop
    with shop.world.trouble("esim-access", **behaviour):
        purchase = buy(shop)
        shop.advance_until(lambda: purchase.activation_mails(), step=30)

    settle(shop)
    assert len(purchase.activation_mails()) == 1
    assert len(transactions(shop)) == 2, "one for the purchase, one for the canary"


def test_a_shop_killed_after_the_payment_delivers_when_it_is_back(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", latencyMilliseconds=3000, path="/esim/order"):
        purchase = buy(shop)
        wait_until(lambda: supplier_orders(shop), describe="the supplier was asked")
        shop.restart(kill=True)

    shop.advance_until(lambda: purchase.activation_mails(), step=60)
    assert len(transactions(shop)) == 1
    assert len(purchase.activation_mails()) == 1


def needs_attention(purchase):
    return 'data-state="needs-attention"' in purchase.order_page().body
