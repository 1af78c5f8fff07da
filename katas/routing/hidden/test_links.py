"""Links, from one page of the application to another."""

from urllib.parse import urlsplit

import pytest


@pytest.mark.concept("builds-links")
def test_front_page_leads_to_the_others(client, follow):
    """The links of GET / lead to the list of books and to the help page, without a redirect."""
    links = client.get("/").json

    for name, path in (("books", "/books"), ("help", "/help/")):
        response = follow(links[name])
        assert response.status_code == 200, f"The link {name} must lead to a page."
        assert response.data == client.get(path).data, f"The link {name} must lead to {path}."


@pytest.mark.concept("builds-links")
def test_book_leads_to_itself_and_its_topic(client, follow, books):
    """The links of a book lead to the book and to the list of its topic."""
    found = client.get("/books").json

    for book in found:
        assert set(book["links"]) == {"self", "topic"}, "A book has exactly these two links."
        assert follow(book["links"]["self"]).json == book, "The link self must lead to the book."
        expected = [other for other in found if other["topic"] == book["topic"]]
        assert follow(book["links"]["topic"]).json == expected, "Here its topic must be listed."
    assert len(found) == len(books), "Every book must be listed."


@pytest.mark.concept("builds-links")
def test_location_leads_to_the_new_book(client, follow, fresh):
    """The Location of a 201 answer leads to the new book."""
    response = client.post("/books", data={"title": fresh.name(), "topic": fresh.word()})

    assert response.status_code == 201, "A new book must be answered with 201."
    location = response.headers.get("Location", "")
    assert follow(urlsplit(location).path).json == response.json, "Location must lead to the book."


@pytest.mark.concept("encodes-links")
def test_topic_may_hold_any_character(start_app, follow, fresh):
    """The link of a topic with spaces, signs and accents leads to exactly this topic."""
    word = fresh.word()
    topics = [
        f"{word} for beginners",
        f"{word}#",
        f"{word}?page=2",
        f"{word} & co.",
        f"100% {word}",
        f"{word}%20{word}",
        f"{word}++",
        f"Zoë's «{word}»",
    ]
    books = [{"title": fresh.name(), "topic": topic} for topic in topics]
    client = start_app({"BOOKS": books}).client()

    for book in client.get("/books").json:
        path = book["links"]["topic"]
        response = follow(path, client)
        assert response.status_code == 200, f"The link of {book['topic']!r} must lead somewhere."
        assert response.json == [book], f"The link must lead to the topic {book['topic']!r}."
