"""Buying as a guest: what is asked, what is not, and what is refused."""

import pytest

from harness.buying import begin, buy, checkout_form, plan_slugs
from harness.world import form_fields


@pytest.mark.promise("VC-05")
def test_a_visitor_buys_with_an_email_address_and_a_payment_and_gets_no_account(shop):
    purchase = buy(shop)

    page = purchase.order_page()
    mail = purchase.wait_for_delivery()

    assert page.status == 200
    assert mail.to == purchase.email
    asked = purchase.checkout.form(having=("email",)).names
    assert not {"password", "name", "phone", "address", "username", "birthday"} & asked
    accounts = [key for key, count in shop.rows().items() if key[1] in ("users", "accounts", "customers") and count]
    assert not accounts


@pytest.mark.promise("VC-06")
def test_the_order_holds_exactly_the_address_that_was_typed(shop):
    email = shop.new_email("Minh.Q+travel")

    purchase = buy(shop, email=email)

    assert shop.world.session(purchase.session)["customer_email"] == email
    assert purchase.wait_for_delivery().to == email


@pytest.mark.promise("VC-02")
def test_the_checkout_shows_the_policy_in_force_and_the_order_records_its_version(shop):
    purchase = buy(shop)

    form = purchase.checkout.form(having=("email", "policy"))
    version = (form.choices.get("policy") or [dict(form.fields).get("policy")])[0]
    links = purchase.checkout.links_to("/privacy/versions/")

    assert version and any(link.endswith(version) for link in links)
    assert purchase.visitor.get(links[0]).status == 200
    assert version in purchase.order_page().body, "the order page names the version that was accepted"


def test_the_price_is_the_catalogues_whatever_the_form_says(shop):
    purchase = begin(shop, price="1", amount="1", total="1", currency="VND")

    assert purchase.answer.status in (303, 422)
    if purchase.answer.status == 303:
        sent = form_fields(shop.world.calls("stripe", "/checkout/sessions")[-1])
        assert int(sent["line_items[0][price_data][unit_amount]"]) > 100


def test_a_checkout_posted_twice_is_one_order_and_one_payment(shop):
    visitor = shop.visitor()
    page, form = checkout_form(visitor, plan_slugs(visitor)[0])
    fields = form.filled(email=shop.new_email(), age="16-or-over")
    sessions = len(shop.world.calls("stripe", "/checkout/sessions"))

    first, second = visitor.post("/en/checkout", fields), visitor.post("/en/checkout", fields)

    assert first.status == second.status == 303
    assert first.location == second.location
    keys = {call["headers"]["idempotency-key"] for call in shop.world.calls("stripe", "/checkout/sessions")[sessions:]}
    assert len(keys) == 1


@pytest.mark.promise("VC-52")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_checkout_names_the_payment_gateway_and_links_to_its_privacy_policy(shop, language):
    visitor = shop.visitor(language)

    page, _ = checkout_form(visitor, plan_slugs(visitor, language)[0], language)

    assert "Stripe" in page.text
    assert any(link.startswith("https://stripe.com/") and "privacy" in link for link, _ in page.links)
