"""Card numbers belong on the processor's page and nowhere else."""

import pytest

from harness import scan
from harness.buying import begin, plan_slugs

CARD = "5555555555554444"


@pytest.mark.promise("VC-07")
def test_in_a_browser_the_card_is_posted_to_the_processor_only(shop, open_browser):
    context = open_browser()
    posted = []
    context.on("request", lambda request: posted.append((request.url, request.post_data or "")))
    page = context.new_page()

    page.goto(f"/en/checkout?plan={plan_slugs(shop.visitor())[0]}")
    page.locator("input[name=email]").fill(shop.new_email())
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form:has(input[name=email]) button").click()
    page.wait_for_url("**/stripe/pay/**")
    assert page.url.startswith(shop.world.url)
    page.locator("input[name=number]").fill(CARD)
    page.locator("input[name=expiry]").fill("12/34")
    page.locator("input[name=code]").fill("123")
    page.locator("button[value=card]").click()
    page.wait_for_url("**/en/orders/**")

    with_card = [url for url, data in posted if CARD in data or CARD in url]
    assert with_card and all(url.startswith(shop.world.url) for url in with_card)
    to_shop = [data for url, data in posted if url.startswith(shop.url)]
    assert not any(CARD in data for data in to_shop)


@pytest.mark.promise("VC-08")
def test_after_a_paid_order_no_file_of_the_shop_holds_the_card_number(fresh_shop):
    shop = fresh_shop
    purchase = begin(shop)
    purchase.pay(card=CARD)
    purchase.wait_for_delivery()

    assert shop.world.calls("stripe")
    assert not scan.traces([CARD, "5555 5555 5555 4444"], [*shop.files(), shop.log])
    assert shop.program.stop() == 0
    assert not scan.traces([CARD, "5555 5555 5555 4444"], [*shop.files(), shop.log])
