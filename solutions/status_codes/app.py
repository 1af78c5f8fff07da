"""Status codes: the reference answer."""

from flask import Flask, abort, jsonify, redirect, request, url_for


def is_local(target):
    """Say whether a browser takes *target* for a path of this application."""
    plain = target.isprintable() and "\\" not in target
    return plain and target.startswith("/") and not target.startswith("//")


def shown(pages, name):
    """Return the response that shows a page, or refuse."""
    if name not in pages:
        abort(404)
    if pages[name] is None:
        abort(410)
    response = jsonify(name=name, text=pages[name])
    response.add_etag()
    return response


def add_pages(app):
    pages = dict(app.config["PAGES"])  # None in place of a text: the page has been deleted

    @app.get("/pages/<name>")
    def show_page(name):
        if name in app.config["RENAMED"]:
            return redirect(url_for("show_page", name=app.config["RENAMED"][name]), 308)
        return shown(pages, name).make_conditional(request)

    @app.put("/pages/<name>")
    def put_page(name):
        text = request.get_json()["text"]
        if name not in pages:
            pages[name] = text
            return shown(pages, name), 201
        etag, _ = shown(pages, name).get_etag()
        if not request.if_match:
            abort(428)
        if etag not in request.if_match:
            abort(412)
        pages[name] = text
        return "", 204, {"ETag": shown(pages, name).headers["ETag"]}

    @app.delete("/pages/<name>")
    def delete_page(name):
        shown(pages, name)
        pages[name] = None
        return "", 204


def add_exports(app):
    files = {}  # by number; None in place of a file: the export is not ready

    @app.post("/exports")
    def order_export():
        if None in files.values():
            abort(503, retry_after=10)
        number = len(files) + 1
        files[number] = None
        return "", 202, {"Location": url_for("show_export", number=number)}

    @app.get("/exports/<int:number>")
    def show_export(number):
        if number not in files:
            abort(404)
        if files[number] is None:
            return {"ready": False}
        return redirect(url_for("show_file", number=number), 303)

    @app.put("/exports/<int:number>/file")
    def deliver_file(number):
        files[number] = request.get_data()
        return "", 204

    @app.get("/exports/<int:number>/file")
    def show_file(number):
        file = files.get(number) or abort(404)
        return app.response_class(file, mimetype="text/plain")


def create_app(config=None):
    """Return the application; *config* holds the pages and their old names."""
    app = Flask(__name__)
    app.config.update(config or {})
    add_pages(app)
    add_exports(app)

    @app.post("/theme")
    def choose_theme():
        theme, target = request.form["theme"], request.form["next"]
        if theme not in {"light", "dark"} or not is_local(target):
            abort(400)
        response = redirect(target, 303)
        response.set_cookie("theme", theme)
        return response

    return app
