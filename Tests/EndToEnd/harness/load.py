"""People who go on buying while something goes wrong, and the look afterwards: nothing lost, nothing doubled."""

import random
import threading
from collections import Counter
from urllib.parse import urlsplit

import httpx

from .buying import Purchase, code_in, plan_slugs
from .waiting import PAUSE, wait_until

BUYERS = 2


class Buyer(threading.Thread):
    """Buys one eSIM after another, and presses the button again when nobody answered.

    `bears` is the status they take for "please try again"; none unless told.
    """

    def __init__(self, shop, slugs, seed, bears, at):
        super().__init__(daemon=True)
        self.shop, self.slugs, self.random, self.bears = shop, slugs, random.Random(seed), bears
        self.servers = at or [shop, *shop.nodes]
        self.is_over = threading.Event()
        self.paid, self.trouble = [], None

    def run(self):
        try:
            while not self.is_over.is_set():
                self.buy_one()
        except SystemExit:
            pass  # went home without an answer
        except BaseException as error:  # told to the test, which fails with it
            self.trouble = error

    def buy_one(self):
        slug = self.random.choice(self.slugs)
        visitor = self.shop.visitor_at(self.random.choice(self.servers))
        page, form = self.insist(lambda: self.checkout(visitor, slug))
        email = self.shop.new_email()
        path, values = urlsplit(form.action).path, form.filled(email=email, age="16-or-over")
        answer = self.insist(lambda: visitor.post(path, values))
        assert answer.status == 303, f"{answer.status}: {answer.text[:500]}"
        if self.random.random() < 0.1:
            return  # changed their mind at the gateway
        purchase = Purchase(self.shop, visitor, email, "en", slug, page, answer)
        paid = self.shop.world.pay(answer.location)
        assert paid.status == 303, f"{paid.status}: {paid.text[:500]}"
        self.paid.append(purchase)
        if self.random.random() < 0.5:
            self.insist(lambda: visitor.get(paid.location))

    def checkout(self, visitor, slug):
        page = visitor.get(f"/en/checkout?plan={slug}")
        return (page, page.form(having=("email", "policy", "csrf"))) if page.status != self.bears else (page, None)

    def insist(self, action):
        """Tries until somebody answers: the shop is down for a moment now and again."""
        while True:
            try:
                answer = action()
                page = answer[0] if isinstance(answer, tuple) else answer
                if page.status != self.bears:
                    return answer
            except httpx.TransportError:
                pass
            if self.is_over.is_set():
                raise SystemExit
            PAUSE.wait(0.05)


class Crowd:
    """Several buyers at once, from its making until `go_home`."""

    def __init__(self, shop, seed, bears=None, at=None):
        """`at`: what they go to instead of the servers themselves."""
        print(f"seed {seed}")  # a failed test shows it; SAMPAN_SEED repeats the run
        slugs, chance = plan_slugs(shop.visitor()), random.Random(seed)
        self._buyers = [Buyer(shop, slugs, chance.random(), bears, at) for _ in range(BUYERS)]
        for buyer in self._buyers:
            buyer.start()

    @property
    def paid(self):
        return [purchase for buyer in self._buyers for purchase in buyer.paid]

    def go_on(self, number=1):
        """Waits until so many more have paid."""
        before = len(self.paid)
        wait_until(
            lambda: self.trouble or len(self.paid) >= before + number, within=60, describe="people went on buying"
        )
        assert not self.trouble, self.trouble

    @property
    def trouble(self):
        return [repr(buyer.trouble) for buyer in self._buyers if buyer.trouble]

    def go_home(self):
        """Gives what was paid for."""
        for buyer in self._buyers:
            buyer.is_over.set()
        for buyer in self._buyers:
            buyer.join(timeout=60)
        assert not self.trouble, self.trouble
        return self.paid


def expect_everything_in_order(shop, paid, at_least=1, doctor=True):
    """Every buyer who paid has one eSIM of their own, nobody paid twice, and the record holds."""
    assert len(paid) >= at_least, f"only {len(paid)} were bought, that is no load"
    received = wait_while_it_moves_on(shop, {purchase.email for purchase in paid})
    lacking = [f"{p.number}: {p.state}" for p in paid if not received[p.email]]
    assert not lacking, f"paid for and not mailed: {lacking}"

    charges = Counter(charge["payment_intent"] for charge in shop.world.charges() if charge["status"] == "succeeded")
    assert len(charges) == len(paid) and set(charges.values()) == {1}, charges
    assert len(shop.world.esims()) == len(paid), "as many eSIMs as were paid for"
    issued = Counter(code for purchase in paid for code in received[purchase.email])
    assert len(issued) == len(paid) and set(issued.values()) == {1}, "everybody has one of their own"
    for purchase in paid:
        assert purchase.state == "delivered", f"{purchase.number} is {purchase.state}"
    for command in [("audit", "verify"), ("doctor",)][: 2 if doctor else 1]:
        code, output = shop.command(*command)
        assert code == 0, output


def wait_while_it_moves_on(shop, buyers):
    """Lets time pass until every buyer has their code, or nobody new got theirs for ten minutes of the shop's time.

    Gives the activation codes mailed to each address; the same mail sent again after a crash counts once.
    """
    received, idle = activation_codes(shop, buyers), 0
    while idle < 10 and not all(received.values()):
        before = received
        try:
            wait_until(lambda before=before: activation_codes(shop, buyers) != before, within=2)
            idle = 0
        except AssertionError:
            shop.advance(60)
            idle += 1
        received = activation_codes(shop, buyers)
    return received


def activation_codes(shop, buyers):
    received = {email: set() for email in buyers}
    for mail in shop.world.emails(containing="LPA:1$"):
        received[mail.to].add(code_in(mail))
    return received
