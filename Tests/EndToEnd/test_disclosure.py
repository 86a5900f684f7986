"""What leaves the shop: only to whom the policy names, only what they need."""

import json

import pytest
import yaml

from harness.buying import buy_and_receive
from harness.shop import BUSINESS
from harness.world import form_fields, json_body


@pytest.mark.promise("VC-35")
def test_in_a_whole_purchase_data_leaves_only_to_recipients_in_the_published_register(shop):
    purchase = buy_and_receive(shop)

    policy = shop.visitor().get("/en/privacy").text

    providers = {call["provider"] for call in shop.world.calls()}
    assert providers <= {"stripe", "esim-access", "mail", "telegram"}
    assert "Stripe" in policy and "eSIM Access" in policy and "Telegram" in policy
    told = shop.world.calls("telegram")
    assert all(call["path"].endswith("/setWebhook") for call in told), "only where we are, and nothing of anybody"
    senders = [call for call in shop.world.calls() if purchase.email in json.dumps(call)]
    assert {call["provider"] for call in senders} <= {"stripe", "mail"}


@pytest.mark.promise("VC-36")
def test_the_payment_processor_gets_amount_reference_and_email_and_nothing_else(shop):
    purchase = buy_and_receive(shop)

    call = next(c for c in shop.world.calls("stripe", "/checkout/sessions") if purchase.email in _decoded(c))
    sent = form_fields(call)

    expected = {
        "mode", "client_reference_id", "customer_email", "success_url", "cancel_url", "expires_at", "locale",
        "line_items[0][quantity]", "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]",
        "line_items[0][price_data][product_data][name]", "payment_intent_data[metadata][order_number]",
    }  # fmt: skip
    assert set(sent) <= expected, set(sent) - expected
    assert sent["customer_email"] == purchase.email
    headers = {name.lower() for name in call["headers"]}
    assert not headers & {"cookie", "referer", "x-forwarded-for", "accept-language"}


@pytest.mark.promise("VC-37")
def test_the_network_partner_gets_plan_and_reference_and_no_word_about_the_person(shop):
    purchase = buy_and_receive(shop)

    calls = shop.world.calls("esim-access", "/esim/order")
    body = json_body(calls[-1])

    assert set(body) <= {"transactionId", "amount", "packageInfoList"}
    assert set(body["packageInfoList"][0]) <= {"packageCode", "count", "price"}
    for call in shop.world.calls("esim-access"):
        assert "@" not in call["body"] and purchase.email not in json.dumps(call)


@pytest.mark.promise("VC-34")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_published_policy_names_the_seven_purposes_for_buyers_and_the_staffs_own(shop, language):
    page = shop.visitor(language).get(f"/{language}/privacy")
    policy = yaml.safe_load((shop.businesses / BUSINESS / "policy.yaml").read_text())

    for_buyers = {
        "purchase",
        "support",
        "confirmation",
        "service-notice",
        "improvement",
        "fraud-prevention",
        "legal-duty",
    }
    assert {purpose["id"] for purpose in policy["purposes"]} == for_buyers | {"staff-access"}
    for purpose in policy["purposes"]:
        assert purpose["words"][language] in page.text, f"{purpose['id']} is not on the page"


def _decoded(call):
    return json.dumps(form_fields(call))
