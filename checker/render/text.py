"""Text for a terminal: colours, folding, and candidates' text made harmless."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

CONTROLS = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
STYLES = {"passed": "32", "failed": "31", "error": "31", "blocked": "33", "checker problem": "35",
          "bold": "1", "dim": "2", "red": "31"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is written on: its width in columns, whether it shows colours."""

    width: int = 80
    color: bool = False

    def style(self, text: str, name: str) -> str:
        """Return *text* in the style *name*, if there are colours."""
        return f"\x1b[{STYLES[name]}m{text}\x1b[0m" if self.color and text else text

    def fold(self, text: str, indent: int, hanging: int | None = None) -> list[str]:
        """Return *text* folded at blanks, or anywhere in longer words, behind *indent* blanks."""
        first, later = " " * indent, " " * (indent if hanging is None else hanging)
        lines: list[str] = []
        for line in clean(text).splitlines() or [""]:
            start = first if not lines else later
            lines += textwrap.wrap(
                line, self.width, initial_indent=start, subsequent_indent=later,
                break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
            ) or [""]  # fmt: skip
        return lines


def clean(text: str) -> str:
    """Return *text* without control sequences, control characters and changes of direction."""
    return CONTROLS.sub("", text.replace("\r\n", "\n"))
