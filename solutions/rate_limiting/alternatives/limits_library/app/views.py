"""The views."""

from flask import Blueprint, current_app, request

from .limiter import limited, user

views = Blueprint("views", __name__)


@views.get("/healthz")
def healthz():
    """Say that the process is alive."""
    return {"status": "ok"}


@views.get("/whoami")
@limited("RATELIMIT_DEFAULT")
def whoami():
    """Say who the client is."""
    return {"user": user(), "address": request.remote_addr}


@views.get("/news")
@limited("RATELIMIT_DEFAULT")
def news():
    """Say what is new."""
    return {"news": ["Nothing happened today."]}


@views.post("/login")
@limited("RATELIMIT_DEFAULT", "LOGIN_LIMIT")
def login():
    """Check name and password."""
    name, password = request.form["name"], request.form["password"]
    if current_app.config["ACCOUNTS"].get(name) != password:
        return {"error": "Name or password is wrong."}, 401
    return {"name": name}
