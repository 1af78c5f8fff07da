"""Pack app.py twice."""

from __future__ import annotations

import warnings
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HARMLESS = """
def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]
    return server
"""
OTHER = """
raise SystemExit("this one is run")
"""


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("app.py", HARMLESS)
        archive.writestr("./app.py", HARMLESS)
        archive.writestr("app.py", OTHER)
    return path
