"""An answer of the server as a person without a browser would read it: text, links and forms."""

from html.parser import HTMLParser

SILENT = {"script", "style", "template", "noscript"}
VOID = {"input", "img", "br", "meta", "link", "hr", "source", "area", "base", "col", "embed", "track", "wbr"}


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action", "")
        self.method = attributes.get("method", "get").lower()
        self.fields = []  # (name, value) as an untouched form would send them
        self.names = set()  # also those an untouched form leaves out, such as an unticked box
        self.choices = {}  # the values offered by radio buttons, boxes, lists and buttons of one name

    def filled(self, **values):
        """The fields to post, with the given ones in place of the prefilled ones; None leaves a field out."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        for name, value in values.items():
            for single in value if isinstance(value, (list, tuple)) else [value]:
                if single is not None:
                    kept.append((name, single))
        return kept

    def first_choices(self):
        """The first offer of every group of radio buttons, boxes and lists that an untouched form leaves open."""
        sent = {name for name, _ in self.fields}
        return {name: [v for v in values if v][0] for name, values in self.choices.items() if name not in sent}


class Page(HTMLParser):
    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.status = response.status_code
        self.headers = response.headers
        self.url = str(response.url)
        self.body = response.text
        self.forms, self.links, self._words, self._silent = [], [], [], []
        self._marks = {}  # data-… attributes: name -> values, in order
        self._form = self._select = self._option = self._link = self._area = None
        self.language = None
        if "html" in response.headers.get("content-type", ""):
            self.feed(self.body)
            self.close()

    @property
    def text(self):
        return " ".join(" ".join(self._words).split())

    @property
    def location(self):
        return self.headers["location"]

    def form(self, *, action="", having=()):
        """The one form whose address contains `action` and that has the fields named."""
        found = [f for f in self.forms if action in f.action and set(having) <= f.names]
        assert len(found) == 1, (
            f"{len(found)} forms with {action!r} {having} on {self.url}: {[f.action for f in self.forms]}"
        )
        return found[0]

    def links_to(self, part):
        return [href for href, _ in self.links if part in href]

    def marked(self, name):
        """The values of this data attribute, in the order of the page."""
        return self._marks.get(name, [])

    def mark(self, name):
        """The value of this data attribute, which the page must have."""
        assert name in self._marks, f"nothing has {name} on {self.url}: {self.text[:400]}"
        return self._marks[name][0]

    # HTMLParser calls these

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        for name, value in attributes.items():
            if name.startswith("data-"):
                self._marks.setdefault(name, []).append(value)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag in SILENT:
            self._silent.append(tag)
        if tag == "a" and "href" in attributes:
            self.links.append([attributes["href"], ""])
            self._link = self.links[-1]
        if tag == "form":
            self._form = Form(attributes)
            self.forms.append(self._form)
        if self._form is not None:
            self._field(tag, attributes)

    def _field(self, tag, attributes):
        form, name = self._form, attributes.get("name")
        if tag == "option" and self._select:
            form.choices[self._select].append(attributes.get("value", ""))
            if "selected" in attributes:
                form.fields.append((self._select, attributes.get("value", "")))
            return
        if not name:
            return
        form.names.add(name)
        kind = attributes.get("type", "text").lower()
        if tag == "select":
            self._select = name
            form.choices[name] = []
        elif tag == "textarea":
            self._area = name
            form.fields.append((name, ""))
        elif tag == "input" and kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(attributes.get("value", "on"))
            if "checked" in attributes:
                form.fields.append((name, attributes.get("value", "on")))
        elif tag == "input" and kind not in ("submit", "button", "image", "reset", "file"):
            form.fields.append((name, attributes.get("value", "")))
        elif tag == "button" or kind == "submit":
            form.choices.setdefault(name, []).append(attributes.get("value", ""))

    def handle_endtag(self, tag):
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        elif tag == "a":
            self._link = None

    def handle_data(self, data):
        if self._area and self._form is not None:
            name, value = self._form.fields[-1]
            self._form.fields[-1] = (name, value + data)
        if not self._silent:
            self._words.append(data)
            if self._link is not None:
                self._link[1] += data
