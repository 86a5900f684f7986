"""What buyers do once they have their eSIM."""

from .buying import buy_and_receive


def press(purchase, action, **fields):
    """Sends one form of the order's page as an untouched one; gives the page it leads back to."""
    form = purchase.order_page().form(action=action)
    answer = purchase.visitor.post(form.action, form.filled(**fields))
    assert answer.status == 303, f"{answer.status}: {answer.text[:300]}"
    return purchase.visitor.get(answer.location)


def mails(shop, address, subject):
    return [mail for mail in shop.world.emails(address) if subject in mail.subject]


def running(shop, **options):
    """An order whose eSIM is on a phone and runs."""
    purchase = buy_and_receive(shop, **options)
    esim = shop.world.esims()[-1]
    shop.world.install(esim)
    shop.advance_until(lambda: purchase.order_page().mark("data-standing") == "in-use", step=10)
    return purchase, esim
