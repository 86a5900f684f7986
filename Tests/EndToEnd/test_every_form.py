"""Every form there is, with everything somebody could send instead: a clear refusal in their language, nothing stored.

A row is a form: who may send it, where to, what a right one holds, and mistakes of its own with what they are answered.
"""

import json
from dataclasses import dataclass, field

import pytest

from harness.buying import begin, buy_and_receive, checkout_form, plan_slugs
from harness.waiting import wait_until

LANGUAGES = ["en", "vi"]
NOBODY = "0190a0a0-0000-7000-8000-000000000000"


@dataclass
class Form:
    path: str
    good: dict = field(default_factory=dict)
    wrong: dict = field(default_factory=dict)  # a name and its mistakes, refused with 422; None leaves the field out
    elsewhere: list = field(default_factory=list)  # addresses of what is not there or is not theirs, refused with 404
    staff: bool = False


def forms(order):
    """`order` has the addresses of a delivered order, of one nobody paid, and of a proven request."""
    console = "{console}/orders/" + order.console_id
    foreign = {"{console}/orders/" + NOBODY, "{console}/orders/nonsense"}

    def at_order(action, **more):
        return Form(f"{console}/{action}", staff=True, elsewhere=[f"{f}/{action}" for f in foreign], **more)

    def of_buyer(action, link=order.unpaid, **more):
        spoiled = [link[:-4] + "AAAA", link[: link.rindex("/")] + "/x", link[:-1]]
        return Form(f"{link}/{action}", elsewhere=[f"{address}/{action}" for address in spoiled], **more)

    return {
        "checkout": Form(
            "/{language}/checkout",
            good={
                "plan": order.slug,
                "quantity": "1",
                "email": "minh@example.com",
                "age": "16-or-over",
                **order.checkout,
            },
            wrong={
                "email": [None, "", "minh", "m@" + "x" * 260, "a@b@c"],
                "age": [None, "", "200", "yes"],
                "quantity": ["0", "-1", "1.5", "one", "9" * 30],
                "attempt": [None, "", "not-an-id"],
                "policy": [None, "", "0" * 64, "draft"],
                "plan": [None, "", "no-such-plan", "../../etc/passwd", "x" * 5_000],
            },
        ),
        "find order": Form("/{language}/orders", wrong={"email": [None, "", "minh", "m@" + "x" * 260]}),
        "pay again": of_buyer("payment"),
        "cancel": of_buyer("cancellation"),
        "top up": of_buyer(
            "top-ups",
            link=order.delivered,
            good=order.top_up,
            wrong={
                "offer": [None, "", "no-such-offer", "x" * 5_000],
                "esim": [None, "", "nonsense"],
                "attempt": [None, "", "nonsense", "x" * 5_000],
            },
        ),
        "pause": of_buyer(f"esims/{order.esim}/suspension", link=order.delivered),
        "resume": of_buyer(f"esims/{order.esim}/resumption", link=order.delivered),
        "mail again": of_buyer(
            "mails",
            link=order.delivered,
            good={"kind": "confirmation"},
            wrong={"kind": [None, "", "refunded", "advertising", "x" * 5_000]},
        ),
        "news": of_buyer(
            "notices", link=order.delivered, good={"wanted": "no"}, wrong={"wanted": [None, "", "perhaps"]}
        ),
        "other address": of_buyer(
            "email",
            link=order.delivered,
            good={"email": "minh@example.com"},
            wrong={"email": [None, "", "minh", "m@" + "x" * 260]},
        ),
        "prove address": Form(
            "/{language}/email-corrections/x", elsewhere=["/{language}/email-corrections/" + "A" * 43]
        ),
        "withdraw": of_buyer("withdrawal", link=order.delivered),
        "my data": Form("/{language}/my-data", wrong={"email": [None, "", "minh", "m@" + "x" * 260]}),
        "erase": Form(
            f"{order.request}/erasure",
            wrong={"understood": [None, ""]},
            elsewhere=[f"{order.request[:-4]}AAAA/erasure", "/{language}/my-data/x/erasure"],
        ),
        "sign in": Form(
            "{console}/sign-in",
            good={"email": "nobody@vietnamconnect.com", "password": "wrong", "next": "/console"},
            wrong={"email": [None, "", "minh", "m@" + "x" * 260], "password": [None, "", "wrong", "x" * 5_000]},
        ),
        "open buyer": at_order("openings", wrong={"purpose": [None, "", "curiosity", "marketing", "x" * 5_000]}),
        "refund": at_order(
            "refund",
            good={"reason": "duplicate"},
            wrong={
                "reason": [None, "", "because", "x" * 5_000],
                "part": ["nothing", "-1.00", "0.00", "9" * 30, "1000.00"],
            },
        ),
        "decide": at_order(
            "review",
            good={"decision": "release"},
            wrong={"decision": [None, "", "perhaps", "x" * 5_000], "note": ["x" * 5_000]},
        ),
        "supply again": at_order("supply"),
        "confirm again": at_order("confirmation"),
        "activate again": at_order("activation"),
        "cancel for buyer": at_order("cancellation"),
        "resolve": Form(
            f"{{console}}/attentions/{NOBODY}/resolution",
            staff=True,
            elsewhere=[f"{{console}}/attentions/{id}/resolution" for id in (NOBODY, "x", "%00")],
        ),
        "revive job": Form(
            f"{{console}}/jobs/{NOBODY}/revival",
            staff=True,
            elsewhere=[f"{{console}}/jobs/{id}/revival" for id in (NOBODY, "x", "%00")],
        ),
        "work on message again": Form(
            f"{{console}}/callbacks/{NOBODY}/retry",
            staff=True,
            elsewhere=[f"{{console}}/callbacks/{id}/retry" for id in (NOBODY, "x", "%00")],
        ),
        "give up job": Form(
            f"{{console}}/jobs/{NOBODY}/end",
            staff=True,
            elsewhere=[f"{{console}}/jobs/{id}/end" for id in (NOBODY, "x", "%00")],
        ),
        "give up message": Form(
            f"{{console}}/callbacks/{NOBODY}/end",
            staff=True,
            elsewhere=[f"{{console}}/callbacks/{id}/end" for id in (NOBODY, "x", "%00")],
        ),
        "verify record": Form("{console}/record/verification", staff=True),
    }


NAMES = [
    "checkout", "find order", "pay again", "cancel", "top up", "pause", "resume", "mail again", "news", "other address",
    "prove address", "withdraw", "my data", "erase", "sign in", "open buyer", "refund", "decide",
    "supply again", "confirm again", "activate again", "cancel for buyer", "resolve", "revive job",
    "work on message again", "give up job", "give up message", "verify record",
]  # fmt: skip

FOR_STAFF = NAMES[NAMES.index("open buyer") :]


@dataclass
class Orders:
    slug: str
    delivered: str
    unpaid: str
    console_id: str
    request: str
    checkout: dict
    top_up: dict
    esim: str
    other_esim: str


@pytest.fixture(scope="module")
def orders(shop):
    """A delivered order, one nobody paid, and a proven request about a third buyer."""
    visitor = shop.visitor()
    slug = plan_slugs(visitor)[0]
    delivered, asked = buy_and_receive(shop, slug=slug), buy_and_receive(shop, slug=slug)
    page, form = checkout_form(visitor, slug)
    ask = visitor.get("/en/my-data").form(having=("email",))
    visitor.post("/en/my-data", ask.filled(email=asked.email))
    mail = wait_until(lambda: [m for m in shop.world.emails(asked.email) if "/my-data/" in m.text])[0]
    request = mail.link("/en/my-data/").removeprefix(shop.url)
    visitor.get(request)
    order_page = delivered.order_page()
    top_up = order_page.form(action="/top-ups")
    console_id = shop.staff("support-agent").order_link(delivered).rpartition("/")[2]
    shop.staff("catalogue-editor")
    return Orders(
        slug=slug,
        delivered="/{language}" + delivered.link.removeprefix("/en"),
        unpaid="/{language}" + begin(shop, slug=slug).link.removeprefix("/en"),
        console_id=console_id,
        request="/{language}" + request.removeprefix("/en"),
        checkout={name: value for name, value in form.fields if name in ("policy", "attempt")},
        top_up=dict(top_up.filled(**top_up.first_choices())),
        esim=dict(top_up.filled())["esim"],
        other_esim=dict(asked.order_page().form(action="/top-ups").filled())["esim"],
    )


class Sender:
    """Somebody with a token of their own who sends a form, and looks at every answer."""

    def __init__(self, shop, form, language, agent):
        self.form, self.language = form, language
        self.visitor = agent if form.staff else shop.visitor(language)
        self.token = self.a_token(self.visitor)

    def a_token(self, visitor):
        return dict(visitor.get(f"/{self.language}/orders").form(having=("email",)).filled())["csrf"]

    def at(self, path):
        return path.format(language=self.language, console=f"/{self.language}/console")

    def send(self, what, statuses, path=None, fields=None, token=None, **headers):
        fields = {**self.form.good, **(fields or {}), "csrf": self.token if token is None else token}
        answer = self.visitor.post(
            self.at(path or self.form.path), {k: v for k, v in fields.items() if v is not None}, **headers
        )
        self.judge(what, answer, statuses)

    def send_bytes(self, what, statuses, content, media):
        answer = self.visitor.send("POST", self.at(self.form.path), content=content, headers={"content-type": media})
        self.judge(what, answer, statuses)

    def judge(self, what, answer, statuses):
        assert answer.status in statuses, f"{what}: {answer.status} {answer.text[:200]}"
        assert answer.language == self.language, f"{what}: answered in {answer.language}"
        assert len(answer.text) > 40, f"{what}: {answer.text!r}"


@pytest.fixture(scope="module")
def agents(shop, orders):
    return {language: shop.staff("support-agent", language) for language in LANGUAGES}


@pytest.fixture
def sender(shop, orders, agents, standing, name, language):
    return Sender(shop, forms(orders)[name], language, agents[language])


@pytest.fixture(scope="module")
def standing(shop, orders):
    """What stands in the shop's tables while nobody sends anything it should take."""
    return shop.contents()


@pytest.fixture
def unchanged(shop, standing):
    """No row may come, go or change while the test runs; who is signed in is no part of it."""
    yield
    now = shop.contents()
    assert {key[1] for key in now if now[key] != standing.get(key)} <= {"staff_sessions"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
class TestAForm:
    def test_that_is_forged_is_refused(self, shop, unchanged, sender):
        stranger = sender.a_token(shop.visitor(sender.language))

        sender.send("without a token", (403,), token="")
        sender.send("with somebody else's token", (403,), token=stranger)
        sender.send("with nonsense for a token", (403,), token="x" * 5_000)
        sender.send("from another site", (403,), origin="https://evil.example")
        sender.send("from another site, by fetch metadata", (403,), sec_fetch_site="cross-site")

    def test_that_is_oversized_or_of_another_kind_is_refused(self, unchanged, sender):
        form = "application/x-www-form-urlencoded"

        sender.send("far too long", (413,), fields={"email": "a" * 300_000})
        sender.send("with a thousand fields", (400, 413), fields={f"f{n}": "x" for n in range(1_000)})
        sender.send_bytes("bytes that are no text", (400, 403), b"email=%ff%fe%00&csrf=\xff", form)
        sender.send_bytes("half a percent sign", (400, 403), b"csrf=%", form)
        sender.send_bytes("JSON", (415,), json.dumps({"csrf": sender.token}).encode(), "application/json")
        sender.send_bytes("nothing at all", (403,), b"", form)

    def test_with_something_missing_or_mistyped_is_refused_beside_the_field(self, unchanged, sender):
        for field_name, values in sender.form.wrong.items():
            for value in values:
                sender.send(f"{field_name}={str(value)[:40]!r}", (422, 429), fields={field_name: value})

    def test_about_somebody_elses_is_not_found(self, unchanged, sender):
        for path in sender.form.elsewhere:
            sender.send(path, (404,), path=path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOR_STAFF)
def test_a_form_of_the_console_is_for_those_who_work_there(shop, unchanged, sender):
    stranger, editor = shop.visitor(sender.language), shop.staff("catalogue-editor", sender.language)

    for who, visitor, status in (("a stranger", stranger, 401), ("the catalogue editor", editor, 403)):
        sender.visitor, sender.token = visitor, sender.a_token(visitor)
        sender.send(who, (status,))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["top up"])
def test_a_buyer_cannot_add_data_to_somebody_elses_esim(shop, orders, unchanged, sender):
    sender.send("another buyer's eSIM", (404,), fields={"esim": orders.other_esim})
