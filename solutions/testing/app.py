"""The members of a club: the application that you test. Leave it as it is."""

from flask import Flask, abort, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Member(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)

    def shown(self):
        return {"id": self.id, "name": self.name, "email": self.email}


def send_by_server(address, text):
    """Send a mail. There is a server for it in production only."""
    raise ConnectionError(f"no mail server to send to {address}")


def create_app(config=None):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///members.db"  # in the folder instance/
    app.config["SEND_MAIL"] = send_by_server
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.post("/members")
    def add_member():
        data = request.get_json()
        name, email = data.get("name", "").strip(), data.get("email", "").strip()
        if not name or not email:
            abort(400, "A member has a name and an e-mail address.")
        if db.session.scalar(db.select(Member).filter_by(email=email)):
            abort(409, "This address is taken.")
        member = Member(name=name, email=email)
        db.session.add(member)
        db.session.commit()
        app.config["SEND_MAIL"](email, f"Welcome, {name}!")
        return member.shown(), 201

    @app.get("/members")
    def list_members():
        found = db.session.scalars(db.select(Member).order_by(Member.name))
        return [member.shown() for member in found]

    @app.get("/members/<int:member_id>")
    def show_member(member_id):
        return db.get_or_404(Member, member_id).shown()

    @app.delete("/members/<int:member_id>")
    def remove_member(member_id):
        db.session.delete(db.get_or_404(Member, member_id))
        db.session.commit()
        return "", 204

    return app
