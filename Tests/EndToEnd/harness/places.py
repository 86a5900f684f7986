"""One address of every kind of page, for whatever has to be looked at everywhere."""

from .buying import buy_and_receive, plan_slugs

KINDS = [
    "home",
    "destinations",
    "destination",
    "plans",
    "search",
    "phones",
    "plan",
    "cart",
    "checkout",
    "order",
    "receipt",
    "withdrawal",
    "other address",
    "policy",
    "my data",
    "find order",
    "cookies",
    "not found",
    "sign in",
]

CONSOLE = [
    "",
    "/inbox",
    "/orders",
    "/orders/{order}",
    "/customers",
    "/money",
    "/catalogue",
    "/catalogue/{plan}",
    "/catalogue/rules",
    "/coupons",
    "/statistics",
    "/jobs",
    "/recipients",
    "/record",
    "/settings",
    "/settings/keys",
    "/settings/accounts",
    "/settings/accounts/stripe",
    "/settings/accounts/mail",
]  # not the components page, which shows every landmark twice


def console_places(shop, owner):
    """Addresses of the console by their template, with {language} still to be filled in."""
    order = owner.order_link(buy_and_receive(shop)).rpartition("/")[2]
    plan = plan_slugs(shop.visitor())[0]
    return {place: "/{language}/console" + place.replace("{order}", order).replace("{plan}", plan) for place in CONSOLE}


def places(shop):
    """Addresses by kind, with {language} still to be filled in. Buys an eSIM, so that there is an order to see."""
    slug = plan_slugs(shop.visitor())[0]
    order = buy_and_receive(shop)
    return {
        "home": "/{language}/",
        "destinations": "/{language}/destinations",
        "destination": "/{language}/destinations/japan",
        "plans": "/{language}/plans",
        "search": "/{language}/plans?q=spain",
        "phones": "/{language}/phones?model=iphone+13",
        "plan": f"/{{language}}/plans/{slug}",
        "cart": "/{language}/cart",
        "checkout": f"/{{language}}/checkout?plan={slug}",
        "order": order.link.replace("/en/", "/{language}/", 1),
        "receipt": order.link.replace("/en/", "/{language}/", 1) + "/receipt",
        "withdrawal": order.link.replace("/en/", "/{language}/", 1) + "/withdrawal",
        "other address": order.link.replace("/en/", "/{language}/", 1) + "/email",
        "policy": "/{language}/privacy",
        "my data": "/{language}/my-data",
        "find order": "/{language}/orders",
        "cookies": "/{language}/cookies",
        "not found": "/{language}/nowhere",
        "sign in": "/console/sign-in",
    }
