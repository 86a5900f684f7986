"""Somebody asks for their data and has them erased, step by step over plain HTTP and mail."""

from .waiting import wait_until


def ask(shop, email, language="en"):
    """Posts the request; gives the answer page."""
    visitor = shop.visitor(language)
    page = visitor.get(f"/{language}/my-data")
    assert page.status == 200
    form = page.form(having=("email",))
    return visitor.post(form.action or f"/{language}/my-data", form.filled(email=email))


def data_mails(shop, email):
    return [mail for mail in shop.world.emails(email) if "/my-data/" in mail.text]


def verified_link(shop, email, language="en"):
    ask(shop, email, language)
    mail = wait_until(lambda: data_mails(shop, email), describe="the verification was mailed")[-1]
    return mail.link(f"/{language}/my-data/")


def erase(shop, email, language="en", link=None):
    """Goes through the whole request; gives the visitor and the address of the page that tells how far it is."""
    link = link or verified_link(shop, email, language)
    visitor = shop.visitor(language)
    page = visitor.get(link)
    assert page.status == 200, page.text[:300]
    form = page.form(action="/erasure")
    answer = visitor.post(form.action, form.filled(**form.first_choices()))
    assert answer.status == 303, f"{answer.status}: {answer.text[:300]}"
    return visitor, answer.location


def finished(shop, visitor, address):
    """Waits until the erasure is carried out to its end; gives the page that says so."""

    def look():
        page = visitor.get(address)
        assert page.status == 200, page.text[:300]
        return page if page.links_to("/receipt") else None

    return shop.advance_until(look, step=301)


def receipt_mail(shop, email):
    """The mail that concludes an erasure carries the proof of its entry in the log."""
    return shop.world.email(email, containing="c2sp.org/tlog-proof")
