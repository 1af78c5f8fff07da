"""A process that keeps the sandbox and the suite of one kata warm, and checks what it is sent."""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import traceback
from functools import partial
from multiprocessing import Pipe
from typing import TYPE_CHECKING

from checker.errors import CheckerProblem, KataError
from checker.suite.lanes import Lane
from checker.worker import namespaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from checker.catalog import Kata
    from checker.report import Report
    from checker.runner import Job
    from checker.submission import Submission

OTHERS = (signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)


class Warm:
    """One check after the other, in a process of their own, so that this one stays responsive."""

    def __init__(self, kata: Kata) -> None:
        """Start the process and return at once."""
        self.connection, theirs = Pipe()
        self.dropped = mmap.mmap(-1, 1)  # shared with the process and its lanes
        work = partial(_work, kata, theirs, self.connection, self.dropped)
        self.lane = Lane(work, orderly=True)
        theirs.close()

    def fileno(self) -> int:
        """Return a descriptor that can be read when there is a result."""
        return self.connection.fileno()

    def check(self, submission: Submission) -> None:
        """Ask for a check; the result of the last one must have been taken."""
        self.dropped[0] = False
        with contextlib.suppress(ConnectionError):  # `result` says that there will be none
            self.connection.send(submission)

    def drop(self) -> None:
        """Hurry the check that is made: its result, still to be taken, is of no use."""
        self.dropped[0] = True

    def result(self) -> Report | KataError:
        """Wait for the report; in its place stands what prevented it, and the process has ended."""
        try:
            told: Report | KataError = self.connection.recv()
        except (EOFError, ConnectionError):
            return CheckerProblem("The process that runs checks has died.")
        return told

    def close(self) -> None:
        """End the process, in the middle of a check too, and all that is below it."""
        self.connection.close()
        self.lane.end()
        self.dropped.close()


def _work(kata: Kata, channel: Connection, other: Connection, dropped: mmap.mmap) -> None:
    other.close()
    _leave_the_terminal()
    gc.disable()  # most of a first check is loading, where the collector only costs time
    from checker.isolation import Isolation  # noqa: PLC0415 - in this process only
    from checker.zygote import Zygote  # noqa: PLC0415

    zygote = Zygote(Isolation.best())
    try:
        from checker import runner  # noqa: PLC0415 - loads while the sandbox starts

        lanes = runner.default_lanes()
        jobs = _jobs(channel, lambda: bool(dropped[0]))
        runner.run_jobs(kata, jobs, channel.send, lanes=lanes, zygote=zygote, ahead=True)
    except KataError as error:
        _tell(channel, error)
    except Exception:  # noqa: BLE001 - whatever it is, it is told where it can be seen
        _tell(channel, CheckerProblem(traceback.format_exc()))
    finally:
        zygote.close()


def _tell(channel: Connection, error: KataError) -> None:
    with contextlib.suppress(ConnectionError):  # nobody is there any more
        channel.send(error)


def _leave_the_terminal() -> None:
    """Be out of reach of what is typed, and end with the parent, however that ends."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in OTHERS:
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    namespaces.die_with_parent()


def _jobs(channel: Connection, unwanted: Callable[[], bool]) -> Iterator[Job]:
    """Yield what *channel* brings until nobody is at its other end."""
    from checker.runner import Job  # noqa: PLC0415 - in this process only

    while True:
        try:
            submission = channel.recv()
        except (EOFError, ConnectionError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # this is the end already
            return
        yield Job(submission=submission, unwanted=unwanted)
        gc.collect()  # now, while nobody waits
