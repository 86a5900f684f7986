"""Organisations of V Connect with WhatsApp numbers of their own, and the people who write to them."""

import hashlib
import hmac
import json
import secrets
import uuid
from types import SimpleNamespace

import httpx

from .shop import Shop, alone
from .staff import PASSWORD, PEOPLE, Staff
from .waiting import wait_until

APP_SECRET = "sampan-world-app-secret"
ACCOUNTS = {
    "tea": ("EAAGsampanworldtoken1", "100000000000001"),
    "silk": ("EAAGsampanworldtoken2", "100000000000002"),
}
TEA, REPAIRS, SILK = "200000000000001", "200000000000002", "200000000000003"


class Service(Shop):
    """A running V Connect: its pages, the organisations that joined it, and Meta."""

    business, first_page = "v-connect", "/en/"

    def __init__(self, folder, **options):
        super().__init__(folder, businesses=alone(folder, self.business), **options)

    def _settings(self):
        settings = super()._settings()
        settings["whatsapp"] = {
            "baseURL": f"{self.world.address}/whatsapp",
            "appSecret": APP_SECRET,
            "verifyToken": "sampan-world-verify-token",
        }
        return settings

    def organisation(self, slug):
        """One that joined, with an owner and an agent; their account with WhatsApp is not connected yet."""
        host = f"{slug}.localhost"
        code, output = self.command(
            *("organisation", "add", self.business, slug, "--name", slug.title(), "--host", host)
        )
        assert code == 0, output
        for role in ("owner", "support-agent"):
            name, address = PEOPLE[role]
            code, output = self.command(
                *("staff", "add", "--name", name, "--email", address, "--role", role, "--organisation", slug),
                typed=PASSWORD + "\n",
            )
            assert code == 0, output
        return Organisation(self, slug, SimpleNamespace(address=self.address, host=f"{host}:{self.port}"))

    def post_notice(self, body, signature=None, secret=APP_SECRET):
        """Posts to the app's address as Meta would, or as somebody who is not Meta."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        if signature is None:
            signature = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"host": self.host, "content-type": "application/json"}
        if signature:
            headers["x-hub-signature-256"] = signature
        return httpx.post(
            f"{self.address}/webhooks/whatsapp", content=raw, headers=headers, timeout=15, trust_env=False
        ).status_code

    def sent(self, text="", path="/messages"):
        """What left for Meta with these words in it."""
        return [c for c in self.world.calls("whatsapp", path) if c["method"] == "POST" and text in c["body"]]


class Organisation:
    def __init__(self, service, slug, place):
        self.service, self.slug, self.place = service, slug, place
        self.sign_in()

    def sign_in(self):
        """Sessions end; after days have passed people sign in again."""
        self.owner, self.agent = (self.service.welcome(Staff(self.place, role)) for role in ("owner", "support-agent"))

    def connect(self, account=None):
        """Puts the account in and tries it, as an owner does; gives the page that says what came of it."""
        token, number = ACCOUNTS[account or self.slug]
        place = "/console/settings/accounts/whatsapp"
        page = self.owner.get(place)
        form = page.form(having=("access-token",))
        kept = self.owner.post(form.action, form.filled(**{"access-token": token, "business-account": number}))
        if kept.status != 200:
            return kept
        form = next(f for f in kept.forms if f.action.endswith("/trial"))
        return self.owner.post(form.action, form.filled())

    def link(self, words):
        """The inbox's address of the conversation whose line holds these words, once it is there."""

        def find():
            page = self.agent.get("/console/inbox")
            assert page.status == 200, page.text[:300]
            return next((href for href, text in page.links if words in text and "/inbox/" in href), None)

        return wait_until(find, within=20, describe=f"{words!r} stood in the inbox")

    def answer(self, link, text, kind="reply"):
        form = self.agent.get(link).form(having=("text", "key"))
        return self.agent.post(form.action, form.filled(text=text, kind=kind))

    def write(self, link, text):
        """Posts an answer though the page offers none any more."""
        page = self.agent.get(link)
        form = page.form(having=("text", "key"))
        return self.agent.post(form.action, form.filled(text=text, kind="reply"))

    def send_template(self, link, name, values):
        page = self.agent.get(link)
        forms = [f for f in page.forms if f.action.endswith("/templates") and {"v0", "v1"} <= f.names]
        form = forms[0]
        assert name in page.body
        return self.agent.post(form.action, form.filled(**{f"v{n}": value for n, value in enumerate(values)}))

    def agree(self, link):
        form = next(f for f in self.agent.get(link).forms if f.action.endswith("/agreement"))
        assert self.agent.post(form.action, form.filled()).status == 303

    def page(self, link):
        return self.agent.get(link).body

    def until(self, link, words, within=20):
        return wait_until(
            lambda: (body := self.page(link)) and words in body and body, within=within, describe=f"{words!r} was shown"
        )


class Phone:
    """A telephone with WhatsApp."""

    def __init__(self, service, name="An Nguyen", number=TEA):
        self.service, self.name, self.to = service, name, number
        self.phone = service.plant("8490" + "".join(secrets.choice("0123456789") for _ in range(8)))

    def say(self, text="", **fields):
        return self.service.world.post(
            "/control/whatsapp/say",
            **{"phone": self.phone, "name": self.name, "number": self.to, "text": text} | fields,
        )

    def shown(self):
        """What the telephone shows, in order."""
        messages = self.service.world.get("/control/whatsapp")["messages"]
        return [m for m in messages if m["phone"] == self.phone and m["number"] == self.to]

    def received(self):
        return [m["text"] for m in self.shown() if not m["fromPhone"]]

    def reads(self):
        self.service.world.post("/control/whatsapp/read", phone=self.phone)

    def reports(self, message, status, **fields):
        self.service.world.post("/control/whatsapp/report", id=message, status=status, **fields)


def some(words):
    return f"{words} {uuid.uuid4().hex[:8]}"


def contacts_since(service, before):
    return sum(count for (_, table), count in service.changes(before).items() if table == "contacts")


def everything_read(tea, phone, link):
    """Marks of reading are calls too: what is to befall the next call waits for them."""
    tea.page(link)
    wait_until(lambda: all(m["read"] for m in phone.shown() if m["fromPhone"]), within=20, describe="marked as read")
