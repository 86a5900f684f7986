"""A visitor whose visits may be counted, in a browser and without one, and what is written of them."""

import base64
import hashlib
import re
import sqlite3

from .waiting import wait_until

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
TABLES = ("visits", "page_views", "visit_days")


def data_file(shop):
    (file,) = [f for f in shop.files(shop.data) if f.parent.parent.name == "organisations" and f.name == "data.sqlite"]
    return file


def rows(shop, table):
    """Every row of a table as a dictionary."""
    with sqlite3.connect(f"file:{data_file(shop)}?mode=ro", uri=True, timeout=10) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(f"SELECT * FROM {table}")]
    database.close()
    return found


def counts(shop):
    """How many rows analytics has, once what was under way is written: a visit of our own, left out, is written after it."""
    last = willing(shop)
    assert report(last, "/contact").status == 204
    views(shop, last.cookies["analytics"], 1)
    shop.visits_of_ours = getattr(shop, "visits_of_ours", 0) + 1
    found = shop.rows()
    sums = {table: sum(n for (_, name), n in found.items() if name == table) for table in TABLES}
    return {table: n - (shop.visits_of_ours if table != "visit_days" else 0) for table, n in sums.items()}


def cookie(context):
    """The analytics cookie of a browser, if it has one."""
    return next((c for c in context.cookies() if c["name"] == "analytics"), None)


def choice(context):
    return next((c["value"] for c in context.cookies() if c["name"] == "analytics-choice"), None)


def visit_id(value):
    return hashlib.sha256(base64.urlsafe_b64decode(value + "==")).digest()[:16]


def visit(shop, value, when=lambda row: True):
    """What is written of the visit of this cookie, once it is and fits."""

    def look():
        return next((r for r in rows(shop, "visits") if r["id"] == visit_id(value) and when(r)), None)

    return wait_until(look, describe="the visit was written")


def views(shop, value, count):
    """The page views of the visit of this cookie, once there are so many."""

    def look():
        found = [r for r in rows(shop, "page_views") if r["visit_id"] == visit_id(value)]
        return found if len(found) >= count else None

    return wait_until(look, describe=f"{count} page views were written")


def allow(page):
    """Answers the question with a yes and waits until the browser has its number."""
    page.locator("[data-may-count=yes]").click()
    wait_until(lambda: cookie(page.context), describe="the analytics cookie came")


def revision(shop):
    """What the question asked at present is called."""
    page = shop.visitor().get("/en/")
    return re.search(r'data-revision="([0-9a-f]+)"', page.body).group(1)


def willing(shop, language="en"):
    """A visitor without a browser who answered yes."""
    visitor = shop.visitor(language)
    visitor.cookies["analytics-choice"] = f"yes.{revision(shop)}"
    return visitor


def report(visitor, page=None, seconds=0, screen="390x844", user_agent=PHONE, source=None, **headers):
    """Sends what the script of a page would."""
    fields = {"seconds": str(seconds), "screen": screen}
    fields |= {"page": page} if page else {}
    fields |= {"from": source} if source else {}
    return visitor.post("/visits", fields, user_agent=user_agent, **headers)
