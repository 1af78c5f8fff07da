"""`kata watch`: files, keys and checks as events of one loop.

The loop itself never waits for anything but the next event: checks are made in another process,
see `checker.warm`, so that a key or a new size of the terminal is answered at once.
"""

from __future__ import annotations

import io
import os
import select
import signal
import tarfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from checker import catalog, interview, progress
from checker.changes import Changes, snapshot
from checker.console import Console, Ended, Signals
from checker.errors import KataError
from checker.learning import next_kata, take_hint
from checker.render import listing
from checker.render import watch as rendered
from checker.render.text import WIDEST, Screen
from checker.render.watch import Checked, View
from checker.submission import read_submission
from checker.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.catalog import Kata
    from checker.learning import Learner
    from checker.progress import Progress
    from checker.report import Report
    from checker.submission import Submission

ACTING = ("n", "h", "s", "x")  # more than another look at what is known
STEPS = {"down": 1, "up": -1}
PAGES = {"space": 1, "page down": 1, "b": -1, "page up": -1}


def run(
    learner: Learner, kata: Kata, solution: Callable[[Kata, Screen], str], *, color: bool
) -> str:
    """Check the answer to *kata* whenever it changes, and do what keys say, until ``q``.

    *solution* returns the text that shows the solution of a kata. Returns what to say at the end.
    Ctrl-C raises KeyboardInterrupt; after SIGTERM and SIGHUP the process ends as if by them.
    """
    signals = Signals()
    console = Console()
    session = Session(learner, solution, color=color)
    try:
        try:
            session.begin(kata)
            console.enter()
            _loop(session, console, signals)
        finally:
            console.leave()
            session.close()
            signals.close()
    except Ended as ended:
        if ended.number == signal.SIGINT:
            raise KeyboardInterrupt from None
        os.kill(os.getpid(), ended.number)
    return session.farewell()


def _loop(session: Session, console: Console, signals: Signals) -> None:
    while True:
        if session.stale:
            lines = session.drawn(console.size)
            if "q" in console.typed():  # the other keys were meant for what was seen before
                return
            console.draw(lines)
        pause = session.look(time.monotonic())
        sources: list[Any] = [console, signals, *([session.warm] if session.warm else [])]
        ready, _, _ = select.select(sources, [], [], pause)
        if console in ready and not session.press(console.typed(), console.size.lines):
            return  # keys come first: they were typed before anything else was seen
        if signals in ready:
            session.stale = True
            _answer(signals.arrived(), console)
        if session.warm in ready:
            session.take()


def _answer(arrived: set[int], console: Console) -> None:
    if signal.SIGTSTP in arrived:
        console.stop()
    elif signal.SIGCONT in arrived:
        console.enter()


@dataclass(slots=True)
class Attempt:
    """A check of *submission* that was begun, and its *result* if that waits to be shown.

    An early one was begun before the files had come to rest. It is settled if they rest as they
    were read for it, else dropped.
    """

    submission: Submission
    state: Literal["early", "settled", "dropped"]
    result: Report | KataError | None = None


class Session:
    """What is watched, what is known of it, and what is shown; it never waits.

    *warm* makes the checks, *attempt* is the one under way, *stale* says that there is something
    new to be drawn.
    """

    def __init__(
        self, learner: Learner, solution: Callable[[Kata, Screen], str], *, color: bool
    ) -> None:
        """Belong to *learner*; `begin` says what is watched."""
        self.learner, self.solution, self.color = learner, solution, color
        self.warm: Warm | None = None
        self.attempt: Attempt | None = None
        self.stale = self.wanted = True  # wanted: a check, as soon as none is made
        self.asked = ""  # the key that is to be pressed once more
        self.sure = False  # whether the key that is carried out now was that
        self.page: Callable[[Screen], str] | None = None
        self.page_key = ""
        self.acts = {
            "n": self._next, "h": self._hint, "s": self._solution, "x": self._reset,
            "a": self._all, "d": self._changes, "l": self._list, "?": self._help,
        }  # fmt: skip

    def begin(self, kata: Kata, notices: tuple[str, ...] = ()) -> None:
        """Watch the answer to *kata*, made from the stub on first use; `look` checks it at once."""
        self.close()
        notices += tuple(self.learner.begin(kata))
        workspace = self.learner.workspace
        self.kata, self.folder = kata, workspace.answer(kata)
        self.suite = kata.suite_digest()  # of the tests that are collected now
        self.before: Checked | None = None
        self.page = None
        self.view = View(
            kata=kata.id,
            title=kata.title,
            answer=workspace.shown(self.folder),
            task=workspace.shown(kata.readme),
            notices=notices,
            checking=True,
        )
        self._count(self.learner.progress)
        self.changes = Changes(lambda: snapshot(self.folder, kata.kept))
        self.stale = self.wanted = True

    def close(self) -> None:
        """End what makes the checks."""
        self._cool()
        self.attempt = None

    def _cool(self) -> None:
        if self.warm:
            self.warm.close()
        self.warm = None

    def farewell(self) -> str:
        """Return how far the kata is, and how to go on."""
        passed, total = self.view.concepts
        again = "make watch" if self.view.passed else f"make watch KATA={self.kata.id}"
        return f"{self.kata.id}: {passed} of {total} concepts passed. To go on: {again}"

    def look(self, now: float) -> float:
        """Begin a check when files change, and show its verdict when they have come to rest.

        One of files that had come to rest is made to its end before the next. Returns in how many
        seconds to look again.
        """
        before = self.changes.seen
        rested = self.changes.due(now)
        if rested or self.changes.seen != before:
            self.wanted = True
            if self.attempt and self.attempt.state == "early":
                self._compare(self.attempt)
        if self.wanted and not self.attempt:
            self._check()
        clock = interview.clock(self.learner.workspace.folder)
        self.stale = self.stale or clock != self.view.clock
        self.view = replace(self.view, clock=clock)
        return 0 if self.stale else self.changes.pause(now)

    def take(self) -> None:
        """Take the result of the check, or of one that was never made."""
        assert self.warm  # noqa: S101 - for the type checker; it has something to say
        result, attempt = self.warm.result(), self.attempt
        if isinstance(result, KataError):
            self._cool()
            if attempt is None:
                self._show_problem(result)
        if attempt and attempt.state == "dropped":
            self.attempt = None
        elif attempt and attempt.result is None:
            attempt.result = result
            self._settle(attempt)

    def press(self, keys: list[str], rows: int) -> bool:
        """Do what the first of *keys* stands for; return False if this is the end.

        The others came faster than anybody can look. While a check is made nothing is done but
        showing another page; a page is scrolled by half of *rows*.
        """
        key = keys[0] if keys else ""
        self.sure, self.asked = key != "" and key == self.asked, ""
        self.stale = True
        self.view = replace(self.view, notices=(), question="")
        if self.attempt and key in ACTING:
            self.view = replace(self.view, question=f"A check is being made; {key} after it.")
        elif key in self.acts:
            try:
                self.acts[key]()
            except KataError as error:
                self._say(str(error))
        elif key == "escape":
            self.page = None
        else:
            offset = self.view.offset + STEPS.get(key, 0) + PAGES.get(key, 0) * (rows // 2)
            self.view = replace(self.view, offset=max(offset, 0))
        return "q" not in keys

    def drawn(self, size: os.terminal_size) -> tuple[str, ...]:
        """Return how things are, as one line for each row of a terminal."""
        screen = Screen(width=min(size.columns, WIDEST), color=self.color)
        folding = replace(screen, width=max(screen.width, rendered.NARROWEST))
        page = self.page(folding) if self.page else ""
        frame = rendered.render(replace(self.view, page=page), screen, size.lines)
        self.view = replace(self.view, offset=frame.offset)
        self.stale = False
        return frame.lines

    # Checks

    def _read(self) -> Submission | KataError:
        try:
            shown = Path(self.learner.workspace.shown(self.folder))
            return read_submission(shown, self.kata.kept)
        except KataError as error:
            return error

    def _check(self) -> None:
        self.wanted = False
        at_rest = self.changes.at_rest
        answer = self._read()
        if not isinstance(answer, KataError):
            if not self.warm:
                self.warm = Warm(self.kata)
            self.warm.check(answer)
            self.attempt = Attempt(answer, "settled" if at_rest else "early")
            self.stale = True
            self.view = replace(self.view, checking=True, problem="")
        elif at_rest:  # else it may be half written
            self._show_problem(answer)

    def _compare(self, attempt: Attempt) -> None:
        """Go on with an early check if its submission is what the files are; else drop it."""
        answer = self._read()
        if not isinstance(answer, KataError) and answer.digest == attempt.submission.digest:
            self.wanted = False
            if self.changes.at_rest:
                attempt.state = "settled"
                self._settle(attempt)
        elif attempt.result:
            self.attempt = None
        else:
            attempt.state = "dropped"
            if self.warm:
                self.warm.drop()

    def _settle(self, attempt: Attempt) -> None:
        """Show the result of a check that counts, as soon as there is one."""
        if attempt.state == "settled" and attempt.result:
            self.attempt = None
            if isinstance(attempt.result, KataError):
                self._show_problem(attempt.result)
            else:
                self._judged(attempt.result, attempt.submission)

    def _show_problem(self, error: KataError) -> None:
        self.stale = True
        self.view = replace(self.view, problem=str(error), checking=False)

    def _judged(self, report: Report, submission: Submission) -> None:
        self.stale = True
        known = progress.record(self.learner.workspace.folder, report, self.suite)
        interview.note(self.learner.workspace.folder, report, submission)
        self.before = self.view.last
        open_ = {concept.id for concept in report.concepts if concept.outcome != "passed"}
        notices = (f"note: {known.note}",) if known.note else ()
        self.page, self.asked = None, ""
        self.view = replace(
            self.view,
            last=Checked(report=report, files=_files(submission)),
            checking=False,
            hints=tuple(one for one in self.view.hints if one.concept in open_),
            notices=(*self.view.notices, *notices),
            question="",
            offset=0,
        )
        self._count(known)

    def _count(self, known: Progress) -> None:
        state = known.of(self.kata.id)
        ids = catalog.kata_ids(self.learner.root)
        self.view = replace(
            self.view,
            number=state.tries,
            passed=bool(state.first_passed),
            concepts=(state.passed, state.total or len(self.kata.concepts)),
            katas=(sum(bool(known.of(name).first_passed) for name in ids), len(ids)),
        )

    # Keys

    def _say(self, text: str) -> None:
        self.view = replace(self.view, notices=(*self.view.notices, text))

    def _ask(self, key: str, question: str) -> None:
        self.asked = key
        self.view = replace(self.view, question=question)

    def _open(self, key: str, page: Callable[[Screen], str]) -> None:
        """Show another page than the verdict's, or go back from it."""
        back = self.page is not None and self.page_key == key
        self.page, self.page_key = (None if back else page), key
        self.view = replace(self.view, offset=0)

    def _next(self) -> None:
        if not self.view.passed and not self.sure:
            self._ask("n", "Not passed yet: n again to go on anyway.")
            return
        katas = interview.asked(self.learner.workspace.folder, self.learner.katas())
        known = self.learner.progress
        if following := following_kata(katas, self.kata, known, self.learner.started(katas)):
            self.begin(following)
        else:
            self._say("There is no other kata that you have not passed. All of them: l")

    def _hint(self) -> None:
        self.page = None
        hints = tuple(take_hint(self.learner, self.kata))
        self.view = replace(self.view, hints=hints, offset=0)

    def _all(self) -> None:
        self.page = None
        self.view = replace(self.view, everything=not self.view.everything, offset=0)

    def _changes(self) -> None:
        self._open("d", lambda screen: rendered.changes_page(self.before, self.view.last, screen))

    def _list(self) -> None:
        katas = self.learner.katas()
        known, phases = self.learner.progress, self.learner.phases(katas)
        self._open("l", lambda screen: listing.render(katas, known, phases, screen, len(katas)))

    def _solution(self) -> None:
        interview.refuse_while_running(self.learner.workspace.folder)
        state = self.learner.progress.of(self.kata.id)
        if state.first_passed or state.given_up:
            self._open("s", lambda screen: self.solution(self.kata, screen))
        else:
            command = f"make solution KATA={self.kata.id} ARGS=--give-up"
            self._say(f"Not passed yet. To see it all the same, which is recorded:\n{command}")

    def _reset(self) -> None:
        if not self.sure:
            question = f"x again puts {self.view.answer} aside and begins anew from the stub."
            self._ask("x", question)
            return
        workspace = self.learner.workspace
        backup = workspace.reset(self.kata)
        if backup:
            self._say(f"Your answer of before is now {workspace.shown(backup)}.")
        self._say(f"{self.view.answer} begins anew.")

    def _help(self) -> None:
        self._open("?", lambda screen: rendered.help_page(self.view, screen))


def following_kata(
    katas: list[Kata], current: Kata, known: Progress, started: set[str]
) -> Kata | None:
    """Return the kata to go on with after *current*.

    After one that is passed it is that of `next_kata`; one that is skipped is followed by the next
    open one of the course, so that n again and again comes to all of them.
    """
    ids = [kata.id for kata in katas]
    place = ids.index(current.id) if current.id in ids else 0
    if known.of(current.id).first_passed:
        return next_kata([kata for kata in katas if kata.id != current.id], known, started)
    return next_kata(katas[place + 1 :] + katas[:place], known, set())


def _files(submission: Submission) -> dict[str, bytes]:
    """Return what is in *submission* by name."""
    with tarfile.open(fileobj=io.BytesIO(submission.data)) as archive:
        return {
            member.name: file.read() for member in archive if (file := archive.extractfile(member))
        }
