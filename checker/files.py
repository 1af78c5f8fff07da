"""Files of ours: written whole or not at all, one writer at a time, set aside when damaged."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


T = TypeVar("T")
# What reading a file raises that is not what was written.
DAMAGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file *path*; whoever else wants it waits. Its folder must exist."""
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def read(path: Path, parse: Callable[[str], T], lock: Path) -> tuple[T | None, Path | None]:
    """Return what *parse* makes of the text in *path*, or None if there is no such file.

    If it raises one of `DAMAGE` the file is set aside, and the second value is where. *lock* is
    that of who writes the file; who holds it already calls `read_held`.
    """
    try:
        return parse(path.read_text(encoding="utf-8")), None
    except FileNotFoundError:
        return None, None
    except DAMAGE:
        with locked(lock):  # what is there by now may be another file, and whole
            return read_held(path, parse)


def read_held(path: Path, parse: Callable[[str], T]) -> tuple[T | None, Path | None]:
    """Do the same as `read`, for who holds the lock."""
    try:
        return parse(path.read_text(encoding="utf-8")), None
    except FileNotFoundError:
        return None, None
    except DAMAGE:
        return None, set_aside(path)


def write(path: Path, data: bytes, *, unfinished: str, lasting: bool = True) -> None:
    """Replace *path* by *data*, whole or not at all; *unfinished* begins the name until then.

    Unless it is *lasting*, which takes time, it may be lost when the machine fails. Raises
    OSError, and leaves nothing behind unless the process is killed.
    """
    new = path.with_name(f"{unfinished}{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)  # gone, if it has just been renamed
        raise


def sweep(folder: Path, unfinished: str) -> None:
    """Remove what killed processes left in *folder*; only for who holds the lock of its writers."""
    for left in folder.glob(f"{unfinished}*"):
        left.unlink()


def set_aside(path: Path) -> Path:
    """Rename the damaged file *path* to a name that is free, and return that."""
    number = 1
    while (aside := path.with_suffix(f".damaged-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(aside)
