"""The views, and where they belong."""

import pytest


@pytest.mark.concept("prefixes-blueprints")
def test_views_belong_to_blueprints(start_app, inside, fresh):
    """Notes are kept below /notes, by a blueprint of this name; the same holds for /about."""
    client = start_app(environ={"APP_CONFIG": "testing"}).client()
    texts = [fresh.text(20), fresh.text(20)]
    added = [client.post("/notes/", json={"text": text}) for text in texts]
    assert [answer.status_code for answer in added] == [201, 201], "A new note is a 201."
    notes = [answer.json for answer in added]
    wanted = [{"id": note["id"], "text": text} for note, text in zip(notes, texts, strict=True)]
    assert notes == wanted, "The answer must be the note, with id and text."
    assert client.get("/notes/").json == notes, "All notes must be there, oldest first."

    endpoints = inside(_endpoints)
    assert set(endpoints) == {"/notes/", "/about/"}, "There must be these URLs and no others."
    assert endpoints["/notes/"] == ["notes"], "The views of /notes/ are those of notes."
    assert endpoints["/about/"] == ["about"], "The view of /about/ is that of about."


def _endpoints(app):
    """Return the blueprints of each rule, without the static files."""
    found = {}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.endswith("static"):
            found.setdefault(rule.rule, set()).add(rule.endpoint.rpartition(".")[0])
    return {rule: sorted(names) for rule, names in found.items()}
