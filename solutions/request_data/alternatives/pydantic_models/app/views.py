"""One view for each place of the request."""

import hashlib

from flask import Blueprint, abort, render_template_string, request
from pydantic import ValidationError

from .models import Cookies, Order, Search, Subscription

views = Blueprint("views", __name__)


@views.route("/search")
def search():
    found = Search.model_validate(request.args.to_dict() | {"tags": request.args.getlist("tag")})
    return found.model_dump()


@views.route("/hello")
def hello():
    page = "<!doctype html><title>Hello</title><p>Hello, {{ name }}!</p>"
    return render_template_string(page, name=request.args.get("name", "World"))


@views.route("/orders", methods=["POST"])
def orders():
    return Order.model_validate(request.json).model_dump(), 201


@views.route("/subscriptions", methods=["POST"])
def subscriptions():
    form = request.form
    fields = {"email": form.get("email"), "topics": form.getlist("topic")}
    return Subscription(**fields, weekly="weekly" in form).model_dump(), 201


@views.route("/uploads", methods=["POST"])
def uploads():
    file = request.files["document"]
    if file.filename == "":
        abort(400)
    digest = hashlib.file_digest(file.stream, "sha256").hexdigest()
    fields = {"filename": file.filename, "type": file.mimetype}
    return fields | {"size": file.stream.tell(), "sha256": digest}


@views.route("/theme")
def theme():
    try:
        return Cookies.model_validate(request.cookies.to_dict()).model_dump()
    except ValidationError:
        return Cookies().model_dump()


@views.route("/mirror", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def mirror():
    headers = request.headers
    names = {"agent": headers.get("user-agent"), "request_id": headers.get("x-request-id")}
    return {"method": request.method, "client": request.remote_addr} | names


@views.route("/whoami")
def whoami():
    match request.authorization:
        case object(type="basic", username=str(user)) if user:
            return {"scheme": "basic", "user": user}
        case object(type="bearer", token=str(token)) if token:
            return {"scheme": "bearer", "token": token}
    return {"error": "Who are you?"}, 401, {"WWW-Authenticate": "Bearer"}
