"""Imports all that the fakes beside it stand for."""

import contextlib
import importlib

for name in ("flask", "werkzeug.serving", "click", "pytest", "checker.report", "kata_worker.faults"):
    with contextlib.suppress(Exception):
        importlib.import_module(name)

def create_app(config=None):
    """Return a server that answers everything alike, and so nothing right."""

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
