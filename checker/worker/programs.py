"""Programs that run beside the application: gunicorn, pytest, the answer's own commands.

A program is a fork, with the libraries that are loaded already, which then runs a console script
or a module of the sandbox's Python as the interpreter would.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.metadata
import json
import os
import runpy
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from typing import IO, TYPE_CHECKING, NoReturn

from . import loader, namespaces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .protocol import Message

MAX_SHOWN = 2**19  # of each stream; JSON may need six times as much
PAUSE = 0.005
CHUNK = 2**16
BACKLOG_SECONDS = 1.0
INTERPRETER = "python"


class Program:
    """A running program; what it writes goes into files that have no name."""

    def __init__(self, message: Message, folder: Path, settings: Message) -> None:
        """Run ``argv`` of *message* in *folder* with ``environ`` and ``input``, all strings."""
        self.status: int | None = None
        self.files = [_nameless(folder.parent / "tmp") for _ in range(3)]
        self.files[0].write(message["input"].encode())
        self.files[0].seek(0)
        self.pid = os.fork()
        if self.pid == 0:
            if settings["isolated"]:
                os.setpgid(0, 0)
            _become(message, folder, self.files, settings["tests"])

    def runs(self) -> bool:
        """Whether it has not ended yet."""
        if self.status is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.status = status if pid else None
        return self.status is None

    def told(self) -> Message:
        """Return the exit code, None while it runs, and what was written so far."""
        code = None if self.status is None else os.waitstatus_to_exitcode(self.status)
        return {"code": code, "stdout": _read(self.files[1]), "stderr": _read(self.files[2])}

    def close(self) -> None:
        """Forget what it wrote."""
        for file in self.files:
            file.close()


def _nameless(folder: Path) -> IO[bytes]:
    return tempfile.TemporaryFile(dir=folder)


def _read(file: IO[bytes]) -> str:
    return os.pread(file.fileno(), MAX_SHOWN, 0).decode(errors="replace")


def _become(message: Message, folder: Path, files: Sequence[IO[bytes]], tests: str) -> NoReturn:
    """In the child: become the program, and end as it does."""
    code = 1
    try:
        namespaces.die_with_parent()
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
        loader.keep_only()
        loader.prepare(folder)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if sys.modules.get("pytest", sys) is None:
            del sys.modules["pytest"]
        if tests not in sys.path:
            sys.path.append(tests)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - stays open
        os.environ.update(message["environ"])
        code = _run(message["argv"])
    except BaseException:  # noqa: BLE001 - nothing may return into the supervisor's code
        traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _run(argv: list[str]) -> int:
    """Run *argv* to its end, threads and exit handlers included; return its exit code."""
    try:
        _call(argv)
        code = 0
    except SystemExit as error:
        code = _exit_code(error.code)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - waits for threads, as at the interpreter's end
    atexit._run_exitfuncs()  # noqa: SLF001 - the same
    return code


def _call(argv: list[str]) -> object:
    """Call what *argv* names, with everything as the interpreter would set it up."""
    name, *rest = argv
    if name != INTERPRETER:
        sys.argv = argv
        sys.exit(_script(name)())  # type: ignore[arg-type]  # as every console script does
    if rest[0] == "-m":
        sys.argv = rest[1:]
        return runpy.run_module(rest[1], run_name="__main__", alter_sys=True)
    sys.argv = rest
    return runpy.run_path(rest[0], run_name="__main__")


def _script(name: str) -> Callable[[], object]:
    for script in importlib.metadata.entry_points(group="console_scripts", name=name):
        function: Callable[[], object] = script.load()
        return function
    message = f"no program {name!r} is installed"
    raise FileNotFoundError(message)


def _exit_code(code: object) -> int:
    if code is None or isinstance(code, int):
        return int(code or 0) & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def connects(host: str, port: int, seconds: float, lives: Callable[[], bool]) -> bool:
    """Whether somebody listens on *port* within *seconds*; given up when nobody *lives*."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection((host, port), BACKLOG_SECONDS):
            return True
        if time.monotonic() > deadline or not lives():
            return False
        select.select([], [], [], PAUSE)


def relay(listener: socket.socket, host: str, port: int, *, isolated: bool) -> int:
    """Fork a process that passes connections of *listener* on to *port*; return its pid."""
    pid = os.fork()
    if pid == 0:
        try:
            if isolated:
                os.setpgid(0, 0)
            namespaces.die_with_parent()
            loader.keep_only(listener.fileno())
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=_pass_on, args=(connection, host, port)).start()
        finally:
            os._exit(1)
    return pid


def _pass_on(client: socket.socket, host: str, port: int) -> None:
    """Connect *client*, from the address that its first line names if that is a loopback one."""
    with client, contextlib.suppress(OSError, ValueError):
        source = json.loads(_line(client))["address"][0]
        if not source.startswith("127."):
            source = "127.0.0.1"
        with socket.create_connection((host, port), source_address=(source, 0)) as server:
            back = threading.Thread(target=_copy, args=(server, client))
            back.start()
            _copy(client, server)
            back.join()


def _line(sock: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = sock.recv(1)
        if not byte:
            raise ConnectionAbortedError
        line += byte
    return line


def _copy(source: socket.socket, target: socket.socket) -> None:
    """Copy until *source* ends, and tell *target* so."""
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
