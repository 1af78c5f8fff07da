"""Many checks at once, in worker processes that keep the suite and the zygote of a kata warm."""

from __future__ import annotations

from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol

import checker.suite.plugin  # noqa: F401 - loaded once, before it is forked
from checker.errors import CheckerProblem, KataError
from checker.runner import Job, cores, run_jobs
from checker.suite.lanes import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from checker.catalog import Kata
    from checker.report import Report

    Finished = tuple[int, Report | KataError]  # the place of a task, and what came of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One check of one kata.

    *load* reads the submission when it is its turn, so that thousands of tasks need no more memory
    than one; it may raise `KataError`.
    """

    kata: Kata
    load: Callable[[], Job]


class Executor(Protocol):
    """What does tasks, here or elsewhere: `run_pool` on this machine, or a queue of a cluster."""

    def __call__(self, tasks: Sequence[Task], /) -> Iterator[Finished]:
        """Do *tasks*; yield the place of each, once, and its report or why there is none."""


def default_workers() -> int:
    """Return how many checks run at the same time by default: a check waits now and then."""
    return cores() + 1


def run_pool(tasks: Sequence[Task], workers: int | None = None) -> Iterator[Finished]:
    """Do *tasks* in *workers* processes; yield the number of each, and its report, as they come.

    In the place of a report stands the `KataError` that prevented it. A worker stays with a kata
    while there are tasks of it, goes on to the next kata that nobody works on, and helps with the
    longest queue at the end. A check whose time ran out, or whose worker died, is repeated once,
    and the second outcome counts. Raises `CheckerProblem` if a worker dies without a task.
    """
    queues, crew = _Queues(tasks), _Crew(tasks)
    try:
        for _ in range(min(workers or default_workers(), len(tasks))):
            crew.hire()
        while crew.lanes:
            for worker, finished in crew.heard():
                again = finished is not None and queues.put_back(*finished)
                if worker:
                    crew.send(worker, queues.next_after(finished[0] if finished else None))
                elif finished:
                    queues.leave(finished[0])
                    crew.hire()
                if finished and not again:
                    yield finished
    finally:
        crew.end()


class _Crew:
    """The workers: a lane for each channel, and the number of the task that each has in hand."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.lanes: dict[Connection, Lane[bool]] = {}
        self.in_hand: dict[Connection, int] = {}

    def hire(self) -> None:
        """Start one more worker."""
        ours, theirs = Pipe()
        others = [*self.lanes, ours]
        self.lanes[ours] = Lane(partial(_work, self.tasks, theirs, others), orderly=True)
        theirs.close()

    def heard(self) -> Iterator[tuple[Connection | None, Finished | None]]:
        """Wait for workers; yield who asks for a task, and what that one has finished.

        For one who died over a task nobody asks, and the death is what has been finished.
        """
        ready = wait(list(self.lanes))
        for worker in [worker for worker in self.lanes if worker in ready]:
            number = self.in_hand.pop(worker, None)
            try:
                yield worker, worker.recv()
            except (EOFError, ConnectionError):
                self._part(worker)
                if number is None:
                    raise WorkerDeath from None
                yield None, (number, WorkerDeath())

    def send(self, worker: Connection, number: int | None) -> None:
        """Give *worker* the task *number*, or let it end if that is None."""
        with suppress(BrokenPipeError):  # what it sends next is its end
            worker.send(number)
        if number is not None:
            self.in_hand[worker] = number
        elif not self._part(worker):
            raise WorkerDeath

    def _part(self, worker: Connection) -> bool:
        """Wait for the end of *worker*; return whether it was a good one."""
        worker.close()
        return bool(self.lanes.pop(worker).result())

    def end(self) -> None:
        """End all workers, whatever they are at."""
        for worker, lane in self.lanes.items():
            lane.end()
            worker.close()


class WorkerDeath(CheckerProblem):
    """A process that runs checks has died."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("A process that runs checks has died.")


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

        When many checks run at the same time, a busy machine may be what took so long. The same
        where its worker died: it may have been the first to be ended for want of memory.
        """
        if isinstance(outcome, KataError):
            once_more = isinstance(outcome, WorkerDeath)
        else:
            once_more = outcome.timed_out
        if not once_more or number in self.repeated:
            return False
        self.repeated.add(number)
        self.waiting.setdefault(self.katas[number], deque()).append(number)
        return True

    def next_after(self, finished: int | None) -> int | None:
        """Return the task for a worker that has *finished* one, or has not begun; None: no more."""
        own = None if finished is None else self.katas[finished]
        if finished is not None:
            self.leave(finished)
        kata = own if own in self.waiting else self._other()
        if kata is None:
            return None
        self.at_work[kata] += 1
        number = self.waiting[kata].popleft()
        if not self.waiting[kata]:
            del self.waiting[kata]
        return number

    def leave(self, number: int) -> None:
        """Note that nobody works on the task *number* any more."""
        self.at_work[self.katas[number]] -= 1

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
            try:
                job = self.tasks[self.number].load()
            except KataError as error:
                self._deliver(error)
            else:
                yield job

    def _deliver(self, outcome: Report | KataError) -> None:
        self._hand_in((self.number, outcome))

    def _hand_in(self, finished: tuple[int | None, Report | KataError] | None) -> None:
        self.channel.send(finished)
        self.number = self.channel.recv()
