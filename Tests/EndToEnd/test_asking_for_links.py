"""Asking for a link by mail says nothing about who our customers are, and the link leads to the business's own address."""

import pytest

from harness.buying import buy_and_receive
from harness.waiting import wait_until

FORMS = {"my data": "/my-data"}
LANGUAGES = ["en", "vi"]


def ask(visitor, path, email):
    """Posts the form of a page that takes an address; gives the answer."""
    page = visitor.get(f"/{visitor.language}{path}")
    assert page.status == 200
    form = page.form(having=("email",))
    return visitor.post(form.action or f"/{visitor.language}{path}", form.filled(email=email))


def links(shop, email, part):
    return [link for mail in shop.world.emails(email) for link in mail.links if part in link]


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
    wait_until(lambda: len(shop.world.emails(email)) == before + 3, describe="three mails came")
    shop.rows()  # at rest: nothing more is on its way
    assert len(shop.world.emails(email)) == before + 3


def test_nothing_is_kept_of_an_unknown_address(fresh_shop):
    shop = fresh_shop
    before = shop.rows()

    for path in FORMS.values():
        assert ask(shop.visitor(), path, shop.new_email("stranger")).status == 200

    assert shop.changes(before) == {}
