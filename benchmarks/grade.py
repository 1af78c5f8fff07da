"""How fast grading is, whether it stays so with many, and whether it survives being killed.

    python benchmarks/grade.py speed --submissions 200 --jobs 2
    python benchmarks/grade.py scale --sizes 10 100 1000
    python benchmarks/grade.py interrupted --submissions 1000 --kills 10
    python benchmarks/grade.py same

Submissions are the reference of a kata, its alternatives and every mistake that is known, again and
again, each with a comment of its own. `speed` runs `kata grade` and `plain.py`, a fresh process of
plain pytest for each submission, in turns and with as many processes; what counts are the ratios.
How quick any grader with these tests could be is told by `kept.py`, which keeps plain pytest's
process for all submissions.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import platform
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import phases
import tracer
from check import MIB, POLL, ROOT, environment, kata, tree
from tracer import Spent

from checker import catalog, runner
from checker.mistakes import apply_edits, read_mistakes
from checker.pool import default_workers
from checker.report import from_json
from checker.submission import pack_files, read_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.catalog import Kata
    from checker.report import Report

SEED = 1
VERDICTS = (0, 1)  # pytest's exit codes: all passed, or some did not
OUR_WORDS = ("ANSWER.md", "mistakes.toml", "equivalent.toml")
TO_DO = re.compile(r"\d+ checks? to do\.(?: (\d+) results? of before)?")
DONE = re.compile(r"\d+ of \d+ checks? done")
AIMS = (4, 8)
LATENESS = 0.5  # seconds, at most, from a result to the kill that it is followed by
END_SECONDS = 30.0
WHOSE = """
  What processes of the sandbox do while nobody waits for them, such as ending, is in the phase
  that they do it in: libraries load while pytest is imported."""
SIZES = """\
submis-     all    of that,   a further   of the grader            of a worker
sions             the start  submission   memory  descriptors   memory  descriptors"""
ASSESSMENT = """
format = 1
title = "Grading, measured"
about = "One kata, answered by many."
minutes = 60
pass_mark = 60

[[katas]]
id = "{kata}"
"""
# `kata`, noting each check that a worker begins: the candidate's name, a line each.
NOTING = """
import os, sys
from checker import grade
noted = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
load = grade.Entry.load
def noting(entry):
    os.write(noted, (entry.handed_in.name + "\\n").encode())
    return load(entry)
grade.Entry.load = noting
from checker.__main__ import main
main()
"""

Outcomes = dict[str, tuple[str, tuple[str, ...]]]  # by concept: its outcome, those of its tests


def answers(kata_: Kata) -> dict[str, dict[str, bytes]]:
    """Return the files of the reference, the alternatives and each mistake, by name."""
    solution = ROOT / "solutions" / kata_.id
    given = read_files(kata_.stub, kata_.kept)
    smoke = {name: data for name, data in given.items() if name.startswith("test_")}
    reference = {
        name: data
        for name, data in read_files(solution, kata_.kept).items()
        if name not in OUR_WORDS and not name.startswith("alternatives/")
    }
    found = {"reference": reference}
    for folder in sorted((solution / "alternatives").iterdir()):
        if folder.is_dir():
            found[f"alternative-{folder.name}"] = read_files(folder, kata_.kept)
    for mistake in read_mistakes(solution, kata_):
        path = solution / "mistakes.toml"
        found[mistake.id] = apply_edits(reference, mistake.edits, path)
    return {name: smoke | files for name, files in found.items()}


class Crowd:
    """So many submissions to one kata, and the assessment they are graded by, in a folder."""

    def __init__(self, folder: Path, name: str, jobs: int) -> None:
        self.folder, self.jobs = folder, jobs
        self.kata = catalog.load_kata(ROOT, name)
        self.answers = answers(self.kata)
        self.numbers = itertools.count(1)
        self.assessment = folder / "measured.toml"
        self.assessment.write_text(ASSESSMENT.format(kata=name))
        self.temporary = folder / "t"
        self.temporary.mkdir()

    def hand_in(self, count: int, name: str) -> Path:
        """Write the next *count* submissions to the folder *name*, and return that."""
        target = self.folder / name
        variants = list(self.answers.items())
        for _ in range(count):
            number = next(self.numbers)
            variant, files = variants[(number - 1) % len(variants)]
            answer = target / f"{number:05}-{variant}"
            for path, data in files.items():
                (answer / path).parent.mkdir(parents=True, exist_ok=True)
                (answer / path).write_bytes(data)
            with (answer / "app.py").open("a", encoding="utf-8") as file:
                file.write(f"\n# candidate {number}\n")
        return target

    def arguments(self, submissions: Path, out: Path) -> list[str]:
        """Return what `kata` is told to grade *submissions*."""
        return ["grade", str(submissions), "--assessment", str(self.assessment), "--out", str(out),
                "--jobs", str(self.jobs), "--seed", str(SEED)]  # fmt: skip

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start *command*, in a process group of its own; its standing can be read."""
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment() | {"TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def reports(self, out: Path) -> dict[str, Report]:
        """Return the reports stored in *out*, by candidate."""
        name = f"{self.kata.id}.json"
        return {path.name: _report(path / name) for path in _stored(out)}


def _report(path: Path) -> Report:
    told = json.loads(path.read_text(encoding="utf-8"))
    return from_json(json.dumps(told["report"]))


def _stored(out: Path) -> list[Path]:
    """Return the folders with a result in *out*."""
    results = out / "results"
    return sorted(path.parent for path in results.glob("*/*.json")) if results.exists() else []


def outcomes(report: Report) -> Outcomes:
    """Return what is to be the same whenever an answer is checked with one seed."""
    return {
        concept.id: (concept.outcome, tuple(f"{t.name}: {t.outcome}" for t in concept.tests))
        for concept in report.concepts
    }


@dataclass(slots=True)
class Course:
    """How one `kata grade` went, in seconds from its start.

    *begun* is when it was known what is to do, *checked* when the last check told was done, *ended*
    the end of the process. *kept* results of before still counted.
    """

    begun: float = 0.0
    checked: float = 0.0
    ended: float = 0.0
    kept: int = 0


def follow(process: subprocess.Popen[str], started: float, *, must_succeed: bool = True) -> Course:
    """Read what a grading says about its standing until it ends."""
    course, said = Course(), ""
    assert process.stderr is not None  # noqa: S101 - for the type checker; it is a pipe
    for line in process.stderr:
        now = time.perf_counter() - started
        said += line
        if told := TO_DO.search(line):
            course.begun, course.kept = now, int(told[1] or 0)
        elif DONE.search(line):
            course.checked = now
    code = process.wait()
    process.stderr.close()
    course.ended = time.perf_counter() - started
    if must_succeed and code:
        raise SystemExit(f"kata grade ended with {code}:\n{said}")
    return course


def grade(crowd: Crowd, submissions: Path, out: Path) -> Course:
    """Grade *submissions* by the command."""
    started = time.perf_counter()
    return follow(crowd.start(kata(*crowd.arguments(submissions, out))), started)


def plain(crowd: Crowd, submissions: Path) -> tuple[float, dict[str, bool]]:
    """Run plain pytest for each of *submissions*; return the seconds, and who passed."""
    started = time.perf_counter()
    answers = sorted(submissions.iterdir())
    with ThreadPoolExecutor(crowd.jobs) as pool:
        passed = list(pool.map(partial(_plain, crowd), answers))
    seconds = time.perf_counter() - started
    return seconds, dict(zip([answer.name for answer in answers], passed, strict=True))


def _plain(crowd: Crowd, answer: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider",
               "-p", "plain", "--submission", str(answer), str(crowd.kata.suite)]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            cwd=ROOT / "benchmarks",
            env=environment() | {"TMPDIR": str(crowd.temporary)},
            check=False,
            capture_output=True,
            text=True,
            timeout=END_SECONDS,
        )
    except subprocess.TimeoutExpired:
        said = f"plain pytest hangs on {answer.name}: this kata cannot be compared with it"
        raise SystemExit(said) from None
    if done.returncode not in VERDICTS:
        raise SystemExit(f"plain pytest ended with {done.returncode}:\n{done.stdout}")
    return done.returncode == 0


def kept(crowd: Crowd, submissions: Path) -> tuple[float, dict[str, bool]]:
    """Run plain pytest for *submissions* in processes that are kept; return who passed.

    Before that stands the processor time of one that is not the first of its process, in seconds.
    """
    answers = sorted(map(str, submissions.iterdir()))
    shares = [answers[number :: crowd.jobs] for number in range(crowd.jobs)]
    with ThreadPoolExecutor(crowd.jobs) as pool:
        told = list(pool.map(partial(_kept, crowd), filter(None, shares)))
    passed = {Path(name).name: code == "0" for share in told for _, code, name in share}
    further = [float(spent) for share in told for spent, _, _ in share[1:]]
    if not further:
        raise SystemExit(f"more than {crowd.jobs} submissions a slice are needed, one for each job")
    return statistics.mean(further), passed


def _kept(crowd: Crowd, answers: list[str]) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "kept.py", str(crowd.kata.suite), *answers],
        cwd=ROOT / "benchmarks",
        env=environment() | {"TMPDIR": str(crowd.temporary)},
        check=True,
        capture_output=True,
        text=True,
    )
    return [line.split(maxsplit=2) for line in done.stdout.splitlines()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One turn of all sides over the same submissions; *_processor* is in seconds as well.

    *kept_processor* is that of one submission where plain pytest's process is kept.
    """

    count: int
    base: float
    base_processor: float
    kept_processor: float
    course: Course
    ours_processor: float
    differing: tuple[str, ...]


def speed(options: argparse.Namespace, folder: Path) -> None:
    """Print how many submissions a second both sides do, and where our time goes."""
    crowd = Crowd(folder, options.kata, options.jobs)
    warm = crowd.hand_in(1, "warm")
    plain(crowd, warm)  # now everything is compiled
    grade(crowd, warm, folder / "warm-out")
    crowd.numbers = itertools.count(1)
    size = max(options.submissions // options.slices, 1)
    slices = [_slice(crowd, number, size) for number in range(options.slices)]
    print(f"{options.kata}, {options.slices} slices of {size} submissions, both sides in turns, "
          f"{crowd.jobs} at the same time\n")  # fmt: skip
    print("submissions per second     plain pytest    kata grade    ratio (range)")
    _rate("everything", slices, lambda course: course.ended)
    _rate("until the last check", slices, lambda course: course.checked)
    _rate("after the start", slices, lambda course: course.checked - course.begun)
    base = statistics.median(s.base_processor / s.count for s in slices)
    ours = statistics.median(s.ours_processor / s.count for s in slices)
    if base and ours:
        print("\nprocessor time of a submission, all processes")
        print(f"{base * 1000:>36.0f} ms   {ours * 1000:>8.0f} ms   {base / ours:>6.2f}")
        aims = ", ".join(f"{aim} x: {base / aim * 1000:.0f} ms" for aim in AIMS)
        print(f"  what it may be, if all cores are always busy: {aims}")
    differing = sorted({name for s in slices for name in s.differing})
    print(f"\nverdicts unlike those of plain pytest: {', '.join(differing) or 'none'}")
    _where(crowd, size, base, statistics.median(s.kept_processor for s in slices))


def _slice(crowd: Crowd, number: int, size: int) -> Slice:
    submissions = crowd.hand_in(size, f"slice{number}")
    out = crowd.folder / f"out{number}"
    first = number % 2 == 0
    early = _plain_side(crowd, submissions) if first else None
    counter = tracer.Counter()
    course = grade(crowd, submissions, out)
    ours = counter.seconds()
    counter.close()
    base, spent, passed = early or _plain_side(crowd, submissions)
    kept_spent, kept_passed = kept(crowd, submissions)
    if kept_passed != passed:
        raise SystemExit("plain pytest judges otherwise where its process is kept")
    reports = crowd.reports(out)
    return Slice(
        count=size,
        base=base,
        base_processor=spent,
        kept_processor=kept_spent,
        course=course,
        ours_processor=ours,
        differing=tuple(
            name.partition("-")[2]
            for name, report in reports.items()
            if (report.outcome == "passed") != passed[name]
        ),
    )


def _plain_side(crowd: Crowd, submissions: Path) -> tuple[float, float, dict[str, bool]]:
    """Return what `plain` returns, with the processor time in the middle."""
    counter = tracer.Counter()
    seconds, passed = plain(crowd, submissions)
    spent = counter.seconds()
    counter.close()
    return seconds, spent, passed


def _rate(title: str, slices: list[Slice], seconds: Callable[[Course], float]) -> None:
    base = statistics.median(s.count / s.base for s in slices)
    ours = statistics.median(s.count / seconds(s.course) for s in slices)
    ratios = sorted(s.base / seconds(s.course) for s in slices)
    print(f"  {title:<22} {base:>10.2f} /s   {ours:>9.2f} /s   {statistics.median(ratios):>5.2f} "
          f"({ratios[0]:.2f} to {ratios[-1]:.2f})")  # fmt: skip


def _where(crowd: Crowd, count: int, base: float, unprotected: float) -> None:
    """Print which phase of a grading takes which time, from a run of its own.

    *base* is the processor time of a submission under plain pytest, in seconds, and *unprotected*
    that of one where its process is kept.
    """
    submissions = crowd.hand_in(count, "traced")
    notes = crowd.folder / "notes"
    notes.mkdir()
    arguments = crowd.arguments(submissions, crowd.folder / "traced-out")
    script = str(ROOT / "benchmarks" / "phases.py")
    started = time.perf_counter()
    follow(crowd.start([sys.executable, script, str(notes), *arguments]), started)
    told = tracer.load(notes)
    grading = next(one for one in told if phases.COMMAND in one)
    workers = [one for one in told if phases.COMMAND not in one]
    total: dict[str, Spent] = {}
    for worker in workers:
        for title, spent in worker.items():
            total.setdefault(title, Spent()).add(spent)
    once = {t: s for t, s in total.items() if t.startswith(("start:", "end:"))}
    watch = {t: total.pop(t) for t in [phases.WATCH] if t in total}
    each = {t: s for t, s in total.items() if t not in once}
    print(f"\nwhere the time goes ({count} submissions, {len(workers)} workers), in milliseconds")
    _table("a submission, in a worker", each, count)
    _rows(watch, count)
    below = {phases.ISOLATION, phases.SOURCES}
    own = {t: s if t in below else Spent(s.own, 0.0, s.clock, s.times) for t, s in grading.items()}
    own.pop(phases.WATCH, None)
    _table("a submission, in the grading process", own, count)
    _table("once a worker", once, len(workers))
    spent = {title: (one.own + one.below) / count for title, one in each.items()}
    _ceilings(spent, base, unprotected)
    print(WHOSE)
    if not any(spent.below for spent in total.values()):
        print("  perf_event_open is not allowed here: processor time below is not known.")


def _ceilings(each: dict[str, float], base: float, unprotected: float) -> None:
    """Print the best ratio to *base* if some phases of *each*, in seconds, cost nothing."""
    answers = sum(each.get(title, 0.0) for title in phases.OF_ANSWER)
    forks = sum(each.get(title, 0.0) for title in phases.OF_FORKS)
    whole = sum(each.values())
    print("\n  plain pytest to ours, by processor time of a submission in a worker")
    for title, ours in (
        ("as it is", whole),
        ("without forks of an application for each test", whole - forks),
        ("with create_app and requests only", answers),
        ("plain pytest itself, one process for all answers", unprotected),
    ):
        if base and ours:
            print(f"    {title:<49} {base / ours:>8.2f}")


def _table(title: str, spent: dict[str, Spent], count: int) -> None:
    print(f"\n  {title:<50} {'processor time':>17}\n{'':<53} {'checker':>8} {'below':>8} "
          f"{'clock':>8} {'times':>7}")  # fmt: skip
    whole = Spent()
    for one in spent.values():
        whole.add(one)
    _rows(dict(sorted(spent.items(), key=lambda item: -item[1].own - item[1].below)), count)
    _rows({"together": whole}, count, times=False)


def _rows(spent: dict[str, Spent], count: int, *, times: bool = True) -> None:
    for title, one in spent.items():
        own, below, clock = (1000 * s / count for s in (one.own, one.below, one.clock))
        often = f"{one.times / count:>7.1f}" if times and one.times else ""
        print(f"    {title:<49} {own:>8.1f} {below:>8.1f} {clock:>8.1f} {often}".rstrip())


@dataclass(slots=True)
class Held:
    """What a grading held: bytes at most, and descriptors when they were last looked at."""

    grader: int = 0
    worker: int = 0
    grader_descriptors: int = 0
    worker_descriptors: int = 0


def scale(options: argparse.Namespace, folder: Path) -> None:
    """Print what a submission takes, and what a grading holds, for each number of them."""
    crowd = Crowd(folder, options.kata, options.jobs)
    grade(crowd, crowd.hand_in(1, "warm"), folder / "warm-out")
    print(f"{options.kata}, {crowd.jobs} at the same time\n")
    print(SIZES)
    further = []
    for size in options.sizes:
        submissions = crowd.hand_in(size, f"of{size}")
        started = time.perf_counter()
        process = crowd.start(kata(*crowd.arguments(submissions, folder / f"out{size}")))
        with Watch(process.pid) as watch:
            course = follow(process, started)
        held = watch.held
        further.append(_further(folder / f"out{size}", crowd.jobs))
        print(f"{size:>6}  {course.ended:>6.1f} s {course.begun:>8.2f} s "
              f"{further[-1] * 1000:>8.0f} ms {held.grader / MIB:>6.0f} MiB "
              f"{held.grader_descriptors:>12} {held.worker / MIB:>5.0f} MiB "
              f"{held.worker_descriptors:>12}", flush=True)  # fmt: skip
    distinct = len(crowd.answers)
    known = [each for size, each in zip(options.sizes, further, strict=True) if size >= distinct]
    if len(known) > 1:
        print(f"\na further submission, the longest to the shortest: {max(known) / min(known):.2f}"
              f" (of {distinct} or more, so that each distinct answer is among them)")  # fmt: skip


def _further(out: Path, jobs: int) -> float:
    """Return the seconds for one more result in *out*, once each worker has had its first."""
    stored = sorted(written for _, written in _marks(out).values())[jobs - 1 :]
    return (stored[-1] - stored[0]) * tracer.NANO / (len(stored) - 1) if stored[1:] else math.nan


class Watch:
    """Looks at the memory and the descriptors of a grading and its workers until it ends."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.held = Held()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._go)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _go(self) -> None:
        while not self.done.wait(5 * POLL):
            with suppress(OSError, ValueError):
                self._look()

    def _look(self) -> None:
        held, command = self.held, _command(self.pid)
        held.grader = max(held.grader, _peak(self.pid))
        held.grader_descriptors = _descriptors(self.pid) or held.grader_descriptors
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        workers = [pid for pid in map(int, children) if _command(pid) == command]
        found = max(map(_descriptors, workers), default=0)
        held.worker_descriptors = found or held.worker_descriptors
        held.worker = max([held.worker, *map(_peak, workers)])


def _command(pid: int) -> str:
    """Return the command line of *pid*, which forks have in common."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def _peak(pid: int) -> int:
    """Return the most bytes that *pid* had in memory, those shared with others among them."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    return 0


def _descriptors(pid: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - only their number
    return 0


def interrupted(options: argparse.Namespace, folder: Path) -> None:
    """Print whether a grading that is killed again and again ends as one that is not."""
    crowd = Crowd(folder, options.kata, options.jobs)
    submissions = crowd.hand_in(options.submissions, "handed-in")
    whole, broken, noted = folder / "whole", folder / "broken", folder / "noted"
    grade(crowd, submissions, whole)
    chance = random.Random(options.chance)  # noqa: S311 - repeatable on purpose
    places = sorted(chance.sample(range(options.submissions), options.kills))
    command = [sys.executable, "-c", NOTING, str(noted), *crowd.arguments(submissions, broken)]
    problems: list[str] = []
    stored: dict[str, tuple[int, int]] = {}
    left = killed = 0
    for place in places:
        process = crowd.start(command)
        left += _kill(process, partial(_reached, broken, place), chance.uniform(0, LATENESS))
        killed += process.returncode == -signal.SIGKILL
        problems += _changed(stored, _marks(broken))
        stored = _marks(broken)
    course = follow(crowd.start(command), time.perf_counter())
    if course.kept != len(stored):
        problems.append(f"{len(stored)} results were stored, and {course.kept} still counted")
    problems += _changed(stored, _marks(broken))
    expected, got = crowd.reports(whole), crowd.reports(broken)
    problems += [f"{name}: no result" for name in expected.keys() - got.keys()]
    problems += [
        f"{name}: {_difference(expected[name], got[name])}"
        for name in sorted(expected.keys() & got.keys())
        if outcomes(expected[name]) != outcomes(got[name])
    ]
    begun = Counter(noted.read_text().split())
    again = begun.total() - options.submissions
    most = killed * crowd.jobs
    if again > most:
        problems.append(f"{again} checks were done again, more than {most}")
    print(f"{options.submissions} submissions of {options.kata}, {crowd.jobs} at the same time, "
          f"killed {killed} times")  # fmt: skip
    print(f"  results of the whole run, of the one that was killed   {len(expected)}, {len(got)}")
    print(f"  checks begun, of these again                           {begun.total()}, {again} "
          f"(at most {most})")  # fmt: skip
    print(f"  processes left over by a kill                          {left}")
    print(f"  temporary folders left over                            "
          f"{len(list(crowd.temporary.iterdir()))}")  # fmt: skip
    print(f"  lost, written twice, or unlike the uninterrupted run   {len(problems)}")
    for problem in problems:
        print(f"    {problem}")


def _kill(process: subprocess.Popen[str], reached: Callable[[], bool], late: float) -> int:
    """Kill the group of *process*, *late* seconds after *reached*; return who outlives it."""
    pause = threading.Event()
    while not reached():
        if process.poll() is not None:
            raise SystemExit(f"the grading ended by itself with {process.returncode}")
        pause.wait(5 * POLL)
    pause.wait(late)
    all_of_it = tree(process.pid)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()
    deadline = time.monotonic() + END_SECONDS
    while (left := [pid for pid in all_of_it if _command(pid)]) and time.monotonic() < deadline:
        pause.wait(POLL)
    return len(left)


def _reached(out: Path, place: int) -> bool:
    return len(_stored(out)) >= place


def _marks(out: Path) -> dict[str, tuple[int, int]]:
    """Return what tells whether a result was written again, by candidate."""
    found = {}
    for folder in _stored(out):
        for path in folder.glob("*.json"):
            status = path.stat()
            found[folder.name] = (status.st_ino, status.st_mtime_ns)
    return found


def _changed(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> Iterator[str]:
    """Yield which results are gone or were written again."""
    for name, mark in before.items():
        if name not in after:
            yield f"{name}: lost"
        elif after[name] != mark:
            yield f"{name}: written again"


def _difference(one: Report, other: Report) -> str:
    """Say which concepts have other outcomes."""
    first, second = outcomes(one), outcomes(other)
    return ", ".join(
        f"{name} {first[name][0]} and {second[name][0]}"
        for name in first
        if first[name] != second[name]
    )


def same(options: argparse.Namespace, folder: Path) -> None:
    """Print whether the verdicts are those of single checks."""
    for name in options.katas:
        inside = folder / name
        inside.mkdir()
        crowd = Crowd(inside, name, options.jobs)
        submissions = crowd.hand_in(len(crowd.answers), "handed-in")
        grade(crowd, submissions, inside / "out")
        graded = crowd.reports(inside / "out")
        problems = []
        for path in sorted(submissions.iterdir()):
            files = read_files(path, crowd.kata.kept)
            packed = pack_files(files, name=path.name, kept=crowd.kata.kept)
            single = runner.check(crowd.kata, packed, seed=SEED)
            if outcomes(single) != outcomes(graded[path.name]):
                problems.append(f"{path.name}: {_difference(graded[path.name], single)}")
        tests = sum(len(concept.tests) for report in graded.values() for concept in report.concepts)
        print(f"{name}: {len(graded)} answers, {tests} tests; unlike single checks: "
              f"{len(problems)}", flush=True)  # fmt: skip
        for problem in problems:
            print(f"    {problem}")


def main() -> None:
    """Do what the command line says, in a folder of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--jobs", type=int, default=default_workers())
    parts = parser.add_subparsers(required=True, metavar="PART")

    def part(run: Callable[[argparse.Namespace, Path], None]) -> argparse.ArgumentParser:
        told = (run.__doc__ or "").strip()
        added = parts.add_parser(run.__name__, help=told, description=told, parents=[common])
        added.set_defaults(run=run)
        return added

    speedy = part(speed)
    speedy.add_argument("--kata", default="request_validation")
    speedy.add_argument("--submissions", type=int, default=200, help="of all slices together")
    speedy.add_argument("--slices", type=int, default=5)
    sized = part(scale)
    sized.add_argument("--kata", default="hello_app")
    sized.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    killed = part(interrupted)
    killed.add_argument("--kata", default="hello_app")
    killed.add_argument("--submissions", type=int, default=1000)
    killed.add_argument("--kills", type=int, default=10)
    killed.add_argument("--chance", type=int, default=1, help="the seed of the moments")
    alike = part(same)
    alike.add_argument("katas", nargs="*", default=["hello_app", "request_validation"])
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {runner.cores()} cores, {platform.platform()}, "
          f"load before {load:.2f}", flush=True)  # fmt: skip
    folder = Path(tempfile.mkdtemp(prefix="kg-"))
    try:
        options.run(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
