"""What was promised to be kept so long is kept so long: time passes, and each thing goes at its term, unasked."""

import pytest

from harness import scan
from harness.buying import buy_and_receive, code_in
from harness.erasing import ask, data_mails, verified_link
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

DAY = 86_400
HALF_A_YEAR, TWO_YEARS, THREE_YEARS = 184 * DAY, 731 * DAY, 1097 * DAY


def test_each_part_of_a_purchase_goes_at_the_term_that_the_policy_gives_it(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    code = code_in(purchase.activation)
    (esim,) = shop.world.esims()
    shop.world.install(esim)
    shop.world.use_data(esim, percent=10)
    shop.advance(10)
    wait_until(lambda: "data-expires" in purchase.order_page().body, describe="the network told when the eSIM ends")

    shop.advance(100 * DAY)
    a_night_passes(shop)
    assert count(shop, "esims") == 1 and purchase.order_page().status == 200

    shop.advance(HALF_A_YEAR)
    wait_until(lambda: count(shop, "esims") == 0, within=20, describe="the eSIM's codes went six months after its end")
    page = purchase.order_page()
    assert page.status == 200 and code not in page.body
    assert count(shop, "buyers") == 1, "the order can still be opened and refunded"

    shop.advance(TWO_YEARS - HALF_A_YEAR - 150 * DAY)
    a_night_passes(shop)
    assert count(shop, "buyers") == 1

    shop.advance(100 * DAY)
    wait_until(lambda: count(shop, "buyers") == 0, within=20, describe="the buyer went two years after the end")
    a_night_passes(shop)
    assert purchase.order_page().status in (404, 410)
    assert count(shop, "lookups") == 0
    assert not scan.traces([purchase.email, code, code.rpartition("$")[2]], [*shop.files(), shop.log])
    mails = len(shop.world.emails(purchase.email))
    ask(shop, purchase.email)
    a_night_passes(shop)
    assert len(shop.world.emails(purchase.email)) == mails, "nobody here knows that address any more"
    assert count(shop, "orders") == count(shop, "invoices") == 1, "bookkeeping stays until its law is satisfied"

    shop.advance(7 * 365 * DAY)
    a_night_passes(shop)
    assert count(shop, "invoices") == 1
    shop.advance(2 * 366 * DAY)
    wait_until(lambda: count(shop, "invoices") == 0, within=20, describe="bookkeeping went after ten years")

    assert shop.program.stop() == 0
    code, output = shop.command("audit", "verify")
    assert code == 0, output
    shop.start()


def test_a_request_about_data_goes_three_years_after_it_was_closed(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    assert shop.visitor().get(verified_link(shop, purchase.email)).status == 200
    assert count(shop, "rights_requests") == 1 and data_mails(shop, purchase.email)

    shop.advance(TWO_YEARS)
    a_night_passes(shop)
    assert count(shop, "rights_requests") == 1

    shop.advance(THREE_YEARS - TWO_YEARS + 10 * DAY)
    wait_until(lambda: count(shop, "rights_requests") == 0, within=20, describe="the request went")


def test_old_copies_of_the_keys_are_worthless_within_the_days_the_policy_states(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    assert "30 days" in shop.visitor().get("/en/privacy").text
    first = {file.name: file.read_bytes() for file in epoch_secrets(shop)}
    assert list(first) == ["epoch-1.secret"]

    for _ in range(3):  # a night for each, and none without a server
        shop.advance(10 * DAY)
        shop.rows()

    def only_a_new_one():  # while keys move, the secret they leave is there beside the one they move to
        names = [file.name for file in epoch_secrets(shop)]
        return len(names) == 1 and names != ["epoch-1.secret"]

    wait_until(only_a_new_one, describe="the secret went and a single new one is there")
    assert not scan.traces([first["epoch-1.secret"].hex()], shop.files(shop.secrets))
    assert code_in(purchase.activation) in purchase.order_page().body, "what is not erased opens as before"


def epoch_secrets(shop):
    return [file for file in shop.files(shop.secrets) if file.name.startswith("epoch-")]


def a_night_passes(shop):
    """The daily work is due by then; what it would do, it has done when the shop has come to rest."""
    shop.advance(DAY + 3600)
    shop.rows()


def count(shop, table):
    return sum(n for (_, name), n in shop.rows().items() if name == table)
