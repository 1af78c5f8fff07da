"""One process that makes check after check, while this one does something else."""

import os
import shutil
import signal
from dataclasses import replace

import pytest
from checkouts import ALL_PASSED, FAULTY, SUBMISSIONS, TINY, outcomes
from processes import descendants, names, wait_until

from checker import catalog, runner
from checker.catalog import Limits
from checker.errors import CheckerProblem, KataError
from checker.runner import Job
from checker.sandbox import Sandbox
from checker.submission import read_submission
from checker.warm import Warm

PATIENT = replace(TINY, limits=Limits())
CORRECT = read_submission(SUBMISSIONS / "correct")
WRONG = read_submission(SUBMISSIONS / "swallows_every_url")
HANGING = read_submission(SUBMISSIONS / "hanging_view")


@pytest.fixture
def warm():
    """Return a process for the small kata."""
    process = Warm(PATIENT)
    yield process
    process.close()


def checked(warm, submission):
    """Return the result for *submission*."""
    warm.check(submission)
    return warm.result()


def test_checks_are_made_one_after_the_other_by_the_same_processes(warm):
    """The second check finds the sandbox and the suite warm."""
    assert outcomes(checked(warm, CORRECT)) == ALL_PASSED
    zygote = min(descendants(warm.lane.pid))
    assert outcomes(checked(warm, WRONG)) != ALL_PASSED
    assert min(descendants(warm.lane.pid)) == zygote


def test_a_check_that_was_dropped_is_cut_short(warm):
    """Its tests are not run, its result comes, and the next check is a whole one."""
    warm.check(CORRECT)
    warm.drop()
    result = warm.result()
    assert [test for concept in result.concepts for test in concept.tests] == []
    assert outcomes(checked(warm, CORRECT)) == ALL_PASSED


def test_a_check_that_hangs_is_ended_with_its_process(warm):
    """Who quits does not wait for the answer, and nothing is left of it."""
    warm.check(HANGING)
    wait_until(lambda: "hangs-here" in names(warm.lane.pid), "the submission hangs")
    below = descendants(warm.lane.pid)
    warm.close()
    wait_until(lambda: not below & descendants(), "no process is left")


def test_a_process_that_only_begins_can_be_ended():
    """An end that comes before the first step is not missed."""
    for _ in range(5):
        Warm(PATIENT).close()
    wait_until(lambda: not descendants(), "no process is left")


def test_a_process_that_was_killed_is_a_problem_of_the_checker(warm, temporary_folder):
    """There is a result in any case."""
    os.kill(warm.lane.pid, signal.SIGKILL)
    result = checked(warm, CORRECT)
    assert isinstance(result, CheckerProblem)
    assert "died" in str(result)
    warm.close()
    for folder in temporary_folder.glob("kata-*"):
        shutil.rmtree(folder)


def test_a_broken_suite_is_told():
    """What prevents all checks stands in the place of a report."""
    warm = Warm(catalog.read_kata(FAULTY / "katas" / "unmarked"))
    try:
        result = checked(warm, CORRECT)
        assert isinstance(result, KataError)
        assert "The suite of 'unmarked' is broken" in str(result)
    finally:
        warm.close()


def test_what_nobody_expected_is_told_with_its_traceback(monkeypatch):
    """A bug of ours is seen, and does not look like the learner's."""
    monkeypatch.setattr(runner, "run_jobs", lambda *_, **__: 1 // 0)
    warm = Warm(PATIENT)
    try:
        result = checked(warm, CORRECT)
        assert isinstance(result, CheckerProblem)
        assert "ZeroDivisionError" in str(result)
    finally:
        warm.close()


@pytest.mark.parametrize(
    ("ahead", "order"),
    [(False, ["taken", "open", "taken", "open"]), (True, ["open", "taken", "open", "taken"])],
)
def test_boxes_are_opened_before_the_job_is_known_if_asked(monkeypatch, ahead, order):
    """What waits for a job has its boxes ready; what has one opens them for it."""
    happened = []
    reports = []
    opened = Sandbox.open

    def jobs():
        for submission in (CORRECT, WRONG):
            happened.append("taken")
            yield Job(submission=submission, seed=1)

    monkeypatch.setattr(Sandbox, "open", lambda box: happened.append("open") or opened(box))
    runner.run_jobs(PATIENT, jobs(), reports.append, ahead=ahead)
    assert happened[:4] == order
    assert [outcomes(report) == ALL_PASSED for report in reports] == [True, False]
