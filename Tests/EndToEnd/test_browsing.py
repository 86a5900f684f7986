"""Looking around the shop: plans, languages, host names."""

import re

import pytest

from harness.buying import checkout_form, plan_slugs

LANGUAGES = ["en", "vi"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shop_sells_at_least_twelve_plans_to_six_destinations(shop, language):
    visitor = shop.visitor(language)

    slugs = plan_slugs(visitor, language)
    home = visitor.get(f"/{language}/")
    destinations = {link for link, _ in home.links if "/destinations/" in link}

    assert len(slugs) >= 12
    assert len(destinations) >= 6
    for link in destinations:
        assert visitor.get(link).status == 200


@pytest.mark.promise("VC-03")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_sees_price_data_coverage_and_validity_of_every_plan(shop, language):
    visitor = shop.visitor(language)

    for slug in plan_slugs(visitor, language):
        page = visitor.get(f"/{language}/plans/{slug}")

        assert page.status == 200
        assert page.language == language
        assert re.search(r"US\$\d+\.\d{2}|\d{1,3}(\.\d{3})+\s?₫", page.text), f"no price on {slug}"
        assert re.search(r"\d+\s?(GB|MB)|[Uu]nlimited|[Kk]hông giới hạn", page.text), f"no data volume on {slug}"
        assert re.search(r"\d+\s?(days?|ngày)", page.text), f"no validity on {slug}"


@pytest.mark.promise("VC-03")
def test_a_plan_that_staff_took_off_sale_is_neither_listed_nor_shown_nor_sold(shop_with_a_withdrawn_plan):
    shop, slug = shop_with_a_withdrawn_plan
    visitor = shop.visitor()

    assert slug not in plan_slugs(visitor)
    assert visitor.get(f"/en/plans/{slug}").status == 410
    assert visitor.get(f"/en/checkout?plan={slug}").status in (404, 422)
    _, form = checkout_form(visitor, plan_slugs(visitor)[0])
    answer = visitor.post("/en/checkout", form.filled(plan=slug, email=shop.new_email(), age="16-or-over"))
    assert 400 <= answer.status < 500
    assert not shop.world.calls("stripe")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("vi", "vi"), ("vi-VN,vi;q=0.9,en;q=0.8", "vi"), ("en-US,en;q=0.9", "en"), ("fr;q=0.9,en;q=0.1", "en")],
)
def test_a_visitor_without_a_language_in_the_address_is_led_to_their_own(visitor, accepted, language):
    answer = visitor.get("/", accept_language=accepted)

    assert answer.status in (302, 303, 307)
    assert answer.headers["location"] == f"/{language}/"


@pytest.mark.promise("VC-66")
def test_only_the_shops_own_host_names_show_the_shop(shop):
    at_home = shop.visitor().get("/en/plans")
    stranger = shop.visitor(host=f"example.com:{shop.port}").get("/en/plans")
    world = shop.visitor(host=f"volarsky.localhost:{shop.port}").get("/en/plans")

    assert at_home.status == 200
    assert stranger.status == world.status == 404
    assert "Vietnam Connect" not in stranger.body + world.body
