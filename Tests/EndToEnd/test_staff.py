"""Who may see what in the console, and what stays behind when somebody looked."""

import pytest

from harness.buying import buy_and_receive
from harness.staff import PEOPLE


@pytest.mark.promise("VC-48")
def test_a_stranger_sees_nothing_of_the_console(shop):
    order = "/console/orders/0190a0a0-0000-7000-8000-000000000000"

    for path in ("/console/orders", order):
        answer = shop.visitor().get(path)
        assert answer.status in (401, 303), f"{path}: {answer.status}"
        assert answer.status == 401 or answer.location.endswith("/console/sign-in")


@pytest.mark.promise("VC-48")
def test_an_agent_opens_a_buyer_for_a_stated_purpose_and_leaves_an_entry(shop, staff):
    purchase = buy_and_receive(shop)
    page = staff.order_of(purchase)
    assert purchase.email not in page.body, "masked until opened"

    form = page.form(action="/openings")
    opened = staff.post(form.action, form.filled(**form.first_choices()))
    if opened.status == 303:
        opened = staff.get(opened.location)

    assert opened.status == 200 and purchase.email in opened.body
    assert len(opened.marked("data-access")) >= 1, "the order's record says who looked, when and why"


@pytest.mark.promise("VC-48")
def test_a_buyer_is_not_opened_without_a_purpose_the_policy_declares(shop, staff):
    purchase = buy_and_receive(shop)
    form = staff.order_of(purchase).form(action="/openings")

    for purpose in (None, "", "curiosity", "marketing"):
        answer = staff.post(form.action, form.filled(purpose=purpose))
        assert 400 <= answer.status < 500, f"{purpose}: {answer.status}"
        assert purchase.email not in answer.body


@pytest.mark.promise("VC-48")
def test_a_catalogue_editor_sees_neither_orders_nor_buyers(shop, staff, editor):
    purchase = buy_and_receive(shop)
    link = staff.order_link(purchase)

    for path in ("/console/orders", link):
        answer = editor.get(path)
        assert answer.status == 403
        assert purchase.email not in answer.body


def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_name(shop):
    shop.staff("owner")
    name = PEOPLE["owner"][1]
    answers = []
    for typed in (name, "nobody@vietnamconnect.com"):
        visitor = shop.visitor()
        form = visitor.get("/console/sign-in").form(having=("password",))
        answers.append(visitor.post("/console/sign-in", form.filled(email=typed, password="wrong")))

    assert [a.status for a in answers] == [422, 422] or [a.status for a in answers] == [401, 401]
    assert answers[0].text.replace(name, "") == answers[1].text.replace("nobody@vietnamconnect.com", "")


def test_signing_out_ends_the_session(shop, staff):
    cookies = dict(staff.cookies)
    form = staff.get("/console/orders").form(action="session")

    staff.post(form.action, form.filled())
    staff.cookies = cookies

    assert staff.get("/console/orders").status in (401, 303)
