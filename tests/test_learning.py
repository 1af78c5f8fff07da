"""Where a learner is, what comes next, and which hints may be read."""

from dataclasses import replace

import pytest
from builders import a_catalog_concept, a_kata, write_files

from checker import learning
from checker.errors import KataError
from checker.learning import Learner
from checker.progress import Progress, State, change, read_progress

FIRST = a_catalog_concept(id="first", number=1, hints=("look", "look there", "look at that"))
SECOND = a_catalog_concept(id="second", number=2, needs=("first",), hints=("think", "think again"))
PASSED = State(first_passed="2026-01-31T12:00:00+00:00")


@pytest.fixture
def kata(tmp_path):
    """Return a kata of two concepts, with a stub and a suite."""
    folder = tmp_path / "katas" / "hello_app"
    write_files(folder / "stub", {"app.py": "stub\n", "given.py": "given\n"})
    write_files(folder / "hidden", {"test_it.py": "tests\n"})
    return a_kata(folder, concepts=(FIRST, SECOND))


@pytest.fixture
def learner(tmp_path):
    """Return somebody with a fresh checkout."""
    return Learner(tmp_path)


def known(learner, kata):
    """Return what is known of *kata*."""
    return learner.progress.of(kata.id)


def test_what_was_begun_comes_first():
    """Who has begun a kata goes on with it; else the first new one is next."""
    katas = [a_kata(id=name) for name in ("one", "two", "three")]
    progress = Progress({"one": PASSED})
    assert learning.next_kata(katas, progress, {"one", "three"}).id == "three"
    assert learning.next_kata(katas, progress, {"one"}).id == "two"
    assert learning.next_kata(katas[:1], progress, {"one"}) is None


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ({}, "first"),
        ({"first": "failed", "second": "blocked"}, "first"),
        ({"first": "passed", "second": "failed"}, "second"),
        ({"first": "passed", "second": "blocked"}, "second"),
        ({"first": "passed", "second": "passed"}, None),
    ],
)
def test_first_open_concept_can_be_worked_on(kata, outcomes, expected):
    """The first one that did not pass, and those that are blocked only if nothing else is open."""
    found = learning.first_open(kata, State(outcomes=outcomes))
    assert (found and found.id) == expected


def test_standing_knows_the_tests_that_were_passed(kata):
    """Who has passed tests that have changed since is told so; an unknown digest is no change."""
    digest = kata.suite_digest()
    assert learning.state_of(kata, State(), started=False) == "new"
    assert learning.state_of(kata, State(tries=1), started=True) == "started"
    assert learning.state_of(kata, PASSED, started=True) == "passed"
    assert learning.state_of(kata, replace(PASSED, suite=digest), started=True) == "passed"
    write_files(kata.suite, {"test_it.py": "other tests\n"})
    assert learning.state_of(kata, replace(PASSED, suite=digest), started=True) == "older"


def test_hints_come_one_at_a_time(learner, kata):
    """Each time there is one more, from vague to concrete, and it is recorded."""
    for count in (1, 2, 3, 3):
        (found,) = learning.take_hint(learner, kata)
        assert (found.concept, found.hints, found.total) == ("first", FIRST.hints[:count], 3)
        assert known(learner, kata).hints == {"first": count}


def test_hint_of_a_named_concept(learner, kata):
    """A concept's hints are its own."""
    learning.take_hint(learner, kata)
    (found,) = learning.take_hint(learner, kata, "second")
    assert found.hints == ("think",)
    assert known(learner, kata).hints == {"first": 1, "second": 1}


def test_hint_is_for_what_is_open(learner, kata):
    """Without a name the hint is for the first concept that the last check did not see passed."""
    outcomes = {"first": "passed", "second": "failed"}
    learner.change(kata, outcomes=outcomes)
    (found,) = learning.take_hint(learner, kata)
    assert found.concept == "second"


def test_unknown_concept_is_told_with_the_nearest(learner, kata):
    """A typing mistake costs no hint."""
    with pytest.raises(KataError, match=r"No concept 'secnd' in hello_app\. Did you mean 'second'"):
        learning.take_hint(learner, kata, "secnd")
    assert learner.progress == Progress()


@pytest.mark.parametrize("fields", [{"first_passed": "2026-01-31"}, {"given_up": "2026-01-31"}])
def test_all_hints_may_be_read_afterwards(learner, kata, fields):
    """Who has passed, or given up, reads all hints, and nothing is recorded."""
    learner.change(kata, **fields)
    found = learning.take_hint(learner, kata)
    assert [(one.concept, one.hints) for one in found] == [
        ("first", FIRST.hints),
        ("second", SECOND.hints),
    ]
    assert [one.concept for one in learning.take_hint(learner, kata, "second")] == ["second"]
    assert known(learner, kata).hints == {}


def test_giving_up_is_recorded(learner, kata):
    """With the time."""
    learning.give_up(learner, kata)
    assert known(learner, kata).given_up.startswith("20")


def test_beginning_says_where(learner, kata):
    """The first time the stub is copied, and what it was is remembered."""
    notices = learner.begin(kata)
    assert "hello_app/app.py, copied from the stub just now." in notices[0]
    assert "hello_app/README.md" in notices[1]
    assert set(known(learner, kata).stub) == {"app.py", "given.py"}
    assert learner.begin(kata) == []
    assert learner.started([kata]) == {"hello_app"}


def test_new_stub_is_laid_beside_what_was_changed(learner, kata):
    """A file of one's own stays, the new one is beside it, and it is said once."""
    learner.begin(kata)
    answer = learner.workspace.answer(kata)
    write_files(answer, {"app.py": "mine\n"})
    write_files(kata.stub, {"app.py": "newer\n", "given.py": "newer, too\n"})

    notices = " ".join(learner.begin(kata))

    assert (answer / "app.py").read_text() == "mine\n"
    assert (answer / "app.py.new").read_text() == "newer\n"
    assert (answer / "given.py").read_text() == "newer, too\n"
    assert "hello_app/app.py.new; nothing of yours was overwritten" in notices
    assert "The stub has a new " in notices
    assert learner.begin(kata) == []


def test_answer_of_an_earlier_version_is_left_alone(learner, kata):
    """Where nobody knows what the answer began with, nothing is compared."""
    learner.workspace.begin(kata)
    write_files(kata.stub, {"app.py": "newer\n"})
    change(learner.workspace.folder, kata.id, lambda state: state)
    assert learner.begin(kata) == []
    assert (learner.workspace.answer(kata) / "app.py").read_text() == "stub\n"
    assert read_progress(learner.workspace.folder).of(kata.id).stub
