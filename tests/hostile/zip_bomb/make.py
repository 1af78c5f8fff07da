"""Pack zeros under a name that is left out."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APP = """
def create_app(config=None):
    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]
    return server
"""


def make(folder: Path) -> Path:
    """Build the archive; its directory names one compressed member many times."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("app.py", APP)
        with archive.open("conftest.py", "w") as member:
            for _ in range(30):
                member.write(bytes(2**20))
        first = archive.infolist()[1]
        archive.filelist += [first] * 400
    return path
