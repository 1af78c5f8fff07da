"""URLs and methods that the application does not serve."""

import pytest


@pytest.mark.concept("refuses-unknown-urls")
def test_unknown_url_is_404(client, fresh):
    """A URL that the application does not have answers 404, at any depth."""
    word = fresh.word()

    for path in (f"/{word}", f"/{word}/{word}", f"/status/{word}"):
        response = client.get(path)
        assert response.status_code == 404, f"GET {path} must answer 404."


@pytest.mark.concept("refuses-other-methods")
@pytest.mark.parametrize("path", ["/", "/status"])
def test_head_and_options_come_with_get(client, path):
    """A page that answers GET answers HEAD and OPTIONS as well."""
    head = client.head(path)
    assert head.status_code == 200, f"HEAD {path} must answer 200."
    assert head.data == b"", "An answer to HEAD has no body."

    options = client.options(path)
    allowed = {method.strip() for method in options.headers["Allow"].split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS"}, "Allow must name what the page answers."


@pytest.mark.concept("refuses-other-methods")
@pytest.mark.parametrize("path", ["/", "/status"])
def test_other_methods_are_405(client, path):
    """A page for reading answers 405 to POST, PUT, PATCH and DELETE."""
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = client.open(path, method=method)
        assert response.status_code == 405, f"{method} {path} must answer 405."
