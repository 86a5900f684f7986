"""A disk is full: nobody is told that anything was done that was not, and with room everything goes on by itself."""

import random
from functools import partial

import pytest

from harness import stripe
from harness.buying import begin, buy_and_receive, checkout_form, plan_slugs
from harness.disks import no_file_may_grow, small_disk
from harness.erasing import finished, verified_link
from harness.load import Crowd, expect_everything_in_order
from harness.postgresql import AS_NOBODY_SPECIAL, Storage
from harness.shop import Shop
from harness.waiting import PAUSE, wait_until

SEED = random.randrange(1_000_000)
WORDS = {"en": "We will be right back", "vi": "Chúng tôi quay lại ngay"}


@pytest.fixture
def shop_on_files(tmp_path):
    shop = Shop(tmp_path)
    yield shop
    shop.close()


@pytest.fixture
def shop_with_small(tmp_path):
    """Opens a shop one of whose trees lies on a small disk."""
    opened = []

    def open_shop(tree):
        disk = small_disk(tmp_path / "disk", megabytes=12)
        shop = Shop(tmp_path, small=(tree, disk))
        disk.users = lambda: [shop.program.process.pid]
        opened.extend([shop, disk])
        return shop, disk

    yield open_shop
    for one in opened:
        one.close()


@pytest.fixture(params=["data", "keys"])
def shop_on_small_postgresql(request, tmp_path):
    disk = {f"disk_of_{request.param}": partial(small_disk, megabytes=120)}
    storage = Storage(**disk, max_wal_size="16MB")
    shop = Shop(tmp_path, storage=storage)
    cluster = getattr(storage, request.param)
    cluster.disk.users, cluster.disk.as_whom = cluster.processes, AS_NOBODY_SPECIAL
    yield shop, cluster
    shop.close()
    storage.close()


def order(shop, language):
    """Opens the checkout and sends it; gives the answer, and who sends what to where."""
    visitor = shop.visitor(language)
    page, form = checkout_form(visitor, plan_slugs(visitor, language)[0], language)
    values = form.filled(email=shop.new_email(), age="16-or-over")
    return partial(visitor.post, f"/{language}/checkout", values)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_while_no_file_may_grow_orders_are_refused_in_the_buyers_language_and_then_taken(shop_on_files, language):
    shop = shop_on_files
    before = buy_and_receive(shop)
    waiting, send = begin(shop), order(shop, language)
    event = stripe.completed(waiting)
    rows = shop.rows()

    with no_file_may_grow(shop):
        refusal = send()
        webhook = stripe.deliver(shop.visitor(), event)
        assert before.state == "delivered", "what is there can be seen"

    assert refusal.status == 503 and refusal.language == language and WORDS[language] in refusal.text
    assert webhook.status == 503, "the processor delivers it again later"
    assert shop.changes(rows) == {}
    assert send().status == 303, "the same form, sent again"
    assert stripe.deliver(shop.visitor(), event).status == 200
    waiting.wait_for_delivery()
    for command in (("audit", "verify"), ("doctor",)):
        code, output = shop.command(*command)
        assert code == 0, output


def test_a_shop_whose_disk_fills_again_and_again_loses_no_paid_order_and_doubles_none(shop_on_files):
    shop, chance = shop_on_files, random.Random(SEED)
    crowd = Crowd(shop, SEED, bears=503)

    for _ in range(8):
        crowd.go_on()
        PAUSE.wait(chance.uniform(0, 0.5))  # not a wait for anything: the moment is what is random
        with no_file_may_grow(shop):
            PAUSE.wait(chance.uniform(0.05, 1))

    expect_everything_in_order(shop, crowd.go_home(), at_least=8)


@pytest.mark.parametrize("tree", ["data", "keys"])
def test_on_a_full_disk_of_data_or_keys_orders_wait_and_with_room_go_on(shop_with_small, tree):
    shop, disk = shop_with_small(tree)
    before, send = buy_and_receive(shop), order(shop, "en")

    disk.fill()
    statuses = {send().status for _ in range(5)}
    assert before.state == "delivered"
    disk.make_room()

    assert statuses == {503}
    assert send().status == 303
    buy_and_receive(shop)
    code, output = shop.command("audit", "verify")
    assert code == 0, output


@pytest.mark.parametrize("tree", ["data", "keys", "secrets"])
def test_while_a_tree_is_full_an_erasure_is_refused_and_not_half_done(shop_with_small, tree):
    shop, disk = shop_with_small(tree)
    purchase = buy_and_receive(shop)
    link = verified_link(shop, purchase.email)
    visitor = shop.visitor()
    form = visitor.get(link).form(action="/erasure")
    sent = form.filled(**form.first_choices())

    disk.fill()
    refusal = visitor.post(form.action, sent)
    assert refusal.status == 503 and WORDS["en"] in refusal.text
    assert purchase.order_page().status == 200 and "LPA:1$" in purchase.order_page().body, "nothing is erased yet"
    disk.make_room()

    answer = visitor.post(form.action, sent)
    assert answer.status == 303, f"{answer.status}: {answer.text[:300]}"
    finished(shop, visitor, answer.location)
    assert purchase.order_page().status == 410
    shop.restart()
    code, output = shop.command("audit", "verify")
    assert code == 0, output


def test_on_a_full_disk_of_postgresql_orders_wait_and_with_room_go_on(shop_on_small_postgresql):
    shop, cluster = shop_on_small_postgresql
    before = buy_and_receive(shop)
    crowd = Crowd(shop, SEED, bears=503)
    crowd.go_on()

    cluster.disk.fill()
    wait_until(lambda: order_is_refused(shop), within=60, describe="orders were refused")
    cluster.disk.make_room()
    if cluster.server.poll() is not None:
        cluster.start()  # without room for its log PostgreSQL stops; who runs it has it started again
    crowd.go_on()

    expect_everything_in_order(shop, [before, *crowd.go_home()], at_least=3)


def order_is_refused(shop):
    visitor = shop.visitor()
    page = visitor.get(f"/en/checkout?plan={plan_slugs(visitor)[0]}")
    if page.status == 503:
        return True
    form = page.form(having=("email", "policy", "csrf"))
    answer = visitor.post("/en/checkout", form.filled(email=shop.new_email(), age="16-or-over"))
    assert answer.status in (303, 503), f"{answer.status}: {answer.text[:300]}"
    return answer.status == 503
