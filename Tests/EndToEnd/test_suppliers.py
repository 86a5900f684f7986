"""Two suppliers behind one shop: who is asked, what each is told, and what is left of our money there."""

import hashlib
import hmac
import json

import httpx
import pytest

from harness.buying import buy, buy_and_receive, settle
from harness.node import Node, freeze, thaw
from harness.postgresql import Storage
from harness.shop import BUSINESS, Shop
from harness.waiting import wait_until
from harness.world import json_body

pytestmark = pytest.mark.both_engines

# A plan that both have, and one that only the first has.
PLAN = "malaysia-5gb-30d"
SECRET = "sampan-world-client-secret"


def first_orders(shop):
    return {json_body(call)["transactionId"] for call in shop.world.calls("esim-access", "/esim/order")}


def issued(shop, purchase):
    """The eSIMs that both suppliers made for a purchase."""
    code = purchase.activation_code()
    own = [esim for esim in shop.world.esims() if esim["ac"] == code]
    others = [sim for order in shop.world.airalo_orders() for sim in order["sims"] if sim["qrcode"] == code]
    return own + others


def events(staff, purchase):
    return staff.order_of(purchase).text


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(dict(outOfStock="*"), id="has none"),
        pytest.param(dict(noBalance=True), id="has none of our money"),
        pytest.param(dict(discontinued="MY0530"), id="no longer sells it"),
        pytest.param(dict(newPrices="MY0530=99000"), id="asks more than agreed"),
        pytest.param(dict(failAlways=True, failStatus=429, failCode="", path="/esim/order"), id="is asked too often"),
    ],
)
def test_the_next_is_asked_at_once_when_the_first_supplier(fresh_shop, trouble):
    shop = fresh_shop
    with shop.world.trouble("esim-access", **trouble):
        purchase = buy_and_receive(shop, slug=PLAN)

    orders = shop.world.airalo_orders()
    assert [order["package"] for order in orders] == ["my-mobile-30days-5gb"]
    assert len(issued(shop, purchase)) == 1
    assert not shop.world.esims()
    assert purchase.state == "delivered"
    page = shop.staff("support-agent").order_of(purchase)
    assert "Airalo" in page.text and "The next supplier was asked" in page.text


def test_the_second_supplier_learns_nothing_about_the_buyer(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", outOfStock="*"):
        purchase = buy_and_receive(shop, slug=PLAN)

    calls = shop.world.calls("airalo")
    assert any(call["path"].endswith("/orders") and call["method"] == "POST" for call in calls)
    for call in calls:
        assert purchase.email not in json.dumps(call)
        assert purchase.number not in json.dumps(call)


def test_an_order_whose_answer_was_lost_is_not_given_to_the_next(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", loseAnswers=1, path="/esim/order"):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(purchase.activation_mails, step=30)

    settle(shop)
    assert len(shop.world.esims()) == 2, "one for the purchase, one for the canary"
    assert not shop.world.airalo_orders()


def test_a_first_supplier_that_takes_orders_and_answers_nothing_keeps_them(fresh_shop):
    """It takes the order, its answers are lost every time, and then it says that it has none left."""
    shop = fresh_shop
    with shop.world.trouble("esim-access", loseAnswers=3, path="/esim/order"):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(lambda: len(shop.world.calls("esim-access", "/esim/order")) >= 3, step=20)
        shop.world.set("esim-access", outOfStock="*")
        shop.advance_until(purchase.activation_mails, step=60)

    assert len(shop.world.esims()) == 1
    assert not shop.world.airalo_orders()
    assert len(purchase.activation_mails()) == 1


def test_a_first_supplier_that_is_down_for_good_is_followed_once_it_certainly_has_no_order(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", failAlways=True, path="/esim/order"):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(lambda: len(shop.world.calls("esim-access", "/esim/order")) >= 3, step=20)
        assert not shop.world.airalo_orders(), "nobody knows yet"
        shop.advance_until(purchase.activation_mails, step=120)

    assert len(shop.world.airalo_orders()) == 1
    shop.advance(86_400)
    settle(shop)
    assert len(purchase.activation_mails()) == 1
    assert len(issued(shop, purchase)) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(dict(loseAnswers=1, path="POST /airalo/v2/orders"), id="loses its answer"),
        pytest.param(dict(failNext=2, failStatus=503, path="POST /airalo/v2/orders"), id="is down for a while"),
        pytest.param(dict(failNext=2, failStatus=429), id="is asked too often"),
        pytest.param(dict(latencyMilliseconds=1500), id="is slow"),
    ],
)
def test_one_esim_comes_of_a_second_supplier_that(fresh_shop, trouble):
    shop = fresh_shop
    shop.world.set("esim-access", outOfStock="MY0530")
    with shop.world.trouble("airalo", **trouble):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(purchase.activation_mails, step=60)

    shop.advance(86_400)
    settle(shop)
    assert len(shop.world.airalo_orders()) == 1
    assert len(purchase.activation_mails()) == 1


def test_a_shop_killed_while_the_second_supplier_is_asked_orders_once(fresh_shop):
    shop = fresh_shop
    shop.world.set("esim-access", outOfStock="*")
    with shop.world.trouble("airalo", latencyMilliseconds=2500):
        purchase = buy(shop, slug=PLAN)
        wait_until(lambda: posted(shop), within=40, describe="the second supplier was asked")
        shop.restart(kill=True)

    shop.advance_until(purchase.activation_mails, step=60)
    shop.advance(86_400)
    assert len(shop.world.airalo_orders()) == 1
    assert len(purchase.activation_mails()) == 1


def posted(shop):
    calls = shop.world.calls("airalo", "/v2/orders")
    return [call for call in calls if call["method"] == "POST"]


def test_two_servers_of_which_one_stands_still_while_it_orders_make_one_order(tmp_path):
    storage = Storage()
    shop = Shop(tmp_path, storage=storage)
    try:
        node = Node(shop)
        shop.world.set("esim-access", outOfStock="MY0530")
        shop.world.set("airalo", latencyMilliseconds=2500)
        purchase = buy(shop, slug=PLAN)
        wait_until(lambda: posted(shop), within=40, describe="one of them asked the second supplier")
        freeze(shop)  # whichever of them asked: its answer comes late, and the other goes on in the meantime
        wait_until(shop.world.airalo_orders, describe="the order was taken")
        shop.world.post("/control/scenarios/airalo/reset")
        shop.world.advance(400)
        shop._tell(node.clock_socket, "advance 400")
        thaw(shop)
        shop.advance_until(purchase.activation_mails, step=60)
        settle(shop)

        assert len(purchase.activation_mails()) == 1
        mine = [order for order in shop.world.airalo_orders() if order["package"].startswith("my-")]
        assert len(mine) == 1
    finally:
        shop.close()
        storage.close()


def test_what_neither_has_is_put_before_staff_with_its_reason(fresh_shop):
    shop = fresh_shop
    shop.world.set("esim-access", outOfStock="*")
    with shop.world.trouble("airalo", noBalance=True):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(lambda: purchase.state == "needs-attention", step=600)
        page = shop.staff("support-agent").order_of(purchase)

    assert "our balance at the supplier is empty" in page.text
    assert not shop.world.airalo_orders()
    assert shop.world.emails(purchase.email), "the buyer was told"


# Airalo's queue and its webhooks


@pytest.fixture
def queueing_shop(fresh_shop):
    """Orders at Airalo wait in its queue there, and it tells when they are made."""
    address = f"{fresh_shop.address}/webhooks/airalo/{BUSINESS}"
    fresh_shop.reconfigure(airalo={"orderWebhook": address})
    fresh_shop.world.set("esim-access", outOfStock="MY0530")
    return fresh_shop


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(dict(), id="at once"),
        pytest.param(dict(webhookCopies=3, webhookParallel=True), id="three times"),
        pytest.param(dict(webhookDelayMilliseconds=4000), id="late"),
        pytest.param(dict(skipWebhooks=True), id="not at all"),
        pytest.param(dict(forgeSignatures=True), id="in somebody else's name"),
        pytest.param(dict(loseAnswers=1, path="orders-async"), id="of an order whose receipt was lost"),
    ],
)
def test_one_esim_comes_out_of_the_queue_when_its_end_is_told(queueing_shop, behaviour):
    shop = queueing_shop
    with shop.world.trouble("airalo", **behaviour):
        purchase = buy(shop, slug=PLAN)
        shop.advance_until(purchase.activation_mails, step=30)

    settle(shop)
    assert len(shop.world.calls("airalo", "orders-async")) == 1
    assert len(purchase.activation_mails()) == 1


def test_an_order_that_fails_in_the_queue_is_not_silent(queueing_shop):
    shop = queueing_shop
    with shop.world.trouble("airalo", failOrders=True):
        purchase = buy(shop, slug=PLAN)
        wait_until(lambda: any(order["failed"] for order in shop.world.airalo_orders()), describe="it failed there")
        shop.advance(10)
        shop.world.set("esim-access", outOfStock="")
        shop.advance_until(purchase.activation_mails, step=30)

    assert len(issued(shop, purchase)) == 1, "the first had some again"


def test_a_message_in_airalos_name_without_its_signature_is_turned_away(fresh_shop):
    shop = fresh_shop
    body = json.dumps({"level": "90%", "iccid": "8932042000000000000"})
    address = f"{shop.address}/webhooks/airalo/{BUSINESS}"
    genuine = hmac.new(SECRET.encode(), body.encode(), hashlib.sha512).hexdigest()

    def post(signature):
        headers = {"content-type": "application/json"} | ({"airalo-signature": signature} if signature else {})
        return httpx.post(address, content=body, headers=headers, trust_env=False).status_code

    before = shop.rows()
    assert post(None) == 400
    assert post(genuine[:-1] + ("0" if genuine[-1] != "0" else "1")) == 400
    assert shop.rows() == before, "nothing of it was kept"
    assert post(genuine) == 200
    assert httpx.head(address, trust_env=False).status_code == 200, "asked at opt-in"


def test_little_data_told_by_airalo_reaches_the_buyer_and_more_is_bought_there(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", outOfStock="MY0530"):
        purchase = buy_and_receive(shop, slug=PLAN)
    sim = shop.world.airalo_orders()[0]["sims"][0]
    shop.world.post("/control/airalo/install", iccid=sim["iccid"])
    shop.world.post("/control/airalo/use-data", iccid=sim["iccid"], percent=95)
    wait_until(lambda: len(shop.world.emails(purchase.email)) >= 3, describe="the buyer was told of little data")

    page = purchase.order_page()
    assert not [form for form in page.forms if "suspension" in form.action], "this supplier pauses nothing"
    form = page.form(action="/top-ups")
    answer = purchase.visitor.post(form.action, form.filled(**form.first_choices()))
    assert answer.status == 303, answer.text[:300]
    assert shop.world.pay(answer.location).status in (302, 303)
    topped = wait_until(
        lambda: [order for order in shop.world.airalo_orders() if order["package"].endswith("topup")],
        describe="the data was bought where the eSIM is",
    )
    assert len(topped) == 1
    assert not shop.world.calls("esim-access", "/esim/topup")


# Our money


def test_what_is_left_at_each_supplier_stands_on_the_first_page(fresh_shop):
    shop = fresh_shop
    shop.advance(120)
    owner = shop.staff("owner")
    wallets = wait_until(lambda: dict(mark.split(":") for mark in owner.get("/console").marked("data-wallet")))
    assert wallets == {"esim-access": "50000000", "airalo": "50000000"}

    buy_and_receive(shop)
    shop.advance(40)
    wait_until(
        lambda: (
            dict(mark.split(":") for mark in owner.get("/console").marked("data-wallet"))["esim-access"] != "50000000"
        ),
        describe="it was asked again soon after the order",
    )
    assert "at this week's rate" in owner.get("/console").text


def test_little_money_is_told_before_it_is_none_and_once(fresh_shop):
    shop = fresh_shop
    shop.world.post("/control/airalo/balance", cents=1_000)  # it says so itself, too
    owner = shop.staff("owner")
    wait_until(lambda: "balance-low" in owner.get("/console").marked("data-attention"), describe="somebody was told")
    assert "Airalo" in owner.get("/console").text
    shop.advance(3_700)
    shop.advance(3_700)
    owner = shop.staff("owner")
    assert owner.get("/console").marked("data-attention").count("balance-low") == 1

    shop.world.post("/control/airalo/balance", cents=400_000)
    shop.advance(3_700)
    owner = shop.staff("owner")
    wait_until(lambda: "balance-low" not in owner.get("/console").marked("data-attention"), describe="it was settled")


def test_orders_stuck_for_want_of_money_go_out_once_it_is_there(fresh_shop):
    shop = fresh_shop
    shop.world.post("/control/esim-access/balance", balance=100)
    purchase = buy(shop)
    shop.advance_until(lambda: purchase.state == "needs-attention", step=600)
    page = shop.staff("support-agent").order_of(purchase)
    assert "our balance at the supplier is empty" in page.text

    shop.world.post("/control/esim-access/balance", balance=10_000_000)
    shop.advance_until(purchase.activation_mails, step=600)
    assert len(shop.world.esims()) == 1


# The catalogue


def test_who_is_asked_stands_in_the_catalogue_and_travels_with_its_file(fresh_shop):
    shop = fresh_shop
    editor = shop.staff("catalogue-editor")
    page = editor.get(f"/console/catalogue/{PLAN}")
    assert "eSIM Access" in page.text and "Airalo" in page.text and "my-mobile-30days-5gb" in page.text
    code, exported = shop.command("catalogue", "export")
    assert code == 0 and "my-mobile-30days-5gb" in exported, exported[-500:]


def test_a_plan_stays_on_sale_while_one_of_its_suppliers_has_it(fresh_shop):
    shop = fresh_shop
    shop.world.set("esim-access", discontinued="MY0530,JP0530")
    shop.advance(7 * 3600)
    wait_until(lambda: shop.visitor().get("/en/plans/japan-5gb-30d").status != 200, describe="the list was read")
    assert shop.visitor().get(f"/en/plans/{PLAN}").status == 200

    purchase = buy_and_receive(shop, slug=PLAN)
    assert len(shop.world.airalo_orders()) == 1
    assert not [c for c in shop.world.calls("esim-access", "/esim/order")], "nobody asks for what is gone"
    assert purchase.state == "delivered"

    shop.world.set("airalo", newPrices="my-mobile-30days-5gb=9900")
    shop.advance(7 * 3600)
    wait_until(lambda: shop.visitor().get(f"/en/plans/{PLAN}").status != 200, describe="it would be sold below cost")
