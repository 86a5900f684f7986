"""Money that goes back and money that a bank takes back: once, in part or whole, and the truth told to buyer and owner."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from harness.buying import buy, buy_and_receive
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines


def order_page(staff, purchase):
    listed = staff.get(f"/en/console/orders?number={purchase.number}")
    (link,) = {urlsplit(link).path for link, text in listed.links if text.strip() == purchase.number}
    return staff.get(link)


def refund(staff, purchase, **fields):
    form = order_page(staff, purchase).form(action="/refund")
    return staff.post(form.action, form.filled(**fields))


def charge_of(shop, purchase):
    return shop.world.session(purchase.session)["payment_intent"]


def refunds(shop):
    return shop.world.get("/control/stripe")["refunds"]


def asked(shop):
    """The refunds the shop asked for, each as its fields."""
    calls = shop.world.calls("stripe", "/v1/refunds")
    return [dict(parse_qsl(call["body"])) for call in calls if call["method"] == "POST"]


def bought(shop):
    """A delivered purchase whose eSIM is installed."""
    purchase = buy_and_receive(shop)
    esim = shop.world.esims()[0]
    shop.world.install(esim)
    return purchase


def opened(shop, purchase, **options):
    return shop.world.post(f"/control/stripe/dispute/{charge_of(shop, purchase)}", **options)


def close(shop, dispute, **how):
    shop.world.post(f"/control/stripe/dispute/{dispute['id']}/close", **how)


# Money that goes back


def test_a_part_goes_back_and_the_order_goes_on_then_the_rest(fresh_shop):
    shop, staff = fresh_shop, fresh_shop.staff("support-agent")
    purchase = buy_and_receive(shop)
    total = shop.world.session(purchase.session)["amount_total"]

    for typed in ("nothing", f"{total / 100:.2f}", "-5", "0.00"):
        assert refund(staff, purchase, part=typed).status == 422, typed
    assert refund(staff, purchase, part="1.50").status == 303
    wait_until(lambda: "Given back" in order_page(staff, purchase).text, describe="the part went back")

    assert purchase.state == "delivered"
    page = purchase.order_page()
    assert "Part of your money went back" in page.text and page.marked("data-back")
    mail = shop.world.email(purchase.email, containing="$1.50")
    assert "went back" in mail.subject and page.url.rpartition("/")[2] in mail.text
    assert "$1.50" in purchase.visitor.get(f"{purchase.link}/receipt").text
    assert [r["amount"] for r in refunds(shop)] == [150]
    assert refund(staff, purchase).status == 303
    wait_until(lambda: purchase.state == "refunded", describe="the rest went back")
    assert [r["amount"] for r in refunds(shop)] == [150, total - 150]


def test_a_refund_whose_answer_is_lost_goes_back_once(fresh_shop):
    shop, staff = fresh_shop, fresh_shop.staff("support-agent")
    purchase = buy_and_receive(shop)
    with shop.world.trouble("stripe", loseAnswers=1, path="/refunds"):
        assert refund(staff, purchase, part="1.50").status == 303
        wait_until(lambda: asked(shop), describe="the refund was asked for")

    shop.advance(90_000)  # the processor has forgotten the key by then
    staff = shop.staff("support-agent")
    wait_until(lambda: "Given back" in order_page(staff, purchase).text, describe="the refund was found again")

    assert [r["amount"] for r in refunds(shop)] == [150]
    assert len(asked(shop)) == 1


def test_a_refund_that_failed_at_the_processor_is_a_task_and_can_be_tried_again(fresh_shop):
    shop, staff = fresh_shop, fresh_shop.staff("support-agent")
    purchase = buy_and_receive(shop)
    with shop.world.trouble("stripe", refundOutcome="pending"):
        assert refund(staff, purchase).status == 303
        (made,) = wait_until(lambda: refunds(shop), describe="the refund was asked for")
    assert wait_until(lambda: purchase.state == "refunding")

    shop.world.post(f"/control/stripe/refunds/{made['id']}", succeeded=False)

    wait_until(lambda: purchase.state == "needs-attention", describe="the refund failed")
    assert order_page(staff, purchase).mark("data-attention") == "refund-failed"
    assert refund(staff, purchase).status == 303
    wait_until(lambda: purchase.state == "refunded", describe="the second try went through")
    assert [r["status"] for r in refunds(shop)] == ["failed", "succeeded"]


def test_what_somebody_gives_back_in_the_dashboard_is_known_and_a_bank_that_sends_it_back_too(fresh_shop):
    shop, staff = fresh_shop, fresh_shop.staff("support-agent")
    purchase = buy_and_receive(shop)

    made = shop.world.post(f"/control/stripe/refund/{charge_of(shop, purchase)}", amount=70)
    wait_until(lambda: "Given back" in order_page(staff, purchase).text, describe="the part is known")
    shop.world.post(f"/control/stripe/refunds/{made['id']}", succeeded=False)

    wait_until(lambda: "Did not go through" in order_page(staff, purchase).text, describe="it came back")
    assert purchase.state == "delivered"
    assert order_page(staff, purchase).mark("data-attention") == "refund-failed"


# Money that a bank takes back


@pytest.mark.promise("VC-32")
def test_a_dispute_freezes_the_order_suspends_the_esim_and_gives_the_owner_a_date(fresh_shop):
    shop, owner = fresh_shop, fresh_shop.staff("owner")
    purchase = bought(shop)

    dispute = opened(shop, purchase, reason="product_not_received")

    wait_until(lambda: purchase.state == "frozen", describe="the order is frozen")
    wait_until(lambda: shop.world.esims()[0]["esimStatus"] == "SUSPENDED", describe="the eSIM is suspended")
    assert "LPA:1$" not in purchase.order_page().text
    page = wait_until(
        lambda: p if "taken by the bank" in (p := order_page(owner, purchase)).text else None,
        describe="the bank took the money",
    )
    assert page.mark("data-dispute") == "needs-response"
    assert page.mark("data-attention") == "disputed"
    assert "Nothing was received" in page.text
    due = datetime.fromtimestamp(dispute["evidence_details"]["due_by"], UTC)
    days = {f"{d.day} {d:%B %Y}" for d in (due, due + timedelta(hours=7))}
    assert any(day in page.text for day in days), days
    home = owner.get("/en/console")
    assert home.mark("data-disputes") == "1"
    assert "is with the banks until they decide" in home.text

    shop.world.post(f"/control/stripe/dispute/{dispute['id']}/answer")
    wait_until(lambda: order_page(owner, purchase).marked("data-dispute") == ["under-review"])
    assert not order_page(owner, purchase).marked("data-attention"), "the task is done"
    close(shop, dispute, won=True)

    wait_until(lambda: purchase.state == "delivered", describe="the order goes on")
    wait_until(lambda: shop.world.esims()[0]["esimStatus"] == "IN_USE", describe="the eSIM goes on")
    wait_until(lambda: "given back by the bank" in order_page(owner, purchase).text)
    assert not owner.get("/en/console").marked("data-disputes")


def test_a_dispute_that_is_lost_ends_the_order_and_is_no_sale_any_more(fresh_shop):
    shop, owner = fresh_shop, fresh_shop.staff("owner")
    purchase = bought(shop)
    dispute = opened(shop, purchase)
    wait_until(lambda: purchase.state == "frozen")

    close(shop, dispute, ending="lost")

    wait_until(lambda: purchase.state == "refunded", describe="the order ended")
    page = order_page(owner, purchase)
    assert page.mark("data-dispute") == "lost" and not page.marked("data-attention")
    assert "Dispute lost" in page.text
    assert shop.world.esims()[0]["esimStatus"] == "SUSPENDED"
    assert not refunds(shop), "nothing goes back twice"
    figures = owner.get("/en/console/statistics/figures.csv?days=7").body.splitlines()
    amount = shop.world.session(purchase.session)["amount_total"]
    told = [line.split(",", 1)[1] for line in figures if "dispute" in line]
    assert told == ['disputes,"",1', f'disputed,"USD",{amount}', f'disputes-lost,"USD",{amount}']


def test_a_bank_that_only_asks_stops_nothing_until_it_takes_the_money(fresh_shop):
    shop, owner = fresh_shop, fresh_shop.staff("owner")
    purchase = bought(shop)

    inquiry = opened(shop, purchase, inquiry=True)
    wait_until(lambda: order_page(owner, purchase).marked("data-dispute") == ["inquiry"])
    assert purchase.state == "delivered"
    assert order_page(owner, purchase).mark("data-attention") == "disputed"
    shop.world.post(f"/control/stripe/dispute/{inquiry['id']}/escalate")

    wait_until(lambda: purchase.state == "frozen", describe="the bank took the money")
    close(shop, inquiry, ending="prevented")
    wait_until(lambda: purchase.state == "delivered", describe="it cost nothing")
    assert order_page(owner, purchase).mark("data-dispute") == "closed"


def test_what_is_not_delivered_yet_is_not_delivered_while_a_bank_disputes_it(fresh_shop):
    shop = fresh_shop
    with shop.world.trouble("esim-access", failNext=100):
        purchase = buy(shop)
        wait_until(lambda: purchase.state == "delivering")
        dispute = opened(shop, purchase)
        wait_until(lambda: purchase.state == "frozen", describe="the order is frozen")
    shop.advance(3600)
    assert purchase.state == "frozen" and not purchase.activation_mails()

    close(shop, dispute, won=True)

    shop.advance_until(lambda: purchase.state == "delivered", step=60)
    purchase.wait_for_delivery()
    assert len(purchase.activation_mails()) == 1


def test_messages_that_come_late_twice_and_in_the_wrong_order_end_the_same(fresh_shop):
    shop, owner = fresh_shop, fresh_shop.staff("owner")
    purchase = bought(shop)
    with shop.world.trouble("stripe", webhookReorder=3, webhookCopies=2):
        dispute = opened(shop, purchase)
        close(shop, dispute, ending="lost")
    wait_until(lambda: purchase.state == "refunded", describe="the order ended")
    shop.advance(3600)

    assert purchase.state == "refunded"
    page = order_page(owner, purchase)
    assert page.mark("data-dispute") == "lost"
    assert page.text.count("Dispute lost") == 1
