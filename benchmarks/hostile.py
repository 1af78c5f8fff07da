"""Hostile submissions in a row through one grading process, honest ones among them.

    python benchmarks/hostile.py [--count 200]

Every tenth submission is honest. Printed is what the process that grades and the zygote hold, and
at the end how many honest ones passed and what was left behind.
"""

from __future__ import annotations

import argparse
import itertools
import os
import runpy
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from check import MIB, ROOT, tree

from checker import catalog, runner, sandbox
from checker.errors import SubmissionPathError
from checker.submission import Submission, read_submission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.report import Report

TESTS = ROOT / "tests"
HONEST_EVERY = 10


def built(folder: Path, place: Path) -> Submission:
    """Return the attack in *folder*, which may have to be built in *place*."""
    shutil.copytree(folder, place)
    canary = place.with_suffix(".canary")
    canary.write_text("secret")
    for path in place.rglob("*.py"):
        text = path.read_bytes().replace(b"CANARY_FILE", str(canary).encode())
        path.write_bytes(text.replace(b"CANARY_PORT", b"9"))
    maker = place / "make.py"
    if not maker.is_file():
        return read_submission(place)
    return read_submission(runpy.run_path(str(maker))["make"](place))


class Row:
    """Feeds submissions to one run and looks at the processes after each."""

    def __init__(self, count: int, folder: Path) -> None:
        """Feed *count* of them, built in *folder*."""
        self.count, self.folder = count, folder
        self.honest = self.passed = self.refused = self.problems = self.forged = 0
        self.delivered = 0
        self.name = ""
        self.sandbox: sandbox.Sandbox | None = None
        self.outsiders = set(tree(os.getpid()))

    def submissions(self) -> Iterator[Submission]:
        """Yield attacks in turn, an honest answer in the place of every tenth."""
        attacks = itertools.cycle(sorted(p for p in (TESTS / "hostile").iterdir() if p.is_dir()))
        for number in range(1, self.count + 1):
            honest = number % HONEST_EVERY == 0
            folder = TESTS / "submissions" / "correct" if honest else next(attacks)
            self.name = "" if honest else folder.name
            try:
                yield built(folder, self.folder / str(number))
            except SubmissionPathError:
                self.refused += 1

    def look(self, report: Report) -> None:
        """Count what *report* says, and print every twentieth footprint."""
        self.delivered += 1
        self.honest += not self.name
        self.passed += not self.name and report.outcome == "passed"
        self.forged += bool(self.name) and report.outcome == "passed"
        self.problems += report.outcome == "checker problem"
        if self.delivered % 20 == 0 and self.sandbox:
            zygote = tree(self.sandbox.zygote.process.pid)[2]
            print(f"{self.delivered:>6}  {_footprint(os.getpid())}  {_footprint(zygote)}")


def _footprint(pid: int) -> str:
    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return f"{resident / MIB:>6.0f} MiB {descriptors:>4} descriptors"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    kata = catalog.load_kata(TESTS / "checkout", "tiny")
    begin = sandbox.Sandbox._begin  # noqa: SLF001 - to see which sandbox is in use
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        row = Row(parser.parse_args().count, Path(folder))

        def noted(self: sandbox.Sandbox, zygote: sandbox.Zygote) -> None:
            row.sandbox = self
            begin(self, zygote)

        sandbox.Sandbox._begin = noted  # type: ignore[method-assign]  # noqa: SLF001 - the same
        print("submis-  grading process         zygote\nsions")
        runner.check_all(kata, row.submissions(), row.look)
    print(
        f"\n{row.delivered} graded, {row.refused} refused, in {time.monotonic() - started:.0f} s\n"
        f"honest ones passed: {row.passed} of {row.honest}; attacks passed: {row.forged}; "
        f"checker problems: {row.problems}\n"
        f"processes left: {len(set(tree(os.getpid())) - row.outsiders)}"
    )


if __name__ == "__main__":
    main()
