"""A browser that fills in forms."""

from urllib.parse import urljoin

import pytest

BUTTONS = {"submit", "button", "reset", "image"}


class Form:
    """The form of a page, with the values that a browser would send."""

    def __init__(self, client, response):
        """Read the form of *response*, which *client* may send."""
        self.client, self.page = client, response.page
        self.form = self.page.one("form")
        self.where = urljoin(response.request.path, self.form.attributes.get("action", ""))
        self.values = {}
        for control in self.controls():
            for value in _sent(control):
                self.values.setdefault(control.attributes["name"], []).append(value)

    def controls(self, name=None):
        """Return the controls that may be sent, of this name or of any."""
        found = [each for each in self.form.find("input, select, textarea") if _counts(each)]
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
        found = {field: self.page.find(f"#{field}-error") for field in fields}
        texts = [each.text for elements in found.values() for each in elements]
        assert all(texts), "The page must say what is wrong."
        return {field for field, elements in found.items() if elements}

    def has_label(self, control):
        """Tell whether *control* has a label with text, around it or by its id."""
        labels, around = [], control
        while around := around.parent:
            labels += [around] if around.tag == "label" else []
        if name := control.attributes.get("id"):
            labels += [
                each for each in self.page.find("label") if each.attributes.get("for") == name
            ]
        return any(label.text for label in labels)


def _counts(control):
    return control.attributes.get("name") and control.attributes.get("type") not in BUTTONS


def _sent(control):
    """Return the values that a browser sends for a control."""
    value = control.attributes.get("value", "")
    if control.tag == "textarea":
        return [control.raw]
    if control.tag == "select":
        options = control.find("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return [each.attributes.get("value", each.text) for each in chosen[-1:]]
    if control.attributes.get("type") in {"checkbox", "radio"}:
        return [value] if "checked" in control.attributes else []
    return [value]


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
        return response.page

    return read


@pytest.fixture
def count(fetch):
    """Give a function that returns how many replies there are, as the page says."""
    return lambda client: int(fetch(client).page.one("#count").text)


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
