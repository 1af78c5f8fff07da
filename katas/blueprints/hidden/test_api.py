"""The API: two versions below one prefix, and errors below and beside it."""

import pytest


@pytest.mark.concept("nests-versions")
def test_both_versions_are_below_the_prefix(client, departments, api, fresh):
    """Both versions list the items of a department, each in its own form."""
    for department in departments:
        items = [
            {"id": number, "title": title, "url": f"{department['prefix']}/{number}"}
            for number, title in enumerate(department["items"], start=1)
        ]
        home = f"{api}/v1/{department['name']}/"
        assert client.get(home).json == items, "Version 1 answers with an array."
        for item in items:
            assert client.get(f"{home}{item['id']}").json == item, "An item has its own URL."
        expected = {"department": department["name"], "items": items}
        answer = client.get(f"{api}/v2/{department['name']}/").json
        assert answer == expected, "Version 2 answers with an object."
        for missing in (f"{home}0", f"{home}{len(items) + 1}"):
            assert client.get(missing).status_code == 404, "There is no such item."
    for version in ("v1", "v2"):
        response = client.get(f"{api}/{version}/{fresh.word()}/")
        assert response.status_code == 404, "There is no such department."


@pytest.mark.concept("nests-versions")
def test_headers_belong_to_versions(client, departments, api, fresh):
    """Answers of the API may not be stored and name their version; those of pages do not."""
    name, home = departments[0]["name"], f"{departments[0]['prefix']}/"
    answers = {
        f"{api}/v1/{name}/": "1",
        f"{api}/v1/{name}/1": "1",
        f"{api}/v1/{name}/0": "1",
        f"{api}/v1/{fresh.word()}/": "1",
        f"{api}/v2/{name}/": "2",
        f"{api}/v2/{fresh.word()}/": "2",
    }

    for path, version in answers.items():
        headers = client.get(path).headers
        assert headers.getlist("X-API-Version") == [version], f"{path} has this version."
        assert headers.getlist("Cache-Control") == ["no-store"], f"{path} may not be stored."
    for path in ("/", home, f"{home}1", "/news/"):
        headers = client.get(path).headers
        assert "X-API-Version" not in headers, f"{path} is a page."
        assert "no-store" not in headers.get("Cache-Control", ""), f"{path} may be stored."


@pytest.mark.concept("errors-below-prefix")
def test_errors_below_the_prefix_are_json(client, departments, api, fresh):
    """Every error below the API's prefix is JSON, also where no view is responsible."""
    name, word = departments[0]["name"], fresh.word()
    errors = [
        ("GET", f"{api}/{word}", 404),
        ("GET", f"{api}/v1/{word}/", 404),
        ("GET", f"{api}/v1/{name}/0", 404),
        ("GET", f"{api}/v2/{name}/1/{word}", 404),
        ("POST", f"{api}/v1/{name}/", 405),
        ("DELETE", f"{api}/v2/{name}/", 405),
    ]

    for method, path, status in errors:
        response = client.open(path, method=method)
        assert response.status_code == status, f"{method} {path} must answer {status}."
        assert response.mimetype == "application/json", f"{method} {path} must be JSON."
        assert isinstance(response.json["error"], str), "error must be a text."
        assert response.json["error"].strip(), "error must not be empty."


@pytest.mark.concept("errors-below-prefix")
def test_errors_beside_the_prefix_are_html(client, departments, api, fresh):
    """Errors elsewhere are HTML, also where a path only begins like the API's prefix."""
    word, home = fresh.word(), f"{departments[0]['prefix']}/"
    errors = [
        ("GET", f"/{word}", 404),
        ("GET", f"{api}{word}", 404),
        ("GET", f"{api}{word}/v1/", 404),
        ("GET", f"/{word}{api}/v1/", 404),
        ("POST", home, 405),
        ("GET", f"{home}{word}/{word}", 404),
    ]

    for method, path, status in errors:
        response = client.open(path, method=method)
        assert response.status_code == status, f"{method} {path} must answer {status}."
        assert response.mimetype == "text/html", f"{method} {path} does not belong to the API."
