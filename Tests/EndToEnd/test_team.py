"""Who works in the shop: added, given other work, given a new password, gone; and one's own password."""

import re

import pytest

from harness.buying import buy
from harness.staff import PASSWORD, PEOPLE
from harness.waiting import wait_until

pytestmark = pytest.mark.both_engines

NEW_PASSWORD = "a-password-nobody-else-knows"
COUNT = iter(range(100))


def hire(shop, role="support-agent"):
    """Adds a colleague at the console; gives their name and address."""
    number = next(COUNT)
    name, email = f"Colleague {number}", f"colleague-{number}@vietnamconnect.com"
    answer = send(shop.staff("owner"), "/console/settings/team", name=name, email=email, role=role, password=PASSWORD)
    assert answer.status == 303, answer.text[:400]
    return name, email


def send(staff, path, action=None, end=False, **fields):
    form = staff.get(path).form(action=path + "/end" if end else action or path, having=tuple(fields))
    return staff.post(form.action, form.filled(**fields))


def page_of(owner, name):
    page = owner.get("/console/settings/team")
    links = owner_links(page)
    position = page.text.index(name)
    before = sum(page.text.index(other) < position for other in names(page) if other != name)
    return links[before]


def owner_links(page):
    return page.links_to("/console/settings/team/")


def names(page):
    return [
        word
        for word in (*[n for n, _ in PEOPLE.values()], *[f"Colleague {i}" for i in range(100)])
        if word in page.text
    ]


def sign_in(shop, email, password=PASSWORD):
    visitor = shop.visitor()
    form = visitor.get("/console/sign-in").form(having=("password",))
    answer = visitor.post("/console/sign-in", form.filled(email=email, password=password))
    return visitor if answer.status == 303 else None


def test_an_owner_adds_a_colleague_who_signs_in_and_sees_their_own_work_alone(shop):
    _, email = hire(shop, "catalogue-editor")

    colleague = sign_in(shop, email)

    assert colleague.get("/console/catalogue").status == 200
    for path in ("/console/orders", "/console/settings", "/console/settings/team"):
        assert colleague.get(path).status == 403, path


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "short"}, "at least 15"),
        ({"password": "x" * 300}, "at most 256"),
        ({"email": PEOPLE["owner"][1]}, "signs in with this address already"),
        ({"email": "nobody"}, ""),
        ({"name": ""}, ""),
        ({"role": "emperor"}, ""),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nobody_is_added(shop, wrong, words):
    owner = shop.staff("owner")
    before = len(owner_links(owner.get("/console/settings/team")))
    right = {"name": "Nobody", "email": "new@vietnamconnect.com", "role": "support-agent", "password": PASSWORD}

    answer = send(owner, "/console/settings/team", **{**right, **wrong})

    assert answer.status == 422 and words in answer.text, answer.text[:500]
    assert PASSWORD not in answer.body, "a password is not written back"
    assert len(owner_links(owner.get("/console/settings/team"))) == before


def test_other_work_takes_effect_with_the_next_click(shop):
    name, email = hire(shop, "support-agent")
    colleague, owner = sign_in(shop, email), shop.staff("owner")
    assert colleague.get("/console/orders").status == 200

    answer = send(owner, page_of(owner, name), "/role", role="catalogue-editor")

    assert answer.status == 303, answer.text[:400]
    assert colleague.get("/console/orders").status == 403
    assert colleague.get("/console/catalogue").status == 200


def test_whoever_leaves_is_signed_out_at_once_and_does_not_come_back(shop):
    name, email = hire(shop)
    colleague, owner = sign_in(shop, email), shop.staff("owner")

    answer = send(owner, page_of(owner, name), end=True)

    assert answer.status == 303, answer.text[:400]
    assert colleague.get("/console/orders").status == 401
    assert sign_in(shop, email) is None
    assert name not in owner.get("/console/settings/team").text
    assert "Account of a colleague ended" in owner.get("/console/record").text


def test_the_last_owner_neither_leaves_nor_becomes_something_else(fresh_shop):
    owner = fresh_shop.staff("owner")
    (own,) = owner_links(owner.get("/console/settings/team"))

    for answer in (send(owner, own, end=True), send(owner, own, "/role", role="support-agent")):
        assert answer.status == 422 and "no other owner" in answer.text, answer.text[:400]
    assert owner.get("/console/settings").status == 200
    hire(fresh_shop, "owner")
    assert send(owner, own, end=True).status == 303
    assert owner.get("/console/settings").status == 401


def test_a_new_password_ends_the_old_one_and_every_session(shop):
    name, email = hire(shop)
    colleague, owner = sign_in(shop, email), shop.staff("owner")

    answer = send(owner, page_of(owner, name), "/password", password=NEW_PASSWORD)

    assert answer.status == 303, answer.text[:400]
    assert colleague.get("/console").status == 401
    assert sign_in(shop, email) is None
    assert sign_in(shop, email, NEW_PASSWORD)


def test_one_changes_ones_own_password_only_by_knowing_it(shop):
    _, email = hire(shop)
    colleague = sign_in(shop, email)

    wrong = send(colleague, "/console/account", current="not-my-password-at-all", password=NEW_PASSWORD)
    short = send(colleague, "/console/account", current=PASSWORD, password="short")
    right = send(colleague, "/console/account", current=PASSWORD, password=NEW_PASSWORD)

    assert wrong.status == 422 and "not your password" in wrong.text
    assert short.status == 422 and "at least 15" in short.text
    assert right.status == 303, right.text[:400]
    assert colleague.get("/console").status == 401
    assert sign_in(shop, email) is None and sign_in(shop, email, NEW_PASSWORD)


def test_whoever_guesses_a_password_in_an_open_browser_is_made_to_wait(shop):
    _, email = hire(shop)
    colleague = sign_in(shop, email)

    def guess():
        return send(colleague, "/console/account", current="is-it-this-one-perhaps", password=NEW_PASSWORD)

    # Each wrong one beyond five doubles the pause, so that even a slow guesser meets it.
    answers = (guess() for _ in range(15))
    assert any(answer.status == 422 and "not your password" not in answer.text for answer in answers)
    shop.advance(15 * 60)
    assert send(colleague, "/console/account", current=PASSWORD, password=NEW_PASSWORD).status == 303


def test_nobody_but_an_owner_gives_work_or_ends_accounts(shop, staff, editor):
    name, _ = hire(shop)
    page = page_of(shop.staff("owner"), name)

    for somebody in (staff, editor):
        token = dict(somebody.get("/console/account").form(having=("current",)).filled())["csrf"]
        for action in ("/role", "/password", "/end"):
            answer = somebody.post(page + action, {"csrf": token, "role": "owner", "password": NEW_PASSWORD})
            assert answer.status == 403, (action, answer.status)
    wait_until(lambda: name in shop.staff("owner").get("/console/settings/team").text, describe="they are still there")


# Mails to staff


def wants(person, **kinds):
    """Posts the form of what one is mailed about; gives the answer."""
    form = person.get("/console/account").form(action="/account/news")
    fields = [(n, v) for n, v in form.filled() if not n.startswith("on-")]
    kept = [(n, v) for n, v in fields if n.removeprefix("to-") not in kinds]
    for kind, address in kinds.items():
        kept += [(f"on-{kind}", "yes"), (f"to-{kind}", address)]
    return person.post(form.action, kept)


def stuck(shop):
    """A paid order that cannot be delivered."""
    with shop.world.trouble("esim-access", outOfStock="*"):
        purchase = buy(shop)
        shop.advance_until(lambda: purchase.state == "needs-attention", step=600)
    return purchase


def test_staff_are_mailed_what_needs_them_once_an_hour_with_a_count_and_no_word_about_buyers(fresh_shop):
    shop, duty = fresh_shop, "duty@vietnamconnect.com"
    agent, editor = shop.staff("support-agent"), shop.staff("catalogue-editor")
    assert not [f for f in editor.get("/console/account").forms if "news" in f.action]
    assert wants(agent, **{"not-delivered": "nonsense"}).status == 422
    assert wants(agent, **{"not-delivered": duty}).status == 303

    first = stuck(shop)
    shop.advance(90)
    mail = wait_until(lambda: shop.world.emails(duty), describe="the colleague was told")[0]
    assert "1 order paid and not delivered" in mail.subject
    assert mail.link("/console") and mail.link("/console/account")
    second = stuck(shop)
    shop.advance(3700)
    told = wait_until(lambda: found if len(found := shop.world.emails(duty)) == 2 else None)
    assert "1 order paid" in told[1].subject or "1 order paid" in told[0].subject, "the first is not told twice"
    for purchase in (first, second):
        for secret in (purchase.email, purchase.number, purchase.link):
            assert not [m for m in told if secret in m.raw]

    agent = shop.staff("support-agent")
    assert wants(agent).status == 303
    assert not [count for (_, table), count in shop.rows().items() if table == "staff_news" and count]
    assert "checked" not in "".join(re.findall(r'name="on-[^>]*>', agent.get("/console/account").body))
