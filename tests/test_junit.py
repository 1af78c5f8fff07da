"""JUnit XML, held against the two schemas that its readers use."""

import pytest
from builders import (
    a_concept,
    a_report,
    a_test,
    assert_golden,
    crashed_report,
    failed_report,
    hostile_report,
    problem_report,
    syntax_fault_report,
)
from consumers import suites_of
from generated import SEEDS, odd_grading
from gradings import a_candidate, an_assessment, some_candidates

from checker.grading import OwnTestsRule, alone
from checker.render.junit import render


def alone_suite(report):
    """Return the only suite of a check of its own."""
    assessment, candidate = alone(report)
    (suite,) = suites_of(render(assessment, [candidate]))
    return suite


def case_of(suite, name):
    """Return the case *name* of *suite*."""
    return next(case for case in suite.iter("testcase") if case.get("name") == name)


def test_the_xml_is_as_agreed():
    """The XML of a failed check is the one in its golden file."""
    assessment, candidate = alone(failed_report())
    assert_golden("failed.junit.xml", render(assessment, [candidate]))


def test_a_suite_is_a_candidate_and_a_kata():
    """Each candidate has a package, with a suite for each kata."""
    suites = suites_of(render(an_assessment(), some_candidates()))
    assert [suite.get("name") for suite in suites][:3] == [
        "grace-grant.hello_app", "grace-grant.jwt_auth", "ada-abara.hello_app",
    ]  # fmt: skip
    assert suites[2].get("package") == "ada-abara"


def test_a_full_stop_in_a_name_divides_nothing():
    """Jenkins would make packages of a folder such as v1.2."""
    (suite,) = suites_of(render(an_assessment(), [a_candidate(failed_report(), folder="v1.2")]))
    assert suite.get("name") == "v1_2.jwt_auth"


def test_a_check_of_its_own_is_known_by_the_kata():
    """The history of a job finds it again, wherever the answer was."""
    assert alone_suite(failed_report()).get("name") == "jwt_auth"


@pytest.mark.parametrize(
    ("report", "name", "tag", "kind"),
    [
        (failed_report(), "expires", "failure", "failed"),
        (failed_report(), "protects-route", "failure", "red flag"),
        (failed_report(), "reads-identity", "skipped", "blocked"),
        (syntax_fault_report(), "says-hello", "error", "error"),
        (crashed_report(), "says-hello", "error", "error"),
        (problem_report(), "says-hello", "error", "checker problem"),
    ],
)
def test_each_outcome_has_its_element(report, name, tag, kind):
    """Failed is a failure, blocked is skipped, all that broke is an error."""
    (found,) = case_of(alone_suite(report), name)
    assert (found.tag, found.get("type")) == (tag, kind)


def test_a_pass_is_an_empty_case():
    """A concept that passed has a time and no more."""
    case = case_of(alone_suite(failed_report()), "issues-token")
    assert list(case) == []
    assert case.get("time") == "0.010"


def test_a_failure_tells_what_is_required_and_what_was_seen():
    """The message is the sentence that does not hold; the text has the evidence."""
    (failure,) = case_of(alone_suite(failed_report()), "protects-route")
    assert failure.get("message") == "A request with a valid token must reach the profile."
    assert "expected 200, got 422" in failure.text
    assert "\n    Authorization: Bearer eyJhbGciOi\n" in failure.text


def test_own_tests_are_a_case():
    """Where own tests count, they are a case, and it says why it failed."""
    assessment = an_assessment(own_tests=OwnTestsRule(level="core", coverage=80))
    suites = suites_of(render(assessment, [a_candidate()]))
    assert case_of(suites[0], "own-tests")[0].text == "No tests were handed in."


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), -1.0])
def test_a_time_is_a_number(seconds):
    """A time that a clock made nonsense of is 0."""
    assert alone_suite(a_report(seconds=seconds)).get("time") == "0.000"


def test_odd_times_are_written_in_universal_time():
    """The zone of the machine goes, and what is no time does not stop the report."""
    started = "2026-01-31T12:00:00+05:30"
    assert alone_suite(a_report(started=started)).get("timestamp") == "2026-01-31T06:30:00"
    assert alone_suite(a_report(started="")).get("timestamp") == "1970-01-01T00:00:00"


def test_equal_names_are_told_apart():
    """Two candidates of one name and concepts of one id are different cases."""
    twice = a_report(a_concept(), a_concept(number=2))
    people = [a_candidate(twice, folder="ann"), a_candidate(twice, folder="ann")]
    suites = suites_of(render(an_assessment("hello_app"), people))
    assert [suite.get("name") for suite in suites] == ["ann.hello_app", "ann.hello_app (2)"]
    assert [c.get("name") for c in suites[0].iter("testcase")] == ["says-hello", "says-hello (2)"]


def test_an_empty_grading_is_xml_too():
    """Nobody handed in: no suite, and still a document."""
    assert suites_of(render(an_assessment(), [])) == []


def test_what_a_candidate_wrote_ends_no_element():
    """Control characters, which XML forbids, are gone, and tags are text."""
    evil = "]]></failure><testcase name='x'/>\x00\ud800\ufffe\x1b[2J<!--"
    report = a_report(a_concept(outcome="failed", tests=(a_test(outcome="failed", logs=evil),)))
    suite = alone_suite(report)
    (failure,) = case_of(suite, "says-hello")
    assert "]]></failure><testcase name='x'/><!--" in failure.text
    assert suite.get("tests") == "1"


def test_hostile_report_is_ascii():
    """It can be printed to any terminal and written to any file."""
    assessment, candidate = alone(hostile_report())
    text = render(assessment, [candidate])
    assert text.isascii()
    assert len(suites_of(text)) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_keep_to_the_schemas(seed):
    """Whatever the outcomes, the weights and the texts are."""
    assessment, candidate = odd_grading(seed)
    suites = suites_of(render(assessment, [candidate]))
    assert len(suites) == len(candidate.reports)
