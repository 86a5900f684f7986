"""A genuine message that lacks what it has to say: taken, given up at once, and put before staff."""

import json
import secrets
import time

import pytest

from harness import stripe
from harness.buying import begin
from harness.shop import SUPPLIER_PATH
from harness.waiting import wait_until

PAYMENT_GAPS = [{"status": None}, {"payment_status": "half_paid"}, {"amount_total": "many"}, {"currency": None}]
SUPPLY_GAPS = [{}, {"iccid": "8910"}, None]


def waiting(staff):
    """The messages that staff are asked to look at, as the console's forms for trying again."""
    return [
        form.action
        for form in staff.get("/console/jobs").forms
        if "/callbacks/" in form.action and form.action.endswith("/retry")
    ]


@pytest.fixture
def before(staff):
    return waiting(staff)


def put_before_staff(staff, before):
    return wait_until(lambda: len(waiting(staff)) == len(before) + 1, describe="it was put before staff")


@pytest.mark.parametrize("gap", PAYMENT_GAPS, ids=str)
def test_a_payment_message_with_a_gap_is_given_up_at_once(shop, staff, before, gap):
    purchase = begin(shop)
    body = stripe.completed(purchase, **gap)

    assert stripe.deliver(shop.visitor(), body).status == 200

    assert put_before_staff(staff, before)
    assert purchase.state == "pending"


@pytest.mark.parametrize("gap", SUPPLY_GAPS, ids=str)
def test_a_supplier_notice_that_names_no_order_is_given_up_at_once(shop, staff, before, gap):
    notice = {"notifyType": "ORDER_STATUS", "notifyId": secrets.token_hex(8), "content": gap}

    answer = shop.visitor().send(
        "POST",
        f"/webhooks/esim-access/{SUPPLIER_PATH}",
        content=json.dumps(notice).encode(),
        headers={"content-type": "application/json"},
    )

    assert answer.status == 200
    assert put_before_staff(staff, before)


def test_staff_read_why_in_their_language_and_trying_again_ends_the_same(shop, before):
    staff = shop.staff("support-agent", "vi")
    body = {"id": f"evt_{secrets.token_hex(8)}", "object": "event", "type": "charge.succeeded", "livemode": False}

    assert stripe.deliver(shop.visitor(), json.dumps({**body, "created": int(time.time())}).encode()).status == 200
    assert put_before_staff(staff, before)
    page = staff.get("/console/jobs")
    form = next(form for form in page.forms if "/callbacks/" in form.action and form.action.endswith("/retry"))

    assert "tin thiếu phần bắt buộc" in page.text
    assert staff.post(form.action, form.filled()).status == 303
    assert put_before_staff(staff, before)
