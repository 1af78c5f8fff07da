"""Pagination: the reference answer; numbers for people, a cursor for programs."""

from datetime import date

from flask import Flask, abort, request, url_for
from flask_sqlalchemy import SQLAlchemy
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

PER_PAGE = 20
MOST_PER_PAGE = 100

db = SQLAlchemy()


class Contact(db.Model):
    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    city: Mapped[str]
    since: Mapped[date]

    def to_dict(self):
        since = self.since.isoformat()
        return {"id": self.id, "name": self.name, "city": self.city, "since": since}


def positive(parameter, default):
    """Return a parameter of the request as a number of 1 or more, or answer 400."""
    try:
        number = int(request.args.get(parameter, default))
    except ValueError:
        abort(400)
    return number if number > 0 else abort(400)


def chosen_contacts():
    """Return a query of the contacts that the request asks for, in an order without ties."""
    query = select(Contact).order_by(Contact.name, Contact.id)
    city = request.args.get("city")
    return query.where(Contact.city == city) if city else query


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    cursors = URLSafeSerializer(app.secret_key)

    def link(endpoint, per_page, **position):
        return url_for(endpoint, city=request.args.get("city"), per_page=per_page, **position)

    @app.get("/contacts")
    def list_contacts():
        page = db.paginate(
            chosen_contacts(),
            page=positive("page", 1),
            per_page=positive("per_page", PER_PAGE),
            max_per_page=MOST_PER_PAGE,
            error_out=False,
        )
        before, after = (
            link("list_contacts", page.per_page, page=number) if number else None
            for number in (page.prev_num, page.next_num)
        )
        return {
            "items": [contact.to_dict() for contact in page],
            "page": page.page,
            "per_page": page.per_page,
            "total": page.total,
            "pages": page.pages,
            "has_next": page.has_next,
            "has_prev": page.has_prev,
            "next": after,
            "prev": before,
        }

    @app.get("/contacts/export")
    def export_contacts():
        per_page = min(positive("per_page", PER_PAGE), MOST_PER_PAGE)
        query = chosen_contacts().limit(per_page + 1)
        if "cursor" in request.args:
            try:
                position = cursors.loads(request.args["cursor"])
            except BadSignature:
                abort(400)
            query = query.where(tuple_(Contact.name, Contact.id) > position)
        contacts = db.session.scalars(query).all()
        items, more = contacts[:per_page], contacts[per_page:]
        after = None
        if more:
            cursor = cursors.dumps([items[-1].name, items[-1].id])
            after = link("export_contacts", per_page, cursor=cursor)
        return {"items": [contact.to_dict() for contact in items], "next": after}

    return app
