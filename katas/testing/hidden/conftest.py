"""Running the answer's tests against one version of the application."""

import re
import sqlite3
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
COUNTS = re.compile(
    r'<testsuite [^>]*errors="(\d+)" failures="(\d+)" skipped="(\d+)" tests="(\d+)"'
)
SECONDS = 15


@pytest.fixture
def given():
    """Give the source of the given application."""
    return (HERE.parent / "stub" / "app.py").read_text(encoding="utf-8")


@pytest.fixture
def other_version():
    """Give the source of another application that keeps the same promises."""
    return (HERE / "other_version.py").read_text(encoding="utf-8")


@pytest.fixture
def real_data(files, fresh):
    """Put a developer's database there, and give the names of the members in it."""
    names = [fresh.name(), fresh.name()]
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE TABLE member (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, "
            "email VARCHAR NOT NULL UNIQUE)"
        )
        rows = [(name, f"{name.lower()}@example.com") for name in names]
        connection.executemany("INSERT INTO member (name, email) VALUES (?, ?)", rows)
        connection.commit()
        files.write("instance/members.db", connection.serialize())
    return names


@pytest.fixture
def run_tests(process, files, real_data):  # noqa: ARG001 - the database is there in every run
    """Give a function that runs the answer's tests and returns how pytest ended."""

    def run(*arguments):
        plain = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        options = ("-q", "-p", "no:cacheprovider", "--junitxml=../data/report.xml")
        program = process("python", "-m", "pytest", *options, *arguments, environ=plain)
        return program.wait(within=SECONDS)

    return run


@pytest.fixture
def run_all(run_tests, files):
    """Give a function that runs all tests against a version of app.py.

    It returns how many passed, failed or raised, and were skipped.
    """

    def run(source, *arguments):
        files.write("app.py", source)
        done = run_tests("tests", *arguments)
        assert done.exit_code in (0, 1), "pytest must find tests in the folder tests, and run them."
        found = COUNTS.search(files.read("../data/report.xml").decode())
        errors, failures, skipped, total = map(int, found.groups())
        return {"passed": total - errors - failures - skipped, "failed": errors + failures,
                "skipped": skipped}  # fmt: skip

    return run


@pytest.fixture
def notices(run_all, given):
    """Give a function that says whether the tests notice a change of the given application."""

    def notices(*changes):
        source = given
        for before, after in changes:
            assert source.count(before) == 1, f"{before!r} must be in the given application."
            source = source.replace(before, after)
        return run_all(source, "--exitfirst", "--assert=plain", "--tb=no")["failed"] > 0

    return notices
