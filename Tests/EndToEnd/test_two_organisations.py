"""Two organisations of one business on one server: whatever the one has, its people and buyers included, is not there for the other."""

import re
import secrets
from types import SimpleNamespace

import pytest

from harness.api import SCOPES, Program, make_key
from harness.buying import begin, buy_and_receive
from harness.chat import Chat
from harness.erasing import ask
from harness.staff import PASSWORD, PEOPLE, Staff
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

ADDRESS = re.compile(r"^/(console|en)(/|$)")
NOT_A_PAGE = ("/sign-out", "/static", "/assets")


@pytest.fixture(scope="module")
def shops(open_shop):
    """A shop with sales, work and money, and its neighbour, who has nothing but an owner and a sale of their own."""
    with open_shop() as shop:
        code, output = shop.command(
            "organisation",
            "add",
            "vietnam-connect",
            "neighbour",
            "--name",
            "Neighbour",
            "--host",
            "neighbour.localhost",
        )
        assert code == 0, output
        name, address = PEOPLE["owner"]
        words = ("staff", "add", "--name", name, "--email", address, "--role", "owner", "--organisation", "neighbour")
        code, output = shop.command(*words, typed=PASSWORD + "\n")
        assert code == 0, output
        yield shop


@pytest.fixture(scope="module")
def full(shops):
    """What the shop has: a delivered order, one nobody paid, a question about data, a coupon."""
    delivered, unpaid = buy_and_receive(shops), begin(shops)
    ask(shops, delivered.email)
    owner = shops.staff("owner")
    for purchase in (delivered, unpaid):
        wait_until(lambda p=purchase: owner.order_link(p), describe="it stood in the console")
    return SimpleNamespace(delivered=delivered, unpaid=unpaid, owner=owner)


@pytest.fixture(scope="module")
def neighbour(shops):
    host = f"neighbour.localhost:{shops.port}"
    staff = shops.welcome(Staff(SimpleNamespace(address=shops.address, host=host), "owner"))
    buyer = shops.visitor(host=host)
    buy_and_receive(shops, visitor=buyer)
    return SimpleNamespace(host=host, owner=staff, buyer=buyer)


def reachable(visitor, start, most=150):
    """Every page that links lead to from there, and every form that stands on one: {address}, {address: form}."""
    waiting, seen, forms = [start], set(), {}
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen or not ADDRESS.match(path) or any(part in path for part in NOT_A_PAGE):
            continue
        seen.add(path)
        page = visitor.get(path)
        waiting += [link.partition("#")[0] for link, _ in page.links if link.startswith("/")]
        forms |= {form.action: form for form in page.forms if form.action.startswith("/")}
    return seen, forms


@pytest.mark.promise("WA-72")
def test_no_console_address_of_the_one_is_there_for_the_owner_of_the_other(shops, full, neighbour):
    theirs, forms = reachable(full.owner, "/console")
    common, common_forms = reachable(neighbour.owner, "/console")
    objects = {path for path in theirs - common if "?" not in path}
    acts = set(forms) - set(common_forms)
    assert any(full.owner.order_link(full.delivered) in path for path in objects) and len(acts) > 3, (objects, acts)
    before = shops.contents()

    found = {path: neighbour.owner.get(path).status for path in objects}
    token = next(dict(form.filled())["csrf"] for form in common_forms.values() if "csrf" in form.names)
    done = {path: neighbour.owner.post(path, forms[path].filled(csrf=token)).status for path in acts}

    assert set(found.values()) == {404}, found
    assert set(done.values()) == {404}, done
    changed = {key for key, content in shops.contents().items() if before.get(key) != content}
    assert not changed, "nothing was stored"


@pytest.mark.promise("WA-72")
def test_searches_lists_and_files_of_the_one_hold_nothing_of_the_other(full, neighbour):
    marks = {full.delivered.number, full.unpaid.number, full.delivered.email, full.unpaid.email}
    pages, _ = reachable(neighbour.owner, "/console")
    asked = [f"/console/orders?q={mark}" for mark in marks] + [f"/console/customers?q={mark}" for mark in marks]
    for path in [*pages, *asked]:
        body = neighbour.owner.get(path).body
        shown = {mark for mark in marks if mark in body.replace(f'value="{mark}"', "").replace(f"“{mark}”", "")}
        assert not shown or path in asked and full.owner.order_link(full.delivered) not in body, (path, shown)


def test_no_link_of_a_buyer_works_at_the_other_shop(full, neighbour):
    links, forms = reachable(full.delivered.visitor, full.delivered.link, most=40)
    own = [path for path in {*links, *forms} if full.delivered.link in path]
    assert len(own) > 3, links

    for path in own:
        assert neighbour.buyer.get(path).status in (404, 405), path
        assert neighbour.buyer.post(path, {}).status in (404, 405), path


def test_a_session_of_the_one_opens_nothing_at_the_other(shops, full, neighbour):
    stranger = shops.visitor(host=neighbour.host)
    stranger.cookies = dict(full.owner.cookies)

    answer = stranger.get("/console/orders")

    assert answer.status == 401 and full.delivered.number not in answer.body


def test_what_a_person_asks_of_the_one_finds_nothing_of_the_other(shops, full, neighbour):
    mails = len(shops.world.emails(full.unpaid.email))
    page = neighbour.buyer.get("/en/orders")
    form = page.form(having=("email",))
    assert neighbour.buyer.post(form.action, form.filled(email=full.unpaid.email)).status in (200, 303)
    known = begin(shops, visitor=neighbour.buyer)
    form = neighbour.buyer.get("/en/orders").form(having=("email",))
    neighbour.buyer.post(form.action, form.filled(email=known.email))

    wait_until(lambda: shops.world.emails(known.email), describe="whoever bought there gets the link")
    assert len(shops.world.emails(full.unpaid.email)) == mails


def carried(shops, method, words=""):
    return [call for call in shops.world.calls("telegram", method) if words in call["body"]]


@pytest.mark.promise("WA-72")
def test_what_was_said_and_sent_to_the_one_is_unknown_to_every_way_in_of_the_other(shops, full, neighbour):
    mark, there = secrets.token_hex(8), SimpleNamespace(host=neighbour.host, address=shops.address)
    ours, theirs = Chat(shops), Chat(shops, node=there)
    ours.say(f"about {mark}")
    file = ours.bring(f"{mark}\n".encode(), f"{mark}.txt", "text/plain").json()["message"]["file"]
    theirs.say("hello")
    wait_until(
        lambda: carried(shops, "/sendMessage", mark) and carried(shops, "/sendDocument"),
        within=60,
        describe="all of it stood in the group",
    )
    link = wait_until(
        lambda: [h for h, words in full.owner.get("/console/inbox").links if ours.number() in words],
        describe="the conversation stood in the inbox",
    )[0].partition("?")[0]
    page = full.owner.get(link)
    data = ours.post("/chat/data", {"language": "en"}).json()["address"]
    objects = [link, f"{link}/messages?after=0", *page.links_to("/files/")]
    exports = [data, *full.delivered.visitor.get(data).links_to("/files/")]
    acts = {form.action: form for form in page.forms if form.action.startswith(link)}
    assert len(objects) == 3 and len(exports) == 2 and len(acts) >= 3, (objects, exports, acts)
    assert {full.owner.get(path).status for path in objects} == {200}
    search = neighbour.owner.get("/console/inbox").form(action="/search")
    token = dict(search.filled())["csrf"]
    before = shops.contents()

    found = {path: neighbour.owner.get(path).status for path in objects}
    exported = {path: neighbour.buyer.get(path).status for path in exports}
    done = {
        path: neighbour.owner.post(
            path, form.filled(csrf=token, text="x", to="me" if "assignment" in path else "closed")
        ).status
        for path, form in acts.items()
    }
    with_our_secret = Chat(shops, secret=ours.secret, node=there)
    paths = ("/chat/conversation", "/chat/events", f"/chat/files/{file['id']}")
    by_secret = {path: with_our_secret.get(path).status_code for path in paths}

    assert set(found.values()) | set(exported.values()) | set(done.values()) == {404}, (found, exported, done)
    assert set(by_secret.values()) == {404} and theirs.fetch(file).status_code == 404, by_secret
    changed = {key for key, content in shops.contents().items() if before.get(key) != content}
    changed = {key for key in changed if key[1] != "agent_presence"}  # that their owner sits at their own inbox
    assert not changed, "nothing was stored"
    searched = neighbour.owner.post(search.action, search.filled(words=mark))
    inbox = neighbour.owner.get("/console/inbox")
    assert link not in searched.body and ours.number() not in inbox.body and mark not in inbox.body
    for chat in (ours, theirs, with_our_secret):
        chat.close()


@pytest.mark.promise("WA-72")
def test_no_order_of_the_one_is_there_for_a_program_of_the_other(shops, full, neighbour):
    ours = Program(shops.visitor(), make_key(full.owner, *SCOPES))
    theirs = Program(neighbour.buyer, make_key(neighbour.owner, *SCOPES))
    orders = {order["id"] for order in ours.all("/orders", limit=200)}
    assert orders and not orders & {order["id"] for order in theirs.all("/orders", limit=200)}

    for order in orders:
        for path in (f"/orders/{order}", f"/orders/{order}/buyer?purpose=support"):
            assert ours.get(path).status in (200, 403, 409, 410), path
            assert theirs.get(path).status == 404, path


@pytest.mark.promise("WA-72")
def test_a_query_without_an_organisation_is_refused_and_with_another_gives_no_row(shops, full, neighbour):
    """On files there is nothing to forget: each organisation has a file of its own, named by its id."""
    if not shops.storage.owner:
        files = [file for file in shops.data.rglob("data.sqlite") if file.parent.parent.name == "organisations"]
        assert len(files) == 2
        return
    data, name = shops.storage.data, shops.storage.names["data"]
    numbers = f"SELECT string_agg(number, ' ') FROM orders WHERE number = '{full.delivered.number}'"
    assert data.sql(numbers, name).strip(), "the administrator sees it"

    for unbound in ("", "SET sampan.organisation = '';"):
        with pytest.raises(AssertionError, match="sampan.organisation|uuid"):
            data.sql(f"SET ROLE sampan; {unbound} {numbers}", name)
    bound = f"SET ROLE sampan; SET sampan.organisation = '{neighbours_id(shops)}'; {numbers}; RESET ALL; RESET ROLE"
    assert not data.sql(bound, name).strip()


def neighbours_id(shops):
    code, output = shops.command("organisation", "list")
    assert code == 0, output
    return next(line.split("\t")[1] for line in output.splitlines() if "neighbour" in line)
