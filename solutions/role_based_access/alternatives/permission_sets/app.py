"""A newsroom. Views name a permission; roles are sets of permissions."""

import secrets

from flask import Flask, abort, current_app, g, jsonify, request, session
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash


class Base(DeclarativeBase):
    pass


class User(Base):
    """An account; its table is part of the contract."""

    __tablename__ = "users"
    __table_args__ = ({"sqlite_autoincrement": True},)  # the id of a deleted account stays its own

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    nickname: Mapped[str]
    active: Mapped[bool]


class Article(Base):
    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int]
    author: Mapped[str]


# --- who may what ------------------------------------------------------------

WRITE, EDIT_ANY, AUDIT, ASSIGN = "articles:write", "articles:edit-any", "audit:read", "roles:assign"

ROLES = {
    "reader": frozenset(),
    "editor": frozenset({WRITE}),
    "auditor": frozenset({AUDIT}),
    "admin": frozenset({WRITE, EDIT_ANY, AUDIT, ASSIGN}),
}

ANYBODY, ACCOUNT = object(), object()

# A view that is not named here is closed.
NEEDS = {
    "log_in": ANYBODY,
    "show_me": ACCOUNT,
    "change_me": ACCOUNT,
    "show_article": ACCOUNT,
    "change_article": ACCOUNT,  # the view asks whose it is
    "add_article": WRITE,
    "show_audit": AUDIT,
    "assign_role": ASSIGN,
}


def may(permission):
    return permission in ROLES.get(g.user.role, frozenset())


def guard():
    """Answer 401 and 403 before anything else happens."""
    need = NEEDS.get(request.endpoint)
    if need is ANYBODY:
        return
    user_id = session.get("user_id")
    g.user = database().get(User, user_id) if user_id is not None else None
    if g.user is None or not g.user.active:
        abort(401)
    if request.endpoint is None:  # 404 or 405, as the routing says
        return
    if need is not ACCOUNT and not may(need):
        abort(403)


# --- helpers -----------------------------------------------------------------


def database():
    if "database" not in g:
        g.database = Session(current_app.extensions["engine"])
    return g.database


def close_database(_error):
    if "database" in g:
        g.pop("database").close()


def read_text(name):
    body = request.get_json(silent=True)
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str):
        abort(400, f"{name} is required.")
    return value


def find_user(username):
    return database().scalar(select(User).where(User.username == username))


def show_user(*names):
    return jsonify({name: getattr(g.user, name) for name in names})


def show(article):
    return {"id": article.id, "title": article.title, "author": article.author}


NOBODYS_HASH = generate_password_hash(secrets.token_hex())


# --- views -------------------------------------------------------------------


def log_in():
    username, password = read_text("username"), read_text("password")
    user = find_user(username)
    right = check_password_hash(user.password_hash if user else NOBODYS_HASH, password)
    if not user or not right or not user.active:
        abort(401)
    session.clear()
    session["user_id"] = user.id
    g.user = user
    return show_user("username", "role")


def show_me():
    return show_user("username", "role", "nickname")


def change_me():
    g.user.nickname = read_text("nickname")
    database().commit()
    return show_user("username", "role", "nickname")


def add_article():
    article = Article(title=read_text("title"), author_id=g.user.id, author=g.user.username)
    database().add(article)
    database().commit()
    return show(article), 201


def show_article(article_id):
    return show(database().get(Article, article_id) or abort(404))


def change_article(article_id):
    article = database().get(Article, article_id) or abort(404)
    if article.author_id != g.user.id and not may(EDIT_ANY):
        abort(403)
    article.title = read_text("title")
    database().commit()
    return show(article)


def show_audit():
    return {"note": current_app.config["AUDIT_NOTE"]}


def assign_role(username):
    user = find_user(username) or abort(404)
    role = read_text("role")
    if role not in ROLES:
        abort(400, "There is no such role.")
    user.role = role
    database().commit()
    return {"username": user.username, "role": user.role}


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(config or {})
    engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    Base.metadata.create_all(engine)
    app.extensions["engine"] = engine

    app.before_request(guard)
    app.teardown_appcontext(close_database)
    app.post("/login")(log_in)
    app.get("/me")(show_me)
    app.patch("/me")(change_me)
    app.post("/articles")(add_article)
    app.get("/articles/<int:article_id>")(show_article)
    app.patch("/articles/<int:article_id>")(change_article)
    app.get("/audit")(show_audit)
    app.put("/users/<username>/role")(assign_role)
    return app
