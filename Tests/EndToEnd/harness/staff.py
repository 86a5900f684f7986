"""The people who work in the shop, at the console."""

from .visitor import Visitor
from .waiting import wait_until

PASSWORD = "a-long-password-for-tests"
PEOPLE = {
    "owner": ("Minh Anh", "owner@vietnamconnect.com"),
    "support-agent": ("Quoc Bao", "agent@vietnamconnect.com"),
    "catalogue-editor": ("Thu Ha", "editor@vietnamconnect.com"),
}


class Staff(Visitor):
    """A signed-in member of staff."""

    def __init__(self, shop, role, language="en"):
        super().__init__(shop.address, shop.host, language)
        page = self.get("/console/sign-in")
        form = page.form(having=("password",))
        answer = self.post("/console/sign-in", form.filled(email=PEOPLE[role][1], password=PASSWORD))
        assert answer.status == 303, f"{role} could not sign in: {answer.status} {answer.text[:300]}"

    def order_link(self, purchase):
        """The console's page of an order, found by its number."""

        def find():
            page = self.get("/console/orders")
            assert page.status == 200, f"{page.status}: {page.text[:300]}"
            found = [link for link, words in page.links if purchase.number in words]
            return found[0] if found else None

        return wait_until(find, describe=f"order {purchase.number} stood in the console")

    def order_of(self, purchase):
        page = self.get(self.order_link(purchase))
        assert page.status == 200, f"{page.status}: {page.text[:300]}"
        return page
