"""The first page of the console, and one customer found by an order or by the exact address."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import begin, buy, buy_and_receive
from harness.waiting import wait_until


def figures(page):
    """{"today": 2, …} as the page says them."""
    return {name: int(count) for name, count in (mark.split(":") for mark in page.marked("data-sold"))}


def test_the_morning_tells_what_was_sold_when_and_what_nobody_paid(fresh_shop):
    shop = fresh_shop
    owner = shop.staff("owner")
    assert figures(owner.get("/console")) == {"today": 0, "yesterday": 0, "week": 0}

    buy_and_receive(shop)
    buy_and_receive(shop)
    begin(shop)
    today = owner.get("/console")
    assert figures(today) == {"today": 2, "yesterday": 0, "week": 0}

    shop.advance(86_400)
    owner = shop.staff("owner")
    assert figures(owner.get("/console")) == {"today": 0, "yesterday": 2, "week": 2}
    shop.advance(2 * 86_400)
    owner = shop.staff("owner")
    page = owner.get("/console")
    assert figures(page) == {"today": 0, "yesterday": 0, "week": 2}
    assert "67 %" in page.text or "100 %" in page.text


def test_what_is_stuck_stands_first_with_its_next_step(fresh_shop):
    shop = fresh_shop
    owner = shop.staff("owner")
    assert "Nothing is stuck" in owner.get("/console").text

    with shop.world.trouble("esim-access", outOfStock="*"):
        purchase = buy(shop)
        shop.advance_until(lambda: purchase.state == "needs-attention", step=600)

    page = owner.get("/console")
    assert page.mark("data-stuck") == "1"
    assert page.mark("data-attention") == "not-delivered"
    assert any("/console/orders/" in link for link, _ in page.links)
    assert "out of stock" in page.text


def test_a_partner_that_does_not_answer_is_seen_in_the_morning(fresh_shop):
    shop = fresh_shop
    owner = shop.staff("owner")
    purchase = buy_and_receive(shop)
    assert {mark.split(":")[1] for mark in owner.get("/console").marked("data-partner")} == {"0"}

    with shop.world.trouble("mail", mailMode="greylist"):
        form = purchase.order_page().form(action="/mails")
        purchase.visitor.post(form.action, form.filled(kind="confirmation"))
        page = wait_until(
            lambda: next((p for p in [owner.get("/console")] if "mail:0" not in p.marked("data-partner")), None)
        )

    assert [m for m in page.marked("data-partner") if m.startswith("mail:") and m != "mail:0"]


def test_a_catalogue_editor_reads_no_figures(shop, editor):
    buy_and_receive(shop)
    page = editor.get("/console")

    assert page.status == 200 and not page.marked("data-sold")


# One customer


def find(staff, address, purpose="support"):
    form = staff.get("/console/customers").form(having=("email", "purpose"))
    return staff.post(form.action, form.filled(email=address, purpose=purpose))


@pytest.mark.promise("VC-48")
def test_an_agent_finds_a_customer_by_the_exact_address_and_leaves_an_entry(shop, staff):
    first = buy_and_receive(shop)
    second = buy_and_receive(shop, email=first.email)

    page = find(staff, first.email.upper())

    assert page.status == 200 and page.mark("data-customer") == "2"
    for purchase in (first, second):
        assert purchase.number in page.text
    assert first.email in page.text
    assert "eSIM Access" in page.text, "what was given to whom stands in the timeline"
    assert page.marked("data-access"), "and who looked"
    assert first.email not in staff.get("/console/orders").text, "masked again on the next page"


def test_a_part_of_an_address_finds_nobody_and_is_written_down(shop, staff):
    purchase = buy_and_receive(shop)

    page = find(staff, "x" + purchase.email)
    assert page.status == 200 and purchase.number not in page.text
    assert "Nobody bought with this address" in page.text


def test_from_an_order_to_everything_of_its_buyer(shop, staff):
    first = buy_and_receive(shop)
    second = buy_and_receive(shop, email=first.email)
    page = staff.order_of(second)
    form = page.form(action="/openings")

    opened = staff.post(form.action.replace("/openings", "/customer"), form.filled(purpose="support"))

    assert opened.status == 200 and opened.mark("data-customer") == "2" and first.number in opened.text


def test_a_request_about_data_stands_in_the_customers_timeline(shop, staff):
    purchase = buy_and_receive(shop)
    form = purchase.visitor.get("/en/my-data").form(having=("email",))
    purchase.visitor.post(form.action, form.filled(email=purchase.email))
    mail = wait_until(lambda: [m for m in shop.world.emails(purchase.email) if "/my-data/" in m.text])[0]
    purchase.visitor.get(mail.link("/my-data/"))

    page = find(staff, purchase.email)

    assert "Asked about their data" in page.text and "Address proven" in page.text


@pytest.mark.promise("VC-48")
def test_a_catalogue_editor_finds_no_customers(editor):
    assert editor.get("/console/customers").status == 403


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size, language", [("phone", "vi"), ("desktop", "en")])
def test_the_first_page_and_a_customer_have_no_accessibility_violation_and_fit(
    shop, open_browser, size, language, scheme
):
    purchase = buy_and_receive(shop)
    owner = shop.staff("owner", language)
    context = open_browser(size, language, color_scheme=scheme, reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in owner.cookies.items()])
    page = context.new_page()

    for path in ("", "/orders", "/customers", None):
        if path is None:
            page.locator("input[name=email]").fill(purchase.email)
            page.locator("input[value=support]").check()
            page.locator("form[novalidate] button").click()
            page.locator("[data-customer]").wait_for()
        else:
            page.goto(f"/{language}/console{path}")
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{overflow} px stick out to the right on {path}"
