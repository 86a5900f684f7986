"""Starting, stopping and being killed."""

from concurrent.futures import ThreadPoolExecutor

from harness import scan
from harness.buying import begin, buy, buy_and_receive, code_in
from harness.waiting import wait_until


def test_a_shop_that_was_stopped_starts_again_on_the_same_data(fresh_shop):
    assert fresh_shop.program.stop() == 0

    fresh_shop.start()

    assert fresh_shop.visitor().get("/en/plans").status == 200


def test_stopping_finishes_the_requests_under_way(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("stripe", latencyMilliseconds=1500), ThreadPoolExecutor(1) as pool:
        sessions = len(shop.world.calls("stripe"))
        waiting = pool.submit(begin, shop)
        wait_until(lambda: len(shop.world.calls("stripe")) > sessions, describe="the checkout was under way")
        code = shop.program.stop()

    assert code == 0
    assert waiting.result().answer.status == 303
    shop.start()


def test_what_was_bought_is_there_after_a_power_cut(fresh_shop):
    purchase = buy_and_receive(fresh_shop)

    fresh_shop.restart(kill=True)

    page = purchase.order_page()
    assert page.status == 200 and "LPA:1$" in page.body
    buy_and_receive(fresh_shop)


def test_a_payment_reported_while_the_shop_was_down_is_honoured(fresh_shop):
    shop = fresh_shop
    purchase = begin(shop)
    shop.program.kill()

    shop.world.pay(purchase.answer.location)  # and the buyer finds nobody to come back to
    shop.start()

    purchase.wait_for_delivery(within=40)


def test_no_file_of_the_shop_can_be_read_by_other_users_of_the_machine(shop):
    buy(shop)

    for file in shop.files(shop.keys, shop.secrets):
        assert file.stat().st_mode & 0o077 == 0, f"{file.name}: {oct(file.stat().st_mode)}"


def test_personal_values_lie_sealed_on_the_disk(shop):
    purchase = buy_and_receive(shop)
    code = code_in(purchase.activation)

    assert not scan.traces([purchase.email, code], shop.files())
