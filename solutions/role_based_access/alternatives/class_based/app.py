"""Role-based access with class-based views, SQLAlchemy's core and no extension at all."""

from functools import wraps

import sqlalchemy as sa
from flask import Flask, current_app, jsonify, request, session
from flask.views import MethodView
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, Unauthorized
from werkzeug.security import check_password_hash

metadata = sa.MetaData()
users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("username", sa.Text, unique=True, nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("nickname", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)
articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
)


def run(statement):
    """Execute a statement in a transaction of its own; return its rows, if it has any."""
    with current_app.extensions["engine"].begin() as connection:
        result = connection.execute(statement)
        return result.mappings().all() if result.returns_rows else None


def first(statement):
    """Return the first row of a query, or None."""
    return next(iter(run(statement)), None)


def account():
    """Return whoever is logged in, as the database knows them now; raise 401 if nobody is."""
    username = session.get("username", "")
    found = first(sa.select(users).where(users.c.username == username, users.c.active))
    if found is None:
        raise Unauthorized
    return found


def allow(*roles):
    """Hand the account over to the view if it has one of these roles, or any if none is named."""

    def decorate(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            user = account()
            if roles and user["role"] not in roles:
                raise Forbidden
            return view(*args, user=user, **kwargs)

        return guarded

    return decorate


def public(row, *fields):
    """Return some fields of a row as JSON."""
    return jsonify({field: row[field] for field in fields})


class Login(MethodView):
    """The door."""

    def post(self):
        sent = request.get_json()
        user = first(sa.select(users).where(users.c.username == sent["username"]))
        if user is None or not check_password_hash(user["password_hash"], sent["password"]):
            raise Unauthorized
        if not user["active"]:
            raise Unauthorized
        session["username"] = user["username"]
        return public(user, "username", "role")


class Me(MethodView):
    """The own account."""

    decorators = (allow(),)

    def get(self, user):
        return public(user, "username", "role", "nickname")

    def patch(self, user):
        nickname = request.get_json()["nickname"]
        run(sa.update(users).where(users.c.id == user["id"]).values(nickname=nickname))
        return public({**user, "nickname": nickname}, "username", "role", "nickname")


class Articles(MethodView):
    """All articles."""

    @allow("editor", "admin")
    def post(self, user):
        article = {"title": request.get_json()["title"], "author": user["username"]}
        (row,) = run(sa.insert(articles).values(article).returning(articles))
        return public(row, "id", "title", "author"), 201


class OneArticle(MethodView):
    """One article."""

    decorators = (allow(),)

    def get(self, user, number):  # noqa: ARG002 - to read, any account will do
        return public(self.find(number), "id", "title", "author")

    def patch(self, user, number):
        article = self.find(number)
        if user["role"] != "admin" and user["username"] != article["author"]:
            raise Forbidden
        title = request.get_json()["title"]
        run(sa.update(articles).where(articles.c.id == number).values(title=title))
        return public({**article, "title": title}, "id", "title", "author")

    def find(self, number):
        article = first(sa.select(articles).where(articles.c.id == number))
        if article is None:
            raise NotFound
        return article


class Audit(MethodView):
    """What auditors read."""

    @allow("auditor", "admin")
    def get(self, user):  # noqa: ARG002 - the decorator has looked at it
        return {"note": current_app.config["AUDIT_NOTE"]}


class Role(MethodView):
    """Somebody's role."""

    @allow("admin")
    def put(self, user, username):  # noqa: ARG002 - the decorator has looked at it
        where = users.c.username == username
        if first(sa.select(users).where(where)) is None:
            raise NotFound
        role = request.get_json().get("role")
        if role not in {"reader", "editor", "auditor", "admin"}:
            raise BadRequest
        run(sa.update(users).where(where).values(role=role))
        return jsonify(username=username, role=role)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.extensions["engine"] = sa.create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    metadata.create_all(app.extensions["engine"])
    app.add_url_rule("/login", view_func=Login.as_view("login"))
    app.add_url_rule("/me", view_func=Me.as_view("me"))
    app.add_url_rule("/articles", view_func=Articles.as_view("articles"))
    app.add_url_rule("/articles/<int:number>", view_func=OneArticle.as_view("article"))
    app.add_url_rule("/audit", view_func=Audit.as_view("audit"))
    app.add_url_rule("/users/<username>/role", view_func=Role.as_view("role"))
    return app
