"""Answers that are alike, side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.render.evidence import quoted
from checker.render.ranking import address
from checker.render.text import counted
from checker.render.tree import node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.grading import Grading, Match, Region, Similarity
    from checker.render.tree import Node

TOLD = (
    "These pairs share structure beyond that of the stub. Look at them: whether that means "
    "anything, only the code and a conversation can tell."
)
HEAD = ("Kata", "Candidate", "Shared, of theirs", "Candidate", "Shared, of theirs")


def section(grading: Grading) -> Iterator[Node]:
    """Yield the table of pairs, those that share the most first; nothing if there is none."""
    if not grading.similarities:
        return
    names = Counter(candidate.name for candidate in grading.candidates)
    folders = {one.name: one.folder for one in grading.candidates if names[one.name] == 1}
    pairs = sorted(grading.similarities, key=lambda p: -max(p.left_share, p.right_share))
    bodies = [_pair(pair, folders) for pair in pairs]
    table = node(
        "table",
        node("caption", counted(len(pairs), "pair")),
        node("thead", node("tr", *(node("th", word, scope="col") for word in HEAD))),
        *bodies,
        class_="pairs",
    )
    content = (
        node("h2", "Look at this: alike"),
        node("p", TOLD),
        node("div", table, class_="wide", tabindex=0),
    )
    yield node("section", *content, id="alike")


def _pair(pair: Similarity, folders: dict[str, str]) -> Node:
    regions = [_match(match, pair) for match in pair.matches]
    told = f"{counted(len(regions), 'region')} side by side"
    opened = node("details", node("summary", told), *regions)
    cells = (
        node("th", pair.kata, scope="row"),
        node("td", _link(pair.left, folders)),
        node("td", f"{pair.left_share:.0%}"),
        node("td", _link(pair.right, folders)),
        node("td", f"{pair.right_share:.0%}"),
    )
    return node("tbody", node("tr", *cells), node("tr", node("td", opened, colspan=len(HEAD))))


def _link(name: str, folders: dict[str, str]) -> Node:
    folder = folders.get(name)
    return name if folder is None else node("a", name, href=address(folder))


def _match(match: Match, pair: Similarity) -> Node:
    return node("div", _region(match.left, pair.left), _region(match.right, pair.right),
                class_="beside")  # fmt: skip


def _region(region: Region, name: str) -> Node:
    told = f"{name}: {region.path}, lines {region.first} to {region.last}"
    text = quoted(region.text)
    lines = range(region.first, region.last + 1)[: text.count("\n") + 1]
    code = node(
        "div",
        node("pre", "\n".join(map(str, lines)), class_="numbers", aria_hidden="true"),
        node("pre", text, tabindex=0, aria_label=told),
        class_="code",
    )
    return node("figure", node("figcaption", told), code)
