"""A buyer asks to be forgotten and is: everywhere, at once, with proof; what the law keeps is said."""

import json

import pytest

from harness import scan
from harness.buying import buy_and_receive, code_in
from harness.waiting import wait_until


def ask(shop, email, language="en"):
    """Posts the request; gives the answer page."""
    visitor = shop.visitor(language)
    page = visitor.get(f"/{language}/my-data")
    assert page.status == 200
    form = page.form(having=("email",))
    return visitor.post(form.action or f"/{language}/my-data", form.filled(email=email))


def verified_link(shop, email, language="en"):
    ask(shop, email, language)
    mail = wait_until(
        lambda: [m for m in shop.world.emails(email) if "/my-data/" in m.text], describe="the verification was mailed"
    )[-1]
    return mail.link(f"/{language}/my-data/")


def erase(shop, email, language="en"):
    """Goes through the whole request; gives the visitor and the page that says it is done."""
    link = verified_link(shop, email, language)
    visitor = shop.visitor(language)
    page = visitor.get(link)
    assert page.status == 200, page.text[:300]
    form = page.form(action="/erasure")
    answer = visitor.post(form.action, form.filled(**form.first_choices()))
    assert answer.status == 303, f"{answer.status}: {answer.text[:300]}"
    return visitor, visitor.get(answer.location)


@pytest.mark.promise("VC-59")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_after_a_verified_request_no_file_holds_the_buyer_and_the_order_still_adds_up(fresh_shop, language):
    shop = fresh_shop
    purchase = buy_and_receive(shop, language=language)
    other = buy_and_receive(shop, language=language)
    code = code_in(purchase.activation)
    page = purchase.order_page()
    number, amount = page.mark("data-order-number"), page.mark("data-total")
    markers = [purchase.email, purchase.email.partition("@")[0], code, code.rpartition("$")[2]]
    orders = {key: count for key, count in shop.rows().items() if key[1] == "orders"}

    visitor, done = erase(shop, purchase.email, language)
    shop.finish_erasures()

    assert done.status == 200
    assert number in done.text + visitor.get(done.url).text, "what the law keeps is named in the answer"
    after = shop.visitor(language).get(purchase.link)
    assert after.status in (404, 410)
    assert "LPA:1$" not in after.body and purchase.email not in after.body
    found = scan.traces(markers, [*shop.files(), shop.log])
    assert not found, found
    assert {key: count for key, count in shop.rows().items() if key[1] == "orders"} == orders
    assert amount
    assert other.order_page().status == 200 and "LPA:1$" in other.order_page().body

    assert shop.program.stop() == 0
    assert not scan.traces(markers, [*shop.files(), shop.log])
    shop.start()
    assert other.order_page().status == 200


@pytest.mark.promise("VC-59")
def test_the_recipients_are_told_and_the_person_gets_a_receipt(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    before = len(shop.world.emails(purchase.email))
    esim_calls = len(shop.world.calls("esim-access"))

    visitor, done = erase(shop, purchase.email)
    shop.finish_erasures()

    receipts = shop.world.emails(purchase.email)[before:]
    assert any("receipt" in (m.subject + m.text).lower() for m in receipts)
    page = visitor.get(done.url)
    assert page.links_to("receipt"), "the receipt can be taken away"
    receipt = visitor.get(page.links_to("receipt")[0])
    assert receipt.status == 200 and "attachment" in receipt.headers["content-disposition"]
    assert purchase.email not in receipt.body
    told = shop.world.calls("esim-access")[esim_calls:]
    assert any("cancel" in c["path"] or "revoke" in c["path"] or "delete" in c["path"] for c in told) or (
        "eSIM Access" in page.text
    )


@pytest.mark.promise("VC-59")
def test_without_verification_nothing_changes(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)

    ask(shop, purchase.email)
    forged = shop.visitor().get("/en/my-data/" + "A" * 43)
    visitor = shop.visitor()
    form = visitor.get("/en/my-data").form(having=("email",))
    posted = visitor.post("/en/my-data/" + "A" * 43 + "/erasure", form.filled(email=purchase.email))

    assert forged.status == 404
    assert posted.status in (403, 404)
    assert "LPA:1$" in purchase.order_page().body


def test_asking_for_an_unknown_address_answers_the_same_and_mails_nobody(shop):
    known, unknown = buy_and_receive(shop).email, shop.new_email("stranger")

    of_known, of_unknown = ask(shop, known), ask(shop, unknown)

    assert of_known.status == of_unknown.status
    assert of_known.text.replace(known, "") == of_unknown.text.replace(unknown, "")
    wait_until(
        lambda: [m for m in shop.world.emails(known) if "/my-data/" in m.text], describe="the known one is mailed"
    )
    assert not shop.world.emails(unknown)


def test_a_verified_link_works_for_one_erasure_and_not_for_ever(fresh_shop):
    shop = fresh_shop
    first, second = buy_and_receive(shop), buy_and_receive(shop)
    link = verified_link(shop, first.email)
    erase(shop, first.email)
    shop.finish_erasures()
    late = verified_link(shop, second.email)

    shop.advance(8 * 86_400)

    assert shop.visitor().get(late).status in (404, 410)
    assert "LPA:" not in shop.visitor().get(link).body


def test_a_shop_killed_in_the_middle_of_an_erasure_finishes_it_when_it_is_back(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    shop.world.set("mail", mailMode="greylist")

    erase(shop, purchase.email)
    shop.restart(kill=True)
    assert shop.visitor().get(purchase.link).status in (404, 410)
    shop.world.set("mail", mailMode="accept")
    shop.finish_erasures()

    assert not scan.traces([purchase.email], [*shop.files(), shop.log])


def test_the_evidence_of_an_erasure_verifies(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    erase(shop, purchase.email)
    shop.finish_erasures()

    assert shop.program.stop() == 0
    code, output = shop.command("audit", "verify")

    assert code == 0, output
    assert purchase.email not in output and json.dumps(purchase.email) not in output
    shop.start()
