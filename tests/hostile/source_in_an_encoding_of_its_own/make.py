"""Write source in UTF-7, where a comment holds a line break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    code = (
        "def create_app(config=None):\n"
        "    def server(environ, start_response):\n"
        "        start_response('200 OK', [])\n"
        "        return [b'no']\n"
        "    return server\n"
    )
    hidden = "".join(f"+{ord(c):04x}" if c == "\0" else c for c in code).encode("utf-7")
    (folder / "app.py").write_bytes(b"# coding: utf-7\n# harmless +AAo-" + hidden)
    return folder
