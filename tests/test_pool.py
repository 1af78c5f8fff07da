"""Many checks side by side: each task has one outcome, and the end of a worker is told."""

import os

import pytest
from builders import a_report
from checkouts import ALL_PASSED, ANSWERS, SHOP, SUBMISSIONS, TINY, edit, outcomes

from checker import catalog, pool
from checker.errors import CheckerProblem, SubmissionPathError, SuiteError
from checker.report import Fault
from checker.runner import Job
from checker.submission import read_submission


def a_task(kata, path):
    """Return the task to check the submission at *path*."""
    return pool.Task(kata=kata, load=lambda: Job(submission=read_submission(path), seed=1))


def test_every_task_has_its_own_report(reports):
    """Tasks of several katas have the verdicts of single checks, each exactly once."""
    names = ["correct", "raising_view", "wrong_form", "syntax_error", "correct"]
    tasks = [a_task(TINY, SUBMISSIONS / name) for name in names]
    tasks.insert(2, a_task(SHOP, ANSWERS / "shop"))

    found = list(pool.run_pool(tasks, workers=3))

    assert sorted(number for number, _ in found) == list(range(len(tasks)))
    shown = {number: outcomes(report) for number, report in found}
    assert set(shown.pop(2)) == {"passed"}
    assert [shown[number] for number in sorted(shown)] == [
        outcomes(reports[name]) for name in names
    ]


def test_nothing_to_do_is_nothing_done():
    """Without tasks there are no outcomes."""
    assert list(pool.run_pool([])) == []


def test_broken_suite_stops_its_own_kata_only(checkout):
    """What prevents the checks of one kata stands in the place of their reports."""
    edit(checkout / "katas" / "tiny" / "hidden" / "test_greetings.py", '"says-hello"', '"unknown"')
    broken = catalog.load_kata(checkout, "tiny")
    tasks = [
        a_task(broken, SUBMISSIONS / "correct"),
        a_task(broken, SUBMISSIONS / "correct"),
        a_task(SHOP, ANSWERS / "shop"),
    ]

    found = dict(pool.run_pool(tasks, workers=1))

    assert [type(found[number]) for number in (0, 1)] == [SuiteError, SuiteError]
    assert "The suite of 'tiny' is broken" in str(found[0])
    assert found[0].problems
    assert set(outcomes(found[2])) == {"passed"}


def test_kata_is_loaded_once(monkeypatch):
    """A worker does all tasks of a kata in one run, whatever stands between them."""
    runs = []

    def run_jobs(kata, jobs, deliver):
        runs.append(kata.id)
        for _ in jobs:
            deliver(a_report(kata=f"{kata.id} {len(runs)}"))

    monkeypatch.setattr(pool, "run_jobs", run_jobs)
    tiny, shop = a_task(TINY, SUBMISSIONS / "correct"), a_task(SHOP, ANSWERS / "shop")

    found = [report.kata for _, report in pool.run_pool([tiny, shop, tiny, shop], workers=1)]

    assert found == ["tiny 1", "tiny 1", "shop 2", "shop 2"]


@pytest.mark.parametrize("times", [1, 2])
def test_check_whose_time_ran_out_is_repeated_once(monkeypatch, times):
    """The second report counts, whatever it says, and each task has one outcome."""
    late = Fault(kind="timeout", message="GET / got no complete answer within 5.0 s")
    reports = [a_report(fault=late)] * times + [a_report(seconds=7)]

    def run_jobs(_kata, jobs, deliver):
        answers = iter([a_report(), *reports])
        for _ in jobs:
            deliver(next(answers))

    monkeypatch.setattr(pool, "run_jobs", run_jobs)

    found = dict(pool.run_pool([a_task(TINY, SUBMISSIONS / "correct")] * 2, workers=1))

    assert sorted(found) == [0, 1]
    assert found[0] == a_report()
    assert found[1] == reports[1]


@pytest.mark.parametrize("workers", [1, 2])
def test_death_of_a_worker_is_told(monkeypatch, workers):
    """A check over which two workers died has no report, and says why; the others go on."""

    def run_jobs(_kata, jobs, deliver):
        for job in jobs:
            if job.submission.name.endswith("raising_view"):
                os._exit(1)
            deliver(a_report())

    monkeypatch.setattr(pool, "run_jobs", run_jobs)
    names = ["correct", "raising_view", "correct", "correct"]
    tasks = [a_task(TINY, SUBMISSIONS / name) for name in names]

    found = list(pool.run_pool(tasks, workers=workers))

    assert sorted(number for number, _ in found) == [0, 1, 2, 3]
    outcome = dict(found)[1]
    assert isinstance(outcome, CheckerProblem)
    assert "has died" in str(outcome)
    assert [dict(found)[number] for number in (0, 2, 3)] == [a_report()] * 3


def test_check_whose_worker_died_is_repeated(monkeypatch, tmp_path):
    """One death over a check is not held against anybody."""
    mark = tmp_path / "died"

    def run_jobs(_kata, jobs, deliver):
        for _ in jobs:
            if not mark.exists():
                mark.touch()
                os._exit(1)
            deliver(a_report())

    monkeypatch.setattr(pool, "run_jobs", run_jobs)

    found = list(pool.run_pool([a_task(TINY, SUBMISSIONS / "correct")], workers=1))

    assert found == [(0, a_report())]


def test_submission_that_cannot_be_read_stops_no_other():
    """The error stands in the place of its report, and the kata stays loaded."""
    paths = [SUBMISSIONS / "correct", SUBMISSIONS / "nowhere", SUBMISSIONS / "correct"]
    tasks = [a_task(TINY, path) for path in paths]

    found = dict(pool.run_pool(tasks, workers=1))

    assert isinstance(found[1], SubmissionPathError)
    assert [outcomes(found[number]) for number in (0, 2)] == [ALL_PASSED] * 2


def test_trouble_after_the_last_report_is_told(monkeypatch, capfd):
    """A worker that fails while it clears up is a problem of the checker, and says which."""

    def run_jobs(_kata, jobs, deliver):
        for _ in jobs:
            deliver(a_report())
        raise CheckerProblem("the sandbox does not end")

    monkeypatch.setattr(pool, "run_jobs", run_jobs)
    found = pool.run_pool([a_task(TINY, SUBMISSIONS / "correct")], workers=1)

    with pytest.raises(CheckerProblem, match="has died"):
        list(found)
    assert "the sandbox does not end" in capfd.readouterr().err


def test_katas_of_one_name_are_told_apart(checkout):
    """A kata of another folder is another kata, also when its id is the same."""
    edit(checkout / "katas" / "tiny" / "hidden" / "test_greetings.py", '"says-hello"', '"unknown"')
    tasks = [
        a_task(catalog.load_kata(checkout, "tiny"), SUBMISSIONS / "correct"),
        a_task(TINY, ANSWERS / "tiny"),
    ]

    found = dict(pool.run_pool(tasks, workers=1))

    assert isinstance(found[0], SuiteError)
    assert outcomes(found[1]) == ALL_PASSED


def test_workers_end_with_the_one_who_asks():
    """Who stops asking for outcomes leaves no process behind."""
    found = pool.run_pool([a_task(TINY, ANSWERS / "tiny")] * 4, workers=2)
    assert outcomes(next(found)[1]) == ALL_PASSED
    found.close()
