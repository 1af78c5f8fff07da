"""The views, and what clients see of the models."""

from flask import Blueprint, abort, current_app, request
from sqlalchemy.exc import IntegrityError

from .models import Order, User, db

users = Blueprint("users", __name__, url_prefix="/users")
orders = Blueprint("orders", __name__, url_prefix="/orders")


def columns(row, *names):
    """Return some columns of a row as a dictionary."""
    return {name: getattr(row, name) for name in names}


def shown(row):
    """Return a user or an order as clients see it."""
    if isinstance(row, Order):
        return columns(row, "id", "product") | {"user": columns(row.user, "id", "name")}
    own = [columns(order, "id", "product") for order in row.orders]
    user = columns(row, "id", "name", "email", "active")
    return user | {"created_at": row.created_at.isoformat(), "orders": own}


def commit():
    """Commit, or answer 409 if the database refuses."""
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        abort(409)


@users.post("")
def create_user():
    data = request.json
    user = User(name=data["name"], email=data["email"])
    if "active" in data:
        user.active = data["active"]
    db.session.add(user)
    commit()
    return shown(user), 201


@users.get("/<int:user_id>")
def read_user(user_id):
    user = db.session.execute(db.select(User).where(User.id == user_id)).scalar_one_or_none()
    return shown(user) if user else ({"error": "no such user"}, 404)


@users.delete("/<int:user_id>")
def delete_user(user_id):
    user = db.get_or_404(User, user_id)
    if user.orders:
        abort(409)
    current_app.logger.warning("%r is about to be deleted", user)
    db.session.delete(user)
    commit()
    return "", 204


@users.post("/<int:user_id>/orders")
def create_order(user_id):
    user = db.get_or_404(User, user_id)
    order = Order(product=request.json["product"])
    user.orders.add(order)
    commit()
    return shown(order), 201


@orders.get("/<int:order_id>")
def read_order(order_id):
    return shown(db.get_or_404(Order, order_id))
