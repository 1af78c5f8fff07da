"""Which form an error has, where no view decides it."""

import pytest

PAGE = [
    None,
    "*/*",
    "text/html",
    "text/html, application/json",
    "application/json, text/html",
    "application/json;q=0.5, text/html;q=0.5",
    "application/json;q=0.5, text/html",
    "application/json;q=0.8, text/html;q=0.9, */*;q=0.1",
    "text/*;q=0.3, application/json;q=0.2",
    "application/json;q=0, */*",
    "application/json;q=0",
    "image/png",
]
JSON = [
    "application/json",
    "application/json, text/plain, */*",
    "application/json, */*;q=0.5",
    "application/*",
    "text/html;q=0.5, application/json",
    "text/html;q=0.2, application/json;q=0.3",
    "text/html;q=0.4, */*;q=0.8",
    "text/html;q=0, */*",
    "application/json;q=0.1",
]


@pytest.mark.concept("unknown-api-url")
def test_api_ends_where_its_path_ends(client, page, error, browser, fresh):
    """Unknown URLs and wrong methods below /api are JSON; other words with these letters not."""
    word = fresh.word()

    for path in ("/api", "/api/", f"/api/{word}", f"/api/books/{word}", f"/api/books/1/{word}"):
        error(client.get(path, headers=browser), 404, "not_found")
        error(client.post(path, headers=browser), 404, "not_found")
    for path in ("/api/books/1", "/api/crash", "/api/books/1/loans"):
        error(client.delete(path, headers=browser), 405, "method_not_allowed")
    for path in (f"/api{word}", f"/api-{word}/1", f"/{word}/api/1", f"/books/api/{word}"):
        page(client.get(path, headers=browser), 404)


@pytest.mark.concept("negotiates")
def test_accept_decides(client, page, error, browser, fresh):
    """Outside of /api the better quality wins, then the more exact name, then the page."""
    path = f"/{fresh.word()}"

    for accept in [*PAGE, browser["Accept"]]:
        page(client.get(path, headers={"Accept": accept} if accept else {}), 404)
    for accept in JSON:
        headers = {"Accept": accept}
        error(client.get(path, headers=headers), 404, "not_found")
        error(client.get("/books/0", headers=headers), 404, "book_unknown")
        error(client.delete("/books/1", headers=headers), 405, "method_not_allowed")


@pytest.mark.concept("negotiates")
def test_content_type_decides_nothing(client, page, browser):
    """What a client sends does not say what it wants to get: JSON in the body, a page as answer."""
    page(client.post("/books/0/loans", json={}, headers=browser), 404)
    page(client.post("/books/1", json={}), 405)


@pytest.mark.concept("tells-caches")
def test_negotiated_answers_vary(client, browser, script, fresh):
    """Errors outside of /api, 500 included, have Accept in their Vary header, in both forms."""
    client.post("/books/1/loans")

    for headers in (browser, script, {}):
        answers = [client.get(path, headers=headers) for path in (f"/{fresh.word()}", "/crash")]
        answers += [client.get("/books/0", headers=headers), client.put("/crash", headers=headers)]
        answers.append(client.post("/books/1/loans", headers=headers))
        for response in answers:
            names = response.headers.get("Vary", "").lower().replace(",", " ").split()
            assert "accept" in names, "Vary must name Accept."
