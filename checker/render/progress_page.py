"""What was passed, as one page of HTML that needs no network, no script and no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render import chart
from checker.render import map as course
from checker.render.document import document
from checker.render.markup import Markup, element, join
from checker.render.progress import day, next_step, summaries, welcome
from checker.report import LEVELS, LevelCount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.statistics import KataStanding, Part, Statistics

MARKER = "<!-- Written by `kata progress --html`, which replaces it. -->"
TITLE = "flask-katas: my progress"
STYLE = """
td.day { white-space: nowrap; }
tr.track th { padding-top: 1rem; }
.passed { --state: var(--passed); } .older { --state: var(--older); }
.started { --state: var(--started); } .new { --state: var(--new); }
td.state { min-width: 7rem; }
td.state, text.state { color: var(--state); fill: var(--state); font-weight: 600; }
.bar { display: block; height: .35rem; border-radius: .2rem; background: var(--line);
  min-width: 5rem; print-color-adjust: exact; }
.bar i { display: block; height: 100%; border-radius: .2rem; background: var(--passed); }
svg { display: block; width: 100%; min-width: 34rem; max-width: 45rem; font-size: 12px;
  print-color-adjust: exact; }
svg text { fill: var(--text); } svg .quiet { fill: var(--quiet); }
.name { font-size: 14px; font-weight: 600; } .label { font-weight: 600; }
.grid { stroke: var(--line); } .area { fill: var(--passed); opacity: .15; }
.curve { fill: none; stroke: var(--passed); stroke-width: 2; } .dot { fill: var(--passed); }
.card { fill: var(--card); stroke: var(--line); } .card.new { fill: none; }
.sign { fill: none; stroke: var(--state); stroke-width: 2; } .sign.passed { fill: var(--state); }
.half { fill: var(--state); } .tick { fill: none; stroke: var(--state); stroke-width: 2; }
.tick.passed { stroke: var(--page); }
.arrow { fill: none; stroke: var(--quiet); } .tip { fill: var(--quiet); }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; }
  section, svg, tr { break-inside: avoid; } section.long { break-inside: auto; }
  h2, h3, caption, p.quiet { break-after: avoid; }
  svg.map { max-height: 21cm; } .wide { overflow: visible; }
}
"""


def render(statistics: Statistics) -> str:
    """Return the page; `MARKER` is in its second line."""
    main = element("main", element("h1", TITLE), *_sections(statistics))
    body = (main, Markup("\n"), _footer(statistics))
    return document(TITLE, body, style=STYLE, marker=MARKER)


def _sections(statistics: Statistics) -> Iterator[Markup]:
    if statistics.note:
        yield element("p", f"Note: {statistics.note}", class_="flag")
    told = summaries(statistics) if statistics.begun else welcome(statistics)
    yield element("p", " ".join(told))
    yield element("p", "Next: ", element("code", next_step(statistics)))
    if statistics.begun:
        yield from _over_time(statistics)
        yield from _by_level(statistics)
        yield from _still_open(statistics.begun)
    yield from _map(statistics)
    if statistics.standings:
        yield _section("All katas", _wide(_all(statistics)), long=True)


def _section(title: str, *content: Markup, long: bool = False) -> Markup:
    attributes = {"class_": "long"} if long else {}
    return join(Markup("\n"), element("section", element("h2", title), *content, **attributes))


def _wide(content: Markup) -> Markup:
    """Return *content* so that on a narrow screen it scrolls, by keys too, and not the page."""
    return element("div", content, class_="wide", tabindex="0")


def _over_time(statistics: Statistics) -> Iterator[Markup]:
    history = statistics.history
    if history and history[0].time < max(statistics.now, history[-1].time):
        drawing = _wide(chart.draw(history, statistics.now))
        table = element("details", element("summary", "The same as a table"), chart.table(history))
        yield _section("Over time", drawing, table)


def _by_level(statistics: Statistics) -> Iterator[Markup]:
    head = element("tr", *(_head(word) for word in ("Track", "Katas passed", *LEVELS)))
    rows = [element("tr", *_part(part)) for part in (*statistics.parts, statistics.total)]
    table = element(
        "table",
        element("caption", "Concepts that passed, of those of the katas begun"),
        element("thead", head),
        element("tbody", *rows),
    )
    yield _section("By track and level", _wide(table))


def _part(part: Part) -> Iterator[Markup]:
    yield element("th", part.name, scope="row")
    for count in (part.katas, *(part.levels[level] for level in LEVELS)):
        yield element("td", _of(count), *([_bar(count)] if count.total else []))


def _bar(count: LevelCount) -> Markup:
    share = element("i", style=f"width: {100 * count.passed / count.total:.0f}%")
    return element("span", share, class_="bar", aria_hidden="true")


def _still_open(begun: tuple[KataStanding, ...]) -> Iterator[Markup]:
    flags = {(standing.kata.id, flag.id) for standing in begun for flag in standing.red_flags}
    told = f"Red flags open: {len(flags) or 'none'}."
    rows = [
        element(
            "tr",
            element("th", standing.kata.id, scope="row"),
            element("td", concept.level),
            element("td", concept.title),
            element("td", "red flag" if (standing.kata.id, concept.id) in flags else "",
                    class_="flag"),
        )
        for standing in begun
        for concept in standing.kata.concepts
        if concept in standing.open or concept in standing.red_flags
    ]  # fmt: skip
    if not rows:
        return
    table = element(
        "table",
        element("caption", "Concepts of the katas begun that have not passed, and red flags"),
        element("thead", element("tr", *(_head(w) for w in ("Kata", "Level", "Concept", "")))),
        element("tbody", *rows),
    )
    yield _section("Still open", element("p", told), _wide(table), long=True)


def _map(statistics: Statistics) -> Iterator[Markup]:
    after = course.directly(statistics.standings)
    drawings: list[Markup] = []
    for part in statistics.parts:
        of_track = [s for s in statistics.standings if s.kata.track == part.name]
        drawings.append(element("h3", f"{part.name}, {_of(part.katas)} passed"))
        drawings.append(_wide(course.draw(part.name, of_track, after)))
    if drawings:
        told = "An arrow leads to what is best done afterwards. It is advice: nothing is locked."
        yield _section("The map", element("p", told, class_="quiet"), *drawings, long=True)


def _all(statistics: Statistics) -> Markup:
    words = ("Kata", "State", "Passed on", "Concepts", "Checks", "Hints", "Difficulty", "Minutes",
             "After")  # fmt: skip
    known = {standing.kata.id for standing in statistics.standings}
    bodies: list[Markup] = []
    for part in statistics.parts:
        title = element("th", part.name, colspan=len(words), scope="rowgroup")
        rows = [
            element("tr", *_row(standing, known), id=f"kata-{standing.kata.id}")
            for standing in statistics.standings
            if standing.kata.track == part.name
        ]
        bodies.append(element("tbody", element("tr", title, class_="track"), *rows))
    head = element("thead", element("tr", *(_head(word) for word in words)))
    caption = element("caption", "In the order of the course; checks up to the first pass")
    return element("table", caption, head, *bodies)


def _row(standing: KataStanding, known: set[str]) -> Iterator[Markup]:
    kata = standing.kata
    state = course.WORDS[standing.state] + (", solution read" if standing.opened else "")
    yield element("th", kata.id, scope="row", title=kata.title)
    yield element("td", state, class_=f"state {standing.state}")
    yield element("td", day(standing.passed_on), class_="day")
    yield element("td", _of(standing.concepts), class_="number")
    yield element("td", str(standing.checks), class_="number")
    yield element("td", str(standing.hints), class_="number")
    yield element("td", kata.difficulty)
    yield element("td", str(kata.minutes), class_="number")
    links = [element("a", name, href=f"#kata-{name}") for name in kata.after if name in known]
    yield element("td", join(*links, between=", "))


def _head(word: str) -> Markup:
    numbers = ("Concepts", "Checks", "Hints", "Minutes")
    attributes = {"class_": "number"} if word in numbers else {}
    return element("th", word, scope="col", **attributes)


def _footer(statistics: Statistics) -> Markup:
    written = f"Written {statistics.now:%Y-%m-%d %H:%M} from work/progress.json. Again: "
    return element("footer", element("p", written, element("code", "make progress ARGS=--html")))


def _of(count: LevelCount) -> str:
    return f"{count.passed} of {count.total}" if count.total else "-"
