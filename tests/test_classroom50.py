"""Classroom 50's result.json, held against its published contract."""

import pytest
from builders import assert_golden, failed_report, hostile_report, problem_report
from consumers import CLASSROOM50, read_json
from generated import SEEDS, odd_grading
from gradings import an_assessment, some_candidates

from checker.classroom import Push, read_push
from checker.errors import KataError
from checker.grading import alone, for_candidate, score
from checker.render.classroom50 import render

RUNNER = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "jwt",
    "ASSIGNMENT_TYPE": "group",
    "OWNER": "ada",
    "SUBMISSION_TAG": "submit/2026-01-31T12-00-00Z-a1b2c3d",
    "COMMIT_URL": "https://github.com/org/cs-principles-jwt-ada/commit/a1b2c3d",
    "RELEASE_URL": "https://github.com/org/cs-principles-jwt-ada/releases/tag/x",
    "REVIEW_URL": "https://github.com/org/cs-principles-jwt-ada/compare/0...a1b2c3d",
}
PUSH = read_push(RUNNER)


def results(assessment, candidate):
    """Return what the file holds, which keeps to the contract, also between its fields."""
    told = read_json(render(assessment, candidate, PUSH), CLASSROOM50)
    for key in ("score", "max-score"):
        assert told[key] == sum(test[key] for test in told["tests"])
    assert all(test["score"] <= test["max-score"] for test in told["tests"])
    return told


def test_the_file_is_as_agreed():
    """The file of a candidate's copy is the one in its golden file."""
    assessment, candidate = alone(for_candidate(failed_report()))
    assert_golden("failed.classroom50.json", render(assessment, candidate, PUSH) + "\n")


def test_a_kata_of_its_own_has_a_point_for_each_concept():
    """Where all concepts count the same, the smallest whole number is 1."""
    told = results(*alone(failed_report()))
    assert (told["score"], told["max-score"]) == (1, 4)


def test_whole_numbers_keep_the_proportions():
    """The share that was won is that of the points."""
    for candidate in some_candidates():
        told = results(an_assessment(), candidate)
        reached = score(an_assessment(), candidate.reports).points
        assert 100 * told["score"] / told["max-score"] == pytest.approx(reached, abs=0.05)


def test_a_problem_of_the_checker_is_left_out():
    """There is nothing to be won or lost, and the file still keeps to the contract."""
    told = results(*alone(problem_report()))
    assert (told["score"], told["max-score"], told["tests"]) == (0, 0, [])


def test_it_says_whose_it_is():
    """The result names the submission as the runner does, or it would be refused."""
    told = results(*alone(hostile_report()))
    assert (told["classroom"], told["assignment"], told["owner"]) == ("cs-principles", "jwt", "ada")
    assert told["submission"] == RUNNER["SUBMISSION_TAG"]
    assert told["assignment_type"] == "group"


def test_older_runners_are_understood():
    """They tell the owner as USERNAME; without a comparison the review is the commit."""
    told = {name: RUNNER[name] for name in RUNNER if name not in ("OWNER", "REVIEW_URL")}
    push = read_push({**told, "USERNAME": "ada", "ASSIGNMENT_TYPE": ""})
    assert isinstance(push, Push)
    assert (push.owner, push.review, push.assignment_type) == (
        "ada", RUNNER["COMMIT_URL"], "individual",
    )  # fmt: skip


def test_outside_of_the_runner_it_says_what_is_missing():
    """A person who tries it learns which variables it takes, and what to type instead."""
    with pytest.raises(KataError) as caught:
        read_push({**RUNNER, "SUBMISSION_TAG": ""})
    assert "not set here: SUBMISSION_TAG." in str(caught.value)
    assert "--format json" in str(caught.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_keep_to_the_contract(seed):
    """Scores are whole and add up, whatever the weights are, and stay small enough to be read."""
    assessment, candidate = odd_grading(seed)
    told = results(assessment, candidate)
    assert told["max-score"] <= 10_000
    assert len({test["test-name"] for test in told["tests"]}) == len(told["tests"])
