"""Messages between the checker and the sandbox: JSON in length-prefixed frames, never pickle."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import time
from typing import Any

HEADER = struct.Struct("!II")
MAX_MESSAGE = 8 * 2**20
MAX_BLOB = 128 * 2**20
MAX_DESCRIPTORS = 3

Message = dict[str, Any]


class ProtocolError(Exception):
    """The other side sent something that is not a message, or more than is allowed."""


class ClosedError(ProtocolError):
    """The other side is gone."""


class Channel:
    """One end of a stream socket that carries messages, with descriptors and a blob beside them.

    A side that was not told to *accept_descriptors* never receives any: the kernel drops them.
    """

    def __init__(self, sock: socket.socket, *, accept_descriptors: bool = False) -> None:
        """Take over *sock*, a connected Unix stream socket."""
        self.sock = sock
        self.accept_descriptors = accept_descriptors

    def fileno(self) -> int:
        """Return the socket's descriptor, for selectors."""
        return self.sock.fileno()

    def close(self) -> None:
        """Close the socket; the other side reads the end of the stream."""
        self.sock.close()

    def send(
        self,
        message: Message,
        *,
        descriptors: tuple[int, ...] = (),
        blob: bytes = b"",
        timeout: float | None = None,
    ) -> None:
        """Send *message*; raise `ClosedError` when nobody listens any more.

        *timeout* is in seconds; `TimeoutError` says that the other side does not read.
        """
        body = json.dumps(message).encode()
        data = HEADER.pack(len(body), len(blob)) + body + blob
        try:
            self.sock.settimeout(timeout)
            if descriptors:
                sent = socket.send_fds(self.sock, [data], list(descriptors))
                data = data[sent:]
            if data:  # who has read it all may be gone, and even nothing cannot be sent then
                self.sock.sendall(data)
        except TimeoutError:
            raise
        except OSError as error:
            raise ClosedError(str(error)) from error

    def receive(
        self, timeout: float | None = None, *, max_message: int = MAX_MESSAGE
    ) -> tuple[Message, list[int], bytes]:
        """Return the next message, its descriptors and its blob.

        *timeout* is in seconds for the whole message. Raises `TimeoutError`, `ClosedError` when
        the stream ends, and `ProtocolError` for anything that is no JSON object within the limits.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        header, descriptors = self._read_header(deadline)
        try:
            parsed, blob = self._read_rest(header, deadline, max_message)
        except BaseException:
            for descriptor in descriptors:
                os.close(descriptor)
            raise
        return parsed, descriptors, blob

    def _read_rest(
        self, header: bytes, deadline: float | None, max_message: int
    ) -> tuple[Message, bytes]:
        length, blob_length = HEADER.unpack(header)
        if length > max_message or blob_length > (MAX_BLOB if self.accept_descriptors else 0):
            message = f"a message of {length} and {blob_length} bytes is too large"
            raise ProtocolError(message)
        body = self._read(length, deadline)
        blob = self._read(blob_length, deadline)
        try:
            parsed = json.loads(body)
        except (ValueError, RecursionError) as error:
            message = f"not JSON: {error}"
            raise ProtocolError(message) from error
        if not isinstance(parsed, dict):
            message = "not a JSON object"
            raise ProtocolError(message)
        return parsed, blob

    def _read_header(self, deadline: float | None) -> tuple[bytes, list[int]]:
        if not self.accept_descriptors:
            return self._read(HEADER.size, deadline), []
        self._set_timeout(deadline)
        try:
            data, descriptors, _flags, _address = socket.recv_fds(
                self.sock, HEADER.size, MAX_DESCRIPTORS
            )
        except TimeoutError:
            raise
        except OSError as error:
            raise ClosedError(str(error)) from error
        if not data:
            message = "the other side closed the channel"
            raise ClosedError(message)
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)  # noqa: FBT003 - positional only
        return data + self._read(HEADER.size - len(data), deadline), list(descriptors)

    def _read(self, size: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._set_timeout(deadline)
            try:
                part = self.sock.recv(min(size - len(data), 2**20))
            except TimeoutError:
                raise
            except OSError as error:
                raise ClosedError(str(error)) from error
            if not part:
                message = "the other side closed the channel"
                raise ClosedError(message)
            data += part
        return bytes(data)

    def _set_timeout(self, deadline: float | None) -> None:
        if deadline is None:
            self.sock.settimeout(None)
            return
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        self.sock.settimeout(remaining)


def channel_pair() -> tuple[Channel, socket.socket]:
    """Return our end, and the other end as a socket to hand over."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    if sys.platform == "linux":
        theirs.bind("")  # to any name: what has one cannot take another, of the machine's namespace
    return Channel(ours), theirs
