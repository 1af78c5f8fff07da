"""Files, and which source wins."""

import pytest


@pytest.mark.concept("reads-file")
def test_file_is_read(settings, files, toml, development, fresh):
    """Settings come from the file that BOARD_SETTINGS names, or from the instance folder's."""
    first, second = fresh.integer(2, 49), fresh.integer(50, 99)
    lines = [f"PAGE_SIZE = {first}", 'TITLE = "München"', "title = 'small'", "page_size = 1"]
    files.write("instance/settings.toml", "\n".join(lines))
    told = settings(development)
    assert told["PAGE_SIZE"] == first, "instance/settings.toml must be read."
    assert told["TITLE"] == "München", "Names in small letters mean nothing, and TOML is UTF-8."

    path = toml(f"PAGE_SIZE = {second}\nMAIL = {{HOST = 'a', PORT = {first}, TLS = true}}\n")
    told = settings(development | {"BOARD_SETTINGS": path})
    assert told["PAGE_SIZE"] == second, "The file that BOARD_SETTINGS names must be read."
    assert told["MAIL"] == {"HOST": "a", "PORT": first, "TLS": True}, "MAIL is a table in it."
    assert told["TITLE"] == "Notices", "The other file must not be read then."


@pytest.mark.concept("reads-file")
def test_file_that_is_named_must_be_readable(start_app, files, toml, development, fresh):
    """A file that BOARD_SETTINGS names and that is missing, or is no TOML, is refused."""
    missing = files.path(f"../data/{fresh.word()}.toml")

    for path in (missing, toml("PAGE_SIZE: 50\n")):
        assert start_app.refused(environ=development | {"BOARD_SETTINGS": path}), (
            "It must not start without the file that was named."
        )


@pytest.mark.concept("layers-sources")
def test_last_source_wins(start_app, settings, toml, production, fresh):
    """The file wins over defaults, a variable over the file, the argument over a variable."""
    file, variable, argument = (fresh.name() for _ in range(3))
    environ = production | {"BOARD_SETTINGS": toml(f'TITLE = "{file}"\nPAGE_SIZE = 7\n')}

    assert settings(environ)["TITLE"] == file, "The file must win over the defaults."
    environ |= {"BOARD_TITLE": variable}
    assert settings(environ)["TITLE"] == variable, "The variable must win over the file."
    cookie = fresh.word(8)
    config = {"TITLE": argument, "MAX_CONTENT_LENGTH": 9, "SESSION_COOKIE_NAME": cookie}
    client = start_app(config, environ=environ).client()
    told = client.get("/settings").json
    assert told["TITLE"] == argument, "The argument must win over all others."
    assert told["MAX_CONTENT_LENGTH"] == 9, "It must win over the default, too."
    assert told["PAGE_SIZE"] == 7, "What it does not say stays as it was."
    client.post("/notices", data=b"x")
    assert client.get_cookie(cookie), "A setting of Flask in the argument must count."


@pytest.mark.concept("merges-groups")
def test_values_of_a_group_come_from_several_sources(settings, toml, development, fresh):
    """HOST from the file, PORT from a variable and TLS by default make one group."""
    host, port = fresh.word(), fresh.integer(100, 999)
    path = {"BOARD_SETTINGS": toml(f'[MAIL]\nHOST = "{host}"\n')}

    for more, expected in (
        (path, {"HOST": host, "PORT": 25, "TLS": False}),
        (path | {"BOARD_MAIL__PORT": str(port)}, {"HOST": host, "PORT": port, "TLS": False}),
    ):
        told = settings(development | more)
        assert told["MAIL"] == expected, "Only what a source names may change."


@pytest.mark.concept("secret-from-file")
def test_key_comes_from_a_file(start_app, number, files, production, fresh):
    """The key may stand in a file; white space around it does not count, its length does."""
    key = production.pop("BOARD_SECRET_KEY")
    client = start_app(environ=production | {"BOARD_SECRET_KEY": key}).client()
    number(client)
    session = client.get_cookie("session").value
    named = {"BOARD_SECRET_KEY_FILE": files.path("../data/key")}

    files.write("../data/key", f" {key}\r\n\n")
    client = start_app(environ=production | named).client()
    assert number(client, session) == 2, "It must be the same key."
    files.write("../data/key", f"{key[:31]}\n")
    message = start_app.refused(environ=production | named)
    assert "SECRET_KEY" in message, "A key of 31 characters is too short."
    missing = {"BOARD_SECRET_KEY_FILE": files.path(f"../data/{fresh.word()}")}
    assert start_app.refused(environ=production | missing), "A missing file must be refused."
