"""When the files of an answer have changed and come to rest, found by looking at them.

A folder with a handful of files is looked at thirty times a second, which costs next to nothing
and needs no library, no thread and no support by the system. Events of the kernel would come a
little earlier, but not at all from a network drive, from a folder that is mounted into a container
or a virtual machine, or from the other side of WSL; and nothing tells a program that they do not.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.worker.archive import DROPPED_FOLDERS, is_dropped

if TYPE_CHECKING:
    from collections.abc import Callable

POLL = 0.03  # seconds between two looks
QUIET = 0.2  # seconds without a change, in which editors write all that they write
# What editors keep beside a file, some of it while nothing has been saved.
SWAP_SUFFIXES = ("~", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___")
LAID_BESIDE = ".new"  # by us, see `Workspace.update`

Snapshot = dict[str, tuple[int, int, int]]


def snapshot(folder: Path, kept: frozenset[str] = frozenset()) -> Snapshot:
    """Return time, size and inode of each file below *folder* that an answer is made of, by path.

    *kept* are files that belong to an answer in this kata only, see `Kata.kept`. A folder that does
    not exist is an empty one.
    """
    found: Snapshot = {}
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        for name in names:
            if not is_ignored(name, kept):
                path = Path(where, name)
                try:
                    status = path.lstat()
                except OSError:  # it was removed just now
                    continue
                found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def is_ignored(name: str, kept: frozenset[str] = frozenset()) -> bool:
    """Whether a change of the file *name* is no change of an answer."""
    return (
        _is_hidden(name)
        or name.endswith((*SWAP_SUFFIXES, LAID_BESIDE))
        or (name.startswith("#") and name.endswith("#"))
        or is_dropped(PurePosixPath(name), kept=kept)
    )


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in DROPPED_FOLDERS


class Changes:
    """What *look* sees, and when it last saw something else; times are monotonic seconds."""

    def __init__(self, look: Callable[[], Snapshot]) -> None:
        """Look for the first time."""
        self.look = look
        self.seen = look()
        self.changed: float | None = None

    def due(self, now: float) -> bool:
        """Look again; return whether there was a change and then nothing for a while.

        It is returned once.
        """
        seen = self.look()
        if seen != self.seen:
            self.seen, self.changed = seen, now
        if self.changed is None or now - self.changed < QUIET:
            return False
        self.changed = None
        return True

    @property
    def at_rest(self) -> bool:
        """Whether `due` was told of every change."""
        return self.changed is None

    def pause(self, now: float) -> float:
        """Return how many seconds to wait until the next look."""
        rest = QUIET if self.changed is None else self.changed + QUIET - now
        return max(0, min(rest, POLL))
