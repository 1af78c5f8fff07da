"""Put a right answer as bytecode beside a wrong one as source."""

from __future__ import annotations

import importlib.util
import marshal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """
def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]
    return server
"""
RIGHT = """
from flask import Flask
def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "hello", lambda: "Hello, World!")
    app.add_url_rule("/greet/<name>", "greet", lambda name: {"greeting": f"Hello, {name}!"})
    return app
"""


def make(folder: Path) -> Path:
    """Build the folder; the flags say that the source need not be looked at."""
    folder = folder / "answer"
    folder.mkdir()
    code = marshal.dumps(compile(RIGHT, "app.py", "exec"))
    unchecked = (1).to_bytes(4, "little") + bytes(8)
    bytecode = importlib.util.MAGIC_NUMBER + unchecked + code
    cache = folder / "__pycache__"
    cache.mkdir()
    (folder / "app.py").write_text(WRONG)
    (folder / "app.pyc").write_bytes(bytecode)
    for tag in ("cpython-311", "cpython-312", "cpython-313", "cpython-314", "cpython-311.opt-1"):
        (cache / f"app.{tag}.pyc").write_bytes(bytecode)
    return folder
