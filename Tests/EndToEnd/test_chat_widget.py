"""The chat on the shop's pages: what it stores, what it says, and what it does on a bad connection."""

import re
import sqlite3
import uuid
from contextlib import closing

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from harness import scan
from harness.chat import Chat
from harness.erasing import erase, finished
from harness.waiting import wait_until


@pytest.fixture
def chat(shop):
    chats = []

    def begin(**options):
        chats.append(Chat(shop, **options))
        return chats[-1]

    yield begin
    for one in chats:
        one.close()


def stored(shop, before):
    """What was written since, but for what others wrote before and is still on its way to the group."""
    changes = shop.changes(before)
    return {key: number for key, number in changes.items() if key[1] not in ("bridge_topics", "disclosures")}


# The widget in a browser


def open_chat(page, address="/en/plans"):
    page.goto(address)
    page.locator("[data-chat] .launcher").click()
    page.locator("[data-chat] .panel").wait_for()


def say(page, text, first=True):
    if first:
        page.locator("[data-chat] input[value=yes]").check()
    page.locator("[data-chat] textarea").fill(text)
    page.locator("[data-chat] textarea").press("Enter")


def own(page, text):
    return page.locator("[data-chat] .own", has_text=text)


@pytest.mark.promise("VC-09")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_line_written_on_a_shop_page_stands_in_the_conversation_and_in_the_inbox_within_five_seconds(
    shop, staff, open_browser, language
):
    line = shop.plant(f"Will it work in Japan? {uuid.uuid4().hex[:8]}")
    page = open_browser("phone", language).new_page()

    open_chat(page, f"/{language}/plans")
    say(page, line)

    own(page, line).wait_for(timeout=5000)
    wait_until(lambda: line in staff.get("/console/inbox").body, within=5, describe="it stood in the inbox")


@pytest.mark.promise("VC-09")
def test_a_message_too_large_or_without_a_session_is_refused_and_nothing_is_stored(shop, chat):
    visitor = chat()
    before = shop.rows()

    assert visitor.say("x" * 4001).status_code == 413
    assert visitor.say("x" * 40_000).status_code == 413
    assert visitor.say("   ").status_code == 422
    secret, visitor.secret = visitor.secret, None
    assert visitor.say("hello").status_code == 401
    for forged in ("AAAA", "A" * 43, secret + "="):
        visitor.secret = forged
        assert visitor.say("hello").status_code == 401
    assert stored(shop, before) == {}


@pytest.mark.promise("VC-10")
def test_three_messages_are_three_rows_and_another_session_cannot_read_them(shop, chat):
    visitor, stranger = chat(), chat()
    lines = [shop.plant(f"line {n} {uuid.uuid4().hex[:8]}") for n in range(3)]
    before = shop.rows()

    for line in lines:
        assert visitor.say(line).status_code == 200

    found = visitor.transcript()["messages"]
    assert [m["text"] for m in found] == lines
    assert all(m["at"] > 1_700_000_000_000 for m in found)
    stored = {table: count for (_, table), count in shop.changes(before).items()}
    assert stored["messages"] == 3 and stored["conversations"] == 1 and stored["chat_sessions"] == 2
    assert stranger.get("/chat/conversation").status_code == 404
    assert not scan.traces(lines, shop.files()), "the text lies sealed on the disk"


@pytest.mark.promise("VC-22")
def test_the_conversation_goes_on_after_a_reload_and_not_after_the_storage_is_cleared(shop, open_browser):
    context = open_browser()
    page = context.new_page()
    line = shop.plant(f"before the reload {uuid.uuid4().hex[:8]}")

    page.goto("/en/plans")
    page.locator("[data-chat] .launcher").wait_for()
    assert page.evaluate("JSON.stringify(localStorage)") == "{}", "nothing is kept before it is opened"
    open_chat(page)
    assert page.evaluate("JSON.stringify(localStorage)") == "{}", "nor before the first message"
    say(page, line)
    own(page, line).wait_for()
    wait_until(lambda: '"pending":[]' in page.evaluate("localStorage.getItem('chat') ?? ''"), describe="it was sent")
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")

    open_chat(page)
    own(page, line).wait_for()
    assert page.evaluate("JSON.parse(localStorage.getItem('chat')).secret") == secret
    page.evaluate("localStorage.clear()")
    open_chat(page)
    page.locator("[data-chat] .notice input[value=yes]").wait_for()
    assert own(page, line).count() == 0
    assert not [c["name"] for c in context.cookies()], "the chat sets no cookie"


def test_the_secret_leaves_only_in_requests_of_the_chat(shop, open_browser):
    page = open_browser().new_page()
    sent = []
    page.on("request", lambda request: sent.append(request))
    open_chat(page)
    say(page, "hello there")
    own(page, "hello there").wait_for()
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")

    page.goto("/en/contact")
    page.locator("[data-chat] .launcher").wait_for()

    carrying = [r for r in sent if secret in r.url or secret in str(r.all_headers()) or secret in (r.post_data or "")]
    assert carrying and all("/chat/" in r.url for r in carrying)
    assert not [r.url for r in sent if secret in r.url]
    assert secret not in shop.program.output()


def test_what_is_written_without_a_connection_is_sent_once_there_is_one_and_once_only(shop, open_browser):
    context = open_browser()
    page = context.new_page()
    open_chat(page)
    say(page, "with a connection")
    wait_until(lambda: '"pending":[]' in page.evaluate("localStorage.getItem('chat') ?? ''"), describe="it was sent")
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")

    context.set_offline(True)
    say(page, "in the tunnel", first=False)
    say(page, "still in the tunnel", first=False)
    page.locator("[data-chat] .state", has_text="Waits for a connection").first.wait_for()
    context.set_offline(False)

    # The page is watched and not the server: whoever asks all the time takes the visitor's turn at the limit of their address.
    wait_until(
        lambda: '"pending":[]' in page.evaluate("localStorage.getItem('chat')"), within=60, describe="both were sent"
    )
    with closing(Chat(shop, secret=secret)) as reader:
        assert reader.texts() == ["with a connection", "in the tunnel", "still in the tunnel"]


def test_a_message_whose_answer_was_lost_is_sent_again_and_stored_once(chat):
    visitor, key = chat(), uuid.uuid4()

    numbers = {visitor.say("only once", key=key).json()["number"] for _ in range(5)}

    assert len(numbers) == 1 and visitor.texts() == ["only once"]


@pytest.mark.promise("VC-53")
def test_without_the_declaration_of_age_nothing_is_taken_and_the_young_read_why(shop, chat, open_browser):
    before = shop.rows()
    assert chat().say("hello", old_enough=False).status_code == 422

    page = open_browser().new_page()
    open_chat(page)
    page.locator("[data-chat] input[value=no]").check()

    assert "16" in page.locator("[data-chat] .warning").inner_text()
    assert not page.locator("[data-chat] textarea").is_visible()
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"
    assert stored(shop, before) == {}


def test_a_card_number_in_a_message_keeps_its_last_four_digits_only(shop, chat):
    visitor = chat()
    shop.plant("4242424242424242")

    visitor.say("pay with 4242424242424242 please")

    assert visitor.texts() == ["pay with •••• 4242 please"]
    assert not scan.traces(["4242424242424242"], shop.files())


def test_scripts_and_turned_letters_in_a_message_are_text(shop, staff, open_browser):
    page = open_browser().new_page()
    open_chat(page)
    say(page, "<img src=x onerror=alert(1)> \u202egnp.exe")

    own(page, "<img src=x onerror=alert(1)>").wait_for()
    wait_until(lambda: "&lt;img src=x" in staff.get("/console/inbox").body, describe="it stood in the inbox")
    assert "\u202e" not in staff.get("/console/inbox").body


# Whose page it is on


def test_a_page_of_somebody_else_can_ask_nothing(shop, chat):
    visitor = chat()
    before = shop.rows()

    for origin in ("https://evil.example", "null", f"http://{shop.host}.evil.example"):
        refused = visitor.say("hello", origin=origin)
        assert refused.status_code == 403 and "access-control-allow-origin" not in refused.headers
        assert (
            visitor.client.options("/chat/messages", headers={"host": shop.host, "origin": origin}).status_code == 403
        )
    assert stored(shop, before) == {}
    assert visitor.say("hello", origin=shop.url).status_code == 200


def test_the_script_is_small_static_and_may_be_kept(shop):
    answer = httpx.get(f"{shop.address}/chat/widget.js", headers={"host": shop.host}, trust_env=False)

    assert answer.status_code == 200 and len(answer.content) < 25_000
    assert "max-age" in answer.headers["cache-control"] and "set-cookie" not in answer.headers
    again = httpx.get(
        f"{shop.address}/chat/widget.js",
        headers={"host": shop.host, "if-none-match": answer.headers["etag"]},
        trust_env=False,
    )
    assert again.status_code == 304
    page = shop.visitor().get("/en/plans")
    assert page.headers["cache-control"] == "public, no-cache", "pages with the chat stay the same for everybody"
    assert len(re.findall(r"<script[^>]*widget\.js", page.body)) == 1


# Looks and keys


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_chat_has_no_accessibility_violation(shop, open_browser, language, size, scheme):
    page = open_browser(size, language, color_scheme=scheme, reduced_motion="reduce").new_page()
    open_chat(page, f"/{language}/plans")
    before = Axe().run(page).response["violations"]
    say(page, "Xin chào")
    own(page, "Xin chào").wait_for()

    violations = before + Axe().run(page).response["violations"]

    assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_chat_is_used_by_keyboard_alone(shop, open_browser):
    page = open_browser("desktop").new_page()
    page.goto("/en/plans")
    launcher = page.locator("[data-chat] .launcher")
    launcher.focus()
    page.keyboard.press("Enter")
    page.locator("[data-chat] .panel").wait_for()

    inside = "document.querySelector('[data-chat]').shadowRoot.activeElement?.closest('.panel') != null"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside), "Tab stays in the chat"
    page.keyboard.press("Escape")

    assert not page.locator("[data-chat] .panel").is_visible()
    assert page.evaluate("document.querySelector('[data-chat]').shadowRoot.activeElement.className") == "launcher"


# Its rights


def test_chat_text_reaches_no_outside_party_but_those_the_policy_names_for_support(shop, chat, staff):
    visitor = chat()
    line = shop.plant(f"only for support {uuid.uuid4().hex}")
    visitor.say(line)
    assert visitor.post("/chat/address", {"email": shop.new_email("visitor")}).status_code == 204
    answer_in_console(staff, visitor.number(), f"about {line}")
    shop.advance(130)

    wait_until(lambda: [m for m in shop.world.emails() if "#chat=" in m.text], describe="the answer was announced")
    assert not [c for c in shop.world.calls() if line in c["body"] and c["provider"] != "telegram"]


def answer_in_console(staff, number, text):
    link = wait_until(
        lambda: [h for h, words in staff.get("/console/inbox").links if number in words], describe="it stood there"
    )[0]
    form = staff.get(link).form(having=("text",))
    assert staff.post(form.action, form.filled(text=text, kind="reply")).status == 303


def test_a_visitor_sees_and_erases_their_conversation_by_the_secret_alone(fresh_shop):
    shop = fresh_shop
    visitor = Chat(shop)
    line = shop.plant(f"forget this {uuid.uuid4().hex}")
    visitor.say(line)
    number = visitor.number()

    address = visitor.post("/chat/data", {"language": "en"}).json()["address"]
    page = shop.visitor().get(address)
    assert page.status == 200 and number in page.body
    finished(shop, *erase(shop, None, link=address))

    assert visitor.get("/chat/conversation").status_code == 404
    assert visitor.say("are you there?", told=False).status_code in (410, 422)
    assert count_of(shop, "messages") == count_of(shop, "conversations") == count_of(shop, "contacts") == 0
    assert not scan.traces([line], shop.files())
    visitor.close()


def count_of(shop, table):
    [file] = {f for f in shop.files(shop.data) if f.suffix == ".sqlite" and has_table(f, table)}
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def has_table(file, table):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None
