"""The debrief of an interview as a file: Markdown, and one page of HTML that needs nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from checker.render import escape
from checker.render.document import STYLE
from checker.render.interview import since, span, when
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.debrief import Debrief, Part, Point

TEMPLATE = Path(__file__).with_name("debrief.html")
WORDS = {"passed": "ok", "checker problem": "problem", "": "not judged"}
A_MOMENT = timedelta(minutes=1)
UNTOLD = "How its answer would sound is not told here, so that you can still take it."
FLAG = "On its own this can end an interview."


def markdown(debrief: Debrief) -> str:
    """Return *debrief* as Markdown. The words of katas are Markdown, all others are escaped."""
    return "\n\n".join(block.rstrip("\n") for block in _blocks(debrief)) + "\n"


def _blocks(debrief: Debrief) -> Iterator[str]:
    """Yield what stands between blank lines."""
    yield f"# {title(debrief)}"
    yield f"{subtitle(debrief)}."
    rows = [
        (part.kata, str(part.minutes), *(count(part, level) for level in LEVELS),
         flags(part), str(part.checks))
        for part in debrief.parts
    ]  # fmt: skip
    yield _table(("kata", "minutes", *LEVELS, "red flags", "checks"), rows)
    for note in debrief.notes:
        yield f"Note: {escape.markdown(note)}"
    yield "## How it went"
    checks = [
        (when(event), event.kata, f"{event.passed} of {event.total}",
         ", ".join(event.won), ", ".join(event.lost))
        for event in debrief.events
    ]  # fmt: skip
    head = ("time", "kata", "passed", "for the first time", "lost again")
    yield _table(head, checks) if checks else "Nothing was checked."
    for part in debrief.parts:
        yield f"## {part.kata}: {part.title}"
        yield from _trouble(part)
        yield from _points(part)
        yield from _words(part)
        yield from kept(part)
    yield "## What to do next"
    steps = (
        f"{step.told}" + (f" `{step.command}`" if step.command else "") for step in debrief.steps
    )
    yield "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _trouble(part: Part) -> Iterator[str]:
    yield from remarks(part)
    if part.newer:
        yield f"Changed after the end: {', '.join(map(escape.markdown, part.newer))}"
    if part.problem:
        yield f"Not judged: {escape.markdown(part.problem)}"
    if part.fault:
        yield "The answer could not be used:"
        yield escape.fenced(part.fault)
    for point in part.flags:
        yield f"**Red flag: {point.title}.** It does not hold. {FLAG}"


def _points(part: Part) -> Iterator[str]:
    for level in LEVELS:
        points = [point for point in part.points if point.level == level]
        if points:
            yield f"### {level.capitalize()}: {count(part, level)}"
            yield "\n".join(f"- {outcome(point)}: {point.title}{_more(point)}" for point in points)


def _words(part: Part) -> Iterator[str]:
    if part.words.answer and part.touched:
        yield "### How the answer would sound"
        yield f"{part.words.heading}:"
        yield "\n".join(f"> {line}".rstrip() for line in part.words.answer.splitlines())
    if part.words.questions:
        yield "### Follow-up questions, to be answered aloud"
        yield part.words.questions
        yield f"Compare with the end of {part.explanation}."


def _more(point: Point) -> str:
    return f" ({told})" if (told := explanation(point)) else ""


def page(debrief: Debrief) -> str:
    """Return *debrief* as one page of HTML, light or dark as its reader likes, without a script."""
    import jinja2  # noqa: PLC0415 - takes time, and is needed at the end of an interview only
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")

    def cleaned(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape.html(str(value)))  # noqa: S704

    environment = jinja2.Environment(
        autoescape=True,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["words"] = lambda text: Markup(reader.render(text))  # noqa: S704
    environment.filters["line"] = lambda text: Markup(reader.renderInline(text))  # noqa: S704
    names = (title, subtitle, count, flags, outcome, explanation, remarks, kept, when)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        debrief=debrief,
        levels=LEVELS,
        flag=FLAG,
        style=Markup(STYLE),  # noqa: S704 - our own
        **{name.__name__: name for name in names},
    )


def title(debrief: Debrief) -> str:
    """Return what stands at the top."""
    return f"Mock interview of {debrief.started.day} {debrief.started:%B %Y}"


def subtitle(debrief: Debrief) -> str:
    """Return when it was."""
    preset = f"Preset {debrief.preset}, " if debrief.preset else "From "
    if debrief.found - debrief.over < A_MOMENT:
        return f"{preset}{span(debrief)}"
    day = f" on {debrief.found.day} {debrief.found:%B}"
    day = "" if debrief.found.date() == debrief.over.date() else day
    return f"{preset}{span(debrief)}; found to be over at {debrief.found:%H:%M}{day}"


def count(part: Part, level: str) -> str:
    """Return how many concepts of *level* passed, of how many, and how many after the end."""
    counts = [(n.passed, n.total) for name, n in part.counts.items() if name == level]
    later = [n.passed for name, n in part.later.items() if name == level]
    if not counts:
        return "none"
    passed, total = counts[0]
    return f"{passed}/{total}" + (f" ({later[0]} after the end)" if later else "")


def flags(part: Part) -> str:
    """Return how many red flags there are, and how many could not be judged."""
    open_ = [p for p in part.points if p.red_flag and p.outcome not in ("passed", "failed")]
    told = str(len(part.flags)) if part.flags else "" if open_ else "none"
    return ", ".join(filter(None, [told, f"{len(open_)} not judged" if open_ else ""]))


def outcome(point: Point) -> str:
    """Return the outcome of *point* in a word."""
    return WORDS.get(point.outcome, point.outcome)


def explanation(point: Point) -> str:
    """Return what is to be added to the outcome of *point*, or nothing."""
    told = []
    if point.minute is not None:
        told.append(f"first passed at {since(point.minute)}")
    if point.outcome == "failed" and point.asked:
        told.append(point.asked)
    if point.outcome == "blocked":
        told.append(f"needs {', '.join(point.needs)}")
    if point.after_end:
        told.append("passed with what was changed after the end")
    return "; ".join(told)


def remarks(part: Part) -> list[str]:
    """Return what is to be known about the answer to *part*."""
    told = [] if part.touched else [f"This kata was not begun. {UNTOLD}"]
    if not part.checks and any(point.outcome for point in part.points):
        told.append("It was checked for the first time when the interview was over.")
    return told


def kept(part: Part) -> list[str]:
    """Return where the answers to *part* are."""
    told = [f"Your answer as it was at the end: work/{part.answer}"] if part.answer else []
    return told + ([f"Your answer of before: work/{part.backup}"] if part.backup else [])
