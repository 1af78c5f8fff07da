"""Where time goes, by phase: each moment belongs to one, in a process and in all that it starts."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import platform
import struct
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSCALLS = {"x86_64": 298, "aarch64": 241}  # of perf_event_open
SOFTWARE, TASK_CLOCK = 1, 1
INHERIT, NO_KERNEL, NO_HYPERVISOR = 1 << 1, 1 << 5, 1 << 6  # the clock runs in the kernel as well
ATTRIBUTES = struct.Struct("=IIQQQQQIIQ")
NANO = 1e-9


class Counter:
    """The processor time of this thread and of all that it starts from now on, in seconds.

    Unlike `resource.getrusage` it counts those nobody waits for, such as applications in the
    sandbox, and those that still run. Without perf_event_open it knows nothing, and says zero.
    """

    def __init__(self) -> None:
        attributes = ATTRIBUTES.pack(
            SOFTWARE, ATTRIBUTES.size, TASK_CLOCK, 0, 0, 0, INHERIT | NO_KERNEL | NO_HYPERVISOR,
            0, 0, 0,
        )  # fmt: skip
        number = SYSCALLS.get(platform.machine(), -1)
        library = ctypes.CDLL(None, use_errno=True)
        self.descriptor = int(library.syscall(number, attributes, 0, -1, -1, 8))  # 8: close on exec

    def seconds(self) -> float:
        """Return what it counted so far."""
        if self.descriptor < 0:
            return 0.0
        return int.from_bytes(os.read(self.descriptor, 8), "little") * NANO

    def close(self) -> None:
        """Give the descriptor back."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


@dataclass(slots=True)
class Spent:
    """What a phase took, in seconds, and how often it was entered.

    *own* is processor time of the process itself, *below* that of what it started, *clock* the
    time that passed.
    """

    own: float = 0.0
    below: float = 0.0
    clock: float = 0.0
    times: int = 0

    def add(self, other: Spent) -> None:
        """Add what *other* took."""
        self.own += other.own
        self.below += other.below
        self.clock += other.clock
        self.times += other.times


@dataclass(frozen=True, slots=True)
class Phase:
    """A function that begins a phase: *place* is ``module:name`` or ``module:Class.name``.

    With *whole* all is the phase's until its end; otherwise a phase inside of it has its own time.
    """

    place: str
    title: str
    whole: bool = False

    def find(self) -> tuple[Any, str]:
        """Return the module or class, and the name in it."""
        module, _, path = self.place.partition(":")
        owner: Any = importlib.import_module(module)
        *classes, name = path.split(".")
        for part in classes:
            owner = getattr(owner, part)
        return owner, name


class Tracer:
    """Adds up the time of one process, by phase."""

    def __init__(self, outside: str) -> None:
        """Begin in the phase *outside*."""
        self.counter = Counter()
        self.spent: dict[str, Spent] = defaultdict(Spent)
        self.stack = [outside]
        self.whole = 0
        self.last = self._now()

    def _now(self) -> tuple[float, float, float]:
        return time.process_time(), self.counter.seconds(), time.perf_counter()

    def switch(self) -> None:
        """Give the time since the last switch to the phase that ends or is interrupted."""
        now = self._now()
        own, tree, clock = (after - before for after, before in zip(now, self.last, strict=True))
        self.spent[self.stack[-1]].add(Spent(own, max(tree - own, 0.0), clock))
        self.last = now

    @contextmanager
    def inside(self, phase: Phase) -> Iterator[None]:
        """Be in *phase*, unless another one has all time until its end."""
        if self.whole:
            yield
            return
        self.switch()
        self.stack.append(phase.title)
        self.whole += phase.whole
        self.spent[phase.title].times += 1
        try:
            yield
        finally:
            self.switch()
            self.whole -= phase.whole
            self.stack.pop()

    def save(self, folder: Path) -> None:
        """Write what was added up to a file of this process in *folder*."""
        self.switch()
        told = {title: asdict(spent) for title, spent in self.spent.items()}
        (folder / f"{os.getpid()}.json").write_text(json.dumps(told))
        self.counter.close()


def load(folder: Path) -> list[dict[str, Spent]]:
    """Return what each process wrote to *folder*."""
    told = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    return [{title: Spent(**spent) for title, spent in one.items()} for one in told]


def processor_seconds(pid: int) -> float:
    """Return the processor time of the first thread of the running process *pid*."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) * NANO
    return 0.0
