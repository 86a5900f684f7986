"""After the purchase: news in time, pausing, help by phone, a mistyped address put right, the receipt, withdrawing."""

import pytest

from harness.aftercare import mails, press, running
from harness.buying import begin, buy_and_receive
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
GALAXY = "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"


# News in time


@pytest.mark.parametrize("language, subject", [("en", "Little data left"), ("vi", "sắp hết dung lượng")])
def test_a_buyer_hears_once_that_little_data_is_left(shop, language, subject):
    purchase, esim = running(shop, language=language)

    shop.world.use_data(esim, percent=50)
    shop.world.use_data(esim, percent=35)
    wait_until(lambda: mails(shop, purchase.email, subject), describe="the mail about little data came")
    shop.world.use_data(esim, percent=10)
    shop.advance_until(lambda: 'data-share-left="5"' in purchase.order_page().body, step=10)

    (mail,) = mails(shop, purchase.email, subject)
    assert mail.link("/orders/").endswith(purchase.link)


def test_a_buyer_hears_three_days_before_the_end_even_if_the_partner_stays_silent(fresh_shop):
    shop = fresh_shop
    purchase, _ = running(shop)
    with shop.world.trouble("esim-access", skipWebhooks=True):
        shop.advance_until(lambda: mails(shop, purchase.email, "ends soon"), step=12 * 3600, steps=30)

    assert len(mails(shop, purchase.email, "ends soon")) == 1


def test_whoever_switched_the_news_off_hears_nothing(shop):
    purchase, esim = running(shop)

    page = press(purchase, "/notices")
    assert page.status == 200
    shop.world.use_data(esim, percent=85)
    shop.advance_until(lambda: 'data-share-left="15"' in purchase.order_page().body, step=10)
    buy_and_receive(shop)  # whatever was queued before had its turn

    assert not mails(shop, purchase.email, "Little data left")


# The eSIM


def test_what_is_left_changes_on_the_open_page(shop, open_browser):
    purchase, esim = running(shop)
    page = open_browser().new_page()
    page.goto(purchase.link)
    assert page.locator("[data-usage]").get_attribute("data-share-left") == "100"

    shop.world.use_data(esim, percent=40)
    shop.advance(31)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    page.locator('[data-usage][data-share-left="60"]').wait_for()


def test_a_network_that_does_not_answer_is_said_to_be_silent(shop):
    purchase, _ = running(shop)
    shop.advance(10)
    fresh = purchase.order_page()
    with shop.world.trouble("esim-access", failAlways=True):
        shop.advance(10)
        stale = purchase.order_page()

    assert "As the network reported" in fresh.text
    assert "does not answer just now" in stale.text
    assert stale.mark("data-share-left") == fresh.mark("data-share-left")


@pytest.mark.promise("VC-38")
def test_a_buyer_pauses_a_lost_phones_esim_and_lets_it_go_on(shop):
    purchase, _ = running(shop)
    asked = {path: len(shop.world.calls("esim-access", path)) for path in ("/esim/suspend", "/esim/unsuspend")}

    paused = press(purchase, "/suspension")
    assert len(shop.world.calls("esim-access", "/esim/suspend")) == asked["/esim/suspend"] + 1
    assert "Paused" in paused.text

    resumed = press(purchase, "/resumption")
    assert len(shop.world.calls("esim-access", "/esim/unsuspend")) == asked["/esim/unsuspend"] + 1
    assert resumed.mark("data-standing") == "in-use"


def test_a_link_to_one_order_pauses_no_esim_of_another(shop):
    mine, _ = running(shop)
    others, _ = running(shop)
    form = others.order_page().form(action="/suspension")
    esim = form.action.split("/esims/")[1]

    answer = mine.visitor.post(f"{mine.link}/esims/{esim}", mine.order_page().form(action="/suspension").filled())

    assert answer.status == 404


@pytest.mark.parametrize("agent, model", [(IPHONE, "iphone"), (GALAXY, "samsung"), (PIXEL, "pixel")])
def test_the_steps_for_the_phone_that_reads_stand_open_and_only_the_browser_knows_which(
    shop, open_browser, agent, model
):
    purchase = buy_and_receive(shop)
    page = open_browser("phone", user_agent=agent).new_page()
    answer = page.goto(purchase.link)

    page.locator(f"input[data-phone={model}]:checked").wait_for(state="attached")
    assert page.locator(f"[data-steps={model}]").is_visible()
    assert page.locator(".phone-steps:visible").count() == 1
    assert 'value="iphone" data-phone="iphone" checked' in answer.text(), "the server sends everybody the same"


# Mails


def test_a_buyer_has_the_confirmation_sent_again(shop):
    purchase = buy_and_receive(shop)
    before = len(mails(shop, purchase.email, "is paid"))

    press(purchase, "/mails", kind="confirmation")

    wait_until(lambda: len(mails(shop, purchase.email, "is paid")) == before + 1)


def ask_for(purchase, address):
    page = purchase.visitor.get(purchase.link + "/email")
    form = page.form(having=("email",))
    return purchase.visitor.post(form.action, form.filled(email=address))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_mistyped_address_is_put_right_once_the_new_one_has_proven_itself(shop, language):
    purchase = buy_and_receive(shop, language=language)
    right = shop.new_email("right")
    assert ask_for(purchase, right).status == 303

    (proof,) = wait_until(lambda: shop.world.emails(right), describe="the new address was asked for its proof")
    wait_until(lambda: len(shop.world.emails(purchase.email)) == 3, describe="the old address was told")
    assert purchase.link not in proof.text, "an unproven address learns nothing of the order"
    assert right not in shop.world.emails(purchase.email)[-1].raw, "the old address does not learn the new one"

    reader = shop.visitor(language)
    question = reader.get(proof.link("/email-corrections/"))
    assert question.status == 200 and len(shop.world.emails(right)) == 1, "reading the mail changes nothing"
    form = question.form(action="/email-corrections/")
    answer = reader.post(form.action, form.filled())
    assert answer.status == 303 and answer.location == purchase.link

    wait_until(lambda: any("LPA:1$" in mail.text for mail in shop.world.emails(right)))
    asked = {address: len(shop.world.emails(address)) for address in (right, purchase.email)}
    for address in asked:
        finder = shop.visitor(language)
        find = finder.get(f"/{language}/orders").form(having=("email",))
        assert finder.post(find.action, find.filled(email=address)).status == 200
    wait_until(lambda: len(shop.world.emails(right)) > asked[right], describe="the new address finds the order")
    buy_and_receive(shop)
    assert len(shop.world.emails(purchase.email)) <= asked[purchase.email] + 1, "the old one finds nothing any more"
    assert not [mail for mail in shop.world.emails(purchase.email)[4:] if "/orders/" in mail.text]


def test_the_old_address_can_put_a_stop_to_it(shop):
    purchase = buy_and_receive(shop)
    right = shop.new_email("right")
    ask_for(purchase, right)
    warning = wait_until(lambda: mails(shop, purchase.email, "Another address"))[0]
    proof = wait_until(lambda: shop.world.emails(right))[0]

    reader = shop.visitor()
    form = reader.get(warning.link("/email-corrections/")).form(action="/email-corrections/")
    assert reader.post(form.action, form.filled()).status == 200

    assert shop.visitor().get(proof.link("/email-corrections/")).status == 404


# Paper


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_receipt_names_seller_lines_tax_and_card_and_prints_alone(shop, open_browser, language):
    purchase = buy_and_receive(shop, language=language)
    page = open_browser("desktop", language).new_page()
    page.goto(purchase.link + "/receipt")

    sheet = page.locator(".paper").inner_text()
    total = purchase.order_page().mark("data-total")
    for part in (purchase.number, total, "Vietnam Connect", "•••• 4242", "10 %"):
        assert part in sheet, part
    page.emulate_media(media="print")
    assert page.locator(".paper").is_visible()
    for left_out in (".shop-header", ".shop-footer", "[data-print]"):
        assert not page.locator(left_out).is_visible(), left_out


def test_there_is_no_receipt_for_what_nobody_paid_nor_behind_an_altered_link(shop):
    unpaid = begin(shop)
    assert unpaid.visitor.get(unpaid.link + "/receipt").status == 404
    paid = buy_and_receive(shop)
    assert shop.visitor().get(paid.link[:-4] + "AAAA/receipt").status == 404


# Withdrawing


@pytest.mark.parametrize("language", ["en", "vi"])
def test_withdrawing_takes_two_steps_is_acknowledged_with_its_time_and_gives_the_money_back(shop, language):
    purchase = buy_and_receive(shop, language=language)
    page = purchase.order_page()
    (here,) = page.links_to("/withdrawal")
    question = purchase.visitor.get(here)
    assert question.status == 200 and purchase.state == "delivered", "the first step changes nothing"

    form = question.form(action="/withdrawal")
    assert purchase.visitor.post(form.action, form.filled()).status == 303

    received = wait_until(lambda: [m for m in shop.world.emails(purchase.email) if "UTC" in m.text])[0]
    assert purchase.number in received.text
    wait_until(lambda: purchase.state == "refunded", describe="the money went back")
    assert purchase.order_page().mark("data-withdrawal") == "by-shop-rule"
    assert shop.world.esims()[-1]["esimStatus"] == "CANCEL"
    form = question.form(action="/withdrawal")
    assert purchase.visitor.post(form.action, form.filled()).status == 303, "a second press changes nothing"


def test_an_installed_esim_is_not_paid_back_and_the_buyer_reads_why(shop):
    purchase, _ = running(shop)
    question = purchase.visitor.get(purchase.link + "/withdrawal")
    form = question.form(action="/withdrawal")
    assert purchase.visitor.post(form.action, form.filled()).status == 303

    wait_until(lambda: mails(shop, purchase.email, "About your withdrawal"))
    page = purchase.order_page()
    assert page.mark("data-state") == "delivered"
    assert page.mark("data-withdrawal") == "ended-with-supply"


def test_after_the_period_there_is_nothing_left_to_press(fresh_shop):
    purchase = buy_and_receive(fresh_shop)
    assert purchase.order_page().links_to("/withdrawal")

    fresh_shop.advance(18 * 86_400)

    assert not purchase.order_page().links_to("/withdrawal")
    assert purchase.visitor.get(purchase.link + "/withdrawal").status == 303
