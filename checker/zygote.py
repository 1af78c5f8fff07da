"""The trusted parent of the zygote: starts it, waits for it, asks it, ends it.

It imports little, so that the zygote's own, longer loading can begin early.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import CheckerProblem
from checker.isolation import (
    BOX,
    USER,
    WORKER,
    bubblewrap_options,
    environment,
    interpreter,
    packages_folder,
    tests_folder,
    user_on_host,
)
from checker.worker.protocol import Message, ProtocolError, channel_pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.isolation import Isolation

WARDEN = Path(__file__).resolve().parent / "warden.py"
BOOT = """
import importlib.util, json, sys
folder, settings = sys.argv[1], json.loads(sys.argv[2])
sys.path += settings["paths"]
spec = importlib.util.spec_from_file_location(
    "kata_worker", folder + "/__init__.py", submodule_search_locations=[folder]
)
sys.modules["kata_worker"] = importlib.util.module_from_spec(spec)
from kata_worker import zygote
zygote.main(settings)
"""
START_SECONDS = 30.0
REPLY_SECONDS = 10.0
KINDS = ("memory", "files")  # why a warden ends a submission


class SandboxUnavailable(Exception):  # noqa: N818 - a state of the machine
    """Bubblewrap is missing or refused by this machine; the text says why."""


class Zygote:
    """One running zygote process and the channel to it."""

    def __init__(self, isolation: Isolation) -> None:
        """Start the process and return at once; then `preload`, then `wait` until it is ready."""
        self.isolation = isolation
        self.started = self.ready = self.closed = False
        self.unfiltered = ""  # why there is no filter of system calls
        self.channel, theirs = channel_pair()
        settings = {
            "fd": theirs.fileno(),
            "paths": [packages_folder(isolation)],
            "tests": tests_folder(isolation),
            "isolated": bool(isolation.bwrap),
            "nested": isolation.nested,
            "user": user_on_host(isolation),
            "inside": USER,
        }
        command = self._command(settings)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            env=environment(packages_folder(isolation)),
            cwd="/",
        )
        theirs.close()

    def _command(self, settings: Message) -> list[str]:
        folder = f"{BOX}-worker" if self.isolation.bwrap else str(WORKER)
        python = [interpreter(), "-I", "-S", "-B", "-c", BOOT, folder, json.dumps(settings)]
        if not self.isolation.bwrap:
            return python
        return [self.isolation.bwrap, *bubblewrap_options(self.isolation), "--", *python]

    def preload(self, modules: Iterable[str]) -> None:
        """Say which *modules* are loaded beside those that every answer needs."""
        with contextlib.suppress(ProtocolError):  # `wait` says why it does not listen
            self.channel.send({"modules": list(modules)}, timeout=START_SECONDS)

    def wait(self) -> None:
        """Wait until libraries are loaded.

        Raises `SandboxUnavailable` if bubblewrap did not come as far as Python, and
        `CheckerProblem` if Python did not come as far as it should.
        """
        if self.ready:
            return
        self._wait_for_start()
        try:
            told = self.channel.receive(START_SECONDS)[0]
        except (ProtocolError, TimeoutError) as error:
            problem = f"Libraries could not be loaded: {self._last_words(error)}"
            raise CheckerProblem(problem) from error
        self.unfiltered = str(told["unfiltered"])
        self.ready = True

    def _wait_for_start(self) -> None:
        if not self.started:
            try:
                self.channel.receive(START_SECONDS)
            except (ProtocolError, TimeoutError) as error:
                raise SandboxUnavailable(self._last_words(error)) from error
            self.started = True

    def _last_words(self, error: Exception) -> str:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None  # noqa: S101 - for the type checker; it is a pipe
        os.set_blocking(self.process.stderr.fileno(), False)
        said = (self.process.stderr.read() or b"").decode(errors="replace").strip()
        return said.splitlines()[-1] if said else str(error)

    def ask(self, message: Message, descriptors: tuple[int, ...] = ()) -> Message:
        """Send *message* and return the answer; raise `CheckerProblem` if there is none."""
        try:
            self.channel.send(message, descriptors=descriptors, timeout=REPLY_SECONDS)
            return self.channel.receive(REPLY_SECONDS)[0]
        except (ProtocolError, TimeoutError) as error:
            problem = f"The process that starts submissions does not answer: {error}"
            raise CheckerProblem(problem) from error

    def lives(self) -> bool:
        """Whether the process is there and answers."""
        try:
            self.ask({"op": "ping"})
        except CheckerProblem:
            return False
        return True

    def tell(self, message: Message) -> None:
        """Send *message*, which has no answer; what is asked later is done later."""
        with contextlib.suppress(ProtocolError, TimeoutError):
            self.channel.send(message, timeout=REPLY_SECONDS)

    def close(self) -> None:
        """End the process and everything below it; a second time does nothing."""
        if self.closed:
            return
        self.closed = True
        # Killed in the middle of its set-up, bwrap leaves a child behind that waits for it.
        with contextlib.suppress(SandboxUnavailable):
            self._wait_for_start()
        self.channel.close()
        try:
            self.process.wait(timeout=0.2 if not self.isolation.bwrap else 0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()


class Warden:
    """The process that ends a submission when all its processes together use too much."""

    def __init__(self, zygote: Zygote, limit: int, folder: Path) -> None:
        """Watch what is below *zygote*, up to *limit* bytes for each; note the end in *folder*."""
        self.folder = folder
        nested = "1" if zygote.isolation.nested else "0"
        arguments = [str(zygote.process.pid), nested, str(limit), str(folder)]
        self.process = subprocess.Popen(
            [interpreter(), "-I", "-S", str(WARDEN), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={},
            cwd="/",
        )

    def ended(self, supervisor: int) -> str:
        """Return ``memory`` or ``files`` if the submission of *supervisor* was ended for that."""
        return next((kind for kind in KINDS if self._note(kind, supervisor).exists()), "")

    def forget(self, supervisor: int) -> None:
        """Remove what is noted of *supervisor*; the number may be given again."""
        for kind in KINDS:
            self._note(kind, supervisor).unlink(missing_ok=True)

    def _note(self, kind: str, supervisor: int) -> Path:
        return self.folder / f"{kind}.{supervisor}"

    def close(self) -> None:
        """End the process; a second time does nothing."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
