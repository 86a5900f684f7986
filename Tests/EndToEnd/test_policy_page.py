"""The living policy: published, dated, linked from everywhere, true of the program."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from harness.buying import plan_slugs
from harness.program import ROOT
from harness.shop import BUSINESS

LANGUAGES = ["en", "vi"]


@pytest.mark.promise("VC-01")
@pytest.mark.parametrize(("language", "date"), [("en", "March 2026"), ("vi", "tháng 3 năm 2026")])
def test_anybody_can_read_the_policy_with_its_ten_sections_and_its_date(shop, language, date):
    page = shop.visitor(language).get(f"/{language}/privacy")

    assert page.status == 200
    assert date.lower() in page.text.lower()
    assert len(page.marked("data-section")) == 10
    assert "support@vietnamconnect.com" in page.text


@pytest.mark.promise("VC-01")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_links_to_the_policy(shop, language):
    visitor = shop.visitor(language)
    slug = plan_slugs(visitor, language)[0]

    for path in ("", "plans", f"plans/{slug}", "cart", f"checkout?plan={slug}", "privacy", "my-data", "nowhere"):
        page = visitor.get(f"/{language}/{path}")
        assert f"/{language}/privacy" in [link for link, _ in page.links], f"/{language}/{path}"


@pytest.mark.promise("VC-01")
def test_a_version_that_was_never_published_is_not_found(shop):
    visitor = shop.visitor()
    published = visitor.get("/en/privacy/versions").links_to("/en/privacy/versions/")

    assert published and visitor.get(published[0]).status == 200
    for draft in ("2031-01", "draft", "next", "0" * 64, "0" * 12):
        assert visitor.get(f"/en/privacy/versions/{draft}").status == 404


@pytest.fixture(scope="module")
def shop(tmp_path_factory, open_shop):
    """A shop that published its policy twice; the second keeps something for a shorter time."""
    businesses = tmp_path_factory.mktemp("policies") / "Businesses"
    shutil.copytree(ROOT / "Businesses" / BUSINESS, businesses / BUSINESS)
    with open_shop(businesses=businesses) as shop:
        policy = businesses / BUSINESS / "policy.yaml"
        first = policy.read_text()
        assert "lastRevised: 2026-03\n  effective: 2026-03-01" in first and "P24M" in first
        second = first.replace("P24M", "P12M").replace(
            "2026-03\n  effective: 2026-03-01", "2026-03-15\n  effective: 2026-03-15"
        )
        policy.write_text(second)
        shop.restart()
        yield shop


def changes_address(shop, language):
    """From the policy to its versions to what changed, as a reader goes."""
    visitor = shop.visitor(language)
    versions = visitor.get(visitor.get(f"/{language}/privacy").links_to(f"/{language}/privacy/versions")[0])
    assert len(set(versions.links_to(f"/{language}/privacy/versions/"))) == 2
    return versions.links_to(f"/{language}/privacy/changes")[0]


@pytest.mark.parametrize(("language", "before", "after"), [("en", "24", "12"), ("vi", "24", "12")])
def test_what_changed_between_two_versions_is_marked_word_by_word(shop, language, before, after):
    page = shop.visitor(language).get(changes_address(shop, language))

    assert page.status == 200 and page.language == language
    assert f"<del>{before}</del>" in page.body and f"<ins>{after}</ins>" in page.body
    assert len(page.links_to(f"/{language}/privacy/versions/")) >= 2, "both can be read in full"


def test_an_older_version_leads_to_what_changed_since(shop):
    visitor = shop.visitor()
    older = visitor.get(visitor.get("/en/privacy/versions").links_to("/en/privacy/versions/")[-1])

    page = visitor.get(older.links_to("/en/privacy/changes")[0])

    assert page.status == 200 and "<ins>12</ins>" in page.body


def test_any_two_versions_can_be_compared_and_nothing_else(shop):
    visitor = shop.visitor()
    form = visitor.get("/en/privacy/versions").form(having=("from", "to"))
    chosen = form.first_choices()

    page = visitor.get(f"{form.action}?from={chosen['to']}&to={chosen['from']}")

    assert page.status == 200 and "<ins>24</ins>" in page.body
    for query in ("", "?from=x", f"?from={'0' * 64}", f"?from={chosen['from']}&to=", f"?to={chosen['to']}"):
        assert visitor.get(f"/en/privacy/changes{query}").status == 404, query


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changed_is_readable_for_everybody(shop, open_browser, size, language, scheme):
    page = open_browser(size, language, color_scheme=scheme).new_page()

    for address in (changes_address(shop, language), f"/{language}/privacy/versions"):
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in violations]
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
