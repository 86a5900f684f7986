"""A hundred organisations on one server, of which few are open; and several servers that see each other's changes."""

import shutil
from pathlib import Path

import pytest
import yaml

from harness.buying import buy, buy_and_receive, plan_slugs
from harness.node import Node
from harness.postgresql import Storage
from harness.program import ROOT, run
from harness.shop import BUSINESS, Shop
from harness.waiting import wait_until

ORGANISATIONS = 100
OPEN = 12
# A database of its own for data and one for keys, each with a writer and some readers, and the ledger.
FILES_EACH = 24


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """A shop among a hundred others of its business, on a server that keeps a dozen open."""
    shop = Shop(tmp_path_factory.mktemp("street"), settings={"openOrganisations": OPEN})
    try:
        for number in range(ORGANISATIONS):
            code, output = add(shop, f"shop-{number}", f"Shop number {number}", host_of(number))
            assert code == 0, output
        yield shop
    finally:
        shop.close()


def add(shop, slug, name, *hosts, business=BUSINESS):
    options = [word for host in hosts for word in ("--host", host)]
    return shop.command("organisation", "add", business, slug, "--name", name, *options)


def host_of(number):
    return f"shop-{number}.localhost"


def visitor_of(shop, number):
    return shop.visitor(host=f"{host_of(number)}:{shop.port}")


def open_files(shop):
    return len(list(Path(f"/proc/{shop.program.process.pid}/fd").iterdir()))


def test_each_serves_its_own_pages_and_few_are_open(street):
    most = 0
    for number in range(ORGANISATIONS):
        page = visitor_of(street, number).get("/en/plans?q=japan")
        assert page.status == 200, page.text[:300]
        assert f"Shop number {number}" in page.body
        most = max(most, open_files(street))

    assert most < 200 + (OPEN + 8) * FILES_EACH, f"{most} files were open"


def test_a_host_nobody_has_is_not_served(street):
    assert street.visitor(host=f"nobody.localhost:{street.port}").get("/en").status == 404


def test_the_list_names_them_all_with_their_hosts(street):
    code, output = street.command("organisation", "list")

    assert code == 0, output
    lines = {line.split("\t")[0]: line.split("\t") for line in output.splitlines() if "\t" in line}
    assert len(lines) == ORGANISATIONS + 1
    assert lines[f"{BUSINESS}/shop-7"][2:] == ["Shop number 7", "shop-7.localhost"]


@pytest.mark.parametrize(
    ("slug", "host", "business"),
    [
        ("shop-7", "another.localhost", BUSINESS),
        ("Shop 7", "another.localhost", BUSINESS),
        ("shop-x", "shop-7.localhost", BUSINESS),
        ("shop-x", f"{BUSINESS}.localhost", BUSINESS),
        ("shop-x", "a host", BUSINESS),
        ("shop-x", "another.localhost", "nobody"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(street, slug, host, business):
    code, output = add(street, slug, "Another", host, business=business)

    assert code != 0
    assert "Error" in output and "internal" not in output.lower(), output


def test_what_one_sells_the_others_do_not_see(street):
    buyer = visitor_of(street, 3)
    purchase = buy_and_receive(street, visitor=buyer)

    assert buyer.get(purchase.link).mark("data-state") == "delivered"
    assert visitor_of(street, 4).get(purchase.link).status == 404
    assert street.visitor().get(purchase.link).status == 404


def test_a_job_of_a_closed_organisation_runs_when_its_time_has_come(street):
    with street.world.trouble("esim-access", failNext=3, path="/esim/order"):
        purchase = buy(street, visitor=visitor_of(street, 5))
        wait_until(lambda: street.world.calls("esim-access", "/esim/order"), describe="the supplier was asked")
        for number in range(10, 10 + 3 * OPEN):
            assert visitor_of(street, number).get("/en/plans?q=japan").status == 200

        street.advance_until(purchase.activation_mails, step=60)

    assert len(purchase.activation_mails()) == 1


def test_all_of_them_come_back_after_a_power_cut(street):
    purchase = buy_and_receive(street, visitor=visitor_of(street, 8))
    street.restart(kill=True)

    for number in (0, 50, 99):
        assert visitor_of(street, number).get("/en").status == 200
    assert visitor_of(street, 8).get(purchase.link).mark("data-state") == "delivered"
    code, output = street.command("audit", "verify")
    assert code == 0, output


# Several servers


@pytest.fixture
def shop_on_two_servers(tmp_path):
    storage = Storage()
    shop = Shop(tmp_path, storage=storage)
    try:
        shop.node = Node(shop)
        yield shop
    finally:
        shop.close()
        storage.close()


def test_a_new_catalogue_and_policy_of_one_server_are_seen_at_the_other_at_once(shop_on_two_servers, tmp_path):
    shop, node = shop_on_two_servers, shop_on_two_servers.node
    there = shop.visitor_at(node)
    withdrawn = plan_slugs(there)[0]
    versions = there.get("/en/privacy/versions").body
    assert there.get("/en/plans").body.count(f'/plans/{withdrawn}"') > 0

    changed = tmp_path / "Changed"
    shutil.copytree(ROOT / "Businesses" / BUSINESS, changed / BUSINESS)
    rename_first_plan(changed / BUSINESS / "catalogue.yaml", withdrawn)
    code, output = shop.command("catalogue", "import", changed / BUSINESS / "catalogue.yaml")
    assert code == 0, output
    publish_anew(changed / BUSINESS / "policy.yaml")
    shop.businesses = changed
    shop.restart()

    wait_until(lambda: withdrawn not in plan_slugs(shop.visitor_at(node)), within=3, describe="the plan was gone")
    wait_until(
        lambda: shop.visitor_at(node).get("/en/privacy/versions").body != versions, within=3, describe="the new version"
    )


def rename_first_plan(file, slug):
    catalogue = yaml.safe_load(file.read_text())
    for place in catalogue["destinations"]:
        for plan in place["plans"]:
            if plan["slug"] == slug:
                plan["slug"] = slug + "-new"
    file.write_text(yaml.safe_dump(catalogue, allow_unicode=True))


def publish_anew(file):
    """The same policy with a later date of revision."""
    text = file.read_text()
    for before, after in ("lastRevised: 2026-03\n", "lastRevised: 2026-11\n"), ("2026-03-01\n", "2026-11-21\n"):
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text)
    code, output = run("policy", "check", "--businesses", file.parents[1])
    assert code == 0, output
