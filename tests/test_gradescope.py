"""Gradescope's results.json, held against its published specification."""

from decimal import Decimal

import pytest
from builders import a_concept, a_report, assert_golden, failed_report, hostile_report
from consumers import GRADESCOPE, read_json
from generated import SEEDS, odd_grading
from gradings import a_candidate, a_crowd, an_assessment, some_candidates

from checker.grading import alone, for_candidate, score
from checker.render.gradescope import render


def results(assessment, candidate):
    """Return what the file holds, which keeps to the specification."""
    return read_json(render(assessment, candidate), GRADESCOPE)


def total(tests, key):
    """Return the sum of *key*, as exactly as it is written."""
    return sum((Decimal(str(test[key])) for test in tests if key in test), Decimal())


def test_the_file_is_as_agreed():
    """The file of a candidate's copy is the one in its golden file."""
    assessment, candidate = alone(for_candidate(failed_report()))
    assert_golden("failed.gradescope.json", render(assessment, candidate) + "\n")


@pytest.mark.parametrize("number", range(3))
def test_the_tests_add_up_to_the_points(number):
    """The scores add up to the points, the maxima to 100, and Gradescope shows the same."""
    candidate = list(some_candidates())[number]
    told = results(an_assessment(), candidate)
    points = score(an_assessment(), candidate.reports).points
    assert told["score"] == points
    assert total(told["tests"], "score") == Decimal(str(points))
    assert total(told["tests"], "max_score") == 100


def test_the_weights_of_the_levels_count():
    """A core concept is worth three times an expert one, where it is said so."""
    told = results(an_assessment("hello_app"), a_candidate(hostile_levels()))
    worth = {test["tags"][1]: test["max_score"] for test in told["tests"]}
    assert worth["core"] == pytest.approx(3 * worth["expert"], abs=0.1)


def hostile_levels():
    """Return a report with a concept of each level, of which the first passed."""
    levels = enumerate(("core", "strong", "expert"), start=1)
    return a_report(
        *(
            a_concept(id=level, number=n, level=level, outcome="passed" if n == 1 else "failed")
            for n, level in levels
        )
    )


def test_a_maximum_is_the_same_for_all_but_for_cents():
    """Rounding moves what a concept is worth by less than a tenth of a point."""
    grading = a_crowd(30)
    worth = {}
    for candidate in grading.candidates:
        for test in results(grading.assessment, candidate)["tests"]:
            worth.setdefault(test["number"], []).append(test["max_score"])
    assert len(worth) == 30
    assert max(max(found) - min(found) for found in worth.values()) < 0.1


def test_a_problem_of_the_checker_counts_for_nothing():
    """It is told, without a score and without a status."""
    told = results(an_assessment(), list(some_candidates())[2])
    (problem,) = (t for t in told["tests"] if t["extra_data"]["outcome"] == "checker problem")
    assert {"score", "max_score", "status"}.isdisjoint(problem)
    assert "not held against the answer" in problem["output"]
    assert told["output"].startswith("Undecided: ")


def test_nothing_is_rendered_as_html():
    """All formats are plain text, also the one at the top, whose usual one is HTML."""
    told = results(*alone(hostile_report()))
    assert {told[f"{key}output_format"] for key in ("", "test_")} == {"text"}
    assert told["test_name_format"] == "text"
    assert not [test for test in told["tests"] if "output_format" in test]


def test_students_see_the_tests_and_not_the_output_of_the_program():
    """The score is shown, which a hidden test would hide; standard output is not."""
    told = results(*alone(failed_report()))
    assert {test["visibility"] for test in told["tests"]} == {"visible"}
    assert told["stdout_visibility"] == "hidden"


def test_a_red_flag_is_told_in_words():
    """A candidate with many points who did not pass learns why."""
    assert "Red flags: jwt_auth:protects-route." in results(*alone(failed_report()))["output"]


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_keep_to_the_specification(seed):
    """Sums are exact whatever the weights are, and numbers and names are unlike each other."""
    assessment, candidate = odd_grading(seed)
    told = results(assessment, candidate)
    tests = told["tests"]
    points = Decimal(str(score(assessment, candidate.reports).points))
    assert total(tests, "score") == points
    assert total(tests, "max_score") == (100 if any("score" in test for test in tests) else 0)
    assert len({test["number"] for test in tests}) == len(tests)
    assert len({test["name"] for test in tests}) == len(tests)
