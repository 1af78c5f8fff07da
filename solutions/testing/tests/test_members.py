"""The members of the club, as a client sees them."""

import pytest

ANN = {"name": "Ann", "email": "ann@example.com"}
BOB = {"name": "Bob", "email": "bob@example.com"}


def add(client, member):
    response = client.post("/members", json=member)
    assert response.status_code == 201
    return response.json


def test_new_member_is_shown(client):
    ann, bob = add(client, ANN), add(client, BOB)

    assert ann == {"id": ann["id"], **ANN}
    assert client.get(f"/members/{ann['id']}").json == ann
    assert client.get(f"/members/{bob['id']}").json == bob


def test_white_space_is_removed(client):
    member = add(client, {"name": "  Ann ", "email": " ann@example.com  "})

    assert (member["name"], member["email"]) == ("Ann", "ann@example.com")


@pytest.mark.parametrize("field", ["name", "email"])
@pytest.mark.parametrize("change", ["", "  "], ids=["missing", "blank"])
def test_incomplete_member_is_refused(client, mails, field, change):
    member = {name: text for name, text in ANN.items() if name != field}
    member |= {field: change} if change else {}

    assert client.post("/members", json=member).status_code == 400
    assert client.get("/members").json == []
    assert mails == []


def test_taken_address_is_refused(client, mails):
    ann = add(client, ANN)

    response = client.post("/members", json={**BOB, "email": ANN["email"]})

    assert response.status_code == 409
    assert client.get("/members").json == [ann]
    assert mails == [ANN["email"]]


def test_members_are_listed_by_name(client):
    for name in ("Bob", "Eve", "Ann"):
        add(client, {"name": name, "email": f"{name}@example.com"})

    assert [member["name"] for member in client.get("/members").json] == ["Ann", "Bob", "Eve"]


def test_removed_member_is_gone(client):
    ann, bob = add(client, ANN), add(client, BOB)

    assert client.delete(f"/members/{ann['id']}").status_code == 204
    assert client.get(f"/members/{ann['id']}").status_code == 404
    assert client.get("/members").json == [bob]


def test_unknown_member_is_not_found(client):
    assert client.get("/members/7").status_code == 404
    assert client.delete("/members/7").status_code == 404


def test_new_member_is_welcomed(client, mails):
    add(client, ANN)

    assert mails == [ANN["email"]]
