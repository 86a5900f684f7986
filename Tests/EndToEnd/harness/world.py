"""The simulated third parties, run as a program of their own so that they outlive a shop that is killed."""

import email
import email.policy
import json
from contextlib import contextmanager
from urllib.parse import parse_qsl, quote, urlsplit

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
        # Buyers in threads of their own share it: a connection kept for later may be closed by one while another takes it.
        self._client = httpx.Client(
            base_url=self.address,
            headers={"host": self.host},
            timeout=15,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )
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
        calls = self.get("/control/calls")
        return [c for c in calls if (provider is None or c["provider"] == provider) and path in c["path"]]

    def emails(self, to=None, containing=""):
        """The messages in the mailbox, parsed, oldest first."""
        messages = [Email(row) for row in reversed(self.get("/control/mail" + (f"?to={quote(to)}" if to else "")))]
        return [m for m in messages if containing in m.subject + m.text]

    def email(self, to, containing=""):
        """The one message to this address with this text, once it has arrived."""
        found = wait_until(lambda: self.emails(to, containing), describe=f"a mail to {to} with {containing!r} came")
        assert len(found) == 1, f"{len(found)} mails to {to} with {containing!r}: {[m.subject for m in found]}"
        return found[0]

    def session(self, identity):
        """A payment as the processor sees it."""
        return next(s for s in self.get("/control/stripe")["sessions"] if s["id"] == identity)

    def esims(self):
        """What the supplier has issued, oldest first."""
        orders = self.get("/control/esim-access")["orders"]
        return [profile for order in reversed(orders) for profile in order["profiles"]]

    def airalo_orders(self):
        """What the second supplier was asked for and took, oldest first; top-ups too."""
        return list(reversed(self.get("/control/airalo")["orders"]))

    def charges(self):
        return self.get("/control/stripe")["charges"]

    # What happens there

    def install(self, esim):
        self.post("/control/esim-access/install", iccid=esim["iccid"])

    def use_data(self, esim, percent):
        self.post("/control/esim-access/use-data", iccid=esim["iccid"], percent=percent)

    def advance(self, seconds):
        self.post("/control/clock", seconds=seconds)

    # What shall go wrong

    def set(self, provider, **switches):
        self.post(f"/control/scenarios/{provider}", **switches)

    @contextmanager
    def trouble(self, provider, **switches):
        self.set(provider, **switches)
        try:
            yield
        finally:
            self.post(f"/control/scenarios/{provider}/reset")

    def release_webhooks(self, provider="stripe"):
        self.post(f"/control/webhooks/{provider}/release")

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

    # The control interface

    def get(self, path):
        response = self._client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:300]}"
        return response.json()

    def post(self, path, /, **fields):
        response = self._client.post(path, json=fields)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:300]}"
        return response.json()


class Email:
    def __init__(self, row):
        self.raw = row["source"]
        message = email.message_from_string(row["source"], policy=email.policy.default)
        self.message = message
        self.to = row["to"][0]
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
