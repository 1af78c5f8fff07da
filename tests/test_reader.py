"""What a person sees of attacks: nothing steers a terminal, is forged, or has no end."""

import json
import re
import unicodedata

import pytest
from checkouts import HERE, TINY

from checker import runner
from checker.render import data, terminal
from checker.render.text import Screen
from checker.submission import read_submission

ATTACKS = [
    "characters_that_break_xml", "characters_that_nobody_sees", "commands_for_a_ci_system",
    "exception_of_ten_megabytes", "factory_that_raises_a_report", "floods_its_output",
    "formulas_for_a_spreadsheet", "four_megabytes_of_control_characters",
    "four_megabytes_without_a_blank", "import_that_raises_a_report",
    "lines_that_push_the_verdict_away", "media_type_with_a_report",
    "moves_of_the_cursor_over_the_verdict", "names_itself_like_a_report",
    "orders_for_a_language_model", "phrase_and_fields_with_a_report", "report_in_the_report",
    "right_to_left_overrides", "scripts_for_a_browser", "sequences_that_steer_a_terminal",
    "signature_with_a_report", "syntax_error_with_a_report", "tables_and_images_of_markdown",
    "traceback_of_thousands_of_frames", "wide_characters_that_reach_the_margin",
    "words_of_the_checker",
]  # fmt: skip
WIDTH = 80
MOST_LINES = 400
EACH = pytest.mark.parametrize("name", ATTACKS)


@pytest.fixture(scope="module")
def reports(needs_bwrap):
    """Check all attacks on the reader through one warm zygote; reports by name."""
    found = {}
    names = iter(ATTACKS)
    runner.check_all(
        TINY,
        [read_submission(HERE / "hostile" / name) for name in ATTACKS],
        lambda report: found.update({next(names): report}),
        seed=1,
        isolation=needs_bwrap,
    )
    return found


def lines_of(report):
    """Return what a terminal is given, line by line, everything opened."""
    return terminal.render(report, Screen(width=WIDTH), everything=True).split("\n")


def columns(line):
    """Return how many columns a terminal needs for *line*."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@EACH
def test_nothing_steers_the_terminal(reports, name):
    """Whatever is written is a character that is seen, and none changes the direction."""
    for line in lines_of(reports[name]):
        assert all(character.isprintable() or character == "\t" for character in line), line


@EACH
def test_no_line_runs_over_the_margin(reports, name):
    """A terminal wraps nothing, so that nothing of a candidate's begins a line."""
    assert max(map(columns, lines_of(reports[name]))) <= WIDTH


@EACH
def test_report_can_be_read_to_its_end(reports, name):
    """However much an attack says, the verdict does not scroll away by thousands of lines."""
    assert len(lines_of(reports[name])) <= MOST_LINES


@EACH
def test_verdict_stands_there_once(reports, name):
    """No line outside of the bars looks like the summary, a note, a next step or a command."""
    report = reports[name]
    ours = [line for line in lines_of(report) if not re.match(r" *\| ", line)]
    assert len([line for line in ours if re.match(r" *core +\d+/\d+", line)]) == 1
    assert len([line for line in ours if line.lstrip().startswith("note:")]) == len(report.notes)
    assert [line for line in ours if re.match(r"\s*(Next:|::|##\[)", line)] == []
    passed = [concept for concept in report.concepts if concept.outcome == "passed"]
    rows = [line for line in ours if re.match(r"(\w+)? +ok ", line)]
    assert len(rows) == len(passed)


@EACH
def test_data_has_no_line_that_is_a_command(reports, name):
    """JSON in the log of a CI system is only data, and all of it is there."""
    text = data.render(reports[name])
    assert text.isascii()
    assert [line for line in text.splitlines() if re.match(r"\s*::", line) or "##[" in line] == []
    assert json.loads(text)["kata"] == "tiny"
