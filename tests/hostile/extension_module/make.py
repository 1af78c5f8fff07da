"""Put a shared library of the system beside app.py, under every name that Python would load."""

from __future__ import annotations

import sys
import sysconfig
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

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
    library = next(Path(sysconfig.get_path("platstdlib")).rglob("*.so"), Path(sys.executable))
    content = library.read_bytes()[: 2**20]
    (folder / "app.py").write_text(WRONG)
    for suffix in (*EXTENSION_SUFFIXES, ".pyd", ".dylib"):
        (folder / f"app{suffix}").write_bytes(content)
    return folder
