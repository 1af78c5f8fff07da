"""Errors written for the person who reads them; caught only at the edge of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PASSED, NOT_PASSED, USAGE, CHECKER_PROBLEM = 0, 1, 2, 3


def near(name: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest of *known*, or an empty string."""
    import difflib  # noqa: PLC0415 - seldom needed, and most of a start is loading

    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{matches[0]}'?" if matches else ""


class KataError(Exception):
    """Base of all errors that a person is shown as one text without a traceback."""

    exit_code = USAGE

    def __reduce__(self) -> tuple[object, ...]:
        """Allow any subclass to be sent to another process, whatever it is made from."""
        return KataError.__new__, (type(self), *self.args), self.__dict__


class UnknownKataError(KataError):
    """A kata's id that the catalogue does not hold."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Keep *name* and suggest the nearest of the *known* ids."""
        super().__init__(f"No kata '{name}'.{near(name, known)} See: make list")
        self.name = name


class CatalogError(KataError):
    """A file of a kata that an author has to mend; *line* counts from 1 where it is known."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        """Place *problem* at *path* and *line*."""
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}")
        self.path = path
        self.problem = problem
        self.line = line


class SuiteError(KataError):
    """A suite that cannot be judged by: an author's mistake found at collection."""

    def __init__(self, kata: str, problems: list[str]) -> None:
        """List every problem of the suite of *kata*."""
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The suite of '{kata}' is broken:\n{listed}")
        self.problems = problems


class SubmissionPathError(KataError):
    """A path given as a submission that is not a folder, ``.zip`` or ``.tar.gz``."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the *path*, the *problem*, and what is accepted."""
        super().__init__(
            f"{path}: {problem}. Give a folder, a .zip or a .tar.gz, "
            f"for example SUBMISSION=solutions/jwt_auth"
        )
        self.path = path
        self.problem = problem


class CheckerProblem(KataError):  # noqa: N818 - the design's own word for the outcome
    """Something of ours went wrong; it is never held against a candidate."""

    exit_code = CHECKER_PROBLEM
