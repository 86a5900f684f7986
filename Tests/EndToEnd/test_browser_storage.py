"""What lies in a visitor's browser: what it is for, how long it stays, what works without it, and what is ever sent of it."""

import json
import re

import pytest

from harness.buying import checkout_form, plan_slugs
from harness.shop import Shop
from harness.visits import counts
from harness.waiting import wait_until
from test_cart import add
from test_journeys import pay


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory):
    """A shop that browsers reach over TLS, which a proxy takes off before it."""
    shop = Shop(tmp_path_factory.mktemp("behind-tls"), settings={"publicOrigin": "https://vietnamconnect.com"})
    yield shop
    shop.close()


@pytest.mark.promise("VC-41")
def test_the_essential_cookie_is_secure_and_without_its_token_nothing_is_changed(behind_tls):
    shop, visitor = behind_tls, behind_tls.visitor()
    visitor.cookies["analytics-choice"] = "no.00000000"
    page, form = checkout_form(visitor, plan_slugs(visitor)[0])

    (header,) = [h for h in page.headers.get_list("set-cookie") if "visitor=" in h]
    assert header.startswith("__Host-visitor=")
    attributes = {part.strip().lower() for part in header.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes
    assert len(re.match(r"__Host-visitor=([\w-]+)", header).group(1)) >= 22, "128 random bits"

    before = shop.rows()
    stranger = shop.visitor()
    _, foreign = checkout_form(stranger, plan_slugs(stranger)[0])
    values = {"email": shop.new_email(), "age": "16-or-over"}
    for token in (None, "", "x", dict(foreign.fields)["csrf"]):
        assert visitor.post("/en/checkout", form.filled(csrf=token, **values)).status == 403, token
    assert shop.changes(before) == {}

    assert visitor.post("/en/checkout", form.filled(**values)).status == 303
    assert counts(shop)["visits"] == 0


@pytest.mark.promise("VC-24")
def test_after_a_paid_order_the_cart_is_gone_from_the_browser(shop, open_browser):
    page = open_browser().new_page()
    add(page, plan_slugs(shop.visitor())[1])
    page.goto("/en/cart")
    page.locator("a[href*='/en/checkout']").first.click()
    page.locator("input[name=email]").fill(shop.new_email())
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form:has(input[name=email]) button").click()
    page.wait_for_url(f"{shop.world.url}/stripe/pay/**")
    assert kept(page.context, shop)["cart"], "as long as nothing is paid it stays"
    pay(page, shop.world)
    page.wait_for_url("**/en/orders/**")

    wait_until(lambda: page.evaluate("localStorage.getItem('cart') === null"), describe="the cart was empty")


@pytest.mark.promise("VC-24")
def test_a_cart_whose_time_is_over_is_dropped_by_the_next_page(shop, open_browser):
    context = open_browser()
    page = context.new_page()
    add(page, plan_slugs(shop.visitor())[1])
    page.clock.install()
    page.clock.fast_forward(6 * 86_400_000)
    page.goto("/en/")
    assert page.evaluate("localStorage.getItem('cart')"), "the policy promises seven days"

    page.clock.fast_forward(86_400_000 + 60_000)
    page.goto("/en/privacy")
    wait_until(lambda: page.evaluate("localStorage.getItem('cart') === null"), describe="the cart was empty")
    page.goto("/en/cart")

    page.locator(".cart .empty-state").wait_for()
    assert page.locator("[data-cart-set]").count() == 0


def kept(context, shop):
    """What the shop's pages have put into localStorage."""
    (origin,) = [o for o in context.storage_state()["origins"] if o["origin"] == shop.url]
    return {item["name"]: item["value"] for item in origin["localStorage"]}


@pytest.mark.promise("VC-23")
def test_what_lies_in_local_storage_is_sent_only_where_a_function_needs_it(shop, open_browser):
    context = open_browser("desktop")
    page = context.new_page()
    slugs = plan_slugs(shop.visitor())
    in_cart, elsewhere = slugs[3], slugs[0]
    add(page, in_cart)
    page.evaluate("localStorage.setItem('currency', 'VND'); localStorage.setItem('language', 'en')")
    sent = []
    context.on("request", lambda request: sent.append(request))
    page.goto("/en/contact")
    page.locator("[data-chat] .launcher").click()
    page.locator("[data-chat] input[value=yes]").check()
    page.locator("[data-chat] textarea").fill("Does it work on a boat?")
    page.locator("[data-chat] textarea").press("Enter")
    page.locator("[data-chat] .own", has_text="on a boat").wait_for()
    wait_until(
        lambda: page.evaluate("JSON.parse(localStorage.getItem('chat'))?.pending.length === 0"),
        within=30,
        describe="the message was sent",
    )

    for path in ("/en/", f"/en/plans/{elsewhere}", "/en/privacy", "/en/cookies", "/en/orders", "/en/plans"):
        page.goto(path, wait_until="load")
        page.locator("[data-chat] .launcher").wait_for()
    page.goto("/en/cart", wait_until="load")
    page.locator(f"[data-cart-set='{in_cart}'] [data-more]").click()
    assert page.locator(".quantity-count").inner_text() == "2"
    values = kept(context, shop)
    assert set(values) == {"cart", "chat", "currency", "language"}
    secret = json.loads(values["chat"])["secret"]

    browsing = [(path_of(request, shop), text_of(request)) for request in sent]
    assert len(browsing) > 20
    assert not [path for path, text in browsing if in_cart in text or "VND" in text or values["cart"] in text]
    with_secret = {path for path, text in browsing if secret in text}
    assert with_secret and all(path.startswith("/chat/") for path in with_secret), with_secret

    sent.clear()
    page.locator("a[href*='/en/checkout']").first.click()
    page.wait_for_url("**/en/checkout?**")
    page.locator("[data-chat] .launcher").wait_for()
    checkout = [(path_of(request, shop), text_of(request)) for request in sent]
    assert {path for path, text in checkout if in_cart in text} == {"/en/checkout"}
    assert {path for path, text in checkout if "VND" in text} <= {"/en/checkout"}
    assert all(path.startswith("/chat/") for path, text in checkout if secret in text)


def path_of(request, shop):
    return re.sub(r"\?.*", "", request.url.removeprefix(shop.url))


def text_of(request):
    """Everything a request says, but for the address of the page it comes from."""
    headers = {name: value for name, value in request.all_headers().items() if name != "referer"}
    return json.dumps([request.url, headers, request.post_data], ensure_ascii=False)


@pytest.fixture
def blocking(chromium, tmp_path, shop):
    """A browser whose owner blocks all cookies, as its settings let everybody."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = chromium.browser_type.launch_persistent_context(
        profile.parent,
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--headless=new"],
        base_url=shop.url,
    )
    yield context
    context.close()


@pytest.mark.promise("VC-43")
def test_with_all_cookies_blocked_the_shop_can_be_read_and_says_what_does_not_work(shop, blocking):
    page = blocking.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    slug = plan_slugs(shop.visitor())[0]
    before = counts(shop)

    for path in ("/en/", "/en/plans", f"/en/plans/{slug}", "/en/privacy", "/en/cookies"):
        assert page.goto(path, wait_until="networkidle").status == 200, path
        assert page.locator(".cookie-panel").is_hidden(), "what cannot be remembered is not asked"
    page.goto(f"/en/checkout?plan={slug}")
    note = page.locator("[data-no-cookies]")
    assert note.is_visible() and "checkout" in note.inner_text() and "cart" in note.inner_text()
    page.goto("/vi/cart")
    assert page.locator("[data-no-cookies]").is_visible()
    page.goto("/en/contact")
    page.get_by_role("button", name="Chat with us").click()
    assert "the conversation is gone" in page.locator("[data-unkept]").inner_text()

    assert blocking.cookies() == [] and not errors
    smuggled = page.evaluate(
        """async () => {
          const found = [];
          for (const name of ["localStorage", "sessionStorage"]) {
            try { if (window[name].length) found.push(name); } catch {}
          }
          try { if ((await indexedDB.databases()).length) found.push("indexedDB"); } catch {}
          try { if ((await caches.keys()).length) found.push("caches"); } catch {}
          if (window.name) found.push("window.name");
          return found;
        }"""
    )
    assert smuggled == []
    assert counts(shop) == before
