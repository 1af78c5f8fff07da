"""The loader: imports the submission once and forks an application for each start."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import signal
import site
import sys
import threading
import traceback
import warnings
from typing import TYPE_CHECKING, Any, NoReturn

import flask

from . import application, faults, namespaces
from .archive import ONLY_OURS
from .protocol import Channel, ClosedError, Message

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

MAX_DESCRIPTOR = 1024
NICE = 5  # behind the supervisor and the checker, where there is too little time for all
MAX_OPEN = 256


def main(
    sock: socket.socket, output: int, folder: Path, settings: Message, *, once: bool = False
) -> NoReturn:
    """Import the answer in *folder*, say how that went on *sock*, then fork on each message.

    *output* becomes stdout and stderr. From the import on this process is the candidate's. With
    *once* it does not fork, but becomes the application on the first message.
    """
    try:
        namespaces.die_with_parent()
        if once and settings["isolated"]:
            os.setpgid(0, 0)
        channel = Channel(sock, accept_descriptors=True)
        keep_only(sock.fileno(), output)
        os.nice(NICE)
        _redirect(output)
        prepare(folder)
        flask.Flask.run = _refuse_to_run  # type: ignore[method-assign]  # see there
        factory = _import(channel, folder)
        if once:
            _become_application(channel, factory, folder)
        gc.freeze()
        _serve(channel, factory, folder, settings)
    except BaseException:  # noqa: BLE001 - nothing may return into the zygote's code
        sys.stderr.write(traceback.format_exc())
    finally:
        os._exit(1)


def keep_only(*descriptors: int) -> None:
    """Close whatever else was inherited."""
    first = 3
    for descriptor in sorted(descriptors):
        os.closerange(first, descriptor)
        first = descriptor + 1
    os.closerange(first, MAX_DESCRIPTOR)


def _refuse_to_run(*_: object, **__: object) -> NoReturn:
    """Stand in for `flask.Flask.run`, which would wait for ever where nobody asked for a server."""
    message = (
        "app.run() was called while the answer was imported or created; "
        "keep it below the main guard, if __name__ == '__main__'"
    )
    raise RuntimeError(message)


def _redirect(output: int) -> None:
    quiet = os.open(os.devnull, os.O_RDONLY)
    os.dup2(quiet, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    os.close(quiet)


def prepare(folder: Path) -> None:
    """Give this process what a program in *folder* expects; stdout and stderr are open already."""
    sys.stdout, sys.stderr = (
        open(number, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - a descriptor that stays open
        for number in (1, 2)
    )
    os.chdir(folder)
    os.environ["HOME"] = str(folder.parent)
    os.environ["TMPDIR"] = str(folder.parent / "tmp")
    sys.path.insert(0, str(folder))
    sys.argv = ["app.py"]
    _restore_defaults()
    names = _module_names(folder)
    for name in ONLY_OURS & names:
        sys.modules.pop(name, None)
    _show_warnings_of(names)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _restore_defaults() -> None:
    """Give the answer what every Python has and the zygote has not: Ctrl-C, ``exit``, ``help``."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    site.setquit()
    site.setcopyright()
    site.sethelper()


def _module_names(folder: Path) -> set[str]:
    """Return what the answer's own modules and packages are called."""
    names = {path.stem for path in folder.iterdir() if path.is_dir() or path.suffix == ".py"}
    return {name for name in names if name.isidentifier()}


def _show_warnings_of(names: set[str]) -> None:
    """Show the answer's own deprecation warnings, as Python does for the main program."""
    ours = "|".join(sorted(names))
    warnings.filterwarnings("default", category=DeprecationWarning, module=rf"({ours})(\.|$)")
    if "sqlalchemy" in sys.modules:  # raised inside Flask-SQLAlchemy when an answer calls that
        from sqlalchemy.exc import LegacyAPIWarning

        warnings.filterwarnings("default", category=LegacyAPIWarning)


def _import(channel: Channel, folder: Path) -> Callable[..., Any]:
    """Return the answer's ``create_app``; say the fault and end the process if there is none."""
    before = _open_descriptors()
    try:
        if not (folder / "app.py").is_file() and not (folder / "app" / "__init__.py").is_file():
            _end(channel, {"kind": "missing", "message": _missing(folder), "frames": []})
        module = importlib.import_module("app")
    except BaseException as error:  # noqa: BLE001 - a candidate's module may raise anything
        _end(channel, faults.of_import(error, folder))
    if not hasattr(module, "create_app"):
        _end(channel, faults.of_missing_factory(module))
    fault = faults.of_signature(module.create_app)
    if fault:
        _end(channel, fault)
    channel.send({"loaded": True, "forks": _can_fork() and _open_descriptors() == before})
    factory: Callable[..., Any] = module.create_app
    return factory


def _can_fork() -> bool:
    """Whether a fork of this process has all that the import made: no threads, no children."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return threading.active_count() == 1
    return False


def _open_descriptors() -> set[int]:
    """Return the open descriptors; forks share their places in files, their locks, their ends."""
    found = set()
    for descriptor in range(MAX_OPEN):
        with contextlib.suppress(OSError):
            os.fstat(descriptor)
            found.add(descriptor)
    return found


def _missing(folder: Path) -> str:
    names = sorted(path.name for path in folder.iterdir())
    if not names:
        return "The submission is empty; it needs an app.py with create_app(config=None)"
    listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")  # noqa: PLR2004 - a line's worth
    return f"The submission has no app.py and no package app/; it has {listed}"


def _end(channel: Channel, fault: Message) -> NoReturn:
    with contextlib.suppress(Exception):  # the answer may have put anything there
        sys.stdout.flush()
    channel.send({"fault": fault})
    os._exit(1)


def _become_application(channel: Channel, factory: Callable[..., Any], folder: Path) -> NoReturn:
    try:
        message, descriptors, _blob = channel.receive()
    except ClosedError:
        os._exit(0)
    channel.close()
    application.main(factory, message, descriptors, folder)


def _serve(channel: Channel, factory: Callable[..., Any], folder: Path, settings: Message) -> None:
    handler = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        try:
            message, descriptors, _blob = channel.receive()
        except ClosedError:
            os._exit(0)
        try:
            pid = os.fork()
            reply: Message = {"pid": pid}
        except OSError as error:
            pid = -1
            reply = {"fault": faults.of_fork(error)}
        if pid == 0:
            signal.signal(signal.SIGCHLD, handler or signal.SIG_DFL)
            channel.close()
            if settings["isolated"]:
                os.setpgid(0, 0)
            application.main(factory, message, descriptors, folder)
        for descriptor in descriptors:
            os.close(descriptor)
        channel.send(reply)
