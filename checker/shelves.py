"""Where katas lie: in the checkout, and in private folders that have its shape."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import KataError

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE = "KATA_PATH"
OPTION = "--katas"


def shelves(root: Path) -> tuple[Path, ...]:
    """Return *root* and the private folders of ``KATA_PATH``, each once, in the order of search.

    Raises `KataError` for one that holds no katas.
    """
    further = dict.fromkeys(private())
    return (root, *(folder for folder in further if folder != root.resolve()))


def private() -> tuple[Path, ...]:
    """Return the folders that ``KATA_PATH`` names, resolved; raise `KataError` for a wrong one.

    They are joined by `os.pathsep`; a relative one starts in the current folder.
    """
    told = os.environ.get(VARIABLE, "")
    names = [name for name in told.split(os.pathsep) if name.strip()]
    if told and not names:
        raise KataError(f"{VARIABLE} is {told!r}, which names no folder. Try: unset {VARIABLE}")
    return tuple(_checked(Path(name).expanduser(), VARIABLE) for name in names)


def add(folders: Iterable[Path]) -> str:
    """Let this process and those that it starts look into *folders*, besides those known so far.

    Returns the command that does the same in a shell, empty if nothing is new. Raises `KataError`
    for a folder that holds no katas.
    """
    if not (folders := list(folders)):
        return ""
    found = dict.fromkeys(_checked(folder.expanduser(), OPTION) for folder in folders)
    new = [str(folder) for folder in found if folder not in private()]
    for name in new:
        if os.pathsep in name:
            raise KataError(f"{name} has a '{os.pathsep}' in its name, which parts {VARIABLE}.")
    if not new:
        return ""
    earlier = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = os.pathsep.join([*([earlier] if earlier else []), *new])
    return f"export {VARIABLE}={shlex.quote(os.environ[VARIABLE])}"


def add_present(folders: Iterable[str]) -> None:
    """Do as `add` with those of *folders* that still hold katas, and leave the others out."""
    add(path for path in map(Path, folders) if (path / "katas").is_dir())


def _checked(folder: Path, told_by: str) -> Path:
    if not folder.is_dir():
        raise KataError(f"{told_by} names {folder}, and there is no such folder.")
    if not (folder / "katas").is_dir():
        meant = folder.parent if folder.name == "katas" and any(folder.glob("*/kata.toml")) else ""
        guess = f" Did you mean '{meant}'?" if meant else ""
        raise KataError(
            f"{told_by} names {folder}, which holds no folder katas/.{guess} "
            "It is made like this project's: katas/NAME/ and solutions/NAME/"
        )
    return folder.resolve()
