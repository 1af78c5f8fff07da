"""What changed, as a person reads it and as data."""

import json

import pytest
from builders import assert_golden, longest

from checker.comparing import CandidateChange, Changes, ConceptChange, VersionChange
from checker.render.differences import data, render
from checker.render.text import Screen

ALL_CHANGED = (
    "2 of 3 candidates changed: 1 with more points, 1 with fewer, 2 with another verdict, "
    "1 came, 2 went."
)


def who(**fields):
    """Return a candidate of whom nothing changed, but for *fields*."""
    usual = {"name": "Ada Abara", "old_points": 60.0, "new_points": 60.0,
             "old_passed": True, "new_passed": True}  # fmt: skip
    return CandidateChange(**(usual | fields))


def some_changes():
    """Return changes of all kinds in a grading."""
    concepts = (
        ConceptChange(kata="jwt_auth", concept="reads-identity", old="blocked", new="failed"),
        ConceptChange(kata="jwt_auth", concept="expires", old="failed", new="passed"),
        ConceptChange(kata="jwt_auth", concept="protects-route", old="passed", new="failed"),
        ConceptChange(kata="hello_app", concept="speaks-http", old=None, new="passed"),
    )
    fell = who(
        new_points=48.5, new_passed=False, concepts=concepts, answers=("jwt_auth",),
        flags_raised=("jwt_auth:protects-route",), flags_gone=("hello_app:debug-is-off",),
    )  # fmt: skip
    rose = who(name="Björn Berg", new_points=72.0, old_passed=None)
    return Changes(
        kind="grading",
        candidates=(fell, who(name="Chidi Costa"), rose),
        came=("Dilek Demir",),
        went=("Emre Engel", "Farida Fujita"),
        versions=(VersionChange(part="Flask", old=("3.1.2",), new=("3.1.3",)),
                  VersionChange(part="flask-katas", old=("0.1.0", "0.2.0"), new=())),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "screen"),
    [("changes.txt", Screen()), ("changes-colour.txt", Screen(width=100, color=True))],
)
def test_changes_are_told_as_agreed(name, screen):
    """The text is the one in its golden file."""
    assert_golden(name, render(some_changes(), screen))


def test_only_what_changed_is_told():
    """Who stayed as before is counted, and not listed."""
    assert "Chidi" not in render(some_changes(), Screen())


@pytest.mark.parametrize(
    ("changes", "meaning"),
    [
        (some_changes(), ALL_CHANGED),
        (Changes(kind="grading", candidates=(who(), who())),
         "Nothing changed: 2 candidates as before."),
        (Changes(kind="check", candidates=(who(),)), "Nothing changed."),
        (Changes(kind="check", candidates=(who(answers=("jwt_auth",)),)),
         "Nothing changed, although another answer was checked."),
        (Changes(kind="candidate", candidates=(who(new_points=72.5, new_passed=False),)),
         "No concept changed: 60 -> 72.5 points, now not passed."),
        (Changes(kind="candidate", candidates=(who(new_points=50.0),)),
         "No concept changed: 60 -> 50 points, still passed."),
        (Changes(kind="grading", candidates=(), came=("Ann",)),
         "0 of 0 candidates changed: 1 came."),
    ],
)  # fmt: skip
def test_the_last_line_says_what_it_means(changes, meaning):
    """One sentence, whatever stands above it."""
    assert " ".join(render(changes, Screen(width=200)).splitlines()[-1:]) == meaning


def test_lines_fit_the_screen():
    """Nothing is wider than a terminal of 60 columns, long names included."""
    named = who(name="Ada " * 30, new_points=1.0)
    changes = Changes(kind="grading", candidates=(named,), came=("Björn " * 20,))
    assert longest(render(changes, Screen(width=60))) <= 60
    assert longest(render(some_changes(), Screen(width=80))) <= 80


def test_a_name_writes_nothing_of_its_own():
    """Control sequences and line breaks in a name are gone."""
    named = who(name="\x1b[2JAda\nNothing changed.", new_points=1.0)
    text = render(Changes(kind="grading", candidates=(named,), came=("\x1b[31mx",)), Screen())
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line.startswith("Nothing")]


def test_data_tells_the_same():
    """As JSON there are all candidates, with what kind of change each concept is."""
    told = json.loads(data(some_changes()))
    assert told["changed"] is True
    assert told["meaning"].startswith("2 of 3 candidates changed")
    assert [c["changed"] for c in told["candidates"]] == [True, False, True]
    assert [c["kind"] for c in told["candidates"][0]["concepts"]] == [
        "changed", "won", "lost", "won",
    ]  # fmt: skip
    assert told["versions"][0] == {"part": "Flask", "old": ["3.1.2"], "new": ["3.1.3"]}
