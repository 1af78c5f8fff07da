"""What the whole protection costs: the same check in the sandbox and without one, in turns.

    python benchmarks/protection.py [--rounds 9]

Cold is `kata check` from the shell; without a sandbox it finds no bubblewrap on its path. Warm is
a further submission through a collected suite and a zygote that runs already, one of each kind.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from check import KATAS, ROOT, alternated, check, environment

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = {"PATH": str(Path(sys.executable).parent)}  # no bubblewrap there
SERVER = """
import sys
from checker import catalog, runner
from checker.submission import read_submission
root, name = catalog.find_root(), sys.argv[1]
submission = read_submission(root / "solutions" / name)
runner.check_all(
    catalog.load_kata(root, name),
    (submission for _ in sys.stdin),
    lambda report: print(report.outcome, report.isolation, report.seconds, sep="|", flush=True),
    lanes=runner.default_lanes(),
)
"""


def cold(name: str, variables: dict[str, str]) -> float:
    """Return how long one check from the shell takes, in seconds."""
    started = time.perf_counter()
    subprocess.run(
        check(name), cwd=ROOT, env=environment() | variables, check=True, capture_output=True
    )
    return time.perf_counter() - started


def server(name: str, variables: dict[str, str]) -> subprocess.Popen[str]:
    """Start a process that checks the reference once for each line it is given."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, name],
        cwd=ROOT,
        env=environment() | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def asker(process: subprocess.Popen[str], isolation: str) -> Callable[[], float]:
    """Return a function that has *process* check once, in seconds; it must be with *isolation*."""

    def ask() -> float:
        print(file=process.stdin, flush=True)
        outcome, kind, seconds = process.stdout.readline().strip().split("|")
        if (outcome, kind) != ("passed", isolation):
            raise SystemExit(f"{outcome}, {kind}: that is not what is to be measured")
        return float(seconds)

    return ask


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    ratios = []
    print("                              no sandbox     sandbox    ratio")
    for name in KATAS:
        bare, safe = alternated(rounds, lambda n=name: cold(n, BARE), lambda n=name: cold(n, {}))
        ratios.append(safe / bare)
        print(f"  cold, {name:<21} {bare:>8.3f} s  {safe:>8.3f} s   {ratios[-1]:>6.2f}")
    for name in KATAS:
        with server(name, BARE) as first, server(name, {}) as second:
            bare, safe = alternated(rounds, asker(first, "not isolated"), asker(second, "isolated"))
        ratios.append(safe / bare)
        print(f"  warm, {name:<21} {bare:>8.3f} s  {safe:>8.3f} s   {ratios[-1]:>6.2f}")
    print(f"  median of all {statistics.median(ratios):>43.2f}")


if __name__ == "__main__":
    main()
