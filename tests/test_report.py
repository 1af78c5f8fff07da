from __future__ import annotations

import dataclasses

import pytest
from builders import (
    a_concept,
    a_report,
    a_test,
    failed_report,
    faulty_report,
    passed_report,
)

from checker.report import FORMAT, Fault, LevelCount, as_dict, concept_outcome

FAULT = Fault(kind="import", message="Importing the answer raised ValueError")


def outcomes(*words):
    """Return tests with these outcomes."""
    return [a_test(outcome=word) for word in words]


def test_a_concept_passes_if_all_its_tests_did():
    """All expected tests passed: the concept passed."""
    assert concept_outcome(outcomes("passed", "passed"), expected=2) == "passed"


def test_one_failure_fails_the_concept():
    """A single failed test is enough, wherever it stands."""
    assert concept_outcome(outcomes("passed", "failed", "passed"), expected=3) == "failed"


def test_a_failure_counts_more_than_an_error():
    """A requirement that was seen broken is a failure, even if another test crashed."""
    assert concept_outcome(outcomes("error", "failed"), expected=2) == "failed"


def test_an_error_is_no_pass():
    """A crash in one test is an error of the concept."""
    assert concept_outcome(outcomes("passed", "error"), expected=2) == "error"


def test_no_tests_are_never_a_pass():
    """An empty suite proves nothing."""
    assert concept_outcome([], expected=0) == "checker problem"


def test_a_missing_test_is_never_a_pass():
    """A test of the trusted collection that did not report is held against the checker."""
    assert concept_outcome(outcomes("passed"), expected=2) == "checker problem"


def test_an_extra_test_is_never_a_pass():
    """A result that nobody asked for is not counted either."""
    assert concept_outcome(outcomes("passed", "passed"), expected=1) == "checker problem"


def test_a_missing_test_is_not_held_against_the_candidate():
    """Where tests are missing, even a failure is not yet a verdict."""
    assert concept_outcome(outcomes("failed"), expected=2) == "checker problem"


def test_a_checker_problem_outweighs_a_failure():
    """What the checker got wrong is never the candidate's failure."""
    assert concept_outcome(outcomes("failed", "checker problem"), expected=2) == "checker problem"


def test_tests_may_come_from_a_generator():
    """The tests are looked through once."""
    assert concept_outcome(iter(outcomes("passed")), expected=1) == "passed"


def test_a_report_passes_if_all_concepts_did():
    """Everything passed: the check passed."""
    assert passed_report().outcome == "passed"


@pytest.mark.parametrize("outcome", ["failed", "blocked", "error"])
def test_one_open_concept_is_no_pass(outcome):
    """Whatever keeps a concept from passing keeps the check from passing."""
    assert a_report(a_concept(), a_concept(id="b", outcome=outcome)).outcome == "failed"


def test_a_report_without_concepts_is_no_pass():
    """A check that judged nothing did not pass."""
    assert dataclasses.replace(a_report(), concepts=()).outcome == "failed"


def test_a_fault_is_an_error():
    """An answer that could not be used at all is an error, not a failure."""
    assert faulty_report(FAULT).outcome == "error"


def test_a_checker_problem_in_a_concept_is_the_whole_reports():
    """The worst news comes first."""
    concepts = a_concept(outcome="failed"), a_concept(id="b", outcome="checker problem")
    assert a_report(*concepts).outcome == "checker problem"


def test_a_problem_outweighs_everything():
    """A check that broke says nothing about the answer."""
    assert a_report(problem="The sandbox went away").outcome == "checker problem"


def test_levels_are_counted_in_order():
    """Every level is there, from core to expert, with what passed of how many."""
    assert list(failed_report().levels.items()) == [
        ("core", LevelCount(passed=1, total=3)),
        ("strong", LevelCount(passed=0, total=1)),
        ("expert", LevelCount(passed=0, total=0)),
    ]


def test_red_flags_are_those_that_failed():
    """Passed and blocked concepts raise no flag, however grave they are."""
    report = a_report(
        a_concept(id="hashes", red_flag=True, outcome="failed"),
        a_concept(id="protects", red_flag=True, outcome="blocked"),
        a_concept(id="escapes", red_flag=True),
        a_concept(id="greets", outcome="failed"),
    )
    assert report.red_flags == ("hashes",)


def test_records_cannot_be_changed():
    """A verdict stays what it was when it was given."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_report().seed = 8


def test_as_dict_holds_what_is_derived():
    """A reader of the data need not know the rules for outcome, levels and red flags."""
    told = as_dict(failed_report())
    derived = {name: told[name] for name in ("format", "outcome", "levels", "red_flags")}
    assert derived == {
        "format": FORMAT,
        "outcome": "failed",
        "levels": {
            "core": {"passed": 1, "total": 3},
            "strong": {"passed": 0, "total": 1},
            "expert": {"passed": 0, "total": 0},
        },
        "red_flags": ["protects-route"],
    }


def test_as_dict_holds_every_field_of_the_report():
    """Nothing of a report is lost on the way to data."""
    names = {field.name for field in dataclasses.fields(a_report())}
    assert names <= as_dict(a_report()).keys()


@pytest.mark.parametrize("kind", ["timeout", "crash"])
def test_lateness_is_known(kind):
    """Of the whole answer or of one test; other faults are something else."""
    fault = Fault(kind=kind, message="too late")
    late_test = a_concept(tests=(a_test(), a_test(outcome="error", fault=fault)))
    assert a_report(fault=fault).timed_out is (kind == "timeout")
    assert a_report(late_test).timed_out is (kind == "timeout")
    assert not a_report(a_concept()).timed_out
