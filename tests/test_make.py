"""The Makefile forwards to the command line, whatever is in the values."""

import os
import subprocess

import pytest
from checkouts import HERE

NAMES = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "KATA", "PRESET", "SUBMISSION", "FORMAT", "ARGS")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in NAMES}


@pytest.fixture
def project(tmp_path):
    """Return a folder with the Makefile, a set-up that does nothing, and a `kata` that echoes."""
    (tmp_path / "Makefile").symlink_to(HERE.parent / "Makefile")
    program(tmp_path / ".make" / "setup.sh", "exit 0")
    program(tmp_path / ".venv" / "bin" / "kata", 'printf "<%s>" "$@"\nexit "${CODE:-0}"')
    return tmp_path


def program(path, text):
    """Write a shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def make(project, *arguments, **variables):
    """Run make in *project* and return the finished process."""
    return subprocess.run(
        ["make", *arguments],
        cwd=project,
        env=ENVIRONMENT | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "forwarded"),
    [
        (["check"], "<check>"),
        (["check", "KATA=tiny"], "<check><tiny>"),
        (["check", "KATA=tiny", "SUBMISSION=a b"], "<check><tiny><--submission><a b>"),
        (["check", "KATA=tiny", "FORMAT=json"], "<check><tiny><--format><json>"),
        (["check", "KATA=tiny", "ARGS=--all --seed 1"], "<check><tiny><--all><--seed><1>"),
        (["check", "KATA=a'b", "SUBMISSION=$$(x)"], "<check><a'b><--submission><$(x)>"),
        (["watch"], "<watch>"),
        (["watch", "KATA=tiny"], "<watch><tiny>"),
        (["list"], "<list>"),
        (["list", "ARGS=--state open url"], "<list><--state><open><url>"),
        (["next"], "<next>"),
        (["show", "KATA=tiny"], "<show><tiny>"),
        (["hint", "KATA=tiny"], "<hint><tiny>"),
        (["hint", "KATA=tiny", "CONCEPT=says-hello"], "<hint><tiny><says-hello>"),
        (["solution", "KATA=tiny", "ARGS=--give-up"], "<solution><tiny><--give-up>"),
        (["run", "KATA=tiny"], "<run><tiny>"),
        (["reset", "KATA=tiny", "ARGS=--undo"], "<reset><tiny><--undo>"),
        (["progress"], "<progress>"),
        (["progress", "ARGS=--html my.html"], "<progress><--html><my.html>"),
        (["interview"], "<interview>"),
        (["interview", "PRESET=mid", "KATA=a b"], "<interview><mid><a><b>"),
        (["interview", "ARGS=--end"], "<interview><--end>"),
        (["verify", "KATA=tiny"], "<verify><tiny>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_make_forwards_its_values(project, arguments, forwarded):
    """Every value reaches the command as one word, spaces and quotes included."""
    done = make(project, *arguments)
    assert done.stdout == forwarded
    assert done.returncode == 0


@pytest.mark.parametrize("code", [0, 1])
def test_verdict_is_passed_on_without_a_word_of_makes_own(project, code):
    """`make check` ends with 0 or 1 as the check does, and adds no line to its output."""
    done = make(project, "check", "KATA=tiny", CODE=str(code))
    assert done.returncode == code
    assert done.stderr == ""


@pytest.mark.parametrize("code", [2, 3])
def test_trouble_ends_with_2(project, code):
    """`make check` ends with 2 when the check could not be made."""
    done = make(project, "check", "KATA=tiny", CODE=str(code))
    assert done.returncode == 2


def test_dry_run_runs_nothing(project):
    """`make -n check` shows the command and does not run it."""
    done = make(project, "-n", "check", "KATA=tiny", "SUBMISSION=a b")
    assert ".venv/bin/kata check" in done.stdout
    assert "<check>" not in done.stdout


def test_make_alone_lists_the_targets(project):
    """`make` says what there is and runs nothing."""
    done = make(project)
    assert done.stdout.startswith("usage: make TARGET")
    assert [
        name for name in ("check", "list", "verify", "test", "lint") if name not in done.stdout
    ] == []
    assert max(map(len, done.stdout.splitlines())) <= 80
