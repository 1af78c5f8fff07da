"""What `kata watch` shows: pure functions from what is known to the lines of a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.render import terminal
from checker.render.text import BAR, Screen, clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.learning import Hints
    from checker.report import Report

# A terminal that is narrower cuts lines off; folded to its width, nobody could read them.
NARROWEST, TABLE_NARROWEST, FOOT_NARROWEST = 30, 60, 15
COLOR = re.compile(r"(\x1b\[\d*m)")
NARROWEST_BAR, WIDEST_BAR = 5, 20
FEW_ROWS = 12  # with less, there is nothing but what a verdict needs
MOST_COMPARED = 200_000  # bytes of a file; comparing takes longer than its length suggests
KEYS = {
    "n": ("next", "go on to the next kata; asks once if this one is not passed"),
    "h": ("hint", "read one more hint about the first open concept"),
    "a": ("all", "show every concept that did not pass in full, or only the first"),
    "d": ("changes", "show what changed between the last two checks"),
    "l": ("list", "list the katas, with your state"),
    "s": ("solution", "open the solution, once you have passed or given up"),
    "x": ("reset", "begin anew from the stub; asks once, and keeps a backup"),
    "?": ("help", "show this page, or leave it"),
    "q": ("quit", "leave; what you have done is kept"),
}
MOVING = "space, b, arrows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check that was made: its *report*, and the *files* that it judged, by name."""

    report: Report
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that is to be seen.

    *last* is the latest check, the *number*-th of this kata. *page* is the text of another page
    than the verdict's, *problem* says why there is no verdict on the latest files. *notices* and
    *question* stand above the keys. *concepts* and *katas* are passed and total. *clock* is what is
    left of an interview, if there is one. *offset* is the number of lines that were scrolled away.
    """

    kata: str
    title: str
    answer: str
    task: str
    last: Checked | None = None
    number: int = 0
    checking: bool = False
    passed: bool = False
    everything: bool = False
    hints: tuple[Hints, ...] = ()
    page: str = ""
    problem: str = ""
    notices: tuple[str, ...] = ()
    question: str = ""
    concepts: tuple[int, int] = (0, 0)
    katas: tuple[int, int] = (0, 0)
    clock: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The *lines* of a full screen; *offset* is the view's, within what there is to scroll."""

    lines: tuple[str, ...]
    offset: int = 0


def render(view: View, screen: Screen, rows: int) -> Frame:
    """Return a line for each of *rows*; where there is not room for all, what matters most."""
    head, foot = _title(view, screen), _foot(view, screen, rows)
    room = max(rows - len(foot) - 1, 0)
    content = _content(view, screen, tight=False)
    if len(content) > room:
        content = _content(view, screen, tight=True)
    body, offset = _body(content, room, view.offset, screen)
    lines = [head, *body, *foot][:rows]
    return Frame(tuple(_cut(line, screen.width) for line in lines), offset)


def _body(content: list[str], room: int, offset: int, screen: Screen) -> tuple[list[str], int]:
    """Return *room* lines of *content*, and the offset of the first, at most *offset*."""
    if len(content) <= room:
        above = [""] * (len(content) < room)
        return [*above, *content, *[""] * (room - len(above) - len(content))], 0
    shown = max(room - 1, 0)
    offset = max(0, min(offset, len(content) - max(shown, 1)))
    more = _more(offset, len(content) - shown - offset, screen)
    return [*content[offset : offset + shown], more][:room], offset


def _cut(line: str, width: int) -> str:
    """Return the first *width* characters of *line*, with all of its colours."""
    left, parts = width, []
    for part in COLOR.split(line):
        parts.append(part if COLOR.fullmatch(part) else part[:left])
        left -= 0 if COLOR.fullmatch(part) else len(parts[-1])
    return "".join(parts)


def _more(above: int, below: int, screen: Screen) -> str:
    counts = [f"{above} above"] if above else []
    counts += [f"{below} below"] if below else []
    return screen.style(f"-- more lines: {', '.join(counts)} ({MOVING})", "dim")


def _title(view: View, screen: Screen) -> str:
    left, right = f"{view.kata}  {view.title}", _status(view)
    if len(left) + len(right) + 2 > screen.width:
        left = view.kata
    gap = " " * max(screen.width - len(left) - len(right), 2)
    rest = left.removeprefix(view.kata)
    styled = screen.style(right, "blocked" if view.checking else "dim")
    return f"{screen.style(view.kata, 'bold')}{rest}{gap}{styled}"


def _status(view: View) -> str:
    if view.checking:
        return "checking ..."
    if view.problem or not view.last:
        return "not checked"
    report = view.last.report
    passed = sum(concept.outcome == "passed" for concept in report.concepts)
    counts = f"{passed} of {len(report.concepts)}"
    return f"{counts} passed, check {view.number}, {report.seconds:.1f} s"


def _content(view: View, screen: Screen, *, tight: bool) -> list[str]:
    if view.page:
        return view.page.rstrip("\n").splitlines()
    folding = replace(screen, width=max(screen.width, NARROWEST))
    if view.problem:
        said = ["The answer could not be checked:", *folding.mention(view.problem, 2), ""]
        said += folding.fold("It is tried again when you save.", 0, 2)
        return [*said, *_hints(view, folding)]
    if view.last is None:
        return [*_welcome(view, folding), *_hints(view, folding)]
    report = view.last.report
    table = list(terminal.table(report, replace(screen, width=max(screen.width, TABLE_NARROWEST))))
    summary = terminal.summary(report, folding)
    explained = list(_explained(view, report, folding))
    if tight:
        return [*summary, *_hints(view, folding), *explained, "", *table]
    return [*table, "", *summary, *explained, *_hints(view, folding)]


def _welcome(view: View, screen: Screen) -> list[str]:
    told = f"Edit {view.answer}/app.py: each time you save it, it is checked. "
    return screen.fold(f"{told}The task is in {view.task}.", 0)


def _explained(view: View, report: Report, screen: Screen) -> Iterator[str]:
    if report.outcome == "passed":
        yield ""
        solution = "" if view.clock else ", s shows the solution"
        yield from screen.fold(f"All concepts passed. n goes on{solution}.", 0, 2)
    if report.outcome == "checker problem":
        yield ""
        yield from screen.fold("This is not the answer's fault; save it again to repeat.", 0, 2)
    yield from terminal.explanation(report, screen, everything=view.everything, rest="a")


def _hints(view: View, screen: Screen) -> Iterator[str]:
    for one in view.hints:
        yield ""
        yield from screen.fold(f"Hints about {one.concept} ({len(one.hints)} of {one.total})", 0, 2)
        for number, hint in enumerate(one.hints, start=1):
            yield from screen.fold(f"{number}. {hint}", 2, 5)


def _foot(view: View, screen: Screen, rows: int) -> list[str]:
    folding = replace(screen, width=max(screen.width, FOOT_NARROWEST))
    asked = folding.fold(view.question, 0, 2)[: max(rows - 2, 0)] if view.question else []
    told = [line for text in view.notices for line in folding.fold(text, 0, 2)]
    said = told[: min(rows // 3, max(rows - 2 - len(asked), 0))]
    said += [screen.style(line, "blocked") for line in asked]
    drawn = [bars(view, screen)] if rows >= FEW_ROWS else []
    return [*said, *drawn, keys(view, screen)]


def bars(view: View, screen: Screen) -> str:
    """Return how much is passed of this kata and of all, as bars where there is room.

    During an interview all katas do not matter, but its clock does.
    """
    parts = [(*view.concepts, "concepts")]
    parts += [] if view.clock else [(*view.katas, "katas")]
    clock = [view.clock] if view.clock else []
    told = [f"{passed} of {total} {word}" for passed, total, word in parts]
    room = (screen.width - len("   ".join([*told, *clock]))) // len(parts) - len("[] ")
    if room < NARROWEST_BAR:
        return ", ".join([*told, *clock])
    width = min(room, WIDEST_BAR)
    drawn = [bar(passed, total, width, screen) for passed, total, _ in parts]
    barred = [f"{one} {words}" for one, words in zip(drawn, told, strict=True)]
    return "   ".join([*barred, *(screen.style(words, "bold") for words in clock)])


def bar(passed: int, total: int, width: int, screen: Screen) -> str:
    """Return *passed* of *total* as a bar: only all of them fill it, and a single one is seen."""
    filled = passed * width // total if total else 0
    filled = max(filled, 1) if passed else 0
    return f"[{screen.style('#' * filled, 'passed')}{'.' * (width - filled)}]"


def keys(view: View, screen: Screen) -> str:
    """Return the line of keys: with their words where there is room."""
    known = {key: word for key, (word, _) in KEYS.items() if key != "n" or view.passed}
    words = "  ".join(f"{key} {word}" for key, word in known.items())
    if len(words) > screen.width:
        return " ".join(screen.style(key, "bold") for key in known)
    return "  ".join(f"{screen.style(key, 'bold')} {word}" for key, word in known.items())


def help_page(view: View, screen: Screen) -> str:
    """Return the page that explains the keys and the watching."""
    told = (
        f"The answer in {view.answer} is checked each time one of its files has changed and then "
        "rested for a fifth of a second. Keys work at once, without Enter; what you type while a "
        "check is made is not kept for later.\n"
        f"The task is in {view.task}."
    )
    lines = [*screen.fold(told, 0), ""]
    lines += [
        line for key, (_, text) in KEYS.items() for line in screen.fold(f"{key}      {text}", 2, 9)
    ]
    lines += screen.fold("space  further down; b back up; the arrows go line by line", 2, 9)
    lines += screen.fold("Esc    back to the verdict", 2, 9)
    return "\n".join(lines)


def changes_page(before: Checked | None, after: Checked | None, screen: Screen) -> str:
    """Return what changed from one check to the next: outcomes, then the learner's lines."""
    if not before or not after:
        return "There is nothing to compare yet: that takes two checks since this began."
    lines = ["Between the last two checks:", ""]
    lines += _outcomes(before.report, after.report, screen) or ["No concept changed its outcome."]
    lines.append("")
    lines += _files(before.files, after.files, screen) or ["No file changed."]
    return "\n".join(lines)


def _outcomes(before: Report, after: Report, screen: Screen) -> list[str]:
    earlier = {concept.id: concept.outcome for concept in before.concepts}
    changed = [c for c in after.concepts if c.outcome != earlier.get(c.id, c.outcome)]
    widest = max((len(concept.id) for concept in changed), default=0)
    return [
        f"{concept.id:<{widest}}  {_word(earlier[concept.id])} -> "
        f"{screen.style(_word(concept.outcome), concept.outcome)}"
        for concept in changed
    ]


def _word(outcome: str) -> str:
    return terminal.WORDS.get(outcome, outcome)


def _files(before: dict[str, bytes], after: dict[str, bytes], screen: Screen) -> list[str]:
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            what = "new" if old is None else "removed" if new is None else "changed"
            lines.append(screen.style(f"{one_line(name)} ({what})", "bold"))
            lines += _difference(old or b"", new or b"", screen)
    return lines


def _difference(old: bytes, new: bytes, screen: Screen) -> Iterator[str]:
    """Yield a unified difference, each line behind a bar."""
    import difflib  # noqa: PLC0415 - seldom needed, and most of a start is loading

    if b"\0" in old + new or len(old + new) > MOST_COMPARED:
        yield "  (not shown: it is no text, or long)"
        return
    first, second = (clean(one.decode(errors="replace")).splitlines() for one in (old, new))
    styles = {"+": "passed", "-": "failed", "@": "dim"}
    for line in list(difflib.unified_diff(first, second, lineterm=""))[2:]:
        barred = f"  {BAR}{line.expandtabs()}"  # a long one is cut off: folded it would be two
        yield screen.style(barred, styles[line[0]]) if line[0] in styles else barred
