"""Files, environment, what is inside, and a lock on the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.mark.concept("keeps-files")
def test_files_are_seen_from_outside(client, files, fresh):
    """What was stored is one file more, and what is put there is found."""
    name, content = fresh.word(), fresh.text(99).encode()
    before = files.tree()
    client.post(f"/files/{name}", data=content)
    after = files.tree()
    new = {"../data/shelf/", f"../data/shelf/{name}"}
    assert after.keys() - before.keys() == new, "One folder and one file must be there."
    assert files.read(f"../data/shelf/{name}") == content, "It must hold what was sent."
    assert {k: v for k, v in after.items() if k not in new} == before, "The rest stays."
    files.write("../data/shelf/other", content.decode())
    assert client.get("/files/other").data == content, "It must read what is there."
    client.post("/files/other", data=b"x")
    assert files.tree()["../data/shelf/other"] != after[f"../data/shelf/{name}"], "It changed."
    with pytest.raises(AssertionError, match="No such file"):
        files.read("../data/shelf/missing")


@pytest.mark.concept("reads-environment")
def test_environment_reaches_create_app(start_app, fresh):
    """Each start has an environment of its own."""
    name = fresh.name()
    assert start_app(environ={"SHOP": name}).client().get("/shop").json["shop"] == name, "Mine."
    assert start_app().client().get("/shop").json["shop"] == "none", "Nothing is left of it."
    assert "BROKEN is set" in start_app.refused(environ={"BROKEN": "1"}), "It must say why."
    with pytest.raises(AssertionError, match="must refuse to start"):
        start_app.refused()


@pytest.mark.concept("waits-for-its-turn")
def test_writers_wait_while_the_database_is_held(start_app, database, statements):
    """Two updates that have begun wait until the database is free; then both count."""
    clients = [start_app().client(), start_app().client()]
    statements.clear()
    with ThreadPoolExecutor(2) as pool:
        with database.locked():
            answers = [pool.submit(client.post, "/count") for client in clients]
            assert statements.wait_for(2, "UPDATE"), "Both must have begun."
            assert not any(answer.done() for answer in answers), "Both must wait."
            assert database.rows("SELECT value FROM counter") == [{"value": 0}], "One can read."
        assert [answer.result().status_code for answer in answers] == [204, 204], "Both go on."
    assert database.rows("SELECT value FROM counter") == [{"value": 2}], "Both must count."


@pytest.mark.concept("looks-inside")
def test_function_runs_inside(client, inside):
    """A function is given the application and its arguments, and returns JSON."""
    assert client.get("/shop").status_code == 200, "It must serve."
    assert inside(_settings, ["SHOP"]) == {"SHOP": "none"}, "It must have this setting."
    with pytest.raises(AssertionError, match="KeyError"):
        inside(_settings, ["NOTHING"])


def _settings(app, names):
    return {name: app.config[name] for name in names}


@pytest.mark.concept("works-on")
def test_what_comes_later_is_seen(client, files, soon, fresh):
    """What happens when an answer has been sent is waited for, but not for ever."""
    name = fresh.word()
    client.post(f"/later/{name}")
    assert soon(lambda: f"../data/shelf/{name}" in files.tree()), "It must come."
    assert soon(lambda: 0, within=0.01) == 0, "What was seen last is returned."
