"""Request hooks: the reference answer."""

import hmac
from uuid import uuid4

from flask import Blueprint, Flask, current_app, g, json, request

auth = Blueprint("auth", __name__, url_prefix="/auth")
notes = Blueprint("notes", __name__, url_prefix="/notes")
admin = Blueprint("admin", __name__, url_prefix="/admin")

PUBLIC = {None, "static", "health", "auth.login"}  # endpoints; None is what has no view


def number_request():
    g.request_id = uuid4().hex


def find_caller():
    token = getattr(request.authorization, "token", None)
    g.account = current_app.config["ACCOUNTS"].get(token)
    if g.account or request.endpoint in PUBLIC or request.method == "OPTIONS":
        return None
    return {"error": "A token is required."}, 401


@admin.before_request
def admit_administrators():
    if request.method == "OPTIONS" or g.account["admin"]:
        return None
    return {"error": "This is for administrators."}, 403


def add_headers(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Origin")
    if request.origin in current_app.config["ORIGINS"]:
        response.access_control_allow_origin = request.origin
    return response


def add_request_id(response):
    response.headers["X-Request-ID"] = g.request_id
    if response.is_json and isinstance(response.json, dict):
        response.data = json.dumps(response.json | {"request_id": g.request_id})
    return response


def sign(response):
    if response.is_json:
        key = current_app.config["SIGNING_KEY"].encode()
        response.headers["X-Signature"] = hmac.new(key, response.data, "sha256").hexdigest()
    return response


def log_failure(error):
    if error:
        current_app.logger.error("Request %s failed: %r", g.request_id, error)


def create_app(config=None):
    """Return the application; config holds ACCOUNTS, ORIGINS, SIGNING_KEY and BROKEN_TEXT."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["notes"] = []

    app.before_request(number_request)
    app.before_request(find_caller)
    app.after_request(sign)  # these run from the last to the first
    app.after_request(add_request_id)
    app.after_request(add_headers)
    app.teardown_request(log_failure)
    app.add_url_rule("/health", view_func=health)
    app.add_url_rule("/me", view_func=me)
    app.add_url_rule("/admins", view_func=list_admins)
    app.add_url_rule("/broken", view_func=broken)
    for blueprint in (auth, notes, admin):
        app.register_blueprint(blueprint)
    return app


def health():
    caller = g.account["name"] if g.account else None
    return {"caller": caller}, {"Cache-Control": "max-age=5"}


def me():
    account = {"name": g.account["name"], "admin": g.account["admin"]}
    return account, {"Vary": "Authorization"}


def list_admins():
    accounts = current_app.config["ACCOUNTS"].values()
    return [account["name"] for account in accounts if account["admin"]]


def broken():
    raise RuntimeError(current_app.config["BROKEN_TEXT"])


@auth.post("/login")
def login():
    sent = request.form["name"], request.form["password"]
    for token, account in current_app.config["ACCOUNTS"].items():
        if sent == (account["name"], account["password"]):
            return {"token": token}
    return {"error": "Name or password is wrong."}, 401


@notes.get("/")
def list_notes():
    return current_app.extensions["notes"]


@notes.post("/")
def add_note():
    note = {"author": g.account["name"], "text": request.form["text"]}
    current_app.extensions["notes"].append(note)
    return note, 201


@admin.get("/accounts")
def list_accounts():
    return [account["name"] for account in current_app.config["ACCOUNTS"].values()]
