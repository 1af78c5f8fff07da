"""The pages and the layout that they share."""

import pytest


@pytest.mark.concept("renders-data")
def test_greeting_shows_the_name(client, fresh, greeting_of):
    """The page greets by the name in its URL, whatever letters and blanks it has."""
    for name in (fresh.name(), f"Zoë {fresh.name()}", f"{fresh.name()} {fresh.word()}"):
        response = client.get(greeting_of(name))

        assert response.status_code == 200, "A greeting must answer 200."
        heading = response.page.one("main").one("h1").text
        assert heading == f"Hello, {name}!", "The heading must be the greeting."


@pytest.mark.concept("shares-layout")
def test_every_page_has_the_layout(start_app, fresh):
    """Each page is an HTML document with title, navigation, main part, heading and footer."""
    name, footer = fresh.name(), f"{fresh.name()} {fresh.word()}"
    client = start_app({"FOOTER": footer}).client()
    headings = {"/": "To read", f"/greet/{name}": f"Hello, {name}!", "/about": "About"}

    for path, heading in headings.items():
        response = client.get(path)
        assert response.status_code == 200, f"GET {path} must answer 200."
        assert response.mimetype == "text/html", "A page must be sent as text/html."
        begins = response.text.lstrip()[:15].lower()
        assert begins == "<!doctype html>", "A page must begin with the document type."
        page = response.page
        assert page.one("title").text == f"{heading} - Reading list", "The title must fit."
        links = [link.attributes.get("href") for link in page.one("nav").find("a")]
        assert sorted(links) == ["/", "/about"], "The navigation must link to / and /about."
        assert page.one("main").find("h1") == [page.one("h1")], "The heading must be in <main>."
        assert page.one("h1").text == heading, f"The heading of {path} must be as agreed."
        assert page.one("footer").text == footer, "The footer must show the setting FOOTER."


@pytest.mark.concept("shares-layout")
def test_footer_has_a_default(client):
    """Without the setting FOOTER the footer says Reading list."""
    footer = client.get("/about").page.one("footer")

    assert footer.text == "Reading list", "The default of FOOTER must be shown."


@pytest.mark.concept("marks-current-page")
def test_link_to_the_current_page_is_marked(client, fresh):
    """Only on / and /about, and only the link to the page itself, has aria-current="page"."""
    for path, marked in {"/": ["/"], "/about": ["/about"], f"/greet/{fresh.name()}": []}.items():
        page = client.get(path).page
        there = [each for each in page.find() if "aria-current" in each.attributes]
        links = [each.attributes.get("href") for each in there]
        assert links == marked, f"On {path} the marked links must be these."
        values = {each.attributes["aria-current"] for each in there}
        assert values <= {"page"}, "The value of aria-current must be page."


@pytest.mark.concept("not-found-page")
def test_unknown_url_has_a_page_in_the_layout(start_app, fresh):
    """Any other URL answers 404 with a page that has title, navigation, heading and footer."""
    footer = fresh.name()
    client = start_app({"FOOTER": footer}).client()
    heading = "Page not found"

    for path in (f"/{fresh.word()}", f"/about/{fresh.word()}"):
        response = client.get(path)
        assert response.status_code == 404, "An unknown URL must answer 404."
        assert response.mimetype == "text/html", "The page must be sent as text/html."
        page = response.page
        assert page.one("main").one("h1").text == heading, "The heading must be as agreed."
        assert page.one("title").text == f"{heading} - Reading list", "The title must fit."
        links = [link.attributes.get("href") for link in page.one("nav").find("a")]
        assert sorted(links) == ["/", "/about"], "The navigation must be on this page, too."
        assert page.one("footer").text == footer, "The footer must be on this page, too."
