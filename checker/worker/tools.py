"""What only some suites ask of a supervisor: files, programs, a lock on the database."""

from __future__ import annotations

import os
import select
import socket
import time
from typing import TYPE_CHECKING

from . import faults, folders, programs
from .database import Lock

if TYPE_CHECKING:
    from pathlib import Path

    from .output import Output
    from .protocol import Message


class Tools:
    """The programs that run and the lock that is held for the test that runs now."""

    def __init__(
        self, folder: Path, places: tuple[Path, ...], output: Output, settings: Message
    ) -> None:
        """Work in *folder*, the answer's own; *places* are all that it can write to."""
        self.folder, self.places = folder, places
        self.output = output
        self.settings = settings
        self.programs: dict[int, programs.Program] = {}
        self.relays: set[int] = set()
        self.lock = Lock()

    @property
    def processes(self) -> set[int]:
        """The processes that were started here, each with a process group of its own."""
        return self.relays | self.programs.keys()

    def answer(  # noqa: PLR0911 - one answer to each message
        self, message: Message, descriptors: list[int], blob: bytes
    ) -> Message:
        """Answer one message."""
        match message:
            case {"op": "tree"}:
                return folders.tree(self.folder, self.places)
            case {"op": "read", "path": str(path)}:
                return folders.read(self.folder / path)
            case {"op": "write", "path": str(path)}:
                return folders.write(self.folder / path, blob)
            case {"op": "lock", "path": str(path)}:
                return self.lock.take(path)
            case {"op": "unlock"}:
                self.lock.release()
                return {"unlocked": True}
            case {"op": "run"}:
                return self._run(message)
            case {"op": "relay", "host": str(host), "port": int(port)}:
                with socket.socket(fileno=os.dup(descriptors[0])) as listener:
                    self.relays.add(
                        programs.relay(listener, host, port, isolated=self.settings["isolated"])
                    )
                return {"relayed": port}
            case {"op": "look" | "signal" | "connects", "pid": int(pid)}:
                return self._about(self.programs[pid], message)
        return {"error": f"unknown message {sorted(message)}"}

    def _run(self, message: Message) -> Message:
        try:
            program = programs.Program(message, self.folder, self.settings)
        except OSError as error:
            return {"fault": faults.of_fork(error)}
        self.programs[program.pid] = program
        return {"running": program.pid}

    def _about(self, program: programs.Program, message: Message) -> Message:
        if message["op"] == "signal":
            if program.runs():
                os.kill(program.pid, message["number"])
            return {"sent": message["number"]}
        if message["op"] == "connects":
            host, port, seconds = message["host"], message["port"], message["seconds"]
            return {"connects": programs.connects(host, port, seconds, program.runs)}
        deadline = time.monotonic() + message["seconds"]
        while program.runs() and time.monotonic() < deadline:
            self.output.read()
            select.select([], [], [], programs.PAUSE)
        return program.told()

    def note_end(self, pid: int, status: int) -> None:
        """Keep how *pid* ended, if it is one of the programs."""
        if pid in self.programs:
            self.programs[pid].status = status

    def put_away(self) -> None:
        """Forget the programs, which have been ended, and let others write."""
        for program in self.programs.values():
            program.close()
        self.programs.clear()
        self.relays.clear()
        self.lock.release()
