"""Unpacking a submission: regular files with plain names and limited sizes, or nothing."""

from __future__ import annotations

import io
import lzma
import re
import tarfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILES = 2000
MAX_TOTAL = 32 * 2**20
MAX_DEPTH = 12
DROPPED_NAMES = {
    "conftest.py", "pytest.ini", "tox.ini", "setup.cfg", ".env", ".flaskenv", "sitecustomize.py",
    "usercustomize.py", ".DS_Store",
}  # fmt: skip
DROPPED_FOLDERS = {
    "__pycache__", ".git", ".venv", "venv", "node_modules", ".pytest_cache", ".mypy_cache",
    ".ruff_cache", ".idea", ".vscode", "__MACOSX", "instance",
}  # fmt: skip
DROPPED_SUFFIXES = {".pyc", ".pyo", ".pth", ".so", ".pyd", ".dylib", ".egg-info", ".dist-info"}


DAMAGE = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError,
    RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


class ArchiveError(Exception):
    """An archive that is damaged or holds what no submission may hold; says what and what to do."""


def unpack(kind: str, data: bytes, target: Path) -> list[str]:
    """Unpack *data* (``tar`` plain or compressed, or ``zip``) into the folder *target*.

    Returns the names that were left out. Raises `ArchiveError`; then *target* may hold a part.
    """
    members = _zip_members(data) if kind == "zip" else _tar_members(data)
    files: dict[PurePosixPath, bytes] = {}
    dropped: list[str] = []
    total = 0
    try:
        for name, content in members:
            path = checked_path(name)
            if not path.parts:
                message = f"The archive holds a file called {name!r}. Pack it again."
                raise ArchiveError(message)
            if is_dropped(path):
                dropped.append(left_out_name(path))
                continue
            total += len(content)
            if len(files) >= MAX_FILES or total > MAX_TOTAL:
                message = f"More than {MAX_FILES} files or {MAX_TOTAL // 2**20} MiB."
                raise ArchiveError(message)
            files[path] = content
    except DAMAGE as error:
        message = f"The archive is damaged: {error}. Pack it again."
        raise ArchiveError(message) from error
    try:
        for path, content in _without_wrapper(files).items():
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        message = f"The archive cannot be unpacked: {error.strerror}. Pack it again."
        raise ArchiveError(message) from error
    return list(dict.fromkeys(dropped))


def checked_path(name: str) -> PurePosixPath:
    """Return *name* as a relative path; raise `ArchiveError` if it could lead outside."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:|.*[\\\0]", name):
        message = f"The archive holds the path {name!r}, which leads outside. Pack it again."
        raise ArchiveError(message)
    if len(path.parts) > MAX_DEPTH:
        message = f"The archive holds {name[:80]!r}, more than {MAX_DEPTH} folders deep."
        raise ArchiveError(message)
    return path


def is_dropped(path: PurePosixPath) -> bool:
    """Whether *path* is left out: settings of tools, bytecode, binaries, environments."""
    return (
        path.name in DROPPED_NAMES
        or path.suffix in DROPPED_SUFFIXES
        or any(part in DROPPED_FOLDERS for part in path.parts[:-1])
    )


def left_out_name(path: PurePosixPath) -> str:
    """Return what to call a file that is left out: the outermost folder that is, or itself."""
    for number, part in enumerate(path.parts[:-1], start=1):
        if part in DROPPED_FOLDERS:
            return str(PurePosixPath(*path.parts[:number]))
    return str(path)


def _tar_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if member.isdir():
                checked_path(member.name)
                continue
            if not member.isreg():
                message = f"The archive holds {member.name!r}, which is a link or no regular file."
                raise ArchiveError(message)
            if member.size > MAX_TOTAL:
                message = f"The archive holds {member.name!r} of {member.size} bytes."
                raise ArchiveError(message)
            stream = archive.extractfile(member)
            yield member.name, stream.read() if stream else b""


def _zip_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            kind = member.external_attr >> 28
            if kind not in (0, 0o4, 0o10):
                message = f"The archive holds {member.filename!r}, a link or no regular file."
                raise ArchiveError(message)
            if member.is_dir():
                checked_path(member.filename)
                continue
            with archive.open(member) as stream:
                content = stream.read(MAX_TOTAL + 1)
            yield member.filename, content


def _without_wrapper(files: dict[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Take off the one folder that many archivers put around everything."""
    tops = {path.parts[0] for path in files}
    wrapped = (
        len(tops) == 1
        and (tops != {"app"} or PurePosixPath("app/__init__.py") not in files)
        and all(len(path.parts) > 1 for path in files)
    )
    if not wrapped:
        return files
    return {PurePosixPath(*path.parts[1:]): content for path, content in files.items()}
