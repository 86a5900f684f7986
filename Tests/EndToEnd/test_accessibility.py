"""Every page, on a phone and on a computer, in both languages: axe finds nothing and nothing sticks out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import plan_slugs
from harness.places import KINDS, places

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
