"""The visitor's address: what a proxy of ours says of it counts, what anybody else writes does not."""

import json

import pytest

from harness.shop import SUPPLIER_PATH, Shop


class ProxiedShop(Shop):
    """A shop that only a proxy reaches; it knows its supplier by the address the proxy saw."""

    supplier = "3.1.131.226"

    def _settings(self):
        settings = super()._settings()
        return {
            **settings,
            "behindProxy": True,
            "esimAccess": {**settings["esimAccess"], "allowedSenders": [self.supplier]},
        }


@pytest.fixture(scope="module")
def proxied(open_shop):
    with open_shop(ProxiedShop) as shop:
        yield shop


def ask(visitor, shop, seen_from):
    form = visitor.get("/en/my-data").form(having=("email",))
    headers = {"x-forwarded-for": seen_from} if seen_from else {}
    return visitor.post("/en/my-data", form.filled(email=shop.new_email()), **headers).status


def test_a_header_anybody_can_write_does_not_get_around_the_limit(shop):
    visitor = shop.visitor()

    answers = [ask(visitor, shop, f"203.0.113.{n}") for n in range(6)]

    assert answers == [200] * 5 + [429]


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(proxied):
    visitor = proxied.visitor()

    assert [ask(visitor, proxied, f"203.0.113.{n}") for n in range(6)] == [200] * 6
    assert [ask(visitor, proxied, f"1.2.3.{n}, 198.51.100.7") for n in range(6)] == [200] * 5 + [429]


def test_behind_a_proxy_the_supplier_is_known_by_the_address_the_proxy_saw(proxied):
    notice = json.dumps({"notifyType": "CHECK_HEALTH", "content": {"orderNo": "1234567890"}}).encode()

    def post(seen_from):
        headers = {"content-type": "application/json", "x-forwarded-for": seen_from}
        return proxied.visitor().send("POST", f"/webhooks/esim-access/{SUPPLIER_PATH}", content=notice, headers=headers)

    assert post(proxied.supplier).status == 200
    assert post(f"{proxied.supplier}, 203.0.113.9").status == 400
    assert post("203.0.113.9").status == 400
