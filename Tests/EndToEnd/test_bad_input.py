"""Whatever is sent to whichever address: a clear refusal in the person's language, and nothing stored."""

import json
import secrets

import pytest

from harness import stripe
from harness.buying import buy, checkout_form, plan_slugs
from harness.shop import SUPPLIER_PATH

LANGUAGES = ["en", "vi"]
MARK = "plänted-" + secrets.token_hex(4)


@pytest.fixture
def unchanged(shop):
    """Whatever the test does, no row may come of it."""
    before = shop.rows()
    yield
    assert shop.changes(before) == {}


FORMS = {
    "checkout": lambda visitor, language: checkout_form(visitor, plan_slugs(visitor, language)[0], language)[1],
    "my data": lambda visitor, language: visitor.get(f"/{language}/my-data").form(having=("email",)),
    "sign in": lambda visitor, language: visitor.get("/console/sign-in").form(having=("password",)),
}
PATHS = {"checkout": "/{language}/checkout", "my data": "/{language}/my-data", "sign in": "/console/sign-in"}


def post(shop, form, language, change=lambda fields: fields, **headers):
    visitor = shop.visitor(language)
    fields = dict(FORMS[form](visitor, language).filled())
    answer = visitor.post(PATHS[form].format(language=language), change(fields), **headers)
    assert 400 <= answer.status < 500, f"{form}: {answer.status}"
    assert answer.language == language, "the refusal is in the person's language"
    assert len(answer.text) > 40, "the refusal says what is wrong"
    return answer


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
class TestAForm:
    def test_without_its_token_is_refused(self, shop, unchanged, form, language):
        answer = post(shop, form, language, lambda fields: {k: v for k, v in fields.items() if k != "csrf"})

        assert answer.status == 403

    def test_with_somebody_elses_token_is_refused(self, shop, unchanged, form, language):
        other = dict(FORMS[form](shop.visitor(language), language).filled())["csrf"]

        assert post(shop, form, language, lambda fields: {**fields, "csrf": other}).status == 403

    def test_sent_from_another_site_is_refused(self, shop, unchanged, form, language):
        assert post(shop, form, language, origin="https://evil.example").status == 403

    def test_that_is_empty_is_refused(self, shop, unchanged, form, language):
        post(shop, form, language, lambda fields: {"csrf": fields["csrf"]})

    def test_that_is_far_too_long_is_refused(self, shop, unchanged, form, language):
        answer = post(shop, form, language, lambda fields: {**fields, "email": "a" * 300_000 + "@example.com"})

        assert answer.status in (413, 422)

    def test_with_a_thousand_fields_is_refused(self, shop, unchanged, form, language):
        many = {f"f{n}": "x" for n in range(1_000)}

        post(shop, form, language, lambda fields: {**fields, **many})

    def test_with_bytes_that_are_no_text_is_refused(self, shop, unchanged, form, language):
        visitor = shop.visitor(language)
        FORMS[form](visitor, language)

        answer = visitor.send(
            "POST",
            PATHS[form].format(language=language),
            content=b"email=%ff%fe%00&csrf=\xff",
            headers={"content-type": "application/x-www-form-urlencoded"},
        )

        assert 400 <= answer.status < 500

    def test_sent_as_something_else_is_refused(self, shop, unchanged, form, language):
        visitor = shop.visitor(language)
        fields = dict(FORMS[form](visitor, language).filled())

        answer = visitor.send(
            "POST",
            PATHS[form].format(language=language),
            content=json.dumps(fields).encode(),
            headers={"content-type": "application/json"},
        )

        assert answer.status in (400, 403, 415)

    def test_shows_what_was_typed_as_text_and_never_as_markup(self, shop, unchanged, form, language):
        answer = post(shop, form, language, lambda fields: {**fields, "email": f"<script>{MARK}</script>"})

        assert f"<script>{MARK}" not in answer.body


CHECKOUT_MISTAKES = [
    {"plan": "no-such-plan"},
    {"plan": ""},
    {"plan": "../../secrets/root.key"},
    {"quantity": "0"},
    {"quantity": "-1"},
    {"quantity": "1000000"},
    {"quantity": "1.5"},
    {"quantity": "one"},
    {"quantity": "99999999999999999999"},
    {"attempt": "not-a-uuid"},
    {"age": "200"},
]


@pytest.mark.parametrize("mistake", CHECKOUT_MISTAKES, ids=str)
def test_a_checkout_with_a_mistake_is_refused(shop, unchanged, mistake):
    good = {"email": "minh@example.com", "age": "16-or-over"}

    answer = post(shop, "checkout", "en", lambda fields: {**fields, **good, **mistake})

    assert answer.status in (404, 422)


ADDRESSES = [
    "/en/nowhere", "/vi/khong-co", "/en/plans/no-such-plan", "/en/orders/x", "/en/orders/" + "A" * 5_000,
    "/en/my-data/x", "/en/privacy/versions/none", "/fr/plans", "/en/plans/%00", "/en/plans/%ff", "/..%2f..%2fetc/passwd",
    "/en/orders/x/state", "/en/orders/x/payment", "/en/my-data/x/receipt", "/en/privacy/changes?from=x",
    "/en/plans?destination=no-such-place", "/en/checkout?plan=no-such-plan", "/en/plans?destination=%00%ff",
    "/assets/../Package.swift", "/.git/config", "/data/control.sqlite", "/console/orders/x/openings",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_does_not_exist_is_answered_kindly(shop, unchanged, address):
    answer = shop.visitor().get(address)

    assert answer.status in (302, 303, 400, 401, 404, 414), f"{answer.status}: {answer.text[:200]}"
    assert "Sources/" not in answer.body and "Error Domain" not in answer.body


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/en/plans", "/en/checkout", "/en/my-data", "/webhooks/stripe/vietnam-connect"])
def test_a_method_nobody_offers_is_refused(shop, unchanged, method, address):
    answer = shop.visitor().send(method, address)

    assert answer.status in (400, 403, 404, 405, 501)


BODIES = {
    "nothing": b"",
    "no JSON": b"hello",
    "half of JSON": b'{"id": "evt_1", "type": ',
    "JSON of another kind": b"[1, 2, 3]",
    "an event of the second kind": b'{"id": "evt_1", "object": "v2.core.event", "type": "v1.billing.meter"}',
    "bytes that are no text": b"\xff\xfe\x00",
    "much too much": b'{"a": "' + b"x" * 3_000_000 + b'"}',
    "a very deep nest": b"[" * 50_000 + b"]" * 50_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
def test_a_payment_webhook_with_nonsense_in_it_is_refused(shop, unchanged, body, signed):
    answer = stripe.deliver(shop.visitor(), body, stripe.signature(body) if signed else "t=1,v1=00")

    assert 400 <= answer.status < 500


@pytest.mark.parametrize("header", ["", "t=", "v1,t=1", "t,v1=", ",,", "t=1,v1=", "v0=abc", "t=1" + ",v1=00" * 5_000])
def test_a_payment_webhook_with_a_broken_signature_header_is_refused(shop, unchanged, header):
    body = b'{"id": "evt_1", "object": "event", "type": "checkout.session.completed", "data": {"object": {}}}'

    answer = stripe.deliver(shop.visitor(), body, header)

    assert 400 <= answer.status < 500


@pytest.mark.parametrize("account", ["nobody", "volarsky", "..", "vietnam-connect/../x"])
def test_a_payment_webhook_for_an_unknown_account_is_not_found(shop, unchanged, account):
    body = b'{"id": "evt_1", "object": "event", "type": "checkout.session.completed", "data": {"object": {}}}'

    assert stripe.deliver(shop.visitor(), body, account=account).status in (400, 404)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_supplier_notice_with_nonsense_in_it_is_refused(shop, unchanged, body):
    answer = shop.visitor().send(
        "POST", f"/webhooks/esim-access/{SUPPLIER_PATH}", content=body, headers={"content-type": "application/json"}
    )

    assert 400 <= answer.status < 500


def test_a_supplier_notice_at_a_guessed_address_is_not_found(shop, unchanged):
    answer = shop.visitor().send(
        "POST", "/webhooks/esim-access/guess", content=b"{}", headers={"content-type": "application/json"}
    )

    assert answer.status == 404


def test_a_foreign_orders_forms_cannot_be_posted(shop):
    mine, other = buy(shop), shop.visitor()
    mine.wait_for_delivery()  # so that nothing of it is still under way when the next test counts rows
    form = checkout_form(other, plan_slugs(other)[0])[1]

    answer = other.post(f"{mine.link[:-4]}AAAA/top-ups", form.filled())

    assert answer.status in (403, 404)
