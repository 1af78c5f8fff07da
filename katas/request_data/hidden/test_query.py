"""The query string, in JSON and in HTML."""

import html

import pytest


@pytest.mark.concept("query-string")
def test_parameters_are_read(client, fresh):
    """GET /search tells q and page as they were sent, and every tag in its order."""
    text = f"{fresh.word()} & Zoë's + {fresh.word()} 100%"
    tags = [fresh.word(), fresh.word(), ""]
    tags.append(tags[0])
    page = fresh.integer(2, 999)

    response = client.get("/search", query_string={"q": text, "page": page, "tag": tags})

    assert response.status_code == 200, "A search must be answered with 200."
    assert response.json == {"q": text, "page": page, "tags": tags}, "This is what was sent."


@pytest.mark.concept("query-string")
def test_parameters_have_defaults(client, fresh):
    """Without parameters q is empty, page is 1 and tags is empty; other names mean nothing."""
    for query in ({}, {fresh.word(): fresh.word()}):
        response = client.get("/search", query_string=query)
        assert response.status_code == 200, "All parameters are optional."
        assert response.json == {"q": "", "page": 1, "tags": []}, "These are the defaults."


@pytest.mark.concept("checks-numbers")
def test_page_has_limits(client):
    """The pages 1 and 1000 are answered with 200; 0, -1 and 1001 with 400."""
    for page, status in ((1, 200), (1000, 200), (0, 400), (-1, 400), (1001, 400)):
        response = client.get("/search", query_string={"page": page})
        assert response.status_code == status, f"Page {page} must be answered with {status}."


@pytest.mark.concept("checks-numbers")
def test_page_is_a_whole_number(client, fresh):
    """A page that is a word, a fraction or empty is answered with 400."""
    for page in (fresh.word(), f"1{fresh.word()}", "1.5", "1e2", "0x1", "", "null", "9" * 30):
        response = client.get("/search", query_string={"page": page})
        assert response.status_code == 400, f"{page[:20]!r} is no whole number from 1 to 1000."


@pytest.mark.concept("escapes-html")
def test_page_greets(client, fresh):
    """GET /hello is an HTML page that says Hello and the name, or World without one."""
    name = fresh.name()

    for query, expected in (({}, "World"), ({"name": name}, name)):
        response = client.get("/hello", query_string=query)
        assert response.status_code == 200, "GET /hello must answer 200."
        assert response.mimetype == "text/html", "The greeting is an HTML page."
        assert f"Hello, {expected}!" in response.text, "The page must hold the greeting."


@pytest.mark.concept("escapes-html")
def test_name_is_shown_as_text(client, fresh):
    """A name with markup, quotes and ampersands is shown as it was sent, and is no markup."""
    word = fresh.word()

    for name in (f"<img src=x onerror={word}>", f"<b>{word}</b>", f'{word} &amp; "Zoë\'s" <3'):
        response = client.get("/hello", query_string={"name": name})
        assert response.status_code == 200, "Any name is greeted."
        assert name not in response.text, "Markup in a name must not reach the page."
        assert f"Hello, {name}!" in html.unescape(response.text), "The name is shown as text."


@pytest.mark.concept("escapes-html")
def test_no_html_answer_repeats_markup(client, fresh):
    """No text/html answer, be it an error page, holds markup that a client sent."""
    markup = f"<img src=x onerror={fresh.word()}>"

    answers = [
        client.get("/search", query_string={"q": markup}),
        client.get("/search", query_string={"page": markup}),
        client.get(f"/{markup}"),
        client.post("/orders", json={"item": markup, "quantity": markup}),
        client.post("/orders", json=[markup]),
        client.post("/orders", data=markup, content_type="application/json"),
        client.post("/subscriptions", data={"email": markup, "topic": markup}),
        client.post("/uploads", data={"document": markup}),
        client.get("/mirror", headers={"User-Agent": markup, "X-Request-Id": markup}),
        client.get("/whoami", headers={"Authorization": f"Bearer {markup}"}),
        client.get("/whoami", headers={"Authorization": markup}),
    ]

    for response in answers:
        html_with_markup = response.mimetype == "text/html" and markup in response.text
        assert not html_with_markup, "Input must not become markup."
