"""The fixtures that look beyond HTTP: files, commands, programs, environment, locks, inside."""

import pytest
from checkouts import HERE, outcomes, results_of

from checker import catalog, runner
from checker.isolation import Isolation
from checker.submission import read_submission

WORKSHOP = catalog.read_kata(HERE / "workshop")
CONCEPTS = [concept.id for concept in WORKSHOP.concepts]


@pytest.fixture(scope="module")
def answer():
    """Return an answer with everything that the suite looks at, its conftest.py included."""
    return read_submission(HERE / "workshop" / "answer", WORKSHOP.kept)


@pytest.fixture(scope="module")
def report(answer):
    """Check it as usual."""
    return runner.check(WORKSHOP, answer)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_fixture_does_what_it_promises(report, concept):
    """The suite of the workshop says in detail what each fixture does; a right answer passes."""
    results = results_of(report, concept)
    assert [(r.outcome, r.message) for r in results] == [("passed", "")] * len(results)


def test_conftest_belongs_to_the_answer_where_it_is_tests(report):
    """Nothing of an answer that consists of tests is left out."""
    assert report.notes == ()


def test_fixtures_work_without_a_sandbox(answer):
    """The same without bubblewrap."""
    report = runner.check(WORKSHOP, answer, isolation=Isolation(nested=False))
    assert outcomes(report) == ["passed"] * len(CONCEPTS)


def test_fixtures_work_without_nested_namespaces(answer, needs_bwrap):
    """The same where every submission has a bubblewrap of its own."""
    one_each = Isolation(bwrap=needs_bwrap.bwrap, nested=False)
    report = runner.check(WORKSHOP, answer, isolation=one_each)
    assert outcomes(report) == ["passed"] * len(CONCEPTS)
