"""Card numbers belong on the processor's page and nowhere else."""

import datetime
import shutil

import httpx
import pytest

from harness import scan
from harness.buying import begin, buy_and_receive, checkout_form, plan_slugs
from harness.ports import free_port
from harness.program import ROOT, run
from harness.waiting import wait_until

CARD = "5555555555554444"


@pytest.mark.promise("VC-07")
def test_in_a_browser_the_card_is_posted_to_the_processor_only(shop, open_browser):
    context = open_browser()
    posted = []
    context.on("request", lambda request: posted.append((request.url, request.post_data or "")))
    page = context.new_page()

    page.goto(f"/en/checkout?plan={plan_slugs(shop.visitor())[0]}")
    page.locator("input[name=email]").fill(shop.new_email())
    page.locator("input[name=age][value='16-or-over']").check()
    page.locator("form:has(input[name=email]) button").click()
    page.wait_for_url("**/stripe/pay/**")
    assert page.url.startswith(shop.world.url)
    page.locator("input[name=number]").fill(CARD)
    page.locator("input[name=expiry]").fill("12/34")
    page.locator("input[name=code]").fill("123")
    page.locator("button[value=card]").click()
    page.wait_for_url("**/en/orders/**")

    with_card = [url for url, data in posted if CARD in data or CARD in url]
    assert with_card and all(url.startswith(shop.world.url) for url in with_card)
    to_shop = [data for url, data in posted if url.startswith(shop.url)]
    assert not any(CARD in data for data in to_shop)


@pytest.mark.promise("VC-08")
def test_after_a_paid_order_no_file_of_the_shop_holds_the_card_number(fresh_shop):
    shop = fresh_shop
    purchase = begin(shop)
    purchase.pay(card=CARD)
    purchase.wait_for_delivery()

    assert shop.world.calls("stripe")
    assert not scan.traces([CARD, "5555 5555 5555 4444"], [*shop.files(), shop.log])
    assert shop.program.stop() == 0
    assert not scan.traces([CARD, "5555 5555 5555 4444"], [*shop.files(), shop.log])


# Who takes cards has shown that it takes them safely


@pytest.mark.promise("VC-45")
def test_a_processor_without_an_attestation_that_holds_is_not_put_into_service(tmp_path, open_shop):
    businesses = tmp_path / "Businesses"
    shutil.copytree(ROOT / "Businesses", businesses)
    business = businesses / "vietnam-connect/business.yaml"
    text = business.read_text()
    start, end = text.index("    attestation:"), text.index("  - id: vietqr")
    business.write_text(text[:start] + text[end:])
    code, output = run("policy", "check", "--businesses", businesses)
    assert code != 0 and "no attestation of PCI DSS is on file" in output, output
    code, output = run("serve", "--businesses", businesses, "--data", tmp_path / "data", "--port", free_port())
    assert code != 0 and "no attestation of PCI DSS is on file" in output, output

    operations = free_port()
    last = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=40)
    settings = {"operations": {"port": operations}, "stripe": {"attestedUntil": str(last)}}
    with open_shop(settings=settings) as shop:
        look = Attested(shop, operations)
        look.goes_well()
        before = buy_and_receive(shop)

        shop.advance(15 * 86_400)
        look.is_told_of_as("attestation-ending")
        assert 0 < look.days_left() < 30
        assert look.ways() == ["stripe", "vietqr"], "until its last day cards are taken"

        shop.advance(27 * 86_400)
        look.is_told_of_as("attestation-ended")
        assert look.days_left() < 0
        assert not look.ways(), "no choice is left: dong go by the bank, dollars not at all"
        sessions = len(shop.world.get("/control/stripe")["sessions"])
        assert "/stripe/" not in begin(shop, language="vi", way="stripe").answer.location
        refused = begin(shop, way="stripe").answer
        assert refused.status == 422 and "cannot take a payment" in refused.text
        assert len(shop.world.get("/control/stripe")["sessions"]) == sessions, "nobody was led to its page"
        assert look.puts_an_account_in_force().status == 422
        assert before.state == "delivered"

        shop.reconfigure(stripe={"attestedUntil": "2999-12-31"})
        look.goes_well()
        wait_until(lambda: not look.alerts(), describe="the new attestation settled it")
        assert look.puts_an_account_in_force().status == 200


class Attested:
    """What the owner, a buyer and whoever watches the server see of the processor's attestation."""

    def __init__(self, shop, operations):
        self.shop, self.metrics = shop, f"http://127.0.0.1:{operations}/metrics"

    def alerts(self):
        marks = self.shop.staff("owner").get("/console").marked("data-attention")
        return [mark for mark in marks if mark.startswith("attestation")]

    def is_told_of_as(self, reason):
        wait_until(lambda: self.alerts() == [reason], describe=f"the owner was told: {reason}")

    def goes_well(self):
        wait_until(lambda: self.days_left() is not None, describe="somebody looked at the attestation")
        assert self.ways() == ["stripe", "vietqr"]

    def days_left(self):
        lines = httpx.get(self.metrics, trust_env=False).text.splitlines()
        found = [float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("sampan_attestation_days{")]
        return found[0] if found else None

    def ways(self):
        visitor = self.shop.visitor("vi")
        _, form = checkout_form(visitor, plan_slugs(visitor, "vi")[0], "vi")
        return form.choices.get("way", [])

    def puts_an_account_in_force(self):
        owner = self.shop.staff("owner")
        form = owner.get("/console/settings/accounts/stripe").form(having=("secret-key",))
        return owner.post(form.action, form.filled(**{"secret-key": "sk_test_own", "webhook-secret": "whsec_own"}))


@pytest.mark.promise("VC-45")
def test_the_checkout_page_lets_cards_go_to_the_processor_alone(shop, visitor):
    page, _ = checkout_form(visitor, plan_slugs(visitor)[0])
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))

    assert policy["default-src"] == "'none'" and not {"frame-src", "child-src"} & set(policy), "no frame at all"
    allowed = set(policy["form-action"].split())
    assert allowed == {"'self'", "https://checkout.stripe.com", shop.world.address, shop.world.url}
    assert all(policy[name] == "'self'" for name in ("script-src", "connect-src"))


def test_the_doctor_names_an_attestation_that_is_about_to_end(shop):
    settings = shop.config.read_text()
    soon = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=5)
    try:
        shop.config.write_text(settings.replace("2999-12-31", str(soon)))
        code, output = shop.command("doctor")
    finally:
        shop.config.write_text(settings)

    assert code != 0 and "PROBLEM vietnam-connect: the attestation of PCI DSS of stripe ends" in output, output
