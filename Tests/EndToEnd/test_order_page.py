"""The order page behind its signed link: state, QR, install links, usage, top-up."""

import base64

import pytest

from harness import qr
from harness.buying import buy, buy_and_receive, code_in
from harness.waiting import wait_until
from harness.world import json_body


def activation_code(purchase):
    return code_in(purchase.activation)


@pytest.mark.promise("VC-38")
def test_the_link_in_the_mail_shows_state_data_left_and_expiry_as_the_partner_reports_them(shop):
    purchase = buy_and_receive(shop)
    link = purchase.activation.link("/orders/")
    esim = shop.world.esims()[-1]

    shop.world.install(esim)
    shop.world.use_data(esim, percent=25)
    page = shop.advance_until(lambda: _shows(shop.visitor().get(link), 'data-share-left="75"'), step=600)

    assert page.mark("data-state") == "delivered"
    assert page.mark("data-expires")


def test_the_page_says_how_far_the_esim_has_come(shop):
    purchase = buy_and_receive(shop)
    esim = shop.world.esims()[-1]
    assert purchase.order_page().mark("data-standing") == "delivered"

    shop.world.install(esim)
    shop.advance_until(lambda: purchase.order_page().mark("data-standing") in ("installed", "in-use"), step=60)
    shop.world.use_data(esim, percent=25)
    shop.advance_until(lambda: purchase.order_page().mark("data-standing") == "in-use", step=60)


@pytest.mark.promise("VC-38")
def test_a_top_up_is_paid_and_ordered_from_the_partner_for_the_same_esim(shop):
    purchase = buy_and_receive(shop)
    page = purchase.order_page()
    form = page.form(action="/top-ups")

    answer = purchase.visitor.post(form.action, form.filled(**form.first_choices()))
    assert answer.status == 303
    shop.world.pay(answer.location)

    calls = wait_until(
        lambda: shop.world.calls("esim-access", "/esim/topup"), describe="the partner was asked to top up"
    )
    assert json_body(calls[-1])["transactionId"]
    assert len(shop.world.calls("esim-access", "/esim/topup")) == len(calls) == 1


@pytest.mark.promise("VC-38")
def test_an_altered_link_is_not_found(shop):
    link = buy(shop).link

    for position in (len(link) - 1, len(link) - 8, link.rindex("/") + 1, link.rindex("/") + 12):
        changed = "A" if link[position] != "A" else "B"
        assert shop.visitor().get(link[:position] + changed + link[position + 1 :]).status == 404
    assert shop.visitor().get(link[:-1]).status == 404
    assert shop.visitor().get(link + "A").status == 404
    assert shop.visitor().get(link).status == 200


def test_the_qr_code_on_the_page_is_the_activation_code_in_the_mail(shop, open_browser):
    purchase = buy_and_receive(shop)
    page = open_browser("desktop").new_page()

    page.goto(purchase.link)
    picture = page.locator("[data-qr]").first.screenshot()

    assert qr.decode(picture) == activation_code(purchase)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_install_links_carry_the_activation_code(shop, language):
    purchase = buy_and_receive(shop, language=language)
    page = purchase.order_page()

    coded = activation_code(purchase).replace(":", "%3A").replace("$", "%24")
    for host in ("esimsetup.apple.com", "esimsetup.android.com"):
        assert any(link.endswith(f"carddata={coded}") for link in page.links_to(host)), page.links_to(host)


def test_the_order_page_is_kept_by_no_cache_and_named_to_no_other_site(shop):
    page = buy_and_receive(shop).order_page()

    assert "no-store" in page.headers["cache-control"]
    assert page.headers["referrer-policy"] in ("no-referrer", "same-origin")
    assert "noindex" in page.headers.get("x-robots-tag", "") + page.body
    assert base64.b64encode(b"LPA:1$") not in page.headers.get("set-cookie", "").encode()


def _shows(page, text):
    return page if text in page.body else None
