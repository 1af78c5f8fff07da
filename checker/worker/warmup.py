"""Using each library once before the first fork, so that nothing is loaded late in every test."""
# No postponed annotations: SQLAlchemy evaluates them, and finds local names only at once.

import contextlib
import importlib
import socket
import sys
from datetime import datetime
from typing import Any

import flask

from .application import Server

GUNICORN = ("app.wsgiapp", "arbiter", "glogging", "workers.sync", "workers.gthread")


def warm_up() -> None:
    """Serve requests of a small application with the libraries that are loaded."""
    app = flask.Flask("warm_up", root_path="/")
    app.config["SECRET_KEY"] = app.config["JWT_SECRET_KEY"] = "warm-up " * 8
    app.add_url_rule("/<name>", "view", lambda name: flask.jsonify({"name": name}))
    app.register_error_handler(404, lambda error: (flask.jsonify({"error": str(error)}), 404))
    if "flask_sqlalchemy" in sys.modules:
        _sqlalchemy(app)
    if "flask_jwt_extended" in sys.modules:
        _jwt(app)
    if "marshmallow" in sys.modules:
        _marshmallow()
    if "gunicorn" in sys.modules:
        _gunicorn()
    _request(app, "/x")
    _request(app, "/x/y")
    with socket.socket(socket.AF_UNIX) as unused:
        Server(unused, app).server_close()


def _request(app: flask.Flask, path: str) -> None:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "wsgi.url_scheme": "http", "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip
    response = app(environ, lambda *_: lambda _: None)
    b"".join(response)


def _gunicorn() -> None:
    """Load what it needs, and forget it: user, folder and port are asked for when it is loaded."""
    for name in GUNICORN:
        importlib.import_module(f"gunicorn.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == "gunicorn"]:
        del sys.modules[name]


def _sqlalchemy(app: flask.Flask) -> None:
    from flask_sqlalchemy import SQLAlchemy
    from sqlalchemy import DateTime, ForeignKey, String
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

    class Base(DeclarativeBase):
        pass

    db: Any = SQLAlchemy(model_class=Base)

    class Author(db.Model):  # type: ignore[misc]  # made at run time
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(String(80), unique=True)
        born: Mapped[datetime | None] = mapped_column(DateTime)
        books: Mapped[list["Book"]] = relationship(back_populates="author")

    class Book(db.Model):  # type: ignore[misc]  # made at run time
        id: Mapped[int] = mapped_column(primary_key=True)
        author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
        author: Mapped["Author"] = relationship(back_populates="books")

    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        db.session.add(Author(name="a", books=[Book()]))
        db.session.commit()
        found = db.session.execute(
            db.select(Author).filter_by(name="a").options(selectinload(Author.books))
        ).scalar_one()
        found.name = "b"
        db.session.commit()
        db.session.get(Author, 1)
        db.session.add(Author(name="b"))
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
        db.session.delete(found.books[0])
        db.session.commit()
        db.engine.dispose()


def _jwt(app: flask.Flask) -> None:
    from flask_jwt_extended import JWTManager, create_access_token, decode_token

    JWTManager(app)
    with app.app_context():
        decode_token(create_access_token(identity="1"))


def _marshmallow() -> None:
    from marshmallow import Schema, ValidationError, fields, validate

    class Person(Schema):
        name = fields.String(required=True, validate=validate.Length(min=2))
        email = fields.Email()
        age = fields.Integer(strict=True, validate=validate.Range(1, 2))

    with contextlib.suppress(ValidationError):
        Person().load({"name": "a", "email": "b", "age": 3})
