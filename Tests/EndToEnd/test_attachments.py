"""Files in conversations: both ways, sealed, cleaned, for those they concern and nobody else; and what hostile senders try."""

import base64
import json
import re
import secrets
import socket
import urllib.parse
import uuid

import pytest

from harness import media, scan
from harness.chat import Chat
from harness.erasing import erase, finished
from harness.waiting import wait_until
from test_telegram import topic

pytestmark = pytest.mark.both_engines

AGENT = 3527065


@pytest.fixture
def visitor(shop):
    chat = Chat(shop)
    yield chat
    chat.close()


def link_to(staff, chat):
    def find():
        return [href for href, words in staff.get("/console/inbox").links if chat.number() in words]

    return wait_until(find, describe="the conversation stood in the inbox")[0].partition("?")[0]


def file_links(staff, link):
    return [href for href in staff.get(link).links_to("/files/")]


def bring_as_staff(staff, link, content, name, type="application/octet-stream", **changes):
    form = staff.get(link).form(having=("text",))
    details = {"csrf": dict(form.fields)["csrf"], "key": str(uuid.uuid4()), "name": name, **changes}
    headers = {"content-type": type, "x-file": urllib.parse.quote(json.dumps(details)), "accept": "application/json"}
    return staff.send("POST", f"{link}/files", content=content, headers=headers)


def raw(staff, path):
    headers = {"host": staff.host, "cookie": "; ".join(f"{n}={v}" for n, v in staff.cookies.items())}
    return staff._client.get(path, headers=headers)


def test_a_picture_comes_to_the_inbox_without_the_place_it_was_taken_at(shop, visitor, staff):
    """And the first thing somebody sends may be one."""
    sent = visitor.bring(media.jpeg(behind=b"PK\x03\x04"), "../hộ chiếu\u202egpj.exe", "image/jpeg")

    assert sent.status_code == 200, sent.text
    file = sent.json()["message"]["file"]
    assert file["name"] == "hộ chiếugpj.exe.jpg" and file["type"] == "image/jpeg"
    link = link_to(staff, visitor)
    [address] = file_links(staff, link)
    answer = raw(staff, address)
    assert answer.status_code == 200 and answer.content[:2] == b"\xff\xd8" and answer.content[-2:] == b"\xff\xd9"
    assert media.PLACE not in answer.content and b"PK" not in answer.content and b"Exif" in answer.content
    assert len(answer.content) == file["size"] == int(answer.headers["content-length"])
    assert answer.headers["content-type"] == "image/jpeg" and answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "no-store" in answer.headers["cache-control"]
    assert visitor.fetch(file).content == answer.content


def test_a_file_goes_to_the_one_it_is_for_and_nobody_else(shop, visitor, staff, editor):
    visitor.say("hello")
    other = Chat(shop)
    other.say("me too")
    link, foreign = link_to(staff, visitor), link_to(staff, other)
    content = media.text(700_000, secrets.token_hex(8))

    assert bring_as_staff(staff, link, content, "hướng dẫn.txt", "text/plain").status == 204

    [file] = visitor.files()
    answer = visitor.fetch(file)
    assert answer.status_code == 200 and answer.content == content
    assert "filename*=UTF-8''h%C6%B0%E1%BB%9Bng%20d%E1%BA%ABn.txt" in answer.headers["content-disposition"]
    [address] = file_links(staff, link)
    nobody = Chat(shop)
    assert [chat.fetch(file).status_code for chat in (other, nobody)] == [404, 404]
    assert visitor.client.get(f"/chat/files/{file['id']}", headers={"host": shop.host}).status_code == 401
    assert visitor.fetch({"id": str(uuid.uuid4())}).status_code == 404
    assert raw(staff, address.replace(link, foreign)).status_code == 404
    assert raw(editor, address).status_code in (403, 404)
    assert shop.visitor().get(address).status in (303, 401)
    for chat in (other, nobody):
        chat.close()


def test_a_note_with_a_file_is_not_for_the_visitor(shop, visitor, staff):
    visitor.say("hello")
    link = link_to(staff, visitor)

    assert bring_as_staff(staff, link, b"for us alone\n", "note.txt", **{"kind": "note"}).status == 204

    [address] = file_links(staff, link)
    assert visitor.files() == []
    assert visitor.fetch({"id": address.rpartition("/")[2]}).status_code == 404


def test_opening_a_file_is_on_the_record_as_reading_is(shop, staff):
    chat = Chat(shop)
    sent = chat.bring(b"a line\n", "a.txt", "text/plain").json()
    link = link_to(staff, chat)
    [address] = file_links(staff, link)
    shop.advance(31 * 60)
    shop.rows()  # once all that was under way has come to rest
    before = looks(shop)

    assert raw(staff, address).status_code == 200

    after = looks(shop)
    assert after > before
    assert raw(staff, address).status_code == 200
    assert looks(shop) == after, "one look of half an hour is one entry"
    assert sent["message"]["file"]["size"] == 7
    chat.close()


def looks(shop):
    """How many links to people the records have."""
    return sum(count for key, count in shop.storage.counts().items() if key[1] == "audit_links")


HOSTILE = {
    "empty": (b"", "a.png", "image/png", 422),
    "a page": (b"<!doctype html><script>alert(1)</script>", "a.txt", "text/plain", 415),
    "a drawing with a script": (
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "a.svg",
        "image/svg+xml",
        415,
    ),
    "a program": (b"MZ\x90\0" + b"\0" * 600, "a.jpg", "image/jpeg", 415),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", "text/plain", 415),
    "an archive": (b"PK\x03\x04" + b"\0" * 600, "a.pdf", "application/pdf", 415),
    "another kind than it says": (media.png(), "a.jpg", "image/jpeg", 415),
    "a page that says it is a picture": (media.png(), "a.html", "text/html", 415),
    "a picture that breaks off": (media.jpeg()[:60], "a.jpg", "image/jpeg", 422),
    "a picture with half an end": (media.png()[:-6], "a.png", "image/png", 422),
    "text with a tail that is none": (media.text(70_000) + b"\0\1", "a.txt", "text/plain", 422),
    "more than may be": (b"x" * (10 * 1024 * 1024 + 1), "a.txt", "text/plain", 413),
}


@pytest.fixture(scope="module")
def target(shop):
    chat = Chat(shop)
    assert chat.say("hello").status_code == 200
    yield chat
    chat.close()


def test_what_is_hostile_is_refused_and_leaves_nothing_behind(shop, target, staff):
    link = link_to(staff, target)
    before = held(shop)

    answers = {name: target.bring(*what[:3]).status_code for name, what in HOSTILE.items()}
    endless = target.bring((b"x" * 65_536 for _ in range(200)), "a.txt", "text/plain").status_code
    strangers = Chat(shop)
    untold = strangers.bring(b"hello\n", "a.txt", "text/plain", told=False).status_code
    strangers.close()
    forged = bring_as_staff(staff, link, b"hello\n", "a.txt", csrf="x").status

    assert answers == {name: what[3] for name, what in HOSTILE.items()}
    assert (endless, untold, forged) == (413, 422, 403)
    assert held(shop) == before


def test_what_looks_like_two_things_is_only_the_picture(shop, target):
    """A picture with an archive or a page behind its end, and one that says it is as large as a number can be."""
    for content in (
        media.jpeg(behind=b"PK\x03\x04" + b"<script>alert(1)</script>"),
        media.png(behind=b"<script>alert(1)</script>"),
        media.png(width=2**31 - 1, height=2**31 - 1),
    ):
        answer = target.bring(content, "a")
        assert answer.status_code == 200, answer.text
        found = target.fetch(answer.json()["message"]["file"])
        assert b"<script>" not in found.content and b"PK" not in found.content and media.PLACE not in found.content


def held(shop):
    tables = ("media", "media_chunks", "messages", "conversations")
    return {key: count for key, count in shop.storage.counts().items() if key[1] in tables}


def test_one_that_breaks_off_leaves_nothing_behind(shop, target):
    before = held(shop)
    details = urllib.parse.quote(json.dumps({"id": str(uuid.uuid4()), "name": "a.txt"}))
    head = (
        f"POST /chat/files HTTP/1.1\r\nhost: {shop.host}\r\nauthorization: Bearer {target.secret}\r\n"
        f"content-type: text/plain\r\nx-file: {details}\r\ncontent-length: 3000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", shop.port), timeout=10) as connection:
        connection.sendall(head.encode() + media.text(900_000))
        wait_until(lambda: held(shop) != before, describe="the first of it was stored")

    wait_until(lambda: held(shop) == before, describe="and is gone")


def test_a_file_sent_again_is_the_same_message(shop, target):
    key, content = uuid.uuid4(), b"only once\n"

    answers = [target.bring(content, "once.txt", "text/plain", key=key) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["message"]["position"] for answer in answers}) == 1
    assert [file["name"] for file in target.files()].count("once.txt") == 1


def test_files_go_to_the_group_and_come_back_from_it(shop, visitor):
    shop.staff("support-agent")
    picture, notes = media.png(), media.text(5_000, secrets.token_hex(6))
    visitor.say("here they are")
    visitor.bring(picture, "screen.png", "image/png")
    visitor.bring(notes, "notes.txt", "text/plain")

    def carried():
        found = [m for m in topic(shop, visitor)["messages"] if m["file"]]
        return found if len(found) == 2 else None

    first, second = wait_until(carried, within=90, describe="both stood in the topic")
    assert first["isProtected"] and media.PLACE not in base64.b64decode(first["content"])
    assert (second["file"], base64.b64decode(second["content"])) == ("notes.txt", notes)
    assert visitor.number() in second["text"]

    thread = topic(shop, visitor)["thread"]
    sheet = b"%PDF-1.4\n" + secrets.token_bytes(2000)
    put = {"thread": thread, "as": AGENT, "type": "application/pdf", "name": "guide.pdf"}
    shop.world.post("/control/telegram/file", content=base64.b64encode(sheet).decode(), caption="the guide", **put)
    shop.world.post(
        "/control/telegram/file",
        content=base64.b64encode(media.jpeg()).decode(),
        thread=thread,
        kind="photo",
        **{"as": AGENT},
    )
    wait_until(lambda: len(visitor.files()) == 4, within=30, describe="both came to the visitor")
    guide = next(m for m in visitor.transcript()["messages"] if m["text"] == "the guide")
    assert guide["from"] == "staff" and visitor.fetch(guide["file"]).content == sheet
    [photo] = [file for file in visitor.files() if file["type"] == "image/jpeg"]
    assert media.PLACE not in visitor.fetch(photo).content


def test_what_the_group_cannot_send_is_said_there(shop, visitor):
    shop.staff("support-agent")
    visitor.say("hello")
    thread = topic(shop, visitor)["thread"]
    program = base64.b64encode(b"MZ" + bytes(900)).decode()
    put = {"thread": thread, "as": AGENT}

    shop.world.post("/control/telegram/file", content=program, name="setup.exe", type="image/png", **put)
    shop.world.post("/control/telegram/file", content=program, name="film.mp4", size=21 << 20, **put)

    def told():
        said = [m["text"] for m in topic(shop, visitor)["messages"] if m["isBot"] and "⚠" in m["text"]]
        return said if len(said) == 2 else None

    wait_until(told, within=60, describe="both were said")
    assert visitor.files() == []


def test_the_token_reaches_nobody_by_a_file(shop, visitor, staff):
    with shop.world.trouble("telegram", failNext=2, failStatus=500, path="getFile"):
        visitor.say("hello")
        thread = topic(shop, visitor)["thread"]
        content = base64.b64encode(b"a line\n").decode()
        shop.world.post("/control/telegram/file", content=content, name="a.txt", thread=thread, **{"as": AGENT})
        shop.advance_until(lambda: visitor.files(), step=11)
    for body in (json.dumps(visitor.transcript()), staff.get(link_to(staff, visitor)).body, shop.program.output()):
        assert "sampan-world-bot-token" not in body and "/file/bot" not in body


def test_my_data_holds_the_files_and_an_erasure_takes_them(shop, visitor, staff):
    mark = secrets.token_hex(12)
    content = media.text(300_000, mark)
    file = visitor.bring(content, f"{mark}.txt", "text/plain").json()["message"]["file"]
    address = visitor.post("/chat/data", {"language": "en"}).json()["address"]
    person = shop.visitor()
    [own] = person.get(address).links_to("/files/")
    assert raw(person, own).content == content
    [at_staff] = file_links(staff, link_to(staff, visitor))
    assert not scan.traces([mark], shop.files())

    finished(shop, *erase(shop, None, link=address))

    assert raw(person, own).status_code == 404
    assert raw(staff, at_staff).status_code == 404
    assert visitor.fetch(file).status_code == 404


def test_a_file_is_chosen_sent_and_saved_in_the_chat_and_a_refused_one_costs_no_typed_text(
    shop, staff, open_browser, tmp_path
):
    page = open_browser("phone", "vi").new_page()
    page.goto("/vi/plans")
    page.locator("[data-chat] .launcher").click()
    page.locator("[data-chat] input[value=yes]").check()
    text = page.locator("[data-chat] textarea")
    text.fill("chữ đang gõ")
    chooser = page.locator("[data-chat] input[type=file]")

    chooser.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"<script>alert(1)</script>"})
    warning = page.locator("[data-chat] .warning", has_text="loại tệp này không gửi được")
    warning.wait_for()
    assert text.input_value() == "chữ đang gõ"
    chooser.set_input_files({"name": "ảnh.png", "mimeType": "image/png", "buffer": media.png()})
    page.locator("[data-chat] .own .file", has_text="ảnh.png").and_(page.locator(":enabled")).wait_for()

    assert text.input_value() == "chữ đang gõ"
    with page.expect_download() as download:
        page.locator("[data-chat] .own .file").click()
    assert download.value.suggested_filename == "ảnh.png"
    secret = page.evaluate("JSON.parse(localStorage.getItem('chat')).secret")
    chat = Chat(shop, secret=secret)
    link = link_to(staff, chat)
    context = open_browser("desktop", "en")
    context.add_cookies([{"name": n, "value": v, "url": shop.url} for n, v in staff.cookies.items()])
    console = context.new_page()
    console.goto(link)
    picture = console.locator(".inbox-file img")
    picture.wait_for()
    wait_until(lambda: picture.evaluate("one => one.naturalWidth") == 3, describe="the picture was shown")
    console.locator("#inbox-file").set_input_files(
        {"name": "b.txt", "mimeType": "text/plain", "buffer": b"from the desk\n"}
    )
    page.locator("[data-chat] .line .file", has_text="b.txt").wait_for()
    console.locator("#inbox-file").set_input_files(
        {"name": "c.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\0\0"}
    )
    console.locator("[data-inbox-progress]", has_text="cannot be sent").wait_for()
    assert re.search(r"\.png", console.locator(".inbox-file").first.inner_text())
    chat.close()
