"""The Python files of submissions as text; they are unpacked in the sandbox only."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import TYPE_CHECKING

from checker.catalog import Limits
from checker.errors import SubmissionPathError
from checker.sandbox import Sandbox, SubmissionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checker.submission import Submission

MOST_FILES = 60
MOST_TEXT = 2**17  # characters of one answer


def read_all(loads: Mapping[str, Callable[[], Submission]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each name in *loads*, and the Python files of its submission, one after the other.

    What cannot be read has no files. Raises `CheckerProblem`.
    """
    with Sandbox([], Limits()) as sandbox:
        for name, load in loads.items():
            files: dict[str, str] = {}
            with suppress(SubmissionPathError, SubmissionFault):
                files = _inside(sandbox, load())
            yield name, files


def python_files(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the Python files among *files*, as text, no more and no longer than is compared."""
    found: dict[str, str] = {}
    left = MOST_TEXT
    for name in sorted(name for name in files if name.endswith(".py"))[:MOST_FILES]:
        found[name] = files[name].decode(errors="replace")[:left]
        left -= len(found[name])
    return found


def _inside(sandbox: Sandbox, submission: Submission) -> dict[str, str]:
    with sandbox.open() as box:
        box.unpack(submission)
        inside = [name for name in box.tree() if not name.startswith(("/", ".."))]
        names = sorted(name for name in inside if name.endswith(".py"))[:MOST_FILES]
        told = {name: box.read(name).get("data") for name in names}
    return python_files(
        {name: base64.b64decode(data) for name, data in told.items() if isinstance(data, str)}
    )
