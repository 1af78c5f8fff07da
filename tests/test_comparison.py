"""Two versions of a file, side by side."""

import pytest

from checker.render.comparison import render
from checker.render.text import Screen

NAMES = ("mine", "theirs")


def shown(left, right, width=41):
    """Return the lines below the names."""
    return render("\n".join(left), "\n".join(right), NAMES, Screen(width=width)).splitlines()[1:]


def test_names_stand_above():
    """Each over its own half."""
    assert render("", "", NAMES, Screen(width=41)).splitlines()[0] == f"{'mine':<19}   theirs"


def test_equal_files_are_told():
    """There is nothing to show."""
    assert shown(["a"], ["a"]) == ["(no difference)"]


@pytest.mark.parametrize(
    ("left", "right", "marks"),
    [
        (["a", "b"], ["a", "c"], " |"),
        (["a", "b"], ["a"], " <"),
        (["a"], ["a", "b"], " >"),
        (["a", "b"], ["c"], "|<"),
        (["a"], ["b", "c"], "|>"),
    ],
)
def test_differences_are_marked(left, right, marks):
    """A bar where both have a line, a bracket where only one has."""
    lines = shown(left, right)
    assert "".join(line[20] for line in lines) == marks
    assert [line[:19].rstrip() for line in lines if line[:19].strip()] == left
    assert [line[22:] for line in lines if line[22:]] == right


def test_long_lines_are_folded():
    """Nothing is cut, and no line is longer than the screen."""
    lines = shown(["x" * 50], ["y" * 25])
    assert "".join(line[:19].strip() for line in lines) == "x" * 50
    assert "".join(line[22:] for line in lines) == "y" * 25
    assert max(map(len, lines)) <= 41


def test_equal_lines_far_from_changes_are_left_out():
    """Three lines on each side of a change are enough."""
    same = [f"line {number}" for number in range(20)]
    lines = shown([*same, "a", *same, "b"], [*same, "c", *same, "d"])
    assert [line[:19].strip() for line in lines] == [
        *same[-3:], "a", *same[:3], "...", *same[-3:], "b",
    ]  # fmt: skip


def test_candidates_text_is_made_harmless():
    """Control sequences do not reach the terminal."""
    assert "\x1b" not in "".join(shown(["\x1b[31mred"], ["a"]))


def test_changes_are_coloured():
    """What differs stands out."""
    text = render("a\nb", "a\nc", NAMES, Screen(width=41, color=True))
    assert "\x1b[31mb" in text
    assert "\x1b[31ma" not in text
