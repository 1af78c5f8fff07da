"""SQLAlchemy models: the reference answer, with rules that the database keeps."""

from datetime import UTC, datetime

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, func, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

db = SQLAlchemy()


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(server_default=true())
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    orders: Mapped[list["Order"]] = relationship(back_populates="user")

    def __repr__(self):
        return f"<User {self.id} {self.name!r}>"

    def to_dict(self):
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "active": self.active,
            "created_at": self.created_at.replace(tzinfo=UTC).isoformat(),
            "orders": [{"id": order.id, "product": order.product} for order in self.orders],
        }


class Order(db.Model):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    product: Mapped[str]
    user: Mapped[User] = relationship(back_populates="orders")

    def to_dict(self):
        user = {"id": self.user.id, "name": self.user.name}
        return {"id": self.id, "product": self.product, "user": user}


def enforce_foreign_keys(connection, _record):
    """Make a new connection to SQLite refuse what breaks a foreign key; by default none does."""
    connection.execute("PRAGMA foreign_keys = ON")


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "connect", enforce_foreign_keys)
        db.create_all()

    @app.post("/users")
    def create_user():
        data = request.get_json()
        user = User(name=data["name"], email=data["email"], active=data.get("active", True))
        db.session.add(user)
        db.session.commit()
        return user.to_dict(), 201

    @app.get("/users/<int:user_id>")
    def read_user(user_id):
        return db.get_or_404(User, user_id).to_dict()

    @app.delete("/users/<int:user_id>")
    def delete_user(user_id):
        user = db.get_or_404(User, user_id)
        db.session.delete(user)
        db.session.commit()
        app.logger.warning("Deleted %r", user)
        return "", 204

    @app.post("/users/<int:user_id>/orders")
    def create_order(user_id):
        user = db.get_or_404(User, user_id)
        order = Order(user=user, product=request.get_json()["product"])
        db.session.add(order)
        db.session.commit()
        return order.to_dict(), 201

    @app.get("/orders/<int:order_id>")
    def read_order(order_id):
        return db.get_or_404(Order, order_id).to_dict()

    @app.errorhandler(IntegrityError)
    def refuse_conflict(_error):
        return {"error": "This would break a rule of the database."}, 409

    return app
