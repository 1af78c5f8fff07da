"""What the tests of processes share; and nothing may be left behind."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from checkouts import CHECKOUT, PRIVATE, SUBMISSIONS, TINY
from processes import Terminal, descendants, described, reap_orphans, wait_until

from checker import runner
from checker.isolation import Isolation
from checker.shelves import VARIABLE
from checker.submission import read_submission
from checker.worker import namespaces

collect_ignore = ["checkout", "faulty", "hostile", "hostile_neighbour", "private", "submissions",
                  "unusual", "workshop"]  # fmt: skip
os.environ.pop(VARIABLE, None)  # whoever runs the tests may have katas of their own

LINUX = sys.platform == "linux"
LOAD_SECONDS = 1.0


@pytest.fixture(scope="session", autouse=True)
def temporary_folder(tmp_path_factory):
    """Keep the checker's temporary folders apart, and become the parent of orphans."""
    tmp_path_factory.getbasetemp()
    if LINUX:
        namespaces.adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="tests-") as folder, pytest.MonkeyPatch.context() as m:
        m.setenv("TMPDIR", folder)
        m.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@pytest.fixture(autouse=True)
def no_leaks(temporary_folder):
    """Fail a test that leaves processes or temporary folders behind."""
    before = descendants(), set(temporary_folder.glob("kata-*"))
    yield
    wait_until(
        lambda: reap_orphans() or not descendants() - before[0],
        f"processes are left behind: {described(descendants() - before[0])}",
        seconds=5,
    )
    left = set(temporary_folder.glob("kata-*")) - before[1]
    assert left == set(), "temporary folders are left behind"


@pytest.fixture
def checkout(tmp_path):
    """Return a copy of the small checkout, with katas/ and solutions/ and no work/."""
    folder = tmp_path / "checkout"
    shutil.copytree(CHECKOUT, folder, ignore=shutil.ignore_patterns("__pycache__", "ruff.toml"))
    return folder


@pytest.fixture
def private(tmp_path):
    """Return a copy of a folder with private katas, two of which extend those of the checkout."""
    folder = tmp_path / "private"
    left_out = shutil.ignore_patterns("__pycache__", "ruff.toml", ".ruff_cache")
    shutil.copytree(PRIVATE, folder, ignore=left_out)
    return folder


@pytest.fixture
def environment():
    """Return the environment of the command line: no colours, no coverage of terminals."""
    names = ("NO_COLOR", "TERM", "COLUMNS", "FORCE_COLOR")
    return {name: value for name, value in os.environ.items() if name not in names}


@pytest.fixture
def kata(checkout, environment):
    """Run the command line in the copy of the checkout and return the finished process."""

    def run(*arguments, cwd=checkout, **variables):
        return subprocess.run(
            [sys.executable, "-m", "checker", *map(str, arguments)],
            cwd=cwd,
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def kata_at_terminal(checkout, environment):
    """Start the command line at a terminal of its own."""
    terminals = []

    def start(*arguments, **variables):
        command = [sys.executable, "-m", "checker", *map(str, arguments)]
        terminal = Terminal(command, checkout, environment | {"TERM": "xterm"} | variables)
        terminals.append(terminal)
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


@pytest.fixture(scope="session")
def reports():
    """Check every folder of tests/submissions through one warm zygote; reports by name."""
    found = {}
    folders = sorted(path for path in SUBMISSIONS.iterdir() if path.is_dir())
    names = iter(folders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "LOAD_SECONDS", LOAD_SECONDS)
        runner.check_all(
            TINY,
            [read_submission(folder) for folder in folders],
            lambda report: found.update({next(names).name: report}),
            seed=1,
        )
    return found


@pytest.fixture(scope="session")
def needs_bwrap():
    """Skip where bubblewrap is missing, but not in CI."""
    best = Isolation.best()
    if not best.bwrap:
        assert "CI" not in os.environ, f"CI must have the sandbox: {best.reason}"
        pytest.skip(best.reason)
    return best
