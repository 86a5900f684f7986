"""The living policy: published, dated, linked from everywhere, true of the program."""

import pytest

from harness.buying import plan_slugs

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
