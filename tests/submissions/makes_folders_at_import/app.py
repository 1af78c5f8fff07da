"""What is made once, at the import, is needed by every request, and is changed by some."""

import tempfile
from pathlib import Path

from flask import Flask

UPLOADS = Path("uploads")
UPLOADS.mkdir()
SCRATCH = Path(tempfile.mkdtemp())
(SCRATCH / "greeting.txt").write_text("Hello, ")


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        (UPLOADS / "visits.txt").write_text("one more")
        (SCRATCH / "greeting.txt").unlink(missing_ok=True)
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        (UPLOADS / f"{name}.txt").write_text(name)
        greeting = (SCRATCH / "greeting.txt").read_text()
        return {"greeting": f"{greeting}{name}!"}

    return app
