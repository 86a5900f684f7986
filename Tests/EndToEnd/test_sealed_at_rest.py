"""What people type lies sealed wherever it lies, and is read through the program alone."""

import secrets

import pytest

from harness import backups, scan
from harness.bucket import Store
from harness.buying import buy_and_receive, code_in
from harness.chat import Chat
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

PLACES = {name: f"s3://sampan-{name}/shop" for name in ("data", "keys", "secrets")}


@pytest.fixture(scope="module")
def shop(open_shop, tmp_path_factory):
    """A shop that keeps its backups in an object store."""
    store = Store(tmp_path_factory.mktemp("objects"))
    for name in PLACES:
        store.make_bucket(f"sampan-{name}")
    store.demand_signatures()
    try:
        with open_shop(settings={"backup": {**PLACES, **store.settings()}}) as shop:
            shop.bucket = store
            yield shop
    finally:
        store.close()


@pytest.fixture(scope="module")
def told(shop):
    """What somebody told the shop: an order, and in the chat a message with a number and an address."""
    purchase = buy_and_receive(shop)
    mark = secrets.token_hex(4)
    said = {
        "message": f"Does it work in room {mark}?",
        "phone": f"+84 90 {secrets.randbelow(900) + 100} {secrets.randbelow(9000) + 1000}",
        "address": f"{secrets.randbelow(900) + 100} Ngo Huyen {secrets.token_hex(3)}, Ha Noi",
    }
    chat = Chat(shop)
    assert chat.say(" / ".join(said.values())).status_code in (200, 201)
    lines = secrets.token_hex(8)
    said["file"] = f"{lines} is the number of my passport"
    assert chat.bring(said["file"].encode() + b"\n", f"{lines}.txt", "text/plain").status_code == 200
    number = chat.number()
    chat.close()
    backups.take(shop)
    return purchase, number, said


def objects(shop, folder):
    """Everything the object store holds, as files."""
    client, files = shop.bucket.look_inside(), []
    for name in PLACES:
        for item in client.list_objects_v2(Bucket=f"sampan-{name}").get("Contents", []):
            file = folder / f"{name}-{len(files)}"
            file.write_bytes(client.get_object(Bucket=f"sampan-{name}", Key=item["Key"])["Body"].read())
            files.append(file)
    return files


@pytest.mark.promise("VO-70", "WA-68")
def test_no_database_backup_or_object_store_shows_an_address_a_number_or_a_message(shop, told, tmp_path):
    purchase, _, said = told
    files = [*shop.files(), *objects(shop, tmp_path)]
    assert len(files) > 20

    found = scan.traces([purchase.email, purchase.email.split("@")[0], *said.values()], files)

    assert not found, found


@pytest.mark.promise("VO-70")
def test_the_program_reads_all_of_it(shop, told):
    purchase, number, said = told
    staff = shop.staff("support-agent")
    links = wait_until(
        lambda: [href for href, words in staff.get("/console/inbox").links if number in words],
        describe="the conversation stood in the inbox",
    )

    page = staff.get(links[0])

    for name, text in said.items():
        assert text in page.text or name == "file"
    [file] = page.links_to("/files/")
    assert staff.get(file).body == said["file"] + "\n"
    order = staff.get(staff.order_link(purchase))
    opening = order.form(action="openings")
    opened = staff.post(opening.action, opening.filled(**opening.first_choices()))
    assert purchase.email in opened.text
    assert code_in(purchase.activation) in purchase.order_page().body


@pytest.mark.promise("WA-68")
def test_without_the_keys_of_the_organisation_its_rows_cannot_be_read_any_more(shop, told):
    assert shop.program.stop() == 0
    kept = {file: file.read_bytes() for file in shop.secrets.rglob("epoch-*.secret")}
    assert kept
    for file in kept:
        file.unlink()

    code, output = shop.command("doctor")
    assert code != 0 and "do not open" in output, output
    with pytest.raises(AssertionError, match="nobody can read its rows"):
        shop.start()

    for file, content in kept.items():
        file.write_bytes(content)
    shop.start()
    assert told[0].state == "delivered", "back with the secrets, and only with them"
