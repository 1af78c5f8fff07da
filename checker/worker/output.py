"""What a submission writes to stdout and stderr, kept up to a limit."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import termios
from typing import TYPE_CHECKING

from .protocol import ClosedError

if TYPE_CHECKING:
    from .protocol import Channel

MAX_LOG = 2**20
PIPE_SIZE = 2**20


class Output:
    """What the submission writes to stdout and stderr, read from a pipe up to `MAX_LOG` bytes."""

    def __init__(self) -> None:
        """Open the pipe."""
        self.reader, self.writer = os.pipe()
        os.set_blocking(self.reader, False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with contextlib.suppress(OSError):  # the user has many pipes already
                fcntl.fcntl(self.writer, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
        self.kept = bytearray()
        self.dropped = 0

    def read_while_waiting(self, channel: Channel, *, or_end_of: Channel | None = None) -> None:
        """Read until *channel* has something to receive.

        Raises `ClosedError` when *or_end_of*, from which nothing is due now, becomes readable.
        """
        watched = [channel.fileno(), self.reader]
        if or_end_of is not None:
            watched.append(or_end_of.fileno())
        while True:
            ready, _, _ = select.select(watched, [], [])
            if self.reader in ready:
                self.read()
            if channel.fileno() in ready:
                return
            if or_end_of is not None and or_end_of.fileno() in ready:
                message = "the checker is gone"
                raise ClosedError(message)

    def read(self) -> None:
        """Read what is there now; beyond the cap it is only counted."""
        waiting = bytearray(4)
        fcntl.ioctl(self.reader, termios.FIONREAD, waiting)
        due = int.from_bytes(waiting, "little")
        while due > 0:
            try:
                part = os.read(self.reader, min(due, 2**16))
            except BlockingIOError:
                return
            due -= len(part)
            room = MAX_LOG - len(self.kept)
            self.kept += part[:room]
            self.dropped += len(part) - len(part[:room])

    def text(self) -> str:
        """Return all that was kept, bytes that are no UTF-8 replaced."""
        self.read()
        return self.kept.decode(errors="replace")

    def clear(self) -> None:
        """Forget what was written so far."""
        self.read()
        self.kept.clear()
        self.dropped = 0
