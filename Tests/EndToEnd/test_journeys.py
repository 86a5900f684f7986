"""The whole way in a browser: look, buy, receive, install, top up, be forgotten."""

import re

import pytest

from harness import qr
from harness.buying import code_in
from harness.waiting import wait_until


def pay(page, world):
    page.wait_for_url(f"{world.url}/stripe/pay/**")
    page.locator("input[name=number]").fill("4242 4242 4242 4242")
    page.locator("input[name=expiry]").fill("12 / 34")
    page.locator("input[name=code]").fill("123")
    page.locator("button[value=card]").click()


@pytest.mark.promise("VC-05")
@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_traveller_finds_buys_installs_tops_up_and_is_forgotten(shop, open_browser, size, language):
    world, email = shop.world, shop.new_email()
    page = open_browser(size, language).new_page()

    # Look around
    page.goto("/")
    page.wait_for_url(f"**/{language}/")
    page.locator(f"a[href*='/{language}/destinations/']").first.click()
    page.locator(f"a[href*='/{language}/plans/']").first.click()
    page.locator("[data-cart-add]").click()
    page.goto(f"/{language}/cart")
    page.locator("a[href*='/checkout'], form[action*='/checkout'] button").first.click()

    # Buy
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=age][value='16-or-over']").check()
    button = page.locator("form:has(input[name=email]) button")
    assert re.search(r"[\d.]+", button.inner_text()), "the button carries the amount"
    button.click()
    pay(page, world)
    page.wait_for_url(f"**/{language}/orders/**")

    # Receive and install
    mail = wait_until(lambda: [m for m in world.emails(email) if "LPA:1$" in m.text], 20, "the eSIM was mailed")[0]
    page.goto(mail.link(f"/{language}/orders/"))
    code = code_in(mail)
    if size == "desktop":
        assert qr.decode(page.locator("[data-qr]").first.screenshot()) == code
    else:
        assert page.locator("a[href*='esimsetup']:visible").count() >= 1
    assert page.evaluate("localStorage.length === 0 || !JSON.stringify(localStorage).includes('@')")

    # Top up
    page.locator("form[action*='/top-ups'] button").first.click()
    pay(page, world)
    page.wait_for_url(f"**/{language}/orders/**")
    wait_until(lambda: world.calls("esim-access", "/esim/topup"), 20, "the partner was asked to top up")

    # Be forgotten
    page.goto(f"/{language}/my-data")
    page.locator("input[name=email]").fill(email)
    page.locator("form:has(input[name=email]) button").click()
    asked = wait_until(lambda: [m for m in world.emails(email) if "/my-data/" in m.text], 20, "the request was mailed")
    page.goto(asked[-1].link(f"/{language}/my-data/"))
    page.locator("form[action*='/erasure'] input[type=checkbox]").check()
    page.locator("form[action*='/erasure'] button").click()
    page.wait_for_url("**/my-data/*")
    wait_until(lambda: page.reload() and page.locator("a[href*='/receipt']").count(), 20, "the receipt was there")

    assert page.goto(mail.link(f"/{language}/orders/")).status in (404, 410)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_everything_but_the_cart_works_without_scripts(shop, open_browser, language):
    page = open_browser("phone", language, java_script_enabled=False).new_page()

    page.goto(f"/{language}/plans")
    page.locator(f"a[href*='/{language}/plans/']").first.click()
    page.locator("a[href*='/checkout?plan='], form[action*='/checkout'] button").first.click()
    page.locator("input[name=email]").fill(shop.new_email())
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form:has(input[name=email]) button").click()
    pay(page, shop.world)
    page.wait_for_url(f"**/{language}/orders/**")

    assert page.locator("h1").count() == 1


def test_a_plan_can_be_bought_with_the_keyboard_alone(shop, open_browser):
    page = open_browser("desktop").new_page()
    page.goto("/en/plans")

    def tab_to(selector):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached by the Tab key")

    tab_to("a[href^='/en/plans/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/plans/*")
    tab_to("a[href*='/checkout'], form[action*='/checkout'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/checkout**")
    tab_to("input[name=email]")
    page.keyboard.type(shop.new_email())
    tab_to("input[name=age]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    tab_to("form button")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{shop.world.url}/stripe/pay/**")
