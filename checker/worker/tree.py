"""A folder as it was when the answer had been loaded, to be brought back after every test."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

MAX_REMEMBERED = 64 * 2**20


class Tree:
    """What is below one folder: its folders, the content and time of its files, other things."""

    def __init__(self, folder: Path) -> None:
        """Remember *folder* as it is now."""
        self.folder = folder
        self.room = MAX_REMEMBERED
        self.mode = stat.S_IMODE(folder.stat().st_mode)
        self.folders: dict[str, int] = {}
        self.files: dict[str, tuple[bytes, int]] = {}
        self.others: set[str] = set()
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):  # the answer may be changing things meanwhile
                self._add(path)

    def _add(self, path: Path) -> None:
        name, status = str(path.relative_to(self.folder)), path.lstat()
        if stat.S_ISDIR(status.st_mode):
            self.folders[name] = stat.S_IMODE(status.st_mode)
        elif stat.S_ISREG(status.st_mode):
            content = self._content(path, status.st_size)
            if content is None:
                self.others.add(name)
            else:
                self.files[name] = (content, status.st_mtime_ns)
        else:
            self.others.add(name)

    def _content(self, path: Path, size: int) -> bytes | None:
        """Return what is in the regular file at *path*, which may be something else by now.

        None if there is more than can be remembered; holes count as what they pretend to be.
        """
        if size > self.room:
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            content = file.read(self.room)
        self.room -= len(content)
        return content

    def restore(self) -> None:
        """Bring the folder back, touching only what is new, changed or gone."""
        missing = self.files.keys() | self.folders.keys()
        with contextlib.suppress(OSError):  # it may belong to somebody else: then it is as it was
            self.folder.chmod(self.mode)
        with contextlib.suppress(OSError):
            self._sweep(str(self.folder), "", missing)
        for name in sorted(missing & self.folders.keys()):
            with contextlib.suppress(OSError):
                (self.folder / name).mkdir()
        for name in missing & self.files.keys():
            with contextlib.suppress(OSError):
                self._write(self.folder / name, *self.files[name])

    def _write(self, path: Path, content: bytes, mtime: int) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK
        with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.utime(file.fileno(), ns=(mtime, mtime))

    def _sweep(self, folder: str, prefix: str, missing: set[str]) -> None:
        """Remove what is new or changed below *folder*; take what is as before off *missing*."""
        with os.scandir(folder) as entries:
            for entry in entries:
                name = prefix + entry.name
                with contextlib.suppress(OSError):
                    self._sweep_one(entry, name, missing)

    def _sweep_one(self, entry: os.DirEntry[str], name: str, missing: set[str]) -> None:
        if entry.is_dir(follow_symlinks=False) and name in self.folders:
            missing.discard(name)
            Path(entry.path).chmod(self.folders[name])
            self._sweep(entry.path, f"{name}/", missing)
        elif name in self.files and self._is_unchanged(entry, name):
            missing.discard(name)
        elif name not in self.others:
            remove(Path(entry.path))

    def _is_unchanged(self, entry: os.DirEntry[str], name: str) -> bool:
        status = entry.stat(follow_symlinks=False)
        content, mtime = self.files[name]
        return (
            stat.S_ISREG(status.st_mode)
            and status.st_size == len(content)
            and status.st_mtime_ns == mtime
        )


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, whatever its permissions."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    path.chmod(0o700)
    for inner in path.iterdir():
        remove(inner)
    path.rmdir()
