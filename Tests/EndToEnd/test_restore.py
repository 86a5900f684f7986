"""A machine is lost and comes back from its backups: as it was then, but for what was promised since."""

import re
import sqlite3

import pytest

from harness import backups
from harness.aftercare import mails, press, running
from harness.api import SCOPES, Program, make_key
from harness.buying import begin, buy, buy_and_receive, code_in
from harness.erasing import ask, erase, finished
from harness.postgresql import Storage
from harness.shop import Shop
from harness.staff import PASSWORD, PEOPLE, Staff
from harness.waiting import wait_until

NEW_PASSWORD = "another-long-password-for-tests"


@pytest.fixture(params=["files", "PostgreSQL"])
def shop(request, tmp_path_factory):
    storage = None if request.param == "files" else Storage()
    folder = tmp_path_factory.mktemp("restored")
    shop = Shop(folder, storage=storage, settings={"backup": backups.settings(folder / "store")})
    shop.store = folder / "store"
    try:
        yield shop
    finally:
        shop.close()
        if storage:
            storage.close()


@pytest.mark.timeout(300)
def test_a_shop_restored_to_an_earlier_hour_keeps_every_promise_made_since(shop):
    world = shop.world
    delivered, erased, unpaid = buy_and_receive(shop), buy_and_receive(shop), begin(shop)
    shop.staff("owner")
    world.set("esim-access", failAlways=True)
    stuck = buy(shop)
    wait_until(lambda: stuck.state == "delivering", describe="the supplier was asked")
    then, _ = backups.take(shop)

    world.set("esim-access", failAlways=False)
    assert shop.advance_until(stuck.activation_mails, step=60)
    assert unpaid.pay().status == 303
    unpaid.wait_for_delivery()
    lost = buy_and_receive(shop)
    finished(shop, *erase(shop, erased.email))
    code, output = shop.command("staff", "password", "--email", PEOPLE["owner"][1], typed=NEW_PASSWORD + "\n")
    assert code == 0, output
    backups.take(shop)
    before = happened(shop)

    backups.lose_the_machine(shop)
    output = backups.restored(shop, "--at", then)
    assert re.search(r"[1-9]\d* people erased since", output), output
    shop.start()
    wait_until(lambda: stuck.state == "delivered", within=40, describe="the shop opened")

    assert code_in(delivered.activation) in delivered.order_page().body
    assert erased.order_page().status in (404, 410)
    assert sign_in(shop, PASSWORD).status != 303, "the password of then is dead"
    owner = signed_in(shop, NEW_PASSWORD)
    wait_until(lambda: {stuck.state, unpaid.state} == {"delivered"}, within=40, describe="both were found delivered")
    assert happened(shop) == before, "no mail, eSIM or charge was repeated, and none is missing"

    orders = owner.get("/console/orders")
    assert orders.body.count('data-attention="unknown-payment"') == 1, "the order that was lost, and paid for"
    assert orders.body.count('data-attention="mail-uncertain"') == 2
    assert orders.body.count('data-attention="unknown-supply"') == 1, "and that the supplier has"
    assert lost.order_page().status in (404, 410)
    page = owner.order_of(unpaid)
    resend = [form for form in page.forms if "mails/activation" in form.action or "activation" in form.action]
    assert resend, [form.action for form in page.forms]
    ask(shop, erased.email)
    buy_and_receive(shop)
    assert len(world.emails(erased.email)) == before["mails"][erased.email], "nobody here knows that address"
    code, output = shop.command("audit", "verify")
    assert code == 0, output
    backups.take(shop)
    code, output = shop.command("doctor")
    assert code == 0, output


def test_a_buyer_who_said_no_after_the_backup_hears_nothing_after_the_restore(shop):
    (quiet, quiet_esim), (other, other_esim) = running(shop), running(shop)
    then, _ = backups.take(shop)
    press(quiet, "/notices")
    backups.take(shop)

    backups.lose_the_machine(shop)
    backups.restored(shop, "--at", then)
    shop.start()
    wait_until(lambda: quiet.order_page().status == 200, within=40, describe="the shop opened")
    for esim in (quiet_esim, other_esim):
        shop.world.use_data(esim, percent=85)

    assert shop.advance_until(lambda: mails(shop, other.email, "Little data left"), step=60)
    shop.advance_until(lambda: 'data-share-left="15"' in quiet.order_page().body, step=10)
    buy_and_receive(shop)  # whatever was queued before had its turn
    assert not mails(shop, quiet.email, "Little data left")


@pytest.mark.timeout(300)
def test_what_the_second_supplier_made_since_is_neither_ordered_again_nor_forgotten(shop):
    world, plan = shop.world, "malaysia-5gb-30d"
    shop.staff("owner")
    buy_and_receive(shop)
    world.set("esim-access", outOfStock="MY0530")
    world.set("airalo", outOfStock="*")
    stuck = buy(shop, slug=plan)
    wait_until(lambda: world.calls("airalo", "/v2/orders"), describe="both were asked")
    then, _ = backups.take(shop)
    world.set("airalo", outOfStock="")
    assert shop.advance_until(stuck.activation_mails, step=60)
    lost = buy_and_receive(shop, slug=plan)
    made = len(world.airalo_orders())

    backups.lose_the_machine(shop)
    backups.restored(shop, "--at", then)
    shop.start()
    wait_until(lambda: stuck.state in ("delivering", "delivered"), within=40, describe="the shop opened")
    shop.advance_until(lambda: stuck.state == "delivered", step=60)

    assert len(world.airalo_orders()) == made == 2, "what it had made was found by our number"
    assert lost.order_page().status in (404, 410)
    page = signed_in(shop, PASSWORD).get("/console/orders")
    assert page.body.count('data-attention="unknown-supply"') == 1
    assert f"Airalo {world.airalo_orders()[-1]['id']}" in page.text, "by the number under which the supplier has it"


def test_a_backup_is_not_restored_over_what_is_there_nor_with_another_key(shop):
    buy_and_receive(shop)
    backups.take(shop)

    code, output = backups.restore(shop)
    assert code != 0 and "is not empty" in output, output
    backups.lose_the_machine(shop)
    root, secret = (shop.secrets / "root.key").read_bytes(), (shop.secrets / "backup.secret").read_bytes()
    (shop.secrets / "root.key").write_bytes(bytes(32))
    code, output = backups.restore(shop)
    assert code != 0 and "root key of another installation" in output, output
    (shop.secrets / "root.key").write_bytes(root)
    (shop.secrets / "backup.secret").write_bytes(bytes(32))
    code, output = backups.restore(shop)
    assert code != 0 and "another backup secret" in output, output
    (shop.secrets / "backup.secret").write_bytes(secret)
    code, output = backups.restore(shop, "--at", "2020-01-01T00:00:00Z")
    assert code != 0 and "no such backup" in output, output

    backups.restored(shop)
    shop.start()
    assert buy_and_receive(shop).state == "delivered"


def test_until_the_gateway_has_answered_nothing_is_served_or_sent(shop):
    purchase, unpaid = buy_and_receive(shop), begin(shop)
    backups.take(shop)
    backups.lose_the_machine(shop)
    backups.restored(shop)
    mails = len(shop.world.emails())

    shop.world.set("stripe", failAlways=True)
    shop.start_shut()

    assert shop.visitor().get("/en/plans").status == 503
    assert shop.visitor().get(purchase.link).status == 503
    assert shop.world.pay(unpaid.answer.location).status == 303, "the processor's page is the processor's"
    assert len(shop.world.emails()) == mails
    shop.world.set("stripe", failAlways=False)
    wait_until(lambda: shop.is_open(shop.port), within=40, describe="the shop opened")
    assert shop.advance_until(lambda: unpaid.state == "delivered", step=60), "paid while it was shut"


@pytest.mark.promise("VO-75")
def test_an_order_deleted_in_the_database_is_found_again_in_a_scratch_restore(shop, tmp_path):
    purchase = buy_and_receive(shop)
    backups.take(shop)
    shop.storage.tamper("DELETE FROM orders")
    assert purchase.order_page().status in (404, 410)

    number = purchase_number_in(backups.scratch(shop, tmp_path), purchase)

    assert number == 1, "the order is in what was restored"
    (chunk, *_) = backups.chunks(shop.store)
    content = bytearray(chunk.read_bytes())
    content[len(content) // 2] ^= 1
    chunk.write_bytes(content)
    code, output = shop.command("backup", "--verify")
    assert code != 0 and f"the chunk {chunk.name} is damaged" in output, output
    code, output = shop.command("doctor")
    assert code != 0 and "a backup is damaged" in output, output


def test_a_dropped_table_is_restored_from_the_backup(shop):
    purchase = buy_and_receive(shop)
    backups.take(shop)
    shop.storage.drop_table("esims")
    page = purchase.order_page()
    assert page.status >= 500 or code_in(purchase.activation) not in page.body

    backups.lose_the_machine(shop)
    backups.restored(shop)
    shop.start()

    wait_until(lambda: purchase.order_page().status == 200, within=40, describe="the shop opened")
    assert code_in(purchase.activation) in purchase.order_page().body


@pytest.mark.promise("VC-49")
@pytest.mark.timeout(300)
def test_an_order_is_not_changed_a_changed_record_is_found_and_a_dropped_table_comes_back(shop):
    purchase = buy_and_receive(shop)
    owner, agent, editor = (shop.staff(role) for role in ("owner", "support-agent", "catalogue-editor"))
    program = Program(shop.visitor(), make_key(owner, *SCOPES))
    (order,) = [found["id"] for found in program.all("/orders", limit=200) if found["number"] == purchase.number]
    before = orders_in(shop)

    for method in ("PATCH", "DELETE"):
        for who in (shop.visitor(), purchase.visitor, editor, agent, owner):
            for path in (f"/api/orders/{order}", f"/console/orders/{order}", purchase.link):
                assert who.send(method, path, content=b"state=refunded").status == 403, f"{method} {path}"
        assert program.ask(method, f"/orders/{order}", {"state": "refunded"}).status == 403
    assert orders_in(shop) == before

    backups.take(shop)
    assert shop.program.stop() == 0
    code, output = shop.command("audit", "verify")
    assert code == 0, output
    shop.falsify_the_record()
    code, output = shop.command("audit", "verify")
    assert code != 0, output

    shop.storage.drop_table("esims")
    backups.lose_the_machine(shop)
    backups.restored(shop)
    shop.start()
    wait_until(lambda: purchase.order_page().status == 200, within=40, describe="the shop opened")
    assert code_in(purchase.activation) in purchase.order_page().body
    code, output = shop.command("audit", "verify")
    assert code == 0, output


def orders_in(shop):
    tables = {"orders", "order_lines", "order_events"}
    return {place: digest for place, digest in shop.contents().items() if place[1] in tables}


def purchase_number_in(data, purchase):
    """How many orders stand in restored files."""
    (file,) = data.glob("organisations/*/data.sqlite")
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT count(*) FROM orders WHERE state = 'delivered'").fetchone()[0]


def sign_in(shop, password):
    visitor = shop.visitor()
    form = visitor.get("/console/sign-in").form(having=("password",))
    return visitor.post("/console/sign-in", form.filled(email=PEOPLE["owner"][1], password=password))


def signed_in(shop, password):
    staff = Staff.__new__(Staff)
    super(Staff, staff).__init__(shop.address, shop.host, "en")
    form = staff.get("/console/sign-in").form(having=("password",))
    answer = staff.post("/console/sign-in", form.filled(email=PEOPLE["owner"][1], password=password))
    assert answer.status == 303, answer.text[:300]
    return shop.welcome(staff)


def happened(shop):
    """What third parties have seen: mails by address, eSIMs, charges that succeeded."""
    mails = {}
    for mail in shop.world.emails():
        mails[mail.to] = mails.get(mail.to, 0) + 1
    charges = [charge["id"] for charge in shop.world.charges() if charge["status"] == "succeeded"]
    return {"mails": mails, "esims": len(shop.world.esims()), "charges": len(charges)}


def test_a_damaged_backup_is_named_and_the_one_before_it_restored(shop):
    purchase = buy_and_receive(shop)
    then, _ = backups.take(shop)
    buy_and_receive(shop)
    newest, _ = backups.take(shop)
    (manifest,) = (shop.store / "data" / "snapshots").glob(f"*{newest}*")
    content = bytearray(manifest.read_bytes())
    content[len(content) // 2] ^= 1
    manifest.write_bytes(content)

    code, output = shop.command("backup", "list")
    assert code == 0 and re.search(rf"{newest} \S+ DAMAGED", output) and then in output, output
    third, _ = backups.take(shop)
    assert third in shop.command("backup", "list")[1]
    code, output = shop.command("backup", "--verify")
    assert code != 0 and manifest.name in output, output
    backups.lose_the_machine(shop)
    code, output = backups.restore(shop, "--at", newest)
    assert code != 0 and f"{manifest.name} is damaged" in output, output
    backups.restored(shop, "--at", then)
    shop.start()

    wait_until(lambda: purchase.state == "delivered", within=40, describe="the shop opened")
    code, output = shop.command("backup", "prune", "--damaged")
    assert code == 0 and "data: 1 backups" in output, output
    code, output = shop.command("backup", "--verify")
    assert code == 0, output
