"""Who may do what: permissions, the roles that have them, and one check before every request."""

from enum import Enum, auto

from flask import abort, current_app, g, request, session

from .models import User, db


class Permission(Enum):
    """What a route may ask for."""

    NOTHING = auto()
    ACCOUNT = auto()
    WRITE = auto()
    CHANGE_ALL = auto()
    AUDIT = auto()
    ASSIGN_ROLES = auto()


GRANTED = {
    "reader": frozenset(),
    "editor": frozenset({Permission.WRITE}),
    "auditor": frozenset({Permission.AUDIT}),
    "admin": frozenset(Permission),
}


def needs(permission):
    """Mark a view with the permission that it needs."""

    def mark(view):
        view.permission = permission
        return view

    return mark


def may(permission):
    """Tell whether the account that is logged in has a permission."""
    return permission in GRANTED.get(g.user.role, ())


def check():
    """Load the account that is logged in, and refuse the request if it may not."""
    g.user = db.session.get(User, session["user"]) if "user" in session else None
    if g.user and not g.user.active:
        g.user = None
    view = current_app.view_functions.get(request.endpoint)
    if view is None or view.permission is Permission.NOTHING:
        return
    if g.user is None:
        abort(401)
    if view.permission is not Permission.ACCOUNT and not may(view.permission):
        abort(403)


def refuse_forgotten_routes(app):
    """Stop an application in which a view has no mark."""
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "permission"):
            raise RuntimeError(f"Say who may use {endpoint}.")
