"""What roles may do, and what they may not."""

import pytest

GRANTED = {"reader": set(), "editor": {"write"}, "auditor": {"audit"}}
GRANTED["admin"] = {"write", "audit", "assign"}


@pytest.fixture
def requests(account, fresh):
    """Give the three requests that need a role, and somebody whose role can be changed."""
    someone = account("reader", log_in=False)
    everything = {
        "write": ("POST", "/articles", {"title": fresh.name()}),
        "audit": ("GET", "/audit", None),
        "assign": ("PUT", f"/users/{someone.username}/role", {"role": "editor"}),
    }
    return everything, someone


@pytest.mark.concept("turns-strangers-away")
def test_without_a_login_there_is_401(app, fresh, config):
    """Every path but the login answers 401 to a request without a login, whatever else is wrong."""
    client = app.client()
    requests = [
        ("GET", "/me", None),
        ("PATCH", "/me", {"nickname": fresh.name()}),
        ("GET", "/articles/1", None),
        ("POST", "/articles", {"title": fresh.name()}),
        ("POST", "/articles", {}),
        ("PATCH", "/articles/1", {"title": fresh.name()}),
        ("GET", "/audit", None),
        ("HEAD", "/audit", None),
        ("PUT", f"/users/{fresh.word()}/role", {"role": "admin"}),
    ]

    for method, path, body in requests:
        response = client.open(path, method=method, **({"json": body} if body is not None else {}))
        assert response.status_code == 401, f"{method} {path} without a login must answer 401."
        assert config["AUDIT_NOTE"] not in response.text, "What is protected must not be shown."


@pytest.mark.concept("admits-roles")
def test_granted_requests_succeed(account, requests, fresh, config):
    """Editors and admins write, auditors and admins read the note, all accounts read articles."""
    everything, _ = requests
    _, path, _ = everything["write"]
    readers = [account(role) for role in GRANTED]

    for role in ("editor", "admin"):
        author, title = account(role), f"{fresh.name()} {fresh.word()}"
        written = author.send("POST", path, {"title": title})
        assert written.status_code == 201, f"The role {role} may write articles."
        number = written.json["id"]
        assert type(number) is int, "The article's id must be an integer."
        article = {"id": number, "title": title, "author": author.username}
        assert written.json == article, "The answer must be the article, by whoever is logged in."
        for reader in readers:
            read = reader.send("GET", f"/articles/{number}")
            assert read.status_code == 200, "Every account may read articles."
            assert read.json == article, "The article must be as it was made."
    for role in ("auditor", "admin"):
        audit = account(role).send("GET", "/audit")
        assert audit.status_code == 200, f"The role {role} may read the audit note."
        assert audit.json == {"note": config["AUDIT_NOTE"]}, "The note must be AUDIT_NOTE."


@pytest.mark.concept("refuses-roles")
def test_other_requests_are_forbidden(account, requests, stored, config):
    """Where the table does not name a role, the answer is 403 without what is protected."""
    everything, someone = requests

    for role, granted in GRANTED.items():
        visitor = account(role)
        for name in everything.keys() - granted:
            method, path, body = everything[name]
            response = visitor.send(method, path, body)
            assert response.status_code == 403, f"{method} {path} must answer 403 to {role}."
            assert config["AUDIT_NOTE"] not in response.text, "What is protected must not be shown."
    assert stored(someone)["role"] == "reader", "A refused request must change nothing."


@pytest.mark.concept("refuses-roles")
def test_refusal_comes_before_anything_else(account, requests, fresh):
    """The answer is 403 also to HEAD, to an unusable body and for a user who does not exist."""
    everything, someone = requests
    reader = account("reader")
    others = [
        ("HEAD", "/audit", None),
        ("POST", "/articles", {}),
        ("PUT", everything["assign"][1], {}),
        ("PUT", everything["assign"][1], {"role": fresh.word()}),
        ("PUT", f"/users/{fresh.word()}/role", {"role": "editor"}),
        ("PUT", f"/users/{reader.username}/role", {"role": "admin"}),
    ]

    for method, path, body in others:
        assert reader.status_of(method, path, body) == 403, f"{method} {path} must answer 403."
    assert someone.attempt().json["role"] == "reader", "A refused request must change nothing."


@pytest.mark.concept("refuses-roles")
def test_role_is_not_taken_from_the_request(account, requests):
    """A role in the query, a header, a cookie or the body is a wish of the client and no role."""
    everything, _ = requests
    reader = account("reader")
    reader.client.set_cookie("role", "admin")
    wishes = {"headers": {"X-Role": "admin", "Role": "admin"}, "query_string": {"role": "admin"}}

    for method, path, body in everything.values():
        wish = None if body is None else body | {"user": {"role": "admin"}}
        status = reader.status_of(method, path, wish, **wishes)
        assert status == 403, f"{method} {path} must answer 403 to a reader."


@pytest.mark.concept("assigns-roles")
def test_admin_assigns_roles(account, stored):
    """An admin gives any of the four roles to anybody, and the answer is the account's new role."""
    admin, someone, other = account("admin"), account("reader"), account("reader")

    for role in ("editor", "auditor", "admin", "reader"):
        response = admin.send("PUT", f"/users/{someone.username}/role", {"role": role})
        assert response.status_code == 200, f"An admin may assign the role {role}."
        expected = {"username": someone.username, "role": role}
        assert response.json == expected, "The answer must be name and new role."
        assert stored(someone)["role"] == role, "The new role must be stored."
    assert stored(other)["role"] == "reader", "Nobody else's role may change."


@pytest.mark.concept("assigns-roles")
def test_only_known_roles_and_users(account, stored, fresh):
    """An unknown role answers 400 and changes nothing, an unknown user 404."""
    admin, someone = account("admin"), account("auditor")

    for role in (fresh.word(), "", "Admin", "adm", "admin,editor"):
        status = admin.status_of("PUT", f"/users/{someone.username}/role", {"role": role})
        assert status == 400, f"The role {role!r} does not exist and must answer 400."
    assert stored(someone)["role"] == "auditor", "A refused role must not be stored."
    status = admin.status_of("PUT", f"/users/{fresh.word(12)}/role", {"role": "editor"})
    assert status == 404, "A user who does not exist must answer 404."


@pytest.mark.concept("follows-role-changes")
def test_changed_role_counts_at_once(account, set_role):
    """A role that is changed in the database counts from the next request of an open session on."""
    someone = account("reader")
    assert someone.status_of("GET", "/audit") != 200, "A reader may not read the audit note."

    for role, may in (("auditor", True), ("editor", False), ("admin", True), ("reader", False)):
        set_role(someone, role)
        could = someone.status_of("GET", "/audit") == 200
        assert could == may, f"As soon as the role is {role}, it must count."
        assert someone.send("GET", "/me").json["role"] == role, "GET /me must tell the new role."


@pytest.mark.concept("follows-role-changes")
def test_assigned_role_counts_at_once(account, fresh):
    """A role that an admin assigns counts in the sessions that its owner has open already."""
    admin, someone = account("admin"), account("editor")
    path = f"/users/{someone.username}/role"

    for role, may in (("reader", False), ("editor", True)):
        admin.send("PUT", path, {"role": role})
        could = someone.status_of("POST", "/articles", {"title": fresh.name()}) == 201
        assert could == may, f"As soon as the role is {role}, it must count."


@pytest.mark.concept("denies-unknown-roles")
def test_unknown_role_has_no_rights(account, requests, fresh):
    """An account whose role is none of the four may do nothing that needs one; never 500."""
    everything, _ = requests
    unknown = ["", " ", "adm", "ADMIN", "admin ", "admin,editor", "auditor|admin", "or", "*", "0"]

    for role in [*unknown, fresh.word()]:
        someone = account(role)
        assert someone.status_of("GET", "/me") == 200, "It is an account like every other."
        for method, path, body in everything.values():
            status = someone.status_of(method, path, body)
            assert status == 403, f"{method} {path} must answer 403 to the role {role!r}."
