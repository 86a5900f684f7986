"""A program of the shop's owner: shows a key, speaks JSON."""

import json

SCOPES = ("orders:read", "buyers:read", "catalogue:read", "catalogue:write", "statistics:read")


def make_key(owner, *scopes, name="bookkeeping"):
    """Has the owner make a key in the console; gives it, as it is shown this once."""
    page = owner.get("/console/settings/keys")
    assert page.status == 200, f"{page.status}: {page.text[:300]}"
    form = page.form(having=("name", "scope"))
    answer = owner.post(form.action, form.filled(name=name, scope=list(scopes)))
    assert answer.status == 200, f"{answer.status}: {answer.text[:300]}"
    (key,) = {word for word in answer.marked("data-copy") if word.startswith("sampan_")}
    return key


class Program:
    def __init__(self, visitor, key=None):
        self.visitor = visitor
        self.key = key

    def ask(self, method, path, body=None, **headers):
        if self.key:
            headers["authorization"] = f"Bearer {self.key}"
        content = None
        if body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            headers.setdefault("content_type", "application/json")
        return self.visitor.send(method, f"/api{path}", content=content, headers=headers)

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def json(self, path):
        answer = self.get(path)
        assert answer.status == 200, f"{answer.status}: {answer.body[:300]}"
        return json.loads(answer.body)

    def all(self, path, limit):
        """Every item of a list, page by page."""
        items, after = [], ""
        while True:
            page = self.json(f"{path}?limit={limit}{after}")
            assert len(page["items"]) <= limit
            items += page["items"]
            if page["next"] is None:
                return items
            after = f"&after={page['next']}"
