"""Verdicts, from suite to report, through the real processes."""

from dataclasses import replace

import pytest
from checkouts import (
    ALL_PASSED,
    ANSWERS,
    FAULTY,
    SHOP,
    SUBMISSIONS,
    TINY,
    first_test,
    outcomes,
    results_of,
)

from checker import catalog, runner
from checker.errors import SuiteError
from checker.submission import read_submission
from checker.suite.plugin import Judge

CORRECT = read_submission(SUBMISSIONS / "correct")
EARLY = read_submission(SUBMISSIONS / "raising_view")
WRONG = read_submission(SUBMISSIONS / "swallows_every_url")
KEEPS_STATE = read_submission(SUBMISSIONS / "keeps_state")


@pytest.fixture(scope="module")
def endings():
    """Check a right answer by a suite whose tests end in every way; results by concept."""
    report = runner.check(catalog.read_kata(FAULTY / "katas" / "skips"), CORRECT)
    return {concept.id: concept for concept in report.concepts} | {"report": report}


@pytest.fixture(scope="module")
def shop():
    """Check a right answer by a suite that uses every fixture."""
    return runner.check(SHOP, read_submission(ANSWERS / "shop"))


@pytest.mark.parametrize("concept", ["skipped-inside", "skipped-by-mark", "half-skipped"])
def test_skipped_test_is_a_problem_of_the_checker(endings, concept):
    """A test that was skipped is never a pass, whoever skipped it."""
    assert endings[concept].outcome == "checker problem"
    assert endings[concept].tests[-1].message == "The suite skipped this test."


def test_expected_failure_is_no_pass(endings):
    """A test that is marked to fail decides nothing."""
    assert endings["expected-to-fail"].outcome == "checker problem"


@pytest.mark.parametrize("concept", ["raises", "broken-fixture", "broken-teardown"])
def test_fault_of_the_suite_is_a_problem_of_the_checker(endings, concept):
    """A suite that raises by itself is never held against a candidate, and its fault is told."""
    assert endings[concept].outcome == "checker problem"
    assert "ZeroDivisionError" in endings[concept].tests[0].message


def test_problem_of_the_checker_is_the_outcome_of_the_check(endings):
    """One problem of the checker is the whole check's outcome."""
    assert endings["report"].outcome == "checker problem"


def test_concept_that_needs_one_with_a_problem_is_blocked(endings):
    """What needs a concept that could not be judged is blocked by it."""
    assert endings["needs-a-problem"].outcome == "blocked"
    assert endings["needs-a-problem"].blocked_by == ("raises",)


def test_assertion_in_a_fixture_is_a_failure(endings):
    """What a fixture asserts about the answer counts like a test's own assertion."""
    result = endings["asserting-fixture"].tests[0]
    assert result.outcome == "failed"
    assert result.message == "A user must be able to register."
    assert result.exchanges[0].status == "404 NOT FOUND"


@pytest.mark.parametrize("evidence", ["observed", "reported"])
def test_evidence_says_where_it_comes_from(endings, evidence):
    """Outside observations are observed; what the application's process tells is reported."""
    assert endings[evidence].outcome == "passed"
    assert endings[evidence].evidence == evidence


def test_name_of_a_test_is_told_in_full(endings):
    """A parameter that is a path does not cut the test's name short."""
    names = [test.name for test in endings["observed"].tests]
    assert names == [
        "test_endings.py::test_looks_from_outside[/]",
        "test_endings.py::test_looks_from_outside[/greet/Ada]",
    ]


def test_comparison_is_recorded_in_full(endings):
    """Both sides of the assertion are in the result, however long they are."""
    comparison = endings["compares"].tests[0].comparison
    assert comparison.operator == "=="
    assert comparison.actual == repr({"greeting": f"Hello, {'x' * 3000}!"})
    assert comparison.expected == repr({"greeting": "x" * 3000})


def test_exchanges_are_recorded_in_full(endings):
    """Every request is in the result with headers and body, and so is every response."""
    first, second = endings["compares"].tests[0].exchanges
    assert (first.method, first.target, first.status) == (
        "POST",
        "/greet/Ada",
        "405 METHOD NOT ALLOWED",
    )
    assert first.request_body == f"name={'x' * 3000}"
    assert ("X-Trace", "7") in first.request_headers
    assert second.target == f"/greet/{'x' * 3000}"
    assert ("Content-Type", "application/json") in second.response_headers
    assert second.response_body.strip() == f'{{"greeting":"Hello, {"x" * 3000}!"}}'


def test_failure_names_the_line_of_the_suite_and_the_view(endings):
    """A failed test tells its own line, and the candidate's view that answered."""
    result = endings["compares"].tests[0]
    assert result.suite_line.startswith("test_endings.py:")
    assert (result.handler.path, result.handler.function) == ("app.py", "greet")
    assert result.message == "The greeting must be the name."
    assert result.requirement == "The answer to a long name is longer."


def test_right_answer_passes():
    """A right answer passes every concept, and the report says by which means."""
    report = runner.check(TINY, CORRECT)
    assert outcomes(report) == ALL_PASSED
    assert report.outcome == "passed"
    assert report.digest == CORRECT.digest
    assert {"python", "Flask", "Werkzeug", "pytest", "flask-katas"} <= report.environment.keys()


def test_needed_concept_blocks_and_is_named(reports):
    """A concept whose need is not met is blocked by it and has no results of its own."""
    concept = reports["raising_view"].concepts[1]
    assert (concept.outcome, concept.blocked_by) == ("blocked", ("says-hello",))
    assert concept.tests == ()


def test_test_without_a_result_is_a_problem_of_the_checker(monkeypatch):
    """A concept does not pass where one of its tests gave no result."""
    work = Judge._work
    monkeypatch.setattr(Judge, "_work", lambda *arguments: work(*arguments)[:-1])
    reports = []
    runner.check_all(TINY, [CORRECT], reports.append)
    assert outcomes(reports[0]) == ["passed", "passed", "checker problem"]
    assert reports[0].outcome == "checker problem"


def test_check_that_runs_out_of_time_is_an_error():
    """Tests that find no time left are in error, and say so."""
    hurried = replace(TINY, limits=replace(TINY.limits, check=0.001))
    report = runner.check(hurried, CORRECT)
    assert outcomes(report) == ["error", "blocked", "error"]
    assert first_test(report).message == "The check took more than 0.001 s"


def test_seed_repeats_the_values():
    """The same seed asks for the same URLs, and another seed for others."""
    reports = [runner.check(TINY, CORRECT, seed=seed) for seed in (7, 7, 8)]
    first, again, other = [
        first_test(report, "refuses-unknown-urls").exchanges[0].target for report in reports
    ]
    assert [report.seed for report in reports] == [7, 7, 8]
    assert first == again
    assert first != other


def test_values_differ_from_run_to_run():
    """Without a seed every check asks for other values, and the report tells the seed."""
    first, second = runner.check(TINY, CORRECT), runner.check(TINY, CORRECT)
    assert first.seed != second.seed


def test_every_test_has_a_process_of_its_own():
    """What a test left in the module's globals is not there for the next."""
    assert outcomes(runner.check(TINY, KEEPS_STATE)) == ALL_PASSED


def test_random_order_changes_no_verdict():
    """In random order the verdicts are the same, and the results stand in the suite's order."""
    reports = []
    answers = (CORRECT, WRONG, CORRECT)
    jobs = [runner.Job(submission=answer, seed=3, shuffle=True) for answer in answers]
    runner.run_jobs(TINY, jobs, reports.append)
    assert [outcomes(report) for report in reports] == [
        ALL_PASSED,
        ["passed", "passed", "failed"],
        ALL_PASSED,
    ]
    assert [test.name for test in results_of(reports[0], "greets-by-name")] == [
        "test_greetings.py::test_greeting_names_the_person",
        "test_greetings.py::test_every_person_is_greeted",
    ]


def test_nothing_is_run_after_the_first_failure_when_asked():
    """With stop_early the first test that does not pass is the last that is run."""
    reports = []
    jobs = [runner.Job(submission=answer, seed=1, stop_early=True) for answer in (EARLY, CORRECT)]
    runner.run_jobs(TINY, jobs, reports.append)
    ran = [[test.outcome for c in report.concepts for test in c.tests] for report in reports]
    assert ran == [["failed"], ["passed"] * 4]


def test_lanes_change_no_verdict(reports):
    """Tests that run at the same time give the verdicts that they give one after the other."""
    names = ["correct", "raising_view", "writes_files", "wrong_form", "syntax_error"]
    found = []
    answers = [read_submission(SUBMISSIONS / name) for name in names]
    runner.check_all(TINY, answers, found.append, lanes=3)
    assert [outcomes(report) for report in found] == [outcomes(reports[name]) for name in names]


def test_submissions_are_taken_one_by_one():
    """The next submission is asked for when the report on the last was delivered."""
    delivered = []

    def submissions():
        for number in range(3):
            assert len(delivered) == number
            yield CORRECT

    runner.check_all(TINY, submissions(), delivered.append)
    assert len(delivered) == 3


def test_interruption_ends_the_run():
    """What the caller raises between two submissions comes out again, after the tidying."""

    def interrupt(_report):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.check_all(TINY, [CORRECT, CORRECT], interrupt)


@pytest.mark.parametrize("concept", [concept.id for concept in SHOP.concepts])
def test_fixture_keeps_its_promise(shop, concept):
    """A suite that uses database, clock, logs, statements, start_app and config passes."""
    assert [test.message for test in results_of(shop, concept)] == [""] * len(
        results_of(shop, concept)
    )


def test_concepts_of_a_suite_know_their_evidence(shop):
    """Concepts that rest on clock, logs or statements are reported, the others observed."""
    reported = [concept.id for concept in shop.concepts if concept.evidence == "reported"]
    assert reported == ["tells-the-time", "writes-a-log", "queries-once"]


@pytest.mark.parametrize(
    ("test", "problem"),
    [
        ("test_has_no_concept", "has no @pytest.mark.concept"),
        ("test_names_an_unknown_concept", "'says-helo', which kata.toml does not. Did you mean"),
        ("test_names_nothing", "names the concept None"),
        ("test_names_two", "has 2 concepts; a test judges one"),
        ("test_has_no_docstring", "has no docstring that states the requirement"),
        ("", "the concept 'says-goodbye' has no test"),
    ],
)
def test_authors_error_is_named_at_collection(authors_errors, test, problem):
    """A suite that cannot be judged by is refused before it runs, with every error at once."""
    assert [told for told in authors_errors if test in told and problem in told]


@pytest.fixture(scope="module")
def authors_errors():
    """Check by a suite with every author's error; return what was said."""
    with pytest.raises(SuiteError) as error:
        runner.check(catalog.read_kata(FAULTY / "katas" / "unmarked"), CORRECT)
    return error.value.problems


def test_suite_that_is_no_python_is_named_with_its_line():
    """A syntax error in a suite is an author's error with file and line."""
    with pytest.raises(SuiteError) as error:
        runner.check(catalog.read_kata(FAULTY / "katas" / "unparsable"), CORRECT)
    assert "test_unparsable.py" in error.value.problems[0]
    assert "line 4" in error.value.problems[0]
