"""Tags, read and written."""

from datetime import UTC, date, datetime, timedelta

import pytest

EVERYTHING = """
    SELECT (SELECT count(*) FROM posts) AS posts, (SELECT count(*) FROM tags) AS tags,
           (SELECT count(*) FROM post_tags) AS pairs
"""


@pytest.mark.concept("tags-posts")
def test_tag_shows_its_posts(client, blog, read, fresh):
    """A tag shows its posts by id, with authors and their profiles; an unknown tag is 404."""
    ann, bob = blog.users(2)
    (ann_shown,) = blog.profiles([ann])
    tea, milk, salt = blog.tags(3)
    posts = blog.posts([ann, bob, ann], [tea, milk])
    blog.posts([bob], [milk])

    authors = (ann_shown, bob | {"profile": None}, ann_shown)
    expected = [
        {"id": post["id"], "title": post["title"], "author": author}
        for post, author in zip(posts, authors, strict=True)
    ]
    found = read(f"/tags/{tea['name']}")
    assert found == {"name": tea["name"], "posts": expected}, "A tag must show its posts."
    lonely = {"name": salt["name"], "posts": []}
    assert read(f"/tags/{salt['name']}") == lonely, "A tag without posts has an empty list."
    assert client.get(f"/tags/{fresh.word(11)}").status_code == 404, "An unknown tag is 404."


@pytest.mark.concept("tags-posts")
def test_post_is_stored_with_its_tags(client, blog, read, database, fresh):
    """A new post gets tags that exist and tags that do not, each once, and is found again."""
    (user,) = blog.users()
    (known,) = blog.tags()
    new, title = fresh.word(11), fresh.name()
    body = {"title": title, "tags": [new, known["name"], new, known["name"]]}

    response = client.post(f"/users/{user['id']}/posts", json=body)

    assert response.status_code == 201, "A new post must be answered with 201."
    post = response.json
    assert type(post["id"]) is int, "The id must be an integer."
    away = abs(date.fromisoformat(post["written_on"]) - datetime.now(UTC).date())
    assert away <= timedelta(days=1), "It must be written today."
    chosen = {"id": post["id"], "written_on": post["written_on"]}
    expected = {"title": title, "author": user, "tags": sorted([new, known["name"]])} | chosen
    assert post == expected, "The answer must be the post with exactly these fields."
    assert read("/posts") == [post], "The post must be stored as it was answered."
    assert read(f"/tags/{new}")["posts"][0]["id"] == post["id"], "Its new tag must lead to it."
    counts = database.rows(EVERYTHING)
    assert counts == [{"posts": 1, "tags": 2, "pairs": 2}], "One post and one new tag are stored."


@pytest.mark.concept("tags-posts")
def test_tags_are_optional_and_shared(client, blog, read, database, fresh):
    """An empty list of tags is fine, and a second post shares the tags of the first."""
    (user,) = blog.users()
    path, name = f"/users/{user['id']}/posts", fresh.word(11)

    for tags in ([], [name], [name]):
        response = client.post(path, json={"title": fresh.name(), "tags": tags})
        assert response.status_code == 201, "A new post must be answered with 201."
        assert response.json["tags"] == tags, "The answer must show the tags."

    assert len(read(f"/tags/{name}")["posts"]) == 2, "Both posts must be found by their tag."
    assert database.rows("SELECT name FROM tags") == [{"name": name}], "The tag is there once."
    again = database.execute("INSERT OR IGNORE INTO tags (name) VALUES (:name)", name=name)
    assert again == 0, "A tag's name must stay unique in the table."
    body = {"title": fresh.name(), "tags": []}
    unknown = client.post(f"/users/{fresh.integer(5000, 9999)}/posts", json=body)
    assert unknown.status_code == 404, "A post by nobody is 404."


@pytest.mark.concept("all-or-nothing")
@pytest.mark.parametrize("table", ["posts", "tags", "post_tags"])
def test_refused_post_leaves_nothing(client, blog, database, fresh, table):
    """If the database refuses the post, a tag or their link, nothing of the request is stored."""
    (user,) = blog.users()
    blog.posts([user], blog.tags())
    before = database.rows(EVERYTHING)
    path, body = f"/users/{user['id']}/posts", {"title": fresh.name(), "tags": [fresh.word(11)]}
    database.execute(
        f"CREATE TRIGGER refusal BEFORE INSERT ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
    )

    response = client.post(path, json=body)

    assert response.status_code >= 400, "What could not be stored must not be answered with 201."
    assert database.rows(EVERYTHING) == before, "Nothing of the request must be stored."
    database.execute("DROP TRIGGER refusal")
    again = client.post(path, json=body)
    assert again.status_code == 201, "Afterwards the same request must work."
