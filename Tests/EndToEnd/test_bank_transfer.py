"""A buyer pays from their own bank by the code on the order page, and pays wrong; staff work through what is left over."""

import json

import pytest

from harness.buying import begin
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


def begin_transfer(shop, **options):
    """An order whose buyer chose to pay from their bank; the answer leads to the order page."""
    purchase = begin(shop, slug="japan-5gb-30d", language="vi", way="vietqr", **options)
    assert purchase.answer.status == 303, purchase.answer.text[:500]
    purchase.__dict__["link"] = purchase.answer.location
    return purchase


def code_on(purchase):
    return purchase.order_page().mark("data-transfer-code")


def scan(shop, purchase, **changes):
    return shop.world.post("/control/vietqr/scan", code=code_on(purchase), **changes)


def price(shop, purchase):
    """What the code asks for, as the banking app reads it."""
    code = code_on(purchase)
    start = code.index("5303704") + 7
    assert code[start : start + 2] == "54"
    return int(code[start + 4 : start + 4 + int(code[start + 2 : start + 4])])


def wait_for_state(purchase, *states):
    return wait_until(lambda: purchase.state in states, describe=f"the order is {states}, not {purchase.state}")


def test_the_code_on_the_order_page_pays_in_a_banking_app(shop):
    purchase = begin_transfer(shop)

    page = purchase.order_page()
    assert "0000686868" in page.text and purchase.number.replace("-", "") in page.text
    scan(shop, purchase)

    purchase.wait_for_delivery()
    assert purchase.state == "delivered"


def test_the_same_report_three_times_and_late_once_more_pays_once(shop):
    with shop.world.trouble("vietqr", webhookCopies=3, webhookParallel=True):
        purchase = begin_transfer(shop)
        movement = scan(shop, purchase)
        purchase.wait_for_delivery()
    shop.world.post(f"/control/vietqr/report/{movement['reference']}")

    wait_until(lambda: all(w["state"] == "delivered" for w in shop.world.get("/control/webhooks?provider=vietqr")))
    assert len(purchase.activation_mails()) == 1
    assert amounts_on_list(shop.staff("owner"), movement["amount"]) == 0


def test_a_shop_that_is_down_hears_of_the_money_when_it_is_back(fresh_shop):
    shop = fresh_shop
    purchase = begin_transfer(shop)
    code = code_on(purchase)
    shop.program.kill()

    shop.world.post("/control/vietqr/scan", code=code)
    shop.start()

    purchase.wait_for_delivery()


def test_too_little_asks_for_the_rest_with_a_code_of_its_own(shop):
    purchase = begin_transfer(shop)
    total = price(shop, purchase)

    scan(shop, purchase, amount=total - 50_000)
    wait_for_state(purchase, f"pending-{total - 50_000}")

    assert price(shop, purchase) == 50_000
    shop.world.email(purchase.email, containing="50.000")
    scan(shop, purchase)
    purchase.wait_for_delivery()


def test_too_much_twice_and_without_a_number_stand_on_the_list_until_somebody_decides(fresh_shop):
    shop = fresh_shop
    owner = shop.staff("owner")
    purchase = begin_transfer(shop)
    code, total = code_on(purchase), price(shop, purchase)

    shop.world.post("/control/vietqr/scan", code=code, amount=total + 7_000)
    purchase.wait_for_delivery()
    shop.world.post("/control/vietqr/scan", code=code)
    shop.world.post("/control/vietqr/transfer", amount=123_000, content="tra tien")

    wait_until(lambda: len(rows(owner)) == 3, describe="three amounts stand on the list")
    listed = owner.get("/en/console/money")
    assert listed.mark("data-balanced") == "yes"
    assert "More came than the order costs" in listed.text and "The order is paid already" in listed.text

    for row in rows(owner):
        page = owner.get(f"/en/console/money/{row}")
        form = page.form(action="/return")
        assert owner.post(form.action, form.filled()).status == 303
    assert rows(owner) == []
    assert owner.get("/en/console/money").mark("data-balanced") == "yes"
    code, output = shop.command("doctor")
    assert "all money that came in is accounted for" in output, output


def test_a_transfer_with_a_wrong_number_is_put_to_its_order_by_a_person(fresh_shop):
    shop = fresh_shop
    owner = shop.staff("support-agent")
    purchase = begin_transfer(shop)
    number = purchase.number.replace("-", "")
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")

    scan(shop, purchase, content=wrong)
    (row,) = wait_until(lambda: rows(owner), describe="it stands on the list")
    page = owner.get(f"/en/console/money/{row}")
    assert page.mark("data-candidate") == purchase.number
    assert "NGUYEN VAN AN" not in page.text and wrong not in page.text, "masked until somebody says what for"
    form = page.form(action="/openings")
    opened = owner.post(form.action, form.filled(purpose="support"))
    assert wrong in opened.text

    offered = next(form for form in page.forms if form.action.endswith("/assignment"))
    assert owner.post(offered.action, offered.filled()).status == 303
    purchase.wait_for_delivery()


def test_a_statement_brings_what_was_never_reported(fresh_shop):
    shop = fresh_shop
    staff = shop.staff("support-agent")
    purchase = begin_transfer(shop)
    number = purchase.number.replace("-", "")
    shop.world.post(
        "/control/vietqr/transfer", amount=price(shop, purchase), content=number, payer="TRAN THI BINH", reported=False
    )
    statement = shop.world.get("/control/vietqr")["statement"]
    page = staff.get("/en/console/money")
    form = page.form(having=("statement",))

    first = staff.post(form.action, form.filled(statement=statement))
    again = staff.post(form.action, form.filled(statement=statement))

    assert first.status == 200 and "1 paid an order" in first.text
    assert "1 were known" in again.text
    purchase.wait_for_delivery()
    shop.plant("TRAN THI BINH")


@pytest.mark.parametrize("token", ["", "Bearer wrong", "Bearer 99999999999.00"])
def test_nobody_reports_money_without_a_token_of_ours(shop, token):
    purchase = begin_transfer(shop)
    visitor = shop.visitor()

    body = {
        "bankaccount": "0000686868",
        "amount": price(shop, purchase),
        "transType": "C",
        "content": purchase.number.replace("-", ""),
        "referencenumber": "FT-FORGED",
    }
    headers = {"content-type": "application/json", **({"authorization": token} if token else {})}
    answer = visitor.send(
        "POST", "/webhooks/vietqr/vietnam-connect/bank/api/transaction-sync", json.dumps(body).encode(), headers
    )

    assert answer.status == 401 and '"error":true' in answer.body
    assert purchase.state == "pending"


def rows(staff):
    """The amounts on the list, by their ids."""
    return staff.get("/en/console/money").marked("data-money")


def amounts_on_list(staff, amount):
    return staff.get("/en/console/money").text.count(f"{amount:,}")
