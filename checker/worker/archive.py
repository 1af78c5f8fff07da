"""Unpacking a submission: regular files with plain names and limited sizes, or nothing."""

from __future__ import annotations

import importlib.util
import io
import lzma
import re
import sys
import tarfile
import unicodedata
import zipfile
import zlib
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

MAX_FILES = 2000
MAX_ENTRIES = 50_000  # with what is left out, such as a virtual environment
MAX_TOTAL = 32 * 2**20
MAX_STREAMED = 512 * 2**20  # the same
MAX_DEPTH = 12
MAX_NAME = 100
TOP = ""  # the place of an answer that is all there is
DEEPEST_PLACE = 4
DROPPED_NAMES = {
    "conftest.py", "pytest.ini", "tox.ini", "setup.cfg", ".env", ".flaskenv", "sitecustomize.py",
    "usercustomize.py", ".DS_Store",
}  # fmt: skip
DROPPED_FOLDERS = {
    "__pycache__", ".git", ".venv", "venv", "node_modules", ".pytest_cache", ".mypy_cache",
    ".ruff_cache", ".idea", ".vscode", "__MACOSX", "instance",
}  # fmt: skip
# What the checker's own side loads and Flask does not: an answer's module of that name comes first,
# as it would without a checker.
ONLY_OURS = frozenset({
    "ctypes", "fcntl", "grp", "gzip", "pwd", "resource", "signal", "sqlite3", "stringprep",
    "tarfile", "termios",
}) - frozenset(sys.builtin_module_names)  # fmt: skip
DROPPED_PREFIXES = (".#", "._")  # an editor's lock, a Mac's attributes
DROPPED_SUFFIXES = {".pyc", ".pyo", ".pth", ".so", ".pyd", ".dylib", ".egg-info", ".dist-info"}


DAMAGE = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError,
    RuntimeError, NotImplementedError, ValueError, MemoryError,
)  # fmt: skip


class ArchiveError(Exception):
    """An archive that is damaged or holds what no submission may hold; says what and what to do."""


def unpack(
    kind: str,
    data: bytes,
    target: Path,
    kept: frozenset[str] = frozenset(),
    places: Sequence[str] = (TOP,),
) -> list[str]:
    """Unpack *data* (``tar`` plain or compressed, or ``zip``) into the folder *target*.

    *places* are the names of folders that may hold the answer; the first that does is taken.
    Returns the names that were left out, *kept* file names never among them. Raises
    `ArchiveError`; then *target* may hold a part.
    """
    members = _zip_members if kind == "zip" else _tar_members
    files: dict[PurePosixPath, bytes] = {}
    dropped: list[str] = []
    total = 0
    try:
        environments = environments_among(name for name, _ in members(data))
        for name, read in members(data):
            path = PurePosixPath(name)
            if is_dropped(path, environments, kept):  # what is below may be anything
                dropped.append(str(checked_path(left_out_name(path, environments))))
                continue
            checked_path(name)
            if read is None:
                continue
            content = read()
            total += len(content)
            if len(files) >= MAX_FILES or total > MAX_TOTAL:
                message = f"More than {MAX_FILES} files or {MAX_TOTAL // 2**20} MiB."
                raise ArchiveError(message)
            if path in files:
                message = f"The archive holds {name!r} twice. Pack it again."
                raise ArchiveError(message)
            files[path] = content
    except DAMAGE as error:
        message = f"The archive is damaged: {str(error) or type(error).__name__}. Pack it again."
        raise ArchiveError(message) from error
    _check_collisions(files)
    try:
        for path, content in _without_wrapper(_found(files, places)).items():
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        message = f"The archive cannot be unpacked: {error.strerror}. Pack it again."
        raise ArchiveError(message) from error
    return list(dict.fromkeys(dropped))


def checked_path(name: str) -> PurePosixPath:
    """Return *name* as a relative path; raise `ArchiveError` if it could lead outside.

    The same for a name that is too long or deep, or holds characters that cannot be seen.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:|.*[\\\0]", name, re.DOTALL):
        message = f"The archive holds the path {name[:200]!r}, which leads outside. Pack it again."
        raise ArchiveError(message)
    if len(path.parts) > MAX_DEPTH:
        message = f"The archive holds {name[:80]!r}, more than {MAX_DEPTH} folders deep."
        raise ArchiveError(message)
    if any(len(part) > MAX_NAME for part in path.parts):
        message = f"The archive holds {name[:80]!r}, a name of more than {MAX_NAME} characters."
        raise ArchiveError(message)
    if not path.parts or any(map(_is_unseen, name)):
        message = f"The archive holds a file called {name!r}. Rename it, and pack it again."
        raise ArchiveError(message)
    return path


def _is_unseen(character: str) -> bool:
    """Whether *character* is no letter, digit, mark, sign or blank, but controls how text looks."""
    return character != " " and unicodedata.category(character)[0] not in "LMNPS"


def _check_collisions(files: dict[PurePosixPath, bytes]) -> None:
    """Refuse names that are one and the same on some machines."""
    seen: dict[str, PurePosixPath] = {}
    for path in files:
        other = seen.setdefault(unicodedata.normalize("NFC", str(path)).casefold(), path)
        if other != path:
            message = f"The names {str(other)!r} and {str(path)!r} are the same on some machines."
            raise ArchiveError(f"{message} Rename one.")


def shadows(folder: Path) -> list[str]:
    """Say which modules of the answer in *folder* have the name of a library, and what happens.

    To be called before *folder* is on the path.
    """
    told: list[str] = []
    for path in sorted(folder.iterdir()):
        name = path.stem
        if path.suffix != ".py" and not (path / "__init__.py").is_file():
            continue
        if name in sys.modules and name not in ONLY_OURS:
            told.append(f"{path.name} has the name of a library: 'import {name}' takes the library")
        elif name.isidentifier() and importlib.util.find_spec(name):
            told.append(f"{path.name} takes the place of a library: 'import {name}' takes the file")
    return told


def environments_among(names: Iterable[str]) -> frozenset[PurePosixPath]:
    """Return the virtual environments among the files called *names*, whatever they are called.

    A folder with an answer in it is none, even if the answer was written inside an environment.
    """
    paths = {PurePosixPath(name) for name in names}
    folders = {path.parent for path in paths if path.name == "pyvenv.cfg"}
    return frozenset(
        folder
        for folder in folders
        if folder.parts and paths.isdisjoint({folder / "app.py", folder / "app/__init__.py"})
    )


def is_dropped(
    path: PurePosixPath,
    environments: frozenset[PurePosixPath] = frozenset(),
    kept: frozenset[str] = frozenset(),
) -> bool:
    """Whether *path* is left out: settings of tools but for *kept*, bytecode, environments."""
    return (
        path.name in DROPPED_NAMES - kept
        or path.name.startswith(DROPPED_PREFIXES)
        or path.suffix in DROPPED_SUFFIXES
        or any(part in DROPPED_FOLDERS for part in path.parts[:-1])
        or not environments.isdisjoint(path.parents)
    )


def left_out_name(path: PurePosixPath, environments: frozenset[PurePosixPath] = frozenset()) -> str:
    """Return what to call a file that is left out: the outermost folder that is, or itself."""
    for number, part in enumerate(path.parts[:-1], start=1):
        folder = PurePosixPath(*path.parts[:number])
        if part in DROPPED_FOLDERS or folder in environments:
            return str(folder)
    return str(path)


def _tar_members(data: bytes) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    """Yield the name of each file, and how to read it; None for a folder."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        streamed = 0
        for number, member in enumerate(archive):
            streamed += member.size
            _check_amount(number, streamed)
            if not member.isdir():
                yield member.name, partial(_read_tar_member, archive, member)
            elif member.name != ".":
                yield member.name, None


def _read_tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if not member.isreg():
        message = f"The archive holds {member.name!r}, which is a link or no regular file."
        raise ArchiveError(message)
    if member.size > MAX_TOTAL:
        message = f"The archive holds {member.name!r} of {member.size} bytes."
        raise ArchiveError(message)
    stream = archive.extractfile(member)
    return stream.read() if stream else b""


def _zip_members(data: bytes) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    """Yield the name of each file, and how to read it; None for a folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number, member in enumerate(archive.infolist()):
            _check_amount(number, 0)
            if not member.is_dir():
                yield member.filename, partial(_read_zip_member, archive, member)
            elif member.filename != "./":
                yield member.filename, None


def _read_zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    kind = member.external_attr >> 28
    if kind not in (0, 0o10):
        message = f"The archive holds {member.filename!r}, a link or no regular file."
        raise ArchiveError(message)
    with archive.open(member) as stream:
        return stream.read(MAX_TOTAL + 1)


def _check_amount(number: int, streamed: int) -> None:
    if number >= MAX_ENTRIES or streamed > MAX_STREAMED:
        message = f"More than {MAX_ENTRIES} entries or {MAX_STREAMED // 2**20} MiB with what is"
        raise ArchiveError(f"{message} left out. Pack the answer's own files only.")


def _found(files: dict[PurePosixPath, bytes], places: Sequence[str]) -> dict[PurePosixPath, bytes]:
    """Return what is in the first of *places* that holds an application, relative to it."""
    folders = {path.parent for path in files if path.name == "app.py"}
    folders |= {path.parent.parent for path in files if path.match("app/__init__.py")}
    for place in places:
        if place == TOP:
            return files
        named = [f for f in folders if f.name == place and len(f.parts) <= DEEPEST_PLACE]
        if named:
            folder = min(named, key=lambda path: (len(path.parts), path))
            inside = {path: files[path] for path in files if folder in path.parents}
            return {path.relative_to(folder): content for path, content in inside.items()}
    message = f"The archive holds no folder {places[0]} with an app.py in it."
    raise ArchiveError(message)


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
