"""The inbox of the console: conversations arrive by themselves, are answered, closed and open again."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import buy_and_receive
from harness.chat import Chat
from harness.waiting import wait_until


@pytest.fixture
def visitor(shop):
    chat = Chat(shop)
    yield chat
    chat.close()


@pytest.fixture
def agent_at(shop, staff, open_browser):
    """Opens the inbox in a browser that is signed in as the support agent."""

    def open_inbox(address="/console/inbox", size="desktop", language="en", **options):
        context = open_browser(size, language, **options)
        context.add_cookies([{"name": n, "value": v, "url": shop.url} for n, v in staff.cookies.items()])
        page = context.new_page()
        page.goto(address)
        return page

    return open_inbox


def link_to(staff, number, view="open"):
    def find():
        page = staff.get(f"/console/inbox?view={view}")
        assert page.status == 200
        return [href for href, words in page.links if number in words]

    return wait_until(find, describe=f"{number} stood under {view}")[0]


def answer(staff, link, text, kind="reply"):
    form = staff.get(link).form(having=("text",))
    return staff.post(form.action, form.filled(text=text, kind=kind))


def test_a_message_arrives_in_an_open_inbox_by_itself(shop, visitor, agent_at):
    page = agent_at()
    line = shop.plant(f"is anybody there {uuid.uuid4().hex[:8]}")

    visitor.say(line)

    page.locator(".inbox-lines a", has_text=line).wait_for(timeout=5000)


def test_what_is_written_in_the_inbox_stands_in_the_open_chat_and_the_other_way_round(shop, visitor, staff, agent_at):
    visitor.say("hello")
    stream = visitor.listen()
    page = agent_at(link_to(staff, visitor.number()))

    page.locator("#field-text").fill("Good morning!")
    page.locator("#field-text").press("Control+Enter")
    arrived = stream.wait_for("Good morning!")
    visitor.say("And to you")

    assert arrived["from"] == "staff" and arrived["name"] == "Bao"
    page.locator(".inbox-message", has_text="And to you").wait_for(timeout=5000)
    visitor.post("/chat/reading", {"delivered": 2, "read": 2})
    page.locator(".inbox-message.staff [data-inbox-state]", has_text="read").wait_for(timeout=5000)
    assert stream.ids() == sorted(set(stream.ids())), "ids rise"
    stream.close()


def test_a_stream_that_broke_brings_exactly_what_was_missed(shop, visitor, staff):
    visitor.say("hello")
    link = link_to(staff, visitor.number())
    stream = visitor.listen()
    answer(staff, link, "seen")
    stream.wait_for("seen")
    last = stream.ids()[-1]
    stream.close()

    for text in ("missed one", "missed two"):
        answer(staff, link, text)
    again = visitor.listen(last)
    again.wait_for("missed two")

    assert [m["text"] for m in again.of("message")] == ["missed one", "missed two"]
    again.close()


def test_what_one_reads_does_not_move_when_something_arrives(shop, visitor, staff, agent_at):
    for n in range(40):
        visitor.say(f"line {n}")
    page = agent_at(link_to(staff, visitor.number()))
    log = page.locator(".inbox-log")
    log.evaluate("log => { log.scrollTop = 0 }")

    visitor.say("something new")
    page.locator("[data-inbox-news]").wait_for(timeout=5000)

    assert log.evaluate("log => log.scrollTop") == 0
    page.locator("[data-inbox-news]").click()
    assert log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") < 2


def test_a_note_is_never_seen_by_the_visitor(visitor, staff):
    visitor.say("hello")
    link = link_to(staff, visitor.number())
    stream = visitor.listen()

    answer(staff, link, "a difficult one", kind="note")
    answer(staff, link, "one moment")
    stream.wait_for("one moment")

    assert "a difficult one" in staff.get(link).body
    assert visitor.texts() == ["hello", "one moment"]
    assert "a difficult one" not in str(stream.events)
    stream.close()


def test_a_closed_conversation_opens_again_on_a_new_message(visitor, staff):
    visitor.say("hello")
    link = link_to(staff, visitor.number())
    page = staff.get(link)
    form = [f for f in page.forms if "closed" in f.choices.get("to", [])][0]

    assert staff.post(form.action, form.filled(to="closed")).status == 303
    link_to(staff, visitor.number(), view="closed")
    visitor.say("one more thing")

    link_to(staff, visitor.number(), view="open")


def test_taking_and_giving_back(visitor, staff):
    visitor.say("hello")
    link = link_to(staff, visitor.number(), view="unassigned")
    form = staff.get(link).form(action="/assignment")

    staff.post(form.action, form.filled(to="me"))
    link_to(staff, visitor.number(), view="mine")
    form = staff.get(link).form(action="/assignment")
    staff.post(form.action, form.filled(to="nobody"))

    link_to(staff, visitor.number(), view="unassigned")


def test_what_is_put_off_comes_back_by_itself(fresh_shop):
    shop = fresh_shop
    visitor, staff = Chat(shop), shop.staff("support-agent")
    visitor.say("not before tomorrow")
    link = link_to(staff, visitor.number())
    form = [f for f in staff.get(link).forms if "until-tomorrow" in f.choices.get("to", [])][0]

    assert staff.post(form.action, form.filled(to="until-doomsday")).status == 422
    assert staff.post(form.action, form.filled(to="until-tomorrow")).status == 303
    link_to(staff, visitor.number(), view="snoozed")
    assert visitor.number() not in staff.get("/console/inbox").body

    shop.advance(36 * 3600)
    link_to(shop.staff("support-agent"), visitor.number())
    visitor.close()


def test_a_conversation_is_handed_on_to_a_colleague_and_to_nobody_else(shop, visitor, staff):
    owner = shop.staff("owner")
    visitor.say("for the boss")
    link = link_to(staff, visitor.number())
    page = staff.get(link)
    form = page.form(action="/assignment")
    staff.post(form.action, form.filled(to="me"))
    form = staff.get(link).form(action="/assignment")
    colleagues = [to for to in form.choices["to"] if to != "nobody"]

    assert staff.post(form.action, form.filled(to=str(uuid.uuid4()))).status == 422
    assert staff.post(form.action, form.filled(to=colleagues[0])).status == 303

    link_to(owner, visitor.number(), view="mine")
    assert visitor.number() not in staff.get("/console/inbox?view=mine").body


def search(staff, words):
    form = staff.get("/console/inbox").form(having=("words",))
    return staff.post(form.action, form.filled(words=words))


def test_a_message_is_found_by_its_words_and_its_place_is_shown(shop, visitor, staff, agent_at):
    word = f"xyz{uuid.uuid4().hex[:8]}"
    visitor.say(f"<b>Nhật Bản</b> {word} và Hàn Quốc")
    for n in range(3):
        visitor.say(f"line {n}")

    page = search(staff, f"{word} nhat")
    assert page.status == 200 and visitor.number() in page.body
    assert f"<mark>{word}</mark>" in page.body and "<mark>Nhật</mark>" in page.body
    assert "<b>" not in page.body
    [link] = [href for href, words in page.links if visitor.number() in words]
    opened = agent_at(link)
    assert opened.locator(".inbox-message:target", has_text=word).is_visible()

    assert visitor.number() not in search(staff, f"{word} nowhere").body
    assert search(staff, "  ").status == 422


def test_only_those_whose_work_it_is_see_the_inbox(shop, visitor, staff, editor):
    visitor.say("for support only")
    link = link_to(staff, visitor.number())

    for path in ("/console/inbox", link, link.partition("?")[0] + "/messages", "/console/inbox/events"):
        assert editor.get(path).status == 403
        assert shop.visitor().get(path).status in (401, 303)


def test_an_answer_to_somebody_who_has_gone_is_announced_and_the_link_proves_the_address(shop, visitor, staff):
    purchase = buy_and_receive(shop)
    visitor.say("where is my eSIM?")
    link = link_to(staff, visitor.number())
    assert visitor.post("/chat/address", {"email": "no address"}).status_code == 422
    assert visitor.post("/chat/address", {"email": purchase.email}).status_code == 204
    assert purchase.number not in staff.get(link).body, "a typed address shows nobody's orders"

    answer(staff, link, "on its way")
    shop.advance(130)
    mail = wait_until(
        lambda: [m for m in shop.world.emails(purchase.email) if "#chat=" in m.text], describe="it was announced"
    )[0]
    assert "on its way" not in mail.raw
    back = Chat(shop, secret=mail.link("#chat=").partition("#chat=")[2])
    assert back.texts() == ["where is my eSIM?", "on its way"]
    assert back.post("/chat/return").status_code == 204

    assert purchase.number in staff.get(link).body, "a proven address shows what was bought with it"
    back.close()


def test_staff_access_stands_in_the_record_before_anything_is_shown(shop, visitor, staff):
    visitor.say("hello")
    link_to(staff, visitor.number())

    record = staff.get("/console/record")

    assert "personal-data.listed" in record.body or record.text.count("upport") > 0


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_inbox_has_no_accessibility_violation_and_fits(shop, visitor, staff, agent_at, language, size, scheme):
    visitor.say("Xin chào, eSIM của tôi đâu rồi?")
    link = link_to(staff, visitor.number())
    answer(staff, link, "Chào bạn, có ngay đây.")
    for address in ("/console/inbox", link, "/console/inbox?view=snoozed"):
        address = address.replace("/console", f"/{language}/console", 1)
        page = agent_at(address, size, language, color_scheme=scheme, reduced_motion="reduce")
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        page.context.close()


def test_the_inbox_is_used_by_keyboard_alone(visitor, staff, agent_at):
    visitor.say("by keyboard")
    link = link_to(staff, visitor.number())
    page = agent_at(link)
    page.locator("[data-inbox][data-ready]").wait_for()

    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "field-text"
    page.keyboard.type("typed")
    page.keyboard.press("Control+Enter")
    page.locator(".inbox-message.staff", has_text="typed").wait_for()

    assert visitor.texts() == ["by keyboard", "typed"]
