"""What the attacks of tests/hostile are after, and how it is noticed that one of them got it."""

import base64
import contextlib
import os
import re
import secrets
import shutil
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from checkouts import TINY, outcomes
from processes import descendants, described

from checker.client import Client
from checker.errors import CheckerProblem
from checker.render import data
from checker.sandbox import Sandbox, SubmissionFault
from checker.transport import Transport

MAX_LISTED = 5
OUTCOME = "(?:passed|failed|blocked|error)"
NOTE = re.compile(
    rf"Attack: [^\n]+\.\n"
    rf"Defence: [^\n]+\.\n"
    rf"Verdict: (?P<verdict>{OUTCOME}(?:, {OUTCOME}){{2}}|refused: [^\n]+)\n"
)
BLUNDER = re.compile(r"\b(?:NameError|UnboundLocalError|ImportError|IndentationError): [^\"\\]+")


class Canaries:
    """A file, a port, a socket and a variable of this machine that no answer may reach.

    Files of an attack name them by the texts `CANARY_FILE`, `CANARY_PORT`, `CANARY_SOCKET`,
    `CANARY_VARIABLE`; what is secret begins with `CANARY_SECRET_PREFIX`.
    """

    def __init__(self):
        """Put them where whoever is not kept away finds them, open to everybody."""
        mark = secrets.token_hex(4)
        self.prefix = f"canary-{mark}-"
        self.secrets = {
            name: f"{self.prefix}{name}-{secrets.token_hex(8)}"
            for name in ("file", "variable", "neighbour")
        }
        self.folder = Path(tempfile.mkdtemp(prefix=f"canary-{mark}-", dir="/tmp"))
        self.folder.chmod(0o777)
        self.file = self.folder / "secret.txt"
        self.variable = f"CANARY_{mark.upper()}"
        self.socket = f"canary-{mark}"
        os.environ[self.variable] = self.secrets["variable"]
        self.listeners = self._listeners()
        self._lay_out()

    def _listeners(self):
        first = socket.create_server(("127.0.0.1", 0))
        self.port = first.getsockname()[1]
        datagrams = socket.socket(type=socket.SOCK_DGRAM)
        datagrams.bind(("127.0.0.1", self.port))
        abstract = socket.socket(socket.AF_UNIX)
        abstract.bind(f"\0{self.socket}")
        abstract.listen()
        found = {"port": first, "datagrams": datagrams, "socket": abstract}
        with contextlib.suppress(OSError):  # a machine without IPv6, or its port is taken
            found["port (IPv6)"] = socket.create_server(("::1", self.port), family=socket.AF_INET6)
        for listener in found.values():
            listener.setblocking(False)  # noqa: FBT003 - positional only
        return found

    def _lay_out(self):
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.file.write_text(f"{self.secrets['file']}\n")
        self.file.chmod(0o666)
        self.status = self._file_status()

    def _file_status(self):
        try:
            status = self.file.lstat()
            return self.file.read_text(), status.st_mtime_ns, status.st_mode, status.st_uid
        except (OSError, ValueError) as error:
            return repr(error)

    def close(self):
        """Take all of it away."""
        for listener in self.listeners.values():
            listener.close()
        shutil.rmtree(self.folder)
        os.environ.pop(self.variable, None)

    def aim(self, source, target):
        """Copy the folder *source* to *target*, with the names of the canaries filled in."""
        texts = {
            b"CANARY_FILE": str(self.file),
            b"CANARY_PORT": str(self.port),
            b"CANARY_SOCKET": self.socket,
            b"CANARY_VARIABLE": self.variable,
            b"CANARY_SECRET_PREFIX": self.prefix,
            b"CANARY_OF_THE_NEIGHBOUR": self.secrets["neighbour"],
        }
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("NOTE.md", "__pycache__"))
        for path in target.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for text, value in texts.items():
                    content = content.replace(text, value.encode())
                path.write_bytes(content)
        return target

    def touched(self):
        """Return what was done to the canaries since the last call, in words; mend it."""
        found = []
        status = self._file_status()
        if status != self.status:
            found.append(f"the file was {self.status}, is {status}")
        others = sorted(path.name for path in self.folder.iterdir() if path != self.file)
        if others:
            found.append(f"the folder of the file holds {others}")
        if found:
            self._lay_out()
        if os.environ.get(self.variable) != self.secrets["variable"]:
            found.append("the variable was changed")
            os.environ[self.variable] = self.secrets["variable"]
        for name, listener in self.listeners.items():
            found += [f"{name}: {visit}" for visit in _visits(listener)]
        return found

    def stolen(self, text):
        """Return the names of the secrets that occur in *text*, plain or thinly disguised."""
        found = set()
        for name, secret in self.secrets.items():
            data = secret.encode()
            forms = [secret, secret[::-1], data.hex(), base64.b64encode(data).decode().rstrip("=")]
            if any(form.casefold() in text.casefold() for form in forms):
                found.add(name)
        found.update(name for name, fact in facts() if fact.casefold() in text.casefold())
        return sorted(found)

    def bound(self):
        """Return the marked names that sockets have in the machine's own network namespace."""
        names = Path("/proc/net/unix").read_text(errors="replace").splitlines()
        return [f"a socket of the machine: {name.split()[-1]}" for name in names
                if self.prefix in name]  # fmt: skip


def facts():
    """Yield what only this machine has, each with its name: nothing of it is told inside."""
    for path in Path("/sys/class/net").glob("*/address"):
        address = path.read_text().strip()
        if set(address) - set("0:"):
            yield f"the hardware address of {path.parent.name}", address
    for path in ("/etc/machine-id", "/proc/sys/kernel/random/boot_id"):
        with contextlib.suppress(OSError):
            yield path, Path(path).read_text().strip() or path


def _visits(listener):
    """Return what came in at *listener*: connections or datagrams."""
    found = []
    with contextlib.suppress(BlockingIOError):
        while True:
            if listener.type == socket.SOCK_DGRAM:
                found.append(f"received {listener.recv(64)!r}")
            else:
                listener.accept()[0].close()
                found.append("accepted a connection")
    return found


class Neighbour:
    """An honest answer in a box of its own, which keeps secrets and notes who comes by."""

    def __init__(self, box, submission, secret):
        """Bring *submission* into *box* and start it."""
        self.box, self.secret = box, secret
        box.unpack(submission)
        box.load(10)
        self.application = box.start({}, environ={}, clock=0, record=[], timeout=10)
        self.client = Client(Transport(self.application.path, [], lambda: 5.0, 5.0))
        self.state = self.client.get("/state").json

    def changes(self):
        """Return what is not as it was when the neighbour was last asked, in words."""
        try:
            diary = self.client.get("/diary").json
            state = self.client.get("/state").json
        except (SubmissionFault, AssertionError) as error:
            return [f"it does not answer: {error}"]
        told = [] if diary == {"secret": self.secret} else [f"it answers {diary}"]
        before, self.state = self.state, state  # the next attack is not blamed for this one
        names = sorted(before.keys() | state.keys())
        return told + [
            f"{name}: was {before.get(name)}, is {state.get(name)}"
            for name in names
            if before.get(name) != state.get(name)
        ]

    def leave(self):
        """End it."""
        self.application.control.close()
        self.box.close()


class Neighbourhood(Sandbox):
    """A sandbox in which a neighbour lives beside whatever is checked.

    `move_in` is given a box and returns the `Neighbour`. Attacks never run outside of a sandbox.
    """

    move_in = None
    canaries = None
    latest = None

    def __init__(self, *arguments, **settings):
        """Remember itself for those who watch."""
        super().__init__(*arguments, **settings)
        self.neighbour = None
        self.restarts = -1
        self.noticed = []
        type(self).latest = self

    def settle(self):
        """Let the neighbour move in, unless it lives here already."""
        if self.neighbour is None or self.neighbour.box.zygote is not self.zygote:
            self.restarts += 1
            if self.neighbour:
                self.neighbour.leave()
            self.neighbour = type(self).move_in(super().open())
            self.residents = descendants(self.zygote.process.pid)

    def open(self):
        """Return a box beside that of the neighbour."""
        self.settle()
        return super().open()

    def close(self):
        """End the neighbour and everybody else."""
        if self.neighbour:
            self.neighbour.leave()
        super().close()

    def release(self, box):
        """Ask the neighbour while the attack in *box* still runs, then end it."""
        if self.neighbour is not None and box is not self.neighbour.box:
            self.noticed += [f"while it ran, {change}" for change in self.neighbour.changes()]
            self.noticed += self.canaries.bound()
        super().release(box)

    def _ready_zygote(self):
        zygote = super()._ready_zygote()
        sandboxed(self.isolation)
        return zygote


def sandboxed(isolation):
    """Raise `CheckerProblem` unless *isolation* is that of a sandbox."""
    if not isolation.bwrap:
        problem = f"attacks are let loose in a sandbox only: {isolation.reason}"
        raise CheckerProblem(problem)
    return isolation


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What a process holds: open descriptors, MiB of memory, and the most of it (MiB)."""

    descriptors: int
    memory: float
    peak: float

    @classmethod
    def of(cls, pid):
        """Measure the process *pid*."""
        status = Path(f"/proc/{pid}/status").read_text(errors="replace")
        resident, peak = (
            int(re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024
            for name in ("VmRSS", "VmHWM")
        )
        descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        return cls(descriptors=descriptors, memory=resident, peak=peak)


def forget_peak(pid):
    """Let the peak of the memory of *pid* begin anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of one attack; each list is empty where nothing is wrong.

    *verdict* is that of the report, *words* its fault's text or that of the refusal. *left* are
    processes and *files* that outlived it, *stolen* the secrets in its report, *touched* what it
    did to canaries, *neighbour* what the neighbour noticed, *problems* what the checker had,
    *blunders* where the attack itself is broken.
    """

    verdict: str
    words: str = ""
    seconds: float = 0.0
    slowest: float = 0.0
    left: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    stolen: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    neighbour: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    blunders: tuple[str, ...] = ()
    grader: Footprint | None = None
    zygote: Footprint | None = None

    @classmethod
    def of(cls, report, canaries, **seen):
        """Look at *report*, and at what *canaries* noticed."""
        problems = [test.message for c in report.concepts for test in c.tests
                    if test.outcome == "checker problem"]  # fmt: skip
        return cls(
            verdict=", ".join(outcomes(report)),
            words=report.fault.message if report.fault else "",
            seconds=report.seconds,
            slowest=max((t.seconds for c in report.concepts for t in c.tests), default=0.0),
            stolen=tuple(canaries.stolen(data.render(report))),
            touched=tuple(canaries.touched()),
            problems=tuple(filter(None, [report.problem, *problems])),
            blunders=tuple(BLUNDER.findall(data.render(report))),
            **seen,
        )

    def answers(self, expected):
        """Whether the verdict is the *expected* one of a note."""
        kind, _, words = expected.partition(": ")
        if kind != "refused":
            return self.verdict == expected
        refused = self.verdict in ("refused", "error, blocked, error")
        return refused and words in self.words

    @property
    def within_limits(self):
        """Whether each test and the whole check kept to their limits, or nearly so."""
        return self.slowest <= TINY.limits.test + 2 and self.seconds <= TINY.limits.check + 2


def zygote_below(bwrap):
    """Return the process that serves the boxes: the only child of bubblewrap's own child."""
    for init in _children(bwrap):
        for zygote in _children(init):
            return zygote
    return None


def _children(pid):
    return map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def strangers(pids):
    """Describe *pids*, at most a few of them."""
    return tuple(described(sorted(pids)[:MAX_LISTED]))
