"""Asking for a link by mail says nothing about who our customers are, and the link leads to the business's own address."""

import pytest

from harness.buying import buy_and_receive
from harness.waiting import wait_until

FORMS = {"my data": "/my-data", "orders": "/orders"}
LANGUAGES = ["en", "vi"]


@pytest.fixture
def shop(shop):
    """The shared shop, where nobody has to wait because the tests before asked so often."""
    shop.advance(600)
    return shop


def ask(visitor, path, email):
    """Posts the form of a page that takes an address; gives the answer."""
    page = visitor.get(f"/{visitor.language}{path}")
    assert page.status == 200
    form = page.form(having=("email",))
    return visitor.post(form.action or f"/{visitor.language}{path}", form.filled(email=email))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
def test_a_mail_server_that_is_down_answers_the_same_for_everybody(shop, path, language):
    known, unknown = buy_and_receive(shop, language=language).email, shop.new_email("stranger")
    before = len(shop.world.emails(known))

    with shop.world.trouble("mail", mailMode="greylist"):
        of_known, of_unknown = (ask(shop.visitor(language), path, email) for email in (known, unknown))

        assert of_known.status == of_unknown.status == 200
        assert of_known.text.replace(known, "") == of_unknown.text.replace(unknown, "")
        assert len(shop.world.emails(known)) == before

    shop.advance_until(lambda: len(shop.world.emails(known)) > before, step=60)
    assert not shop.world.emails(unknown)


@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
def test_the_link_leads_to_the_configured_address_whichever_host_was_asked(shop, path):
    email = buy_and_receive(shop).email
    before = len(shop.world.emails(email))

    answer = ask(shop.visitor(host="www.vietnamconnect.com"), path, email)

    assert answer.status == 200
    mail = wait_until(lambda: shop.world.emails(email)[before:], describe="the link was mailed")[0]
    assert mail.links and all(link.startswith(shop.url + "/") for link in mail.links), mail.links
    assert "www.vietnamconnect.com" not in mail.raw


@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
def test_whoever_keeps_asking_is_mailed_a_few_times_and_then_told_to_wait(fresh_shop, path):
    shop = fresh_shop
    email = buy_and_receive(shop).email
    before = len(shop.world.emails(email))
    visitor = shop.visitor()

    answers = [ask(visitor, path, email).status for _ in range(6)]

    assert answers == [200] * 5 + [429]
    wait_until(lambda: len(shop.world.emails(email)) > before, describe="a mail came")
    shop.rows()  # at rest: nothing more is on its way
    assert before < len(shop.world.emails(email)) <= before + 3


def test_nothing_is_kept_of_an_unknown_address(fresh_shop):
    shop = fresh_shop
    before = shop.rows()

    for path in FORMS.values():
        assert ask(shop.visitor(), path, shop.new_email("stranger")).status == 200

    assert shop.changes(before) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_link_is_mailed_to_the_address_the_order_was_bought_with(shop, language):
    purchase = buy_and_receive(shop, language=language)
    before = len(shop.world.emails(purchase.email))

    ask(shop.visitor(language), "/orders", purchase.email.upper())

    mail = wait_until(lambda: shop.world.emails(purchase.email)[before:], describe="the link was mailed")[0]
    assert purchase.number in mail.subject
    assert mail.link(f"/{language}/orders/").endswith(purchase.link)
    assert "LPA:1$" not in mail.raw


def test_no_address_and_no_address_at_all_are_said_beside_the_field(shop):
    visitor = shop.visitor("vi")
    form = visitor.get("/vi/orders").form(having=("email",))

    for wrong in ("", "khong-phai-dia-chi"):
        answer = visitor.post("/vi/orders", form.filled(email=wrong))
        assert answer.status == 422 and answer.language == "vi"
        assert 'aria-invalid="true"' in answer.body
