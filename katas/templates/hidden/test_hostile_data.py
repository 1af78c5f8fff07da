"""Data that tries to be more than text."""

from html import escape, unescape

import pytest


def jinja(number):
    """Return expressions, a statement and a comment, as visitors might send them."""
    return [
        f"{{{{ {number} * {number} }}}}",
        f"{{{{{number}*{number}}}}}",
        "{{ config }}",
        f"{{% set x = {number} %}}",
        f"{{# {number} #}}",
        "{{",
    ]


@pytest.mark.concept("escapes-text")
def test_markup_in_a_name_is_shown_as_text(client, fresh, greeting_of):
    """A name with markup or entities stands on the page as it is, and makes no element."""
    word = fresh.word()

    for name in (f"<{word}>Ann", f"<{word} src=x onerror=alert(1)>", "&lt;b&gt; & &amp;", "\"'"):
        page = client.get(greeting_of(name)).page
        assert page.find(word) == [], "A name must not become an element."
        heading = page.one("main").one("h1").text
        assert heading == f"Hello, {name}!", "The name must be shown as it is."
        title = "".join(title.text for title in page.find("title"))
        otherwise = {escape(name), unescape(name)} - {name}
        changed = [form for form in otherwise if form in title]
        assert changed == [], "The title must show the name as it is, and no entities."


@pytest.mark.concept("escapes-text")
def test_markup_in_settings_is_shown_as_text(show, entry, fresh):
    """Titles of entries and the footer may hold markup, and make no element."""
    word = fresh.word()
    linked = entry(title=f"<{word}>{fresh.name()}</{word}> &lt; &amp;amp;")
    unlinked = entry(title=f"<{word}>{fresh.name()}</{word}> 'n' \"roll\"", url="")

    footer = f"<{word}>{fresh.name()} & {fresh.name()}"

    page = show(ENTRIES=[linked, unlinked], FOOTER=footer)

    assert page.find(word) == [], "No text must become an element."
    footers = [each.text for each in page.find("footer") if escape(footer) in each.text]
    assert footers == [], "The footer must show its text as it is, and no entities."
    first, second = page.one("main").one("ul").find("li")
    assert first.one("a").text == linked["title"], "The title must be shown as it is."
    assert unlinked["title"] in second.text, "A title without link must be shown as it is, too."


@pytest.mark.concept("never-evaluates")
def test_template_syntax_in_a_name_is_shown_as_text(client, fresh, greeting_of):
    """Expressions, statements and comments of Jinja in a name are never carried out."""
    for name in jinja(fresh.integer(100, 999)):
        response = client.get(greeting_of(name))
        assert response.status_code == 200, "Template syntax in a name must not be an error."
        heading = response.page.one("main").one("h1").text
        assert heading == f"Hello, {name}!", "The name must be shown as it is."


@pytest.mark.concept("never-evaluates")
def test_template_syntax_in_settings_is_shown_as_text(show, entry, fresh):
    """Expressions, statements and comments of Jinja in titles and footer are never carried out."""
    number = fresh.integer(100, 999)
    expressions = jinja(number)

    page = show(ENTRIES=[entry(title=title) for title in expressions], FOOTER=expressions[0])

    titles = [item.one("a").text for item in page.one("main").one("ul").find("li")]
    assert titles == expressions, "Titles must be shown as they are."
    assert str(number * number) not in page.raw, "Nothing must be calculated."


@pytest.mark.concept("quotes-attributes")
def test_text_cannot_leave_its_attribute(show, entry, fresh):
    """Notes and addresses with blanks, quotes and markup are the attribute's value, unchanged."""
    word = fresh.word()
    hostile = [
        f"x {word}=alert(1)",
        f'" {word}="alert(1)',
        f"' {word}='alert(1)",
        f'"><{word}>',
        "a=1&b=2&lt;3",
    ]
    entries = [entry(note=text, url=f"https://{word}.example/?{text}") for text in hostile]

    page = show(ENTRIES=entries)

    items = page.one("main").one("ul").find("li")
    notes = [item.attributes.get("title") for item in items]
    assert notes == hostile, "Each note must be its attribute's whole value."
    urls = [item.one("a").attributes.get("href") for item in items]
    assert urls == [each["url"] for each in entries], "Each address must be its link's whole value."
    made = [each for each in page.find() if word in {each.tag, *each.attributes}]
    assert made == [], "No text must become an attribute or an element."


@pytest.mark.concept("refuses-script-links")
def test_other_addresses_are_not_linked(show, entry, fresh):
    """An address that does not begin with http:// or https:// is no link, and its title is text."""
    word = fresh.word()
    addresses = [
        f"javascript:alert('{word}')",
        f"JavaScript:alert('{word}')",
        f" javascript:alert('{word}')",
        f"java\tscript:alert('{word}')",
        f"javascript://{word}.example/%0aalert(1)",
        f"javascript:alert('{word}')//https://{word}.example",
        f"data:text/html,<script>alert('{word}')</script>",
        f"vbscript:{word}",
        f"//{word}.example",
        f"httpx://{word}.example",
        f"https:{word}",
        f"/{word}",
    ]
    entries = [entry(url=address) for address in [*addresses, ""]]

    page = show(ENTRIES=entries)

    items = page.one("main").one("ul").find("li")
    assert [item.find("a") for item in items] == [[] for _ in entries], "None must be a link."
    for each, item in zip(entries, items, strict=True):
        assert each["title"] in item.text, "The title must be shown all the same."
    values = [value for each in page.find() for value in each.attributes.values()]
    assert [value for value in values if word in value] == [], "No attribute may hold the address."


@pytest.mark.concept("refuses-script-links")
def test_web_addresses_are_linked(show, entry, fresh):
    """An address that begins with http:// or https://, in capitals or not, is linked unchanged."""
    word = fresh.word()
    urls = [f"{scheme}://{word}.example/A" for scheme in ("http", "https", "HTTP", "Https")]

    page = show(ENTRIES=[entry(url=url) for url in urls])

    links = [item.one("a") for item in page.one("main").one("ul").find("li")]
    assert [link.attributes.get("href") for link in links] == urls, "All of them must be links."
