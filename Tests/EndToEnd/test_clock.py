"""The machine's clock is set wrong and right again: nobody notices, and nothing is destroyed before its time."""

from harness.buying import buy_and_receive, code_in
from harness.load import Crowd, expect_everything_in_order
from harness.waiting import wait_until

MINUTES, HOUR, DAY, YEAR = 300, 3_600, 86_400, 366 * 86_400


def test_while_the_clock_jumps_to_and_fro_people_buy_as_always(fresh_shop):
    shop = fresh_shop
    agent = shop.staff("support-agent")
    crowd = Crowd(shop, seed=16)
    before = int(shop.now())

    for jump in (MINUTES, -MINUTES, DAY, -DAY, YEAR, -YEAR, 12 * YEAR):
        shop.set_clocks_wrong(jump)
        crowd.go_on(2)
        shop.set_clocks_wrong(-jump)
        crowd.go_on()

    paid = crowd.go_home()
    assert agent.get("/console/orders").status == 200, "nobody was signed out"
    assert 0 < int(shop.now()) - before < 300_000, "time went on, and no further than it did"
    expect_everything_in_order(shop, paid, at_least=21)


def test_a_clock_set_years_ahead_and_right_again_destroys_nothing(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    shop.advance(2 * DAY)
    secrets, rows = epoch_secrets(shop), shop.rows()

    shop.set_clocks_wrong(12 * YEAR)
    wait_until(lambda: "clock jumped" in shop.log.read_text(), describe="the jump was told to those who run the server")
    shop.rows()
    shop.set_clocks_wrong(-12 * YEAR)
    shop.advance(DAY + HOUR)

    assert code_in(purchase.activation) in purchase.order_page().body
    assert epoch_secrets(shop) == secrets
    assert not [table for table, change in shop.changes(rows).items() if change < 0]


def test_a_clock_that_stays_where_it_was_set_is_believed_after_an_hour(fresh_shop):
    shop = fresh_shop
    purchase = buy_and_receive(shop)
    shop.advance(2 * DAY)

    shop.set_clocks_wrong(4 * YEAR)
    shop.now()
    shop.advance(HOUR + MINUTES)
    shop.rows()
    shop.advance(DAY + HOUR)

    wait_until(lambda: purchase.order_page().status in (404, 410), within=20, describe="what is over went")


def epoch_secrets(shop):
    return {file.name for file in shop.files(shop.secrets) if file.name.startswith("epoch-")}
