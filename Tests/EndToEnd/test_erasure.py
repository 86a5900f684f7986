"""A buyer asks to be forgotten and is: everywhere, at once, with proof; what the law keeps is said."""

import re

import pytest

from harness import scan
from harness.buying import buy_and_receive, code_in
from harness.erasing import ask, data_mails, erase, finished, receipt_mail, verified_link
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


@pytest.mark.promise("VC-59")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_after_a_verified_request_no_file_holds_the_buyer_and_the_order_still_adds_up(fresh_shop, language):
    shop = fresh_shop
    purchase, other = (buy_and_receive(shop, language=language) for _ in range(2))
    code = code_in(purchase.activation)
    markers = [purchase.email, purchase.email.partition("@")[0], code, code.rpartition("$")[2]]
    bookkeeping = kept_rows(shop)

    finished(shop, *erase(shop, purchase.email, language))

    gone = shop.visitor(language).get(purchase.link)
    assert gone.status in (404, 410)
    assert not [marker for marker in markers if marker in gone.body]
    assert not scan.traces(markers, [*shop.files(), shop.log])
    assert kept_rows(shop) == bookkeeping, "orders and their invoices still add up"
    assert re.search(r"\b20[3-4]\d\b", receipt_mail(shop, purchase.email).text), "until when the law keeps what stays"
    assert code_in(other.activation) in other.order_page().body, "nobody else lost anything"

    assert shop.program.stop() == 0
    assert not scan.traces(markers, [*shop.files(), shop.log]), "not even in what stopping writes"
    shop.start()
    assert code_in(other.activation) in other.order_page().body


@pytest.mark.promise("VC-59")
def test_the_recipients_are_told_and_the_person_gets_a_receipt(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    esim_calls = len(shop.world.calls("esim-access"))

    visitor, address = erase(shop, purchase.email)
    page = finished(shop, visitor, address)

    told = {call["path"].rpartition("/")[2] for call in shop.world.calls("esim-access")[esim_calls:]}
    assert told & {"cancel", "revoke"}, "the supplier is asked to end the eSIM"
    mail = receipt_mail(shop, purchase.email)
    assert "eSIM Access" in mail.text and "Stripe" in mail.text, "each recipient and what came of it"
    receipt = visitor.get(page.links_to("/receipt")[0])
    assert receipt.status == 200 and "attachment" in receipt.headers["content-disposition"]
    assert receipt.body.strip() in mail.text.replace("\r", "")
    assert not scan.contains(purchase.email, receipt.body.encode())


@pytest.mark.promise("VC-59")
def test_without_verification_nothing_changes(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    guess = "A" * 43

    ask(shop, purchase.email)
    visitor = shop.visitor()
    form = visitor.get("/en/my-data").form(having=("email",))
    posted = visitor.post(f"/en/my-data/{guess}/erasure", form.filled(email=purchase.email, understood="on"))

    assert visitor.get(f"/en/my-data/{guess}").status == 404
    assert posted.status in (403, 404)
    assert code_in(purchase.activation) in purchase.order_page().body


def test_asking_for_an_unknown_address_answers_the_same_and_mails_nobody(shop):
    known, unknown = buy_and_receive(shop).email, shop.new_email("stranger")

    of_known, of_unknown = ask(shop, known), ask(shop, unknown)

    assert of_known.status == of_unknown.status == 200
    assert of_known.text.replace(known, "") == of_unknown.text.replace(unknown, "")
    wait_until(lambda: data_mails(shop, known), describe="the known one is mailed")
    assert not shop.world.emails(unknown)


def test_a_verified_link_does_not_work_for_ever(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    link = verified_link(shop, purchase.email)
    assert shop.visitor().get(link).status == 200

    shop.advance(31 * 86_400)

    assert shop.visitor().get(link).status in (404, 410)


def test_a_shop_killed_in_the_middle_of_an_erasure_finishes_it_when_it_is_back(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    link = verified_link(shop, purchase.email)
    shop.world.set("mail", mailMode="greylist")
    shop.world.set("esim-access", failAlways=True)

    visitor, address = erase(shop, purchase.email, link=link)
    shop.restart(kill=True)

    assert shop.visitor().get(purchase.link).status in (404, 410), "unreadable at once, whatever follows"
    shop.world.set("mail", mailMode="accept")
    shop.world.set("esim-access", failAlways=False)
    finished(shop, visitor, address)
    receipt_mail(shop, purchase.email)
    assert not scan.traces([purchase.email], [*shop.files(), shop.log])


def test_the_evidence_of_an_erasure_verifies(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    finished(shop, *erase(shop, purchase.email))

    assert shop.program.stop() == 0
    code, output = shop.command("audit", "verify")

    assert code == 0, output
    assert not scan.contains(purchase.email, output.encode())


def kept_rows(shop):
    """How many orders and invoices there are, by table."""
    return {key: count for key, count in shop.rows().items() if key[1] in ("orders", "order_lines", "invoices")}
