"""Errors that are expected, in both forms."""

import pytest


@pytest.mark.concept("pages-for-people")
def test_browser_gets_pages(client, page, browser, titles, fresh):
    """Unknown URLs and books are a page with 404, a wrong method one with 405 and Allow."""
    for number in range(1, len(titles) + 1):
        response = client.get(f"/books/{number}", headers=browser)
        assert response.status_code == 200, "The book is there."
        assert response.mimetype == "text/html", "It must have a page."

    unknown = len(titles) + fresh.integer(1, 999)
    for path in (f"/{fresh.word()}", f"/books/{fresh.word()}", f"/books/{unknown}", "/books/0"):
        page(client.get(path, headers=browser), 404)
    page(client.post(f"/books/{unknown}/loans", headers=browser), 404)
    response = client.delete("/books/1", headers=browser)
    page(response, 405)
    allowed = {method.strip() for method in response.headers.get("Allow", "").split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS"}, "Allow must name the methods."


@pytest.mark.concept("json-for-api")
def test_api_answers_in_json(client, error, browser, titles, fresh):
    """The API shows books, and answers 404 in JSON for others, whatever Accept says."""
    unknown = len(titles) + fresh.integer(1, 999)

    for headers in ({}, browser, {"Accept": "text/html"}, {"Accept": "application/json;q=0"}):
        for number, title in enumerate(titles, start=1):
            response = client.get(f"/api/books/{number}", headers=headers)
            assert response.status_code == 200, "The book is there."
            book = {"id": number, "title": title, "on_loan": False}
            assert response.json == book, "The answer must be the book."
        for number in (0, unknown):
            response = client.get(f"/api/books/{number}", headers=headers)
            error(response, 404, "book_unknown")
            response = client.post(f"/api/books/{number}/loans", headers=headers)
            error(response, 404, "book_unknown")


@pytest.mark.concept("expected-errors")
def test_book_is_lent_once(client, page, error, browser, titles):
    """A second loan is 409 with the title, on a page and in JSON, in the same words."""
    response = client.post("/books/1/loans", headers=browser)
    assert response.status_code == 303, "The loan from a page must be answered with 303."
    assert response.location.endswith("/books/1"), "It must lead to the book."
    response = client.post("/api/books/2/loans")
    assert response.status_code == 201, "The loan by the API must be answered with 201."
    lent = {"id": 2, "title": titles[1], "on_loan": True}
    assert response.json == lent, "The answer must be the book."

    for number in (1, 2):
        text = error(client.post(f"/api/books/{number}/loans"), 409, "book_on_loan")
        assert titles[number - 1] in text, "The text must hold the title."
        message = page(client.post(f"/books/{number}/loans", headers=browser), 409)
        assert message == " ".join(text.split()), "Page and JSON must say the same."
    on_loan = [client.get(f"/api/books/{number}").json["on_loan"] for number in (1, 2, 3)]
    assert on_loan == [True, True, False], "These books are on loan."


@pytest.mark.concept("expected-errors")
def test_unknown_book_is_named(client, page, error, browser, fresh):
    """The text for an unknown book names its id, in the same words in both forms."""
    for number in (0, fresh.integer(10, 99), fresh.integer(1000, 9999)):
        text = error(client.get(f"/api/books/{number}"), 404, "book_unknown")
        assert str(number) in text, "The text must name the id."
        message = page(client.get(f"/books/{number}", headers=browser), 404)
        assert message == " ".join(text.split()), "Page and JSON must say the same."


@pytest.mark.concept("escapes-messages")
def test_title_is_text(start_app, page, error, browser, fresh):
    """Markup and entities in a title are shown on the page as they are, and unchanged in JSON."""
    word = fresh.word()
    titles = [f"<{word} src=x onerror=alert(1)>", f"</p><{word}>&lt;i&gt; &amp; 'n' \"roll\""]
    client = start_app({"BOOKS": titles}).client()

    for number, title in enumerate(titles, start=1):
        client.post(f"/api/books/{number}/loans")
        response = client.post(f"/books/{number}/loans", headers=browser)
        message = page(response, 409, without=word)
        assert title in message, "The page must show the title as it is."
        text = error(client.post(f"/api/books/{number}/loans"), 409, "book_on_loan")
        assert title in text, "JSON must hold the title as it is."
