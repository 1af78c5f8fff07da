"""Which configuration is chosen, by whom, and what it must not lack."""

import pytest


@pytest.mark.concept("chooses-configuration")
def test_variable_chooses_the_configuration(about, production):
    """APP_CONFIG names the configuration: debug is for development, testing for tests."""
    for name, debug, testing in (
        ("development", True, False),
        ("testing", False, True),
        ("production", False, False),
    ):
        told = about(**production | {"APP_CONFIG": name})
        flags = told["configuration"], told["debug"], told["testing"]
        assert flags == (name, debug, testing), f"This is what {name} must be like."
        assert len(told) == 4, "There must be configuration, debug, testing, database, no more."


@pytest.mark.concept("safe-default")
def test_default_is_production(start_app, about, production):
    """Without APP_CONFIG it is production, and Flask's own variables change no debug mode."""
    del production["APP_CONFIG"]
    for more in ({}, {"FLASK_ENV": "development", "FLASK_DEBUG": "1"}):
        told = about(**production | more)
        assert told["configuration"] == "production", "Without APP_CONFIG it must be production."
        assert told["debug"] is False, "Debug mode must be off, whatever Flask's variables say."
        assert start_app.refused(environ=more), "Without a key and a database it must not start."

    assert about(APP_CONFIG="testing", FLASK_DEBUG="1")["debug"] is False, "It must stay off."
    assert about(APP_CONFIG="development", FLASK_DEBUG="0")["debug"] is True, "It must stay on."


@pytest.mark.concept("requires-secrets")
def test_production_needs_key_and_database(start_app, production):
    """Production refuses to start without SECRET_KEY or DATABASE_URL and says which is missing."""
    for variable, other in (("SECRET_KEY", "DATABASE_URL"), ("DATABASE_URL", "SECRET_KEY")):
        missing = {name: value for name, value in production.items() if name != variable}
        for environ in (missing, production | {variable: ""}):
            message = start_app.refused(environ=environ)
            assert variable in message, "The exception must name the missing variable."
            assert production[other] not in message, "It must not show the value of another."


@pytest.mark.concept("requires-secrets")
def test_there_is_always_a_key(start_app, inside, production, fresh):
    """SECRET_KEY of the environment is the key; development and testing have one without it."""
    for name in ("production", "development"):
        key = fresh.text(40)
        start_app(environ=production | {"APP_CONFIG": name, "SECRET_KEY": key})
        assert inside(_secret_key) == key, f"The key in {name} must be that of the environment."

    for name in ("development", "testing"):
        start_app(environ={"APP_CONFIG": name})
        assert inside(_secret_key), f"There must be a key in {name}, so that sessions work."


@pytest.mark.concept("refuses-unknown-name")
def test_unknown_configuration_is_refused(start_app, production, fresh):
    """An APP_CONFIG that is unknown is refused; the exception names it and the known ones."""
    for name in (fresh.word(), "Production", "default"):
        message = start_app.refused(environ=production | {"APP_CONFIG": name})
        for told in (name, "development", "testing", "production"):
            assert told in message, "The exception must hold the name and those that are known."


@pytest.mark.concept("argument-wins")
def test_argument_stands_in_for_the_environment(start_app, inside, path, fresh):
    """Production starts without variables if the argument holds key and database."""
    key, place = fresh.text(40), path()

    client = start_app(
        {"SECRET_KEY": key, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place}"}
    ).client()

    told = client.get("/about/").json
    assert told["database"] == place, "The database must be that of the argument."
    assert inside(_secret_key) == key, "The key must be that of the argument."


@pytest.mark.concept("argument-wins")
def test_argument_wins(start_app, inside, production, path, fresh):
    """Key, database and debug mode of the argument win over configuration and environment."""
    for name in ("development", "testing", "production"):
        key, place, debug = fresh.text(40), path(), name != "development"
        given = {
            "SECRET_KEY": key,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place}",
            "DEBUG": debug,
        }
        client = start_app(given, environ=production | {"APP_CONFIG": name}).client()

        told = client.get("/about/").json
        shown = told["configuration"], told["database"], told["debug"]
        assert shown == (name, place, debug), f"In {name} the argument must win."
        assert inside(_secret_key) == key, f"In {name} the key must be that of the argument."


def _secret_key(app):
    return app.secret_key
