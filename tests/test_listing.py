from __future__ import annotations

import pytest
from builders import ROOT, a_kata, assert_golden, longest

from checker.catalog import load_katas
from checker.progress import Progress, State
from checker.render.listing import render
from checker.render.text import Screen

KATAS = [
    a_kata(id="hello_app"),
    a_kata(id="routing", title="Routes and methods"),
    a_kata(id="templates", title="Templates", minutes=120, difficulty="advanced"),
    a_kata(id="jwt_auth", title="JWT authentication", track="security", difficulty="medium"),
]
PROGRESS = Progress(
    {
        "hello_app": State(tries=2, passed=5, total=6, first_passed="2026-01-31T12:00:00+00:00"),
        "routing": State(tries=1, passed=2, total=7),
        "jwt_auth": State(tries=1, passed=2, total=7),
    }
)


def test_the_list_is_shown_as_agreed():
    """Passed, partly passed, started and new katas are told apart, below their tracks."""
    text = render(KATAS, PROGRESS, {"hello_app", "routing", "templates"}, Screen())
    assert_golden("list.txt", text)


def test_the_list_is_coloured_when_asked():
    """Colours do not move the columns."""
    assert_golden("list-colour.txt", render(KATAS, PROGRESS, {"routing"}, Screen(color=True)))


def test_no_katas_are_an_empty_list():
    """An empty track offers nothing to do next."""
    assert render([], Progress(), (), Screen()) == "\n"


def test_the_next_kata_is_the_first_open_one():
    """A learner is sent to what comes first of what is not passed."""
    assert render(KATAS, PROGRESS, (), Screen()).endswith("\nNext: make check KATA=routing\n")


def test_who_has_passed_everything_begins_again():
    """There is always something to do next."""
    passed = State(first_passed="2026-01-31T12:00:00+00:00")
    progress = Progress({kata.id: passed for kata in KATAS})
    assert render(KATAS, progress, (), Screen()).endswith("\nNext: make check KATA=hello_app\n")


def test_damage_is_told():
    """A progress file that was set aside is mentioned."""
    assert "\nnote: set aside\n" in render(KATAS, Progress(note="set aside"), (), Screen())


def test_a_long_note_fits_the_screen():
    """A note with a long path is folded."""
    note = "/home/ann/interviews/flask/2026/flask-katas/work/progress.json could not be read; " * 2
    assert longest(render(KATAS, Progress(note=note), (), Screen())) <= 80


@pytest.mark.parametrize("width", [80, 100])
def test_our_katas_fit_the_screen(width):
    """No title of a kata is too long for its line."""
    assert longest(render(load_katas(ROOT), Progress(), (), Screen(width=width))) <= width
