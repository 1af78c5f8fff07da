"""Prompts and answers in a terminal."""

import pytest
from builders import ROOT

from checker.catalog import kata_ids
from checker.render.markdown import render
from checker.render.text import Screen

PAGES = sorted(
    [ROOT / "katas" / name / "README.md" for name in kata_ids(ROOT)]
    + [ROOT / "solutions" / name / "ANSWER.md" for name in kata_ids(ROOT)]
)


def test_elements_are_shown_without_their_signs():
    """Headings, emphasis, code, lists, quotes and tables read like text."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    page = f"# Title\n\n> quote\n\n## Part\n\n- **bold** and `code`\n\n{table}"
    text = render(page, Screen(width=40))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:4] == ["Title", "▌ quote", "Part", "• bold and code"]
    assert [line.split() for line in (lines[4], lines[6])] == [["a", "b"], ["1", "2"]]
    assert not set("*`#\x1b") & set(text)


def test_colours_are_used_when_asked():
    """Code and headings stand out."""
    text = render("# Title\n\n`code`", Screen(color=True))
    assert "\x1b[1mTitle" in text
    assert "\x1b[36mcode" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_our_pages_fit_the_screen(page):
    """No prompt and no answer is wider than the narrowest screen, and nothing is lost of tables."""
    text = render(page.read_text(encoding="utf-8"), Screen(width=60))
    assert max(map(len, text.splitlines())) <= 60
    assert "…" not in text.replace("…", "", page.read_text(encoding="utf-8").count("…"))
