"""Many checks at once, in worker processes that keep the suite and the zygote of a kata warm."""

from __future__ import annotations

from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from checker.errors import CheckerProblem, KataError
from checker.runner import Job, cores, run_jobs
from checker.suite.lanes import Lane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from checker.catalog import Kata
    from checker.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One check of one kata."""

    kata: Kata
    job: Job


def default_workers() -> int:
    """Return how many checks run at the same time by default: a check waits now and then."""
    return cores() + 1


def run_pool(
    tasks: Sequence[Task], workers: int | None = None
) -> Iterator[tuple[int, Report | KataError]]:
    """Do *tasks* in *workers* processes; yield the number of each, and its report, as they come.

    In the place of a report stands the `SuiteError` or `CheckerProblem` that prevented it. A
    worker stays with a kata while there are tasks of it, goes on to the next kata that nobody
    works on, and helps with the longest queue at the end. A check whose time ran out is repeated
    once, and the second report counts. Raises `CheckerProblem` if a worker dies.
    """
    queues = _Queues(tasks)
    lanes: dict[Connection, Lane[bool]] = {}
    try:
        for _ in range(min(workers or default_workers(), len(tasks))):
            ours, theirs = Pipe()
            lanes[ours] = Lane(partial(_work, tasks, theirs, [*lanes, ours]), orderly=True)
            theirs.close()
        while lanes:
            ready = wait(list(lanes))
            for ours in [lane for lane in lanes if lane in ready]:
                try:
                    finished = ours.recv()
                except EOFError:
                    lanes.pop(ours).result()
                    raise _death() from None
                again = finished is not None and queues.put_back(*finished)
                following = queues.next_after(finished[0] if finished else None)
                with suppress(BrokenPipeError):  # what it sends next is its end
                    ours.send(following)
                if following is None:
                    ours.close()
                    if not lanes.pop(ours).result():
                        raise _death()
                if finished and not again:
                    yield finished
    finally:
        for ours, lane in lanes.items():
            lane.end()
            ours.close()


def _death() -> CheckerProblem:
    return CheckerProblem("A process that runs checks has died.")


class _Queues:
    """What is still to be done, by the folder of a kata: two of them may have the same id."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.katas = [task.kata.folder for task in tasks]
        self.waiting: dict[Path, deque[int]] = {}
        for number, kata in enumerate(self.katas):
            self.waiting.setdefault(kata, deque()).append(number)
        self.at_work: Counter[Path] = Counter()
        self.repeated: set[int] = set()

    def put_back(self, number: int, outcome: Report | KataError) -> bool:
        """Do the task *number* once more, later, if its time ran out; return whether it is done.

        When many checks run at the same time, a busy machine may be what took so long.
        """
        late = not isinstance(outcome, KataError) and outcome.timed_out
        if not late or number in self.repeated:
            return False
        self.repeated.add(number)
        self.waiting.setdefault(self.katas[number], deque()).append(number)
        return True

    def next_after(self, finished: int | None) -> int | None:
        """Return the task for a worker that has *finished* one, or has not begun; None: no more."""
        own = None if finished is None else self.katas[finished]
        if own is not None:
            self.at_work[own] -= 1
        kata = own if own in self.waiting else self._other()
        if kata is None:
            return None
        self.at_work[kata] += 1
        number = self.waiting[kata].popleft()
        if not self.waiting[kata]:
            del self.waiting[kata]
        return number

    def _other(self) -> Path | None:
        alone = next((kata for kata in self.waiting if not self.at_work[kata]), None)
        return alone or max(self.waiting, key=lambda kata: len(self.waiting[kata]), default=None)


def _work(tasks: Sequence[Task], channel: Connection, others: list[Connection]) -> bool:
    """Do what *channel* says until it says None; every report is answered by the next number."""
    for connection in others:
        connection.close()
    _Worker(tasks, channel).go()
    return True


class _Worker:
    """One process of the pool: *number* is what it has been told to do."""

    def __init__(self, tasks: Sequence[Task], channel: Connection) -> None:
        self.tasks, self.channel = tasks, channel
        self.number: int | None = None

    def go(self) -> None:
        """Work through one kata after the other."""
        self._hand_in(None)
        while self.number is not None:
            kata = self.tasks[self.number].kata
            try:
                run_jobs(kata, self._jobs(kata), self._deliver)
            except KataError as error:
                if self.number is None:
                    raise
                self._deliver(error)

    def _jobs(self, kata: Kata) -> Iterator[Job]:
        """Yield jobs of *kata* until the next one is of another."""
        while self.number is not None and self.tasks[self.number].kata.folder == kata.folder:
            yield self.tasks[self.number].job

    def _deliver(self, outcome: Report | KataError) -> None:
        self._hand_in((self.number, outcome))

    def _hand_in(self, finished: tuple[int | None, Report | KataError] | None) -> None:
        self.channel.send(finished)
        self.number = self.channel.recv()
