"""The zygote: loads libraries once, then forks a supervisor for each submission.

It never holds candidate code or anything of a suite.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

from . import heap, namespaces, syscalls
from .protocol import Channel, ClosedError, Message

LINUX = sys.platform == "linux"


def main(settings: Message) -> NoReturn:
    """Serve until the checker closes the channel.

    *settings*: ``fd`` of the control socket; ``tests``, where pytest is; ``isolated``, inside
    bubblewrap; ``nested``, a namespace for each submission; ``user`` to become, or null;
    ``inside``, what that user is called in a namespace. What every answer needs is loaded at
    once, the first message names the rest.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is loaded stays; looking through it all the time would take longer
    sys.modules["pytest"] = None  # type: ignore[assignment]  # time_machine would load it; most answers have no use for it
    control = Channel(socket.socket(fileno=settings["fd"]), accept_descriptors=True)
    if settings["user"] is not None:
        namespaces.become(settings["user"])
    control.send({"started": True})
    if LINUX:
        namespaces.die_with_parent()
        namespaces.adopt_orphans()
    with contextlib.suppress(ClosedError):
        calls = _load(control, settings)
        _serve(control, settings, calls)
    if LINUX:
        _end_descendants()
    os._exit(0)


def _load(control: Channel, settings: Message) -> syscalls.Filter | None:
    """Load the libraries, those that every answer needs before it is known what else.

    Returns the filter of system calls, or None without a sandbox or libseccomp.
    """
    from . import warmup

    message, _, _ = control.receive()
    missing = [name for name in message["modules"] if not _preload(name, settings["tests"])]
    calls, reason = None, ""
    if settings["isolated"]:
        try:
            calls = syscalls.Filter()
        except OSError as error:
            reason = str(error)
    warmup.warm_up()
    if LINUX:
        heap.make_room()
    gc.freeze()
    gc.enable()
    control.send({"ready": True, "missing": missing, "unfiltered": reason})
    return calls


def _end_descendants() -> None:
    """Kill what is still below this process, orphans in sessions of their own among it."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(OSError):
        while pids := children.read_text(encoding="ascii").split():
            for pid in map(int, pids):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _preload(name: str, tests: str) -> bool:
    if name == "pytest":
        del sys.modules[name]
        sys.path.append(tests)
    try:
        importlib.import_module(name)
        if name == "pytest":
            for plugin in sys.modules["_pytest.config"].default_plugins:
                importlib.import_module(f"_pytest.{plugin}")
    except ImportError:
        return False
    return True


def _serve(control: Channel, ours: Message, calls: syscalls.Filter | None) -> None:
    nested = ours["nested"]
    running: dict[int, int] = {}
    while True:
        message, descriptors, _blob = control.receive()
        match message:
            case {"op": "serve", "id": int(number), "settings": dict(settings)}:
                reply = _start(control, descriptors[0], ours | settings, calls)
                if "pid" in reply:
                    running[number] = reply["pid"]
            case {"op": "kill", "id": int(number)}:
                _kill(running.pop(number), nested=nested)
                continue  # the next answer comes after it; nobody has to wait for this one
            case {"op": "ping"}:
                reply = {"here": True}
            case _:
                reply = {"error": f"unknown message {sorted(message)}"}
        for descriptor in descriptors:
            os.close(descriptor)
        control.send(reply)


def _start(
    control: Channel, descriptor: int, settings: Message, calls: syscalls.Filter | None
) -> Message:
    """Fork a supervisor that talks on *descriptor*; answer its pid, or why there is none."""
    nested = settings["nested"]
    reader, writer = os.pipe()
    first = os.fork()
    if first == 0:
        os.close(reader)
        control.close()
        _become_supervisor(descriptor, writer, settings, calls)
    os.close(writer)
    told: Message = {}
    with os.fdopen(reader, "rb") as stream:
        for line in stream:
            told.update(json.loads(line))
    if nested or "refused" in told:
        os.waitpid(first, 0)
    if "refused" in told:
        return {"refused": told["refused"]}
    return told if nested else {"pid": first}


def _become_supervisor(
    descriptor: int, writer: int, settings: Message, calls: syscalls.Filter | None
) -> NoReturn:
    """In the child: enter the namespaces, tell the zygote, run the supervisor."""
    from . import supervisor

    try:
        if settings["nested"]:
            namespaces.unshare_all(settings["inside"])
            pid = os.fork()
            if pid:
                os.write(writer, _line({"pid": pid}))
                os._exit(0)
            supervisor.isolate(settings)
        else:
            os.setpgid(0, 0)
        if settings["isolated"]:
            supervisor.confine(settings, calls)
    except OSError as error:
        os.write(writer, _line({"refused": str(error)}))
        os._exit(1)
    os.close(writer)
    supervisor.main(descriptor, settings)


def _line(message: Message) -> bytes:
    return json.dumps(message).encode() + b"\n"


def _kill(pid: int, *, nested: bool) -> None:
    """End a supervisor and all that it started: with PID 1 its whole namespace ends."""
    with contextlib.suppress(ProcessLookupError):
        if nested:
            os.kill(pid, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
