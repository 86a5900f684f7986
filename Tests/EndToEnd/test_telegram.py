"""Chat in the staff's Telegram group: carried there, answered from there, gone from there when somebody is erased."""

import json
import sqlite3
import uuid

import httpx
import pytest

from harness.chat import Chat
from harness.erasing import erase, finished
from harness.shop import BUSINESS, TELEGRAM_SECRET
from harness.waiting import wait_until

AGENT = 3527065


@pytest.fixture(scope="module", autouse=True)
def the_agent_has_an_account(shop):
    shop.staff("support-agent")


@pytest.fixture
def visitor(shop):
    chat = Chat(shop)
    yield chat
    chat.close()


def topic(shop, chat):
    """The topic of a conversation in the group, once it is there."""
    number = chat.number()
    found = wait_until(
        lambda: [t for t in shop.world.get("/control/telegram")["topics"] if number in t["name"]],
        describe=f"a topic of {number} was opened",
        within=90,
    )
    assert len(found) == 1
    return found[0]


def posts(shop, chat):
    return [m["text"] for m in topic(shop, chat)["messages"] if m["isBot"]]


def carried(shop, chat, text, within=90):
    """A group's budget for a minute may be used up by the tests before."""
    wait_until(lambda: [p for p in posts(shop, chat) if text in p], within=within, describe=f"{text!r} was carried")


def sent_with(shop, text):
    return [c for c in shop.world.calls("telegram", "/sendMessage") if text in json.loads(c["body"])["text"]]


def say_in_group(shop, text, thread=None, account=AGENT):
    fields = {"text": text, "as": account} | ({"thread": thread} if thread else {})
    return shop.world.post("/control/telegram/say", **fields)


@pytest.mark.promise("VC-50")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_notice_about_telegram_stands_before_the_first_message_and_the_moment_is_kept(
    shop, visitor, open_browser, language
):
    page = open_browser("phone", language).new_page()
    before = int(shop.now())
    page.goto(f"/{language}/plans")
    page.locator("[data-chat] .launcher").click()

    notice = page.locator("[data-chat] .notice")
    assert "Telegram" in notice.inner_text()
    assert notice.locator("a[href='https://telegram.org/privacy']").count() == 1
    assert visitor.say("hello", told=False).status_code == 422, "nothing is accepted before it was shown"

    page.locator("[data-chat] input[value=yes]").check()
    page.locator("[data-chat] textarea").fill("hello")
    page.locator("[data-chat] textarea").press("Enter")
    page.locator("[data-chat] .own", has_text="hello").wait_for()
    wait_until(lambda: '"pending":[]' in page.evaluate("localStorage.getItem('chat') ?? ''"), describe="it was sent")
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")
    chat = Chat(shop, secret=secret)
    [shown] = [row for row in stored(shop, "SELECT notice_shown_at FROM conversations WHERE number = ?", chat.number())]
    assert before <= shown[0] <= int(shop.now())
    chat.close()


def stored(shop, sql, *values):
    for file in shop.files(shop.data):
        if file.suffix == ".sqlite":
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
                if database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'conversations'").fetchone():
                    return database.execute(sql, values).fetchall()
    return []


@pytest.mark.promise("VC-11")
def test_a_message_is_carried_once_with_the_conversations_number(shop, visitor):
    line = shop.plant(f"which network in Laos {uuid.uuid4().hex[:8]}")
    visitor.say(line)
    carried(shop, visitor, line)

    [call] = sent_with(shop, line)
    body = json.loads(call["body"])
    assert body["chat_id"] == -1001234567890 and visitor.number() in body["text"]
    assert body["protect_content"] is True and "parse_mode" not in body
    assert body["message_thread_id"] == topic(shop, visitor)["thread"]


@pytest.mark.promise("VC-11")
def test_while_telegram_is_down_the_inbox_is_complete_and_the_copy_follows_once(shop, visitor, staff):
    line = shop.plant(f"are you there {uuid.uuid4().hex[:8]}")
    with shop.world.trouble("telegram", failAlways=True):
        assert visitor.say(line).status_code == 200
        wait_until(lambda: line in staff.get("/console/inbox").body, within=5, describe="it stood in the inbox")
        wait_until(lambda: shop.world.calls("telegram", "/createForumTopic"), describe="it was tried")
        assert not [t for t in shop.world.get("/control/telegram")["topics"] if visitor.number() in t["name"]]

    shop.advance_until(lambda: sent_with(shop, line), step=61)
    carried(shop, visitor, line)
    shop.advance(300)
    assert len(sent_with(shop, line)) == 1, "delivered once"


@pytest.mark.promise("VC-12")
def test_what_staff_writes_in_the_topic_reaches_the_right_visitor_and_a_note_does_not(shop, visitor):
    other = Chat(shop)
    visitor.say("mine")
    other.say("theirs")
    carried(shop, visitor, "mine")
    carried(shop, other, "theirs")
    stream = visitor.listen()
    thread = topic(shop, visitor)["thread"]

    say_in_group(shop, "// seems to be in a hurry", thread)
    say_in_group(shop, "With pleasure!", thread)
    arrived = stream.wait_for("With pleasure!", within=10)

    assert arrived["from"] == "staff" and arrived["name"] == "Bao"
    assert visitor.texts() == ["mine", "With pleasure!"]
    assert other.texts() == ["theirs"]
    stream.close()
    other.close()


@pytest.mark.promise("VC-12")
def test_strangers_wrong_secrets_and_unknown_topics_change_nothing(shop, visitor):
    visitor.say("hello")
    carried(shop, visitor, "hello")
    thread = topic(shop, visitor)["thread"]

    say_in_group(shop, "I am nobody's colleague", thread, account=999)
    say_in_group(shop, "outside every topic")
    update = {
        "update_id": 9_000_001,
        "message": {
            "message_id": 9001,
            "message_thread_id": thread,
            "is_topic_message": True,
            "from": {"id": AGENT, "is_bot": False, "first_name": "Nic"},
            "chat": {"id": -1001234567890, "type": "supergroup", "is_forum": True},
            "date": 1_780_000_000,
            "text": "forged",
        },
    }
    forged = [post_update(shop, update, secret) for secret in (None, "", "wrong", TELEGRAM_SECRET + "x")]
    assert all(status == 400 for status in forged)
    update["message"]["message_thread_id"] = 424242
    assert post_update(shop, update, TELEGRAM_SECRET) == 200, "stored, and of no effect"
    say_in_group(shop, "the real one", thread)
    wait_until(lambda: "the real one" in visitor.texts(), describe="the real one arrived")

    assert visitor.texts() == ["hello", "the real one"]


def test_an_update_delivered_again_is_one_answer(shop, visitor):
    visitor.say("hello")
    carried(shop, visitor, "hello")
    update = say_in_group(shop, "only once", topic(shop, visitor)["thread"])
    wait_until(lambda: "only once" in visitor.texts(), describe="it arrived")

    for _ in range(3):
        assert post_update(shop, update, TELEGRAM_SECRET) == 200
    fresh = {**update, "update_id": update["update_id"] + 5_000_000}  # Telegram may begin its numbers anew
    assert post_update(shop, fresh, TELEGRAM_SECRET) == 200
    say_in_group(shop, "and now another", topic(shop, visitor)["thread"])
    wait_until(lambda: "and now another" in visitor.texts(), describe="the next arrived")

    assert visitor.texts() == ["hello", "only once", "and now another"]


def test_what_staff_changes_in_the_group_changes_in_the_open_chat_and_the_inbox(shop, visitor, staff, open_browser):
    page = open_browser().new_page()
    page.goto("/en/plans")
    page.evaluate("secret => localStorage.setItem('chat', JSON.stringify({ secret, pending: [] }))", visitor.secret)
    visitor.say("hello")
    carried(shop, visitor, "hello")
    page.reload()
    page.locator("[data-chat] .launcher").click()
    said = say_in_group(shop, "It costs 10 dolars", topic(shop, visitor)["thread"])
    page.locator("[data-chat] .line", has_text="It costs 10 dolars").wait_for()

    shop.world.post("/control/telegram/edit", number=said["message"]["message_id"], text="It costs 9 dollars")

    page.locator("[data-chat] .line", has_text="It costs 9 dollars").wait_for()
    assert "edited" in page.locator("[data-chat] .line", has_text="It costs 9").inner_text()
    assert page.locator("[data-chat] .line", has_text="dolars").count() == 0
    assert visitor.texts() == ["hello", "It costs 9 dollars"]
    link = [h for h, words in staff.get("/console/inbox").links if visitor.number() in words][0]
    body = staff.get(link).body
    assert "It costs 9 dollars" in body and "dolars" not in body


def post_update(shop, update, secret):
    headers = {"host": shop.host} | ({} if secret is None else {"x-telegram-bot-api-secret-token": secret})
    address = f"{shop.address}/webhooks/telegram/{BUSINESS}"
    return httpx.post(address, json=update, headers=headers, timeout=10, trust_env=False).status_code


def test_a_deleted_topic_is_opened_again(shop, visitor):
    visitor.say("before")
    carried(shop, visitor, "before")
    shop.world.post("/control/telegram/remove", thread=topic(shop, visitor)["thread"])

    visitor.say("after")

    carried(shop, visitor, "after")
    assert not [p for p in posts(shop, visitor) if "before" in p], "what was deleted there stays deleted"


def test_lines_written_in_one_go_become_one_post_and_429_is_obeyed(fresh_shop):
    shop = fresh_shop
    shop.staff("support-agent")
    chat = Chat(shop)
    chat.say("zero")
    carried(shop, chat, "zero")
    with shop.world.trouble("telegram", failNext=1, failStatus=429, failCode="2", path="sendMessage"):
        for n in range(6):
            chat.say(f"line {n}")
        carried(shop, chat, "line 5")

    together = [p for p in posts(shop, chat) if "line" in p]
    assert len(together) <= 2, together
    assert [f"line {n}" in "\n".join(together) for n in range(6)] == [True] * 6
    assert sum(p.count("line 3") for p in together) == 1
    chat.close()


def test_the_group_may_get_another_number(fresh_shop):
    shop = fresh_shop
    shop.staff("support-agent")
    chat = Chat(shop)
    chat.say("before")
    carried(shop, chat, "before")
    shop.world.post("/control/telegram/migrate", chat=-1009999999999)

    chat.say("after")
    carried(shop, chat, "after")
    say_in_group(shop, "answered after the move", topic(shop, chat)["thread"])

    wait_until(lambda: "answered after the move" in chat.texts(), describe="the answer arrived")
    chat.close()


def test_a_console_answer_is_carried_and_a_telegram_answer_is_not_carried_back(shop, visitor, staff):
    visitor.say("hello")
    carried(shop, visitor, "hello")
    link = wait_until(
        lambda: [h for h, words in staff.get("/console/inbox").links if visitor.number() in words], describe="listed"
    )[0]
    form = staff.get(link).form(having=("text",))
    staff.post(form.action, form.filled(text="from the console", kind="reply"))
    carried(shop, visitor, "from the console")
    say_in_group(shop, "from the group", topic(shop, visitor)["thread"])
    wait_until(lambda: "from the group" in staff.get(link).body, describe="it stood in the inbox")
    visitor.say("thanks")
    carried(shop, visitor, "thanks")

    assert not [p for p in posts(shop, visitor) if "from the group" in p]


def test_erasing_a_visitor_deletes_their_topic(fresh_shop):
    shop = fresh_shop
    shop.staff("support-agent")
    chat = Chat(shop)
    chat.say("forget me")
    carried(shop, chat, "forget me")
    number, thread = chat.number(), topic(shop, chat)["thread"]
    address = chat.post("/chat/data", {"language": "en"}).json()["address"]

    finished(shop, *erase(shop, None, link=address))

    assert not [t for t in shop.world.get("/control/telegram")["topics"] if number in t["name"]]
    [call] = shop.world.calls("telegram", "/deleteForumTopic")
    assert json.loads(call["body"])["message_thread_id"] == thread
    chat.close()


def test_the_bot_tokens_address_reaches_no_browser_and_no_log(shop, visitor, staff):
    visitor.say("hello")
    carried(shop, visitor, "hello")

    for page in (staff.get("/console/inbox").body, staff.get("/console/jobs").body, json.dumps(visitor.settings)):
        assert "sampan-world-bot-token" not in page
    assert "sampan-world-bot-token" not in shop.program.output()
