"""Somebody edits the database past the program: whoever looks is told which order, and whatever the program itself does fits."""

import pytest

from harness.buying import begin, buy_and_receive

pytestmark = pytest.mark.both_engines

# What somebody might want an order to say, with what it said before.
EDITS = {
    "amount": ("amount = amount + 1000", "amount = amount - 1000"),
    "state": ("state = 'refunded'", "state = 'delivered'"),
    "consent": (
        "immediate_supply_agreed = 1 - immediate_supply_agreed",
        "immediate_supply_agreed = 1 - immediate_supply_agreed",
    ),
    "nonsense": ("state = 'nobody knows'", "state = 'delivered'"),
    "time": ("placed_at = placed_at - 86400000", "placed_at = placed_at + 86400000"),
}


@pytest.fixture(scope="module")
def sold(shop):
    """An order that was delivered, and one that was called off: both went through the program alone."""
    purchase = buy_and_receive(shop)
    other = begin(shop)
    form = other.order_page().form(action="cancellation")
    assert other.visitor.post(form.action, form.filled()).status == 303
    return purchase.number


@pytest.mark.promise("VO-76")
def test_orders_that_only_the_program_changed_pass_the_check(shop, sold):
    code, output = shop.command("audit", "verify")

    assert code == 0, output
    assert "2 orders, intact" in output, output
    assert "2 orders are as they were written" in shop.command("doctor")[1]


@pytest.mark.promise("VO-76")
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_order_is_named_by_the_check_the_doctor_and_the_console(shop, sold, edit):
    change, undo = EDITS[edit]
    row = f"WHERE number = '{sold}'"
    assert shop.storage.falsify(f"UPDATE orders SET {change} {row}") == 1
    try:
        code, output = shop.command("audit", "verify")
        assert code != 0 and f"CHANGED past the program: {sold}" in output, output
        code, output = shop.command("doctor")
        assert code != 0 and f"changed in the database itself: {sold}" in output, output
        assert sold in verified_in_the_console(shop)
    finally:
        assert shop.storage.falsify(f"UPDATE orders SET {undo} {row}") == 1

    assert shop.command("audit", "verify")[0] == 0


@pytest.mark.promise("VO-76")
def test_an_edited_line_of_an_order_is_found(shop, sold):
    lines = f"WHERE order_id = (SELECT id FROM orders WHERE number = '{sold}')"
    assert shop.storage.falsify(f"UPDATE order_lines SET quantity = quantity + 1 {lines}") == 1
    try:
        code, output = shop.command("audit", "verify")
        assert code != 0 and sold in output, output
    finally:
        shop.storage.falsify(f"UPDATE order_lines SET quantity = quantity - 1 {lines}")


def test_the_code_of_another_order_does_not_fit(shop, sold):
    others = f"SELECT seal FROM orders WHERE number <> '{sold}' LIMIT 1"
    shop.storage.falsify(f"UPDATE orders SET draft_digest = seal WHERE number = '{sold}'")
    shop.storage.falsify(f"UPDATE orders SET seal = ({others}) WHERE number = '{sold}'")
    try:
        code, output = shop.command("audit", "verify")
        assert code != 0 and sold in output, output
    finally:
        shop.storage.falsify(f"UPDATE orders SET seal = draft_digest WHERE number = '{sold}'")


@pytest.mark.promise("VO-76")
def test_an_edited_entry_of_the_record_is_found_beside_an_edited_order(fresh_shop):
    purchase = buy_and_receive(fresh_shop)
    fresh_shop.storage.falsify("UPDATE orders SET amount = amount + 1")
    fresh_shop.falsify_the_record()

    code, output = fresh_shop.command("audit", "verify")

    assert code != 0
    assert purchase.number in output and "entry 0 was changed" in output, output


def verified_in_the_console(shop):
    owner = shop.staff("owner")
    page = owner.get("/console/record")
    form = page.form(action="verification")
    answer = owner.post(form.action, form.filled())
    assert answer.status == 200, answer.text[:300]
    return answer.text
