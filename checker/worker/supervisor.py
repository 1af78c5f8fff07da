"""The supervisor of one submission: unpacks it, starts the loader, reads its database.

It is trusted code on the untrusted side; inside the sandbox it is PID 1 of its own namespace.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import archive, loader, namespaces, syscalls
from .database import run_sql
from .output import Output
from .protocol import Channel, ClosedError, Message, ProtocolError, channel_pair
from .tools import Tools
from .tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 2**20
MAX_DESCRIPTORS = 256
PRIVATE = ("/tmp", "/dev/shm")  # noqa: S108 - mounts of our own
END_SECONDS = 0.2
PAUSE = 0.0002
MAX_DETAIL = 4000
MAX_TERMINALS = 16
MAX_PID = 100_000
NONSENSE: Message = {
    "fault": {"kind": "exit", "message": "The answer's process said what no application says"}
}


def isolate(settings: Message) -> None:
    """Cover every writable place with memory of limited size, and hide the outer processes.

    Called as PID 1 of fresh namespaces. Raises OSError where the kernel refuses.
    """
    os.setsid()  # a signal to one's group crosses namespaces
    namespaces.make_mounts_private()
    size = f"size={settings['files']}m,nr_inodes=16384"
    namespaces.mount_tmpfs(settings["root"], f"{size},mode=755")
    for mount in PRIVATE:
        namespaces.mount_tmpfs(mount, f"{size},mode=1777")
    namespaces.mount_terminals(MAX_TERMINALS)
    namespaces.mount_tmpfs("/proc", "size=4k,nr_inodes=1,mode=555")  # a size of 0 is no limit
    namespaces.raise_loopback()


def confine(settings: Message, calls: syscalls.Filter | None) -> None:
    """Give up every privilege and more than the submission may have; loader and answer inherit it.

    Raises OSError where the kernel refuses.
    """
    memory = settings["memory"] * MIB
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, MAX_DESCRIPTORS),
        (resource.RLIMIT_NPROC, settings["processes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    namespaces.drop_privileges()
    if calls:
        calls.load()


def main(descriptor: int, settings: Message) -> NoReturn:
    """Answer the checker's messages on *descriptor* until it hangs up, then end everything."""
    control = Channel(socket.socket(fileno=descriptor), accept_descriptors=True)
    if settings["isolated"] and not settings["nested"]:
        namespaces.adopt_orphans()
    try:
        Supervisor(control, settings).serve()
    except (ClosedError, ProtocolError):
        pass
    finally:
        if not settings["nested"]:
            os.killpg(0, signal.SIGKILL)
        os._exit(0)


class Supervisor:
    """Holds one submission: its folders, its loader, its applications, its output."""

    def __init__(self, control: Channel, settings: Message) -> None:
        """Make the folders; *settings* are those of `zygote.main` for one submission."""
        self.control = control
        self.settings = settings
        self.root = Path(settings["root"])
        self.app_folder = self.root / "app"
        for folder in (self.app_folder, self.root / "data", self.root / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)
        self.loader: Channel | None = None
        self.forks = True  # the loader is asked for forks; or each application imports the answer
        self.applications: set[int] = set()
        self.residents: set[int] = set()
        self.ending: set[int] = set()
        self.trees: list[Tree] = []
        self.output = Output()
        private = PRIVATE if settings["isolated"] else ()
        self.places = (self.root, *map(Path, private))
        self.tools = Tools(self.app_folder, self.places, self.output, settings)

    def serve(self) -> None:
        """Answer one message after the other."""
        while True:
            self.output.read_while_waiting(self.control)
            message, descriptors, blob = self.control.receive()
            reply = self._answer(message, descriptors, blob)
            for descriptor in descriptors:
                os.close(descriptor)
            self.control.send(reply)

    def _answer(  # noqa: PLR0911 - one answer to each message
        self, message: Message, descriptors: list[int], blob: bytes
    ) -> Message:
        match message:
            case {"op": "unpack", "kind": str(kind), "kept": list(kept), "places": list(places)}:
                return self._unpack(kind, blob, frozenset(kept), places)
            case {"op": "load"}:
                return self._load()
            case {"op": "start"}:
                return self._start(message, descriptors)
            case {"op": "stop", "pid": int(pid)}:
                return self._stop(pid)
            case {"op": "freeze"}:
                if self.settings["isolated"]:
                    _signal_all(signal.SIGSTOP)
                return {"frozen": True}
            case {"op": "reset"}:
                return self._reset()
            case {"op": "logs"}:
                return {"text": self.output.text(), "dropped": self.output.dropped}
            case {"op": "sql", "path": str(path), "sql": str(sql), "parameters": dict(values)}:
                return run_sql(path, sql, values)
            case _:
                self._wait_for_ends()
                return self.tools.answer(message, descriptors, blob)

    def _unpack(self, kind: str, blob: bytes, kept: frozenset[str], places: list[str]) -> Message:
        try:
            dropped = archive.unpack(kind, blob, self.app_folder, kept, places)
        except archive.ArchiveError as error:
            return {"fault": {"kind": "archive", "message": str(error)}}
        return {"dropped": dropped, "shadows": archive.shadows(self.app_folder)}

    def _load(self) -> Message:
        """Import the answer once, for all applications if they can be forks of that process."""
        self._remember()
        pid, self.loader = self._new_loader(once=False)
        told = self._told_by(self.loader)
        if told.get("forks") is False:
            self.forks = False
            self.loader.close()
            self.applications.add(pid)
            self._bring_back()
            self.output.clear()  # each application says it again
        else:
            with self._stillness():
                self._remember()
        return _checked(told, "loaded")

    def _remember(self) -> None:
        """Take folders and processes as they are now for what every test begins with."""
        self.trees = [Tree(folder) for folder in self.places]
        self.residents = set(_processes()) if self.settings["isolated"] else set()

    def _new_loader(self, *, once: bool) -> tuple[int, Channel]:
        ours, theirs = channel_pair()
        pid = os.fork()
        if pid == 0:
            ours.close()
            self.control.close()
            loader.main(theirs, self.output.writer, self.app_folder, self.settings, once=once)
        theirs.close()
        return pid, ours

    def _start(self, message: Message, descriptors: list[int]) -> Message:
        if self.loader is None:
            return {"error": "nothing is loaded"}
        self._wait_for_ends()
        try:
            if not self.forks:
                return self._start_anew(message, tuple(descriptors))
            self.loader.send(message, descriptors=tuple(descriptors))
        except ProtocolError:
            return {"fault": {"kind": "exit", "message": "The answer ended the process it is in"}}
        reply = _checked(self._told_by(self.loader), "pid")
        if "pid" in reply:
            self.applications.add(reply["pid"])
        return reply

    def _start_anew(self, message: Message, descriptors: tuple[int, ...]) -> Message:
        """Start an application that imports the answer itself."""
        pid, channel = self._new_loader(once=True)
        self.applications.add(pid)
        try:
            reply = _checked(self._told_by(channel), "loaded")
            if "fault" in reply:
                return reply
            channel.send(message, descriptors=descriptors)
        finally:
            channel.close()
        return {"pid": pid}

    def _told_by(self, channel: Channel) -> Message:
        """Wait for a loader; read the output meanwhile, so that writing it cannot block.

        A loader runs the submission's code: what it answers may be anything.
        """
        self.output.read_while_waiting(channel, or_end_of=self.control)
        try:
            return channel.receive()[0]
        except ProtocolError:
            last = self.output.text()[-MAX_DETAIL:].strip()
            message = "The process ended while the answer was imported"
            return {"fault": {"kind": "exit", "message": message, "detail": last}}

    def _stop(self, pid: int) -> Message:
        if pid in self.applications:
            self.applications.discard(pid)
            self._kill(pid)
        return {"stopped": pid}

    def _kill(self, pid: int) -> None:
        """End an application and what it started, which share its process group if isolated."""
        try:
            if self.settings["isolated"]:
                os.killpg(pid, signal.SIGKILL)
            else:
                os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def _reset(self) -> Message:
        self._bring_back()
        self.output.clear()
        return {"reset": True}

    def _bring_back(self) -> None:
        """End all applications and bring folders and processes back to what is remembered."""
        for pid in self.applications | self.tools.processes:
            self._kill(pid)
        self.applications.clear()
        with self._stillness():
            if self.settings["isolated"]:
                self._end_the_rest()
            for tree in self.trees:
                tree.restore()
        self.tools.put_away()

    def _end_the_rest(self) -> None:
        """End what applications left behind; what was there after the import goes on."""
        self._reap()
        for pid in _processes():
            if pid not in self.residents:
                self.ending.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self._reap()

    def _wait_for_ends(self) -> None:
        """Wait, not for long, until what was killed counts no more among the processes."""
        deadline = time.monotonic() + END_SECONDS
        while self.ending and time.monotonic() < deadline:
            self._reap()
            self.ending = set(filter(_is_process, self.ending))
            if self.ending:
                select.select([], [], [], PAUSE)
        self.ending.clear()

    def _reap(self) -> None:
        """Take leave of orphans that ended, so that their numbers are free."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self.tools.note_end(*ended)

    @contextlib.contextmanager
    def _stillness(self) -> Iterator[None]:
        """Stop every process of the submission meanwhile: nothing escapes or is swapped."""
        if self.settings["isolated"]:
            _signal_all(signal.SIGSTOP)
        try:
            yield
        finally:
            if self.settings["isolated"]:
                _signal_all(signal.SIGCONT)


def _checked(told: Message, wanted: str) -> Message:
    """Return what a loader *told*: a fault, or the *wanted* field; anything else is a fault."""
    match told:
        case {"fault": dict(fault)}:
            return {"fault": fault}
        case {"loaded": True} if wanted == "loaded":
            return {"loaded": True}
        case {"pid": int(pid)} if wanted == "pid" and pid > 1:
            return {"pid": pid}
    return NONSENSE


def _signal_all(number: int) -> None:
    """Send a signal to every process of the namespace but this one, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, number)


def _processes() -> Iterator[int]:
    """Yield the processes of this namespace, without this one.

    Numbers are given in ascending order: all that there are have lower ones than a new thread.
    """
    thread = threading.Thread(target=bool)
    last = MAX_PID
    with contextlib.suppress(RuntimeError):  # there are as many as there may be
        thread.start()
        thread.join()
        last = min(thread.native_id or MAX_PID, MAX_PID)
    yield from filter(_is_process, range(2, last))


def _is_process(pid: int) -> bool:
    with contextlib.suppress(OSError):  # unlike a signal, it is refused for threads
        os.close(os.pidfd_open(pid))
        return True
    return False
