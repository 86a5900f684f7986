"""Every page, on a phone and on a computer, in both languages: axe finds nothing, nothing sticks out and nothing moves."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import plan_slugs
from harness.places import CONSOLE, SHOP, WORLD, Places
from harness.waiting import wait_until

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
LANGUAGES = ["en", "vi"]
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}

# Counts what moves without anybody having touched anything (Layout Instability, WICG, read 2026-11-21).
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push([entry.value, entry.sources.map((s) => s.node?.outerHTML?.slice(0, 120))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def places(shop):
    return Places(shop)


@pytest.fixture(scope="module")
def browser(chromium, shop, places):
    """One page for all visits, in which the owner is signed in."""
    context = chromium.new_context(base_url=shop.url, locale="en-GB", reduced_motion="reduce")
    cookies = places.owner.cookies.items()
    context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in cookies])
    context.add_init_script(SHIFTS)
    page = context.new_page()
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield page
    context.close()
    assert not errors, errors


def violations(page, **options):
    found = Axe().run(page, **options).response["violations"]
    return [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def examine(page, address, language):
    """One visit: on a phone, there in the dark as well, then on a computer. Vietnamese has the same structure as English, so
    that there the phone is enough for axe.
    """
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SIZES["phone"])
    answer = page.goto(address)

    assert not violations(page), address
    assert overflow(page) <= 0, f"{overflow(page)} px stick out of a phone"
    shifts = page.evaluate("window.shifts")
    assert not shifts, f"what moved while the page came: {shifts}"
    page.set_viewport_size(SIZES["desktop"])
    assert overflow(page) <= 0, f"{overflow(page)} px stick out of a computer's screen"
    if language == "en":
        assert not violations(page), address
        page.emulate_media(color_scheme="dark")
        assert not violations(page, options=CONTRAST), f"{address} in the dark"
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", SHOP)
def test_a_page_has_no_accessibility_violation_fits_the_screen_and_stays_where_it_is(browser, places, place, language):
    foreign = []
    browser.on("request", lambda request: foreign.append(request.url))

    examine(browser, places.of_shop(language)[place], language)

    host = browser.evaluate("location.origin")
    assert not [url for url in foreign if not url.startswith((host, "data:"))], "everything comes from this server"
    assert browser.evaluate("document.documentElement.lang") == language or place == "sign in"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", CONSOLE)
def test_a_page_of_the_console_has_no_violation_fits_the_screen_and_stays_where_it_is(browser, places, place, language):
    answer = examine(browser, places.of_console(language)[place], language)

    assert answer.status == 200


def test_the_pages_of_the_simulated_world_have_no_violation_and_fit_the_screen(browser, places):
    assert len(places.of_world()) == len(WORLD)
    for address in places.of_world():
        assert examine(browser, address, "en").status == 200, address


def test_every_page_of_the_console_is_a_few_keys_away(browser, places):
    browser.set_viewport_size(SIZES["desktop"])
    browser.goto("/en/console")

    field = browser.locator("#jump-field")

    def opened():
        if not field.is_visible():
            browser.keyboard.press("/")
        return field.is_visible()

    wait_until(opened, describe="the script that hears the keys had come")
    assert not violations(browser)
    browser.keyboard.type("recip")
    browser.keyboard.press("Enter")
    browser.wait_for_url("**/en/console/recipients")
    browser.keyboard.press("Control+k")
    browser.keyboard.type("VC-")
    browser.keyboard.press("Enter")
    browser.wait_for_url("**/en/console/orders?number=VC-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_of_the_shop_is_under_a_hundred_kilobytes_and_reads_before_any_script(
    shop, open_browser, language
):
    context = open_browser("phone", language)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(f"/{language}/", wait_until="networkidle")

    assert 0 < sum(sizes) < 100_000, sizes
    unsized = page.evaluate("[...document.images].filter((i) => !i.width || !i.height).map((i) => i.outerHTML)")
    assert not unsized, "pictures whose place is not kept"
    waiting = page.evaluate(
        "[...document.scripts].filter((s) => s.src && !s.async && !s.defer && s.type !== 'module').map((s) => s.src)"
    )
    assert [url.rpartition("/")[2] for url in waiting] == ["currency.js"], "what the first paint waits for"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_in_the_checkout_stands_beside_its_field_and_takes_focus(shop, open_browser, language):
    page = open_browser("phone", language).new_page()
    page.goto(f"/{language}/checkout?plan={plan_slugs(shop.visitor())[0]}")

    page.locator("form:has(input[name=email])").evaluate("form => { form.noValidate = true }")
    page.locator("input[name=email]").fill("minh@")
    page.locator("form:has(input[name=email]) button").click()
    field = page.locator("input[name=email][aria-invalid=true]")
    field.wait_for()

    assert field.input_value() == "minh@", "what was typed is kept"
    described = field.get_attribute("aria-describedby").split()
    assert any(page.locator(f"[id='{identity}']").inner_text().strip() for identity in described)
    assert page.evaluate("document.activeElement.name") == "email"
    assert not violations(page)
