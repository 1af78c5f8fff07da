"""A grading and an archive in the terminal: who stands where, what is inside, what is next."""

from dataclasses import replace

import pytest
from builders import a_concept, a_report, assert_golden
from gradings import KATAS, a_candidate, a_crowd, a_grading, a_similarity

from checker.packing import Proof
from checker.render import contents, results
from checker.render.text import Screen

NEXT = "read the page"
PROOF = Proof(files={"small/README.md": 1234, "small/tiny/app.py": 56}, problems=(), secrets=4321)


def shown(grading, **screen):
    """Return *grading* as it is shown."""
    return results.render(grading, "out/index.html", Screen(**screen), next_step=NEXT)


def test_candidates_stand_by_their_points():
    """With verdict, levels and red flags; what is open says so."""
    odd = a_grading(similarities=(a_similarity(),), skipped=("marks.csv", "a\nb", "c"))
    assert_golden("results.txt", shown(odd))


def test_colours_are_for_verdicts():
    """Without colours the words are the same."""
    coloured = shown(a_grading(), color=True)
    assert "\x1b[32mpassed    \x1b[0m" in coloured
    assert "\x1b" not in shown(a_grading())


def test_crowd_is_shown_in_part():
    """The best come first; the others are on the page."""
    text = shown(a_crowd(200, evidence=False))
    assert "... and 170 more" in text
    assert len(text.splitlines()) < 110
    assert "of 200 candidates passed" in text


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """However long a name is, and however many concepts there are."""
    many = a_report(*[a_concept(id=f"c{n}", number=n) for n in range(1, 100)], kata=KATAS[0])
    reports = (many, replace(many, kata=KATAS[1]))
    grading = a_grading(a_candidate(*reports, name="A name without an end " * 9))
    assert max(map(len, shown(grading, width=width).splitlines())) <= width


def test_name_cannot_write_to_the_terminal():
    """No control, no line of its own, nothing that turns the line around."""
    text = shown(a_grading(a_candidate(name="\x1b[2J\u202eann\r\n  1  eve  100.0  passed")))
    assert all(line.isprintable() for line in text.splitlines())
    assert not any(line.startswith("  1  eve") for line in text.splitlines())


def test_archive_is_listed():
    """Names and sizes, that nothing is hidden in it, and what to do with it."""
    text = contents.render(PROOF, "small.zip", Screen(), backup="small.backup-1.zip", anew="")
    assert_golden("contents.txt", text)


def test_problem_of_the_archive_is_all_that_counts():
    """It must not be given out, and the command that mends it is named."""
    wrong = replace(PROOF, problems=("small/x\x1b[2J.py does not belong into it",))
    text = contents.render(wrong, "small.zip", Screen(), backup="", anew="kata pack small")
    assert "This must not be given out:\n  small/x.py does not belong into it\n" in text
    assert text.endswith("Next: make it anew: kata pack small\n")
    assert "send" not in text
