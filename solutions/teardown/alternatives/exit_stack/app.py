"""Teardown: one ExitStack for each context, a stream with its own, a commit by the status."""

from contextlib import ExitStack
from itertools import repeat

import click
from backend import Pool, PoolEmptyError, RefusedError, Workspace
from flask import Flask, Response, current_app, g, request, stream_with_context


def clean_up():
    """Return the stack of this context: what is pushed last is done first, whatever fails."""
    if "stack" not in g:
        g.stack = ExitStack()
    return g.stack


def get_connection():
    if "connection" not in g:
        g.connection = current_app.pool.acquire()
        clean_up().callback(give_back, g.connection)
    return g.connection


def give_back(connection):
    connection.rollback()
    connection.pool.release(connection)


def get_workspace():
    if "workspace" not in g:
        g.workspace = Workspace(get_connection())
        clean_up().callback(g.workspace.close)
    return g.workspace


def tear_down(_error):
    stack = g.pop("stack", None)
    for name in ("connection", "workspace"):
        g.pop(name, None)  # a stream has its context twice: nothing old may be left in it
    try:
        if stack:
            stack.close()
    except OSError as error:
        current_app.logger.warning("Clean-up failed: %s", error)


class CountingMiddleware:
    """Counts the requests between the server and the application."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app
        self.running = {}

    def __call__(self, environ, start_response):
        key = object()
        self.running[key] = environ["PATH_INFO"]
        try:
            answer = self.wsgi_app(environ, start_response)
        except BaseException:
            del self.running[key]
            raise
        return Counted(answer, lambda: self.running.pop(key, None))


class Counted:
    """An answer that says when it has been sent."""

    def __init__(self, answer, done):
        self.answer, self.done = answer, done

    def __iter__(self):
        return iter(self.answer)

    def close(self):
        try:
            getattr(self.answer, "close", lambda: None)()
        finally:
            self.done()


def create_app(config=None):
    """Return the application; config holds POOL_SIZE and FOLDER."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.pool = Pool(app.config["POOL_SIZE"], app.config["FOLDER"])
    app.wsgi_app = counter = CountingMiddleware(app.wsgi_app)
    app.teardown_appcontext(tear_down)
    app.register_error_handler(RefusedError, lambda error: ({"error": str(error)}, 422))
    app.register_error_handler(PoolEmptyError, lambda error: ({"error": str(error)}, 503))
    app.add_url_rule("/health", view_func=lambda: {"ok": True}, endpoint="health")
    app.add_url_rule("/running", view_func=lambda: {"running": len(counter.running)})
    app.add_url_rule("/notes", view_func=notes, methods=["GET", "POST"])
    app.add_url_rule("/report", view_func=report)
    app.add_url_rule("/export", view_func=export)
    app.after_request(commit)
    app.cli.add_command(add)
    return app


def commit(response):
    """Store what a request has added if its answer says that all went well."""
    if "connection" in g and response.status_code < 300:
        g.connection.commit()
    return response


def notes():
    if request.method == "GET":
        return list(get_connection().notes())
    for text in request.json["texts"]:
        get_connection().add(text)
    return {"added": len(request.json["texts"])}, 201


def report():
    path = get_workspace().path / "report.txt"
    path.write_text("\n".join(get_connection().notes()), encoding="utf-8")
    if request.args.get("crash"):
        raise RuntimeError("This is a bug, too.")
    return Response(path.read_text(encoding="utf-8"), mimetype="text/plain")


def export():
    copies = int(request.args.get("copies", "1"))

    @stream_with_context
    def lines():
        for _ in repeat(None, copies):
            for text in get_connection().notes():
                yield f"{text}\n"

    return Response(lines(), content_type="text/plain; charset=utf-8")


@click.command()
@click.argument("texts", nargs=-1)
@click.pass_context
def add(context, texts):
    """Add notes: all of them, or none."""
    with context.obj.load_app().app_context():
        try:
            for text in texts:
                get_connection().add(text)
        except RefusedError as error:
            raise click.ClickException(str(error)) from error
        get_connection().commit()
