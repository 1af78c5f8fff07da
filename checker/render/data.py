"""The report as data: JSON in the shape of ``docs/report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from checker.report import as_dict

if TYPE_CHECKING:
    from checker.report import Report


def render(report: Report) -> str:
    """Return *report* as indented JSON, nothing truncated, in ASCII."""
    return dumped(as_dict(report))


def dumped(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return *value* as indented JSON in ASCII; in a log of GitHub Actions no line is a command.

    Raises ValueError for a number that is not finite.
    """
    return json.dumps(value, indent=2, allow_nan=False).replace("##[", "#\\u0023[")
