"""Processes as the tests see them: what is below this one, programs at a terminal, waiting."""

import os
import pty
import select
import signal
import termios
import time
from pathlib import Path

PATIENCE = 20.0


def wait_until(condition, what, seconds=PATIENCE):
    """Return what *condition* returns as soon as that is true; fail after *seconds*."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited {seconds:g} s in vain: {what}"
        select.select([], [], [], 0.01)
    return found


def descendants(pid=None):
    """Return the ids of all living processes below *pid*, or below this one (Linux)."""
    found = set()
    for child in _children(pid or os.getpid()):
        if _state(child) not in ("Z", "X", ""):
            found.add(child)
        found |= descendants(child)
    return found


def _children(pid):
    children = set()
    for task in _listed(f"/proc/{pid}/task"):
        children |= set(map(int, _text(task / "children").split()))
    return children


def _listed(folder):
    try:
        return list(Path(folder).iterdir())
    except OSError:
        return []


def _text(path):
    try:
        return Path(path).read_text(errors="replace")  # an answer can give itself any name
    except OSError:
        return ""


def _state(pid):
    return _text(f"/proc/{pid}/stat").rpartition(") ")[2][:1]


def names(pid=None):
    """Return the names of all threads below *pid*; a submission can choose its own."""
    tasks = [task for child in descendants(pid) for task in _listed(f"/proc/{child}/task")]
    return {_text(task / "comm").strip() for task in tasks}


def described(pids):
    """Return the command lines of *pids*, for a message."""
    return [f"{pid}: {_text(f'/proc/{pid}/cmdline').replace(chr(0), ' ')[:200]}" for pid in pids]


def reap_orphans():
    """Take note of the ends of processes that this one has inherited."""
    for pid in _children(os.getpid()):
        if _state(pid) == "Z":
            os.waitpid(pid, os.WNOHANG)


class Terminal:
    """A program that runs at a terminal of its own, as under a person's hands."""

    def __init__(self, argv, cwd, environment):
        """Start *argv* in *cwd*."""
        self.status = None
        self.written = b""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(cwd)
                for number in (
                    signal.SIGINT,
                    signal.SIGHUP,
                ):  # a job in the background ignores them
                    signal.signal(number, signal.SIG_DFL)
                os.execve(argv[0], argv, environment)  # noqa: S606 - as a shell does
            finally:
                os._exit(127)
        self.modes_at_start = termios.tcgetattr(self.master)

    def close(self):
        """End the program if it still runs, and hang up."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self.master)

    def kill(self, number):
        """Send the signal *number* to the program alone."""
        os.kill(self.pid, number)

    def type(self, keys):
        """Type *keys*."""
        os.write(self.master, keys.encode())

    def wait(self):
        """Wait for the program's end and return its exit code; negative for a signal."""
        wait_until(self._ended, f"the program does not end; it wrote {self.written!r}")
        self._read()
        return os.waitstatus_to_exitcode(self.status)

    @property
    def text(self):
        """All that the program has written."""
        self._read()
        return self.written.decode()

    @property
    def modes(self):
        """The terminal's modes now."""
        return termios.tcgetattr(self.master)

    def _ended(self):
        self._read()
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        self.status = status if pid else None
        return pid

    def _read(self):
        while select.select([self.master], [], [], 0)[0]:
            try:
                part = os.read(self.master, 2**16)
            except OSError:
                return
            if not part:
                return
            self.written += part
