"""The record in the console: who looked at whose data, what was done, the proof of one entry, and what the program gave up on."""

import base64
import hashlib
import json
import re

import pytest

from harness.buying import buy_and_receive
from harness.waiting import wait_until


@pytest.fixture(scope="module")
def owner(shop):
    return shop.staff("owner")


@pytest.fixture(scope="module")
def bought(shop):
    return buy_and_receive(shop)


@pytest.fixture(scope="module")
def looked_at(shop, bought):
    """An order whose buyer a support agent has opened."""
    agent = shop.staff("support-agent")
    page = agent.order_of(bought)
    form = page.form(action="/openings")
    opened = agent.post(form.action, form.filled(purpose="support"))
    assert bought.email in opened.text
    return bought


@pytest.mark.both_engines
def test_every_look_stands_there_with_who_whose_and_what_for_and_names_nobody(shop, owner, looked_at):
    def look():
        page = owner.get("/en/console/record?log=access")
        return page if f"Buyer of {looked_at.number}" in page.text else None

    page = wait_until(look, describe="the look had its number")

    row = next(r for r in re.split("<tr", page.body) if looked_at.number in r)
    assert "Support agent" in row and "Answering what you ask" in row or "support" in row.lower(), row
    assert looked_at.email not in page.body and "Quoc Bao" not in page.body
    other = owner.get("/en/console/record?log=access&purpose=improvement")
    assert looked_at.number not in other.text and "No such entry" in other.text


@pytest.mark.both_engines
def test_an_entry_is_proven_by_its_file_alone(shop, owner, looked_at):
    def look():
        page = owner.get("/en/console/record?kind=disclosures")
        entries = re.findall(r"/console/record/([0-9a-f-]{36})", page.body)
        proof = owner.get(f"/en/console/record/{entries[-1]}/proof") if entries else None
        return (entries[-1], proof.body) if proof and proof.status == 200 else None

    entry, proof = wait_until(look, describe="a disclosure was under a signature")

    assert f"id {entry}" in proven(proof)
    page = owner.get(f"/en/console/record/{entry}")
    assert "Stands in the signed record" in page.text
    with pytest.raises(AssertionError):
        proven(proof.replace("index ", "index 1", 1))


def proven(text):
    """What an entry says, once its way to the signed root was walked (RFC 9162 §2.1.3.2) from the file alone."""
    proof, _, note = text.partition("\n\n")
    header, extra, index, *path = proof.split("\n")
    assert header == "c2sp.org/tlog-proof@v1"
    body = base64.b64decode(extra.removeprefix("extra "))
    node = int(index.removeprefix("index "))
    _, size, root = note.split("\n")[:3]
    last = int(size) - 1
    found = hashlib.sha256(b"\0" + body).digest()
    for sibling in (base64.b64decode(line) for line in path):
        assert last > 0
        if node % 2 or node == last:
            found = hashlib.sha256(b"\1" + sibling + found).digest()
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\1" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    assert last == 0 and found == base64.b64decode(root), "the way does not lead to the signed root"
    return body.decode()


def test_a_check_says_how_far_it_is_and_what_it_found_where_it_was_asked_for(shop, owner, bought, open_browser):
    form = owner.get("/en/console/record").form(action="verification")
    lines = owner.post(form.action, form.filled(), accept="application/x-ndjson").body.splitlines()

    *steps, last = [json.loads(line) for line in lines]
    assert steps and all(0 < step["done"] <= step["total"] and step["label"] for step in steps)
    assert "Record of proof" in last["html"] and "Orders" in last["html"] and "problem" not in last["html"]

    context = open_browser("desktop", "en")
    context.add_cookies([{"name": n, "value": v, "url": shop.url} for n, v in owner.cookies.items()])
    page = context.new_page()
    page.goto("/en/console/record?log=access")
    page.get_by_role("button", name="Check that nothing was changed").click()
    page.locator("#verification .banner.success").nth(2).wait_for()
    assert page.url.endswith("/en/console/record?log=access"), "the page one was on stays"


@pytest.mark.both_engines
def test_work_is_given_up_with_a_reason_on_record_and_what_somebody_is_owed_never(shop, owner):
    for kind in ("sync-supplier-prices", "keep-house"):
        changed = shop.storage.falsify(
            "UPDATE jobs SET state = 'dead', finished_at = run_at, last_error = 'unreachable' "
            f"WHERE kind = '{kind}' AND state = 'pending'"
        )
        assert changed == 1, kind
    page = owner.get("/en/console/jobs")
    assert "could not be reached" in page.text
    ends = re.findall(r'action="([^"]*/jobs/[^"]*/end)"', page.body)
    assert len(ends) == 1, "only one of the two may be given up"
    revivals = re.findall(r'action="([^"]*)/revival"', page.body)
    owed = next(link for link in revivals if link + "/end" not in ends)

    form = page.form(having=("reason",))
    without = [(name, value) for name, value in form.filled() if name != "reason"]
    assert owner.post(ends[0], without).status == 303
    assert owner.post(owed + "/end", form.filled(reason="not-needed")).status == 303
    assert len(re.findall(r'/revival"', owner.get("/en/console/jobs").body)) == 2, "neither was given up"

    assert owner.post(ends[0], form.filled(reason="not-needed")).status == 303
    assert len(re.findall(r'/revival"', owner.get("/en/console/jobs").body)) == 1
    wait_until(
        lambda: "no longer needed" in owner.get("/en/console/record?kind=work").text, describe="it stood in the record"
    )
    revival = owner.get("/en/console/jobs").form(action="/revival")
    assert owner.post(revival.action, revival.filled()).status == 303
    wait_until(
        lambda: "Work tried again" in owner.get("/en/console/record?kind=work").text, describe="so did the other"
    )


def test_the_policy_page_shows_what_is_declared_and_how_it_is_enforced_to_every_colleague(shop, owner, bought, editor):
    page = owner.get("/en/console/policy")
    public = owner.get("/en/privacy")

    for words in ("eSIM Access", "Sealed under the person's own key", "Who is asked", "The first version"):
        assert words in page.text, words
    version = re.search(r"version ([0-9a-f]{12})", public.text).group(1)
    assert version in page.text
    assert page.body.count("In force") >= 1
    assert editor.get("/en/console/policy").status == 200
