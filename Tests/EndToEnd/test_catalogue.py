"""The catalogue: found by every name, shown to search engines, kept by those whose work it is."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from harness.buying import begin, buy, checkout_form, plan_slugs
from harness.program import ROOT
from harness.waiting import wait_until

PLAN = "japan-5gb-30d"


@pytest.mark.parametrize(
    ("typed", "place"),
    [("nhat ban", "japan"), ("Nhật Bản", "japan"), ("Japan", "japan"), ("jp", "japan"), ("tay ban nha", "europe")],
)
def test_a_destination_is_found_with_and_without_accents_in_both_languages_and_by_its_code(visitor, typed, place):
    answer = visitor.get(f"/vi/plans?q={typed.replace(' ', '+')}")

    assert answer.status == 200
    assert f"/vi/destinations/{place}" in [link for link, _ in answer.links]


def test_a_country_inside_a_regional_plan_leads_to_that_plan_and_says_so(visitor):
    answer = visitor.get("/en/plans?q=Spain")

    assert "Works in Spain too" in answer.text


def test_destinations_stand_by_region_without_scripts(visitor):
    page = visitor.get("/en/destinations")

    places = {link for link, _ in page.links if re.search(r"/en/destinations/[a-z-]+$", link)}
    assert len(places) >= 18
    for word in ("Asia", "Europe", "Several countries on one eSIM"):
        assert word in page.text


@pytest.mark.parametrize(
    ("model", "answer"),
    [
        ("iPhone 13", "Takes eSIMs"),
        ("iphone13promax", "Takes eSIMs"),
        ("Galaxy S10", "Takes none"),
        ("Pixel 3", "Some do"),
        ("Nokia 3310", "We do not know"),
        ("<script>", "We do not know"),
    ],
)
def test_whether_a_phone_takes_esims_is_answered_by_model_and_honestly_where_it_is_not_known(visitor, model, answer):
    page = visitor.get("/en/phones?model=" + model.replace(" ", "+").replace("<", "%3C").replace(">", "%3E"))

    assert page.status == 200
    assert answer in page.text
    assert "*#06#" in page.text


# What machines read


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_plans_page_tells_search_engines_what_it_sells_for_how_much_and_where_it_is_in_the_other_language(
    shop, visitor, language
):
    body = visitor.get(f"/{language}/plans/{PLAN}").body

    things = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)]
    product = next(thing for thing in things if thing["@type"] == "Product")
    assert {(offer["price"], offer["priceCurrency"]) for offer in product["offers"]} == {
        ("279000", "VND"),
        ("10.90", "USD"),
    }
    assert f'<link rel="canonical" href="{shop.url}/{language}/plans/{PLAN}">' in body
    for other in ("en", "vi"):
        assert f'hreflang="{other}" href="{shop.url}/{other}/plans/{PLAN}"' in body
    for name in ("og:title", "og:description", "og:image", "og:url"):
        assert f'property="{name}"' in body


def test_the_sitemap_lists_every_plan_in_both_languages_and_robots_names_it(shop, visitor):
    sitemap, robots = visitor.get("/sitemap.xml"), visitor.get("/robots.txt")

    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap.body)
    for slug in plan_slugs(visitor):
        for language in ("en", "vi"):
            assert f"{shop.url}/{language}/plans/{slug}" in addresses
    assert f"Sitemap: {shop.url}/sitemap.xml" in robots.body
    assert "Disallow: /en/checkout" in robots.body
    assert "console" not in robots.body
    assert visitor.get("/card.png").headers["content-type"] == "image/png"


def test_structured_data_lives_with_the_strict_content_policy(open_browser):
    page = open_browser("desktop").new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    page.goto(f"/en/plans/{PLAN}")

    assert page.locator('script[type="application/ld+json"]').count() >= 1
    assert complaints == []


# What a browser adds


@pytest.mark.promise("VC-21")
def test_money_and_language_are_kept_in_the_browser_and_told_to_nobody(shop, open_browser):
    context = open_browser("desktop").new_page().context
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/en/plans/{PLAN}")
    price = page.locator(".buy-price .price")
    assert "US$10.90" in price.inner_text()

    page.locator("header [data-set-currency=VND]").click()
    assert "279,000" in price.inner_text()
    page.reload()
    assert "279,000" in price.inner_text(), "kept after a reload"
    page.locator("header [data-set-language=vi]").click()
    page.wait_for_url("**/vi/**")
    page.goto("/")
    page.wait_for_url("**/vi")
    assert page.evaluate("[localStorage.currency, localStorage.language]") == ["VND", "vi"]
    assert not any("currency=" in address for address in asked), "the choice stays in the browser"

    page.evaluate("localStorage.clear()")
    page.goto(f"/en/plans/{PLAN}")
    assert "US$10.90" in price.inner_text(), "back to the beginning"


def test_places_are_offered_while_one_types_and_nothing_typed_is_sent(open_browser):
    page, asked = open_browser("desktop").new_page(), []
    page.goto("/vi/")
    page.on("request", lambda request: asked.append(request.url))
    field = page.locator("input[name=q]").first

    field.click()
    field.press_sequentially("nhat b")
    offers = page.locator("[role=option]")
    offers.first.wait_for()
    assert offers.first.inner_text() == "Nhật Bản"
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/vi/destinations/japan")
    assert not any("nhat" in address for address in asked)


# Those who keep it

ROUTES = ["/console/catalogue", f"/console/catalogue/{PLAN}", "/console/catalogue/rules", "/console/coupons"]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("catalogue-editor", 200), ("support-agent", 403)])
def test_prices_are_the_work_of_owner_and_editor_and_of_nobody_else(shop, path, role, status):
    assert shop.staff(role).get(path).status == status
    assert shop.visitor().get(path).status == 401


def test_a_support_agent_cannot_change_a_price_even_with_a_right_form(shop, editor, staff):
    action, fields = price_form(editor, vnd="1000000", usd="99.90")
    own = staff.get("/console").form(action="/session/end")
    fields = [(name, value) for name, value in fields if name != "csrf"]
    answer = staff.post(action, fields + [(n, v) for n, v in own.fields if n == "csrf"])

    assert answer.status == 403


def price_form(person, slug=PLAN, **prices):
    form = person.get(f"/console/catalogue/{slug}").form(action=f"/{slug}/price", having=("vnd", "usd"))
    return form.action, form.filled(**prices)


def test_a_new_price_is_in_the_shop_at_once_and_orders_placed_keep_theirs(shop, editor):
    slug = "thailand-3gb-15d"
    before = begin(shop, slug=slug, language="vi")
    assert before.answer.status == 303
    visitor = shop.visitor("vi")
    assert "199.000" in visitor.get(f"/vi/plans/{slug}").text

    answer = editor.post(*price_form(editor, slug, vnd="209000", usd="8.50"))

    assert answer.status == 303
    assert "209.000" in visitor.get(f"/vi/plans/{slug}").text
    assert before.order_page().mark("data-total") == "199.000 ₫"
    history = editor.get(f"/console/catalogue/{slug}").text
    assert "New price" in history and "you" in history


def test_of_two_editors_the_second_sees_what_the_first_did_and_loses_nothing_typed(shop, editor):
    owner, slug = shop.staff("owner"), "thailand-5gb-30d"
    action, fields = price_form(editor, slug, vnd="275000", usd="10.50")
    owners = price_form(owner, slug, vnd="289000", usd="11.50")
    assert owner.post(*owners).status == 303

    answer = editor.post(action, fields)

    assert answer.status == 409
    assert "Somebody else changed this plan" in answer.text
    assert 'value="275000"' in answer.body
    again = answer.form(action=f"/{slug}/price", having=("vnd",))
    assert editor.post(action, again.filled()).status == 303
    assert "₫275,000" in shop.visitor().get(f"/en/plans/{slug}").text


def test_a_preview_shows_the_real_page_at_prices_nobody_can_buy_at(shop, editor):
    slug = "thailand-10gb-30d"
    _, fields = price_form(editor, slug, vnd="333000", usd="12.30")
    answer = editor.post(f"/console/catalogue/{slug}/preview", fields)

    assert answer.status == 303
    page = shop.visitor().get(answer.location)
    assert "US$12.30" in page.text and "preview" in page.text
    assert not page.links_to("/checkout")
    assert "US$12.30" not in shop.visitor().get(f"/en/plans/{slug}").text


def posted(person, page, **fields):
    form = person.get(page).form(having=tuple(fields))
    return person.post(form.action, form.filled(**fields))


def test_what_an_editor_adds_is_previewed_published_and_sold_and_has_a_second_supplier(shop, editor, staff):
    additions, destinations = "/console/catalogue/additions", "/console/catalogue/destinations"
    assert staff.get(additions).status == staff.get(destinations).status == 403
    place = {"name-vi": "Đảo Thử", "name-en": "Test Island", "slug": "test-island", "region": "asia", "countries": "IS"}
    for wrong in ({"countries": "Iceland"}, {"slug": "Test Island"}, {"slug": "japan"}, {"name-en": ""}):
        assert posted(editor, destinations, **place | wrong).status == 422, wrong
    assert posted(editor, destinations, **place).status == 303

    known = yaml.safe_load((ROOT / "Businesses/vietnam-connect/catalogue.yaml").read_text())
    package = next(p for d in known["destinations"] for p in d["plans"] if p["slug"] == PLAN)["supplier"]
    plan = {
        **{"destination": "test-island", "slug": "test-island-7gb-12d", "data": "7 GB", "days": "12"},
        **{"vnd": "299000", "usd": "11.90", "supplier": "esim-access", "code": package["code"], "cost": "3.45"},
    }
    wrongs = ({"slug": PLAN}, {"data": "much"}, {"days": "0"}, {"supplier": "nobody"}, {"cost": "900.00"}, {"usd": "x"})
    for wrong in wrongs:
        assert posted(editor, additions, **plan | wrong).status == 422, wrong
    assert posted(editor, additions, **plan).status == 303
    slug = plan["slug"]
    assert shop.visitor().get(f"/en/plans/{slug}").status != 200, "nobody sees it yet"

    _, fields = price_form(editor, slug)
    preview = editor.post(f"/console/catalogue/{slug}/preview", fields)
    assert "US$11.90" in shop.visitor().get(preview.location).text
    second = {"supplier": "airalo", "code": "moshi-moshi-7days-1gb", "cost": "4.00"}
    page = f"/console/catalogue/{slug}"
    assert posted(editor, page, **second | {"supplier": "esim-access"}).status == 422
    assert posted(editor, page, **second | {"cost": "99.00"}).status == 422
    assert posted(editor, page, **second).status == 303
    assert "moshi-moshi-7days-1gb" in editor.get(page).text
    form = editor.get(page).form(action="/publication")
    assert editor.post(form.action, form.filled()).status == 303

    assert "Test Island" in shop.visitor().get(f"/en/plans/{slug}").text
    assert "Đảo Thử" in shop.visitor("vi").get("/vi/destinations/test-island").text
    assert buy(shop, slug=slug).wait_for_delivery()


def test_a_plan_taken_off_is_gone_at_once_and_its_page_names_the_others(shop, editor):
    slug = "singapore-3gb-15d"
    form = editor.get(f"/console/catalogue/{slug}").form(action="/withdrawal")
    assert editor.post(form.action, form.filled()).status == 303

    answer = shop.visitor().get(f"/en/plans/{slug}")
    assert answer.status == 410
    assert any("/en/plans/singapore-" in link for link, _ in answer.links)
    assert shop.visitor().get("/en/plans/never-was").status == 404

    form = editor.get(f"/console/catalogue/{slug}").form(action="/publication")
    assert editor.post(form.action, form.filled()).status == 303
    assert shop.visitor().get(f"/en/plans/{slug}").status == 200


def test_a_planned_price_begins_at_its_hour_on_the_page_and_at_the_checkout(fresh_shop):
    shop = fresh_shop
    editor, visitor, slug = shop.staff("catalogue-editor"), shop.visitor(), "taiwan-5gb-30d"
    page = editor.get(f"/console/catalogue/{slug}")
    form = page.form(action="/planned-prices", having=("day",))
    day = (datetime.fromtimestamp(int(shop.now()) / 1000, UTC) + timedelta(days=30)).strftime("%Y-%m-%d")
    answer = editor.post(form.action, form.filled(day=day, time="23:00", vnd="305000", usd="11.90"))
    assert answer.status == 303, answer.text[:300]
    old = visitor.get(f"/en/plans/{slug}").text
    assert "US$11.90" not in old
    shown, held = checkout_form(visitor, slug)

    shop.advance(60 * 86_400)

    assert "US$11.90" in visitor.get(f"/en/plans/{slug}").text
    answer = visitor.post("/en/checkout", held.filled(email=shop.new_email(), age="16-or-over"))
    assert answer.status == 422 and "US$11.90" in answer.text, (
        "the old total is never charged, the new one is shown first"
    )


# The supplier


def test_a_jump_of_the_suppliers_price_takes_the_plan_off_until_somebody_decides(fresh_shop):
    shop = fresh_shop
    owner, slug = shop.staff("owner"), "japan-20gb-30d"
    shop.world.set("esim-access", newPrices="JP2030=290000")

    form = owner.get("/console/catalogue").form(action="/readings")
    assert owner.post(form.action, form.filled()).status == 303
    wait_until(lambda: shop.visitor().get(f"/en/plans/{slug}").status == 410, describe="the plan left the shop")
    page = owner.get(f"/console/catalogue/{slug}")
    assert "the plan is off sale" in page.text
    take = next(form for form in page.forms if form.action.endswith("/price"))  # the proposal stands first

    assert owner.post(take.action, take.filled()).status == 303
    assert shop.visitor().get(f"/en/plans/{slug}").status == 200


def test_a_package_that_disappears_and_returns_takes_its_plan_along(fresh_shop):
    shop = fresh_shop
    owner, slug = shop.staff("owner"), "japan-20gb-30d"

    def read_prices():
        form = owner.get("/console/catalogue").form(action="/readings")
        assert owner.post(form.action, form.filled()).status == 303

    shop.world.set("esim-access", discontinued="JP2030")
    read_prices()
    wait_until(lambda: shop.visitor().get(f"/en/plans/{slug}").status == 410, describe="the plan left the shop")

    shop.world.set("esim-access", discontinued="")
    read_prices()
    wait_until(lambda: shop.visitor().get(f"/en/plans/{slug}").status == 200, describe="the plan came back")


# Coupons


def make_coupon(person, code, **values):
    form = person.get("/console/coupons").form(action="/coupons", having=("code",))
    answer = person.post(form.action, form.filled(code=code, **values))
    assert answer.status == 303, answer.text[:600]


def checkout_with(visitor, code, slug=PLAN, language="en"):
    page = visitor.get(f"/{language}/checkout?plan={slug}&quantity=1&coupon={code}")
    assert page.status == 200
    return page


def test_a_coupon_is_shown_in_the_total_charged_by_the_gateway_and_stands_on_the_order(shop, editor):
    make_coupon(editor, "SUMMER27", percent="10")
    visitor, email = shop.visitor(), shop.new_email()
    page = checkout_with(visitor, "summer-27")
    assert "US$1.09 off" in page.text and "US$9.81" in page.text

    form = page.form(having=("email", "policy", "csrf"))
    answer = visitor.post("/en/checkout", form.filled(email=email, age="16-or-over"))

    assert answer.status == 303
    session = shop.world.session(answer.location.rpartition("/")[2])
    assert session["amount_total"] == 981
    link = re.search(r"/en/orders/[^/?]+", session["success_url"]).group(0)
    order = visitor.get(link)
    assert "SUMMER27" in order.text and order.mark("data-total") == "US$9.81"


def test_a_total_somebody_made_up_is_not_charged(shop, editor):
    visitor = shop.visitor()
    _, form = checkout_form(visitor, PLAN)

    answer = visitor.post("/en/checkout", form.filled(email=shop.new_email(), age="16-or-over", shown="1", price="1"))

    assert answer.status == 422
    honest = begin(shop, slug=PLAN, price="1", amount="1", total="1")
    assert shop.world.session(honest.session)["amount_total"] == 1090


def test_dead_codes_and_codes_that_never_were_are_told_the_same(shop, editor):
    make_coupon(editor, "GONE2027", percent="10")
    form = next(f for f in editor.get("/console/coupons").forms if "/coupons/" in f.action)
    assert editor.post(form.action, form.filled()).status == 303

    dead, never = (checkout_with(shop.visitor(), code).text.replace(code, "") for code in ("GONE2027", "NEVER027"))

    assert "takes nothing off" in dead
    assert dead == never


def test_the_last_use_of_a_coupon_goes_to_one_of_two_buyers(shop, editor):
    make_coupon(editor, "LASTONE", percent="20", limit="1")
    visitors = [shop.visitor() for _ in range(2)]
    forms = [checkout_with(v, "LASTONE").form(having=("email", "policy", "csrf")) for v in visitors]
    fields = [form.filled(email=shop.new_email(), age="16-or-over") for form in forms]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda pair: pair[0].post("/en/checkout", pair[1]), zip(visitors, fields, strict=True)))

    assert sorted(answer.status for answer in answers) == [303, 422]
    loser = next(answer for answer in answers if answer.status == 422)
    assert "takes nothing off" in loser.text and "US$10.90" in loser.text
    assert "1 / 1" in editor.get("/console/coupons").text


def test_an_order_nobody_paid_gives_its_use_back(fresh_shop):
    shop = fresh_shop
    editor, visitor = shop.staff("catalogue-editor"), shop.visitor()
    make_coupon(editor, "COMEBACK", percent="20", limit="1")
    form = checkout_with(visitor, "COMEBACK").form(having=("email", "policy", "csrf"))
    assert visitor.post("/en/checkout", form.filled(email=shop.new_email(), age="16-or-over")).status == 303
    assert "takes nothing off" in checkout_with(shop.visitor(), "COMEBACK").text

    shop.advance_until(lambda: "0 / 1" in shop.staff("catalogue-editor").get("/console/coupons").text, 3_600)

    assert "off. The total" in checkout_with(shop.visitor(), "COMEBACK").text


def test_whoever_tries_many_codes_is_asked_to_wait(fresh_shop):
    visitor = fresh_shop.visitor()

    answers = [checkout_with(visitor, f"GUESS{number:03}").text for number in range(40)]

    assert "takes nothing off" in answers[0]
    assert "Please wait" in answers[-1]


def test_a_paid_order_with_a_coupon_is_delivered(shop, editor):
    make_coupon(editor, "DELIVER1", percent="15")
    visitor, email = shop.visitor(), shop.new_email()
    form = checkout_with(visitor, "DELIVER1").form(having=("email", "policy", "csrf"))
    answer = visitor.post("/en/checkout", form.filled(email=email, age="16-or-over"))

    shop.world.pay(answer.location)

    mails = wait_until(lambda: [m for m in shop.world.emails(email) if "LPA:1$" in m.text], 20, "the eSIM came by mail")
    assert mails
    assert buy(shop).answer.status == 303
