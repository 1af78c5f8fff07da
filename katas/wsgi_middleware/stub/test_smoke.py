"""First tests, for you to read and to extend."""

from app import create_app

CONFIG = {"SERVER": "test server", "ADMIN_KEY": "key"}


def test_every_answer_names_the_server():
    client = create_app(CONFIG).test_client()

    for path in ("/items/pen", "/nowhere", "/legacy/parts"):
        assert client.get(path).headers.getlist("X-Served-By") == ["test server"]


def test_the_administration_needs_a_key():
    client = create_app(CONFIG).test_client()

    assert client.get("/admin/keys").status_code == 403
    assert client.get("/admin/keys", headers={"X-Admin-Key": "key"}).status_code == 200
