"""Names and times as other systems take them."""

import pytest

from checker.render.labels import MOST, distinct, label, moment
from checker.render.reasons import cut


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada", "Ada"),
        (" Ada\n\tAbara\x00 ", "Ada Abara"),
        ("", "(no name)"),
        ("\u202e\x1b[2J", "(no name)"),
    ],
)
def test_a_label_is_one_line(text, name):
    """Blanks are single, what nobody sees is gone, and something is left."""
    assert label(text) == name


def test_a_label_has_a_limit():
    """A long name is cut, and shows that it was."""
    assert label("x" * MOST) == "x" * MOST
    assert label("x" * (MOST + 1)) == "x" * (MOST - 3) + "..."


def test_equal_names_are_numbered():
    """No two are alike, also where a name looks like a number of ours."""
    assert distinct(["a", "b", "a", "a (2)", "a"]) == ["a", "b", "a (2)", "a (2) (2)", "a (3)"]


@pytest.mark.parametrize(
    ("started", "told"),
    [
        ("2026-01-31T12:00:00+00:00", "2026-01-31T12:00:00"),
        ("2026-01-31T00:30:00+01:00", "2026-01-30T23:30:00"),
        ("yesterday", "1970-01-01T00:00:00"),
        ("0001-01-01T00:00:00+23:00", "1970-01-01T00:00:00"),
    ],
)
def test_a_moment_is_universal_time(started, told):
    """What is no time, or none that a computer knows, is the first one."""
    assert moment(started) == told


@pytest.mark.parametrize("most", range(12))
def test_a_cut_text_is_never_longer(most):
    """There is a word that it was cut, as far as there is room for it."""
    text = cut("0123456789" * 2, most)
    assert len(text) == most
    assert text.endswith("\n(cut)"[-most:] if most else "")
