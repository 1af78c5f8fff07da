"""The results of grading as one page of HTML that needs no network and no other file.

An interviewer's has all that is known; a candidate's says what was asked, and whether it is met.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checker.grading import concepts_of, for_candidate
from checker.render import answer, heat_map, ranking, similarity, tree
from checker.render.document import document
from checker.render.markup import Markup, element, join
from checker.render.text import counted
from checker.render.tree import node
from checker.render.verdict import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.grading import Grading
    from checker.render.ranking import Standing
    from checker.render.tree import Node
    from checker.report import ConceptResult

PAGE = Path(__file__).with_name("page")
WITHOUT_SCRIPT = (
    "Without JavaScript this page shows the table only. All that is known of a candidate is in "
    "their JSON report too."
)


def render(
    grading: Grading, *, audience: Literal["interviewer", "candidate"] = "interviewer"
) -> str:
    """Return the page; for a candidate *grading* must have one candidate only.

    Raises ValueError if it has another number.
    """
    style = (PAGE / "grading.css").read_text(encoding="utf-8")
    title = f"{grading.assessment.title}: results"
    if audience == "candidate":
        (one,) = ranking.standings(grading)
        body = element("main", tree.markup(*_copy(grading, one)), class_="copy")
        return document(title, [body, Markup("\n")], style=style)
    script = (PAGE / "grading.js").read_text(encoding="utf-8")
    return document(title, _all(grading, title), style=style, script=script)


def _all(grading: Grading, title: str) -> Iterator[Markup]:
    """Yield what an interviewer sees."""
    found = ranking.standings(grading)
    concepts = ranking.columns(grading.assessment, found)
    head = element("header", element("h1", title), tree.markup(*_summary(grading, found)))
    more = tree.markup(*similarity.section(grading), *_skipped(grading), _footer(grading))
    yield element("main", head, _table(found, concepts), _answers(), more)
    yield Markup("\n")
    for one in found:
        nodes = answer.answer(grading.assessment, one)
        yield tree.script(nodes, data_candidate=one.candidate.folder)
        yield Markup("\n")


def _summary(grading: Grading, found: list[Standing]) -> Iterator[Node]:
    verdicts = [one.score.passed for one in found]
    facts = {
        "Candidates": len(found),
        **{word: verdicts.count(verdict) for verdict, word in WORDS.items()},
        "Pass mark": grading.assessment.pass_mark,
    }
    yield node("p", f"Graded {_when(grading)}. {grading.assessment.about}", class_="quiet")
    tiles = [node("div", node("dt", name.capitalize()), node("dd", str(number)))
             for name, number in facts.items()]  # fmt: skip
    yield node("dl", *tiles, class_="tiles")
    yield node("p", ranking.rule(grading.assessment), class_="quiet")


def _when(grading: Grading) -> str:
    return f"{datetime.fromisoformat(grading.started):%Y-%m-%d %H:%M %Z}".rstrip()


def _table(found: list[Standing], concepts: heat_map.Concepts) -> Markup:
    note = element("noscript", element("p", WITHOUT_SCRIPT))
    table = element("div", heat_map.draw(found, concepts), class_="grid", tabindex=0,
                    role="region", aria_label="Candidates by concepts")  # fmt: skip
    return element("section", element("h2", "Ranking"), note, _controls(concepts), table,
                   heat_map.legend(), id="ranking")  # fmt: skip


def _controls(concepts: heat_map.Concepts) -> Markup:
    """Return the filters, hidden until the script is there that obeys them."""
    verdicts = [_option(word, word) for word in WORDS.values()]
    failed = [_option(str(number), " ".join(place)) for number, place in enumerate(concepts)]
    controls = (
        _control("Name", element("input", type="search", id="by-name", autocomplete="off")),
        _control("Verdict", _choice("by-verdict", verdicts)),
        _control("Failed the concept", _choice("by-concept", failed)),
        element("label", element("input", type="checkbox", id="by-flag"), " Has a red flag"),
        element("button", "Show all", type="button", id="clear"),
        element("p", role="status", id="shown"),
    )
    return element("form", *controls, class_="controls", hidden="", aria_label="Filter")


def _control(label: str, field: Markup) -> Markup:
    return element("label", element("span", label), field)


def _choice(name: str, options: list[Markup]) -> Markup:
    return element("select", _option("", "any"), *options, id=name)


def _option(value: str, told: str) -> Markup:
    return element("option", told, value=value)


def _answers() -> Markup:
    buttons = (
        element("button", "Open all that are shown", type="button", id="open-all"),
        element("button", "Close all", type="button", id="close-all"),
    )
    hint = "A name in the table opens that candidate's answers here."
    return element(
        "section",
        element("h2", "Answers"),
        element("p", hint, class_="quiet", id="hint"),
        element("p", join(*buttons, between=" "), class_="controls"),
        element("div", id="opened"),
        id="answers",
        hidden="",
    )


def _skipped(grading: Grading) -> Iterator[Node]:
    if grading.skipped:
        told = "These were no submissions, and are in no table above:"
        items = [node("li", line) for line in grading.skipped]
        yield node("section", node("h2", "Skipped"), node("p", told), node("ul", *items),
                   id="skipped")  # fmt: skip


def _footer(grading: Grading) -> Node:
    versions = [f"{name} {version}" for name, version in grading.environment.items()]
    told = ", ".join([counted(len(grading.candidates), "candidate"), *versions])
    return node("footer", node("p", f"{told}. All were given the values of seed {grading.seed}."))


def _copy(grading: Grading, one: Standing) -> Iterator[Node]:
    """Yield what a candidate sees."""
    assessment = grading.assessment
    yield node("h1", assessment.title)
    yield node("p", f"{one.candidate.name}, graded {_when(grading)}", class_="quiet")
    if assessment.shown.score:
        yield answer.verdict(assessment, one)
        yield answer.points(assessment, one)
        yield node("p", ranking.rule(assessment), class_="quiet")
    for report in map(for_candidate, one.candidate.reports):
        titles = {concept.id: concept.title for concept in report.concepts}
        concepts = list(concepts_of(assessment, report))
        lines = answer.by_level(concepts, partial(_asked, titles), heading="h3")
        yield node("section", node("h2", report.title), *lines)


def _asked(titles: dict[str, str], concept: ConceptResult) -> Node:
    """Return the outcome of *concept*, and the sentences of what it did not meet."""
    missed = [test.requirement for test in concept.tests if test.outcome in ("failed", "error")]
    needs = [f"Not judged before this passes: {titles[name]}" for name in concept.blocked_by]
    sentences = [node("li", sentence) for sentence in dict.fromkeys(missed + needs)]
    return node("li", *answer.line(concept), *([node("ul", *sentences)] if sentences else []))
