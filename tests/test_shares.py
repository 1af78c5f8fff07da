"""What a concept is worth where tests are added up."""

from dataclasses import replace
from fractions import Fraction

import pytest
from builders import a_concept, a_report
from generated import SEEDS, odd_grading
from gradings import a_candidate, an_assessment

from checker.grading import Part, score
from checker.render.shares import apportion, counted, whole_numbers


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_are_those_of_the_score(seed):
    """All shares are the whole, and those that were won are the points."""
    assessment, candidate = odd_grading(seed)
    found = [concept for concept in counted(assessment, candidate) if concept.share is not None]
    won = sum(concept.share for concept in found if concept.passed)
    assert sum(concept.share for concept in found) == (1 if found else 0)
    points = score(assessment, candidate.reports).points
    assert float(100 * won) == pytest.approx(points, abs=0.0501)


def test_weights_are_the_numbers_that_were_written():
    """A weight of 0.1 is a tenth, and three of them are 0.3."""
    concepts = [a_concept(id=level, level=level) for level in ("core", "strong", "expert")]
    assessment = an_assessment("hello_app", weights={"core": 0.1, "strong": 0.2, "expert": 0.3})
    found = counted(assessment, a_candidate(a_report(*concepts)))
    assert whole_numbers([concept.share for concept in found]) == [1, 2, 3]


def test_katas_count_by_their_weights():
    """A kata of double weight has double the share, however many concepts it has."""
    parts = (Part(kata="one", weight=1.0), Part(kata="two", weight=2.0))
    reports = (a_report(kata="one"), a_report(a_concept(id="a"), a_concept(id="b"), kata="two"))
    found = counted(an_assessment(parts=parts), a_candidate(*reports))
    assert [concept.share for concept in found] == [Fraction(1, 3)] * 3
    assert [(concept.part, concept.place) for concept in found] == [(1, 1), (2, 1), (2, 2)]


def test_a_kata_that_could_not_be_judged_leaves_its_share_to_the_others():
    """As in the score, nobody loses by a problem of the checker."""
    parts = (Part(kata="one"), Part(kata="two"))
    broken = a_report(a_concept(outcome="checker problem"), kata="one")
    found = counted(an_assessment(parts=parts), a_candidate(broken, replace(broken, kata="two")))
    assert [concept.share for concept in found] == [None, None]
    whole = a_candidate(broken, a_report(kata="two"))
    assert [c.share for c in counted(an_assessment(parts=parts), whole)] == [None, 1]


def test_what_is_left_over_goes_to_the_largest_remainders():
    """Whole numbers add up to the total, and the earlier of two equals comes first."""
    assert apportion(100, [Fraction(1, 3)] * 3) == [34, 33, 33]
    assert apportion(10, [Fraction(1, 20), Fraction(19, 20)]) == [1, 9]
    assert apportion(7, [Fraction()] * 2) == [0, 0]
    assert apportion(7, []) == []


def test_whole_numbers_are_small():
    """Proportions that no small numbers have are rounded."""
    assert whole_numbers([Fraction(1, 4)] * 4) == [1, 1, 1, 1]
    assert whole_numbers([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]) == [3, 2, 1]
    assert whole_numbers([Fraction(99_999, 100_000), Fraction(1, 100_000)]) == [10_000, 0]
    assert whole_numbers([]) == []
