"""What the tests share: rows past the application, and a count of statements."""

import itertools
import json

import pytest

MOST = 5
UNREADABLE = "no date"
INDEXES = ("posts (user_id, title, written_on)", "post_tags (tag_id)")


@pytest.fixture
def insert(client, database):  # noqa: ARG001 - the application creates the tables
    """Give a function that inserts rows, all with the same columns, into a table at once."""

    def insert(table, rows):
        columns = ", ".join(rows[0])
        values = ", ".join(f"json_extract(value, '$.{column}')" for column in rows[0])
        sql = f"INSERT INTO {table} ({columns}) SELECT {values} FROM json_each(:rows)"  # noqa: S608 - names of this suite
        database.execute(sql, rows=json.dumps(rows))

    return insert


class Blog:
    """Rows of all tables, with ids that no answer can guess, and what is known about them."""

    def __init__(self, fresh, insert):
        """Insert with *insert* what *fresh* makes up."""
        self.fresh, self.insert = fresh, insert
        self.ids = itertools.count(fresh.integer(100, 900), 3)

    def names(self, count):
        """Make up names that descend while ids ascend, so that the two orders differ."""
        return sorted((self.fresh.name() for _ in range(count)), reverse=True)

    def users(self, count=1):
        """Add users without a profile; return them as an author is shown."""
        users = [{"id": next(self.ids), "name": name} for name in self.names(count)]
        self.insert("users", users)
        return users

    def profiles(self, users):
        """Add a profile for each of the users; return these as a tag's page shows them."""
        bios = {user["id"]: self.fresh.text(20) for user in users}
        rows = [{"user_id": user_id, "bio": bio} for user_id, bio in bios.items()]
        self.insert("profiles", rows)
        return [user | {"profile": {"bio": bios[user["id"]]}} for user in users]

    def tags(self, count=1):
        """Add tags and return them."""
        tags = [{"id": next(self.ids), "name": self.fresh.word(10)} for _ in range(count)]
        self.insert("tags", tags)
        return tags

    def posts(self, authors, tags=(), written_on="2026-03-01"):
        """Add a post by each of the authors, with all of the tags; return them as shown."""
        posts = [
            {
                "id": next(self.ids),
                "title": title,
                "written_on": written_on,
                "author": {"id": author["id"], "name": author["name"]},
                "tags": sorted(tag["name"] for tag in tags),
            }
            for author, title in zip(authors, self.names(len(authors)), strict=True)
        ]
        rows = [
            {name: post[name] for name in ("id", "title", "written_on")}
            | {"user_id": post["author"]["id"]}
            for post in posts
        ]
        self.insert("posts", rows)
        pairs = [{"post_id": post["id"], "tag_id": tag["id"]} for post in posts for tag in tags]
        if pairs:
            self.insert("post_tags", pairs[::-1])
        return posts

    def unreadable_posts(self, authors, tags=()):
        """Add posts that cannot be loaded through a model."""
        return self.posts(authors, tags, written_on=UNREADABLE)


@pytest.fixture
def blog(fresh, insert, database):
    """Give a blog to fill, with indexes that bring rows in another order where none is asked."""
    for number, columns in enumerate(INDEXES):
        database.execute(f"CREATE INDEX index_{number} ON {columns}")
    return Blog(fresh, insert)


@pytest.fixture
def read(client):
    """Give a function that gets a path and returns the JSON of a 200."""

    def read(path):
        response = client.get(path)
        assert response.status_code == 200, "The request must be answered with 200."
        return response.json

    return read


@pytest.fixture
def count_statements(read, statements):
    """Give a function that returns how many SQL statements a GET takes."""

    def count(path):
        statements.clear()
        read(path)
        return len(statements)

    return count


@pytest.fixture
def stays_constant(count_statements):
    """Give a check that a path takes as many statements after *grow* as before, and few."""

    def check(path, grow):
        before = count_statements(path)
        assert before <= MOST, f"GET {path} must take at most {MOST} statements."
        grow()
        after = count_statements(path)
        assert after == before, f"GET {path} must take as many statements as before it grew."

    return check
