"""Request hooks: a subclass of Flask, whose methods stand around every request."""

import hmac
import secrets

from flask import Blueprint, Flask, current_app, g, has_request_context, request

auth = Blueprint("auth", __name__, url_prefix="/auth")
notes = Blueprint("notes", __name__, url_prefix="/notes")
admin = Blueprint("admin", __name__, url_prefix="/admin")


class Service(Flask):
    def preprocess_request(self):
        """Refuse, or run the hooks of others; before anything, give the request its id."""
        g.request_id = secrets.token_urlsafe(12)
        token = request.authorization.token if request.authorization else None
        g.account = self.config["ACCOUNTS"].get(token) if token else None
        return self.refusal() or super().preprocess_request()

    def refusal(self):
        rule = request.url_rule
        if rule is None or request.method == "OPTIONS":
            return None
        if rule.rule in {"/health", "/auth/login", "/static/<path:filename>"}:
            return None
        if g.account is None:
            return {"error": "Who are you?"}, 401
        if rule.endpoint.startswith("admin.") and not g.account["admin"]:
            return {"error": "Not you."}, 403
        return None

    def process_response(self, response):
        """Run the hooks of others, then sign what they have left."""
        response = super().process_response(response)
        headers = {
            "X-Content-Type-Options": "nosniff",
            "X-Request-ID": g.request_id,
            "Vary": ", ".join({*response.vary, "Origin"}),
        }
        if request.headers.get("Origin", "") in self.config["ORIGINS"]:
            headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        if not response.cache_control:
            headers["Cache-Control"] = "no-store"
        if response.is_json:
            if isinstance(response.json, dict):
                response.data = self.json.dumps({"request_id": g.request_id, **response.json})
            key = self.config["SIGNING_KEY"].encode()
            headers["X-Signature"] = hmac.digest(key, response.data, "sha256").hex()
        response.headers.update(headers)
        return response

    def log_exception(self, exc_info):
        """Say the id with the traceback, in one line with the exception's text."""
        number = g.request_id if has_request_context() else None
        self.logger.error("%s: %s", number, exc_info[1], exc_info=exc_info)


def create_app(config=None):
    app = Service(__name__)
    app.config.update(config or {})
    app.extensions["notes"] = []
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
