from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from courses import COURSE, NOW, PROGRESS, TODAY, at, counted, the_kata

from checker.progress import Progress, State
from checker.report import LevelCount
from checker.statistics import Moment, statistics


def standing(name, progress=PROGRESS):
    """Return how far the kata *name* is."""
    return next(found for found in counted(progress).standings if found.kata.id == name)


def count(passed, total):
    """Return how many passed, of how many."""
    return LevelCount(passed=passed, total=total)


def test_every_kata_has_a_state():
    """Passed, passed by older tests, begun by a check or by an answer alone, and new."""
    assert {found.kata.id: found.state for found in counted().standings} == {
        "hello_app": "passed",
        "routing": "older",
        "forms": "started",
        "streaming": "new",
        "models": "started",
        "jwt_auth": "new",
    }


def test_the_way_to_a_pass_is_told():
    """When it was, after how many checks and hints, and whether the solution was read before."""
    routing = standing("routing")
    assert (routing.checks, routing.hints, routing.opened) == (5, 3, True)
    assert routing.passed_on == datetime(2026, 1, 9, 12, tzinfo=UTC)


def test_checks_after_the_pass_do_not_count():
    """What was tried later says nothing of the way to the pass."""
    assert standing("hello_app").checks == 2


def test_checks_of_an_open_kata_count():
    """Without a pass all checks are counted."""
    assert (standing("models").checks, standing("models").passed_on) == (2, None)


def test_what_passed_once_stays_passed():
    """A concept that failed in the last check, but passed before, is no gap; a red flag is open."""
    models = standing("models")
    assert [concept.id for concept in models.open] == ["hides", "proves"]
    assert [concept.id for concept in models.red_flags] == ["hides"]
    assert models.concepts == count(2, 4)


def test_a_blocked_red_flag_is_not_open():
    """What was not judged is not known to be wrong."""
    blocked = State(tries=1, outcomes={"hides": "blocked"})
    assert standing("routing", Progress({"routing": blocked})).red_flags == ()


def test_tracks_count_the_katas_and_the_concepts_of_those_begun():
    """A kata that was not begun is no gap; the tracks add up."""
    found = {part.name: (part.katas, *part.levels.values()) for part in counted().parts}
    assert found == {
        "basics": (count(2, 4), count(3, 5), count(1, 2), count(1, 2)),
        "data": (count(0, 1), count(1, 2), count(1, 1), count(0, 1)),
        "security": (count(0, 1), count(0, 0), count(0, 0), count(0, 0)),
    }
    total = counted().total
    assert (total.katas, *total.levels.values()) == (
        count(2, 6), count(4, 7), count(2, 3), count(1, 3),
    )  # fmt: skip


def test_the_history_adds_up_what_passed_first():
    """Each time at which something passed first is told once, with the sums and the katas."""
    found = [(m.time.day, m.concepts, m.katas, m.names) for m in counted().history]
    assert found == [
        (2, 1, 1, ("hello_app",)),
        (4, 3, 1, ()),
        (8, 4, 1, ()),
        (9, 5, 2, ("routing",)),
        (10, 7, 2, ()),
    ]


def test_a_kata_of_the_first_format_counts_with_all_its_concepts():
    """Where only the pass is known, its concepts passed with it."""
    old = Progress({"routing": State(tries=3, passed=4, total=4, first_passed=at(5))})
    assert standing("routing", old).open == ()
    assert [(m.concepts, m.katas) for m in counted(old).history] == [(4, 1)]


def test_what_has_no_date_counts_from_the_first():
    """A concept that passed nobody knows when is in the sums from the beginning."""
    state = State(outcomes={"says": "passed", "hides": "passed"}, first_passes={"says": at(5)})
    history = counted(Progress({"routing": state})).history
    assert [(m.time.day, m.concepts) for m in history] == [(5, 2)]


@pytest.mark.parametrize("time", ["yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", " "])
def test_a_time_that_nobody_understands_is_no_time(time):
    """What a person wrote into the file by hand ends nothing."""
    found = counted(Progress({"hello_app": State(first_passed=time)}))
    assert found.history == ()
    assert (found.standings[0].state, found.standings[0].passed_on) == ("passed", None)


def test_a_time_without_a_zone_is_universal():
    """As all times are that we write."""
    found = counted(Progress({"hello_app": State(first_passed="2026-01-02T03:04:05")}))
    assert found.history == (
        Moment(
            time=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            concepts=1, katas=1, names=("hello_app",),
        ),
    )  # fmt: skip


def test_times_are_told_in_the_zone_of_the_person():
    """A pass late in the evening is of that day, also where it is already tomorrow in London."""
    zone = timezone(timedelta(hours=-8))
    state = State(first_passed="2026-01-03T05:00:00+00:00")
    found = statistics(COURSE, Progress({"hello_app": state}), (), now=NOW, zone=zone)
    assert found.standings[0].passed_on.day == 2
    assert found.now.utcoffset() == timedelta(hours=-8)


def test_katas_that_are_gone_are_named_and_not_counted():
    """What was passed once, and is no longer in the course, is not forgotten."""
    assert counted().gone == ("retired",)
    assert counted().total.katas.passed == 2


@pytest.mark.parametrize(
    ("progress", "answered", "name"),
    [
        (Progress(), (), "hello_app"),
        (Progress(), ("jwt_auth",), "jwt_auth"),
        (PROGRESS, (), "models"),
    ],
)
def test_the_next_kata_is_one_that_was_begun_or_the_first_new_one(progress, answered, name):
    """There is always one thing to go on with."""
    assert counted(progress, answered=answered).following.id == name


def test_after_the_last_kata_there_is_no_next():
    """Who passed everything is done."""
    done = State(first_passed=at(3), suite=TODAY)
    assert counted(Progress({kata.id: done for kata in COURSE})).following is None


def test_no_progress_is_nothing_begun():
    """Somebody who has just come has begun nothing, and all katas are there."""
    found = counted(Progress(), answered=())
    assert (found.begun, found.history, len(found.standings)) == ((), (), 6)


def test_no_katas_are_no_parts():
    """An empty course has nothing to count."""
    found = counted(katas=[])
    assert (found.standings, found.parts, found.following) == ((), (), None)


def test_concepts_that_are_gone_are_not_counted():
    """A concept that the kata no longer has is neither passed nor open."""
    state = State(tries=1, first_passes={"says": at(2), "gone": at(2)}, outcomes={"gone": "failed"})
    found = counted(Progress({"one": state}), katas=[the_kata("one", "says", "hides")])
    assert found.standings[0].concepts == count(1, 2)
    assert found.history[-1].concepts == 1
