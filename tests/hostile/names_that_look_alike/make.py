"""Write app with Cyrillic letters, composed letters and capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """
from flask import Flask
def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "hello", lambda: "Hello, World!")
    app.add_url_rule("/greet/<name>", "greet", lambda name: {"greeting": f"Hello, {name}!"})
    return app
"""
WRONG = """
def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]
    return server
"""


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text(WRONG)
    for name in ("\u0430pp.py", "a\u0440p.py", "\uff41pp.py", "fl\u0430sk.py", "caf\u00e9.py"):
        (folder / name).write_text(RIGHT)
    return folder
