"""Variables, defaults, and what becomes of text."""

import pytest


@pytest.mark.concept("reads-environment")
def test_variables_are_read_at_the_start(settings, development, fresh):
    """A variable that is set after the import and before create_app is called counts."""
    for _ in range(2):
        title = fresh.name()
        told = settings(development | {"BOARD_TITLE": title})
        assert told["TITLE"] == title, "TITLE must be that of the variable."


@pytest.mark.concept("has-defaults")
def test_defaults(settings, development, production):
    """Without further variables the defaults hold; DEBUG depends on BOARD_ENV, or is false."""
    unnamed = {name: value for name, value in production.items() if name != "BOARD_ENV"}

    for environ, debug in ((development, True), (production, False), (unnamed, False)):
        told = settings(environ)
        assert told["DEBUG"] is debug, "DEBUG is true in development only."
        del told["DEBUG"]
        expected = {
            "TITLE": "Notices",
            "PAGE_SIZE": 20,
            "MAX_CONTENT_LENGTH": 16777216,
            "MAIL": {"HOST": "localhost", "PORT": 25, "TLS": False},
        }
        assert told | expected == told, "These are the defaults."


@pytest.mark.concept("converts-types")
def test_text_becomes_what_the_setting_is(start_app, development, fresh):
    """Digits make an integer, true and 1 a boolean, false and 0 the other; text stays text."""
    titles = [str(fresh.integer(1000, 2999)), "true", "null", "[1]"]
    switches = ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"]

    for title, yes, no in zip(titles, switches[:4], switches[4:], strict=True):
        size, limit = fresh.integer(1, 100), fresh.integer(50, 500)
        variables = {
            "BOARD_TITLE": title,
            "BOARD_PAGE_SIZE": str(size),
            "BOARD_MAX_CONTENT_LENGTH": str(limit),
            "BOARD_DEBUG": no,
            "BOARD_MAIL__TLS": yes,
        }
        client = start_app(environ=development | variables).client()
        told = client.get("/settings").json
        assert told["TITLE"] == title, "Text must be taken as it is."
        assert told["PAGE_SIZE"] == size, "Digits must become an integer."
        assert told["DEBUG"] is False, f"{no} must become a boolean, false."
        assert told["MAIL"]["TLS"] is True, f"{yes} must become a boolean, true."
        response = client.post("/notices", data=b"x" * limit)
        assert response.status_code == 201, "A body of MAX_CONTENT_LENGTH bytes is allowed."
        assert response.json == {"bytes": limit, "number": 1}, "It must be measured and counted."
        response = client.post("/notices", data=b"x" * (limit + 1))
        assert response.status_code == 413, "One byte more is too many."


@pytest.mark.concept("reads-dotenv")
def test_dotenv_stands_in(settings, files, toml, development, fresh):
    """What .env holds counts like variables, unless a variable of that name is set."""
    title, size = fresh.name(), fresh.integer(1, 99)
    path = toml(f"PAGE_SIZE = {size + 1}\nMAIL.PORT = {size}\n")
    lines = [
        "BOARD_ENV=production",
        f"BOARD_TITLE='{title}'",
        f"BOARD_PAGE_SIZE={size}",
        f"BOARD_SETTINGS={path}",
    ]
    files.write(".env", "\n".join(lines))

    told = settings(development)
    assert told["TITLE"] == title, ".env must stand in for BOARD_TITLE."
    assert told["PAGE_SIZE"] == size, "It wins over the file, as a variable does."
    assert told["MAIL"]["PORT"] == size, "It may say which file that is."
    assert told["DEBUG"] is True, "BOARD_ENV is set, so that .env does not count."
    told = settings(development | {"BOARD_TITLE": title[::-1]})
    assert told["TITLE"] == title[::-1], "A variable that is set wins."
