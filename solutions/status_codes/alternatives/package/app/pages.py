"""The pages of the handbook."""

from hashlib import sha256

from flask import Blueprint, Response, current_app, jsonify, redirect, request, url_for

bp = Blueprint("pages", __name__, url_prefix="/pages")


class Handbook:
    def __init__(self, texts):
        self.texts, self.deleted = dict(texts), set()

    def etag(self, name):
        return sha256(self.texts[name].encode()).hexdigest()[:20]

    def show(self, name):
        return self.versioned(jsonify({"name": name, "text": self.texts[name]}), name)

    def versioned(self, response, name):
        response.set_etag(self.etag(name))
        return response


def init_app(app):
    app.extensions["handbook"] = Handbook(app.config["PAGES"])
    app.register_blueprint(bp)


def handbook():
    return current_app.extensions["handbook"]


@bp.before_request
def stop_at_gone():
    if request.view_args and request.view_args["name"] in handbook().deleted:
        return {"error": "It has been deleted."}, 410
    return None


@bp.route("/<name>", methods=["GET", "PUT", "DELETE"])
def page(name):
    renamed = current_app.config["RENAMED"]
    if request.method == "PUT":
        return put(handbook(), name)
    if name in renamed:
        return redirect(url_for(".page", name=renamed[name], _external=True), code=301)
    if name not in handbook().texts:
        return {"error": f"There is no page {name}."}, 404
    if request.method == "DELETE":
        handbook().deleted.add(name)
        return Response(status=204)
    response = handbook().show(name)
    if response.get_etag()[0] in request.if_none_match:
        response.data, response.status_code = b"", 304
    return response


def put(pages, name):
    new = name not in pages.texts
    if not new and not request.headers.get("If-Match"):
        return {"error": "Say which version you have read."}, 428
    if not new and pages.etag(name) not in request.if_match:
        return {"error": "Somebody was faster."}, 412
    pages.texts[name] = request.get_json(force=True)["text"]
    if new:
        response = pages.show(name)
        response.status_code, response.location = 201, url_for(".page", name=name)
        return response
    return pages.versioned(Response(status=204), name)
