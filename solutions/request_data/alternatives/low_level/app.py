"""Reading the request with as little help as possible: bytes, headers, the standard library."""

import base64
import binascii
import hashlib
import html
import json
import os

from flask import Flask, Response, current_app, jsonify, request


def answer(status, **fields):
    return Response(json.dumps(fields), status, mimetype="application/json")


def limit_size():
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        return answer(413, error="Too much.")
    return None


def search():
    page = request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 9 and 1 <= int(page) <= 1000):
        return answer(400, error=f"{page!r} is no page.")
    return jsonify(q=request.args.get("q") or "", page=int(page), tags=request.args.getlist("tag"))


def hello():
    name = request.args.get("name", "World")
    return Response("<p>Hello, " + html.escape(name, quote=True) + "!</p>", mimetype="text/html")


def orders():
    if request.mimetype != "application/json":
        return answer(415, error="JSON, please.")
    try:
        body = json.loads(request.get_data())
        item, quantity = body["item"], body["quantity"]
    except (ValueError, TypeError, KeyError) as error:
        return answer(400, error=f"This is no order: {error}")
    good = isinstance(item, str) and item != ""
    good = good and isinstance(quantity, int) and not isinstance(quantity, bool)
    if not good or quantity < 1 or quantity > 100:
        return answer(400, error=f"This is no order: {item}, {quantity}")
    return answer(201, item=item, quantity=quantity)


def subscriptions():
    fields = list(request.form.items(multi=True))
    emails = [value for name, value in fields if name == "email" and value]
    if not emails:
        return answer(400, error="email is missing.")
    topics = [value for name, value in fields if name == "topic"]
    return answer(201, email=emails[0], topics=topics, weekly="weekly" in dict(fields))


def uploads():
    file = next(iter(request.files.getlist("document")), None)
    if not file or not file.filename:
        return answer(400, error="document is missing.")
    digest = hashlib.sha256()
    while chunk := file.stream.read(4096):
        digest.update(chunk)
    kind = file.content_type.split(";")[0].strip()
    file.stream.seek(0, os.SEEK_END)
    return answer(
        200,
        filename=file.filename,
        type=kind,
        size=file.stream.tell(),
        sha256=digest.hexdigest(),
    )


def theme():
    return {"theme": "dark" if request.cookies.get("theme") == "dark" else "light"}


def mirror():
    headers = {name.lower(): value for name, value in request.headers.items()}
    return {
        "method": request.environ["REQUEST_METHOD"],
        "agent": headers.get("user-agent"),
        "request_id": headers.get("x-request-id"),
        "client": request.environ["REMOTE_ADDR"],
    }


def whoami():
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    rest = rest.strip()
    if scheme.lower() == "bearer" and rest:
        return answer(200, scheme="bearer", token=rest)
    if scheme.lower() == "basic":
        try:
            user = base64.b64decode(rest, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            user = ""
        if user:
            return answer(200, scheme="basic", user=user)
    response = answer(401, error="Basic or Bearer, please.")
    response.headers["WWW-Authenticate"] = 'Basic realm="whoami", Bearer'
    return response


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update({"MAX_CONTENT_LENGTH": 2**16, **(config or {})})
    app.before_request(limit_size)
    for view in (search, hello, theme, whoami):
        app.add_url_rule(f"/{view.__name__}", view_func=view)
    for view in (orders, subscriptions, uploads):
        app.add_url_rule(f"/{view.__name__}", view_func=view, methods=["POST"])
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app.add_url_rule("/mirror", view_func=mirror, methods=methods)
    return app
