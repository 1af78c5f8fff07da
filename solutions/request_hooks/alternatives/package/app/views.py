"""The views, as they were, with marks on those that are public."""

from flask import Blueprint, current_app, g, request

from .guard import public

site = Blueprint("site", __name__)
auth = Blueprint("auth", __name__, url_prefix="/auth")
notes = Blueprint("notes", __name__, url_prefix="/notes")
admin = Blueprint("admin", __name__, url_prefix="/admin")


@site.get("/health")
@public
def health():
    caller = g.account["name"] if g.account else None
    return {"caller": caller}, {"Cache-Control": "max-age=5"}


@site.get("/me")
def me():
    account = {"name": g.account["name"], "admin": g.account["admin"]}
    return account, {"Vary": "Authorization"}


@site.get("/admins")
def list_admins():
    accounts = current_app.config["ACCOUNTS"].values()
    return [account["name"] for account in accounts if account["admin"]]


@site.get("/broken")
def broken():
    raise RuntimeError(current_app.config["BROKEN_TEXT"])


@auth.post("/login")
@public
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
