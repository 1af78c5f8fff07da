"""The katas of a track as a drawing: in the order of the course, with arrows to what comes after.

Each kata stands on a line of its own. Left of them every kata that others come after has a lane,
from which an arrow leads to each of these; the shortest lanes are the nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render.markup import Markup, element
from checker.render.progress import day
from checker.render.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from checker.statistics import KataStanding

WIDTH, PITCH, CARD, EDGE = 720, 50, 42, 6
LANE, BEND, TIP = 11, 5, 6
SHOWN = 2  # katas of other tracks on a card
WORDS = {"new": "new", "started": "started", "passed": "passed", "older": "passed by older tests"}


def draw(track: str, standings: Sequence[KataStanding], others: Mapping[str, set[str]]) -> Markup:
    """Return the drawing of *track*; *others* says for every kata what it comes `directly` after.

    The arrows are those inside of the track, what else a kata comes after is written on it.
    """
    rows = {standing.kata.id: number for number, standing in enumerate(standings)}
    edges = [(rows[name], row) for id_, row in rows.items() for name in others[id_] & rows.keys()]
    lanes = _lanes(edges)
    left = EDGE + (max(lanes.values(), default=-1) + 1) * LANE + BEND + TIP
    parts = [
        element("title", f"The track {track}, in the order of the course", id=f"map-{track}-title"),
        element("desc", _told(standings), id=f"map-{track}-desc"),
    ]
    parts += _arrows(edges, lanes, left)
    for standing, row in zip(standings, rows.values(), strict=True):
        elsewhere = sorted(others[standing.kata.id] - rows.keys())
        parts += _card(standing, elsewhere, left, row * PITCH + EDGE)
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {len(standings) * PITCH + EDGE}",
        role="img",
        aria_labelledby=f"map-{track}-title map-{track}-desc",
        class_="map",
    )


def directly(standings: Sequence[KataStanding]) -> dict[str, set[str]]:
    """Return what each kata comes after, without what these come after themselves, by id."""
    after = {standing.kata.id: set(standing.kata.after) for standing in standings}
    known = {id_: names & after.keys() for id_, names in after.items()}
    return {
        id_: {
            name
            for name in names
            if not any(name in _earlier(other, known) for other in names - {name})
        }
        for id_, names in known.items()
    }


def _earlier(name: str, after: Mapping[str, set[str]]) -> set[str]:
    """Return all that comes before *name*."""
    found: set[str] = set()
    pending = set(after[name])
    while pending:
        found |= pending
        pending = {earlier for one in pending for earlier in after[one]} - found
    return found


def _lanes(edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the lane of each row that arrows begin at: no two run side by side in one lane."""
    spans: dict[int, tuple[int, int]] = {}
    for source, target in edges:
        first, last = spans.get(source, (source, source))
        spans[source] = (min(first, target), max(last, target))
    lanes: dict[int, int] = {}
    for source in sorted(spans, key=lambda row: (spans[row][1] - spans[row][0], row)):
        first, last = spans[source]
        taken = {
            lane for row, lane in lanes.items() if first < spans[row][1] and spans[row][0] < last
        }
        lanes[source] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _arrows(
    edges: Sequence[tuple[int, int]], lanes: Mapping[int, int], left: int
) -> Iterator[Markup]:
    """Yield the arrows: they leave a card below its middle and reach others above it.

    All from one card are one path, so that they part where they have to and not before.
    """
    tip = left - TIP
    for source, number in lanes.items():
        lane, begin = tip - BEND - number * LANE, _middle(source) + 8
        drawn = ""
        for target in sorted(target for one, target in edges if one == source):
            later = sum(other == target and one > source for one, other in edges)
            end = _middle(target) - 4 - 5 * later
            turn = BEND if end > begin else -BEND
            drawn += (
                f"M{left} {begin}H{lane + BEND}Q{lane} {begin} {lane} {begin + turn}"
                f"V{end - turn}Q{lane} {end} {lane + BEND} {end}H{tip}"
            )
            head = f"M{tip} {end - 3}L{left} {end}L{tip} {end + 3}Z"
            yield element("path", class_="tip", d=head)
        yield element("path", class_="arrow", d=drawn)


def _middle(row: int) -> int:
    return row * PITCH + EDGE + CARD // 2


def _card(standing: KataStanding, elsewhere: list[str], left: int, top: int) -> Iterator[Markup]:
    kata, state = standing.kata, standing.state
    yield element("rect", class_=f"card {state}", x=left, y=top, width=WIDTH - left - 2,
                  height=CARD, rx=6)  # fmt: skip
    yield from _sign(state, left + 20, top + CARD // 2)
    start, end = left + 38, WIDTH - 14
    yield element("text", kata.id, class_="name", x=start, y=top + 17)
    yield element("text", label(standing), class_=f"state {state}", x=end, y=top + 17,
                  text_anchor="end")  # fmt: skip
    told = f"{kata.difficulty}, {kata.minutes} min"
    if elsewhere:
        told += f"; after {', '.join(elsewhere[:SHOWN])}"
        told += f" and {len(elsewhere) - SHOWN} more" if elsewhere[SHOWN:] else ""
    yield element("text", told, class_="quiet", x=start, y=top + 33)
    yield element("text", tries(standing), class_="quiet", x=end, y=top + 33, text_anchor="end")


def _sign(state: str, x: int, y: int) -> Iterator[Markup]:
    """Yield a disc: empty for new, half for started, ticked for passed, hollow if by older tests.

    Its form tells the states apart without colour.
    """
    yield element("circle", class_=f"sign {state}", cx=x, cy=y, r=8)
    if state == "started":
        yield element("path", class_=f"half {state}", d=f"M{x} {y - 8}A8 8 0 0 0 {x} {y + 8}Z")
    elif state in ("passed", "older"):
        yield element("path", class_=f"tick {state}", d=f"M{x - 4} {y}l3 3.5l5 -7")


def label(standing: KataStanding) -> str:
    """Return the state of a kata in words, with the day or how far it is."""
    words = WORDS[standing.state]
    if standing.is_passed:
        words += f" {day(standing.passed_on)}" if standing.passed_on else ""
    elif standing.begun:
        words += f", {standing.concepts.passed} of {standing.concepts.total} concepts"
    return words + (", solution read" if standing.opened else "")


def tries(standing: KataStanding) -> str:
    """Return how many checks and hints there were, or nothing if none."""
    checks, hints = standing.checks, standing.hints
    told = [counted(checks, "check")] if checks else []
    told += [counted(hints, "hint")] if hints else []
    return ", ".join(told)


def _told(standings: Sequence[KataStanding]) -> str:
    states = [standing.state for standing in standings]
    counts = [f"{states.count(state)} {words}" for state, words in WORDS.items() if state in states]
    return f"{len(states)} katas: {', '.join(counts)}. The table of all katas has the same."
