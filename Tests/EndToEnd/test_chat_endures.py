"""Conversations when the ground moves: organisations that are closed and opened, several servers, a restore, power cuts."""

import json

import pytest

from harness import backups
from harness.chat import Chat
from harness.erasing import erase, finished
from harness.node import Node
from harness.postgresql import Storage
from harness.shop import BUSINESS, Shop
from harness.waiting import wait_until


def posted(shop, text):
    return [c for c in shop.world.calls("telegram", "/sendMessage") if text in json.loads(c["body"])["text"]]


def wait_for_post(shop, text):
    wait_until(lambda: posted(shop, text), within=30, describe=f"{text!r} was carried")


def link_to(staff, number):
    def find():
        page = staff.get("/console/inbox")
        return [href for href, words in page.links if number in words]

    return wait_until(find, describe=f"{number} stood in the inbox")[0]


def answer(staff, link, text):
    form = staff.get(link).form(having=("text",))
    assert staff.post(form.action, form.filled(text=text, kind="reply")).status == 303


# Organisations that are closed and opened


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """A business with eight more organisations on a server that keeps two open."""
    shop = Shop(tmp_path_factory.mktemp("street"), settings={"openOrganisations": 2})
    try:
        for number in range(8):
            name = f"shop-{number}"
            code, output = shop.command(
                *("organisation", "add", BUSINESS, name, "--name", name, "--host", f"{name}.localhost")
            )
            assert code == 0, output
        yield shop
    finally:
        shop.close()


def walk_past(shop):
    """Visits all the others, so that whatever is not in use is closed; twice, since closing takes a moment."""
    for number in (*range(8), *range(8)):
        assert shop.visitor(host=f"shop-{number}.localhost:{shop.port}").get("/en/plans").status == 200


def test_an_open_chat_hears_its_answer_while_all_others_come_and_go(street):
    staff, chat = street.staff("support-agent"), Chat(street)
    chat.say("hello")
    link = link_to(staff, chat.number())
    stream = chat.listen()

    walk_past(street)
    answer(staff, link, "still here")

    assert stream.wait_for("still here", within=10)["name"] == "Bao"
    stream.close()
    chat.close()


def test_what_waits_for_the_group_goes_there_once_after_its_organisation_was_closed(street):
    chat = Chat(street)
    with street.world.trouble("telegram", failAlways=True, path="sendMessage"):
        chat.say("carried later")
        wait_until(lambda: street.world.calls("telegram", "/sendMessage"), describe="it was tried")
        walk_past(street)

    street.advance_until(lambda: delivered(street, "carried later"), step=61)
    street.advance(300)
    walk_past(street)
    assert chat.texts() == ["carried later"]
    assert len(delivered(street, "carried later")) == 1
    chat.close()


def delivered(shop, text):
    """What stands in the group."""
    topics = shop.world.get("/control/telegram")["topics"]
    return [m for topic in topics for m in topic["messages"] if text in m["text"]]


def test_a_conversation_with_one_is_none_with_another_and_not_for_the_groups_of_others(street):
    shop = street
    chat = Chat(shop)
    chat.host = f"shop-3.localhost:{shop.port}"
    chat.settings = chat.get("/chat/settings/en").json()
    assert chat.say("for shop three alone").status_code == 200
    assert chat.texts() == ["for shop three alone"]

    chat.host = shop.host
    assert chat.get("/chat/conversation").status_code == 404
    shop.advance(120)
    walk_past(shop)
    assert not delivered(shop, "for shop three alone")
    chat.close()


# Several servers


@pytest.fixture(scope="module")
def two_servers(tmp_path_factory):
    storage = Storage()
    shop = Shop(tmp_path_factory.mktemp("servers"), storage=storage)
    try:
        shop.node = Node(shop)
        yield shop
    finally:
        shop.close()
        storage.close()


def test_visitor_and_staff_on_different_servers_hear_each_other(two_servers):
    shop = two_servers
    staff, chat = shop.staff("support-agent"), Chat(shop)
    chat.say("from one")
    there = Chat(shop, secret=chat.secret, node=shop.node)
    stream = there.listen()
    link = link_to(staff, chat.number())

    answer(staff, link, "from the other")
    assert stream.wait_for("from the other")["from"] == "staff"
    there.say("and back")

    wait_until(lambda: "and back" in staff.get(link).body, describe="it stood in the inbox at the other server")
    assert chat.texts() == there.texts() == ["from one", "from the other", "and back"]
    assert stream.ids() == sorted(set(stream.ids()))
    for one in (stream, chat, there):
        one.close()


def test_both_servers_carry_a_conversation_to_the_group_once(two_servers):
    shop = two_servers
    chat = Chat(shop)
    there = Chat(shop, secret=chat.secret, node=shop.node)
    for number in range(6):
        (chat, there)[number % 2].say(f"line {number} of a talk")

    wait_for_post(shop, "line 5 of a talk")

    together = "\n".join(m["text"] for m in delivered(shop, "of a talk"))
    assert [together.count(f"line {number} of a talk") for number in range(6)] == [1] * 6
    assert together.index("line 0") < together.index("line 5")
    assert chat.texts() == [f"line {number} of a talk" for number in range(6)]
    chat.close()
    there.close()


def test_an_erasure_at_one_server_ends_the_conversation_at_the_other(two_servers):
    shop = two_servers
    chat = Chat(shop)
    there = Chat(shop, secret=chat.secret, node=shop.node)
    chat.say(shop.plant("a word nobody may keep"))
    wait_for_post(shop, "a word nobody may keep")
    assert there.texts() == ["a word nobody may keep"]
    address = chat.post("/chat/data", {"language": "en"}).json()["address"]

    finished(shop, *erase(shop, None, link=address))

    for one in (there, chat):
        assert one.get("/chat/conversation").status_code in (404, 410)
        assert one.say("more", told=False).status_code in (410, 422)
        one.close()
    assert not delivered(shop, "a word nobody may keep")


# A restore


@pytest.fixture(params=["files", "PostgreSQL"])
def backed_up(request, tmp_path_factory):
    storage = None if request.param == "files" else Storage()
    folder = tmp_path_factory.mktemp("restored")
    shop = Shop(folder, storage=storage, settings={"backup": backups.settings(folder / "store")})
    try:
        yield shop
    finally:
        shop.close()
        if storage:
            storage.close()


@pytest.mark.timeout(300)
def test_after_a_restore_nothing_is_sent_to_the_group_or_mailed_twice(backed_up):
    shop = backed_up
    staff, address = shop.staff("support-agent"), shop.new_email()
    chat, gone = Chat(shop), Chat(shop)
    chat.say("carried before")
    wait_for_post(shop, "carried before")
    gone.say("I have to go")
    gone.post("/chat/address", {"email": address})
    answer(staff, link_to(staff, gone.number()), "here is your answer")
    with shop.world.trouble("telegram", failAlways=True):
        chat.say("on its way when the copy was taken")
        backups.take(shop)
    shop.advance_until(lambda: delivered(shop, "on its way when"), step=61)
    shop.advance_until(lambda: shop.world.emails(address), step=61)
    chat.say("lost with the machine")
    wait_for_post(shop, "lost with the machine")

    backups.lose_the_machine(shop)
    backups.restored(shop)
    shop.start()
    back = shop.staff("support-agent")
    shop.advance(600)

    assert chat.texts() == ["carried before", "on its way when the copy was taken"]
    inbox = back.get("/console/inbox")
    assert chat.number() in inbox.body and gone.number() in inbox.body
    assert chat.say("and on it goes").status_code == 200
    wait_for_post(shop, "and on it goes")
    assert len(delivered(shop, "on its way when")) == 1
    assert len(delivered(shop, "carried before")) == 1
    assert len(shop.world.emails(address)) == 1
    chat.close()
    gone.close()
