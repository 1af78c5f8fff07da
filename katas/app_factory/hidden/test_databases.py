"""Which database is used, and what is told about it."""

import pytest


@pytest.mark.concept("places-databases")
def test_tests_touch_no_other_database(start_app, files, production, fresh):
    """Testing keeps its notes in memory, whatever DATABASE_URL says, and writes no file."""
    client = start_app(environ=production | {"APP_CONFIG": "testing"}).client()
    before = files.tree()

    note = client.post("/notes/", json={"text": fresh.text(20)}).json

    assert client.get("/notes/").json == [note], "Notes must be kept while the application runs."
    written = {name for name in files.tree() if name.endswith(".db")}
    assert written == set(), "No database file may be there."
    assert files.tree() == before, "No file may change."


@pytest.mark.concept("places-databases")
def test_development_has_a_file_in_the_instance_folder(start_app, files, path, fresh):
    """Development keeps its notes in instance/dev.db, unless DATABASE_URL names another place."""
    place = path()
    elsewhere = {"APP_CONFIG": "development", "DATABASE_URL": f"sqlite:///{place}"}
    other = start_app(environ=elsewhere).client()
    other.post("/notes/", json={"text": fresh.text(20)})
    assert "instance/dev.db" not in files.tree(), "With DATABASE_URL dev.db is not needed."
    told = other.get("/about/").json["database"]
    assert told == place, "The database must be that of DATABASE_URL."

    client = start_app(environ={"APP_CONFIG": "development"}).client()
    note = client.post("/notes/", json={"text": fresh.text(20)}).json
    assert "instance/dev.db" in files.tree(), "Without it there must be a file in the instance."
    again = start_app(environ={"APP_CONFIG": "development"}).client()
    assert again.get("/notes/").json == [note], "The notes must survive a restart."


@pytest.mark.concept("reads-database-url")
def test_production_uses_database_url(start_app, production, fresh):
    """Production keeps its notes in the database of DATABASE_URL."""
    client = start_app(environ=production).client()
    note = client.post("/notes/", json={"text": fresh.text(20)}).json
    told = client.get("/about/").json["database"]
    assert production["DATABASE_URL"] == f"sqlite:///{told}", (
        "The database must be that of DATABASE_URL."
    )
    assert start_app(environ=production).client().get("/notes/").json == [note], "It must last."


@pytest.mark.concept("reads-database-url")
def test_postgres_means_postgresql(start_app, inside, production, fresh):
    """A DATABASE_URL with postgres:// is one of the dialect postgresql."""
    start_app(environ=production)
    rest = f"://{fresh.word()}:postgres{fresh.word()}@{fresh.word()}.example/{fresh.word()}"
    for scheme in ("postgres", "postgresql"):
        told = inside(_database_of, scheme + rest)
        assert told in {f"postgresql{rest}", "no driver"}, "The dialect must be postgresql."


@pytest.mark.concept("isolates-applications")
def test_one_extension_serves_all(start_app, inside, production, path):
    """All applications of a process have the same SQLAlchemy object."""
    start_app(environ=production)
    assert inside(_same_extension, [path(), path()]) is True, "It must be one object."


@pytest.mark.concept("isolates-applications")
def test_two_applications_share_nothing(start_app, inside, production, path, fresh):
    """Two applications of one process have settings and notes of their own."""
    start_app(environ=production)
    first, second = path(), path()
    text = fresh.text(20)

    told = inside(_two_applications, first, second, text)

    assert told["databases"] == [first, second], "Each must keep its own database."
    assert told["debug"] == [True, False], "A setting of the first must not reach the second."
    assert told["texts"] == [[text], []], "A note of the first must not be in the second."
    assert told["names"] == ["production", "testing"], "Each must keep its own configuration."


def _database_of(app, url):  # noqa: ARG001 - called with the application
    """Return the URL with which an application is configured, or why it does not start."""
    import os  # noqa: PLC0415 - it is sent as it stands here

    from app import create_app  # noqa: PLC0415 - the same

    os.environ["DATABASE_URL"] = url
    try:
        return create_app().config["SQLALCHEMY_DATABASE_URI"]
    except ImportError as error:
        return "no driver" if "psycopg" in str(error) else str(error)
    except Exception as error:  # noqa: BLE001 - the answer's own may be any
        return f"{type(error).__name__}: {error}"


def _same_extension(app, paths):
    """Tell whether applications with other databases have this application's extension."""
    from app import create_app  # noqa: PLC0415 - the same

    others = [create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{p}"}) for p in paths]
    return all(app.extensions["sqlalchemy"] is o.extensions["sqlalchemy"] for o in others)


def _two_applications(app, first_path, second_path, text):  # noqa: ARG001 - the same
    """Make two applications, write into the first, and return what each says."""
    import os  # noqa: PLC0415 - it is sent as it stands here

    from app import create_app  # noqa: PLC0415 - the same
    from werkzeug.test import Client  # noqa: PLC0415 - the same

    first = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{first_path}", "DEBUG": True})
    os.environ["APP_CONFIG"] = "testing"
    second = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{second_path}"})
    clients = [Client(first), Client(second)]
    clients[0].post("/notes/", json={"text": text})
    about = [client.get("/about/").json for client in clients]
    return {
        "names": [told["configuration"] for told in about],
        "debug": [told["debug"] for told in about],
        "databases": [told["database"] for told in about],
        "texts": [[note["text"] for note in c.get("/notes/").json] for c in clients],
    }
