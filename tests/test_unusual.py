"""Every folder of tests/unusual: right answers that do what few answers do, and must pass."""

import shutil
from dataclasses import replace

import pytest
from builders import write_files
from checkouts import ALL_PASSED, HERE, SUBMISSIONS, TINY, outcomes

from checker import runner
from checker.submission import read_submission

UNUSUAL = HERE / "unusual"
NAMES = sorted(path.name for path in UNUSUAL.iterdir() if path.is_dir())
# An answer may start slowly; and what is honest must not depend on how busy the machine is.
LIMITS = replace(TINY.limits, request=20.0, test=40.0, check=120.0)
ROOMY = replace(TINY, limits=LIMITS)
LANES = 2  # so that each of two boxes starts the application more than once
CONSTANTS = [*(f'WORD_{number} = "Hello"' for number in range(20_000)), 'SENTENCE = "{}, {}!"']
# What is too large for a repository, or would not be taken along by Git.
GENERATED = {
    "environment_beside": {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/hooks/pre-commit": "#!/bin/sh\nexit 1\n",
        "venv/pyvenv.cfg": "include-system-site-packages = false\n",
        "venv/lib/site-packages/flask/__init__.py": "raise SystemExit('another Flask')\n",
    },
    "generated_module": {"words.py": "\n".join(CONSTANTS)},
}
FILE = "{0}.py takes the place of a library: 'import {0}' takes the file"
NOTES = {
    "named_like_a_library": [*map(FILE.format, ("sqlalchemy", "statistics", "time_machine"))],
    "named_like_the_standard_library": [*map(FILE.format, ("profile", "resource"))],
    "settings_of_tools": ["left out: conftest.py, pytest.ini, setup.cfg"],
}


@pytest.fixture(scope="module")
def unusual(needs_bwrap, tmp_path_factory):
    """Check an ordinary answer and all unusual ones through one warm zygote; reports by name."""
    folder = tmp_path_factory.mktemp("unusual")
    shutil.copytree(SUBMISSIONS / "correct", folder / "correct")
    for name in NAMES:
        shutil.copytree(UNUSUAL / name, folder / name)
        write_files(folder / name, GENERATED.get(name, {}))
    (folder / "environment_beside/venv/python").symlink_to("/usr/bin/python3")
    found = {}
    remaining = iter(["correct", *NAMES])
    runner.check_all(
        ROOMY,
        [read_submission(folder / name) for name in ["correct", *NAMES]],
        lambda report: found.update({next(remaining): report}),
        seed=1,
        lanes=LANES,
        isolation=needs_bwrap,
    )
    return found


def troubles(report):
    """Return in words what keeps *report* from being that of a right answer."""
    tests = [test for concept in report.concepts for test in concept.tests]
    found = [f"{t.name}: {t.message} {t.exception}\n{t.logs}" for t in tests if t.message]
    return [report.fault, *found] if report.fault else found


@pytest.mark.parametrize("name", NAMES)
def test_unusual_answer_passes(unusual, name):
    """No protection hurts an honest answer: every concept passes, and nothing is amiss."""
    report = unusual[name]
    assert troubles(report) == []
    assert outcomes(report) == ALL_PASSED
    assert report.outcome == "passed"


@pytest.mark.parametrize("name", NAMES)
def test_report_on_an_unusual_answer_has_no_more_notes_than_others(unusual, name):
    """A reader is told what was left out, and nothing that makes the answer look suspicious."""
    assert unusual[name].notes == (*NOTES.get(name, []), *unusual["correct"].notes)


@pytest.mark.parametrize("name", NAMES)
def test_unusual_answer_says_who_would_write_it(name):
    """Each folder tells in a few lines what is odd about it and why it is honest."""
    lines = (UNUSUAL / name / "NOTE.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 3
    assert "Why: " in "\n".join(lines)
