"""Links from page to page."""

from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.fixture
def read(send):
    """Give a function that returns what a page of letters says."""

    def read(query):
        response = send("/letters", query_string=query)
        assert response.status_code == 200, "GET /letters must answer 200."
        return response.json

    return read


@pytest.fixture
def query_of():
    """Give a function that returns the parameters in a link to letters, by name."""

    def query_of(link):
        assert isinstance(link, str), "The link must be a text."
        assert link.isascii(), "A link must be percent-encoded."
        assert " " not in link, "A link must be percent-encoded."
        parts = urlsplit(link)
        assert (parts.scheme, parts.netloc) == ("", ""), "The link must be a path."
        assert parts.path == "/letters", "The link must lead to /letters."
        assert parts.fragment == "", "Nothing may stand behind a #."
        return parse_qs(parts.query, keep_blank_values=True)

    return query_of


@pytest.mark.concept("keeps-query")
def test_pages_lead_to_their_neighbours(read, query_of, fresh):
    """The links lead to the pages before and after; page 1 has none before it."""
    page = fresh.integer(3, 999)

    for query in ({}, {"page": 1}):
        first = read(query)
        assert first["page"] == 1, "Without page it is page 1."
        assert first["previous"] is None, "There is nothing before page 1."
        assert query_of(first["next"]) == {"page": ["2"]}, "After page 1 comes page 2."
    for number in (2, page):
        shown = read({"page": number})
        assert shown["page"] == number, "page must be the page that was asked for."
        assert query_of(shown["previous"]) == {"page": [str(number - 1)]}, "previous is one less."
        assert query_of(shown["next"]) == {"page": [str(number + 1)]}, "next is one more."


@pytest.mark.concept("keeps-query")
def test_other_parameters_are_kept(read, query_of, fresh):
    """Both links keep all other parameters: repeated, empty, with any character."""
    topics = [fresh.word(), f"{fresh.word()} & Söhne", f"a+b=100%#{fresh.word()}"]
    query = {"topic": topics, fresh.word(): [""], f"{fresh.word()} ?": [fresh.word()]}

    shown = read(query | {"page": 7})

    assert query_of(shown["previous"]) == query | {"page": ["6"]}, "previous must keep the others."
    assert query_of(shown["next"]) == query | {"page": ["8"]}, "next must keep the others."
    assert query_of(read(query)["next"]) == query | {"page": ["2"]}, "Also without a page."


@pytest.mark.concept("any-parameter")
def test_names_of_parameters_mean_nothing(read, query_of, fresh):
    """Parameters called endpoint, _external, _scheme and the like are kept as any other."""
    names = ["endpoint", "_external", "_scheme", "_anchor", "_method", "self", "values", "request"]

    for name in names:
        query = {name: [fresh.word()]}
        assert query_of(read(query)["next"]) == query | {"page": ["2"]}, f"{name} must be kept."
    query = {name: [fresh.word()] for name in names}
    assert query_of(read(query)["next"]) == query | {"page": ["2"]}, "All must be kept."
