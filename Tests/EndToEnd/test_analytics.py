"""Visits are counted of those who allow it, about nobody, and of nobody else."""

import ipaddress
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import browser_profiles, launch
from harness import scan
from harness.buying import begin, buy, plan_slugs
from harness.visits import PHONE, allow, choice, cookie, counts, report, rows, views, visit, visit_id, willing
from harness.waiting import wait_until
from test_behind_a_proxy import ProxiedShop


@pytest.fixture(scope="session")
def telephone(chromium):
    """A browser as people have it: the one that tests drive calls itself headless, and programs are not counted."""
    browser = launch(chromium.browser_type, f"--user-agent={PHONE}")
    yield browser
    browser.close()


@pytest.fixture
def browse(telephone, shop):
    yield from browser_profiles(telephone, shop)


@pytest.mark.promise("VC-15", "VC-42")
def test_the_pages_of_a_visitor_who_allows_it_are_counted_without_an_identity(shop, browse):
    context = browse()
    page = context.new_page()
    page.goto("/en/")
    assert not cookie(context), "nothing before the answer"
    allow(page)
    slug = plan_slugs(shop.visitor())[0]
    for count, path in enumerate((f"/en/plans/{slug}", "/en/privacy"), start=2):
        page.goto(path)
        views(shop, cookie(context)["value"], count)

    number = cookie(context)
    seen = views(shop, number["value"], 3)
    assert sorted(view["page"] for view in seen) == ["/", "/plans/:slug", "/privacy"]
    assert all(abs(view["minute"] - time.time() / 60) < 3 for view in seen)
    assert all(set(view) == {"id", "visit_id", "minute", "page"} for view in seen)
    assert set(visit(shop, number["value"])) == {
        *("id", "began_minute", "seconds", "referrer_host", "referrer_path", "country", "region", "screen", "system"),
        "browser",
    }
    assert number["path"] == "/visits" and number["httpOnly"] and number["sameSite"] == "Strict"
    assert not scan.traces([number["value"]], [*shop.files(), shop.log]), "the number itself is written nowhere"


@pytest.mark.promise("VC-15", "VC-42")
def test_staff_pages_and_visitors_who_refuse_add_nothing(shop, browse):
    context = browse()
    page = context.new_page()
    page.goto("/en/")
    before = counts(shop)
    page.locator("[data-may-count=no]").click()
    for path in ("/en/plans", "/en/privacy"):
        page.goto(path)
    assert page.locator(".cookie-panel").is_hidden(), "asked once"
    page.goto("/console/sign-in")
    staff = shop.staff("owner")
    context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in staff.cookies.items()])
    context.add_cookies(
        [{"name": "analytics-choice", "value": willing(shop).cookies["analytics-choice"], "url": shop.url}]
    )
    for path in ("/en/console", "/en/console/orders", "/en/console/statistics"):
        assert page.goto(path).status == 200

    assert cookie(context) is None
    assert counts(shop) == before


@pytest.mark.promise("VC-16")
def test_a_visit_is_as_long_as_its_pages_were_in_sight(shop, browse):
    context = browse()
    context.clock.install()
    page = context.new_page()
    page.goto("/en/")
    allow(page)
    page.clock.run_for(20_000)
    page.goto("/en/plans")
    views(shop, cookie(context)["value"], 2)
    page.clock.run_for(20_000)
    page.goto("about:blank")

    number = cookie(context)["value"]
    views(shop, number, 2)
    assert abs(visit(shop, number, lambda row: row["seconds"] >= 38)["seconds"] - 40) <= 2


@pytest.mark.promise("VC-17")
def test_another_sites_page_that_led_here_is_kept_without_its_query_and_our_own_are_not(shop, browse):
    context = browse()
    page = context.new_page()
    page.goto("/en/", referer="https://travel.example/asia/vietnam?user=minh&q=esim#top")
    allow(page)
    page.locator("footer a[href='/en/contact']").click()
    page.wait_for_url("**/en/contact")

    number = cookie(context)["value"]
    views(shop, number, 2)
    first = visit(shop, number)
    assert (first["referrer_host"], first["referrer_path"]) == ("travel.example", "/asia/vietnam")

    inside = browse()
    page = inside.new_page()
    page.goto("/en/")
    page.goto("/en/plans", referer=f"{shop.url}/en/")
    allow(page)
    assert visit(shop, cookie(inside)["value"])["referrer_host"] is None


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    shop = ProxiedShop(tmp_path_factory.mktemp("counted-behind-a-proxy"))
    yield shop
    shop.close()


@pytest.mark.promise("VC-18")
@pytest.mark.parametrize(
    ("address", "country", "region"),
    [("203.0.113.77", "VN", "Hanoi"), ("2001:db8:77::9", "SG", None), ("100.64.7.7", None, None)],
)
def test_of_an_address_only_country_and_region_are_kept(proxied, address, country, region):
    visitor = willing(proxied)

    assert report(visitor, "/plans", x_forwarded_for=f"10.0.0.1, {address}").status == 204

    written = visit(proxied, visitor.cookies["analytics"])
    assert (written["country"], written["region"]) == (country, region)
    packed = ipaddress.ip_address(address).packed
    stored = [
        value
        for table in ("visits", "page_views", "visit_days")
        for row in rows(proxied, table)
        for value in row.values()
    ]
    assert not [value for value in stored if value in (address, packed, int.from_bytes(packed))]
    assert not scan.traces([address], [*proxied.files(), proxied.log])


@pytest.mark.promise("VC-20")
def test_of_a_device_screen_system_and_browser_are_kept_and_not_the_user_agent(shop, browse):
    context = browse(viewport={"width": 412, "height": 915}, screen={"width": 412, "height": 915})
    page = context.new_page()
    page.goto("/en/")
    allow(page)

    written = visit(shop, cookie(context)["value"])
    assert (written["screen"], written["system"], written["browser"]) == ("412x915", "android", "chrome")
    assert not scan.traces(["Pixel 8", "AppleWebKit"], [*shop.files(), shop.log])


@pytest.mark.promise("VC-20")
def test_of_a_visitor_who_refused_nothing_of_the_device_is_kept(shop, browse):
    before = counts(shop)
    context = browse()
    page = context.new_page()
    page.goto("/en/")
    page.locator("[data-may-count=no]").click()
    page.goto("/en/plans")

    assert counts(shop) == before and choice(context).startswith("no.")


@pytest.mark.promise("VC-30")
def test_staff_read_the_figures_of_what_was_counted_and_a_stranger_gets_401(fresh_shop):
    shop = fresh_shop
    lengths = {"a": 30, "b": 30, "c": 60}
    for name, seconds in lengths.items():
        visitor = willing(shop)
        report(visitor, "/", source="https://search.example/find" if name != "c" else None)
        report(visitor, "/plans/:slug")
        for _ in range(seconds // 30):
            report(visitor, seconds=30)
    laptop = willing(shop)
    report(
        laptop,
        "/",
        screen="1920x1080",
        user_agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
    )
    buy(shop).wait_for_delivery()
    wait_until(lambda: len(rows(shop, "page_views")) == 7, describe="all was written")
    wait_until(lambda: sum(r["seconds"] for r in rows(shop, "visits")) == 120, describe="all was written")

    page = shop.staff("owner").get("/en/console/statistics?days=7")

    assert page.status == 200
    for words in ("Visits 4", "Pages opened 7", "Average visit 30 s", "Half stay at least 30 s", "Paid orders 1"):
        assert words in page.text, words
    assert "A plan 3 42.9 %" in page.text and "Home 4 57.1 %" in page.text
    assert "search.example 2 50 %" in page.text and "came directly 2 50 %" in page.text
    assert "Android 3 75 %" in page.text and "Windows 1 25 %" in page.text
    assert "Chrome 3 75 %" in page.text and "390 × 844 3 75 %" in page.text
    assert "unknown 4 100 %" in page.text, "127.0.0.1 is nowhere"

    file = shop.staff("catalogue-editor").get("/en/console/statistics/figures.csv?days=7")
    assert file.status == 200 and file.headers["content-type"].startswith("text/csv")
    assert ',views,"/plans/:slug",3' in file.body and ',paid-orders,"",1' in file.body

    assert shop.staff("support-agent").get("/en/console/statistics").status == 403
    for path in ("/en/console/statistics", "/en/console/statistics/figures.csv"):
        assert shop.visitor().get(path).status == 401


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_and_question_are_readable_for_everybody(shop, browse, size, language, scheme):
    visitor = willing(shop)
    report(visitor, "/plans/:slug", source="https://search.example/")
    views(shop, visitor.cookies["analytics"], 1)
    context = browse(size=size, language=language, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"/{language}/")
    page.locator(".cookie-panel summary").click()
    readable(page)
    staff = shop.staff("owner", language)
    context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in staff.cookies.items()])
    for days in (7, 365):
        page.goto(f"/{language}/console/statistics?days={days}")
        page.locator("[data-figures=views]").wait_for()
        readable(page)


def readable(page):
    violations = Axe().run(page).response["violations"]
    assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.promise("VC-30")
def test_single_visits_go_at_their_term_and_the_totals_of_their_day_stay(fresh_shop):
    shop = fresh_shop
    visitor = willing(shop)
    report(visitor, "/plans", source="=cmd.example/x")
    report(visitor, "/plans", seconds=12)
    wait_until(lambda: len(rows(shop, "page_views")) == 2, describe="all was written")
    staff = shop.staff("owner")
    shop.advance(80 * 86_400)
    assert wait_until(lambda: rows(shop, "visit_days"), within=20, describe="the day was summed up")
    assert len(rows(shop, "visits")) == 1
    assert "Visits 1" in staff_again(shop).get("/en/console/statistics?days=90").text

    shop.advance(20 * 86_400)
    wait_until(lambda: not rows(shop, "visits"), within=20, describe="the visit went")

    assert not rows(shop, "page_views")
    text = staff_again(shop).get("/en/console/statistics?days=365").text
    assert "Visits 1" in text and "Pages opened 2" in text
    assert staff


def staff_again(shop):
    """A session does not outlive months."""
    return shop.staff("owner")


@pytest.mark.promise("VC-42")
def test_the_number_is_a_visits_and_another_one_the_day_after(fresh_shop):
    shop = fresh_shop
    visitor = willing(shop)
    report(visitor, "/")
    first = visitor.cookies["analytics"]
    report(visitor, "/plans")
    assert visitor.cookies["analytics"] == first

    shop.advance(86_400 + 120)
    report(visitor, "/")

    assert visitor.cookies["analytics"] != first
    views(shop, visitor.cookies["analytics"], 1)
    assert len(rows(shop, "visits")) == 2


@pytest.mark.promise("VC-42")
def test_a_purchase_leaves_nothing_that_ties_it_to_the_visit(shop, browse):
    context = browse()
    page = context.new_page()
    page.goto("/en/")
    allow(page)
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.all_headers().get("cookie", ""))))
    slug = plan_slugs(shop.visitor())[0]
    page.goto(f"/en/checkout?plan={slug}")
    page.locator("input[name=email]").fill(shop.new_email())
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form#checkout button[type=submit]").click()
    page.wait_for_url("**/pay/**")

    number = cookie(context)["value"]
    views(shop, number, 2)
    assert [url for url, cookies in sent if "checkout" in url and "analytics-choice" in cookies], "cookies were seen"
    assert not [url for url, cookies in sent if number in cookies and not url.endswith("/visits")]
    essential = next(c["value"] for c in context.cookies() if c["name"] == "visitor")
    assert not scan.traces([essential, number], shop.files())


# The question


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_no_is_as_easy_as_a_yes_and_the_page_can_be_read_meanwhile(shop, browse, language):
    page = browse(language=language).new_page()
    page.goto(f"/{language}/")

    yes, no = (page.locator(f"[data-may-count={answer}]").bounding_box() for answer in ("yes", "no"))
    assert abs(yes["width"] - no["width"]) < 2 and abs(yes["height"] - no["height"]) < 2
    styles = [
        page.locator(f"[data-may-count={answer}]").evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        for answer in ("yes", "no")
    ]
    assert styles[0] == styles[1]
    panel = page.locator(".cookie-panel").bounding_box()
    assert panel["height"] < 0.45 * page.viewport_size["height"]
    assert page.locator(".cookie-panel input").count() == 0, "nothing is ticked in advance"
    assert page.evaluate("document.activeElement === document.body"), "focus is not taken"
    last = page.locator("footer a").last
    last.scroll_into_view_if_needed()
    last.click(trial=True)


def test_the_pages_are_the_same_bytes_for_everybody(shop):
    asked = shop.visitor().get("/en/plans")
    allowed = willing(shop).get("/en/plans")

    assert asked.body == allowed.body and asked.headers["etag"] == allowed.headers["etag"]
    assert not [h for h in asked.headers.get_list("set-cookie")]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_answer_can_be_changed_without_scripts_and_a_no_takes_the_visit_back(shop, language):
    visitor = shop.visitor(language)
    page = visitor.get(f"/{language}/privacy")
    assert f"/{language}/cookies" in [link for link, _ in page.links]
    page = visitor.get(f"/{language}/cookies")
    assert page.mark("data-visits-standing") == "not-asked"

    def answer(value):
        form = page.form(action="/visits/answer")
        done = visitor.post(form.action, form.filled(answer=value))
        assert done.status == 303 and done.location == f"/{language}/cookies"
        return visitor.get(done.location)

    page = answer("yes")
    assert page.mark("data-visits-standing") == "counted"
    report(visitor, "/plans")
    number = visitor.cookies["analytics"]
    views(shop, number, 1)
    page = answer("no")

    assert page.mark("data-visits-standing") == "refused"
    assert visitor.cookies["analytics"] == ""
    assert not [r for r in rows(shop, "visits") if r["id"] == visit_id(number)]
    report(visitor, "/plans")
    assert visitor.cookies["analytics"] == ""


# Global Privacy Control


@pytest.fixture
def with_signal(browse):
    def open_profile(**options):
        context = browse(extra_http_headers={"Sec-GPC": "1"}, **options)
        context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
        return context

    return open_profile


def test_the_signal_counts_as_a_no_and_the_page_says_so(shop, with_signal):
    before = counts(shop)
    context = with_signal()
    page = context.new_page()
    page.goto("/en/")
    page.locator("[data-privacy-signal]").wait_for()
    assert page.locator(".cookie-panel").is_hidden()
    page.goto("/en/cookies")

    assert page.locator("[data-visits-standing]").get_attribute("data-visits-standing") == "refused-by-signal"
    assert cookie(context) is None and choice(context) is None
    assert counts(shop) == before


def test_a_yes_in_spite_of_the_signal_holds_and_one_from_before_does_not(shop, with_signal):
    context = with_signal()
    page = context.new_page()
    earlier = willing(shop).cookies["analytics-choice"]
    context.add_cookies([{"name": "analytics-choice", "value": earlier, "url": shop.url}])
    before = counts(shop)
    page.goto("/en/")
    assert report(willing(shop), "/", sec_gpc="1").status == 204
    assert counts(shop) == before

    page.goto("/en/cookies")
    page.locator("button[name=answer][value=yes]").click()
    page.wait_for_url("**/en/cookies")
    wait_until(lambda: cookie(context), describe="the visit is counted")
    assert choice(context).startswith("despite.")


def test_programs_can_read_that_the_signal_is_honoured(shop):
    answer = shop.visitor().get("/.well-known/gpc.json")

    assert answer.status == 200 and answer.headers["content-type"] == "application/json"
    assert '"gpc":true' in answer.body and '"lastUpdate":"2026-03' in answer.body


# What is forged


def test_only_our_own_pages_report_and_only_about_pages_there_are(shop):
    before = counts(shop)
    order = begin(shop).link
    visitor = willing(shop)
    assert report(visitor, "/", origin="https://evil.example").status == 403
    assert report(visitor, "/", origin="", sec_fetch_site="cross-site").status == 403
    for page in (order, order.removeprefix("/en"), "/nowhere", "/console/orders", "//", "x" * 300):
        assert report(visitor, page).status == 400, page
    for seconds in (-1, "x", "", "1e3"):
        assert report(visitor, "/", seconds=seconds).status == 400, seconds
    assert visitor.post("/visits", {"page": "/", "seconds": "0", "more": "x" * 3000}, user_agent=PHONE).status == 413
    assert visitor.send("POST", "/visits", b"{}", {"content-type": "application/json"}).status == 415
    assert visitor.get("/visits").status == 405
    for program in ("", "curl/8.5", "Mozilla/5.0 (compatible; Googlebot/2.1)", "HeadlessChrome/126"):
        assert report(visitor, "/", user_agent=program).status == 204

    assert counts(shop) == before


def test_a_visit_is_never_longer_than_time_has_passed(shop):
    visitor = willing(shop)
    report(visitor, "/")
    for _ in range(20):
        report(visitor, seconds=9_999)

    assert visit(shop, visitor.cookies["analytics"], lambda row: row["seconds"] > 0)["seconds"] <= 120


def test_an_address_that_reports_without_end_is_told_to_wait(fresh_shop):
    visitor = willing(fresh_shop)

    answers = [report(visitor, "/").status for _ in range(140)]

    assert answers[:100] == [204] * 100 and answers[-1] == 429
