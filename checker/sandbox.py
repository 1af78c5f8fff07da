"""The trusted parent of the untrusted side: starts it, asks it, ends it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

from checker.errors import CheckerProblem
from checker.isolation import BOX, Isolation
from checker.report import Fault, Frame
from checker.worker.protocol import Channel, Message, ProtocolError, channel_pair
from checker.zygote import REPLY_SECONDS, SandboxUnavailable, Warden, Zygote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.catalog import Limits
    from checker.submission import Submission


TEMPORARY = "kata-"  # begins the names of folders for sockets; the process that made one follows
MAX_TOLD = 8000
MAX_FRAMES = 20
EVIDENCE_SECONDS = 1.0
CAN_FAIL = {"sql", "read", "lock"}  # by what the answer did or did not do


class SubmissionFault(Exception):  # noqa: N818 - it is the submission's, not an error of ours
    """The application did not start, crashed, hung or answered with more than is allowed."""

    def __init__(self, fault: Fault) -> None:
        """Keep *fault* for the report."""
        super().__init__(fault.message)
        self.fault = fault


def sweep() -> None:
    """Remove the folders of processes that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*-*"):
        maker = folder.name.removeprefix(TEMPORARY).partition("-")[0]
        if maker.isdigit() and not _lives(int(maker)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def fault_of(told: Message) -> Fault:
    """Build a `Fault` from what the untrusted side *told*, whatever that is."""
    return Fault(
        kind=text_of(told.get("kind")) or "unknown",
        message=text_of(told.get("message")) or "The answer cannot be used",
        frames=frames_of(told.get("frames")),
        detail=text_of(told.get("detail")),
    )


def text_of(told: object, most: int | None = MAX_TOLD) -> str:
    """Return *told* if it is a text, up to *most*; it may be anything that JSON can hold."""
    return whole(told[:most]) if isinstance(told, str) else ""


def whole(text: str) -> str:
    """Return *text* with a question mark for each half of a character, which nothing can encode."""
    return text.encode(errors="replace").decode()


def frames_of(told: object) -> tuple[Frame, ...]:
    """Build frames from what the untrusted side *told*; leave out what is not one."""
    entries = told[:MAX_FRAMES] if isinstance(told, list) else []
    return tuple(frame for entry in entries if (frame := frame_of(entry)))


def frame_of(told: object) -> Frame | None:
    """Build one frame, or None if *told* is none."""
    match told:
        case {"path": str(path), "line": int(line), "function": str(function), "code": str(code)}:
            path, function, code = text_of(path), text_of(function), text_of(code)
            return Frame(path=path, line=int(line), function=function, code=code)
    return None


class _Closing:
    """Something that is closed at the end of a ``with`` block."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        raise NotImplementedError


class Sandbox(_Closing):
    """Opens boxes for submissions; keeps a warm zygote for them."""

    def __init__(
        self,
        packages: Iterable[str],
        limits: Limits,
        isolation: Isolation | None = None,
        *,
        zygote: Zygote | None = None,
    ) -> None:
        """Start loading the modules of *packages* (distribution names) and return at once.

        A *zygote* that was started before is taken over, and with it its isolation.
        """
        self.isolation = zygote.isolation if zygote else isolation or Isolation.best()
        self.limits = limits
        self.folder = tempfile.TemporaryDirectory(prefix=f"{TEMPORARY}{os.getpid()}-")
        self.modules = [name.replace("-", "_") for name in packages]
        self.numbers = itertools.count(1)
        self.warden: Warden | None = None
        self._begin(zygote or Zygote(self.isolation))

    def _begin(self, zygote: Zygote) -> None:
        self.zygote = zygote
        zygote.preload(self.modules)
        if self.isolation.bwrap:
            limit = self.limits.memory_in_all * 2**20
            self.warden = Warden(zygote, limit, Path(self.folder.name))

    def _end(self) -> None:
        if self.warden:
            self.warden.close()
            self.warden = None
        self.zygote.close()

    def restart(self) -> None:
        """End all processes and begin anew."""
        self._end()
        self._begin(Zygote(self.isolation))

    def close(self) -> None:
        """End all processes and remove what they left."""
        self._end()
        self.folder.cleanup()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know about how submissions are kept apart here."""
        unfiltered = self.zygote.unfiltered
        filtered = f"no filter of system calls: {unfiltered}" if unfiltered else ""
        return tuple(filter(None, (self.isolation.reason, filtered)))

    def open(self) -> Box:
        """Return a box for one submission, in a namespace of its own where the machine allows.

        Raises `CheckerProblem` if a second zygote does not open one either.
        """
        try:
            return self._open()
        except CheckerProblem:
            self.restart()
            return self._open()

    def _open(self) -> Box:
        number = next(self.numbers)
        while True:
            zygote = self._ready_zygote()
            settings = self._settings(number)
            control, theirs = channel_pair()
            message = {"op": "serve", "id": number, "settings": settings}
            try:
                reply = zygote.ask(message, (theirs.fileno(),))
            except CheckerProblem:
                control.close()
                raise
            finally:
                theirs.close()
            if "pid" in reply:
                if self.warden:
                    self.warden.forget(reply["pid"])  # of another one, long ago
                return Box(self, number, reply["pid"], control, settings["root"])
            control.close()
            if not self.isolation.nested:
                problem = f"The sandbox could not be opened: {reply}"
                raise CheckerProblem(problem)
            reason = f"nested namespaces are refused: {reply.get('refused', reply.get('error'))}"
            self.isolation = self.isolation.without_nesting(reason)
            self.restart()

    def release(self, box: Box) -> None:
        """End all processes of *box*; a zygote that serves one submission ends with it."""
        if box.warden:
            box.warden.forget(box.supervisor)
        if not self.isolation.shared:
            self.restart()
        elif box.zygote is self.zygote:
            box.zygote.tell({"op": "kill", "id": box.number})
        if not self.isolation.bwrap:
            shutil.rmtree(box.root, ignore_errors=True)

    def socket_path(self, name: str) -> str:
        """Return a fresh path for a Unix socket; its name tells nothing."""
        return str(Path(self.folder.name) / name)

    def _settings(self, number: int) -> Message:
        root = BOX if self.isolation.bwrap else str(Path(self.folder.name) / f"box{number}")
        return {
            "root": root,
            "files": self.limits.files,
            "memory": self.limits.memory,
            "processes": self.limits.processes,
        }

    def _ready_zygote(self) -> Zygote:
        try:
            self.zygote.wait()
        except SandboxUnavailable as error:
            if not self.isolation.bwrap:
                raise CheckerProblem(f"The sandbox's process did not start: {error}") from error
            self.isolation = self.isolation.weaker(str(error))
            self.restart()
            return self._ready_zygote()
        return self.zygote


class Box(_Closing):
    """One submission inside: its supervisor's channel and its running applications."""

    def __init__(
        self, sandbox: Sandbox, number: int, supervisor: int, control: Channel, root: str
    ) -> None:
        """Belong to *sandbox*; use `Sandbox.open`."""
        self.sandbox, self.zygote, self.warden = sandbox, sandbox.zygote, sandbox.warden
        self.number, self.supervisor = number, supervisor
        self.control = control
        self.root = root
        self.dead: Fault | None = None
        self.owner = os.getpid()
        self.counter = itertools.count(1)

    def close(self) -> None:
        """End every process of the submission."""
        if self.dead is None:
            self._end(Fault(kind="closed", message="The check is over"))

    def unpack(
        self, submission: Submission, kept: Iterable[str] = ()
    ) -> tuple[list[str], list[str]]:
        """Unpack *submission* inside; files of tests that are named *kept* stay.

        Returns the names that were left out, and sentences about files named like a library.
        """
        places = list(submission.places)
        message = {"op": "unpack", "kind": submission.kind, "kept": sorted(kept), "places": places}
        late = Fault(kind="archive", message=f"Unpacking took more than {REPLY_SECONDS:g} s")
        reply = self.ask(message, REPLY_SECONDS, blob=submission.data, late=late)
        return list(map(str, reply["dropped"])), list(map(str, reply["shadows"]))

    def load(self, timeout: float) -> None:
        """Import the submission within *timeout* seconds."""
        late = Fault(
            kind="timeout",
            message=f"Importing the answer took more than {timeout:g} s and was ended",
        )
        self.ask({"op": "load"}, timeout, late=late)

    def start(
        self,
        config: Message,
        *,
        environ: dict[str, str],
        clock: float,
        record: list[str],
        timeout: float,
    ) -> Application:
        """Start a fresh process with ``create_app(config)``, ready within *timeout* seconds.

        *environ* is laid over its environment, *clock* moves its time by seconds, and *record*
        names the fixtures that it collects evidence for.
        """
        deadline = time.monotonic() + timeout
        path = self.sandbox.socket_path(f"{self.number}.{next(self.counter)}")
        control, theirs = channel_pair()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener, theirs:
            listener.bind(path)
            listener.listen(64)
            message: Message = {"op": "start", "config": config, "environ": environ}
            message |= {"clock": clock, "record": record}
            try:
                reply = self.ask(message, timeout, descriptors=(listener.fileno(), theirs.fileno()))
            except BaseException:
                Application(self, path, control, 0).close()
                raise
        pid = reply.get("pid")
        application = Application(self, path, control, pid if type(pid) is int else 0)
        application.wait(deadline - time.monotonic(), timeout)
        return application

    def freeze(self) -> None:
        """Stop every process of the submission until the next `reset`: it had its time.

        What hogs the processors would else slow down all that is still to be done.
        """
        if self.dead is None:
            self.ask({"op": "freeze"}, REPLY_SECONDS)

    def reset(self) -> None:
        """End all applications and bring the folders back to how they were unpacked."""
        self.ask({"op": "reset"}, REPLY_SECONDS)

    def tree(self) -> dict[str, str]:
        """Return a digest of every file in every place that the submission can write to."""
        told = self.ask({"op": "tree"}, REPLY_SECONDS).get("tree")
        return told if isinstance(told, dict) else {}

    def read(self, path: str) -> Message:
        """Return ``data`` of the file *path*, in base 64, or ``error``."""
        return self.ask({"op": "read", "path": path}, REPLY_SECONDS)

    def write(self, path: str, data: bytes) -> None:
        """Write *data* to the file *path*."""
        self.ask({"op": "write", "path": path}, REPLY_SECONDS, blob=data)

    def lock(self, path: str) -> Message:
        """Hold the SQLite file *path* as a writer does; an ``error`` if it cannot be held."""
        return self.ask({"op": "lock", "path": path}, REPLY_SECONDS)

    def unlock(self) -> None:
        """Give back what `lock` holds."""
        self.ask({"op": "unlock"}, REPLY_SECONDS)

    def run(self, argv: Sequence[str], environ: dict[str, str], given: str) -> int:
        """Start the program *argv* with *given* as its input; return its number."""
        message = {"op": "run", "argv": list(argv), "environ": environ, "input": given}
        return int(self.ask(message, REPLY_SECONDS)["running"])

    def look(self, pid: int, seconds: float) -> Message:
        """Wait for the end of a program, *seconds* at most: ``code``, ``stdout``, ``stderr``."""
        message: Message = {"op": "look", "pid": pid, "seconds": seconds}
        return self.ask(message, seconds + REPLY_SECONDS)

    def signal(self, pid: int, number: int) -> None:
        """Send the signal *number* to a program."""
        self.ask({"op": "signal", "pid": pid, "number": number}, REPLY_SECONDS)

    def connects(self, pid: int, host: str, port: int, seconds: float) -> bool:
        """Whether somebody listens on *port* within *seconds*, while the program runs."""
        message = {"op": "connects", "pid": pid, "host": host, "port": port, "seconds": seconds}
        return bool(self.ask(message, seconds + REPLY_SECONDS)["connects"])

    def relay(self, host: str, port: int) -> str:
        """Return the path of a socket whose connections are passed on to *port* inside."""
        path = self.sandbox.socket_path(f"{self.number}.{next(self.counter)}")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(path)
            listener.listen(64)
            message = {"op": "relay", "host": host, "port": port}
            self.ask(message, REPLY_SECONDS, descriptors=(listener.fileno(),))
        return path

    def logs(self) -> str:
        """Return what the submission wrote since the last reset, capped."""
        return str(self.ask({"op": "logs"}, REPLY_SECONDS).get("text", ""))

    def sql(self, path: str, sql: str, parameters: dict[str, Any]) -> Message:
        """Run one statement on the SQLite file *path*: ``rows`` and ``count``, or ``error``."""
        message = {"op": "sql", "path": path, "sql": sql, "parameters": parameters}
        return self.ask(message, REPLY_SECONDS)

    def ask(
        self,
        message: Message,
        timeout: float,
        *,
        descriptors: tuple[int, ...] = (),
        blob: bytes = b"",
        late: Fault | None = None,
    ) -> Message:
        """Send *message* and return the answer; raise `SubmissionFault` if it is a fault or none.

        A box that does not answer in time is ended, and answers nothing any more.
        """
        if self.dead:
            raise SubmissionFault(self.dead)
        try:
            self.control.send(message, descriptors=descriptors, blob=blob, timeout=REPLY_SECONDS)
            reply = self.control.receive(max(timeout, 0.01))[0]
        except TimeoutError:
            fault = late or Fault(kind="timeout", message="The submission's processes hang")
            raise SubmissionFault(self._end(fault)) from None
        except ProtocolError as error:
            fault = Fault(kind="killed", message=f"The submission's processes ended: {error}")
            raise SubmissionFault(self._end(fault)) from None
        told = reply.get("fault")
        if isinstance(told, dict):
            raise SubmissionFault(fault_of(told))
        if "error" in reply and message["op"] not in CAN_FAIL:
            raise CheckerProblem(f"'{message['op']}' was refused: {reply['error']}")
        return reply

    def cause_of(self, fault: Fault) -> Fault:
        """Return *fault*, or what lies behind it: too much memory or too many files in all."""
        kind = self.warden.ended(self.supervisor) if self.warden else ""
        if kind == "memory":
            limit = self.sandbox.limits.memory_in_all
            message = f"The answer's processes together used more than {limit} MiB and were ended"
            return Fault(kind=kind, message=message)
        if kind == "files":
            return Fault(kind=kind, message="The answer made too many files and was ended")
        return fault

    def _end(self, fault: Fault) -> Fault:
        fault = self.dead = self.cause_of(fault)
        if os.getpid() == self.owner:  # a lane's parent ends its box
            self.sandbox.release(self)
        self.control.close()
        return fault


class Application:
    """One running application: where to connect, and its control channel."""

    def __init__(self, box: Box, path: str, control: Channel, pid: int) -> None:
        """Belong to *box*; use `Box.start`."""
        self.box, self.path, self.control, self.pid = box, path, control, pid

    def wait(self, timeout: float, limit: float) -> None:
        """Wait until ``create_app`` has returned; raise `SubmissionFault` if it did not."""
        try:
            told = self.control.receive(max(timeout, 0.01))[0].get("fault")
        except TimeoutError:
            message = f"create_app took more than {limit:.2g} s and was ended"
            self._fail(Fault(kind="timeout", message=message))
        except ProtocolError:
            self._fail(Fault(kind="exit", message="The process ended inside create_app"))
        if isinstance(told, dict):
            self._fail(fault_of(told))

    def ask(self, message: Message, seconds: float = EVIDENCE_SECONDS) -> Message:
        """Send *message* to the application's process; an empty answer if there is none soon.

        What answers may be the submission's own code: everything in it is a claim.
        """
        with contextlib.suppress(ProtocolError, TimeoutError):
            self.control.send(message, timeout=EVIDENCE_SECONDS)
            return self.control.receive(seconds)[0]
        return {}

    def close(self) -> None:
        """Hang up, upon which the process ends if it is honest, and remove the socket's name."""
        self.control.close()
        with contextlib.suppress(OSError):
            Path(self.path).unlink()

    def stop(self) -> None:
        """End the process."""
        self.close()
        if self.box.dead is None and self.pid:
            self.box.ask({"op": "stop", "pid": self.pid}, REPLY_SECONDS)

    def _fail(self, fault: Fault) -> NoReturn:
        self.close()
        if fault.kind == "timeout":
            self.box.freeze()
        self.stop()
        raise SubmissionFault(fault)
