"""What was passed over time, as a drawing: concepts above, katas below, on one line of time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from checker.render.markup import Markup, element, join

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from checker.statistics import Moment

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT = 44, 708
PANELS = (("concepts", 24, 176), ("katas", 212, 272))  # name, and the heights of top and zero
TICKS, WEEK = 4, timedelta(days=8)


def draw(history: tuple[Moment, ...], now: datetime) -> Markup:
    """Return the drawing of *history*, which has two times at least, or one before *now*."""
    first, last = history[0].time, max(now, history[-1].time)
    end = history[-1]

    def x(time: datetime) -> float:
        return LEFT + (RIGHT - LEFT) * ((time - first) / (last - first))

    told = (
        f"From {first:%Y-%m-%d} to {last:%Y-%m-%d}: {end.concepts} concepts and {end.katas} katas."
        " The table below has the same days."
    )
    parts = [
        element("title", "Concepts and katas passed over time", id="chart-title"),
        element("desc", told, id="chart-desc"),
        *_times(first, last),
    ]
    for name, top, zero in PANELS:
        counts = [(x(moment.time), getattr(moment, name)) for moment in history]
        parts += _panel(name, counts, (top, zero))
    _, top, zero = PANELS[1]
    for moment in history:
        if moment.names:
            y = _y(moment.katas, end.katas, (top, zero))
            shown = element("title", f"{', '.join(moment.names)}, {moment.time:%Y-%m-%d}")
            parts.append(element("circle", shown, class_="dot", cx=_n(x(moment.time)), cy=y, r=4))
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby="chart-title chart-desc",
        class_="chart",
    )


def _times(first: datetime, last: datetime) -> Iterator[Markup]:
    """Yield lines at equal distances, with the time of each unless it reads as the one before."""
    form = "%Y-%m-%d"
    if last - first < WEEK:
        form = "%H:%M" if first.date() == last.date() else "%m-%d %H:%M"
    told = ""
    for number in range(TICKS + 1):
        x = _n(LEFT + (RIGHT - LEFT) * number / TICKS)
        anchor = {0: "start", TICKS: "end"}.get(number, "middle")
        yield element("line", class_="grid", x1=x, x2=x, y1=PANELS[0][1], y2=PANELS[-1][2])
        before, told = told, (first + (last - first) * number / TICKS).strftime(form)
        if told != before:
            yield element("text", told, class_="quiet", x=x, y=HEIGHT - 8, text_anchor=anchor)


def _panel(name: str, counts: list[tuple[float, int]], ends: tuple[int, int]) -> Iterator[Markup]:
    top, zero = ends
    most = max(counts[-1][1], 1)
    yield element("text", f"{name} passed", class_="label", x=LEFT, y=top - 8)
    for value in range(0, most + 1, _step(most, zero - top)):
        y = _y(value, most, ends)
        yield element("line", class_="grid", x1=LEFT, x2=RIGHT, y1=y, y2=y)
        yield element("text", str(value), class_="quiet", x=LEFT - 6, y=y, dy="0.35em",
                      text_anchor="end")  # fmt: skip
    steps = "".join(f"H{_n(x)}V{_y(count, most, ends)}" for x, count in counts) + f"H{RIGHT}"
    yield element("path", class_="area", d=f"M{LEFT} {zero}{steps}V{zero}Z")
    yield element("path", class_="curve", d=f"M{LEFT} {zero}{steps}")


def _step(most: int, height: int) -> int:
    """Return 1, 2 or 5 with zeros: how far apart the lines of values up to *most* are."""
    steps = (digit * ten for ten in (1, 10, 100, 1000) for digit in (1, 2, 5))
    return next(step for step in steps if most / step <= height / 20)


def _y(value: int, most: int, ends: tuple[int, int]) -> str:
    top, zero = ends
    return _n(zero - (zero - top) * value / max(most, 1))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def table(history: tuple[Moment, ...]) -> Markup:
    """Return the same by days: the sums of each, and the katas passed on it."""
    days: dict[str, Moment] = {moment.time.strftime("%Y-%m-%d"): moment for moment in history}
    names = {
        day: [name for m in history if m.time.strftime("%Y-%m-%d") == day for name in m.names]
        for day in days
    }
    head = [element("th", word, scope="col") for word in ("Day", "Concepts", "Katas", "Passed")]
    rows = [
        element(
            "tr",
            element("th", day, scope="row"),
            element("td", str(moment.concepts), class_="number"),
            element("td", str(moment.katas), class_="number"),
            element("td", ", ".join(names[day])),
        )
        for day, moment in days.items()
    ]
    return element(
        "table",
        element("caption", "Passed in all, at the end of each day"),
        element("thead", element("tr", *head)),
        element("tbody", join(*rows)),
    )
