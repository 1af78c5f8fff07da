"""How long a check takes against plain pytest on the same suite, as ratios measured in one run.

    make bench                      everything, about five minutes
    make bench ARGS="--rounds 3"    fewer repetitions

The baseline is `plain.py`: the same suite under plain pytest, in a fresh process, with an
in-process client. Both sides run alternately, with compiled bytecode; figures are medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import pty
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from checker import catalog, runner, sandbox
from checker.submission import read_submission
from checker.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.report import Report

ROOT = Path(__file__).resolve().parent.parent
KATAS = ("hello_app", "request_validation", "jwt_auth")
MIB = 2**20
POLL = 0.01  # seconds between two looks at the memory


def environment() -> dict[str, str]:
    """Return the environment of both sides: bytecode may be written and read."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def plain(name: str) -> list[str]:
    """Return the command of the baseline."""
    suite, solution = ROOT / "katas" / name / "hidden", ROOT / "solutions" / name
    return [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider",
            "-p", "plain", "--submission", str(solution), str(suite)]  # fmt: skip


def kata(*arguments: str) -> list[str]:
    """Return a command of ours."""
    return [str(Path(sys.executable).parent / "kata"), *arguments]


def check(name: str) -> list[str]:
    """Return the command that checks the reference answer."""
    return kata("check", name, "--submission", f"solutions/{name}")


def seconds(command: list[str], folder: Path) -> float:
    """Run *command* in *folder* and return how long it took; it must succeed."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    return time.perf_counter() - started


def alternated(
    rounds: int, first: Callable[[], float], second: Callable[[], float]
) -> tuple[float, float]:
    """Return the medians of both, called in turns; the first call of each is not counted."""
    first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def cold(rounds: int) -> None:
    """Print one check from the shell against the baseline, for each kata."""
    print("one check from the shell      plain pytest    kata check    ratio")
    for name in KATAS:
        base, ours = alternated(
            rounds,
            lambda name=name: seconds(plain(name), ROOT / "benchmarks"),
            lambda name=name: seconds(check(name), ROOT),
        )
        print(f"  {name:<27} {base:>8.2f} s   {ours:>9.2f} s   {ours / base:>6.2f}")


def warm(rounds: int, lanes: int) -> None:
    """Print a further submission through a warm zygote and a collected suite."""
    print(f"\na further submission, {lanes} lane(s)  plain pytest    warm check    ratio")
    for name in KATAS:
        base, ours = _warm_pair(name, rounds, lanes)
        print(f"  {name:<27} {base:>8.2f} s   {ours:>9.2f} s   {ours / base:>6.2f}")


def _warm_pair(name: str, rounds: int, lanes: int) -> tuple[float, float]:
    """Run the baseline between two submissions of one warm run; return both medians."""
    submission = read_submission(ROOT / "solutions" / name)
    bases: list[float] = []
    reports: list[Report] = []

    def submissions() -> Iterator[Any]:
        for _ in range(rounds + 1):
            yield submission
            bases.append(seconds(plain(name), ROOT / "benchmarks"))

    runner.check_all(catalog.load_kata(ROOT, name), submissions(), reports.append, lanes=lanes)
    if {report.outcome for report in reports} != {"passed"}:
        raise SystemExit(f"the reference of {name} does not pass")
    ours = [report.seconds for report in reports]
    return statistics.median(bases[1:]), statistics.median(ours[1:])


def watched(rounds: int) -> None:
    """Print the time from saving the reference answer to the verdict that `kata watch` shows."""
    print("\nfrom save to verdict          plain pytest    kata watch    ratio")
    for name in KATAS:
        with tempfile.TemporaryDirectory() as folder, Watching(Path(folder), name) as watching:
            base, ours = alternated(
                rounds,
                lambda name=name: seconds(plain(name), ROOT / "benchmarks"),
                watching.save,
            )
        print(f"  {name:<27} {base:>8.2f} s   {ours:>9.2f} s   {ours / base:>6.2f}")


class Watching:
    """`kata watch` at a terminal of its own, in a checkout with one kata and its answer."""

    def __init__(self, folder: Path, name: str) -> None:
        self.answer = folder / "work" / name
        for part in ("katas", "solutions"):
            shutil.copytree(ROOT / part / name, folder / part / name)
        shutil.copytree(ROOT / "solutions" / name, self.answer)
        self.checks = 0
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(kata()[0], kata("watch", name), environment() | {"TERM": "xterm"})  # noqa: S606

    def __enter__(self) -> Self:
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self.terminal, b"q")
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def save(self) -> float:
        """Save the answer, changed by a line, and return how long its verdict takes."""
        path = self.answer / "app.py"
        text = f"{path.read_text()}# {self.checks}\n"
        started = time.perf_counter()
        path.write_text(text)
        self._wait()
        return time.perf_counter() - started

    def _wait(self) -> None:
        """Wait until the verdict of one more check is shown, which must be a pass."""
        self.checks += 1
        verdict = re.compile(rb"(\d+) of (\d+) passed, check %d, " % self.checks)
        shown = b""
        while not (found := verdict.search(shown)):
            shown += os.read(self.terminal, 2**16)
        if found[1] != found[2]:
            raise SystemExit(f"the reference does not pass: {found[0].decode()}")


def where(name: str, rounds: int) -> None:
    """Print where the time of a warm check in one lane goes."""
    spent: dict[str, float] = defaultdict(float)
    parts = [
        (sandbox.Sandbox, "open", "open a box: two forks, namespaces"),
        (sandbox.Box, "unpack", "unpack"),
        (sandbox.Box, "load", "fork the loader, import the answer"),
        (sandbox.Box, "start", "fork an application (and its create_app)"),
        (sandbox.Application, "wait", "  of that, create_app"),
        (Transport, "_exchange", "HTTP requests"),
        (sandbox.Box, "sql", "SQL from outside"),
        (sandbox.Box, "reset", "end the application, restore folders"),
        (sandbox.Box, "close", "close the box"),
    ]
    reports: list[Report] = []
    submission = read_submission(ROOT / "solutions" / name)
    with _timed(parts, spent):
        runner.check_all(
            catalog.load_kata(ROOT, name),
            _forgetting_first([submission] * (rounds + 1), spent),
            reports.append,
        )
    total = sum(report.seconds for report in reports[1:])
    tests = sum(len(concept.tests) for concept in reports[0].concepts)
    requests = sum(len(t.exchanges) for concept in reports[0].concepts for t in concept.tests)
    print(f"\nwhere a warm check of {name} goes ({tests} tests, {requests} requests, one lane)")
    for _, _, title in parts:
        print(f"  {title:<44} {spent[title] / rounds * 1000:>6.0f} ms {spent[title] / total:>6.0%}")
    known = sum(spent[title] for _, _, title in parts if not title.startswith(" "))
    rest = total - known
    print(f"  {'pytest, suite, client':<44} {rest / rounds * 1000:>6.0f} ms {rest / total:>6.0%}")


def _forgetting_first(submissions: list[Any], spent: dict[str, float]) -> Iterator[Any]:
    for number, submission in enumerate(submissions):
        if number == 1:
            spent.clear()
        yield submission


@contextmanager
def _timed(parts: list[tuple[type, str, str]], spent: dict[str, float]) -> Iterator[None]:
    """Add up the time in methods of the checker, by title."""
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in parts]

    def timed(method: Callable[..., Any], title: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the method takes
            started = time.perf_counter()
            try:
                return method(*args, **kwargs)
            finally:
                spent[title] += time.perf_counter() - started

        return call

    for (owner, name, method), (_, _, title) in zip(originals, parts, strict=True):
        setattr(owner, name, timed(method, title))
    try:
        yield
    finally:
        for owner, name, method in originals:
            setattr(owner, name, method)


def start_up(rounds: int) -> None:
    """Print how long `kata --help` takes, beside an interpreter that does nothing."""
    nothing, ours = alternated(
        rounds * 3,
        lambda: seconds([sys.executable, "-c", ""], ROOT),
        lambda: seconds(kata("--help"), ROOT),
    )
    print(f"\nkata --help {ours:.3f} s (python -c '' {nothing:.3f} s)")


def memory(rounds: int) -> None:
    """Print the peak memory of the whole tree of processes, shared pages counted once."""
    print("\npeak memory of all processes  plain pytest    kata check    ratio")
    for name in KATAS:
        base, ours = alternated(
            min(rounds, 3),
            lambda name=name: peak(plain(name), ROOT / "benchmarks"),
            lambda name=name: peak(check(name), ROOT),
        )
        print(f"  {name:<27} {base / MIB:>6.0f} MiB   {ours / MIB:>7.0f} MiB   {ours / base:>6.2f}")


def peak(command: list[str], folder: Path) -> float:
    """Return the largest sum of proportional set sizes, in bytes, seen while *command* ran."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    done = threading.Event()
    seen = [0]

    def watch() -> None:
        while not done.wait(POLL):
            seen.append(sum(_proportional(pid) for pid in tree(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return float(max(seen))


def tree(root: int) -> list[int]:
    """Return *root* and all processes below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children[int(fields[1])].append(int(entry.name))
    found = [root]
    for pid in found:
        found += children[pid]
    return found


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(f"medians of {rounds} rounds, both sides in turns\n")
    cold(rounds)
    lanes = runner.default_lanes()
    warm(rounds, lanes)
    warm(rounds, 1)
    watched(rounds)
    where("request_validation", rounds)
    start_up(rounds)
    memory(rounds)


if __name__ == "__main__":
    main()
