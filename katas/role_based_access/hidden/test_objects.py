"""Articles that belong to somebody, and fields that do not belong to the client."""

import pytest


@pytest.mark.concept("guards-objects")
def test_author_and_admin_change_an_article(account, write_article, set_role, fresh):
    """An article is changed by its author, with whatever role he has now, and by every admin."""
    author, admin = account("editor"), account("admin")
    number = write_article(author)

    def change(someone, title):
        response = someone.send("PATCH", f"/articles/{number}", {"title": title})
        assert response.status_code == 200, "The author and an admin may change the article."
        expected = {"id": number, "title": title, "author": author.username}
        assert response.json == expected, "The answer must be the changed article."
        shown = account("reader").send("GET", f"/articles/{number}")
        assert shown.json == expected, "The change must be stored."

    change(author, fresh.name())
    change(admin, fresh.name())
    set_role(author, "reader")
    change(author, fresh.name())


@pytest.mark.concept("guards-objects")
def test_others_do_not_change_an_article(account, write_article, fresh):
    """Every other account gets 403 and changes nothing, an editor with articles of his own too."""
    author, title = account("editor"), fresh.name()
    number = write_article(author, title)
    colleague = account("editor")
    write_article(colleague)

    for someone in (colleague, account("reader"), account("auditor")):
        status = someone.status_of("PATCH", f"/articles/{number}", {"title": fresh.name()})
        assert status == 403, "Whoever is neither author nor admin must get 403."
    shown = author.send("GET", f"/articles/{number}")
    assert shown.json["title"] == title, "A refused change must change nothing."


@pytest.mark.concept("guards-objects")
def test_unknown_article_is_not_found(account, fresh):
    """An article that does not exist answers 404 to every account."""
    path = f"/articles/{fresh.integer(1000, 9999)}"

    for role in ("reader", "admin"):
        someone = account(role)
        for method, body in (("GET", None), ("PATCH", {"title": fresh.name()})):
            status = someone.status_of(method, path, body)
            assert status == 404, "An unknown article must answer 404."


@pytest.mark.concept("ignores-privileged-fields")
def test_account_cannot_raise_itself(account, stored, fresh):
    """PATCH /me changes the nickname and nothing else, whatever other fields are sent."""
    someone, admin = account("reader"), account("admin")
    before, nickname = stored(someone), fresh.name()
    more = {
        "role": "admin",
        "active": False,
        "username": admin.username,
        "password_hash": stored(admin)["password_hash"],
        "id": stored(admin)["id"],
    }

    for fields in [{name: value} for name, value in more.items()] + [more]:
        status = someone.status_of("PATCH", "/me", {"nickname": nickname, **fields})
        assert status in {200, 400}, "More fields are ignored or answered with 400."
    assert stored(someone) | {"nickname": ""} == before | {"nickname": ""}, (
        "Nothing but the nickname may have changed."
    )
    assert someone.send("GET", "/me").json["role"] == "reader", "A reader must stay a reader."


@pytest.mark.concept("ignores-privileged-fields")
def test_author_is_not_chosen_by_the_client(account, write_article, stored, fresh):
    """The author of an article is whoever was logged in, whatever the body says."""
    author, other = account("editor"), account("editor")
    foreign = [{"author": other.username}, {"author_id": stored(other)["id"]}]
    foreign += [{"user_id": stored(other)["id"]}, {"owner": other.username}]
    number = write_article(author)

    for fields in foreign:
        made = author.send("POST", "/articles", {"title": fresh.name(), **fields})
        assert made.status_code in {201, 400}, "More fields are ignored or answered with 400."
        if made.status_code == 201:
            assert made.json["author"] == author.username, "The author must be who wrote it."
        author.send("PATCH", f"/articles/{number}", {"title": fresh.name(), **fields})
        shown = author.send("GET", f"/articles/{number}").json
        assert shown["author"] == author.username, "The author must stay who wrote it."
