"""Errors that nobody expects: what clients see, what the log holds, and who else hears of it."""

import pytest


@pytest.mark.concept("hides-failures")
def test_failure_tells_nothing(client, page, error, browser, config):
    """A failure is 500 in the form that fits, without text, class or traceback of the exception."""
    on_page = client.get("/crash", headers=browser)
    page(on_page, 500)
    in_api = client.get("/api/crash", headers=browser)
    error(in_api, 500, "internal_server_error")
    others = [client.get("/crash", headers={"Accept": "application/json"}), client.get("/crash")]

    for response in (on_page, in_api, *others):
        assert response.status_code == 500, "A failure must be answered with 500."
        told = f"{response.text} {response.headers}"
        for inside in (config["CRASH_TEXT"], "RuntimeError", "Traceback", "app.py"):
            assert inside not in told, "A 500 must not tell about the inside."
    assert client.get("/api/books/1").status_code == 200, "Other requests must work as before."


@pytest.mark.concept("logs-failures")
def test_failure_is_logged_once(client, config, logs, browser, fresh):
    """The log holds each failure once, with its traceback, and none of an expected error."""
    for number, path in enumerate(("/crash", "/api/crash"), start=1):
        client.get(path, headers=browser)
        tracebacks = logs.text.count("Traceback (most recent call last)")
        assert tracebacks == number, "There must be one traceback for each failure."
        line = f"RuntimeError: {config['CRASH_TEXT']}"
        assert line in logs.text, "It must end with class and text of the exception."

    for path in ("/books/0", "/api/books/0", f"/{fresh.word()}", f"/api/{fresh.word()}"):
        client.get(path, headers=browser)
    for path in ("/books/1/loans", "/api/books/1/loans", "/crash"):
        client.post(path, headers=browser)
    tracebacks = logs.text.count("Traceback (most recent call last)")
    assert tracebacks == 2, "Expected errors must leave no traceback."


@pytest.mark.concept("tells-trackers")
def test_signal_is_sent_for_failures(start_app, inside):
    """The signal got_request_exception is sent once for a failure, never for an expected error."""
    start_app()

    told = inside(_signals, ["/crash", "/api/crash", "/books/0", "/api/books/0", "/api/none"])

    failure = ["RuntimeError"]
    assert told == [failure, failure, [], [], []], "Failures alone must be signalled, once each."


def _signals(app, paths):
    """Return for each path the classes of the exceptions that were signalled."""
    from flask import got_request_exception  # noqa: PLC0415 - it is sent as it stands here
    from werkzeug.test import Client  # noqa: PLC0415 - the same

    heard = []

    def hear(sender, exception):  # noqa: ARG001 - the signal's own arguments
        heard.append(type(exception).__name__)

    got_request_exception.connect(hear, app)
    client, told = Client(app), []
    for path in paths:
        heard.clear()
        client.get(path)
        told.append(list(heard))
    return told
