"""The summary of a grading and the report of a candidate in Markdown, as GitHub reads it."""

from dataclasses import replace

import pytest
from builders import (
    a_concept,
    a_report,
    a_test,
    assert_golden,
    failed_report,
    hostile_report,
    passed_report,
    syntax_fault_report,
)
from generated import SEEDS, odd_grading
from gradings import a_candidate, a_crowd, a_grading, a_similarity, an_assessment
from markdown_it import MarkdownIt

from checker.grading import OwnTestsRule, alone
from checker.render import candidate_markdown, summary_markdown
from checker.report import OwnTests

LIMIT = 1024 * 1024
FORBIDDEN = {"html_inline", "html_block", "link_open", "image", "hr", "blockquote_open"}


def tokens_of(text):
    """Return the kinds of everything in *text*, which is neither HTML, nor a link or an image."""
    kinds = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        kinds += [token.type, *(child.type for child in token.children or ())]
    assert FORBIDDEN.isdisjoint(kinds)
    return kinds


def test_the_summary_is_as_agreed():
    """The summary of a grading is the one in its golden file."""
    grading = a_grading(similarities=(a_similarity(),), skipped=("notes.txt: no folder",))
    assert_golden("summary.md", summary_markdown.render(grading))


def test_the_report_is_as_agreed():
    """The report of a candidate is the one in its golden file."""
    assert_golden("candidate.md", candidate_markdown.render(an_assessment(), a_candidate()))


def test_a_candidate_is_a_row():
    """GitHub shows a table with a line for each candidate."""
    kinds = tokens_of(summary_markdown.render(a_grading()))
    assert kinds.count("tr_open") == 1 + 3


def test_a_summary_that_is_too_long_is_cut_and_says_so():
    """A thousand candidates have room; what has none is left out by whole lines."""
    grading = a_crowd(100)
    whole = summary_markdown.render(grading)
    assert "Cut here" not in whole
    cut = summary_markdown.render(grading, most=3000)
    assert len(cut.encode()) <= 3000
    assert cut.splitlines()[-1].startswith("Cut here, because GitHub shows 1 MiB at most.")
    assert cut.rpartition("\n\n")[0] in whole


def test_the_usual_limit_is_that_of_github():
    """A summary for so many that it would be refused is cut below 1 MiB."""
    one = a_candidate(passed_report(), name="Ada " + "é" * 150)
    grading = a_grading(*[one] * 3500, assessment=an_assessment("hello_app"))
    text = summary_markdown.render(grading)
    assert LIMIT - 2000 < len(text.encode()) <= LIMIT
    assert "Cut here" in text


def test_a_report_that_is_too_long_is_cut_and_says_so():
    """The verdict stands first, and what has no room is left out by whole concepts."""
    test = a_test(outcome="failed", logs="x" * 9000)
    concepts = [a_concept(id=f"c-{n}", outcome="failed", tests=(test,)) for n in range(9)]
    assessment, candidate = alone(a_report(*concepts))
    text = candidate_markdown.render(assessment, candidate, most=9000)
    assert len(text.encode()) <= 9000
    assert "Not passed: 0 of 100 points" in text
    assert text.endswith("The report as data has all of it.\n")
    assert tokens_of(text).count("fence") >= 1


def test_concepts_stand_by_level():
    """Core first, as in the terminal."""
    text = candidate_markdown.render(an_assessment(), a_candidate())
    levels = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| ")]
    assert levels[1:6] == ["| ---", "| core", "| core", "| strong", "| expert"]


def test_what_failed_is_told_with_evidence():
    """A requirement, the exchange, and the two sides of the comparison."""
    text = candidate_markdown.render(*alone(failed_report()))
    assert "### Failed: `protects-route`" in text
    assert "A request with a valid token must reach the profile." in text
    assert "expected 200, got 422" in text


def test_the_same_finding_is_told_once():
    """Two tests that saw the same do not fill the page."""
    text = candidate_markdown.render(*alone(failed_report()))
    assert text.count("expected 200, got 422") == 1


def test_an_answer_that_cannot_be_used_says_why():
    """The line with the error is in the report."""
    text = candidate_markdown.render(*alone(syntax_fault_report()))
    assert "'(' was never closed in app.py, line 9" in text


def test_the_score_is_left_out_where_candidates_may_not_see_it():
    """Neither points nor verdict."""
    text = candidate_markdown.render(an_assessment(), a_candidate(), scored=False)
    assert "points" not in text
    assert "Not passed" not in text


def test_own_tests_are_told():
    """How many passed, and what they cover."""
    found = OwnTests(passed=6, failed=1, coverage=91.5)
    assessment = an_assessment("jwt_auth", own_tests=OwnTestsRule(level="core", coverage=80))
    candidate = a_candidate(replace(failed_report(), own_tests=found))
    text = candidate_markdown.render(assessment, candidate)
    assert "6 tests passed, 1 failed, 0 skipped; coverage is 91.5 %." in text


def test_a_title_stays_in_its_cell():
    """A bar or a tag in a concept's title makes no column and no HTML."""
    concept = a_concept(title="GET /a|b answers <b>\nas it should")
    text = candidate_markdown.render(*alone(a_report(concept)))
    assert tokens_of(text).count("td_open") == 4
    assert "| GET /a\\|b answers &lt;b> as it should |" in text


def test_what_a_candidate_wrote_stays_text():
    """No control sequence, no HTML, no link, whatever the answer sent."""
    text = candidate_markdown.render(*alone(hostile_report()))
    tokens_of(text)
    assert all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_keep_their_form(seed):
    """The tables have as many rows as there are concepts and candidates."""
    assessment, candidate = odd_grading(seed)
    grading = a_grading(candidate, assessment=assessment, skipped=(candidate.name,))
    assert tokens_of(summary_markdown.render(grading)).count("tr_open") == 2
    rule = 1 if assessment.own_tests else 0
    rows = sum(1 + rule + len(report.concepts) for report in candidate.reports)
    text = candidate_markdown.render(assessment, candidate)
    assert tokens_of(text).count("tr_open") == rows
    assert text.encode()
