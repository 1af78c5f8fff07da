"""What the log tells about requests that failed, and about others."""

import pytest


@pytest.mark.concept("logs-failures")
def test_failures_are_logged_with_their_id(client, headers, config, logs):
    """The log has a line with id and exception of each request that an exception ended."""
    for _ in range(2):
        response = client.get("/broken", headers=headers[0])
        assert response.status_code == 500, "An exception ends in a 500."
        number = response.headers.get("X-Request-ID", "")
        lines = [line for line in logs.lines if number in line]
        assert lines, "The log must name the request's id."
        text = config["BROKEN_TEXT"]
        assert any(text in line for line in lines), "The line must hold the exception's text."


@pytest.mark.concept("logs-failures")
def test_other_requests_are_not_logged(every, logs):
    """The log does not name the id of a request that was answered or refused."""
    for response in every():
        if response.status_code != 500:
            number = response.headers.get("X-Request-ID", "")
            line = f"{response.request.method} {response.request.path}"
            assert number not in logs.text, f"{line} has not failed."
