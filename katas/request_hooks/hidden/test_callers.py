"""Who calls, and what is open to whom."""

import pytest

PROTECTED = ("/me", "/notes/", "/admins", "/admin/accounts", "/broken")


@pytest.mark.concept("knows-caller")
def test_views_know_the_caller(client, headers, accounts, fresh):
    """With a known token, the views get the account that it belongs to."""
    notes = []
    for sent, account in zip(headers, accounts.values(), strict=True):
        response = client.get("/me", headers=sent)
        assert response.status_code == 200, "The token is known."
        told = response.json["name"], response.json["admin"]
        assert told == (account["name"], account["admin"]), "It must be the token's account."
        notes.append({"author": account["name"], "text": fresh.text(20)})
        added = client.post("/notes/", data={"text": notes[-1]["text"]}, headers=sent)
        assert added.status_code == 201, "An account may add a note."
        assert added.json["author"] == account["name"], "The author is the caller."
    assert client.get("/notes/", headers=sent).json == notes, "All notes must be there."


@pytest.mark.concept("refuses-strangers")
def test_strangers_are_refused(client, headers, unknown):
    """Without a known token everything that is not public answers 401 with an error in JSON."""
    for sent in unknown:
        for path in PROTECTED:
            response = client.get(path, headers=sent)
            assert response.status_code == 401, f"GET {path} is for accounts."
            assert isinstance(response.json["error"], str), "A 401 says so in JSON."
        response = client.post("/notes/", data={"text": "x"}, headers=sent)
        assert response.status_code == 401, "POST /notes/ is for accounts."
        assert client.head("/me", headers=sent).status_code == 401, "And so is HEAD."

    stored = client.get("/notes/", headers=headers[0]).json
    assert stored == [], "The view of a refused request may not be run."


@pytest.mark.concept("leaves-public-open")
def test_public_views_are_open(client, headers, unknown, accounts):
    """Health, login and static files answer everybody, with and without a token."""
    account = next(iter(accounts.values()))
    data = {"name": account["name"], "password": account["password"]}

    for sent in (*unknown, headers[0]):
        assert client.get("/health", headers=sent).status_code == 200, "Health is public."
        file = client.get("/static/style.css", headers=sent)
        assert file.status_code == 200, "Static files are public."
        assert b"{" in file.data, "A file must be sent as it is."
        login = client.post("/auth/login", data=data, headers=sent)
        assert login.status_code == 200, "Whoever logs in has no token yet."
        assert accounts[login.json["token"]] == account, "It must be the account's token."
    wrong = client.post("/auth/login", data=data | {"password": "wrong"})
    assert wrong.status_code == 401, "The view refuses a wrong password."
    assert wrong.json["error"] == "Name or password is wrong.", "These are the view's words."


@pytest.mark.concept("leaves-public-open")
def test_what_has_no_view_is_open(client, headers, unknown, fresh):
    """Unknown URLs are 404, wrong methods 405 and OPTIONS 200, with and without a token."""
    for sent in (*unknown[:2], headers[0]):
        for path in (f"/{fresh.word()}", f"/notes/{fresh.word()}", f"/admin/{fresh.word()}"):
            assert client.get(path, headers=sent).status_code == 404, f"There is no {path}."
        for path in ("/health", "/me", "/admin/accounts"):
            response = client.delete(path, headers=sent)
            assert response.status_code == 405, f"There is no DELETE {path}."
        for path in ("/me", "/notes/", "/admin/accounts"):
            response = client.options(path, headers=sent)
            assert response.status_code == 200, f"OPTIONS {path} is asked before a token is sent."
            assert "GET" in response.headers.get("Allow", ""), "Flask's answer has Allow."


@pytest.mark.concept("guards-blueprint")
def test_administration_is_for_administrators(client, headers, accounts):
    """What belongs to the blueprint admin is 403 for other accounts, and nothing else is."""
    caller, admin, other = headers
    names = [account["name"] for account in accounts.values()]

    for sent in (caller, other):
        response = client.get("/admin/accounts", headers=sent)
        assert response.status_code == 403, "The account is no administrator's."
        assert isinstance(response.json["error"], str), "A 403 says so in JSON."
        assert names[1] not in response.text, "A refusal holds nothing of the view's answer."
        neighbour = client.get("/admins", headers=sent)
        assert neighbour.status_code == 200, "/admins is for all accounts."
        assert neighbour.json == [names[1]], "It lists the administrators."
    response = client.get("/admin/accounts", headers=admin)
    assert response.status_code == 200, "An administrator may."
    assert response.json == names, "It lists all accounts."


@pytest.mark.concept("forgets-caller")
def test_caller_is_forgotten(client, headers, accounts, unknown):
    """The caller of one request is not the caller of the next one."""
    name = next(iter(accounts.values()))["name"]

    for sent in unknown:
        told = client.get("/health", headers=headers[0]).json["caller"]
        assert told == name, "The token is known."
        told = client.get("/health", headers=sent).json["caller"]
        assert told is None, "Nobody is known now."
