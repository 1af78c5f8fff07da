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


PHASES = dict.fromkeys(("hello_app", "routing", "templates", "jwt_auth"), "new")


def test_the_list_is_shown_as_agreed():
    """Passed, partly passed, started and new katas are told apart, below their tracks."""
    phases = PHASES | {"hello_app": "passed", "routing": "started", "templates": "started"}
    assert_golden("list.txt", render(KATAS, PROGRESS, phases, Screen(), len(KATAS)))


def test_the_list_is_coloured_when_asked():
    """Colours do not move the columns; some katas may be left out, and older tests are told."""
    phases = PHASES | {"hello_app": "older", "routing": "started"}
    text = render(KATAS, PROGRESS, phases, Screen(color=True), len(KATAS) + 3)
    assert_golden("list-colour.txt", text)


@pytest.mark.parametrize("width", [80, 100])
def test_our_katas_fit_the_screen(width):
    """No title of a kata is too long for its line."""
    katas = load_katas(ROOT)
    phases = dict.fromkeys((kata.id for kata in katas), "older")
    shown = render(katas, Progress(), phases, Screen(width=width), len(katas))
    assert longest(shown) <= width + len("passed (older tests)") - len("0 of 16")
