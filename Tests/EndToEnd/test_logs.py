"""However much is logged and whatever goes wrong, no line, figure or error page holds what somebody typed or was sent."""

import json
import secrets

import httpx
import pytest

from harness import scan, stripe
from harness.buying import buy, buy_and_receive, code_in
from harness.disks import no_file_may_grow
from harness.erasing import ask, verified_link
from harness.ports import free_port
from harness.shop import SUPPLIER_PATH
from harness.waiting import wait_until

CARD = "4000056655665556"


@pytest.fixture(params=["text", "json"])
def talkative_shop(request, open_shop):
    """A shop that logs as much as it can."""
    operations = free_port()
    settings = {"logLevel": "trace", "logFormat": request.param, "operations": {"port": operations}}
    with open_shop(settings=settings) as shop:
        shop.operations = f"http://127.0.0.1:{operations}"
        yield shop


def test_nothing_that_was_typed_sent_or_given_stands_in_a_log_a_figure_or_an_error_page(talkative_shop):
    shop = talkative_shop
    typed = Typed()
    refusals = [*pages(shop, typed), *forms(shop, typed), *webhooks(shop, typed)]
    given = purchases(shop)
    refusals += failures(shop, typed)
    assert {answer.status for answer in refusals} >= {400, 403, 404, 405}, "each kind of refusal was seen"

    metrics = shop.folder / "metrics"
    metrics.write_text(httpx.get(f"{shop.operations}/metrics", trust_env=False).text)
    assert " trace " in shop.log.read_text() or '"trace"' in shop.log.read_text(), "the log is as talkative as it gets"
    assert not scan.traces([*typed.all, *given], [shop.log, metrics])
    for answer in refusals:
        # A form that is shown again keeps what was entered; an error page shows nothing of it, though its link to the other
        # language leads to the address that was asked for.
        shown = [marker for marker in typed.all if scan.contains(marker, answer.text.encode())]
        assert answer.status in (200, 303, 422) or not shown, f"{answer.status} {answer.url}: {shown}"


class Typed:
    """Markers as people write them, a new one each time, and all of them."""

    def __init__(self):
        self.all = [CARD, "4000 0566 5566 5556"]

    def __call__(self, kind="text"):
        mark = secrets.token_hex(6)
        text = {"text": f"Nguyen{mark}", "email": f"minh.{mark}@example.com", "ip": f"an-{mark}"}[kind]
        self.all.append(text)
        return text

    def headers(self):
        """What browsers and proxies say about people."""
        return {
            "user_agent": f"Mozilla/5.0 ({self()})",
            "referer": f"https://mail.example/?to={self('email')}",
            "cookie": f"sampan={self()}; session={self()}; flash={self()}",
            "x_forwarded_for": self("ip"),
            "authorization": f"Bearer {self()}",
        }


def pages(shop, typed):
    """Addresses that hold what they should not."""
    visitor = shop.visitor()
    for path in (
        "/en/plans?q={}",
        "/en/{}",
        "/en/orders/{}",
        "/en/my-data/{}",
        "/{}",
        "/console/orders/{}",
        "/en/plans/{}",
    ):
        yield visitor.get(path.format(typed("email")), **typed.headers())
        yield visitor.get(path.format(CARD), **typed.headers())
        yield visitor.send("DELETE", path.format(typed()), headers=typed.headers())
    yield visitor.get(f"/en/%ff{typed()}", **typed.headers())
    yield shop.visitor(host=f"{typed('ip')}.example").get("/en/plans", **typed.headers())


def forms(shop, typed):
    """Every form a stranger sees, filled in wrongly and by forgers."""
    visitor = shop.visitor()
    slug = visitor.get("/en/plans").links_to("/en/plans/")[0].rpartition("/")[2]
    for path in (f"/en/checkout?plan={slug}", "/en/orders", "/en/my-data", "/console/sign-in"):
        for form in visitor.get(path).forms:
            if form.method != "post":
                continue
            filled = {name: f"{typed()} {CARD} {typed('email')}" for name in form.names if name != "csrf"}
            action = form.action or path
            yield visitor.post(
                action, form.filled(**filled), user_agent=typed(), referer=f"http://{shop.host}/{typed()}"
            )
            yield visitor.post(action, form.filled(**filled, csrf=typed()))
            yield visitor.post(action, form.filled(**filled), origin=f"https://{typed('ip')}.example")
            yield visitor.send(
                "POST", action, content=f"email={typed('email')}&csrf=%".encode(), headers=typed.headers()
            )
            yield visitor.send(
                "POST", action, content=json.dumps({"email": typed("email")}).encode(), headers=typed.headers()
            )


def webhooks(shop, typed):
    """Forged ones, garbled ones, and genuine ones about nothing that we know."""
    visitor = shop.visitor()
    for body in (typed("email").encode(), json.dumps({"email": typed("email"), "card": CARD}).encode()):
        yield stripe.deliver(visitor, body, header=f"t=1,v1={typed()}")
        yield stripe.deliver(visitor, body)
        yield stripe.deliver(visitor, body, account=typed())
        for path in (SUPPLIER_PATH, typed()):
            yield visitor.send("POST", f"/webhooks/esim-access/{path}", content=body, headers=typed.headers())


def purchases(shop):
    """What a buyer is given: the links' secrets, codes and numbers of eSIMs."""
    purchase = buy_and_receive(shop)
    (esim,) = shop.world.esims()
    link = verified_link(shop, purchase.email)
    purchase.visitor.get(link)
    code = code_in(purchase.activation)
    return [purchase.email, purchase.link.rpartition("/")[2], link.rpartition("/")[2], code, code[6:], esim["iccid"]]


def failures(shop, typed):
    """Third parties that fail, and a disk that is full."""
    email = typed("email")
    with shop.world.trouble("stripe", failNext=2, path="/checkout/sessions"):
        visitor = shop.visitor()
        slug = visitor.get("/en/plans").links_to("/en/plans/")[0].rpartition("/")[2]
        form = visitor.get(f"/en/checkout?plan={slug}").form(having=("email", "policy", "csrf"))
        yield visitor.post("/en/checkout", form.filled(email=email, age="16-or-over"))
    with shop.world.trouble("esim-access", failNext=2, path="/esim/order"):
        purchase = buy(shop, email=typed("email"))
        shop.advance_until(purchase.activation_mails, step=60)
    with no_file_may_grow(shop):
        yield visitor.post("/en/checkout", form.filled(email=email, age="16-or-over", attempt=secrets.token_hex(16)))
        yield ask(shop, typed("email"))
    wait_until(lambda: visitor.get("/en/plans").status == 200)
