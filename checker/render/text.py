"""Text for a terminal: colours, folding, and candidates' text made harmless."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass

SEQUENCES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]")
# Letters and marks that nobody sees, although they count as printable.
UNSEEN = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
STACKED = re.compile(f"({MARK}{{3}}){MARK}+")  # they run over the lines above and below
BAR = "| "
WIDEST = 100  # columns; longer lines are hard to read
MOST_LINES, MOST_CHARACTERS = 40, 8000
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
        return self._wrap(text, " " * indent, " " * (indent if hanging is None else hanging))

    def mention(self, text: str, indent: int) -> list[str]:
        """Return *text*, ours with a candidate's name in it: folded, all but the first line barred.

        So that a name with blanks in it cannot begin a line.
        """
        return self._wrap(text, " " * indent, " " * (indent + 2) + BAR)

    def quote(self, text: str, indent: int, start: str = "") -> list[str]:
        """Return a candidate's *text* folded, each line behind a bar, so that it speaks for itself.

        The first line has *start*, words of our own, in place of the bar.
        """
        later = " " * (indent + len("  ") if start else indent) + BAR
        shown = text[:MOST_CHARACTERS]
        lines = self._wrap(shown, f"{' ' * indent}{start} " if start else later, later)
        if len(lines) > MOST_LINES or len(shown) < len(text):
            lines[MOST_LINES:] = [f"{' ' * indent}(cut; {len(text)} characters are in FORMAT=json)"]
        return lines

    def next_step(self, step: str) -> list[str]:
        """Return what to do; a command that does not fit has a line of its own."""
        line = f"Next: {clean(step)}"
        text, _, command = line.rpartition(": ")
        return [line] if len(line) <= self.width else [f"{text}:", f"  {command}"]

    def _wrap(self, text: str, first: str, later: str) -> list[str]:
        lines: list[str] = []
        for line in clean(text).splitlines() or [""]:
            start = first if not lines else later
            width = self.width // 2 if _has_wide(line) else self.width
            lines += textwrap.wrap(
                line, width, initial_indent=start, subsequent_indent=later,
                break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
            ) or [start.rstrip()]  # fmt: skip
        return lines


def _has_wide(text: str) -> bool:
    """Whether a terminal shows a character of *text* in two columns."""
    return not text.isascii() and any(unicodedata.east_asian_width(c) in "WF" for c in text)


def clean(text: str) -> str:
    """Return *text* without what is not seen: control sequences, changes of direction, tags.

    What a log of GitHub Actions would take for a command in the middle of a line is broken up.
    """
    text = SEQUENCES.sub("", text.replace("\r\n", "\n"))
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in "\n\t" else _instead(c) for c in text)
    return STACKED.sub(r"\1", UNSEEN.sub("", text)).replace("##[", "## [")


def _instead(character: str) -> str:
    """Return a blank for a blank of another width, and nothing for a control or a format."""
    return " " if unicodedata.category(character) == "Zs" else ""


def one_line(text: str) -> str:
    """Return a name that a candidate chose, as a short text without line breaks."""
    return " ".join(clean(text[:200]).split())[:80]


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, in the plural unless it is one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
