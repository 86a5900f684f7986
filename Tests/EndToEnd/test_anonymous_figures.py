"""What is counted of visits cannot be put together with an order or a chat of the same browser."""

import re
import sqlite3

import pytest

from conftest import browser_profiles, launch
from harness.buying import plan_slugs
from harness.visits import PHONE, allow, cookie, data_file, rows, views, visit_id
from harness.waiting import wait_until


@pytest.fixture
def browse(chromium, shop):
    """As people have it: a browser that calls itself headless is not counted."""
    browser = launch(chromium.browser_type, f"--user-agent={PHONE}")
    yield from browser_profiles(browser, shop)
    browser.close()


@pytest.mark.promise("VC-19")
def test_no_value_of_a_visit_stands_on_an_order_or_a_chat_of_the_same_browser(shop, browse):
    page, email = browse().new_page(), shop.new_email()
    page.goto("/en/plans")
    allow(page)
    page.locator("[data-chat] .launcher").click()
    page.locator("[data-chat] input[value=yes]").check()
    page.locator("[data-chat] textarea").fill("does it work in Japan?")
    page.locator("[data-chat] textarea").press("Enter")
    wait_until(lambda: '"pending":[]' in page.evaluate("localStorage.getItem('chat') ?? ''"), describe="it was sent")
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")
    page.goto(f"/en/checkout?plan={plan_slugs(shop.visitor())[0]}")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form#checkout button[type=submit]").click()
    page.wait_for_url("**/pay/**")
    number = cookie(page.context)["value"]
    views(shop, number, 2)

    tables = {name: rows(shop, name) for name in table_names(shop)}
    analytics = {name: tables.pop(name) for name in ("visits", "page_views", "visit_days")}
    assert analytics["visits"] and tables["conversations"] and tables["messages"] and tables["orders"]
    columns = {column for found in analytics.values() for row in found for column in row}
    assert not [c for c in columns if re.search(r"mail|address|(^|_)ip($|_)|order|chat|conversation|person", c)], (
        columns
    )
    seen, elsewhere = telling(analytics), telling(tables)
    assert visit_id(number) in seen and len(elsewhere) > 50
    assert not seen & elsewhere
    written = repr(analytics).encode() + b"".join(value for value in seen if isinstance(value, bytes))
    chat, order = tables["conversations"][-1], tables["orders"][-1]
    for value in (email, "127.0.0.1", secret, chat["number"], order["number"], chat["id"], order["id"]):
        assert (value if isinstance(value, bytes) else value.encode()) not in written


def table_names(shop):
    with sqlite3.connect(f"file:{data_file(shop)}?mode=ro", uri=True, timeout=10) as database:
        return [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def telling(tables):
    """Every value that could tell one row of the tables from others: no yes or no, no count, and no word of ours."""
    words = {"esim", "plan", "plans", "checkout", "unknown", "other"}
    values = {value for found in tables.values() for row in found for value in row.values()}
    return {
        value
        for value in values
        if (isinstance(value, int) and abs(value) > 100_000)
        or (isinstance(value, bytes) and len(value) > 3)
        or (isinstance(value, str) and len(value) > 3 and value not in words)
    }
