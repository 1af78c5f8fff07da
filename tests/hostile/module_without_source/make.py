"""Hand in bytecode alone, with an instruction that reads beyond its constants."""

from __future__ import annotations

import importlib.util
import marshal
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build a .zip with app.pyc and app/__init__.pyc."""
    code = compile("x = 1", "app.py", "exec")
    wild = code.replace(co_code=bytes([100, 255]) * 64)
    bytecode = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(wild)
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.pyc", bytecode)
        archive.writestr("app/__init__.pyc", bytecode)
        archive.writestr("app/__pycache__/__init__.cpython-311.pyc", bytecode)
    return path
