"""Fixed and variable parts of a URL."""

import pytest


@pytest.mark.concept("static-route")
def test_fixed_urls_have_their_views(client):
    """GET / answers 200 with the links books and help, GET /help/ answers 200 with a text."""
    response = client.get("/")
    assert response.status_code == 200, "GET / must answer 200."
    assert set(response.json) == {"books", "help"}, "GET / must show exactly these two links."

    response = client.get("/help/")
    assert response.status_code == 200, "GET /help/ must answer 200."
    assert response.text.strip(), "The help page must hold a text."


@pytest.mark.concept("variable-route")
def test_every_book_has_a_url(client, books):
    """GET /books/<id> answers 200 with the book of this id, in the fields of the contract."""
    for number, book in enumerate(books, start=1):
        response = client.get(f"/books/{number}")
        assert response.status_code == 200, f"Book {number} exists."
        assert set(response.json) == {"id", "title", "topic", "links"}, "These are its fields."
        shown = {name: response.json[name] for name in ("id", "title", "topic")}
        assert shown == {"id": number, **book}, f"This URL is that of book {number}."


@pytest.mark.concept("variable-route")
def test_what_is_no_id_is_not_found(client, books, fresh):
    """GET /books/<id> answers 404 for any number and any text that is no book's id."""
    numbers = [0, -1, len(books) + 1, fresh.integer(1000, 9999), 10**25]

    for no_id in [*numbers, fresh.word(), f"1{fresh.word()}", "1.0"]:
        response = client.get(f"/books/{no_id}")
        assert response.status_code == 404, f"{no_id} is no book's id."


@pytest.mark.concept("variable-route")
def test_topic_lists_its_books(client, books, fresh):
    """GET /topics/<topic> answers with the books of exactly this topic, oldest first."""
    shared = books[0]["topic"]

    response = client.get(f"/topics/{shared}")
    assert response.status_code == 200, "A topic must be answered with 200."
    assert [book["id"] for book in response.json] == [1, 3], "These are the books of the topic."
    assert response.json[1] == client.get("/books/3").json, "A book looks the same everywhere."

    for unknown in (fresh.word(), shared[:-1], shared.upper()):
        response = client.get(f"/topics/{unknown}")
        assert response.status_code == 200, "A topic without books is no error."
        assert response.json == [], "A topic without books has an empty list."
