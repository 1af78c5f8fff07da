"""What `kata watch` shows, as lines of a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import (
    a_concept,
    a_report,
    assert_golden,
    failed_report,
    hostile_report,
    passed_report,
    problem_report,
    syntax_fault_report,
)

from checker.learning import Hints
from checker.render.text import Screen
from checker.render.watch import Checked, View, bar, bars, changes_page, help_page, keys, render

SIZES = [(80, 24), (120, 40), (80, 12), (40, 12), (30, 6), (20, 3), (10, 1), (1, 5), (200, 100)]
HINTS = (Hints(concept="protects-route", title="", hints=("Look at the header.", "401."), total=3),)


def a_view(report=None, **fields):
    """Return the view of a kata after a check with *report*, or before the first."""
    usual = {
        "kata": "jwt_auth",
        "title": "JWT authentication",
        "answer": "work/jwt_auth",
        "task": "katas/jwt_auth/README.md",
        "last": Checked(report=report, files={}) if report else None,
        "number": 3,
        "concepts": (1, 4),
        "katas": (2, 35),
    }
    return View(**(usual | fields))


def shown(view, columns=80, rows=24, *, color=False):
    """Return *view* on a terminal, as text."""
    return "\n".join(render(view, Screen(width=columns, color=color), rows).lines) + "\n"


VIEWS = {
    "begins": a_view(checking=True, notices=("Your answer begins at work/jwt_auth/app.py.",)),
    "failed": a_view(failed_report()),
    "hint": a_view(failed_report(), hints=HINTS),
    "all": a_view(failed_report(), everything=True),
    "passed": a_view(passed_report(), passed=True, concepts=(4, 4)),
    "checking": a_view(failed_report(), checking=True),
    "asks": a_view(failed_report(), question="Not passed yet: n again to go on anyway."),
    "fault": a_view(syntax_fault_report()),
    "problem": a_view(problem_report()),
    "unchecked": a_view(failed_report(), problem="work/jwt_auth/x: a link or no regular file"),
    "hostile": a_view(hostile_report()),
    "interview": a_view(failed_report(), clock="interview: 42 minutes left"),
    "wide": a_view(failed_report(), title="\u6f22\u5b57", notices=("\u6f22\u5b57 " * 30,)),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(VIEWS.keys() - {"wide"}))
def test_each_state_is_shown_as_agreed(name):
    """What there is to be seen at 80 x 24 is in a golden file for each state."""
    assert_golden(f"watch-{name}.txt", shown(VIEWS[name]))


def test_a_larger_terminal_shows_all_at_once():
    """At 120 x 40 the table comes first, and what went wrong below it."""
    assert_golden("watch-large.txt", shown(VIEWS["hint"], 100, 40))


def test_a_small_terminal_shows_what_matters():
    """At 40 x 10 counts and the first failure are seen, and the keys."""
    assert_golden("watch-small.txt", shown(VIEWS["failed"], 40, 10))


def test_colours_do_not_move_anything():
    """With colours the characters are the same."""
    coloured = shown(VIEWS["failed"], color=True)
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == shown(VIEWS["failed"])


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_size_is_filled_and_never_exceeded(name, columns, rows):
    """A screen has a line for each row, and none is wider than it."""
    lines = render(VIEWS[name], Screen(width=columns), rows).lines
    assert len(lines) == rows
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12), (30, 6), (20, 3)])
def test_the_verdict_and_the_keys_are_seen_at_any_size(columns, rows):
    """What is dropped last is how much is passed, and what can be done."""
    lines = render(VIEWS["failed"], Screen(width=columns), rows).lines
    assert "1 of 4" in lines[0]
    assert re.match(r"h\b.*q\b", lines[-1])


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12), (30, 6), (20, 3)])
def test_a_question_is_seen_at_any_size(columns, rows):
    """Nobody is asked behind their back."""
    assert "Not passed yet" in shown(VIEWS["asks"], columns, rows)


def test_the_first_failure_is_seen_before_the_table_where_both_do_not_fit():
    """On a small terminal the table is what has to be scrolled to."""
    text = shown(VIEWS["failed"], 80, 20)
    assert "expected 200, got 422" in text
    assert "core     ok " not in text


def test_a_hint_is_seen_at_once_on_a_small_terminal():
    """Who asks for a hint does not have to look for it."""
    assert "Look at the header." in shown(VIEWS["hint"], 80, 14)


def test_all_of_a_long_page_can_be_reached():
    """Scrolling down shows every line, and stops at the last."""
    screen, rows = Screen(), 12
    everything = {line.strip() for line in shown(VIEWS["all"], 80, 200).splitlines()[1:-2]}
    seen, offset = set(), 0
    while True:
        frame = render(replace(VIEWS["all"], offset=offset), screen, rows)
        seen |= {line.strip() for line in frame.lines}
        if frame.offset < offset:
            break
        offset += 5
    assert everything <= seen


def test_scrolling_stops_at_both_ends():
    """The place that was scrolled to is one that there is."""
    far = render(replace(VIEWS["all"], offset=10_000), Screen(), 24)
    assert 0 < far.offset < 200
    assert " below" not in "".join(far.lines)
    assert render(replace(VIEWS["begins"], offset=7), Screen(), 24).offset == 0


def test_going_on_is_offered_only_when_passed():
    """The key for the next kata stands there when there is a reason."""
    assert "n next" not in keys(a_view(failed_report()), Screen())
    assert keys(a_view(passed_report(), passed=True), Screen()).startswith("n next")


def test_keys_stand_alone_where_their_words_do_not_fit():
    """A narrow terminal has all keys, and ? to explain them."""
    assert keys(a_view(), Screen(width=40)) == "h a d l s x ? q"


@pytest.mark.parametrize(
    ("passed", "total", "drawn"),
    [(0, 4, "[....]"), (1, 4, "[#...]"), (4, 4, "[####]"), (0, 0, "[....]"),
     (1, 100, "[#...]"), (99, 100, "[###.]")],
)  # fmt: skip
def test_a_bar_is_full_only_at_the_end_and_empty_only_at_the_beginning(passed, total, drawn):
    """A first pass is seen, and so is the one that is missing."""
    assert bar(passed, total, 4, Screen()) == drawn


@pytest.mark.parametrize("width", [80, 60, 45, 30])
def test_the_numbers_are_told_beside_the_bars(width):
    """A bar is drawn where there is room; its numbers are always there."""
    line = bars(a_view(), Screen(width=width))
    assert "1 of 4 concepts" in line
    assert line.startswith("[") == (width > 45)


@pytest.mark.parametrize("width", [80, 60, 45])
def test_the_clock_of_an_interview_stands_in_the_place_of_all_katas(width):
    """What is left is told; how far the course is would only distract."""
    line = bars(a_view(clock="interview: 42 minutes left"), Screen(width=width))
    assert line.endswith("1 of 4 concepts   interview: 42 minutes left") == (width > 45)
    assert line.endswith("interview: 42 minutes left")
    assert "katas" not in line


def test_another_page_takes_the_place_of_the_verdict():
    """A page fills the screen between title and keys."""
    text = shown(a_view(failed_report(), page="one\ntwo\n"))
    assert "\none\ntwo\n" in text
    assert "protects-route" not in text


def test_the_help_explains_every_key():
    """Each key of the last line is explained, in lines that fit."""
    text = help_page(a_view(), Screen(width=60))
    assert_golden("watch-help.txt", text + "\n")


def a_check(*outcomes, **files):
    """Return a check with these outcomes, of answers with these files."""
    concepts = [a_concept(id=f"concept-{n}", outcome=o) for n, o in enumerate(outcomes)]
    texts = {f"{name}.py": text.encode() for name, text in files.items()}
    return Checked(report=a_report(*concepts), files=texts)


def test_what_changed_is_shown_as_agreed():
    """Outcomes first, then each file as a unified difference behind a bar."""
    before = a_check("passed", "failed", "blocked", app="one\ntwo\nthree\n", gone="x\n", same="s\n")
    after = a_check(
        "passed", "passed", "failed", app="one\n2\nthree\n\tfour\n", new="y\n", same="s\n"
    )
    assert_golden("watch-changes.txt", changes_page(before, after, Screen()) + "\n")


def test_what_changed_is_coloured_when_asked():
    """Lines that came are green, those that went are red."""
    page = changes_page(a_check(app="one\n"), a_check(app="two\n"), Screen(color=True))
    assert "\x1b[31m  | -one\x1b[0m" in page
    assert "\x1b[32m  | +two\x1b[0m" in page


def test_two_checks_of_the_same_files_differ_in_nothing():
    """Saving without a change is told as that."""
    page = changes_page(a_check("passed", app="x"), a_check("passed", app="x"), Screen())
    assert "No concept changed its outcome." in page
    assert "No file changed." in page


@pytest.mark.parametrize("before", [None, a_check(app="x")])
def test_one_check_has_nothing_to_be_compared_with(before):
    """Before the second check the page says so."""
    assert "two checks" in changes_page(None, before, Screen())


@pytest.mark.parametrize("content", ["a\0b", "x" * 200_001])
def test_what_is_no_text_or_long_is_not_compared(content):
    """A picture is named, not shown."""
    page = changes_page(a_check(app="x"), a_check(app=content), Screen())
    assert "app.py (changed)" in page
    assert "not shown" in page
    assert "xxx" not in page


def test_an_answer_cannot_steer_the_terminal_by_its_text():
    """Control sequences in a file, or in its name, are not shown."""
    before = Checked(report=a_report(), files={})
    after = Checked(report=a_report(), files={"\x1b]0;owned\x07.py": b"\x1b[2Jgone\r\n\x9b1m"})
    page = changes_page(before, after, Screen())
    assert not set(page) & set("\x1b\x07\x9b\r")
    assert "  | +gone" in page
