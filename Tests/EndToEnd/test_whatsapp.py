"""WhatsApp: organisations with numbers of their own, what people write to them, and what they answer."""

import json
import uuid

import pytest

from harness import scan
from harness.waiting import wait_until
from harness.whatsapp import ACCOUNTS, REPAIRS, SILK, TEA, Phone, Service, contacts_since, everything_read, some

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def service(open_shop):
    with open_shop(Service) as service:
        yield service


@pytest.fixture(scope="module")
def tea(service):
    organisation = service.organisation("tea")
    organisation.connected = organisation.connect()
    return organisation


@pytest.fixture(scope="module")
def silk(service):
    organisation = service.organisation("silk")
    organisation.connect()
    return organisation


@pytest.fixture
def phone(service, tea):
    return Phone(service, name=f"An {uuid.uuid4().hex[:6]}")


def pages_of_a_shop(service):
    visitor = service.visitor()
    return {path: visitor.get(path).status for path in ("/en/plans", "/en/cart", "/en/checkout", "/en/orders")}


def test_where_nothing_is_sold_there_is_no_page_of_a_shop(service, tea):
    assert set(pages_of_a_shop(service).values()) == {404}
    front = service.visitor().get("/en/")
    assert front.status == 200 and "V Connect" in front.body and "/en/cart" not in front.body
    assert tea.owner.get("/console/orders").status == 404
    home = tea.owner.get("/console")
    assert home.status == 200 and "/console/orders" not in home.body and "/console/inbox" in home.body


# Connecting


@pytest.mark.promise("WA-25")
def test_an_account_is_connected_verified_and_nobody_elses(service, tea, silk):
    assert "+84 28 7300 0001" in tea.connected.body and "+84 28 7300 0002" in tea.connected.body
    assert "100000000000001" in service.world.get("/control/whatsapp")["subscribed"]
    verified = service.world.post("/control/whatsapp/verify")
    assert verified == {"status": 200, "isOurs": True}
    assert service.world.post("/control/whatsapp/verify", token="wrong") == {"status": 403, "isOurs": False}

    taken = silk.connect("tea")

    assert taken.status == 422 and "another organisation" in taken.body
    number = Phone(service, number=SILK)
    number.say("still ours")
    silk.link("still ours")


def test_only_the_owner_sees_the_account(tea):
    assert tea.agent.get("/console/settings/accounts/whatsapp").status == 403
    assert tea.owner.get("/console/settings/accounts/stripe").status == 404, "nothing is sold here"


@pytest.mark.promise("WA-07")
def test_two_people_are_two_conversations_with_state_holder_and_unread_count(service, tea, silk):
    phones = [Phone(service, name=f"{name} {uuid.uuid4().hex[:6]}") for name in ("First", "Second")]
    phones[0].say("one")
    first = tea.link(phones[0].name)
    phones[1].say("two")
    phones[1].say("three")
    second = tea.link(phones[1].name)
    inbox = wait_until(
        lambda: "2 unread messages" in (page := tea.agent.get("/console/inbox").body) and page, describe="both came"
    )

    assert first != second and inbox.index(phones[1].name) < inbox.index(phones[0].name)
    assert "1 unread message" in inbox
    page = tea.agent.get(first)
    assert "Open</span>" in page.body and "With you" not in page.body
    form = next(f for f in page.forms if f.action.endswith("/assignment"))
    assert tea.agent.post(form.action, form.filled(to="me")).status == 303
    assert "With you" in tea.page(first)
    theirs = silk.agent.get("/console/inbox").body
    assert not [p for p in phones if p.name in theirs]
    assert silk.agent.get(first).status == 404


# What comes in


@pytest.mark.promise("WA-28")
def test_what_is_written_both_ways_is_stored_and_what_is_forged_is_not(service, tea, phone):
    question, answer = some("is the green one fresh?"), some("It came this morning")
    phone.say(question)
    link = tea.link(question)
    phone.say(message={"type": "image", "image": {"id": "65463453", "mime_type": "image/jpeg", "caption": "this one"}})
    tea.until(link, 'data-form="image"')
    tea.answer(link, answer)
    wait_until(lambda: answer in phone.received(), within=20, describe="it came to the phone")

    page = tea.page(link)
    said = [page.index(f'dir="auto">{words}</p>') for words in (question, "this one", answer)]
    assert said == sorted(said), "in the order they were written"
    before = service.rows()
    forged = {"object": "whatsapp_business_account", "entry": []}
    raw = json.dumps(forged).encode()
    assert service.post_notice(raw, signature="sha256=" + "0" * 64) == 401
    assert service.post_notice(raw, signature="") == 401, "missing is forged"
    assert service.post_notice(raw, secret="another") == 401
    assert service.post_notice(raw, signature="sha1=" + "0" * 40) == 401
    kept = {table for _, table in service.changes(before)}
    assert not kept & {"callbacks", "messages", "conversations", "contacts", "channel_messages", "jobs"}


@pytest.mark.promise("WA-29")
def test_a_first_message_makes_one_contact_with_number_and_name(service, tea, phone):
    before = service.rows()
    first = some("hello")
    phone.say(first)
    link = tea.link(phone.name)
    page = tea.page(link)
    assert phone.phone in page and phone.name in page
    assert contacts_since(service, before) == 1

    phone.say(some("and again"))
    wait_until(lambda: len([m for m in phone.shown() if m["fromPhone"]]) == 2, describe="both were sent")
    tea.until(link, "and again")

    assert contacts_since(service, before) == 1


def test_the_same_message_twice_in_a_body_and_again_is_one(service, tea, phone):
    said = phone.say(some("only once"))
    words = said["text"]["body"]
    link = tea.link(words)
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": TEA, "display_phone_number": "x"},
        "contacts": [{"profile": {"name": phone.name}, "wa_id": phone.phone}],
        "messages": [said, said],
    }
    for _ in range(3):
        service.world.post("/control/whatsapp/post", changes=[{"account": "100000000000001", "value": value}])
    after = some("afterwards")
    phone.say(after)
    page = tea.until(link, after)

    assert page.count(words) <= 2, "in the list at most, and once in the log"
    assert page.count(f'dir="auto">{words}</p>') == 1


def test_one_delivery_for_several_organisations_is_split(service, tea, silk):
    first, second = some("for tea"), some("for silk")
    changes = [
        {
            "account": account,
            "value": {
                "messaging_product": "whatsapp",
                "metadata": {"phone_number_id": number},
                "contacts": [{"profile": {"name": "Both"}, "wa_id": "84911111111"}],
                "messages": [
                    {
                        "from": "84911111111",
                        "id": f"wamid.{uuid.uuid4().hex}",
                        "timestamp": str(int(service.now()) // 1000),
                        "type": "text",
                        "text": {"body": words},
                    }
                ],
            },
        }
        for account, number, words in (("100000000000001", TEA, first), ("100000000000002", SILK, second))
    ]
    service.world.post("/control/whatsapp/post", changes=changes)

    assert second not in tea.page(tea.link(first))
    assert first not in silk.page(silk.link(second))
    assert second not in tea.agent.get("/console/inbox").body


KINDS = {
    "location": ({"location": {"latitude": 10.77, "longitude": 106.7, "name": "Ben Thanh"}}, "Ben Thanh"),
    "contacts": (
        {"contacts": [{"name": {"formatted_name": "Chi Hoa"}, "phones": [{"phone": "+84 90 000"}]}]},
        "Chi Hoa +84 90 000",
    ),
    "button": ({"button": {"payload": "x", "text": "Yes please"}}, "Yes please"),
    "interactive": ({"interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "Jasmine"}}}, "Jasmine"),
    "order": ({"order": {"product_items": [{"product_retailer_id": "T-1", "quantity": 2}]}}, "2 × T-1"),
    "document": (
        {"document": {"id": "1", "filename": "a.pdf", "mime_type": "application/pdf"}},
        'data-form="document"',
    ),
    "audio": ({"audio": {"id": "1", "mime_type": "audio/ogg", "voice": True}}, 'data-form="voice"'),
    "unsupported": ({"errors": [{"code": 131051, "title": "Message type unknown"}]}, 'data-form="unsupported"'),
}


@pytest.fixture(scope="module")
def talkative(service, tea):
    phone = Phone(service, name="Talkative")
    phone.say(first := some("all kinds"))
    return phone, tea.link(first)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_message_is_shown(tea, talkative, kind):
    phone, link = talkative
    content, shown = KINDS[kind]
    phone.say(message={"type": kind, **content})
    tea.until(link, shown)


def test_a_message_changed_taken_back_and_answered_with_a_sign(service, tea, talkative):
    phone, link = talkative
    old, new = some("two pots"), some("three pots")
    said = phone.say(old)
    tea.until(link, old)
    phone.say(message={"type": "reaction", "reaction": {"message_id": said["id"], "emoji": "😮"}})
    tea.until(link, "😮")
    edit = {"original_message_id": said["id"], "message": {"type": "text", "text": {"body": new}}}
    phone.say(message={"type": "edit", "edit": edit})
    wait_until(lambda: (page := tea.page(link)) and new in page and old not in page, describe="it was changed")

    phone.say(message={"type": "revoke", "revoke": {"original_message_id": said["id"]}})

    page = tea.until(link, 'data-form="revoked"')
    assert new not in page and old not in page and "😮" not in page


def test_somebody_without_a_number_is_answered_by_their_account(service, tea):
    phone = Phone(service, name=f"Hidden {uuid.uuid4().hex[:6]}")
    user = f"VN.{uuid.uuid4().int}"
    phone.say("no number here", user_id=user)
    link = tea.link(phone.name)
    answer = some("we know you anyway")
    tea.answer(link, answer)

    [call] = wait_until(lambda: service.sent(answer), describe="it left")
    body = json.loads(call["body"])
    assert body["recipient"] == user and "to" not in body
    assert phone.phone not in tea.page(link)


def test_who_changes_their_number_stays_the_same_contact(service, tea, phone):
    phone.say(some("from my old number"))
    link = tea.link(phone.name)
    former, phone.phone = phone.phone, service.plant("84933" + str(uuid.uuid4().int)[:7])
    system = {"type": "user_changed_number", "wa_id": phone.phone, "body": "changed"}
    phone.say(message={"type": "system", "system": system}, phone=former)
    tea.until(link, phone.phone)
    phone.say(later := some("from my new number"))

    assert later in tea.until(link, later)


# What goes out


@pytest.mark.promise("WA-32")
def test_an_answer_is_one_call_a_failing_one_is_retried_and_a_double_click_is_one(service, tea, phone):
    phone.say(some("hello"))
    link = tea.link(phone.name)
    answer = some("good morning")
    form = tea.agent.get(link).form(having=("text", "key"))
    fields = form.filled(text=answer, kind="reply")
    for _ in range(2):
        assert tea.agent.post(form.action, fields).status == 303
    wait_until(lambda: answer in phone.received(), within=20, describe="it came")
    assert len(service.sent(answer)) == 1

    retried = some("this one fails twice")
    everything_read(tea, phone, link)
    with service.world.trouble("whatsapp", failNext=2, failStatus=500, failCode="131000", path="/messages"):
        tea.answer(link, retried)
        service.advance_until(lambda: retried in phone.received(), step=10)
    assert phone.received().count(retried) == 1 and len(service.sent(retried)) == 3

    failing = some("this one never goes")
    with service.world.trouble("whatsapp", failAlways=True, failStatus=403, failCode="131000", path="/messages"):
        tea.answer(link, failing)
        service.advance_until(lambda: "not sent" in tea.page(link), step=120)
    assert failing not in phone.received()
    assert "WhatsApp had trouble (131000)" in tea.page(link)


@pytest.mark.promise("WA-30")
def test_reports_stand_on_the_message_and_never_go_back(service, tea, phone):
    phone.say(some("hello"))
    link = tea.link(phone.name)
    answer = some("how far did it come?")
    tea.answer(link, answer)
    tea.until(link, "delivered <time")
    [message] = [m for m in phone.shown() if m["text"] == answer]

    phone.reads()
    tea.until(link, "read <time")
    phone.reports(message["id"], "delivered")
    phone.reports(message["id"], "sent")
    phone.reports(message["id"], "failed", code=131026)
    phone.reports("wamid.nobody-knows", "read")
    phone.say(marker := some("afterwards"))
    page = tea.until(link, marker)

    assert all(f"{state} <time" in page for state in ("sent", "delivered", "read")) and "not sent" not in page

    with service.world.trouble("whatsapp", failReports="131026"):
        tea.answer(link, some("this one cannot arrive"))
        tea.until(link, "cannot be reached on WhatsApp (131026)")


@pytest.mark.promise("WA-58")
def test_meta_gets_number_and_message_and_nothing_else(service, tea, phone):
    secret, answer = some("a note for colleagues"), some("an answer")
    phone.say(some("hello"))
    link = tea.link(phone.name)
    tea.answer(link, secret, kind="note")
    tea.answer(link, answer)
    wait_until(lambda: answer in phone.received(), within=20, describe="it came")

    [call] = service.sent(answer)
    body = json.loads(call["body"])
    assert set(body) == {
        "messaging_product",
        "recipient_type",
        "to",
        "type",
        "text",
        "biz_opaque_callback_data",
    }
    assert body["to"] == "+" + phone.phone and body["text"]["body"] == answer
    everything = json.dumps(service.world.calls("whatsapp"))
    assert secret not in everything and phone.name not in everything


@pytest.mark.promise("WA-115")
def test_after_a_day_only_a_template_goes_and_only_to_who_agreed(service, tea, phone):
    phone.say(some("hello"))
    link = tea.link(phone.name)
    service.advance(24 * 3600 + 60)
    tea.sign_in()
    late = some("a day too late")
    refused = tea.write(link, late)
    assert refused.status == 422 and "24 hours" in refused.body
    assert not service.sent(late)

    assert tea.send_template(link, "appointment_reminder", [phone.name, "Monday"]).status == 422, "nobody agreed"
    tea.agree(link)
    assert tea.send_template(link, "appointment_reminder", [phone.name, "Monday"]).status == 303
    wait_until(
        lambda: f"Hello {phone.name}, we expect you on Monday." in phone.received(), within=20, describe="it came"
    )

    phone.say("STOP")
    tea.until(link, "STOP")
    quiet = some("one more thing")
    assert tea.write(link, quiet).status == 422
    assert tea.send_template(link, "appointment_reminder", [phone.name, "Tuesday"]).status == 422
    assert not service.sent(quiet) and not service.sent("Tuesday")


CODES = {
    131026: "cannot be reached",
    131047: "24 hours are over",
    131048: "as unwanted",
    131049: "spares this person offers",
    131050: "stopped offers",
    130472: "held back by WhatsApp",
    132001: "wrong with the template",
    131031: "needs the owner",
    368: "needs the owner",
}
LATER = {190: "failNext", 4: "failNext", 80007: "failNext", 130429: "failNext", 131056: "failNext", 131016: "failNext"}


@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_mended_is_told_at_once_and_not_tried_again(service, tea, code):
    phone = Phone(service, name=f"Code {code}")
    phone.say(some("hello"))
    link = tea.link(phone.name)
    words = some("refused")
    with service.world.trouble("whatsapp", failAlways=True, failStatus=400, failCode=str(code), path="/messages"):
        tea.answer(link, words)
        tea.until(link, f"{CODES[code]}")
    assert len(service.sent(words)) == 1


@pytest.mark.parametrize("code", LATER)
def test_what_passes_is_tried_again_later_and_goes_once(service, tea, code):
    phone = Phone(service, name=f"Later {code}")
    phone.say(some("hello"))
    link = tea.link(phone.name)
    words = some("patience")
    everything_read(tea, phone, link)
    with service.world.trouble("whatsapp", failNext=1, failStatus=403, failCode=str(code), path="/messages"):
        tea.answer(link, words)
        wait_until(lambda: service.sent(words), describe="it was tried")
        service.advance_until(lambda: words in phone.received(), step=60)
    assert phone.received().count(words) == 1 and len(service.sent(words)) == 2


def test_an_answer_that_was_lost_is_known_by_its_report_and_not_sent_again(service, tea, phone):
    phone.say(some("hello"))
    link = tea.link(phone.name)
    words = some("did it go?")
    with service.world.trouble("whatsapp", loseAnswers=1, path="/messages"):
        tea.answer(link, words)
        tea.until(link, "delivered <time")
    service.advance(180)
    phone.say(marker := some("yes"))
    tea.until(link, marker)

    assert phone.received().count(words) == 1


def test_reading_here_is_shown_on_the_phone_and_blocking_holds_back(service, tea, phone):
    phone.say(some("did you see it?"))
    link = tea.link(phone.name)
    tea.page(link)
    wait_until(lambda: phone.shown()[0]["read"], within=20, describe="it was marked as read")

    form = next(f for f in tea.agent.get(link).forms if f.action.endswith("/block"))
    assert tea.agent.post(form.action, form.filled(to="blocked")).status == 303
    assert phone.phone in json.dumps(service.world.get("/control/whatsapp")["blocked"])
    assert tea.write(link, "anything").status == 422


def test_notices_that_are_no_notices_are_refused_and_large_ones_too(service):
    for body in (b"", b"{", b"[]", b'{"object":"page"}', b'{"object":"whatsapp_business_account","entry":[1]}'):
        assert service.post_notice(body) == 400, body
    assert service.post_notice(b" " * (5 * 1024 * 1024)) == 413
    nothing = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": "calls", "value": {}}]}],
    }
    assert service.post_notice(nothing) == 200, "nobody's: taken and let go"


def test_from_each_number_the_answer_leaves_by_the_number_it_came_to(service, tea):
    for number in (TEA, REPAIRS):
        phone = Phone(service, name=f"At {number[-1]} {uuid.uuid4().hex[:5]}", number=number)
        phone.say(some("hello"))
        answer = some("hello yourself")
        tea.answer(tea.link(phone.name), answer)
        [call] = wait_until(lambda a=answer: service.sent(a), within=20, describe="it left")
        assert f"/{number}/messages" in call["path"]


@pytest.mark.promise("WA-26")
def test_the_token_is_sealed_used_and_gone_when_taken_back(service, silk):
    silk.sign_in()
    token, _ = ACCOUNTS["silk"]
    phone = Phone(service, name=f"Last {uuid.uuid4().hex[:6]}", number=SILK)
    phone.say("hello")
    link = silk.link(phone.name)
    answer = some("with the token")
    silk.answer(link, answer)
    [call] = wait_until(lambda: service.sent(answer), within=20, describe="it left")
    assert call["headers"]["authorization"] == f"Bearer {token}"
    assert not scan.traces([token], service.files(service.data, service.keys, service.secrets))
    place = "/console/settings/accounts/whatsapp"
    assert token not in silk.owner.get(place).body and f"…{token[-4:]}" in silk.owner.get(place).body

    form = next(f for f in silk.owner.get(place).forms if f.action.endswith("/removal"))
    assert silk.owner.post(form.action, form.filled()).status == 303

    late = some("without it")
    silk.answer(link, late)
    silk.until(link, "needs the owner")
    assert not service.sent(late)
    phone.say(unheard := some("is anybody there"))
    wait_until(
        lambda: [
            d
            for d in service.world.get("/control/webhooks?provider=whatsapp")
            if unheard in json.dumps(d) and d["state"] == "delivered"
        ],
        describe="it was brought",
    )
    assert unheard not in silk.page(link)
