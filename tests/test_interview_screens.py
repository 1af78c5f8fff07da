from dataclasses import replace

import pytest
from builders import ROOT, assert_golden, longest
from interviews import JWT_AUTH, ROUTING, a_snapshot, an_interview, at

from checker.catalog import load_katas
from checker.plan import Plan
from checker.render.interview import render_begun, render_plan, render_status
from checker.render.text import Screen
from checker.session import Status

PLAN = Plan(preset="mid", minutes=90, katas=(ROUTING, JWT_AUTH))
FAILED = {"issues-token": "passed", "protects-route": "failed", "equal-work": "blocked"}
LAST = a_snapshot(40, FAILED, kata="jwt_auth")
STANDINGS = [
    Status(kata=ROUTING, last=None, changed=False),
    Status(kata=JWT_AUTH, last=LAST, changed=True),
]
PASSED = Status(
    kata=ROUTING,
    last=a_snapshot(40, dict.fromkeys(["answers", "methods", "slashes"], "passed")),
    changed=False,
)


def status(*statuses, screen=Screen()):  # noqa: B008 - frozen
    """Return what is shown of *statuses* 49 minutes after the start."""
    return render_status(an_interview(), statuses or STANDINGS, at(49), screen)


def test_the_plan_is_shown_as_agreed():
    """What was chosen, and what becomes of answers that are there."""
    assert_golden("interview-plan.txt", render_plan(PLAN, ["routing"], Screen(), keep=False))


def test_the_start_is_shown_as_agreed():
    """Until when, where everything is, and what to type."""
    backups = {"routing": ".backups/routing/2026-01-31-140000-000000"}
    begun = replace(an_interview(), backups=backups)
    assert_golden("interview-begun.txt", render_begun(begun, Screen()))


def test_the_status_is_shown_as_agreed():
    """The time that is left, what each kata's last check said, and what to type."""
    assert_golden("interview-status.txt", status())
    assert_golden("interview-status-colour.txt", status(screen=Screen(color=True)))


def test_answers_that_are_kept_are_told():
    """Who keeps an answer reads that they go on from there."""
    assert "You go on from there." in render_plan(PLAN, ["routing"], Screen(), keep=True)


def test_too_much_for_the_time_is_told():
    """Katas that were named may need more minutes than there are."""
    short = replace(PLAN, minutes=60, preset="")
    text = render_plan(short, [], Screen(), keep=False)
    assert text.startswith("Interview: 60 minutes for 2 katas\n")
    assert "They are meant to take 75 minutes, more than you will have." in text
    assert "meant to take" not in render_plan(PLAN, [], Screen(), keep=False)


def test_an_answer_that_was_never_checked_is_told_apart():
    """Not begun, or begun and not checked yet."""
    changed = replace(STANDINGS[0], changed=True)
    assert "  routing  not begun\n" in status(STANDINGS[0])
    assert "  routing  not checked yet\n" in status(changed)


def test_who_has_passed_everything_may_end_it():
    """There is nothing left but to see how it went."""
    text = status(PASSED)
    assert "make check" not in text
    assert text.endswith("Next: everything passed, so end it: make interview ARGS=--end\n")


def test_the_next_kata_is_one_that_is_open():
    """What has passed is not to be edited any more."""
    text = status(PASSED, STANDINGS[1])
    assert text.endswith("\nNext: edit work/jwt_auth/app.py, then: make check KATA=jwt_auth\n")


@pytest.mark.parametrize("width", [80, 100])
def test_interviews_about_our_katas_fit_the_screen(width):
    """No line is longer than the terminal is wide, whatever was chosen."""
    katas = tuple(load_katas(ROOT))
    names = [kata.id for kata in katas]
    screen = Screen(width=width)
    plan = render_plan(replace(PLAN, katas=katas), names, screen, keep=False)
    backups = {name: f".backups/{name}/2026-01-31-140000-000000" for name in names}
    begun = replace(an_interview(), katas=tuple(names), backups=backups)
    stands = [replace(STANDINGS[1], kata=kata) for kata in katas]
    texts = [plan, render_begun(begun, screen), render_status(begun, stands, at(1), screen)]
    assert [longest(text) for text in texts if longest(text) > width] == []
