"""What programs may ask of a shop, with which key; and that the description of it is true."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.api import SCOPES, Program, make_key
from harness.buying import buy_and_receive
from harness.shop import BUSINESS
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def owner(shop):
    return shop.staff("owner")


@pytest.fixture(scope="module")
def purchases(shop):
    return [buy_and_receive(shop) for _ in range(3)]


@pytest.fixture(scope="module")
def everything(shop, owner):
    """A program that may do all that programs may."""
    return Program(shop.visitor(), make_key(owner, *SCOPES))


def order_id(program, purchase):
    (found,) = [order["id"] for order in program.all("/orders", limit=200) if order["number"] == purchase.number]
    return found


def problem(answer, status):
    assert answer.status == status, f"{answer.status}: {answer.body[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    found = json.loads(answer.body)
    assert found["status"] == status and found["detail"] and found["reference"]
    return found


# Keys


def test_a_key_is_shown_once_and_stored_nowhere_in_clear(shop, owner):
    key = make_key(owner, "orders:read", name="only once")

    page = owner.get("/console/settings/keys")
    assert "only once" in page.text and key[-4:] in page.body and key not in page.body
    assert not [file for file in shop.files() if key.encode() in file.read_bytes()]
    wait_until(lambda: "Key for a program made" in owner.get("/console/record").text, describe="it was on the record")


def test_only_the_owner_makes_keys(shop, staff, editor):
    for colleague in (staff, editor):
        assert colleague.get("/console/settings/keys").status == 403
        assert colleague.post("/console/settings/keys", {"name": "x", "scope": "orders:read"}).status == 403
    assert shop.visitor().get("/console/settings/keys").status == 401


def test_a_key_needs_a_name_and_something_it_may(owner):
    form = owner.get("/console/settings/keys").form(having=("name", "scope"))

    for name, scopes in (("", ["orders:read"]), ("x" * 81, ["orders:read"]), ("bookkeeping", []), ("b", ["all"])):
        assert owner.post(form.action, form.filled(name=name, scope=scopes)).status == 422


def test_nothing_is_answered_without_a_key_in_force(shop, owner):
    key = make_key(owner, "orders:read", name="to be revoked")
    program = Program(shop.visitor(), key)
    assert program.get("/orders").status == 200
    for wrong in (None, "", "sampan_", key[:-1], key[:-1] + ("A" if key[-1] != "A" else "B"), key.upper()):
        answer = Program(shop.visitor(), wrong).get("/orders")
        problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")

    newest = next(f for f in owner.get("/console/settings/keys").forms if "/revocation" in f.action)
    assert owner.post(newest.action, newest.filled()).status == 303

    problem(program.get("/orders"), 401)


def test_a_key_of_another_organisation_is_none_here(shop, everything):
    code, output = shop.command(
        "organisation", "add", BUSINESS, "next-door", "--name", "Next door", "--host", "next-door.localhost"
    )
    assert code == 0, output
    there = shop.visitor(host=f"next-door.localhost:{shop.port}")
    wait_until(lambda: there.get("/en/plans").status == 200, describe="the neighbour opened")

    problem(Program(there, everything.key).get("/orders"), 401)
    assert everything.get("/orders").status == 200


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_does_what_its_scope_says_and_nothing_else(shop, owner, everything, purchases, scope):
    order = order_id(everything, purchases[0])
    plan = everything.json("/plans?limit=1")["items"][0]["slug"]
    needs = {
        ("GET", "/orders", None): "orders:read",
        ("GET", f"/orders/{order}", None): "orders:read",
        ("GET", f"/orders/{order}/buyer?purpose=support", None): "buyers:read",
        ("GET", "/plans", None): "catalogue:read",
        ("GET", f"/plans/{plan}", None): "catalogue:read",
        ("PUT", f"/plans/{plan}/state", '{"state":"active"}'): "catalogue:write",
        ("PUT", f"/plans/{plan}/prices", '{"vnd":999000,"usdCents":9900}'): "catalogue:write",
        ("GET", "/statistics", None): "statistics:read",
    }
    program = Program(shop.visitor(), make_key(owner, scope, name=f"only {scope}"))

    for (method, path, body), needed in needs.items():
        answer = program.ask(method, path, body and body.encode())
        if needed == scope:
            assert answer.status in (200, 428), f"{method} {path}: {answer.status} {answer.body[:200]}"
        else:
            assert needed in problem(answer, 403)["detail"]


# Orders


def test_orders_come_page_by_page_without_gap_or_repetition(everything, purchases):
    one_by_one = everything.all("/orders", limit=1)
    at_once = everything.all("/orders", limit=200)

    assert one_by_one == at_once and len(at_once) >= len(purchases)
    numbers = [order["number"] for order in at_once]
    assert [p.number for p in reversed(purchases)] == [n for n in numbers if n in {p.number for p in purchases}]
    assert {o["state"] for o in everything.json("/orders?state=delivered")["items"]} == {"delivered"}
    assert everything.json("/orders?state=refunded")["items"] == []


def test_an_order_shows_what_was_bought_and_nobody(everything, purchases):
    purchase = purchases[0]
    answer = everything.get(f"/orders/{order_id(everything, purchase)}")
    order = json.loads(answer.body)

    assert order["number"] == purchase.number and order["state"] == "delivered"
    assert (
        sum(line["unitPrice"]["minorUnits"] * line["quantity"] for line in order["lines"])
        == order["amount"]["minorUnits"]
    )
    for private in (purchase.email, "4242", "visa"):
        assert private not in answer.body.lower()


def test_a_buyer_is_opened_for_a_declared_purpose_and_finds_it_on_the_record(shop, owner, everything, purchases):
    purchase = purchases[1]
    order = order_id(everything, purchase)
    page = owner.order_of(purchase)
    before = len(page.marked("data-access"))

    problem(everything.get(f"/orders/{order}/buyer"), 400)
    problem(everything.get(f"/orders/{order}/buyer?purpose=curiosity"), 400)
    problem(everything.get(f"/orders/{order}/buyer?purpose=marketing"), 403)
    assert len(owner.order_of(purchase).marked("data-access")) == before
    answer = everything.get(f"/orders/{order}/buyer?purpose=support")

    assert answer.status == 200 and json.loads(answer.body)["email"] == purchase.email
    assert answer.headers["cache-control"] == "no-store" and "etag" not in answer.headers
    assert len(owner.order_of(purchase).marked("data-access")) == before + 1


def test_who_has_an_answer_already_is_not_sent_it_again(everything, purchases):
    path = f"/orders/{order_id(everything, purchases[0])}"
    tag = everything.get(path).headers["etag"]

    assert everything.get(path, if_none_match=tag).status == 304
    assert everything.get(path, if_none_match='"another"').status == 200


# Catalogue


def test_a_price_is_changed_upon_what_was_read_and_not_below_cost(shop, everything):
    slug = everything.json("/plans?limit=1")["items"][0]["slug"]
    read = everything.get(f"/plans/{slug}")
    tag, plan = read.headers["etag"], json.loads(read.body)
    dearer = {name: amount * 2 for name, amount in plan["prices"].items()}

    problem(everything.ask("PUT", f"/plans/{slug}/prices", dearer), 428)
    problem(everything.ask("PUT", f"/plans/{slug}/prices", dearer, if_match='"stale"'), 412)
    problem(everything.ask("PUT", f"/plans/{slug}/prices", {"vnd": 1, "usdCents": 1}, if_match=tag), 409)
    assert everything.json(f"/plans/{slug}") == plan
    changed = everything.ask("PUT", f"/plans/{slug}/prices", dearer, if_match=tag)

    assert changed.status == 200 and json.loads(changed.body)["prices"] == dearer
    assert changed.headers["etag"] == everything.get(f"/plans/{slug}").headers["etag"] != tag
    problem(everything.ask("PUT", f"/plans/{slug}/prices", dearer, if_match=tag), 412)


def test_a_plan_is_taken_off_and_put_back(shop, everything):
    slug = everything.all("/plans", limit=30)[5]["slug"]

    def put(state):
        tag = everything.get(f"/plans/{slug}").headers["etag"]
        answer = everything.ask("PUT", f"/plans/{slug}/state", {"state": state}, if_match=tag)
        assert answer.status == 200, answer.body
        return json.loads(answer.body)

    assert put("inactive")["isOnSale"] is False
    assert shop.visitor().get(f"/en/plans/{slug}").status == 410
    assert put("active")["isOnSale"] is True
    assert shop.visitor().get(f"/en/plans/{slug}").status == 200


def test_figures_are_of_the_days_asked_for(everything, purchases):
    figures = everything.json("/statistics?days=2")

    assert len(figures["days"]) == 2
    assert figures["days"][-1]["paidOrders"] + figures["days"][0]["paidOrders"] >= len(purchases)


# Bad input


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/orders?limit=0", None, 400),
        ("GET", "/orders?limit=201", None, 400),
        ("GET", "/orders?limit=many", None, 400),
        ("GET", "/orders?limit=1&limit=2", None, 400),
        ("GET", "/orders?state=lost", None, 400),
        ("GET", "/orders?after=1", None, 400),
        ("GET", "/orders?order=asc", None, 400),
        ("GET", "/orders/1", None, 400),
        ("GET", "/orders/0190a0a0-0000-7000-8000-000000000000", None, 404),
        ("GET", "/plans/Japan", None, 400),
        ("GET", "/plans/nowhere", None, 404),
        ("GET", "/statistics?days=367", None, 400),
        ("PUT", "/plans/nowhere/state", b"{", 400),
        ("PUT", "/plans/nowhere/state", b"\xff", 400),
        ("PUT", "/plans/nowhere/state", b"[" * 20_000, 413),
        ("PUT", "/plans/nowhere/state", b"[" * 16_000, 400),
        ("PUT", "/plans/nowhere/state", {"state": "gone"}, 400),
        ("PUT", "/plans/nowhere/state", {"state": "active", "price": 1}, 400),
        ("PUT", "/plans/nowhere/prices", {"vnd": "1", "usdCents": 1}, 400),
        ("PUT", "/plans/nowhere/prices", {"vnd": 1.5, "usdCents": 1}, 400),
        ("GET", "/nowhere", None, 404),
        ("POST", "/orders", {}, 405),
    ],
)
def test_what_is_not_as_described_is_refused_in_words(everything, method, path, body, status):
    answer = everything.ask(method, path, body, if_match='"x"')

    assert answer.status == status, f"{answer.status}: {answer.body[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_a_body_of_another_type_is_refused(everything):
    answer = everything.ask("PUT", "/plans/x/state", b"state=active", content_type="application/x-www-form-urlencoded")

    problem(answer, 415)


def test_whoever_tries_keys_is_slowed_and_whoever_has_one_is_not(shop, everything):
    guesser = Program(shop.visitor(), "sampan_" + "A" * 43)

    answers = [guesser.get("/orders") for _ in range(40)]

    assert problem(answers[-1], 429) and int(answers[-1].headers["retry-after"]) > 0
    assert everything.get("/orders").status == 200
    shop.advance(120)


# The description


def test_the_description_is_open_and_names_what_there_is(shop):
    answer = shop.visitor().get("/api/openapi.json")
    description = json.loads(answer.body)

    assert answer.status == 200 and description["openapi"].startswith("3.1")
    assert {"/api/orders", "/api/orders/{id}", "/api/plans", "/api/statistics"} <= set(description["paths"])


def test_the_description_is_true(shop, everything, tmp_path):
    """Schemathesis makes questions of the description, right and wrong ones, and holds the answers against it."""
    run = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            *("--config-file", Path(__file__).with_name("schemathesis.toml")),
            "run",
            f"{shop.address}/api/openapi.json",
            *("--header", f"Host: {shop.host}"),
            *("--header", f"Authorization: Bearer {everything.key}"),
            *("--phases", "examples,coverage,fuzzing"),
            *("--max-examples", "20"),
            *("--rate-limit", "9/s"),
            *("--max-failures", "10"),
            *("--seed", "20261121"),
            *("--generation-database", "none"),
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
