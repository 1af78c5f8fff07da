"""A service whose views are done, and whose hooks are missing. README.md says what is asked.

Check it at any time:  make check KATA=request_hooks
"""

from flask import Blueprint, Flask, current_app, g, request

auth = Blueprint("auth", __name__, url_prefix="/auth")
notes = Blueprint("notes", __name__, url_prefix="/notes")
admin = Blueprint("admin", __name__, url_prefix="/admin")


def create_app(config=None):
    """Return the application; config holds ACCOUNTS, ORIGINS, SIGNING_KEY and BROKEN_TEXT."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["notes"] = []

    # Your hooks: before the request, after it, at its end.

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
