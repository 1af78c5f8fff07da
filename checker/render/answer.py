"""All that is known of one candidate, as elements of a page."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from checker.grading import concepts_of
from checker.render import evidence, ranking
from checker.render.text import counted
from checker.render.tree import node
from checker.render.verdict import WORDS
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.grading import Assessment
    from checker.render.ranking import Standing
    from checker.render.tree import Node
    from checker.report import ConceptResult, Level, LevelCount, OwnTests, Report

SIGNS = {"passed": "✓", "failed": "✗", "blocked": "○", "error": "!", "checker problem": "?"}

JUDGED = ("passed", "failed")


def answer(assessment: Assessment, standing: Standing) -> Iterator[Node]:
    """Yield what an interviewer needs to explain the score of one candidate."""
    yield node("h3", standing.candidate.name, tabindex=-1)
    yield verdict(assessment, standing)
    yield points(assessment, standing)
    for report in standing.candidate.reports:
        yield node("section", *_kata(assessment, standing, report))


def verdict(assessment: Assessment, standing: Standing) -> Node:
    """Return the points, the verdict and its reason, with the red flags by title."""
    reached = standing.score
    told = (
        f"{reached.points:.1f} points: {WORDS[reached.passed]}"
        f" ({ranking.reason(assessment, reached)})."
    )
    open_ = [c for c in standing.concepts.values() if c.red_flag and c.outcome not in JUDGED]
    if open_:
        told += f" Of the red flags, {len(open_)} could not be judged."
    flags = [node("li", f"Red flag in {flag.kata}: {flag.title}", class_="flag")
             for flag in reached.red_flags]  # fmt: skip
    return node("div", node("p", told, class_="verdict"), *([node("ul", *flags)] if flags else []))


def points(assessment: Assessment, standing: Standing) -> Node:
    """Return a table of how the points came about."""
    weights = {part.kata: part.weight for part in assessment.parts}
    names = ("Kata", *(f"{level} ({assessment.weights[level]:g})" for level in LEVELS),
             "Points", "Weight")  # fmt: skip
    head = [node("th", name, scope="col") for name in names]
    rows = [
        _row(report.kata, _levels(ranking.of_kata(assessment, report).levels),
             _share(assessment, report), f"{weights[report.kata]:g}")
        for report in standing.candidate.reports
    ]  # fmt: skip
    total = _row("all", _levels(standing.score.levels), f"{standing.score.points:.1f}", "")
    table = node(
        "table",
        node("caption", "How the points came about: passed of all, by level and its weight"),
        node("thead", node("tr", *head)),
        node("tbody", *rows),
        *([node("tfoot", total)] if len(rows) > 1 else []),
        class_="points",
    )
    return node("div", table, class_="wide")


def _levels(levels: dict[Level, LevelCount]) -> tuple[str, ...]:
    return tuple(ranking.tally(levels[level]) for level in LEVELS)


def _row(kata: str, levels: tuple[str, ...], share: str, weight: str) -> Node:
    cells = [node("td", text) for text in (*levels, share, weight)]
    return node("tr", node("th", kata, scope="row"), *cells)


def _share(assessment: Assessment, report: Report) -> str:
    if all(c.outcome == "checker problem" for c in concepts_of(assessment, report)):
        return "left out"
    return f"{ranking.of_kata(assessment, report).points:.1f}"


def _kata(assessment: Assessment, standing: Standing, report: Report) -> Iterator[Node]:
    yield node("h4", node("code", report.kata), f" {report.title}")
    if report.problem:
        yield evidence.folded("The checker had a problem, which counts for nobody",
                              node("pre", evidence.quoted(report.problem)))  # fmt: skip
    if report.fault:
        yield node("p", node("strong", "The answer could not be used."))
        yield from evidence.fault(report.fault)
    for note in report.notes:
        yield node("p", f"Note: {note}", class_="quiet")
    start = f"candidate-{standing.candidate.folder}/{report.kata}"
    concepts = list(concepts_of(assessment, report))
    yield from by_level(
        concepts, lambda concept: _concept(concept, f"{start}/{concept.id}"), heading="h5"
    )
    if report.own_tests:
        yield from _own_tests(report.own_tests)
    yield from _again(report)


def by_level(
    concepts: list[ConceptResult], shown: Callable[[ConceptResult], Node], *, heading: str
) -> Iterator[Node]:
    """Yield the *concepts* in a list for each level, each as *shown* makes it."""
    for level in LEVELS:
        if of_level := [concept for concept in concepts if concept.level == level]:
            passed = [concept.outcome for concept in of_level].count("passed")
            yield node(heading, f"{level} {passed}/{len(of_level)}", class_="level-of")
            yield node("ul", *map(shown, of_level), class_="concepts")


def line(concept: ConceptResult) -> tuple[Node, ...]:
    """Return sign, outcome and title of *concept*."""
    outcome, title = concept.outcome, concept.title
    word = "red flag" if outcome == "failed" and concept.red_flag else outcome
    return (
        node("b", f"{SIGNS[outcome]} {word}", class_=f"outcome {outcome.replace(' ', '-')}"),
        f" {title}",
    )


def _concept(concept: ConceptResult, place: str) -> Node:
    bad = [test for test in concept.tests if test.outcome != "passed"]
    needs = f"Needs {', '.join(concept.blocked_by)}" if concept.blocked_by else ""
    reported = "its evidence is reported by the answer's own process"
    remark = f" ({reported})" if concept.evidence == "reported" else ""
    name = node("span", f" {concept.id}{remark}", class_="quiet")
    if not bad:
        told = [node("p", needs, class_="quiet")] if needs else []
        return node("li", *line(concept), name, *told, id=place)
    count = [node("p", f"{len(bad)} of {counted(len(concept.tests), 'test')} did not pass.")]
    tests = [node("div", *evidence.evidence(test), class_="test") for test in bad]
    summary = node("summary", *line(concept), name)
    return node("li", node("details", summary, *count, *tests, open=""), id=place)


def _own_tests(tests: OwnTests) -> Iterator[Node]:
    yield node("h5", "Tests that were handed in", class_="level-of")
    covered = "" if tests.coverage is None else f"; they ran {tests.coverage:g} % of its lines"
    told = f"{tests.passed} passed, {tests.failed} failed, {tests.skipped} skipped{covered}."
    yield node("p", told, " As the answer's own process reported it.")
    if tests.problem:
        yield node("p", evidence.quoted(tests.problem))
    if tests.output.strip():
        yield evidence.folded("What pytest wrote", node("pre", evidence.ending(tests.output)))


def _again(report: Report) -> Iterator[Node]:
    path = shlex.quote(report.submission)
    command = f"kata check {report.kata} --submission {path} --seed {report.seed}"
    yield node("p", "Repeat it: ", node("code", command))
    facts = [f"digest {report.digest}", report.isolation, f"{report.seconds:.1f} s"]
    facts += [f"{name} {version}" for name, version in report.environment.items()]
    yield evidence.folded("How it was checked", node("p", ", ".join(facts), class_="quiet digest"))
