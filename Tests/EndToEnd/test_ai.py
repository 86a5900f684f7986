"""Help for staff by language models: what leaves is poorer, a refusal and the switch stop it, and the record names it."""

import json
import shutil
import sqlite3

import pytest

from harness.chat import Chat
from harness.program import ROOT
from harness.shop import BUSINESS
from harness.waiting import wait_until

PURPOSE = """
  - id: assistance
    name: {vi: Trợ giúp nhân viên, en: Helping staff}
    words:
      vi: Gợi ý câu trả lời và tóm tắt cuộc trò chuyện cho nhân viên
      en: Suggesting replies and summing conversations up for staff
    basis: legitimate-interest
    article: {vi: GDPR điều 6(1)(f), en: GDPR art. 6(1)(f)}
    categories: [chat-message]
    roles: [owner, support-agent]
"""
RECIPIENTS = "".join(
    f"""
  - id: {name.lower()}
    name: {name}
    country: US
    via: adapter
    policy: https://{name.lower()}.example/privacy
    words:
      vi: Chạy mô hình ngôn ngữ; nhận tin nhắn đã thay tên và số bằng ký hiệu.
      en: Runs language models; gets messages whose names and numbers were replaced.
    transfer:
      vi: Điều khoản mẫu của Ủy ban châu Âu (GDPR điều 46(2)(c))
      en: The Commission's standard clauses (GDPR art. 46(2)(c))
    receives:
      assistance: [chat-message]
"""
    for name in ("OpenAI", "OpenRouter")
)
ADAPTERS = """
  - id: openai
    addressKey: openai.baseURL
    address: https://api.openai.com
  - id: openrouter
    addressKey: openrouter.baseURL
    address: https://openrouter.ai
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory, open_shop):
    """A shop whose policy declares the purpose and two companies that run models."""
    businesses = tmp_path_factory.mktemp("models") / "Businesses"
    shutil.copytree(ROOT / "Businesses" / BUSINESS, businesses / BUSINESS)
    policy, business = businesses / BUSINESS / "policy.yaml", businesses / BUSINESS / "business.yaml"
    text = policy.read_text()
    for place, before, added in (
        ("  - telegram-bridge\n", False, "  - assistance\n  - openai\n  - openrouter\n"),
        ("  - id: fraud-prevention\n", True, PURPOSE.lstrip("\n")),
        ("\nretention:\n", True, RECIPIENTS),
    ):
        assert text.count(place) == 1, place
        text = text.replace(place, added + place if before else place + added)
    policy.write_text(text)
    business.write_text(business.read_text().rstrip("\n") + ADAPTERS)
    with open_shop(businesses=businesses) as shop:
        yield shop


@pytest.fixture(scope="module")
def accounts(shop):
    """The owner's own accounts; where the simulated companies are stands in the configuration."""
    owner = shop.staff("owner")
    for provider, key in (("openai", "sk-sampan-world-openai"), ("openrouter", "sk-or-sampan-world")):
        page = owner.get(f"/console/settings/accounts/{provider}")
        form = page.form(having=("api-key",))
        kept = owner.post(form.action, form.filled(**{"api-key": key, "model": "world/one"}))
        assert kept.status == 200, kept.text[:300]
    return owner


@pytest.fixture
def visitor(shop):
    chat = Chat(shop)
    yield chat
    chat.close()


def link_to(staff, number):
    def find():
        return [href for href, words in staff.get("/console/inbox?view=open").links if number in words]

    return wait_until(find, describe=f"{number} stood in the inbox")[0].split("?")[0]


def ask(staff, link, task="insight"):
    form = staff.get(link).form(having=("text",))
    return staff.post(f"{link}/assistance", form.filled(task=task, text=None, key=None))


def asked(shop, provider):
    return [json.loads(call["body"]) for call in shop.world.calls(provider, "/chat/completions")]


def disclosed(shop, recipient):
    for file in shop.files(shop.data):
        if file.suffix == ".sqlite":
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
                if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'disclosures'").fetchone():
                    return database.execute(
                        "SELECT purpose, categories, state FROM disclosures WHERE recipient = ?", (recipient,)
                    ).fetchall()
    return []


def test_what_a_model_is_sent_has_no_personal_data_and_its_answer_has_it_back(shop, accounts, visitor):
    staff = shop.staff("support-agent")
    planted = [shop.plant(value) for value in ("Sarah Whitcombe", "0912 345 678", "s.whitcombe@example.com")]
    visitor.say("My name is {}, call {} or write to {}".format(*planted))
    link, before = link_to(staff, visitor.number()), len(asked(shop, "openai"))

    page = ask(staff, link)

    assert page.status == 200, page.text[:300]
    [body] = asked(shop, "openai")[before:]
    sent = json.dumps(body, ensure_ascii=False)
    assert not [value for value in planted if value in sent]
    assert all(placeholder in sent for placeholder in ("[NAME_1]", "[PHONE_1]", "[EMAIL_1]"))
    assert body["store"] is False
    assert all(value in page.text for value in planted), "what was replaced is put back for the one who asked"
    assert ("assistance", "chat-message", 2) in disclosed(shop, "openai")
    assert "openai · world/one" in accounts.get("/console/settings/assistance").text


def test_with_the_first_company_down_the_second_is_asked_and_told_to_keep_nothing(shop, accounts, visitor):
    staff = shop.staff("support-agent")
    visitor.say("Does it work in Hue?")
    link, before = link_to(staff, visitor.number()), len(asked(shop, "openrouter"))
    shop.world.post("/control/scenarios/openai", failAlways=True, failStatus=503)
    try:
        page = ask(staff, link)
    finally:
        shop.world.post("/control/scenarios/openai/reset")

    [body] = asked(shop, "openrouter")[before:]
    assert body["provider"] == {
        "data_collection": "deny",
        "zdr": True,
        "allow_fallbacks": False,
        "require_parameters": True,
    }
    assert page.marked("data-assistance-result") == ["insight"]
    assert "unreachable" in accounts.get("/console/settings/assistance").text


def test_a_person_who_refuses_is_sent_to_nobody(shop, accounts, visitor):
    staff = shop.staff("support-agent")
    visitor.say("Please no robots")
    link, before = link_to(staff, visitor.number()), len(asked(shop, "openai"))
    form = staff.get(link).form(action="/assistance/refusal")
    assert staff.post(form.action, form.filled(to="refused")).status == 303

    page = ask(staff, link)

    assert len(asked(shop, "openai")) == before and not page.marked("data-assistance-result")
    assert "does not want programs" in page.text


def test_switched_off_by_its_owner_nothing_is_asked_and_nobody_else_may_switch(shop, accounts, visitor):
    staff = shop.staff("support-agent")
    visitor.say("Hello?")
    link = link_to(staff, visitor.number())
    form = accounts.get("/console/settings/assistance").form(having=("title",))
    assert staff.post("/console/settings/assistance", form.filled(to="off")).status == 403
    assert accounts.post("/console/settings/assistance", form.filled(to="off")).status == 303
    before = len(asked(shop, "openai")) + len(asked(shop, "openrouter"))

    page = ask(staff, link)

    assert len(asked(shop, "openai")) + len(asked(shop, "openrouter")) == before
    assert "switched help by programs off" in page.text
    assert accounts.post("/console/settings/assistance", form.filled(to="on")).status == 303
