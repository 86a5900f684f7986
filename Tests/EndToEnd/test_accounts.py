"""An owner puts in the shop's own accounts with providers: sealed, tried, used at once, and on the record."""

import contextlib
import re

import pytest

from harness.buying import begin, buy_and_receive
from harness.shop import STRIPE_SECRET, STRIPE_WEBHOOK_SECRET
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

OWN = {
    "stripe": {"secret-key": STRIPE_SECRET, "webhook-secret": STRIPE_WEBHOOK_SECRET},
    "esim-access": {"access-code": "sampan-world-access-code", "secret-key": "sampan-world-secret-key"},
}


@pytest.fixture(scope="module")
def owner(shop):
    return shop.staff("owner")


def mail_account(shop):
    return {
        "host": "127.0.0.1",
        "port": str(shop.world.smtp_port),
        "user": "sampan",
        "password": "world-mail-password",
        "from": "hello@vietnamconnect.com",
        "from-name": "Own server",
    }


def account_page(owner, provider):
    page = owner.get(f"/console/settings/accounts/{provider}")
    assert page.status == 200, f"{page.status}: {page.text[:300]}"
    return page


def put(owner, provider, values):
    form = next(f for f in account_page(owner, provider).forms if f.action.endswith(f"/accounts/{provider}"))
    return owner.post(form.action, form.filled(**values))


def attempt(owner, provider):
    """Presses the button that asks the provider; gives the page that says what it answered."""
    form = account_page(owner, provider).form(action="/trial")
    return owner.post(form.action, form.filled())


@contextlib.contextmanager
def own_account(owner, provider, values):
    answer = put(owner, provider, values)
    assert answer.status == 200, f"{answer.status}: {answer.text[:300]}"
    try:
        yield answer
    finally:
        form = account_page(owner, provider).form(action="/removal")
        assert owner.post(form.action, form.filled()).status == 303


def test_only_the_owner_sees_accounts_or_changes_them(shop, staff, editor):
    for colleague in (staff, editor):
        for path in ("", "/accounts", "/accounts/stripe"):
            assert colleague.get(f"/console/settings{path}").status == 403
        for path in ("", "/trial", "/removal"):
            assert colleague.post(f"/console/settings/accounts/stripe{path}", OWN["stripe"]).status == 403
    assert shop.visitor().get("/console/settings/accounts").status == 401


def test_a_wrong_key_is_refused_by_the_provider_in_words_and_no_payment_begins_with_it(shop, owner):
    assert "It works" in attempt(owner, "stripe").text, "the installation's account"

    with own_account(owner, "stripe", {"secret-key": "sk_test_not_ours_at_all", "webhook-secret": "whsec_not_ours"}):
        tried = attempt(owner, "stripe")
        assert "The provider said no" in tried.text and "It works" not in tried.text
        assert "stripe" not in begin(shop).answer.headers.get("location", ""), "nobody is sent to pay with it"

    assert "It works" in attempt(owner, "stripe").text
    assert buy_and_receive(shop).state == "delivered"


@pytest.mark.parametrize("provider", sorted(OWN))
def test_an_account_of_ones_own_is_used_at_once_and_never_shown_again(shop, owner, provider):
    with own_account(owner, provider, OWN[provider]):
        page = account_page(owner, provider)
        for secret in OWN[provider].values():
            assert secret not in page.body and f"…{secret[-4:]}" in page.text
            assert not [file for file in shop.files(shop.data, shop.keys) if secret.encode() in file.read_bytes()]
        assert "It works" in attempt(owner, provider).text
        assert buy_and_receive(shop).state == "delivered"
    wait_until(
        lambda: owner.get("/console/record").text.count("Account with a provider changed") >= 1,
        describe="it was on the record",
    )


def test_the_supplier_posts_to_an_address_of_our_own_that_is_shown_once(shop, owner):
    with own_account(owner, "esim-access", OWN["esim-access"]) as answer:
        (address,) = {word for word in answer.marked("data-copy") if "/webhooks/esim-access/" in word}
        path = re.sub(r"^https?://[^/]+", "", address)
        assert address not in account_page(owner, "esim-access").body
        visitor = shop.visitor()
        assert visitor.send("HEAD", path).status in (200, 400)
        assert visitor.send("HEAD", path + "x").status == 404


def test_mail_goes_by_the_server_that_was_put_in(shop, owner):
    assert "It works" in attempt(owner, "mail").text

    with own_account(owner, "mail", mail_account(shop)):
        assert "It works" in attempt(owner, "mail").text
        purchase = buy_and_receive(shop)
        assert "hello@vietnamconnect.com" in shop.world.emails(purchase.email)[0].raw
    with own_account(owner, "mail", mail_account(shop) | {"password": "not the password"}):
        assert "The provider said no" in attempt(owner, "mail").text
    assert "support@vietnamconnect.com" in shop.world.emails(buy_and_receive(shop).email)[0].raw


INNER = ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0x7f.1", "2130706433", "0.0.0.0"]


def test_a_mail_server_inside_the_house_is_refused_and_not_connected_to_later(fresh_shop):
    shop, owner = fresh_shop, fresh_shop.staff("owner")
    assert put(owner, "mail", mail_account(shop)).status == 200, "the installation allows it"

    shop.reconfigure(accounts={"mayReachInside": False})

    owner = shop.staff("owner", "vi")
    assert "inner-address" in attempt(owner, "mail").text
    for host in INNER:
        answer = put(owner, "mail", mail_account(shop) | {"host": host})
        assert answer.status == 422 and "mạng nội bộ" in answer.text, host
    for host in ("[::1]", "a@127.0.0.1", "127.0.0.1/x", "127.0.0.1:25"):
        assert put(owner, "mail", mail_account(shop) | {"host": host}).status == 422, host
    unknown = put(owner, "mail", mail_account(shop) | {"host": "no-such-host.invalid"})
    assert unknown.status == 422 and "Không tìm thấy" in unknown.text


@pytest.mark.parametrize(
    ("provider", "wrong"),
    [
        ("stripe", {"secret-key": ""}),
        ("stripe", {"webhook-secret": "x" * 501}),
        ("mail", {"port": "many"}),
        ("mail", {"port": "70000"}),
        ("mail", {"from": "nobody"}),
        ("mail", {"host": "a\nb"}),
    ],
)
def test_what_is_no_account_is_refused_beside_its_field(shop, owner, provider, wrong):
    values = {"stripe": OWN["stripe"], "mail": mail_account(shop)}[provider]

    answer = put(owner, provider, values | wrong)

    assert answer.status == 422
    assert "aria-invalid" in answer.body
    assert owner.get("/console/settings/accounts/nobody").status == 404
