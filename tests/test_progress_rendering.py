from __future__ import annotations

from datetime import timedelta

import pytest
from builders import ROOT, assert_golden, longest
from courses import COURSE, NOW, at, counted

from checker.catalog import load_katas
from checker.progress import Progress, State
from checker.render.progress import render
from checker.render.text import Screen

DONE = Progress({kata.id: State(first_passed=at(3), suite="of before") for kata in COURSE})


def test_the_progress_is_shown_as_agreed():
    """Sums, the chart, tracks and levels, each kata begun, red flags, and what is next."""
    assert_golden("progress.txt", render(counted(), Screen()))


def test_the_progress_is_coloured_when_asked():
    """Colours do not move the columns."""
    assert_golden("progress-colour.txt", render(counted(), Screen(color=True)))


def test_a_wide_screen_has_a_wide_chart():
    """The chart takes the width there is, the rest is as it was."""
    assert_golden("progress-wide.txt", render(counted(), Screen(width=100)))


def test_who_has_not_begun_is_shown_where_to_begin():
    """No progress is a friendly word and a command, not a row of zeros."""
    assert_golden("progress-empty.txt", render(counted(Progress(), answered=()), Screen()))


def test_an_answer_alone_is_a_beginning():
    """Before the first check there is a line for the kata, and no chart."""
    text = render(counted(Progress()), Screen())
    assert "  forms  started  -           0 of 4         0      0\n" in text
    assert "over time" not in text


def test_after_the_last_kata_older_passes_are_next():
    """Who passed everything checks again what has new tests."""
    assert render(counted(DONE), Screen()).endswith("\nNext: make check KATA=hello_app\n")


def test_after_everything_the_list_is_next():
    """And then looks at the list."""
    done = Progress({kata.id: State(first_passed=at(3)) for kata in COURSE})
    assert render(counted(done), Screen()).endswith("\nNext: make list\n")


def test_an_empty_course_is_no_error():
    """Without katas there is nothing to begin."""
    assert render(counted(katas=[]), Screen()).endswith("\n\nNext: make list\n")


def chart(text):
    """Return the lines of the chart in *text*, with the katas and the times below it."""
    return text.partition("katas below\n")[2].partition("\n\n")[0].splitlines()


def test_a_day_is_told_in_hours():
    """The first session has a chart too, with times of day at its ends."""
    state = State(first_passes={"says": at(20, 8), "hides": at(20, 9)})
    lines = chart(render(counted(Progress({"routing": state})), Screen()))
    assert lines[-1].split() == ["08:00", "09:30"]
    assert lines[0].count("#") in range(24, 27)  # a third of the time, on the upper lines


def test_one_moment_has_no_chart():
    """Where no time has passed there is nothing to draw."""
    state = State(first_passes={"says": NOW.isoformat()})
    assert chart(render(counted(Progress({"routing": state})), Screen())) == []


def test_a_clock_that_went_back_is_no_error():
    """What passed in the future ends the chart."""
    state = State(first_passes={"says": at(20), "hides": at(22)})
    early = counted(Progress({"routing": state}), now=NOW - timedelta(days=10))
    assert chart(render(early, Screen()))[-1].split() == ["2026-01-20", "2026-01-22"]


def test_many_katas_at_once_are_a_star():
    """A column has one character, however many katas fall into it."""
    names = {f"kata{number}": at(4) for number in range(10)}
    course = [type(COURSE[0])(**fields(COURSE[0]) | {"id": name}) for name in names]
    told = {name: State(first_passed=time) for name, time in names.items()}
    lines = chart(render(counted(Progress(told), katas=course), Screen()))
    assert lines[-2] == "katas |*"


def fields(record):
    """Return the fields of a record by name."""
    return {name: getattr(record, name) for name in record.__slots__}


def test_damage_is_told():
    """A progress file that was set aside is mentioned first."""
    assert render(counted(Progress(note="set aside")), Screen()).startswith("note: set aside\n\n")


def test_what_is_gone_is_told():
    """A kata that is no longer in the course is named, without what could move the cursor."""
    text = render(counted(Progress({"\x1b[2Jold": State(first_passed=at(1))})), Screen())
    assert "Passed, and no longer in the course: old." in text


@pytest.mark.parametrize("width", [80, 100])
def test_our_katas_fit_the_screen(width):
    """No kata has too long a name for its line, whatever is said of it."""
    katas = load_katas(ROOT)
    failed = {
        kata.id: dict.fromkeys((concept.id for concept in kata.concepts), "failed")
        for kata in katas
    }
    states = {
        kata.id: State(
            tries=1234, hints={"a": 123}, outcomes=failed[kata.id], first_passed=at(2),
            suite="of before", given_up=at(1),
        )
        for kata in katas
    }  # fmt: skip
    text = render(counted(Progress(states), katas=katas), Screen(width=width))
    assert longest(text) <= width
    assert [kata.id for kata in katas if f" make check KATA={kata.id}\n" not in text] == []
