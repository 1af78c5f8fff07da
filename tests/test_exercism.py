"""Exercism's results.json, held against its published interface."""

import pytest
from builders import (
    a_concept,
    a_report,
    a_test,
    assert_golden,
    crashed_report,
    failed_report,
    failed_test,
    hostile_report,
    passed_report,
    problem_report,
    syntax_fault_report,
)
from consumers import EXERCISM, EXERCISM_BYTES, read_json
from generated import SEEDS, odd_report

from checker.grading import for_candidate
from checker.render.exercism import render


def results(report):
    """Return what the file holds, which keeps to the interface and its limit of size."""
    text = render(report)
    assert len(text.encode()) <= EXERCISM_BYTES
    return read_json(text, EXERCISM)


def test_the_file_is_as_agreed():
    """The file of a candidate's copy is the one in its golden file."""
    assert_golden("failed.exercism.json", render(for_candidate(failed_report())) + "\n")


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (passed_report(), "pass"),
        (failed_report(), "fail"),
        (crashed_report(), "fail"),
        (syntax_fault_report(), "error"),
        (problem_report(), "error"),
    ],
)
def test_the_status_says_whether_it_could_be_tested(report, status):
    """Only what could not be tested is an error; a view that crashes has failed."""
    assert results(report)["status"] == status


def test_an_error_is_all_that_a_person_learns():
    """What is wrong with an answer that is no Python, and where."""
    message = results(syntax_fault_report())["message"]
    assert "'(' was never closed in app.py, line 9" in message
    assert "work/hello_app/app.py:9" in message


def test_a_test_is_a_concept_in_order_of_the_task():
    """Tasks are the numbers of the concepts, and the first failure is the one to be mended."""
    tests = results(failed_report())["tests"]
    assert [(test["task_id"], test["status"]) for test in tests] == [
        (1, "pass"), (2, "fail"), (3, "fail"), (4, "fail"),
    ]  # fmt: skip


def test_requirements_stand_for_the_code_of_a_test():
    """The suite stays hidden; the sentences that it judges by are shown."""
    test = results(failed_report())["tests"][1]
    assert test["test_code"] == "A request with a valid token must reach the profile."
    assert "expected 200, got 422" in test["message"]


def test_a_blocked_concept_says_what_it_waits_for():
    """It is not a pass, and not a riddle."""
    assert "it needs protects-route" in results(failed_report())["tests"][2]["message"]


@pytest.mark.parametrize("length", [0, 499, 500, 501, 10_000])
def test_output_has_500_characters_at_most(length):
    """What an application wrote is cut, and it is said."""
    test = failed_test(logs="x" * length)
    output = results(a_report(a_concept(outcome="failed", tests=(test,))))["tests"][0]["output"]
    assert len(output or "") == min(length, 500)
    assert (output or "").endswith("(cut)") == (length > 500)


def test_a_file_is_never_too_large():
    """However much failed and however long it is, there is room for a bit of all of it."""
    long = a_test(outcome="failed", requirement="\U0001f600" * 9000, message="é" * 90_000)
    concepts = (a_concept(id=f"c-{n}", outcome="failed", tests=(long,)) for n in range(1, 60))
    tests = results(a_report(*concepts))["tests"]
    assert len(tests) == 59
    assert all(test["message"].endswith("(cut)") for test in tests)


def test_hostile_report_is_plain_text():
    """Control sequences are gone, and the output is limited."""
    assert results(hostile_report())["status"] == "fail"


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_reports_keep_to_the_interface(seed):
    """Whatever the outcomes and the texts are; a name stands for one test only."""
    report = odd_report(seed)
    tests = results(report)["tests"]
    assert len(tests) == len(report.concepts)
    assert len({test["name"] for test in tests}) == len(tests)
