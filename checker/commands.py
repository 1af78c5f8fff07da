"""What each command does, from its arguments to a text and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from checker import catalog
from checker.choices import STATES
from checker.errors import CHECKER_PROBLEM, NOT_PASSED, PASSED, KataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.catalog import Kata
    from checker.interview import Interview
    from checker.learning import Learner
    from checker.plan import Wish
    from checker.render.text import Screen
    from checker.report import Report
    from checker.submission import Submission
    from checker.verification import Depth
    from checker.zygote import Zygote

NARROWEST = 60
# Who reads what a system shows its students; the other formats are for who has the suites.
AUDIENCES = dict.fromkeys(("gradescope", "exercism", "classroom50"), "candidate")


def check(  # noqa: PLR0913 - one for each option
    name: str | None,
    path: Path | None,
    zygote: Zygote | None = None,
    *,
    form: str,
    everything: bool,
    seed: int | None,
    audience: str | None = None,
) -> tuple[str, int]:
    """Check the answer at *path*, or in ``work/``, to the kata *name*: text and exit code.

    *audience* is who reads it, ``candidate`` or ``interviewer``; None is the usual one of *form*.
    """
    gc.disable()  # most of a check is loading, where the collector only costs time
    root = catalog.find_root()
    if not name:
        known = ", ".join(catalog.kata_ids(root))
        raise KataError(f"Which kata? For example: make check KATA=jwt_auth\nThere are: {known}")
    kata = catalog.load_kata(root, name)

    from checker import runner

    render = _renderer(form)
    reports: list[Report] = []
    answers: list[Submission] = []
    runner.check_all(
        kata,
        _answer(root, kata, path, answers),
        reports.append,
        seed=seed,
        lanes=runner.default_lanes(),
        zygote=zygote,
    )
    report = reports[0]
    step = _next_step(report, path)
    if path is None:
        from checker import interview, progress

        if note := progress.record(root / "work", report, kata.suite_digest()).note:
            print_notice(f"note: {note}")
        step = interview.note(root / "work", report, answers[0]) or step
    if (audience or AUDIENCES.get(form)) == "candidate":
        from checker.grading import for_candidate

        report = for_candidate(report)
    return render(report, everything=everything, next_step=step), _code(report)


def _answer(
    root: Path, kata: Kata, path: Path | None, answers: list[Submission]
) -> Iterator[Submission]:
    """Yield the answer to be checked, and keep it in *answers*.

    It is asked for when the sandbox has begun to load.
    """
    from checker.learning import Learner
    from checker.submission import read_submission

    learner = Learner(root)
    for notice in learner.begin(kata) if path is None else ():
        print_notice(notice)
    workspace = learner.workspace
    given = path.expanduser() if path else workspace.answer(kata)
    answers.append(read_submission(Path(workspace.shown(given)), kata.kept))
    yield answers[0]


def print_notice(text: str) -> None:
    """Say *text* on standard error, at once."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class Render(Protocol):
    """Writes a report, with *everything* and the *next_step* where a person reads it."""

    def __call__(self, report: Report, *, everything: bool, next_step: str) -> str:
        """Return *report* as text."""


def _renderer(form: str) -> Render:
    """Return what renders a report in *form*; raise `KataError` if something is missing for it."""
    if form == "text":
        return _as_text
    from checker import formats

    write = formats.writer(form, os.environ)
    return lambda report, **_: f"{write(report).rstrip()}\n"


def _as_text(report: Report, *, everything: bool, next_step: str) -> str:
    from checker.render import terminal

    return terminal.render(report, screen(), everything=everything, next_step=next_step)


def screen() -> Screen:
    """Return the width and the colours of standard output; plain when it is no terminal."""
    import shutil

    from checker.render.text import WIDEST, Screen

    width = min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)
    plain = "NO_COLOR" in os.environ or _is_dumb()
    return Screen(width=width, color=sys.stdout.isatty() and not plain)


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"


def _code(report: Report) -> int:
    if report.outcome == "checker problem":
        return CHECKER_PROBLEM
    return PASSED if report.outcome == "passed" else NOT_PASSED


def _next_step(report: Report, path: Path | None) -> str:
    if report.outcome == "checker problem":
        return f"this is not the answer's fault; the same again: make check KATA={report.kata}"
    if report.outcome == "passed" and path is None:
        return f"compare with the reference (make solution KATA={report.kata}), then: make next"
    if report.outcome == "passed":
        return f"your own turn: make check KATA={report.kata}"
    again = f"make check KATA={report.kata}" + (f" SUBMISSION={path}" if path else "")
    if not _editable(report):
        return again
    stuck = f"   (stuck? make hint KATA={report.kata})" if path is None else ""
    return f"edit {report.submission}/app.py, then: {again}{stuck}"


def _editable(report: Report) -> bool:
    return Path(report.submission).is_dir()


def watch(name: str | None) -> str:
    """Watch the answer to the kata *name*, or to the one to go on with; return what to say then."""
    from checker import learning

    learner = learning.Learner(catalog.find_root())
    kata = learner.kata(name) if name else _next_kata(learner)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or _is_dumb():
        raise KataError(
            "Watching needs a terminal that keys can be read from and that can be drawn on. "
            f"To check once: make check KATA={kata.id}"
        )
    from checker import lessons
    from checker.watch import run

    return run(learner, kata, partial(lessons.explained, learner), color=screen().color)


def _next_kata(learner: Learner) -> Kata:
    from checker import interview
    from checker.learning import next_kata

    katas = interview.asked(learner.workspace.folder, learner.katas())
    if kata := next_kata(katas, learner.progress, learner.started(katas)):
        return kata
    raise KataError("You have passed every kata. Name one, such as: make watch KATA=jwt_auth")


def list_katas(
    text: str = "",
    *,
    track: str | None = None,
    difficulty: str | None = None,
    state: str | None = None,
) -> str:
    """Return all katas, or those that fit, with difficulty, minutes and state.

    *text* stands in the id, the title or a concept's title.
    """
    from checker import learning
    from checker.render import lesson, listing

    who = learning.Learner(catalog.find_root())
    everything, progress = who.katas(), who.progress
    phases = who.phases(everything)
    katas = [
        kata
        for kata in everything
        if track in (None, kata.track)
        and difficulty in (None, kata.difficulty)
        and (state is None or phases[kata.id] in STATES[state])
        and _mentions(kata, text.casefold())
    ]
    if not katas:
        raise KataError("No kata fits. All of them: make list")
    listed = listing.render(katas, progress, phases, screen(), len(everything))
    noted = "".join(f"{line}\n" for line in lesson.note(progress.note, screen()))
    following = learning.next_kata(katas, progress, who.started(katas)) or katas[0]
    return f"{listed}{noted}\nNext: make check KATA={following.id}\n"


def _mentions(kata: Kata, text: str) -> bool:
    told = [kata.id, kata.title, *(concept.title for concept in kata.concepts)]
    return any(text in each.casefold() for each in told)


def show_progress(page: str | None) -> str:
    """Return what was passed, or write it as a *page*, to ``work/`` if that is empty."""
    from checker import lessons

    learner = lessons.learner()
    found = lessons.statistics_of(learner)
    if page is None:
        from checker.render import progress

        return progress.render(found, screen())
    from checker.render import progress_page
    from checker.render.progress import next_step
    from checker.writing import write_page

    path = Path(page) if page else learner.workspace.folder / "progress.html"
    backup = write_page(path, progress_page.render(found), progress_page.MARKER)
    shown = learner.workspace.shown
    kept = f"What was there before is kept in {shown(backup)}.\n" if backup else ""
    return f"{kept}Open {shown(path)} in a browser.\n\nNext: {next_step(found)}\n"


def verify(names: tuple[str, ...], say: Callable[[str], object], depth: Depth) -> int:
    """Verify the katas *names*, or all; *say* each table as it is done; return the exit code."""
    from checker import verification
    from checker.render import proof

    root = catalog.find_root()
    for name in names:
        if name not in catalog.kata_ids(root):
            catalog.load_kata(root, name)
    fine = True
    for result in verification.verify_all(root, names or catalog.kata_ids(root), depth):
        say(proof.render(result, screen()))
        fine = fine and result.holds
    return PASSED if fine else NOT_PASSED


def remind() -> None:
    """Say that an interview is over, if one is, and take its answers as they are now."""
    try:
        root = catalog.find_root()
    except KataError:  # said by commands that need one
        return
    now = _now()
    current = _interview(root / "work")
    if current and not current.runs(now):
        from checker import session
        from checker.learning import Learner

        session.close(Learner(root), now)
        print_notice(
            f"Your interview ended at {current.over:%H:%M}. See how it went: make interview"
        )


def where() -> str:
    """Say where one is and what to do next: in the interview if one runs, else in the course."""
    from checker import lessons

    who, now = lessons.learner(), _now()
    current = _interview(who.workspace.folder)
    if current and current.runs(now):
        return _status(who, current, now)
    return lessons.where(screen())


def _status(who: Learner, current: Interview, now: datetime) -> str:
    from checker import session
    from checker.render import interview as shown

    return shown.render_status(current, session.statuses(who, current), now, screen())


def _interview(folder: Path) -> Interview | None:
    """Return the interview in *folder*; from now on its private katas are known, if it has some."""
    from checker import interview, shelves

    current, note = interview.read(folder)
    if note:
        print_notice(f"note: {note}")
    if current:
        shelves.add_present(current.private)
    return current


class Ask(Protocol):
    """Says something, asks a question about it, and returns whether the answer was yes."""

    def __call__(self, told: str, question: str, *, usual: bool) -> bool:
        """Say *told* and ask *question*, to which *usual* is the answer of who says nothing."""


def interview(wish: Wish, ask: Ask, *, end: bool, keep: bool) -> str:
    """Begin an interview as in *wish*, show the one that runs, or *end* it; return the text.

    With *keep* answers that are there are not put away.
    """
    from checker import session
    from checker.learning import Learner
    from checker.plan import Wish
    from checker.render import interview as shown
    from checker.render.text import counted

    learner = Learner(catalog.find_root())
    current = _interview(learner.workspace.folder)
    if current is None and end:
        raise KataError("No interview runs. Begin one: make interview")
    if current is None:
        return _begin(learner, wish, ask, keep=keep)
    now, new = _now(), keep or wish != Wish()
    if current.runs(now) and new:
        raise KataError(
            f"There is an interview already, until {current.ends:%H:%M}. See it: make interview\n"
            "For another one, end it first: make interview ARGS=--end"
        )
    if current.runs(now) and not end:
        return _status(learner, current, now)
    left = counted(current.minutes_left(now), "minute")
    if current.runs(now) and not ask("", f"End the interview, with {left} left?", usual=False):
        return "It goes on. See it: make interview\n"
    if new:
        print_notice("First the interview that is over; after that, type the same again.")
    session.close(learner, _now())
    found, paths = session.finish(learner, print_notice)
    saved = [learner.workspace.shown(path) for path in paths]
    return shown.render_debrief(found, saved, screen())


def _begin(learner: Learner, wish: Wish, ask: Ask, *, keep: bool) -> str:
    from checker import session
    from checker.render import interview as shown

    plan = session.suggest(learner, wish)
    begun = [kata.id for kata in session.begun_before(learner, plan.katas)]
    told = shown.render_plan(plan, begun, screen(), keep=keep)
    if begun and not keep:
        if not ask(told, "Put them away, and start the clock?", usual=False):
            return "Nothing was begun. To go on from what is there: make interview ARGS=--keep\n"
    elif not ask(told, "Start the clock?", usual=True):
        return "Nothing was begun. When you are ready: make interview\n"
    begun_now = session.begin(learner, plan, _now, print_notice, keep=keep)
    return shown.render_begun(begun_now, screen())


def _now() -> datetime:
    return datetime.now().astimezone()


def doctor() -> tuple[str, int]:
    """Return what isolation this machine gives, and the exit code."""
    from checker import doctor
    from checker.render import diagnosis

    found = doctor.examine()
    return diagnosis.render(found, screen()), PASSED if found.safe else NOT_PASSED
