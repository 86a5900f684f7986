"""A guest buys a plan, step by step over plain HTTP, as the pages lead them."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from .page import Page
from .visitor import Visitor
from .waiting import wait_until


@dataclass
class Purchase:
    shop: object
    visitor: Visitor
    email: str
    language: str
    slug: str
    checkout: Page  # the page with the form
    answer: Page  # what posting it gave
    activation: object = None  # the mail with the eSIM, once it was waited for

    @property
    def session(self):
        """The processor's name of the payment, from its page's address."""
        return urlsplit(self.answer.location).path.rpartition("/")[2]

    @cached_property
    def link(self):
        """The path of the order page, from the address the processor sends the buyer back to."""
        back = urlsplit(self.shop.world.session(self.session)["success_url"]).path
        return re.match(rf"/{self.language}/orders/[^/]+", back).group(0)

    def pay(self, **options):
        """Fills in the processor's page; a buyer who paid follows it back to the shop."""
        answer = self.shop.world.pay(self.answer.location, **options)
        if answer.status in (302, 303):
            back = self.visitor.get(answer.location)
            assert back.status in (200, 303), f"{back.status}: {back.text[:300]}"
        return answer

    def order_page(self):
        return self.visitor.get(self.link)

    def wait_for_delivery(self, within=20):
        """Waits for the mail with the eSIM; gives it."""
        return wait_until(lambda: self.activation_mails(), within, f"the eSIM for {self.email} was mailed")[0]

    @property
    def number(self):
        """The number by which shop and buyer speak of the order."""
        return self.order_page().mark("data-order-number")

    @property
    def state(self):
        return self.order_page().mark("data-state")

    def activation_code(self):
        return code_in(self.wait_for_delivery())

    def activation_mails(self):
        return [m for m in self.shop.world.emails(self.email) if "LPA:1$" in m.text]


def code_in(mail):
    """The activation code written in a mail."""
    return next(word for word in mail.text.split() if word.startswith("LPA:1$"))


def plan_slugs(visitor, language="en"):
    page = visitor.get(f"/{language}/plans")
    assert page.status == 200, f"{page.status}: {page.text[:300]}"
    found = [re.fullmatch(rf"/{language}/plans/([^/?#]+)", urlsplit(link).path) for link, _ in page.links]
    return list(dict.fromkeys(match.group(1) for match in found if match))


def checkout_form(visitor, slug, language="en"):
    page = visitor.get(f"/{language}/checkout?plan={slug}")
    assert page.status == 200, f"{page.status}: {page.text[:300]}"
    return page, page.form(having=("email", "policy", "csrf"))


def begin(shop, slug=None, language="en", **changes):
    """Opens the checkout and posts it with an address of its own; None leaves a field out.

    The answer is whatever the shop said.
    """
    visitor = changes.pop("visitor", None) or shop.visitor(language)
    slug = slug or plan_slugs(visitor, language)[0]
    email = changes.pop("email") if "email" in changes else shop.new_email()
    page, form = checkout_form(visitor, slug, language)
    values = {"email": email, "age": "16-or-over", **changes}
    answer = visitor.post(urlsplit(form.action).path or f"/{language}/checkout", form.filled(**values))
    return Purchase(shop, visitor, email, language, slug, page, answer)


def buy(shop, **options):
    """A paid order; the buyer is back from the processor."""
    purchase = begin(shop, **options)
    assert purchase.answer.status == 303, f"{purchase.answer.status}: {purchase.answer.text[:500]}"
    assert purchase.pay().status == 303, "the processor sends the buyer back"
    return purchase


def settle(shop):
    """Lets everything that was queued have its turn, by sending another purchase after it."""
    buy(shop).wait_for_delivery()


def buy_and_receive(shop, **options):
    """A paid order whose eSIM has arrived by mail."""
    purchase = buy(shop, **options)
    purchase.activation = purchase.wait_for_delivery()
    return purchase
