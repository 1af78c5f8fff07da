from __future__ import annotations

from checker.page import read_page
from checker.render.markup import Markup, element, join

EVIL = "</p><script>alert('1')</script> & \x1b[31m\"quoted\""


def test_text_is_escaped():
    """Text inside of an element stays text, whatever it says."""
    page = read_page(element("p", EVIL))
    assert page.one("p").text == "</p><script>alert('1')</script> & \"quoted\""
    assert page.find("script") == []


def test_values_are_escaped():
    """The value of an attribute cannot end it."""
    page = read_page(element("p", "x", title=EVIL))
    assert page.one("p").attributes == {"title": "</p><script>alert('1')</script> & \"quoted\""}


def test_markup_is_kept():
    """What is markup already is not escaped again."""
    assert element("b", element("i", "a & b"), "<") == "<b><i>a &amp; b</i>&lt;</b>"


def test_names_are_written_as_html_writes_them():
    """Words that Python knows, and names with dashes, are written with an underscore."""
    written = element("path", class_="a", stroke_width=2, viewBox="0 0 1 1")
    assert written == '<path class="a" stroke-width="2" viewBox="0 0 1 1"></path>'


def test_empty_elements_have_no_end():
    """HTML knows no end of a meta element."""
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_parts_are_joined():
    """Several parts become one, with text between them, which is escaped."""
    assert join(Markup("<b></b>"), "<", between=" & ") == "<b></b> &amp; &lt;"
