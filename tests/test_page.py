"""Pages as suites read them: as a browser does."""

import pytest
from builders import answers, serving

from checker.page import MAX_PAGE, read_page

PAGE = """<!doctype html>
<title>A &amp; B</title>
<ul class="many items">
  <li id=first>one <b>and</b>
  <li title="&lt;x&gt;" hidden>two
</ul>
<textarea>
 as it is </textarea>
"""


@pytest.fixture
def page():
    """Return a small page."""
    return read_page(PAGE)


def test_elements_are_found_by_selectors(page):
    """All elements, in the order of the page; end tags may be missing."""
    assert [item.text for item in page.find("ul.items > li")] == ["one and", "two"]
    assert [item.tag for item in page.find("#first, b, p")] == ["li", "b"]
    assert page.one("title").text == "A & B"


def test_element_tells_what_it_is(page):
    """Attributes are decoded, those without a value are empty, and classes are a list."""
    second = page.find("li")[1]
    assert second.attributes == {"title": "<x>", "hidden": ""}
    assert page.one("ul").classes == ["many", "items"]
    assert second.classes == []
    assert page.one("b").parent == page.one("#first")
    assert page.parent is None


def test_text_is_folded_and_raw_is_not(page):
    """A browser ignores the first line break of a text area, and nothing else."""
    assert page.one("textarea").raw == " as it is "
    assert page.one("textarea").text == "as it is"


@pytest.mark.parametrize(("selector", "count"), [("li", 2), ("h1", 0)])
def test_one_is_exactly_one(page, selector, count):
    """More than one, or none, is a failure in words."""
    message = rf"^There must be exactly one {selector} in the page, not {count}\.$"
    with pytest.raises(AssertionError, match=message):
        page.one(selector)
    with pytest.raises(AssertionError, match="in the <ul>"):
        page.one("ul").one("h1")


def test_selector_that_is_none_is_told(page):
    """A suite's own mistake is no failure of the answer."""
    with pytest.raises(ValueError, match="attribute name"):
        page.find("li[")


def test_response_has_a_page(tmp_path):
    """A suite gets it from the response, whatever the content type says."""
    with serving(tmp_path / "s", answers("<h1>Hello")) as server:
        assert server.client().get("/").page.one("h1").text == "Hello"


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b><p>",
        "<a>",
        "<table>x",
        "<b><i></b>",
        "<!--",
        "<p a='",
        "&#",
        "<svg><title>",
        "<",
    ],
)
def test_no_page_is_too_deep_or_too_broken(piece):
    """Whatever its markup is, a page is read, in a time that grows with its length only."""
    page = read_page(piece * (MAX_PAGE // len(piece)))
    page.find("li")
    assert len(page.raw) <= MAX_PAGE


def test_page_has_a_greatest_length():
    """What is longer is no page, and is not read."""
    with pytest.raises(AssertionError, match="A page may have 131072 characters"):
        read_page(" " * (MAX_PAGE + 1))
