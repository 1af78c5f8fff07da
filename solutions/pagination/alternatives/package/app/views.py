"""The two lists."""

import base64
from typing import Annotated

from flask import Blueprint, request, url_for
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, field_validator
from sqlalchemy import and_, func, or_, select

from .models import Contact, db

contacts = Blueprint("contacts", __name__)

Size = Annotated[int, Field(ge=1), AfterValidator(lambda size: min(size, 100))]
Position = TypeAdapter(tuple[str, int])


class PageQuery(BaseModel):
    """The query of a page."""

    page: int = Field(1, ge=1)
    per_page: Size = 20
    city: str | None = None


class BatchQuery(BaseModel):
    """The query of a batch."""

    per_page: Size = 20
    city: str | None = None
    cursor: tuple[str, int] | None = None

    @field_validator("cursor", mode="before")
    @classmethod
    def decode(cls, text):
        return Position.validate_json(base64.urlsafe_b64decode(text))


def encode(contact):
    """Return the cursor that stands behind a contact."""
    return base64.urlsafe_b64encode(Position.dump_json((contact.name, contact.id))).decode()


def chosen(query):
    """Return a select of the contacts that are asked for, in their order."""
    found = select(Contact).order_by(Contact.name.asc(), Contact.id.asc())
    return found if query.city is None else found.filter_by(city=query.city)


def shown(contact):
    """Return a contact as clients see it."""
    return {
        "id": contact.id,
        "name": contact.name,
        "city": contact.city,
        "since": str(contact.since),
    }


def link(query, endpoint, **changes):
    """Return the absolute URL of the same query with changes."""
    values = query.model_dump(exclude={"cursor"}, exclude_none=True) | changes
    return url_for(endpoint, _external=True, **values)


@contacts.get("")
def pages():
    query = PageQuery.model_validate(request.args.to_dict())
    found = chosen(query)
    page = found.limit(query.per_page).offset((query.page - 1) * query.per_page)
    rows = db.session.execute(page.add_columns(func.count().over())).all()
    if rows:
        total = rows[0][1]
    else:
        total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery()))
    count = -(-total // query.per_page)
    more, less = query.page < count, query.page > 1
    return {
        "items": [shown(contact) for contact, _ in rows],
        "page": query.page,
        "per_page": query.per_page,
        "total": total,
        "pages": count,
        "has_next": more,
        "has_prev": less,
        "next": link(query, ".pages", page=query.page + 1) if more else None,
        "prev": link(query, ".pages", page=query.page - 1) if less else None,
    }


@contacts.get("/export")
def export():
    query = BatchQuery.model_validate(request.args.to_dict())
    found = chosen(query).limit(query.per_page + 1)
    if query.cursor:
        name, contact_id = query.cursor
        behind = and_(Contact.name == name, Contact.id > contact_id)
        found = found.where(or_(Contact.name > name, behind))
    batch = db.session.scalars(found).all()
    following = None
    if len(batch) > query.per_page:
        batch.pop()
        following = link(query, ".export", cursor=encode(batch[-1]))
    return {"items": [shown(contact) for contact in batch], "next": following}
