"""One address of every kind of page, for whatever has to be looked at everywhere: each template with {language} to fill in."""

import re

from .buying import begin, buy_and_receive, plan_slugs
from .chat import Chat
from .erasing import verified_link
from .waiting import wait_until

SHOP = {
    "home": "/{language}/",
    "destinations": "/{language}/destinations",
    "destination": "/{language}/destinations/japan",
    "plans": "/{language}/plans",
    "search": "/{language}/plans?q=spain",
    "nothing found": "/{language}/plans?q=qqqq",
    "phones": "/{language}/phones?model=iphone+13",
    "plan": "/{language}/plans/{plan}",
    "cart": "/{language}/cart",
    "checkout": "/{language}/checkout?plan={plan}",
    "order": "/{language}/orders/{order}",
    "order to pay": "/{language}/orders/{unpaid}",
    "receipt": "/{language}/orders/{order}/receipt",
    "withdrawal": "/{language}/orders/{order}/withdrawal",
    "other address": "/{language}/orders/{order}/email",
    "policy": "/{language}/privacy",
    "policy versions": "/{language}/privacy/versions",
    "policy changes": "/{language}/privacy/changes?from={version}",
    "ask about data": "/{language}/my-data",
    "my data": "/{language}/my-data/{data}",
    "find order": "/{language}/orders",
    "contact": "/{language}/contact",
    "cookies": "/{language}/cookies",
    "not found": "/{language}/nowhere",
    "sign in": "/console/sign-in",
}

# Not the components page, which shows every landmark twice.
CONSOLE = [
    "",
    "/inbox",
    "/inbox/{conversation}",
    "/orders",
    "/orders/{order}",
    "/customers",
    "/money",
    "/money/{amount}",
    "/catalogue",
    "/catalogue/{plan}",
    "/catalogue/rules",
    "/coupons",
    "/statistics",
    "/jobs",
    "/policy",
    "/recipients",
    "/record",
    "/record?log=access",
    "/record?log=access&purpose=improvement",
    "/record/{entry}",
    "/settings",
    "/settings/team",
    "/settings/team/{colleague}",
    "/settings/keys",
    "/settings/accounts",
    "/settings/accounts/stripe",
    "/settings/accounts/esim-access",
    "/settings/accounts/mail",
    "/account",
]

WORLD = [
    "/",
    "/cards",
    "/supplier",
    "/airalo",
    "/scenarios",
    "/calls",
    "/webhooks",
    "/mail",
    "/mail/{mail}",
    "/bank",
    "/telegram",
    "/stripe/pay/{session}",
]


class Places:
    """A shop in which everything has happened once, and the addresses of its pages."""

    def __init__(self, shop):
        self.shop, self.owner = shop, shop.staff("owner")
        self.plan = plan_slugs(shop.visitor())[0]
        self.bought = buy_and_receive(shop)
        self.open = begin(shop, slug=self.plan)
        unpaid = begin(shop, slug="japan-5gb-30d", language="vi", way="vietqr")
        shop.world.post("/control/vietqr/transfer", amount=123_000, content="tra tien")
        with_chat = Chat(shop)
        with_chat.say("Does it work in Japan? My phone is an iPhone 13.")
        with_chat.close()
        version = self._first("/en/privacy/versions", r"/privacy/versions/([0-9a-f]{64})")
        self.shop_parts = {
            "plan": self.plan,
            "order": self.bought.link.rpartition("/")[2],
            "unpaid": unpaid.answer.location.rpartition("/")[2],
            "version": version,
            "data": verified_link(shop, self.bought.email).rpartition("/")[2],
        }
        self._look_at_the_buyer()
        self.console_parts = {
            "conversation": self._first("/en/console/inbox", r"/console/inbox/([0-9a-f-]{36})"),
            "order": self.owner.order_link(self.bought).rpartition("/")[2],
            "amount": self._first("/en/console/money", r"/console/money/([0-9a-f-]{36})"),
            "plan": self.plan,
            "entry": self._first("/en/console/record?kind=disclosures", r"/console/record/([0-9a-f-]{36})"),
            "colleague": self._first("/en/console/settings/team", r"/settings/team/([0-9a-f-]{36})"),
        }

    def of_shop(self, language):
        return {name: place.format(language=language, **self.shop_parts) for name, place in SHOP.items()}

    def of_console(self, language):
        return {place: f"/{language}/console" + place.format(**self.console_parts) for place in CONSOLE}

    def of_world(self):
        mail = self.shop.world.get("/control/mail")[0]["id"]
        return [self.shop.world.url + place.format(mail=mail, session=self.open.session) for place in WORLD]

    def _look_at_the_buyer(self):
        """So that the record has something to say about who looked."""
        page = self.owner.order_of(self.bought)
        form = page.form(action="/openings")
        assert self.owner.post(form.action, form.filled(purpose="support")).status == 200

    def _first(self, address, pattern):
        return wait_until(
            lambda: re.search(pattern, self.owner.get(address).body), describe=f"{address} named something"
        ).group(1)
