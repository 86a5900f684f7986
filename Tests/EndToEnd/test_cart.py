"""The cart lives in the visitor's browser and nowhere else."""

import json

import pytest

from harness import scan
from harness.buying import plan_slugs
from harness.waiting import wait_until


def add(page, slug):
    page.goto(f"/en/plans/{slug}")
    page.locator("[data-cart-add]").click()
    wait_until(lambda: slug in page.evaluate("JSON.stringify(localStorage)"), describe="it lay in the cart")


def stored(page):
    return page.evaluate("JSON.stringify(localStorage)")


@pytest.mark.promise("VC-04")
def test_a_cart_outlives_reloads_and_closed_tabs_and_is_not_in_the_database(shop, open_browser):
    context = open_browser()
    first, second = plan_slugs(shop.visitor())[:2]
    before = shop.rows()
    page = context.new_page()

    add(page, first)
    add(page, second)
    page.reload()
    kept = stored(page)
    page.close()
    page = context.new_page()
    page.goto("/en/cart")

    assert stored(page) == kept
    assert first in kept and second in kept
    for slug in (first, second):
        page.locator(f"[data-cart-set='{slug}']").wait_for()
    assert shop.changes(before) == {}
    assert not scan.traces([json.dumps(kept)], shop.files())


@pytest.mark.promise("VC-04")
def test_another_browser_profile_has_an_empty_cart(shop, open_browser):
    slug = plan_slugs(shop.visitor())[0]
    add(open_browser().new_page(), slug)

    page = open_browser().new_page()
    page.goto("/en/cart")

    assert page.locator("[data-cart-set]").count() == 0
    assert slug not in stored(page)


@pytest.mark.promise("VC-04")
def test_what_is_in_the_cart_reaches_the_checkout(shop, open_browser):
    slug = plan_slugs(shop.visitor())[2]
    page = open_browser().new_page()

    add(page, slug)
    page.goto("/en/cart")
    page.locator("a[href*='/en/checkout'], form[action*='/en/checkout'] button").first.click()
    page.wait_for_url("**/en/checkout**")

    assert page.locator(f"form:has(input[name=email]) input[name=plan][value='{slug}']").count() == 1
