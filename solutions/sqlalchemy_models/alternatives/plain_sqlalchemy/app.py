"""The same without Flask-SQLAlchemy: an engine for each application, a session for each request."""

import sqlite3

from flask import Flask, abort, current_app, g, jsonify, request
from flask.views import MethodView
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    String,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, declarative_base, joinedload, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    name = Column(String(80), nullable=False)
    email = Column(String(254), nullable=False, unique=True, index=True)
    active = Column(Boolean, nullable=False, default=True, server_default=text("1"))
    created_at = Column(DateTime, nullable=False, server_default=text("(datetime('now'))"))
    orders = relationship("Order", backref="user", passive_deletes="all")

    def __repr__(self):
        return f"<User {self.id} {self.name!r}>"


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id", ondelete="RESTRICT"), nullable=False, index=True)
    product = Column(String(200), nullable=False)


def session():
    """Return the session of this request."""
    if "session" not in g:
        g.session = Session(current_app.extensions["engine"])
    return g.session


def close_session(_error):
    """Give the connection back at the end of the request."""
    if "session" in g:
        g.pop("session").close()


def found(thing):
    """Return *thing*, or answer 404 if there is none."""
    return abort(404) if thing is None else thing


def shown_user(user):
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "active": user.active,
        "created_at": user.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "orders": [{"id": order.id, "product": order.product} for order in user.orders],
    }


def shown_order(order):
    user = {"id": order.user.id, "name": order.user.name}
    return {"id": order.id, "product": order.product, "user": user}


class Users(MethodView):
    """The collection of users."""

    def post(self):
        data = request.get_json()
        known = {name: data[name] for name in ("name", "email", "active") if name in data}
        user = User(**known)
        session().add(user)
        try:
            session().commit()
        except IntegrityError:
            session().rollback()
            abort(409)
        return jsonify(shown_user(user)), 201


class OneUser(MethodView):
    """One user."""

    def get(self, user_id):
        return jsonify(shown_user(found(session().get(User, user_id))))

    def delete(self, user_id):
        user = found(session().get(User, user_id))
        label = repr(user)
        session().delete(user)
        try:
            session().commit()
        except IntegrityError:
            session().rollback()
            abort(409)
        current_app.logger.warning("%s is gone", label)
        return "", 204


class Orders(MethodView):
    """The orders of a user."""

    def post(self, user_id):
        order = Order(user_id=user_id, product=request.get_json()["product"])
        session().add(order)
        try:
            session().commit()
        except IntegrityError:
            session().rollback()
            abort(404)
        return jsonify(shown_order(order)), 201


class OneOrder(MethodView):
    """One order."""

    def get(self, order_id):
        order = session().get(Order, order_id, options=[joinedload(Order.user)])
        return jsonify(shown_order(found(order)))


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"SQLALCHEMY_DATABASE_URI": "sqlite:///shop.db"} | (config or {}))
    engine = app.extensions["engine"] = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])

    @event.listens_for(engine, "connect")
    def switch_foreign_keys_on(connection, _record):
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA foreign_keys = 1")

    Base.metadata.create_all(engine)
    app.teardown_appcontext(close_session)
    app.add_url_rule("/users", view_func=Users.as_view("users"))
    app.add_url_rule("/users/<int:user_id>", view_func=OneUser.as_view("user"))
    app.add_url_rule("/users/<int:user_id>/orders", view_func=Orders.as_view("orders"))
    app.add_url_rule("/orders/<int:order_id>", view_func=OneOrder.as_view("order"))
    return app
