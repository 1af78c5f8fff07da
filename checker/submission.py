"""A candidate's answer on its way in: read as bytes, never unpacked on this side."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tarfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NoReturn

from checker.errors import SubmissionPathError
from checker.worker.archive import (
    DROPPED_FOLDERS,
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_FILES,
    MAX_TOTAL,
    TOP,
    is_dropped,
)

ARCHIVES = {".zip": "zip", ".tar.gz": "tar", ".tgz": "tar", ".tar": "tar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An answer as one archive.

    *name* is how a person calls it, *shown* the folder that its files are shown below, *kind*
    ``tar`` or ``zip``, *left_out* the names that were not taken along. *places* are the names of
    folders in the archive that may hold the answer, the first that does; `TOP` is all of it.
    """

    name: str
    shown: str
    kind: str
    data: bytes
    left_out: tuple[str, ...] = ()
    places: tuple[str, ...] = (TOP,)

    @property
    def digest(self) -> str:
        """SHA-256 of the archive, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_submission(path: Path, kept: frozenset[str] = frozenset()) -> Submission:
    """Return the folder, ``.zip`` or ``.tar.gz`` at *path*; raise `SubmissionPathError`.

    *kept* are names of files that belong to an answer in this kata only, see `Kata.kept`.
    """
    if path.is_dir():
        files, left_out = _read_folder(path, kept)
        packed = pack_files(files, name=str(path), shown=str(path), kept=kept)
        return replace(packed, left_out=tuple(left_out))
    if not path.exists():
        raise SubmissionPathError(path, "no such file or folder")
    kind = archive_kind(path)
    if kind is None or not path.is_file():
        raise SubmissionPathError(path, "not something that can be checked")
    if path.stat().st_size > MAX_TOTAL:
        raise SubmissionPathError(path, f"larger than {MAX_TOTAL // 2**20} MiB")
    return Submission(name=str(path), shown=str(path), kind=kind, data=_content(path))


def archive_kind(path: Path) -> str | None:
    """Return the kind of the archive that *path* is named like, None if it is no archive."""
    name = path.name.lower()
    return next((kind for suffix, kind in ARCHIVES.items() if name.endswith(suffix)), None)


def pack_files(
    files: dict[str, bytes], *, name: str, shown: str = "", kept: frozenset[str] = frozenset()
) -> Submission:
    """Return *files* (relative name to content) as a submission; the same files, the same bytes."""
    buffer = io.BytesIO()
    packed = {n: c for n, c in files.items() if not is_dropped(PurePosixPath(n), kept=kept)}
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for member, content in sorted(packed.items()):
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return Submission(
        name=name,
        shown=shown or name,
        kind="tar",
        data=buffer.getvalue(),
        left_out=tuple(sorted(files.keys() - packed.keys())),
    )


def read_files(folder: Path, kept: frozenset[str] = frozenset()) -> dict[str, bytes]:
    """Return the regular files below *folder* by relative name, as they would be submitted."""
    return _read_folder(folder, kept)[0]


def _read_folder(folder: Path, kept: frozenset[str]) -> tuple[dict[str, bytes], list[str]]:
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    entries = total = 0
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if name not in DROPPED_FOLDERS)
        entries += len(folders) + len(names)
        if entries > MAX_ENTRIES or len(Path(where).relative_to(folder).parts) >= MAX_DEPTH:
            problem = f"holds more than {MAX_ENTRIES} entries, or folders {MAX_DEPTH} deep"
            raise SubmissionPathError(folder, problem)
        if Path(where) != folder and _is_environment(folders, names):
            left_out.append(Path(where).relative_to(folder).as_posix())
            folders.clear()
            continue
        linked = [name for name in folders if (Path(where) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            path = Path(where) / name
            relative = path.relative_to(folder).as_posix()
            if is_dropped(PurePosixPath(relative), kept=kept):
                left_out.append(relative)
                continue
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                raise SubmissionPathError(path, "a link or no regular file")
            if status.st_nlink > 1:
                raise SubmissionPathError(
                    path, "a hard link to a file that may be elsewhere; copy the folder first"
                )
            total += status.st_size
            if len(files) >= MAX_FILES or total > MAX_TOTAL:
                problem = f"holds more than {MAX_FILES} files or {MAX_TOTAL // 2**20} MiB"
                raise SubmissionPathError(folder, problem)
            files[relative] = _content(path)
    return files, sorted(left_out)


def _is_environment(folders: list[str], names: list[str]) -> bool:
    return "pyvenv.cfg" in names and "app.py" not in names and "app" not in folders


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse(error)


def _refuse(error: OSError) -> NoReturn:
    raise SubmissionPathError(Path(error.filename), f"cannot be read ({error.strerror})") from error
