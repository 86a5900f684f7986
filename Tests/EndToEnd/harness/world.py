"""The simulated third parties, run as a program of their own so that they outlive a shop that is killed."""

import email
import email.policy
import json
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import httpx

from .page import Page
from .ports import free_port
from .program import Program
from .waiting import wait_until


class World:
    def __init__(self, folder, shop_port):
        self.port, self.smtp_port = free_port(), free_port()
        self.host = f"world.localhost:{self.port}"
        self.address = f"http://127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self.mail_ca = folder / "world-mail-ca.pem"
        self._client = httpx.Client(base_url=self.address, headers={"host": self.host}, timeout=15, trust_env=False)
        self.program = Program(
            [
                "world",
                *("--port", self.port),
                *("--smtp-port", self.smtp_port),
                *("--public-url", self.url),
                *("--shop", f"http://127.0.0.1:{shop_port}"),
                *("--mail-ca", self.mail_ca),
            ],
            log=folder / "world.log",
            ready=lambda: self.mail_ca.exists() and _answers(self._client, "/control/calls"),
        )

    def stop(self):
        self._client.close()
        self.program.stop()

    # What arrived there

    def calls(self, provider=None, path=""):
        """Everything the shop sent, in order: dictionaries with method, path, headers and body."""
        calls = self._get("/control/calls")
        return [c for c in calls if (provider is None or c["provider"] == provider) and path in c["path"]]

    def emails(self, to=None, containing=""):
        """The messages in the mailbox, parsed, oldest first."""
        messages = [Email(m) for m in self._get("/control/mail")["messages"]]
        return [m for m in messages if (to is None or m.to == to) and containing in m.subject + m.text]

    def email(self, to, containing="", within=15):
        """The one message to this address, once it has arrived."""
        found = wait_until(lambda: self.emails(to, containing), within, f"a mail to {to} with {containing!r} arrived")
        assert len(found) == 1, f"{len(found)} mails to {to} with {containing!r}: {[m.subject for m in found]}"
        return found[0]

    # What shall go wrong

    def set(self, provider, **switches):
        response = self._client.post(f"/control/scenarios/{provider}", json=switches)
        assert response.status_code < 300, response.text

    @contextmanager
    def trouble(self, provider, **switches):
        self.set(provider, **switches)
        try:
            yield
        finally:
            self._client.post("/control/scenarios/reset")

    # Its card page, without a browser

    def pay(self, url, card="4242424242424242", **fields):
        """Fills the hosted card page in and sends it; the answer leads the buyer back, or says why not."""
        address = urlsplit(url)
        assert address.netloc == self.host, f"{url} is not the processor's page"
        page = Page(self._client.get(address.path))
        assert page.status == 200, f"the card page answered {page.status}: {page.text[:200]}"
        form = page.form(having=("number",))
        values = {"number": card, "expiry": "12/34", "code": "123", "name": "An Nguyen", "method": "card", **fields}
        return Page(self._client.post(form.action, data=dict(form.filled(**values))))

    def _get(self, path):
        response = self._client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:300]}"
        return response.json()


class Email:
    def __init__(self, row):
        self.raw = row["raw"]
        message = email.message_from_string(row["raw"], policy=email.policy.default)
        self.message = message
        self.to = row["recipients"][0]
        self.subject = message["subject"]
        self.text = _part(message, "plain")
        self.html = _part(message, "html")
        self.pictures = [p.get_content() for p in message.walk() if p.get_content_maintype() == "image"]

    @property
    def links(self):
        return [word.strip("<>.,") for word in self.text.split() if word.strip("<").startswith("http")]

    def link(self, part):
        found = [link for link in self.links if part in link]
        assert found, f"no link with {part!r} in {self.links}"
        return found[0]


def form_fields(call):
    return dict(parse_qsl(call["body"], keep_blank_values=True))


def json_body(call):
    return json.loads(call["body"])


def _part(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def _answers(client, path):
    try:
        return client.get(path).status_code == 200
    except httpx.TransportError:
        return False
