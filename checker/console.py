"""The terminal of a program that fills it and is steered by single keys."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
import sys
import termios
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

# Another screen, no cursor, long lines cut off; and the way back.
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[?7l", "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
EVENTS = (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)
LOCAL_MODES, ECHO_AND_LINES = 3, termios.ECHO | termios.ICANON
USUAL_SIZE = (80, 24)
NAMED_KEYS = {
    "\x1b[A": "up", "\x1bOA": "up", "\x1b[B": "down", "\x1bOB": "down",
    "\x1b[5~": "page up", "\x1b[6~": "page down", "\x1b": "escape", " ": "space",
}  # fmt: skip
KEY = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|.", re.DOTALL)


class Ended(BaseException):  # nothing that `except Exception` should stop
    """The program was told to end by the signal *number*."""

    def __init__(self, number: int) -> None:
        """Keep the *number*."""
        super().__init__(number)
        self.number = number


class Signals:
    """The signals of a terminal while this is open: some end the program, some are events."""

    def __init__(self) -> None:
        """Take them over."""
        self.reader, self.writer = socket.socketpair()
        self.reader.settimeout(0)
        self.writer.settimeout(0)
        self.wakeup = signal.set_wakeup_fd(self.writer.fileno(), warn_on_full_buffer=False)
        self.before = {number: signal.signal(number, _note) for number in EVENTS}
        self.before |= {number: signal.signal(number, _end) for number in ENDS}

    def close(self) -> None:
        """Give them back."""
        signal.set_wakeup_fd(self.wakeup)
        for number, handler in self.before.items():
            signal.signal(number, handler)
        self.reader.close()
        self.writer.close()

    def fileno(self) -> int:
        """Return a descriptor that can be read when there is an event."""
        return self.reader.fileno()

    def arrived(self) -> set[int]:
        """Return the numbers of the events since the last time."""
        try:
            return set(self.reader.recv(4096))
        except BlockingIOError:
            return set()


def _note(*_: object) -> None:
    """Do nothing: the number is in the pipe."""


def _end(number: int, _: object) -> NoReturn:
    """Raise `Ended`, once: what clears up is not to be interrupted again."""
    for other in ENDS:
        signal.signal(other, signal.SIG_IGN)
    raise Ended(number)


class Console:
    """The terminal at standard input and output; `leave` brings back how it was before."""

    def __init__(self) -> None:
        """Keep how the terminal is now."""
        self.given, self.shown = sys.stdin.fileno(), sys.stdout.fileno()
        self.modes = termios.tcgetattr(self.given)
        self.entered = False

    def enter(self) -> None:
        """Fill the screen, and take keys one by one, unseen; again after somebody else did."""
        modes = termios.tcgetattr(self.given)
        modes[LOCAL_MODES] &= ~ECHO_AND_LINES
        modes[-1][termios.VMIN], modes[-1][termios.VTIME] = 1, 0
        termios.tcsetattr(self.given, termios.TCSANOW, modes)
        self.entered = True
        self._write(ENTER)

    def leave(self) -> None:
        """Bring everything back, and forget what was typed: it was not meant for a shell."""
        with contextlib.suppress(OSError, termios.error):  # nobody is at the terminal any more
            termios.tcflush(self.given, termios.TCIFLUSH)
            termios.tcsetattr(self.given, termios.TCSANOW, self.modes)
            if self.entered:
                self.entered = False
                self._write(LEAVE)

    def stop(self) -> None:
        """Leave, stop until the shell brings the program back, and enter again.

        Where no shell could bring it back, the system does not stop it.
        """
        self.leave()
        noting = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, noting)
        self.enter()

    def fileno(self) -> int:
        """Return a descriptor that can be read when a key was typed."""
        return self.given

    @property
    def size(self) -> os.terminal_size:
        """How many columns and lines there are now."""
        try:
            size = os.get_terminal_size(self.shown)
        except OSError:
            size = os.terminal_size((0, 0))
        return size if all(size) else os.terminal_size(USUAL_SIZE)

    def draw(self, lines: Sequence[str]) -> None:
        """Show *lines*, one for each row, instead of what is there."""
        self._write("\x1b[H" + "\r\n".join(f"\x1b[2K{line}\x1b[0m" for line in lines))

    def typed(self) -> list[str]:
        """Return the keys that were typed by now; raise `Ended` if the terminal is gone."""
        data = b""
        while select.select([self.given], [], [], 0)[0]:
            try:
                part = os.read(self.given, 4096)
            except OSError:
                part = b""
            if not part:
                raise Ended(signal.SIGHUP)
            data += part
        return read_keys(data)

    def _write(self, text: str) -> None:
        data = text.encode(sys.stdout.encoding or "utf-8", "replace")
        while data:
            data = data[os.write(self.shown, data) :]


def read_keys(data: bytes) -> list[str]:
    """Return the keys that *data* stands for: a character, a name, or an empty text."""
    typed = KEY.findall(data.decode(errors="ignore"))
    return [
        NAMED_KEYS.get(key, key if len(key) == 1 and key.isprintable() else "") for key in typed
    ]
