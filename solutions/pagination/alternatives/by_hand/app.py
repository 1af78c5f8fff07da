"""The same by hand: SQL in text, marshmallow for the query, links from urlencode."""

from math import ceil
from urllib.parse import urlencode

from flask import Flask, abort, current_app, request
from flask.views import MethodView
from marshmallow import EXCLUDE, Schema, ValidationError, fields
from marshmallow.validate import Range
from sqlalchemy import create_engine, text

TABLE = """
    CREATE TABLE IF NOT EXISTS contacts (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, since DATE NOT NULL
    )
"""
COLUMNS = "SELECT id, name, city, since FROM contacts"
IN_CITY = "(:city IS NULL OR city = :city)"
PAGE = f"{COLUMNS} WHERE {IN_CITY} ORDER BY name, id LIMIT :limit OFFSET :offset"
COUNT = "SELECT count(*) AS total FROM contacts WHERE :city IS NULL OR city = :city"
BEHIND = f"""
    {COLUMNS} WHERE {IN_CITY} AND (name > :name OR name = :name AND id > :id)
    ORDER BY name, id LIMIT :limit
"""


class PageSchema(Schema):
    page = fields.Integer(validate=Range(1), load_default=1)
    per_page = fields.Integer(validate=Range(1), load_default=20)
    city = fields.String(load_default=None)


class BatchSchema(PageSchema):
    cursor = fields.String(load_default="0-")


def parameters(schema):
    """Return the parameters of the request, or answer 400."""
    try:
        return schema.load(request.args, unknown=EXCLUDE)
    except ValidationError as error:
        abort(400, str(error.messages))


def rows(sql, **values):
    """Return the rows of a statement as dictionaries."""
    with current_app.extensions["engine"].connect() as connection:
        return [dict(row) for row in connection.execute(text(sql), values).mappings()]


def link(**values):
    """Return this URL with other values in its query."""
    known = {name: value for name, value in values.items() if value is not None}
    return f"{request.path}?{urlencode(known)}"


class Contacts(MethodView):
    """Pages with numbers."""

    def get(self):
        asked = parameters(PageSchema())
        page, size, city = asked["page"], min(asked["per_page"], 100), asked["city"]
        total = rows(COUNT, city=city)[0]["total"]
        pages = ceil(total / size)
        offset = (page - 1) * size
        return {
            "items": rows(PAGE, city=city, limit=size, offset=offset) if page <= pages else [],
            "page": page,
            "per_page": size,
            "total": total,
            "pages": pages,
            "has_next": page < pages,
            "has_prev": page > 1,
            "next": link(page=page + 1, per_page=size, city=city) if page < pages else None,
            "prev": link(page=min(page - 1, pages), per_page=size, city=city) if page > 1 else None,
        }


class Export(MethodView):
    """Batches; a cursor is the id and the name of the last contact."""

    def get(self):
        asked = parameters(BatchSchema())
        size, city = min(asked["per_page"], 100), asked["city"]
        number, dash, name = asked["cursor"].partition("-")
        if not (number.isascii() and number.isdigit() and dash):
            abort(400)
        found = rows(BEHIND, city=city, name=name, id=int(number), limit=size + 1)
        following = None
        if len(found) > size:
            last = found[size - 1]
            following = link(per_page=size, city=city, cursor=f"{last['id']}-{last['name']}")
        return {"items": found[:size], "next": following}


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"SQLALCHEMY_DATABASE_URI": "sqlite:///contacts.db"} | (config or {}))
    engine = app.extensions["engine"] = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.begin() as connection:
        connection.execute(text(TABLE))
    app.add_url_rule("/contacts", view_func=Contacts.as_view("contacts"))
    app.add_url_rule("/contacts/export", view_func=Export.as_view("export"))
    return app
