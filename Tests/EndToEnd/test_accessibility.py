"""Every page, on a phone and on a computer, in both languages: axe finds nothing and nothing sticks out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import plan_slugs
from harness.places import CONSOLE, KINDS, console_places, places

SIZES = ["phone", "desktop"]
LANGUAGES = ["en", "vi"]
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module")
def addresses(shop):
    return places(shop)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_accessibility_violation_and_fits_the_screen(
    addresses, open_browser, kind, scheme, size, language
):
    page = open_browser(size, language, color_scheme=scheme, reduced_motion="reduce").new_page()
    foreign = []
    page.on("request", lambda request: foreign.append(request.url))

    page.goto(addresses[kind].format(language=language))
    violations = Axe().run(page).response["violations"]

    assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} px stick out to the right"
    host = page.evaluate("location.origin")
    assert not [url for url in foreign if not url.startswith((host, "data:"))], "everything comes from this server"
    assert page.evaluate("document.documentElement.lang") == language or kind == "sign in"


@pytest.fixture(scope="module")
def owner(shop):
    return shop.staff("owner")


@pytest.fixture(scope="module")
def console(shop, owner):
    return console_places(shop, owner)


def at_the_console(context, shop, owner):
    """A page of a browser in which the owner is signed in."""
    context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in owner.cookies.items()])
    return context.new_page()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", CONSOLE)
def test_a_page_of_the_console_has_no_violation_and_fits_the_screen(
    shop, owner, console, open_browser, place, size, language
):
    page = at_the_console(open_browser(size, language, reduced_motion="reduce"), shop, owner)

    answer = page.goto(console[place].format(language=language))
    violations = Axe().run(page).response["violations"]

    assert answer.status == 200
    assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} px stick out to the right"


def test_every_page_of_the_console_is_a_few_keys_away(shop, owner, console, open_browser):
    page = at_the_console(open_browser("desktop", "en"), shop, owner)
    page.goto("/en/console")

    page.keyboard.press("/")
    page.locator("#jump-field").wait_for(state="visible")
    assert not Axe().run(page).response["violations"]
    page.keyboard.type("recip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/console/recipients")
    page.keyboard.press("Control+k")
    page.keyboard.type("VC-")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/console/orders?number=VC-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_of_the_shop_is_under_a_hundred_kilobytes(shop, open_browser, language):
    context = open_browser("phone", language)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(f"/{language}/", wait_until="networkidle")

    assert 0 < sum(sizes) < 100_000, sizes


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
    assert not Axe().run(page).response["violations"]
