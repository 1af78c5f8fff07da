"""The report as data: JSON in the shape of ``docs/report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checker.report import as_dict

if TYPE_CHECKING:
    from checker.report import Report


def render(report: Report) -> str:
    """Return *report* as indented JSON, nothing truncated, in ASCII.

    In a log of GitHub Actions no line of it is a command.
    """
    return json.dumps(as_dict(report), indent=2).replace("##[", "#\\u0023[")
