"""Status codes: views as classes, exceptions as answers, and versions that are counted."""

import re
from collections import Counter
from http import HTTPStatus
from uuid import uuid4

from flask import Flask, Response, abort, make_response, request
from flask.views import MethodView
from werkzeug.exceptions import (
    BadRequest,
    Gone,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    ServiceUnavailable,
)

PATH = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")


class Handbook:
    def __init__(self, texts):
        self.texts, self.versions, self.deleted = {}, Counter(), set()
        for name, text in texts.items():
            self.write(name, text)

    def write(self, name, text):
        self.texts[name] = text
        self.versions[name] += 1

    def __contains__(self, name):
        if name in self.deleted:
            raise Gone
        return name in self.texts

    def delete(self, name):
        if name not in self:
            raise NotFound
        del self.texts[name]
        self.deleted.add(name)


class Page(MethodView):
    init_every_request = False

    def __init__(self, handbook, renamed):
        self.handbook, self.renamed = handbook, renamed

    def answer(self, name, status):
        empty = status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
        body = "" if empty else {"name": name, "text": self.handbook.texts[name]}
        response = make_response(body, status)
        response.set_etag(str(self.handbook.versions[name]))
        return response

    def get(self, name):
        if name in self.renamed:
            response = Response(status=HTTPStatus.MOVED_PERMANENTLY)
            response.headers["Location"] = f"{request.host_url}pages/{self.renamed[name]}"
            return response
        if name not in self.handbook:
            raise NotFound
        known = request.if_none_match.contains_weak(str(self.handbook.versions[name]))
        return self.answer(name, HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)

    def put(self, name):
        status = HTTPStatus.CREATED
        if name in self.handbook:
            if "If-Match" not in request.headers:
                raise PreconditionRequired
            if not request.if_match.contains(str(self.handbook.versions[name])):
                raise PreconditionFailed
            status = HTTPStatus.NO_CONTENT
        self.handbook.write(name, request.json["text"])
        return self.answer(name, status)

    def delete(self, name):
        self.handbook.delete(name)
        return "", HTTPStatus.NO_CONTENT


class Theme(MethodView):
    def post(self):
        if request.form.get("theme") not in ("light", "dark"):
            raise BadRequest
        if not PATH.fullmatch(request.form.get("next", "")):
            raise BadRequest
        response = Response(status=HTTPStatus.SEE_OTHER)
        response.autocorrect_location_header = True
        response.location = request.form["next"]
        response.set_cookie("theme", request.form["theme"], httponly=True, samesite="Lax")
        return response


class Exports:
    def __init__(self):
        self.files, self.pending = {}, None

    def post(self):
        if self.pending:
            raise ServiceUnavailable("One at a time.", retry_after=60)
        self.pending = uuid4().hex
        path = f"/exports/{self.pending}"
        return {"export": path}, HTTPStatus.ACCEPTED, {"Location": path, "Retry-After": "5"}

    def get(self, export):
        if export == self.pending:
            return {"ready": False}
        if export not in self.files:
            raise NotFound
        return "Look there.", HTTPStatus.SEE_OTHER, {"Location": f"/exports/{export}/file"}


class File(MethodView):
    def __init__(self, exports):
        self.exports = exports

    def get(self, export):
        if export not in self.exports.files:
            abort(HTTPStatus.NOT_FOUND)
        return Response(self.exports.files[export], content_type="text/plain; charset=utf-8")

    def put(self, export):
        self.exports.files[export], self.exports.pending = request.data, None
        return "Thanks.", HTTPStatus.CREATED


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    handbook = Handbook(app.config["PAGES"])
    page = Page.as_view("page", handbook, app.config["RENAMED"])
    app.add_url_rule("/pages/<name>", view_func=page)
    app.add_url_rule("/theme", view_func=Theme.as_view("theme"))
    exports = Exports()
    app.add_url_rule("/exports", view_func=exports.post, methods=["POST"])
    app.add_url_rule("/exports/<export>", view_func=exports.get, methods=["GET"])
    app.add_url_rule("/exports/<export>/file", view_func=File.as_view("file", exports))
    return app
