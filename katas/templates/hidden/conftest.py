"""A reader of HTML, and the entries that the tests put into the list."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


class Element:
    """An element of a page: its tag, attributes, and what is inside, as a browser reads them."""

    def __init__(self, tag, attributes=(), parent=None):
        """Stand for one element inside *parent*; of an attribute given twice the first counts."""
        self.tag, self.parent = tag, parent
        self.attributes = {name: value or "" for name, value in reversed(attributes)}
        self.inside = []

    @property
    def text(self):
        """The text inside, white space folded."""
        return " ".join(self.raw.split())

    @property
    def raw(self):
        """The text inside as it is, with nothing between the elements."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.inside)

    @property
    def classes(self):
        """The classes of the element."""
        return self.attributes.get("class", "").split()

    def find(self, tag=None, *, with_class=None):
        """Return all elements inside with that tag and class, in order."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                if tag in (None, part.tag) and (not with_class or with_class in part.classes):
                    found.append(part)
                found += part.find(tag, with_class=with_class)
        return found

    def one(self, tag=None, *, with_class=None):
        """Return the only such element inside; fail if there is another number of them."""
        found = self.find(tag, with_class=with_class)
        what = f"<{tag}>" if tag else f"element with the class {with_class}"
        assert len(found) == 1, f"There must be exactly one {what} in the <{self.tag}>."
        return found[0]


class Reader(HTMLParser):
    """Builds elements from HTML; end tags that the standard makes optional may be missing."""

    def __init__(self, html):
        """Read *html* into ``root``."""
        super().__init__()
        self.root = self.here = Element("page")
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Open an element; a list item ends the item before it."""
        if tag == "li" and self.here.tag != "ul":
            self._leave("li", within={"ul", "ol"})
        element = Element(tag, attributes, self.here)
        self.here.inside.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag):
        """Close the nearest element of that name and all that is open inside it."""
        self._leave(tag)

    def handle_data(self, data):
        """Add text."""
        self.here.inside.append(data)

    def _leave(self, tag, within=()):
        element = self.here
        while element.tag != tag:
            if element.parent is None or element.tag in within:
                return
            element = element.parent
        if element.parent is not None:
            self.here = element.parent


@pytest.fixture
def read():
    """Give a function that turns a response into its page."""

    def read(response):
        return Reader(response.text).root

    return read


@pytest.fixture
def show(start_app, read):
    """Give a function that starts the site with settings and returns the page at a path."""

    def show(path="/", **settings):
        response = start_app(settings).client().get(path)
        assert response.status_code == 200, f"GET {path} must answer 200."
        return read(response)

    return show


@pytest.fixture
def entry(fresh):
    """Give a maker of entries, a new one for each call: ``entry()``, ``entry(read=True)``."""

    def make(**fields):
        return {
            "title": f"{fresh.name()} {fresh.word()}",
            "url": f"https://{fresh.word()}.example/{fresh.word()}",
            "note": fresh.name(),
            "minutes": fresh.integer(1, 59),
            "read": False,
            **fields,
        }

    return make


@pytest.fixture
def greeting_of():
    """Give a function that returns the URL of a name's greeting."""

    def greeting_of(name):
        return f"/greet/{quote(name, safe='')}"

    return greeting_of
