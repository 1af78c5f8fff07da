from __future__ import annotations

import dataclasses

import pytest
from builders import (
    a_concept,
    a_report,
    a_test,
    assert_golden,
    crashed_report,
    factory_fault_report,
    failed_report,
    failed_test,
    faulty_report,
    hostile_report,
    longest,
    passed_report,
    problem_report,
    raised_report,
    syntax_fault_report,
)

from checker.render.terminal import render
from checker.render.text import Screen, clean
from checker.report import Comparison, Fault, Frame

PLAIN = Screen()
NEXT = "edit work/hello_app/app.py, then: make check KATA=hello_app"
REPORTS = {
    "passed": passed_report,
    "failed": failed_report,
    "raised": raised_report,
    "syntax": syntax_fault_report,
    "factory": factory_fault_report,
    "crashed": crashed_report,
    "problem": problem_report,
    "hostile": hostile_report,
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_shown_as_agreed(name):
    """The picture of each kind of check is the one in its golden file."""
    assert_golden(f"{name}.txt", render(REPORTS[name](), PLAIN, next_step=NEXT))


def test_all_open_concepts_are_shown_when_asked():
    """`--all` opens every concept and every test that did not pass."""
    assert_golden("failed-all.txt", render(failed_report(), PLAIN, everything=True))


def test_colours_are_shown_when_asked():
    """With colours, outcomes stand out and the columns stay where they are."""
    assert_golden("failed-colour.txt", render(failed_report(), Screen(color=True)))


@pytest.mark.parametrize("width", range(60, 81, 4))
def test_how_to_see_the_rest_is_never_folded(width):
    """What is to be typed stands in one line, its own one where the others fill theirs."""
    concepts = [
        a_concept(id=f"concept-{n}", outcome="failed", tests=(failed_test(),)) for n in range(6)
    ]
    text = render(a_report(*concepts), Screen(width=width))
    assert "(all of them: ARGS=--all)" in text
    assert longest(text) <= width


@pytest.mark.parametrize("name", REPORTS)
def test_there_are_no_colours_unasked(name):
    """A file or a pipe gets plain text, and nothing that a candidate wrote steers a terminal."""
    text = render(REPORTS[name](), PLAIN, everything=True)
    assert clean(text) == text


@pytest.mark.parametrize("name", REPORTS)
def test_colours_add_nothing_but_colours(name):
    """Without its colours the text is the plain one."""
    coloured = render(REPORTS[name](), Screen(color=True), everything=True)
    assert clean(coloured) == render(REPORTS[name](), PLAIN, everything=True)


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_longer_than_the_screen(name, width):
    """Everything is folded at the screen's width."""
    text = render(REPORTS[name](), Screen(width=width), everything=True, next_step=NEXT)
    assert longest(text) <= width


@pytest.mark.parametrize("width", [60, 80])
def test_a_comparison_fits_the_screen(width):
    """Both sides stand on one line only where there is room for them."""
    comparison = Comparison(
        operator="==", actual="'" + "a" * 28 + "'", expected="'" + "b" * 28 + "'"
    )
    test = a_test(outcome="failed", comparison=comparison)
    assert (
        longest(render(a_report(a_concept(outcome="failed", tests=(test,))), Screen(width=width)))
        <= width
    )


def test_a_long_title_fits_the_screen():
    """Title, isolation and time share the first line, or take two."""
    report = a_report(
        title="Request validation and error answers", isolation="isolated, one sandbox each"
    )
    assert longest(render(report, PLAIN)) <= 80


def test_many_red_flags_fit_the_screen():
    """The summary is folded like the rest."""
    concepts = [
        a_concept(id=f"protects-route-{word}", outcome="failed", red_flag=True)
        for word in ("alpha", "beta", "gamma", "delta")
    ]
    assert longest(render(a_report(*concepts), PLAIN)) <= 80


def test_long_values_are_shown_in_full():
    """Expected and actual are folded, never cut."""
    comparison = Comparison(operator="==", actual="a" * 500, expected="b" * 500)
    test = failed_test(comparison=comparison)
    text = render(a_report(a_concept(outcome="failed", tests=(test,))), PLAIN)
    assert (text.count("aaaaa") >= 90, text.count("bbbbb") >= 90) == (True, True)
    assert sum(line.count("b") for line in text.splitlines() if "bbb" in line) == 500


@pytest.mark.parametrize(
    ("operator", "shown"),
    [
        ("==", "expected 200, got 422"),
        ("in", "expected one of 200, got 422"),
        ("not in", "expected none of 200, got 422"),
        ("!=", "expected anything but 200, got 422"),
        ("<", "expected < 200, got 422"),
    ],
)
def test_a_comparison_reads_as_a_sentence(operator, shown):
    """Operators become words."""
    comparison = Comparison(operator=operator, actual="422", expected="200")
    test = a_test(outcome="failed", comparison=comparison)
    assert shown in render(a_report(a_concept(outcome="failed", tests=(test,))), PLAIN)


def test_a_question_ends_with_one_mark():
    """A fault that ends with a question is not given a full stop besides."""
    report = a_report(
        fault=Fault(kind="factory", message="create_app returned None; is 'return app' missing?")
    )
    assert "missing?." not in render(report, PLAIN)


def test_a_problem_of_the_checker_is_said():
    """What went wrong on this side is shown."""
    assert "The sandbox went away" in render(a_report(problem="The sandbox went away"), PLAIN)


def test_a_report_without_concepts_is_shown():
    """A check that broke before it judged anything can still be read."""
    report = dataclasses.replace(a_report(problem="The sandbox went away"), concepts=())
    assert "The sandbox went away" in render(report, PLAIN)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[2J\x1b[Htop", "top"),
        ("\x9b31mred", "31mred"),
        ("a\x08b\x00c\x7f", "abc"),
        ("over\rwrite", "overwrite"),
        ("\u202eevil\u202c \u2066x\u2069 \u200f", "evil x "),
        ("line\r\nline\ttab", "line\nline\ttab"),
        ("ä 漢 🎉", "ä 漢 🎉"),
    ],
    ids=["colour", "title", "link", "clear", "c1", "controls", "return", "bidi", "kept", "letters"],
)
def test_text_is_made_harmless(text, left):
    """Control sequences, control characters and changes of direction go, everything else stays."""
    assert clean(text) == left


def test_text_can_always_be_written():
    """Half a character, which no encoding knows, does not break the output."""
    assert clean("a\ud800b").encode() in (b"ab", "a\ufffdb".encode())


def test_folding_keeps_indented_code():
    """The indentation of a body or of a line of code survives."""
    assert PLAIN.fold('{\n  "a": 1\n}', 4) == ["    {", '      "a": 1', "    }"]


def test_folding_of_nothing_is_one_empty_line():
    """An empty text takes a line, so that columns can begin with one."""
    assert PLAIN.fold("", 0) == [""]


def test_folding_keeps_empty_lines():
    """Paragraphs stay apart."""
    assert PLAIN.fold("a\n\nb", 2) == ["  a", "", "  b"]


def test_folding_hangs_what_follows():
    """Lines after the first stand further in, if that is asked for."""
    assert Screen(width=10).fold("aaa bbb ccc", 0, 2) == ["aaa bbb", "  ccc"]


@pytest.mark.parametrize("blanks", range(40))
def test_a_name_with_blanks_never_begins_a_line(blanks):
    """Wherever a function's or a file's name is folded, its rest stands behind a bar."""
    name = f"{'x' * blanks} core 9/9 ok passed"
    frame = Frame(path=f"{name}.py", line=1, function=name, code="pass")
    fault = Fault(kind="factory", message="create_app raised", frames=(frame,))
    lines = render(faulty_report(fault), PLAIN).split("\n")
    assert [line for line in lines if line.lstrip().startswith(("core 9", "9/9", "ok pass"))] == []
