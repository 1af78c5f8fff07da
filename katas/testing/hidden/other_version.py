"""The same promises, kept by other means."""

from flask import Blueprint, Flask, current_app, jsonify, make_response, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import IntegrityError

db = SQLAlchemy()
bp = Blueprint("club", __name__, url_prefix="/members")


class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String, unique=True, nullable=False)
    name = db.Column(db.String, nullable=False)


def shown(member):
    return {"email": member.email, "id": member.id, "name": member.name}


def refused(status):
    return make_response(jsonify(problem={"status": status}), status)


def no_mail(address, text):
    raise OSError("nobody takes mails here")


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(SQLALCHEMY_DATABASE_URI="sqlite:///members.db", SEND_MAIL=no_mail)
    app.config.from_mapping(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.register_blueprint(bp)
    return app


@bp.post("")
def add():
    texts = {name: str(request.json.get(name) or "").strip() for name in ("email", "name")}
    if not all(texts.values()):
        return refused(400)
    member = Member(**texts)
    db.session.add(member)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return refused(409)
    current_app.config["SEND_MAIL"](member.email, "Nice to have you here.")
    response = make_response(shown(member), 201)
    response.headers["Location"] = f"/members/{member.id}"
    return response


@bp.get("")
def everybody():
    return jsonify([shown(m) for m in db.session.query(Member).order_by(Member.name, Member.id)])


@bp.route("/<int:number>", methods=["GET", "DELETE"])
def one(number):
    member = db.session.get(Member, number)
    if member is None:
        return refused(404)
    if request.method == "GET":
        return jsonify(shown(member))
    db.session.delete(member)
    db.session.commit()
    return make_response("", 204)
