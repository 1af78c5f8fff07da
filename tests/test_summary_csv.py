"""The table of a grading, read back as spreadsheets read it."""

import csv
import io
import re
from dataclasses import replace

import pytest
from builders import a_concept, a_report, assert_golden
from generated import SEEDS, odd_grading
from gradings import a_candidate, a_grading, an_assessment

from checker.grading import OwnTestsRule
from checker.render.summary_csv import render


def rows_of(text):
    """Return the lines of *text* as dictionaries."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_the_table_is_as_agreed():
    """The table of a grading is the one in its golden file."""
    assert_golden("summary.csv", render(a_grading()).replace("\r\n", "\n"))


def test_excel_takes_it_for_utf_8():
    """The file begins with the mark without which Excel shows other letters."""
    text = render(a_grading(a_candidate(name="Björn Ito")))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert rows_of(text)[0]["name"] == "Björn Ito"


def test_lines_end_as_the_standard_says():
    """RFC 4180: every line ends with CRLF, the last one too, and all have as many fields."""
    text = render(a_grading())
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == 4
    assert {len(line) for line in csv.reader(io.StringIO(text, newline=""))} == {15}


def test_a_verdict_is_yes_no_or_undecided():
    """Three words say whether a candidate passed."""
    assert [row["passed"] for row in rows_of(render(a_grading()))] == ["yes", "no", "undecided"]


def test_counts_are_not_taken_for_days():
    """No field looks like a date, a fraction or a formula to a spreadsheet."""
    fields = [field for row in rows_of(render(a_grading())) for field in row.values()]
    assert [field for field in fields if re.fullmatch(r"\d+[/.-]\d+([/.-]\d+)?", field)] == [
        "100.0", "63.6", "50.0",
    ]  # fmt: skip
    assert "3 of 5" in fields


def test_each_concept_has_a_column():
    """A column is named after kata and concept, and tells the outcome in our words."""
    row = rows_of(render(a_grading(a_candidate())))[0]
    assert row["jwt_auth:protects-route"] == "failed"
    assert row["jwt_auth:reads-identity"] == "blocked"
    assert row["red flags"] == "jwt_auth:protects-route"


def test_a_concept_that_a_report_lacks_is_left_empty():
    """Candidates who were checked with another suite stay in their columns."""
    one, two = a_concept(id="one"), a_concept(id="two", number=2, outcome="failed")
    people = (a_candidate(a_report(one)), a_candidate(a_report(one, two)))
    rows = rows_of(render(a_grading(*people, assessment=an_assessment("hello_app"))))
    assert [row["hello_app:two"] for row in rows] == ["", "failed"]


def test_own_tests_are_a_concept():
    """Where own tests count, they have a column."""
    rule = OwnTestsRule(level="strong", coverage=80)
    rows = rows_of(render(a_grading(assessment=an_assessment(own_tests=rule))))
    assert [row["jwt_auth:own-tests"] for row in rows] == ["passed", "failed", "failed"]


def test_a_grading_of_nobody_has_the_head_only():
    """Without candidates there is a line of names."""
    text = render(replace(a_grading(), candidates=()))
    assert text.removeprefix("\ufeff") == "name,points,passed,core,strong,expert,red flags\r\n"


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "a\nb", 'a,"b"', ""])
def test_a_name_is_no_formula_and_no_line(name):
    """Whatever a candidate is called is one field of one line, which nothing is computed from."""
    rows = rows_of(render(a_grading(a_candidate(name=name))))
    assert len(rows) == 1
    assert rows[0]["name"].removeprefix("'") == " ".join(name.split())
    assert not rows[0]["name"].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_are_one_line_each(seed):
    """Texts of any kind make no line and no formula."""
    assessment, candidate = odd_grading(seed)
    text = render(a_grading(candidate, candidate, assessment=assessment))
    rows = rows_of(text)
    assert len(rows) == 2
    assert all(None not in row and None not in row.values() for row in rows)
    assert not [v for v in rows[0].values() if v.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert text.encode()
