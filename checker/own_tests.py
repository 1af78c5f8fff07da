"""The tests that a candidate handed in: run in the sandbox, with coverage, as information."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from checker.catalog import TEST_FILES
from checker.report import OwnTests
from checker.sandbox import SubmissionFault, text_of

if TYPE_CHECKING:
    from checker.catalog import Kata
    from checker.sandbox import Box, Sandbox
    from checker.submission import Submission

SECONDS = 30.0
LOOK_SECONDS = 0.5
MOST_OUTPUT = 4000
HEAD = 1000  # characters of the results, with the counts in them
RESULTS, COVERAGE, SETTINGS = "../data/own.xml", "../data/own.json", "../data/own.toml"
COUNTS = re.compile(
    r'<testsuite [^>]*errors="(\d{1,6})" failures="(\d{1,6})" skipped="(\d{1,6})" tests="(\d{1,6})"'
)
ARGV = (
    "python", "-m", "pytest", "-q", "--tb=short", "--color=no", "-p", "no:cacheprovider",
    "-p", "pytest_cov", f"--junitxml={RESULTS}", "--cov=.", f"--cov-config={SETTINGS}",
    f"--cov-report=json:{COVERAGE}",
)  # fmt: skip
# Their own lines count for nothing.
OMIT = b'[tool.coverage.run]\nomit = ["test_*.py", "*/test_*.py", "*_test.py", "conftest.py", \
"tests/*"]\n'
NO_TESTS = 5  # pytest's exit code


def run(sandbox: Sandbox, submission: Submission, kata: Kata) -> OwnTests | None:
    """Run the tests in *submission*; None if there are none beyond those of the stub.

    What they did is told by the submission's own process, and is a claim. Raises `CheckerProblem`.
    """
    try:
        with sandbox.open() as box:
            box.unpack(submission, TEST_FILES)
            if not _has_tests(box, kata):
                return None
            box.write(SETTINGS, OMIT)
            return _outcome(box)
    except SubmissionFault as error:
        return OwnTests(problem=f"{error.fault.message}.")


def _has_tests(box: Box, kata: Kata) -> bool:
    given = {hashlib.sha256(path.read_bytes()).hexdigest() for path in kata.stub.rglob("*.py")}
    return any(_is_test(name) and digest not in given for name, digest in box.tree().items())


def _is_test(name: str) -> bool:
    path = PurePosixPath(name)
    named = path.name.startswith("test_") or path.stem.endswith("_test")
    return named and path.suffix == ".py" and not path.is_absolute() and ".." not in path.parts


def _outcome(box: Box) -> OwnTests:
    environ = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COVERAGE_FILE": "../data/own.coverage"}
    pid = box.run(ARGV, environ, "")
    deadline = time.monotonic() + SECONDS
    told = box.look(pid, LOOK_SECONDS)
    while told.get("code") is None:
        if time.monotonic() > deadline:
            box.freeze()
            return OwnTests(problem=f"The tests took more than {SECONDS:g} s and were ended.")
        told = box.look(pid, LOOK_SECONDS)
    output = text_of(told.get("stdout"), most=None)[-MOST_OUTPUT:]
    if told["code"] == NO_TESTS:
        return OwnTests(problem="pytest found no tests in them.", output=output)
    counts = COUNTS.search(_read(box, RESULTS)[:HEAD])  # the answer may have written the rest
    if not counts:
        last_words = text_of(told.get("stderr"), most=None)[-MOST_OUTPUT:]
        return OwnTests(problem="pytest did not come to its end.", output=output or last_words)
    errors, failures, skipped, total = map(int, counts.groups())
    return OwnTests(
        passed=max(total - errors - failures - skipped, 0),
        failed=errors + failures,
        skipped=skipped,
        coverage=_coverage(_read(box, COVERAGE)),
        output=output,
    )


def _read(box: Box, path: str) -> str:
    data = box.read(path).get("data")
    return base64.b64decode(data).decode(errors="replace") if isinstance(data, str) else ""


def _coverage(told: str) -> float | None:
    try:
        share = json.loads(told)["totals"]["percent_covered"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    whole = type(share) in (int, float) and 0 <= share <= 100  # noqa: PLR2004 - percent
    return round(float(share), 1) if whole else None
