"""One report in the formats of other systems, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.classroom import read_push
from checker.grading import alone
from checker.render import candidate_markdown, classroom50, data, exercism, gradescope, junit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.report import Report


def writer(form: str, environment: Mapping[str, str]) -> Callable[[Report], str]:
    """Return the function that writes a report in *form*.

    Raises `KataError` if *environment* lacks what the format has to name.
    """
    if form == "classroom50":
        push = read_push(environment)
        return lambda report: classroom50.render(*alone(report), push)
    return WRITERS[form]


def _junit(report: Report) -> str:
    assessment, candidate = alone(report)
    return junit.render(assessment, [candidate])


WRITERS: dict[str, Callable[[Report], str]] = {
    "json": data.render,
    "junit": _junit,
    "markdown": lambda report: candidate_markdown.render(*alone(report)),
    "gradescope": lambda report: gradescope.render(*alone(report)),
    "exercism": exercism.render,
}
