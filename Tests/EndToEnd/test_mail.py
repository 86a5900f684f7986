"""What the buyer gets by mail."""

import pytest

from harness import qr
from harness.buying import begin, buy_and_receive, code_in, plan_slugs, settle
from harness.waiting import wait_until

LANGUAGES = ["en", "vi"]


@pytest.mark.promise("VC-28")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_buyer_gets_one_confirmation_with_number_plan_and_amount(shop, language):
    visitor = shop.visitor(language)
    slug = plan_slugs(visitor, language)[1]

    purchase = buy_and_receive(shop, slug=slug, language=language)
    confirmations = [m for m in shop.world.emails(purchase.email) if m.raw != purchase.activation.raw]

    assert len(confirmations) == 1
    page = purchase.order_page()
    number = page.mark("data-order-number")
    assert number in confirmations[0].subject + confirmations[0].text
    assert page.mark("data-total") in confirmations[0].text.replace("\u00a0", " ")
    assert f"/{language}/orders/" in confirmations[0].text


@pytest.mark.promise("VC-28")
def test_a_failed_payment_sends_no_confirmation(shop):
    purchase = begin(shop)

    refused = purchase.pay(card="4000000000000002")
    settle(shop)

    assert refused.status == 402
    assert not shop.world.emails(purchase.email)


@pytest.mark.promise("VC-29")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_holds_the_activation_code_as_text_and_as_a_qr_code(shop, language):
    mail = buy_and_receive(shop, language=language).activation

    code = code_in(mail)
    assert [qr.decode(picture) for picture in mail.pictures] == [code]
    assert any("esimsetup.apple.com" in link for link in mail.links)
    assert any("esimsetup.android.com" in link for link in mail.links)
    assert "LPA:" not in mail.subject


@pytest.mark.promise("VC-29")
def test_knowing_only_the_order_number_shows_nothing(shop):
    purchase = buy_and_receive(shop)
    number = purchase.number
    stranger = shop.visitor()

    for path in (f"/en/orders/{number}", f"/en/orders?number={number}", f"/console/orders/{number}"):
        answer = stranger.get(path)
        assert answer.status in (302, 303, 401, 404), f"{path}: {answer.status}"
        assert "LPA:1$" not in answer.body


@pytest.mark.promise("VC-29")
def test_staff_can_send_the_activation_mail_again(shop, staff):
    purchase = buy_and_receive(shop)
    order = staff.order_of(purchase)

    form = order.form(action="activation")
    answer = staff.post(form.action, form.filled())

    assert answer.status == 303
    wait_until(lambda: len(purchase.activation_mails()) == 2, describe="the mail came again")
    first, second = purchase.activation_mails()
    assert [qr.decode(p) for p in first.pictures] == [qr.decode(p) for p in second.pictures]
