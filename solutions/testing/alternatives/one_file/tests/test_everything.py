"""Memory instead of a file, and rows that are looked at in the database itself."""

import pytest
from app import Member, create_app, db
from sqlalchemy.pool import StaticPool


class Post:
    def __init__(self):
        self.sent = []

    def __call__(self, address, text):
        assert text
        self.sent.append(address)


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def app(post):
    app = create_app(
        {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": "sqlite://",
            "SQLALCHEMY_ENGINE_OPTIONS": {"poolclass": StaticPool},
            "SEND_MAIL": post,
        }
    )
    yield app
    with app.app_context():
        db.drop_all()


@pytest.fixture
def rows(app):
    def read():
        with app.app_context():
            found = db.session.execute(db.select(Member.name, Member.email).order_by(Member.id))
            return [tuple(row) for row in found]

    return read


CASES = [
    ({"name": "Ann", "email": "a@b.org"}, 201, [("Ann", "a@b.org")]),
    ({"name": "\tAnn ", "email": "a@b.org\n"}, 201, [("Ann", "a@b.org")]),
    ({"name": "Ann"}, 400, []),
    ({"email": "a@b.org"}, 400, []),
    ({"name": " ", "email": "a@b.org"}, 400, []),
    ({"name": "Ann", "email": ""}, 400, []),
]


@pytest.mark.parametrize(("body", "status", "stored"), CASES)
def test_add(app, rows, post, body, status, stored):
    response = app.test_client().post("/members", json=body)
    assert response.status_code == status
    assert rows() == stored
    assert post.sent == [email for _, email in stored]
    if status == 201:
        assert (response.json["name"], response.json["email"]) == stored[0]


def test_taken(app, rows, post):
    client = app.test_client()
    client.post("/members", json={"name": "Ann", "email": "a@b.org"})
    assert client.post("/members", json={"name": "Bob", "email": "a@b.org"}).status_code == 409
    assert rows() == [("Ann", "a@b.org")]
    assert post.sent == ["a@b.org"]


def test_read_and_remove(app, rows):
    client = app.test_client()
    with app.app_context():
        db.session.add_all(Member(name=n, email=f"{n}@b.org") for n in ("Cid", "Ann", "Bob"))
        db.session.commit()
    members = client.get("/members").json
    assert [member["name"] for member in members] == ["Ann", "Bob", "Cid"]
    for member in members:
        assert client.get(f"/members/{member['id']}").json == member
    gone = members[1]["id"]
    assert client.delete(f"/members/{gone}").status_code == 204
    assert [name for name, _ in rows()] == ["Cid", "Ann"]
    assert client.get(f"/members/{gone}").status_code == 404
    assert client.delete("/members/99").status_code == 404
