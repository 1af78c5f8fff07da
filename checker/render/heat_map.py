"""The table of candidates by concepts."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from checker.render.answer import SIGNS
from checker.render.markup import Markup, element, join
from checker.render.ranking import address, tally
from checker.render.verdict import WORDS
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.render.ranking import Standing
    from checker.report import ConceptResult, Outcome

    Concepts = dict[tuple[str, str], ConceptResult]

FACTS = ("points", "verdict", *LEVELS, "red flags")
VERDICT_SIGNS = {True: "✓", False: "✗", None: "?"}
NONE = "-"  # in place of an outcome's first letter, where there is none


def legend() -> Markup:
    """Return what the signs mean."""
    parts = [join(_sign(outcome), f" {outcome} ") for outcome in SIGNS]
    flag = join(_sign("failed", flag=True), " red flag")
    return element("p", *parts, flag, class_="legend")


def _sign(outcome: Outcome | str, *, flag: bool = False) -> Markup:
    class_ = _class(outcome, flag=flag)
    return element("span", "⚑" if flag else SIGNS[outcome], class_=class_, aria_hidden="true")


def _class(outcome: str, *, flag: bool) -> str:
    return f"{outcome.replace(' ', '-')}{' flagged' if flag else ''}"


def draw(standings: list[Standing], concepts: Concepts) -> Markup:
    """Return the table of *standings*, in their order, by *concepts*."""
    widths = ["name", *(fact.replace(" ", "-") for fact in FACTS), *("concept" for _ in concepts)]
    return element(
        "table",
        element("caption", "Candidates by concepts; a name leads to all that is known of it"),
        element("colgroup", *(element("col", class_=width) for width in widths)),
        element("thead", *_head(concepts)),
        Markup("\n"),
        element("tbody", *(_row(one, concepts) for one in standings)),
        element("tfoot", _foot(standings, concepts)),
        id="candidates",
    )


def _head(concepts: Concepts) -> Iterator[Markup]:
    """Yield the rows of katas, levels and concepts."""
    facts = [_fact(name) for name in ("name", *FACTS)]
    yield element("tr", *facts, *_spans(concepts, lambda place: (place[0],), _kata_head))
    levels = _spans(concepts, lambda place: (place[0], concepts[place].level), _level_head)
    yield element("tr", *levels)
    yield element("tr", *(_concept_head(n, place, c) for n, (place, c) in
                          enumerate(concepts.items())))  # fmt: skip


def _fact(name: str) -> Markup:
    key = name.replace(" ", "-")
    first = " starts" if name in LEVELS[:1] else ""
    return element("th", element("span", name), scope="col", rowspan=3, data_sort=key,
                   class_=f"fact {key}{first}")  # fmt: skip


def _spans(
    concepts: Concepts,
    key: Callable[[tuple[str, str]], tuple[str, ...]],
    head: Callable[[tuple[str, ...], int], Markup],
) -> list[Markup]:
    return [head(words, len(list(same))) for words, same in groupby(concepts, key)]


def _kata_head(words: tuple[str, ...], width: int) -> Markup:
    return element("th", words[0], scope="colgroup", colspan=width, class_="kata")


def _level_head(words: tuple[str, ...], width: int) -> Markup:
    short = words[1] if width > 1 else words[1][:1]  # as wide as one column
    return element("th", element("abbr", short, title=words[1]), scope="colgroup", colspan=width,
                   class_="level")  # fmt: skip


def _concept_head(number: int, place: tuple[str, str], concept: ConceptResult) -> Markup:
    flag = ["⚑ "] if concept.red_flag else []
    title = f"{concept.title} ({concept.level}{', red flag' if flag else ''})"
    return element("th", element("span", *flag, concept.id, title=title), scope="col",
                   data_sort=f"concept-{number}", data_place="/".join(place), class_="concept",
                   )  # fmt: skip


def _row(standing: Standing, concepts: Concepts) -> Markup:
    reached, candidate = standing.score, standing.candidate
    found = [standing.concepts.get(place) for place in concepts]
    link = element("a", candidate.name, href=address(candidate.folder))
    cells = (
        element("td", f"{reached.points:.1f}", class_="number"),
        _verdict(reached.passed),
        *(element("td", tally(reached.levels[level]), class_="tally") for level in LEVELS),
        element("td", f"⚑ {len(reached.red_flags)}" if reached.red_flags else "0",
                class_="flag" if reached.red_flags else "none"),
        *(_cell(one.outcome, flag=one.red_flag and one.outcome == "failed") if one else _cell(NONE)
          for one in found),
    )  # fmt: skip
    row = element(
        "tr",
        element("th", link, scope="row"),
        *cells,
        data_folder=candidate.folder,
        data_points=reached.points,
        data_verdict=WORDS[reached.passed],
        data_levels=" ".join(str(reached.levels[level].passed) for level in LEVELS),
        data_flags=len(reached.red_flags),
        data_outcomes="".join(one.outcome[0] if one else NONE for one in found),
    )
    return join(row, Markup("\n"))


@cache
def _verdict(passed: bool | None) -> Markup:  # noqa: FBT001 - the verdict itself
    word = WORDS[passed]
    sign = element("span", VERDICT_SIGNS[passed], aria_hidden="true")
    return element("td", sign, f" {word}", class_=f"verdict {word.replace(' ', '-')}")


@cache
def _cell(outcome: str, *, flag: bool = False) -> Markup:
    """Return a cell; there may be thousands of it, so it is one element with a sign."""
    if outcome == NONE:
        return element("td", NONE, aria_label="not judged", class_="cell none")
    sign = "⚑" if flag else SIGNS[outcome]
    label = f"{outcome}, red flag" if flag else outcome
    return element("td", sign, aria_label=label, class_=f"cell {_class(outcome, flag=flag)}")


def _foot(standings: list[Standing], concepts: Concepts) -> Markup:
    """Return the row of how many passed each concept, in percent of those it was judged for."""
    told = element("th", "passed by, in %", scope="row")
    empty = element("td", colspan=len(FACTS))
    return element("tr", told, empty, *(_percent(standings, place) for place in concepts))


def _percent(standings: list[Standing], place: tuple[str, str]) -> Markup:
    outcomes = [one.concepts[place].outcome for one in standings if place in one.concepts]
    return element("td", f"{100 * outcomes.count('passed') / len(outcomes):.0f}", class_="cell")
