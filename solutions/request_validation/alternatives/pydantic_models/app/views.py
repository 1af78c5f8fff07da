"""The two views."""

from flask import Blueprint, abort, request
from sqlalchemy.exc import IntegrityError

from .models import User, db
from .schemas import NewUser, StoredUser

users = Blueprint("users", __name__, url_prefix="/users")


@users.post("")
def create_user():
    """Validate, store, and show a new user."""
    new = NewUser.model_validate(request.get_json())
    home = new.address.model_dump() if new.address else {}
    user = User(**new.model_dump(exclude={"address"}), **home)
    try:
        db.session.add(user)
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        abort(409)
    db.session.commit()
    return StoredUser.model_validate(user).model_dump(), 201


@users.get("/<int:user_id>")
def show_user(user_id):
    """Show a user."""
    user = db.one_or_404(db.select(User).filter_by(id=user_id))
    return StoredUser.model_validate(user).model_dump()
