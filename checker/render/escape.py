"""A candidate's text made harmless in formats other than a terminal's.

Every function cleans as `checker.render.text.clean` does, and then escapes what its format knows.
"""

from __future__ import annotations

import html as standard
import re

from checker.render.text import clean

# Everything of ASCII that Markdown, in any of its dialects, may take for markup.
MARKUP = re.compile(r"[\\`*_{}\[\]()#+.!|<>~&$:@^=\-\"'/]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def html(text: str) -> str:
    """Return *text* for the content of an element or the value of a quoted attribute."""
    return standard.escape(clean(text), quote=True)


def xml(text: str) -> str:
    """Return *text* for an element or a quoted attribute of XML 1.0, line breaks kept in both."""
    return standard.escape(clean(text), quote=True).replace("\n", "&#10;").replace("\t", "&#9;")


def markdown(text: str) -> str:
    """Return *text* as one line of plain words: no link, image, table, mention or HTML."""
    line = " ".join(clean(text).split())
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};", line)


def fenced(text: str) -> str:
    """Return *text* as a block of code in Markdown, with a fence that it cannot close."""
    body = clean(text)
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{body}\n{fence}\n"


def cell(text: str) -> str:
    """Return *text* as the content of a cell that no spreadsheet computes.

    Quoting it is the business of the `csv` module.
    """
    line = clean(text)
    return f"'{line}" if line.lstrip(" \n").startswith(FORMULA) or line.startswith("'") else line
