"""What Classroom 50 tells an autograder about the submission that it grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import KataError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A submission: whose it is, its tag, and where the commit and what came of it are shown.

    *assignment_type* is ``individual``, ``group`` or ``team``; the last three are URLs.
    """

    classroom: str
    assignment: str
    assignment_type: str
    owner: str
    submission: str
    commit: str
    release: str
    review: str


def read_push(environment: Mapping[str, str]) -> Push:
    """Return the push that the variables of Classroom 50's runner tell of.

    Raises `KataError` that names those which are missing.
    """
    told = {
        "ASSIGNMENT_TYPE": "individual",
        "OWNER": environment.get("USERNAME", ""),
        "REVIEW_URL": environment.get("COMMIT_URL", ""),
        **{name: value for name, value in environment.items() if value},
    }
    if missing := [name for name in VARIABLES.values() if not told.get(name)]:
        raise KataError(
            "The format classroom50 names the submission, which Classroom 50's runner tells in "
            f"variables that are not set here: {', '.join(missing)}. "
            "Outside of it take another format, such as: --format json"
        )
    return Push(**{field: told[name] for field, name in VARIABLES.items()})
