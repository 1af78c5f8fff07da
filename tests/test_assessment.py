"""Assessments: every field is read, and what is wrong in one is told with its line."""

import pytest
from builders import ROOT

from checker import assessment, catalog
from checker.errors import CatalogError, KataError
from checker.grading import OwnTestsRule, Part, Shown

KATAS = ["jwt_auth", "tiny"]
LEAST = """format = 1
title = "Junior"
about = "What it is about."
minutes = 60
pass_mark = 50

[[katas]]
id = "tiny"
"""
WHOLE = """format = 1
title = "Junior"
about = '''
What it is
about.
'''
minutes = 90
pass_mark = 70
red_flags = "show"

[weights]
core = 3
expert = 0.5

[candidates]
concepts = false
hints = true
score = false

[own_tests]
level = "strong"
coverage = 80

[[katas]]
id = "tiny"

[[katas]]
id = "jwt_auth"
weight = 2.5
"""


@pytest.fixture
def read(tmp_path):
    """Read an assessment from its text."""

    def read(text):
        path = tmp_path / "junior.toml"
        path.write_text(text)
        return assessment.read_assessment(path, KATAS)

    return read


def test_what_is_not_said_is_usual(read):
    """All weights are alike, red flags fail, and candidates see concepts and score."""
    found = read(LEAST)
    assert (found.id, found.title, found.minutes, found.pass_mark) == ("junior", "Junior", 60, 50)
    assert found.weights == {"core": 1.0, "strong": 1.0, "expert": 1.0}
    assert found.red_flags_fail
    assert found.shown == Shown(concepts=True, hints=False, score=True)
    assert found.own_tests is None
    assert found.parts == (Part(kata="tiny", weight=1.0),)


def test_everything_can_be_said(read):
    """Each field is where it belongs."""
    found = read(WHOLE)
    assert found.about == "What it is about."
    assert found.weights == {"core": 3.0, "strong": 1.0, "expert": 0.5}
    assert not found.red_flags_fail
    assert found.shown == Shown(concepts=False, hints=True, score=False)
    assert found.own_tests == OwnTestsRule(level="strong", coverage=80)
    assert found.parts == (Part(kata="tiny"), Part(kata="jwt_auth", weight=2.5))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("format = 1", "format = 2", r":1: format 2 is not supported"),
        ("minutes = 90", "minuets = 90", r":7: unknown field 'minuets'\. Did you mean 'minutes'\?"),
        ("minutes = 90\n", "", r":1: 'minutes' is missing"),
        ("minutes = 90", "minutes = 0", r":7: 'minutes' must be a whole number of 1 or more"),
        ('title = "Junior"', 'title = ""', r":2: 'title' must be a text that is not empty"),
        ("pass_mark = 70", "pass_mark = 101", r":8: 'pass_mark' is in percent, and 101"),
        ('"show"', '"shwo"', r":9: 'red_flags' is 'shwo'\. Did you mean 'show'\?"),
        ("core = 3", "cores = 3", r":12: unknown field 'cores'\. Did you mean 'core'\?"),
        ("core = 3", "core = 0", r":12: 'core' must be a number above 0"),
        ("core = 3", "core = 1e9", r":12: 'core' must be a number from 0\.001 to 1000"),
        ("core = 3", f"core = 1{400 * '0'}", r":12: 'core' must be a number from"),
        ("core = 3", "core = nan", r":12: 'core' must be a number above 0"),
        ("hints = true", "hint = true", r":17: unknown field 'hint'\. Did you mean 'hints'\?"),
        ("hints = true", "hints = 1", r":17: 'hints' must be true or false"),
        ('"strong"', '"stronk"', r":21: 'level' is 'stronk'\. Did you mean 'strong'\?"),
        ("coverage = 80", "coverage = 800", r":22: 'coverage' is in percent"),
        ('id = "tiny"', 'id = "tinny"', r":25: no kata 'tinny'\. Did you mean 'tiny'\?"),
        ('id = "jwt_auth"', 'id = "tiny"', r":28: the kata 'tiny' is named twice"),
        ("weight = 2.5", "wait = 2.5", r":29: unknown field 'wait'\. Did you mean 'weight'\?"),
        ("weight = 2.5", "weight = -1", r":29: 'weight' must be a number above 0"),
        ("[weights]", "[weights", r":11: not valid TOML"),
    ],
)
def test_mistake_is_told_with_its_line(read, before, after, told):
    """And with what may have been meant."""
    assert WHOLE.count(before) == 1
    with pytest.raises(CatalogError, match=rf"junior\.toml{told}"):
        read(WHOLE.replace(before, after))


@pytest.mark.parametrize(
    ("katas", "told"), [("", "'katas' is missing"), ("katas = []", "at least one")]
)
def test_assessment_has_a_kata(read, katas, told):
    """Nothing to do is no assessment."""
    with pytest.raises(CatalogError, match=told):
        read(LEAST.partition("[[katas]]")[0] + katas)


@pytest.mark.parametrize("name", assessment.assessment_ids(ROOT))
def test_our_own_can_be_read(name):
    """Each names katas of the catalogue, which fit into its time."""
    path = assessment.find_assessment(ROOT, name)
    found = assessment.read_assessment(path, catalog.kata_ids(ROOT))
    katas = [catalog.load_kata(ROOT, part.kata) for part in found.parts]
    assert found.id == name
    assert sum(kata.minutes for kata in katas) <= found.minutes


def test_assessment_of_ones_own_is_given_by_its_path(tmp_path):
    """A name is looked for among ours; an unknown one is told with the nearest."""
    path = tmp_path / "mine.toml"
    path.write_text(LEAST)
    assert assessment.find_assessment(ROOT, str(path)) == path
    for name in ("junior_api", "../assessments/junior-api", "nothing.toml"):
        with pytest.raises(KataError, match=r"There are: .*junior-api.*path of a \.toml file"):
            assessment.find_assessment(ROOT, name)
    with pytest.raises(KataError, match="Did you mean 'junior-api'"):
        assessment.find_assessment(ROOT, "junior_api")
