"""What the checkout refuses: nobody buys in this module, so that every row that appeared would be one too many."""

import pytest

from harness import scan
from harness.buying import begin

BAD_ADDRESSES = [
    None,
    "",
    "  ",
    "minh",
    "minh@",
    "@example.com",
    "a b@example.com",
    "x@y@example.com",
    "a@b" + "c" * 300,
]


CARD = "5555555555554444"
SPELLINGS = [CARD, "5555 5555 5555 4444", "5555-5555-5555-4444", f"card {CARD} 12/34", f"{CARD}@example.com"]


@pytest.mark.promise("VC-06")
@pytest.mark.parametrize("email", BAD_ADDRESSES)
def test_a_checkout_without_a_usable_address_is_refused_and_stores_nothing(shop, email):
    before = shop.rows()

    purchase = begin(shop, email=email)

    assert purchase.answer.status == 422
    assert purchase.answer.form(having=("email",)), "the form comes back to be corrected"
    assert shop.changes(before) == {}


@pytest.mark.promise("VC-53")
@pytest.mark.parametrize("age", [None, "", "15", "yes"])
def test_a_checkout_without_the_age_declaration_is_refused(shop, age):
    before = shop.rows()

    purchase = begin(shop, age=age)

    assert purchase.answer.status == 422
    assert shop.changes(before) == {}


@pytest.mark.promise("VC-53")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_somebody_under_sixteen_is_turned_away_and_nothing_they_typed_stays(shop, language):
    before = shop.rows()

    purchase = begin(shop, language=language, age="under-16")

    assert purchase.answer.status in (403, 422)
    assert "16" in purchase.answer.text
    assert purchase.email not in purchase.answer.body
    assert shop.changes(before) == {}


@pytest.mark.promise("VC-02")
@pytest.mark.parametrize("version", [None, "", "1999-01", "0" * 64, "../../etc/passwd"])
def test_an_order_under_a_policy_version_that_is_not_in_force_is_refused(shop, version):
    before = shop.rows()

    purchase = begin(shop, policy=version)

    assert purchase.answer.status == 422
    assert shop.changes(before) == {}


@pytest.mark.promise("VC-07", "VC-08")
@pytest.mark.parametrize("typed", SPELLINGS)
@pytest.mark.parametrize("field", ["email", "card", "plan", "attempt"])
def test_a_card_number_typed_into_the_checkout_is_refused_and_left_nowhere(shop, field, typed):
    shop.plant(CARD)
    before = shop.rows()

    purchase = begin(shop, **{field: typed})

    assert purchase.answer.status == 422
    assert CARD not in purchase.answer.body and typed not in purchase.answer.body
    assert shop.changes(before) == {}
    assert not scan.traces([CARD, typed], [*shop.files(), shop.log])
