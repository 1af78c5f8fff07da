"""Running the tests of one check in several processes, each with a box of its own.

A lane is a fork of the checker that holds the collected suite. It claims tests from a shared
table until none is left and hands its results back at the end. Every test still has a fresh
process and a folder of its own, so it does not matter which lane runs it.
"""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
OPEN, CLAIMED, PASSED, NOT_PASSED = range(4)


class Table:
    """The state of each test of a check, shared by all lanes."""

    def __init__(self, needs: Sequence[Sequence[int]]) -> None:
        """Hold one test for each of *needs*: the numbers of the tests that must pass before it."""
        self.needs = needs
        self.states = mmap.mmap(-1, max(len(needs), 1))
        self.token_reader, self.token_writer = os.pipe()
        os.write(self.token_writer, b"t")

    def close(self) -> None:
        """Give the shared memory back."""
        self.states.close()
        os.close(self.token_reader)
        os.close(self.token_writer)

    def claim(self) -> int | None:
        """Return the number of a test to run now, those with all needs met first; or None.

        Tests that need one that did not pass stay unclaimed: they are blocked.
        """
        with self._locked():
            number = next(self._candidates(PASSED), None)
            if number is None:
                number = next(self._candidates(OPEN, CLAIMED, PASSED), None)
            if number is not None:
                self.states[number] = CLAIMED
            return number

    def finish(self, number: int, *, passed: bool) -> None:
        """Note how the claimed test ended."""
        with self._locked():
            self.states[number] = PASSED if passed else NOT_PASSED

    def _candidates(self, *met: int) -> Iterator[int]:
        blocked: set[int] = set()
        for number, needs in enumerate(self.needs):
            if any(self.states[need] == NOT_PASSED or need in blocked for need in needs):
                blocked.add(number)
            elif self.states[number] == OPEN and all(self.states[need] in met for need in needs):
                yield number

    @contextmanager
    def _locked(self) -> Iterator[None]:
        os.read(self.token_reader, 1)
        try:
            yield
        finally:
            os.write(self.token_writer, b"t")


def _interrupt(*_: object) -> NoReturn:
    """Raise KeyboardInterrupt, once: what clears up is not to be interrupted again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


class Lane(Generic[T]):
    """One forked process that runs *work* and hands back what it returns."""

    def __init__(self, work: Callable[[], T], *, orderly: bool = False) -> None:
        """Start at once; an *orderly* one clears up after itself when it is ended too early."""
        self.orderly = orderly
        self.reader, writer = os.pipe()
        # Python forgets a signal that comes to a fork before its first step: let it wait so long.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        self.pid = os.fork()
        if self.pid == 0:
            try:
                # After Ctrl-C the parent ends its lanes itself.
                signal.signal(signal.SIGINT, _interrupt if orderly else signal.SIG_IGN)
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
                os.close(self.reader)
                with os.fdopen(writer, "wb") as stream:
                    stream.write(pickle.dumps(work()))
                os._exit(0)
            except KeyboardInterrupt:
                pass
            except BaseException:  # noqa: BLE001 - the parent only hears that there is no result
                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writer)

    def fileno(self) -> int:
        """Return a descriptor that can be read when there is a result, or will be none."""
        return self.reader

    def result(self) -> T | None:
        """Wait for the lane's end; return its result, or None if it did not come to its end."""
        reader, self.reader = self.reader, -1
        with os.fdopen(reader, "rb") as stream:
            data = stream.read()
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        told: T | None = pickle.loads(data) if status == 0 else None  # noqa: S301 - our own fork wrote it
        return told

    def end(self) -> None:
        """End the lane if it still runs."""
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1
        if self.pid:
            os.kill(self.pid, signal.SIGINT if self.orderly else signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
