"""The same with SQL of one's own: SQLAlchemy's engine, no models, rows grouped by hand."""

from datetime import UTC, datetime
from itertools import groupby

from flask import Flask, abort, current_app, request
from sqlalchemy import create_engine, text

SCHEMA = [
    "CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS profiles (
        id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE REFERENCES users, bio TEXT NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS posts (
        id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
        title TEXT NOT NULL, written_on DATE NOT NULL
    )""",
    "CREATE TABLE IF NOT EXISTS tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE IF NOT EXISTS post_tags (
        post_id INTEGER REFERENCES posts, tag_id INTEGER REFERENCES tags,
        PRIMARY KEY (post_id, tag_id)
    )""",
]

POSTS = """
    SELECT p.id, p.title, p.written_on, u.id AS user_id, u.name, t.name AS tag
    FROM (
        SELECT * FROM posts
        WHERE (:user IS NULL OR user_id = :user) AND (:tag IS NULL OR id IN (
            SELECT post_id FROM post_tags JOIN tags ON tags.id = tag_id WHERE tags.name = :tag
        ))
        ORDER BY id LIMIT :limit OFFSET :offset
    ) AS p
    JOIN users AS u ON u.id = p.user_id
    LEFT JOIN post_tags ON post_id = p.id
    LEFT JOIN tags AS t ON t.id = tag_id
    ORDER BY p.id, t.name
"""
USERS = """
    SELECT u.id, u.name, bio, (SELECT count(*) FROM posts WHERE user_id = u.id) AS post_count
    FROM users AS u LEFT JOIN profiles ON profiles.user_id = u.id ORDER BY u.name
"""
TAGGED = """
    SELECT p.id, p.title, u.id AS user_id, u.name, bio
    FROM post_tags JOIN posts AS p ON p.id = post_id JOIN users AS u ON u.id = p.user_id
    LEFT JOIN profiles ON profiles.user_id = u.id
    WHERE tag_id = :tag_id ORDER BY p.id
"""


def query(sql, **values):
    """Return the rows of a statement."""
    with current_app.engine.connect() as connection:
        return connection.execute(text(sql), values).all()


def profile(row):
    """Return the profile in a row."""
    return None if row.bio is None else {"bio": row.bio}


def require_user(user_id):
    """Answer 404 if there is no such user."""
    if not query("SELECT 1 FROM users WHERE id = :id", id=user_id):
        abort(404)


def posts(**conditions):
    """Return posts; the joined rows of one post follow each other."""
    page = {"limit": request.args.get("limit", -1), "offset": request.args.get("offset", 0)}
    found = []
    for _, rows in groupby(query(POSTS, **page, **conditions), key=lambda row: row.id):
        first, *others = rows
        found.append(
            {
                "id": first.id,
                "title": first.title,
                "written_on": first.written_on,
                "author": {"id": first.user_id, "name": first.name},
                "tags": [row.tag for row in (first, *others) if row.tag],
            }
        )
    return found


def list_users():
    return [
        {"id": u.id, "name": u.name, "profile": profile(u), "post_count": u.post_count}
        for u in query(USERS)
    ]


def list_posts():
    return posts(user=None, tag=None)


def list_posts_of_user(user_id):
    require_user(user_id)
    return posts(user=user_id, tag=request.args.get("tag"))


def create_post(user_id):
    require_user(user_id)
    values = {"user": user_id, "title": request.json["title"], "today": datetime.now(UTC).date()}
    with current_app.engine.begin() as connection:
        run = connection.execute
        sql = "INSERT INTO posts (user_id, title, written_on) VALUES (:user, :title, :today)"
        post_id = run(text(sql), values).lastrowid
        for name in request.json["tags"]:
            run(text("INSERT INTO tags (name) VALUES (:n) ON CONFLICT DO NOTHING"), {"n": name})
            sql = """INSERT INTO post_tags SELECT :post, id FROM tags WHERE name = :name
                     ON CONFLICT DO NOTHING"""
            run(text(sql), {"post": post_id, "name": name})
    return next(post for post in posts(user=user_id, tag=None) if post["id"] == post_id), 201


def read_tag(name):
    tag = query("SELECT id FROM tags WHERE name = :name", name=name) or abort(404)
    found = [
        {
            "id": row.id,
            "title": row.title,
            "author": {"id": row.user_id, "name": row.name, "profile": profile(row)},
        }
        for row in query(TAGGED, tag_id=tag[0].id)
    ]
    return {"name": name, "posts": found}


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"SQLALCHEMY_DATABASE_URI": "sqlite:///blog.db"} | (config or {}))
    app.engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with app.engine.begin() as connection:
        for statement in SCHEMA:
            connection.execute(text(statement))
    app.get("/users")(list_users)
    app.get("/posts")(list_posts)
    app.get("/users/<int:user_id>/posts")(list_posts_of_user)
    app.post("/users/<int:user_id>/posts")(create_post)
    app.get("/tags/<name>")(read_tag)
    return app
