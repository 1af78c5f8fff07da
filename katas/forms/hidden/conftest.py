"""A reader of HTML, and a browser that fills in forms."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
BUTTONS = {"submit", "button", "reset", "image"}


class Element:
    """An element of a page: its tag, attributes, and what is inside, as a browser reads them."""

    def __init__(self, tag, attributes=(), parent=None):
        """Stand for one element inside *parent*; of an attribute given twice the first counts."""
        self.tag, self.parent = tag, parent
        self.attributes = {name: value or "" for name, value in reversed(attributes)}
        self.inside = []

    @property
    def raw(self):
        """The text inside as it is."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.inside)

    @property
    def text(self):
        """The text inside, white space folded."""
        return " ".join(self.raw.split())

    @property
    def value(self):
        """What the attribute value says."""
        return self.attributes.get("value", "")

    def find(self, *tags):
        """Return all elements inside with one of these tags, or all there are, in order."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                found += [part] if not tags or part.tag in tags else []
                found += part.find(*tags)
        return found

    def one(self, tag):
        """Return the only such element inside; fail if there is another number of them."""
        found = self.find(tag)
        assert len(found) == 1, f"There must be exactly one <{tag}> in the <{self.tag}>."
        return found[0]

    def by_id(self, name):
        """Return the only element with this id; fail if there is another number of them."""
        found = self.with_id(name)
        assert len(found) == 1, f"There must be exactly one element with the id {name}."
        return found[0]

    def with_id(self, name):
        """Return all elements with this id."""
        return [each for each in self.find() if each.attributes.get("id") == name]

    def has_label(self, control):
        """Tell whether *control* has a label with text, around it or by its id."""
        around = control
        while around and around.tag != "label":
            around = around.parent
        name = control.attributes.get("id")
        named = [each for each in self.find("label") if each.attributes.get("for") == name]
        labels = [*([around] if around else []), *(named if name else [])]
        return any(label.text for label in labels)


class Reader(HTMLParser):
    """Builds elements from HTML; end tags that the standard makes optional may be missing."""

    def __init__(self, html):
        """Read *html* into ``root``."""
        super().__init__()
        self.root = self.here = Element("page")
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Open an element; an option or an item of a list ends the one before it."""
        if {tag, self.here.tag} <= {"dd", "dt"} or tag == self.here.tag in {"li", "option", "p"}:
            self.handle_endtag(self.here.tag)
        element = Element(tag, attributes, self.here)
        self.here.inside.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag):
        """Close the nearest element of that name and all that is open inside it."""
        element = self.here
        while element.parent and element.tag != tag:
            element = element.parent
        if element.parent:
            self.here = element.parent

    def handle_data(self, data):
        """Add text."""
        self.here.inside.append(data)


class Form:
    """The form of a page, with the values that a browser would send."""

    def __init__(self, client, response):
        """Read the form of *response*, which *client* may send."""
        self.client, self.page = client, Reader(response.text).root
        self.form = self.page.one("form")
        self.where = urljoin(response.request.path, self.form.attributes.get("action", ""))
        self.values = {}
        for control in self.controls():
            for value in _sent(control):
                self.values.setdefault(control.attributes["name"], []).append(value)

    def controls(self, name=None):
        """Return the controls that may be sent, of this name or of any."""
        found = [each for each in self.form.find("input", "select", "textarea") if _counts(each)]
        return [each for each in found if name in (None, each.attributes["name"])]

    def fields(self):
        """Return what the form holds in its five fields, line breaks as one character."""
        told = {name: self.values.get(name, []) for name in ("name", "guests", "meal", "message")}
        told = {name: "".join(values).replace("\r\n", "\n") for name, values in told.items()}
        return told | {"extras": sorted(self.values.get("extras", []))}

    def send(self, *, follow=False, **changes):
        """Send the form with some fields changed; a field that is None is left out."""
        values = self.values | changes
        sent = {name: value for name, value in values.items() if value is not None}
        return self.client.post(self.where, data=sent, follow_redirects=follow)

    def faults(self):
        """Return the fields of which the page says that something is wrong."""
        fields = ("name", "guests", "meal", "extras", "message")
        found = {field: self.page.with_id(f"{field}-error") for field in fields}
        texts = [each.text for elements in found.values() for each in elements]
        assert all(texts), "The page must say what is wrong."
        return {field for field, elements in found.items() if elements}


def _counts(control):
    return control.attributes.get("name") and control.attributes.get("type") not in BUTTONS


def _sent(control):
    """Return the values that a browser sends for a control."""
    if control.tag == "textarea":
        return [control.raw.removeprefix("\n")]
    if control.tag == "select":
        options = control.find("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return [each.attributes.get("value", each.text) for each in chosen[-1:]]
    if control.attributes.get("type") in {"checkbox", "radio"}:
        return [control.value] if "checked" in control.attributes else []
    return [control.value]


@pytest.fixture
def fetch():
    """Give a function that fetches the page with the form."""

    def fetch(client):
        response = client.get("/")
        assert response.status_code == 200, "GET / must answer 200."
        return Form(client, response)

    return fetch


@pytest.fixture
def refused(fetch):
    """Give a function that sends a new form, which must be refused, and returns the form again."""

    def refused(client, **values):
        response = fetch(client).send(**values)
        assert response.status_code == 400, f"{str(values)[:200]} must be answered with 400."
        assert response.mimetype == "text/html", "The answer must be a page."
        return Form(client, response)

    return refused


@pytest.fixture
def read():
    """Give a function that reads the page of a response."""

    def read(response):
        assert response.status_code == 200, "The page must be there."
        return Reader(response.text).root

    return read


@pytest.fixture
def count(fetch):
    """Give a function that returns how many replies there are, as the page says."""
    return lambda client: int(fetch(client).page.by_id("count").text)


@pytest.fixture
def reply(fresh):
    """Give a maker of replies: ``reply()``, ``reply(name="Ann")``."""

    def make(**fields):
        return {
            "name": fresh.name(),
            "guests": str(fresh.integer(1, 6)),
            "meal": fresh.choice(["fish", "meat", "vegan"]),
            "extras": ["music", "taxi"],
            "message": f"{fresh.word()}, {fresh.word()}",
            **fields,
        }

    return make
