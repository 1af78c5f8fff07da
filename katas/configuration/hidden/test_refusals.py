"""What must not start, and what must not be shown."""

import pytest


@pytest.mark.concept("guards-production")
def test_production_is_strict(start_app, settings, production, toml, fresh):
    """Production refuses no key, an empty one, one of 31 characters, and DEBUG that is on."""
    key = {"BOARD_SECRET_KEY": fresh.text(31)}
    for environ in ({}, production | {"BOARD_SECRET_KEY": ""}, production | key):
        message = start_app.refused(environ=environ)
        assert "SECRET_KEY" in message, "The exception must name the setting."
    for bad in ({"BOARD_DEBUG": "true"}, {"BOARD_SETTINGS": toml("DEBUG = true\n")}):
        message = start_app.refused(environ=production | bad)
        assert "DEBUG" in message, "The exception must name the setting."

    good = toml(f'SECRET_KEY = "{fresh.word(32)}"\n')
    told = settings({"BOARD_SETTINGS": good, "BOARD_DEBUG": "false"})
    assert told["DEBUG"] is False, "A key in the file is a key, and DEBUG that is off is fine."


@pytest.mark.concept("guards-production")
def test_key_signs_the_session(start_app, number, production, fresh):
    """A session is good for every instance with the same key, and for no other."""
    client = start_app(environ=production).client()
    assert [number(client), number(client)] == [1, 2], "The client's notices must be counted."
    session = client.get_cookie("session").value

    same = start_app(environ=production).client()
    assert number(same, session) == 3, "The same key must accept the session."
    other = start_app(environ=production | {"BOARD_SECRET_KEY": fresh.text(32)}).client()
    assert number(other, session) == 1, "Another key must not accept it."


@pytest.mark.concept("refuses-bad-values")
def test_bad_values_are_refused(start_app, settings, development, toml, fresh):
    """What is beyond the inclusive limits or of another kind is refused, and all of it named."""
    for size, port in ((1, 1), (100, 65535)):
        variables = {"BOARD_PAGE_SIZE": str(size), "BOARD_MAIL__PORT": str(port)}
        told = settings(development | variables)
        limits = told["PAGE_SIZE"], told["MAIL"]["PORT"]
        assert limits == (size, port), "The limit itself is allowed."

    word = fresh.word()
    kinds = {"PAGE_SIZE", "DEBUG", "MAX_CONTENT_LENGTH", "PORT", "TLS"}
    for variables, faulty in (
        ({"PAGE_SIZE": "0", "MAIL__PORT": "65536"}, {"PAGE_SIZE", "PORT"}),
        ({"PAGE_SIZE": "101", "MAIL__PORT": "0"}, {"PAGE_SIZE", "PORT"}),
        ({"SETTINGS": toml("PAGE_SIZE = 101\nMAIL.PORT = 0\n")}, {"PAGE_SIZE", "PORT"}),
        (dict.fromkeys(kinds - {"PORT", "TLS"} | {"MAIL__PORT", "MAIL__TLS"}, word), kinds),
        ({"ENV": "production", "PAGE_SIZE": word, "SECRET_KEY": word}, {"PAGE_SIZE", "SECRET_KEY"}),
    ):
        bad = {f"BOARD_{name}": value for name, value in variables.items()}
        message = start_app.refused(environ=development | bad)
        named = {name for name in faulty if name in message}
        assert named == faulty, "The exception must name all settings that are at fault."


@pytest.mark.concept("keeps-secrets")
def test_key_is_never_shown(start_app, production, fresh):
    """The key is neither on the page nor in the exception, whatever else is wrong."""
    response = start_app(environ=production).client().get("/settings")
    assert production["BOARD_SECRET_KEY"] not in response.text, "A page must not show the key."
    fields = {"TITLE", "PAGE_SIZE", "DEBUG", "MAX_CONTENT_LENGTH", "MAIL"}
    assert set(response.json) == fields, "These settings are shown, and no others."

    bad = {"BOARD_PAGE_SIZE": fresh.word(), "BOARD_DEBUG": "true"}
    for key in (fresh.text(12), production["BOARD_SECRET_KEY"]):
        message = start_app.refused(environ=production | bad | {"BOARD_SECRET_KEY": key})
        assert key not in message, "An exception must not show the key."
