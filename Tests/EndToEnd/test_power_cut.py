"""The server dies while people check out: what was answered stands, what was not leaves nothing behind."""

import threading
from urllib.parse import urlsplit

import httpx
import pytest

from harness.buying import checkout_form, plan_slugs
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


@pytest.mark.parametrize("answered_first", [0, 1, 3])
def test_a_shop_killed_during_checkouts_has_each_order_whole_or_not_at_all(fresh_shop, answered_first):
    shop = fresh_shop
    slug = plan_slugs(shop.visitor())[0]
    checkouts = [prepared(shop, slug) for _ in range(6)]

    answers = {}
    posting = [threading.Thread(target=post, args=(checkout, answers)) for checkout in checkouts]
    for thread in posting:
        thread.start()
    wait_until(lambda: len(answers) >= answered_first, describe="some were answered")
    shop.restart(kill=True)
    for thread in posting:
        thread.join()

    orders, answered = count(shop, "orders"), [a for a in answers.values() if a is not None]
    assert all(answer.status == 303 for answer in answered)
    assert len(answered) <= orders <= len(checkouts)
    assert count(shop, "buyers") == count(shop, "invoices") == orders
    for checkout in checkouts:
        post(checkout, answers)
        assert answers[id(checkout)].status == 303, "the same press of the button again"
    assert count(shop, "orders") == len(checkouts), "and still one order each"

    shop.advance(26 * 3600)
    shop.advance(24 * 3600)
    shop.visitor().get("/en/plans")
    assert count(shop, "lookups") == count(shop, "buyers"), "no address is kept that no order needs"
    code, output = shop.command("audit", "verify")
    assert code == 0, output


def prepared(shop, slug):
    """A visitor with the form filled in, and what they are about to post."""
    visitor, email = shop.visitor(), shop.new_email()
    _, form = checkout_form(visitor, slug)
    return visitor, urlsplit(form.action).path, form.filled(email=email, age="16-or-over")


def post(checkout, answers):
    visitor, path, values = checkout
    try:
        answers[id(checkout)] = visitor.post(path, values)
    except httpx.TransportError:
        answers[id(checkout)] = None


def count(shop, table):
    return sum(n for (_, name), n in shop.rows().items() if name == table)
