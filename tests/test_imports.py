from __future__ import annotations

import subprocess
import sys

import pytest
from builders import ROOT, imports_of

CHECKER = ROOT / "checker"
HEAVY = {"pytest", "_pytest", "werkzeug", "flask", "sqlalchemy", "checker.runner",
         "checker.client", "checker.sandbox", "checker.suite", "checker.transport",
         "checker.verification"}  # fmt: skip


def ours(path, **options):
    """Return what *path* imports of this package, by module or name."""
    return {name for name in imports_of(path, **options) if name.startswith("checker")}


@pytest.mark.parametrize("name", ["errors", "report"])
def test_records_import_nothing_of_ours(name):
    """Records and errors stand at the bottom."""
    assert ours(CHECKER / f"{name}.py") == set()


@pytest.mark.parametrize("path", sorted((CHECKER / "worker").glob("*.py")), ids=lambda p: p.stem)
def test_the_worker_stands_alone(path):
    """The untrusted side runs without the rest of the package, reached by `from .`."""
    assert {name for name in imports_of(path) if name.startswith(("checker", ".."))} == set()


@pytest.mark.parametrize("path", sorted((CHECKER / "render").glob("*.py")), ids=lambda p: p.stem)
def test_renderers_see_records_only(path):
    """A renderer is a function of values, and draws on nothing that runs a check."""
    allowed = ("checker.report", "checker.grading", "checker.progress", "checker.render.")
    assert {name for name in ours(path) if not name.startswith(allowed)} <= {"checker.render"}


@pytest.mark.parametrize(
    "path", sorted(CHECKER.rglob("*.py")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_nothing_imports_the_command_line(path):
    """The command line imports everything and is imported by none but its door."""
    users = {"checker.cli", "checker.commands", "checker.cli.main"} & ours(path)
    assert users == set() or path.name in ("cli.py", "__main__.py")


@pytest.mark.parametrize("name", ["cli", "commands", "catalog", "completion", "interview", "plan",
                                  "statistics", "submission", "workspace"])  # fmt: skip
def test_light_modules_stay_light(name):
    """What `kata --help` and `kata list` need loads neither pytest nor Flask at its top."""
    top = imports_of(CHECKER / f"{name}.py", everywhere=False)
    assert {found for found in top if found in HEAVY or found.split(".")[0] in HEAVY} == set()


def test_light_modules_are_light_to_import():
    """The same, through everything that they import in turn."""
    code = "import sys, checker.cli, checker.commands; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert HEAVY & set(done.stdout.split()) == set()


def test_the_command_line_loads_no_records_before_it_knows_what_for():
    """They take longer than all else, and a check starts its sandbox before them."""
    code = "import sys, checker.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert {"checker.catalog", "checker.report"} & set(done.stdout.split()) == set()
