"""Which methods a URL answers, and how."""

import pytest


@pytest.mark.concept("get-and-post")
def test_get_lists_and_post_adds(client, books, fresh):
    """POST /books answers 201 with the new book, which GET then shows at the end of the list."""
    before = client.get("/books")
    assert before.status_code == 200, "GET /books must answer 200."
    assert [book["id"] for book in before.json] == [1, 2, 3], "The list holds all, oldest first."

    for number in (len(books) + 1, len(books) + 2):
        sent = {"title": fresh.name(), "topic": fresh.word()}
        response = client.post("/books", data=sent)
        assert response.status_code == 201, "A new book must be answered with 201."
        shown = {name: response.json[name] for name in ("id", "title", "topic")}
        assert shown == {"id": number, **sent}, "The answer must be the new book."
        assert client.get("/books").json[-1] == response.json, "It must be the last of the list."
        assert client.get(f"/books/{number}").json == response.json, "It must have its own URL."
    assert client.get("/books").json[:3] == before.json, "The older books must stay as they were."


@pytest.mark.concept("get-and-post")
def test_get_changes_nothing(client, books, fresh):
    """GET and HEAD add no book, whatever their query string says."""
    fields = {"title": fresh.name(), "topic": fresh.word()}

    response = client.get("/books", query_string=fields)
    client.head("/books", query_string=fields)

    assert response.status_code == 200, "GET /books must answer 200."
    assert len(client.get("/books").json) == len(books), "Reading must not add a book."


@pytest.mark.concept("get-and-post")
def test_missing_fields_are_refused(client, books, fresh):
    """POST without title or without topic in its body answers 400 and adds nothing."""
    title, topic = {"title": fresh.name()}, {"topic": fresh.word()}

    for data, query in ((title, {}), (topic, {}), ({}, {}), ({}, title | topic), (title, topic)):
        response = client.post("/books", data=data, query_string=query)
        assert response.status_code == 400, f"{data} in the body is no complete book."
    assert len(client.get("/books").json) == len(books), "A refused request must add no book."


@pytest.mark.concept("answers-methods")
def test_head_comes_with_get(client, books):
    """HEAD answers as GET does, without a body."""
    for path in ("/", "/help/", "/books", "/books/1", f"/topics/{books[0]['topic']}"):
        response = client.head(path)
        assert response.status_code == 200, f"HEAD {path} must answer 200."
        assert response.data == b"", "An answer to HEAD has no body."
    assert client.head("/books/0").status_code == 404, "HEAD must answer 404 where GET does."


@pytest.mark.concept("answers-methods")
def test_allow_lists_the_methods(client, books):
    """OPTIONS answers 200, a wrong method 405, both with the URL's methods in Allow."""
    reading = {"GET", "HEAD", "OPTIONS"}
    pages = {
        "/": reading,
        "/help/": reading,
        "/books": reading | {"POST"},
        "/books/1": reading,
        f"/topics/{books[0]['topic']}": reading,
    }

    for path, methods in pages.items():
        wrong = {"POST", "PUT", "PATCH", "DELETE"} - methods
        for method in ["OPTIONS", *sorted(wrong)]:
            response = client.open(path, method=method)
            expected = 200 if method == "OPTIONS" else 405
            assert response.status_code == expected, f"{method} {path} must answer {expected}."
            allow = response.headers.get("Allow", "")
            allowed = {name.strip() for name in allow.split(",")}
            assert allowed == methods, f"Allow must list the methods of {path}."


@pytest.mark.concept("decorates-views")
def test_views_of_books_forbid_caching(client, books):
    """The lists of books and each book carry Cache-Control: no-store, / and /help/ do not."""
    for path in ("/books", "/books/1", f"/topics/{books[0]['topic']}"):
        response = client.get(path)
        assert response.status_code == 200, f"GET {path} must answer 200."
        assert response.cache_control.no_store, f"GET {path} must forbid to store the answer."
    for path in ("/", "/help/"):
        response = client.get(path)
        assert not response.cache_control.no_store, f"GET {path} may be stored."


@pytest.mark.concept("one-url-per-page")
def test_page_with_slash_is_redirected_to(client, fresh):
    """GET /help is a permanent redirect to /help/ that keeps the query string."""
    word = fresh.word()

    response = client.get("/help", query_string={"about": word})

    assert response.status_code in {301, 308}, "The redirect must be permanent."
    assert response.headers["Location"].endswith(f"/help/?about={word}"), "It leads to /help/."
    followed = client.get("/help", follow_redirects=True)
    assert followed.status_code == 200, "The redirect must lead to the help page."


@pytest.mark.concept("one-url-per-page")
def test_slash_at_the_end_is_not_found(client, books):
    """The URLs without a slash at the end answer 404 with one."""
    for path in ("/books/", "/books/1/", f"/topics/{books[0]['topic']}/"):
        response = client.get(path)
        assert response.status_code == 404, f"GET {path} must answer 404."
