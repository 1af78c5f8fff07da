from __future__ import annotations

import re
from itertools import combinations

import pytest
from builders import ROOT
from courses import PROGRESS, at, counted, the_kata

from checker.catalog import load_katas
from checker.page import read_page
from checker.progress import Progress, State
from checker.render import map as course
from checker.render.document import DARK, LIGHT
from checker.render.progress_page import MARKER, render

EVIL = "<script>alert(1)</script><img src=x onerror=y>\x1b[2J\u202e'\""
TEXT = ("text", "quiet", "passed", "older", "started", "new", "flag")


def page(progress=PROGRESS, **options):
    """Return the page of *progress* as a browser reads it."""
    return read_page(render(counted(progress, **options)))


def section(title, found=None):
    """Return the section with that *title*."""
    return next(s for s in (found or page()).find("section") if s.one("h2").text == title)


def rows(table):
    """Return the cells of the rows of *table* by the row's name."""
    return {
        row.find("th")[0].text: [cell.text for cell in row.find("td")]
        for row in table.find("tbody tr")
        if row.find("td")
    }


def test_the_page_says_that_it_is_ours():
    """The marker stands in the first lines, so that we may write it again."""
    assert render(counted()).splitlines()[1] == MARKER


def test_the_page_needs_nothing_else():
    """No script, no other file, and the browser is told that there is none."""
    found = page()
    assert [e.tag for e in found.find("script, link, img, iframe, object, embed")] == []
    assert [e.attributes for e in found.find("*") if {"src", "onload"} & e.attributes.keys()] == []
    links = [e.attributes["href"] for e in found.find("[href]")]
    assert [link for link in links if not link.startswith("#")] == []
    assert "url(" not in found.one("style").raw
    assert found.one("meta[http-equiv]").attributes["content"].startswith("default-src 'none'")


def test_every_link_leads_to_something():
    """A link to a kata leads to its line in the table."""
    found = page()
    ids = [element.attributes["id"] for element in found.find("[id]")]
    links = [element.attributes["href"].removeprefix("#") for element in found.find("a")]
    assert len(ids) == len(set(ids))
    assert set(links) == {"kata-hello_app", "kata-routing", "kata-models"}
    assert set(links) <= set(ids)


def test_the_sums_and_the_next_command_come_first():
    """Who opens the page reads first how far they are, and what to type."""
    words = [element.text for element in page().find("main > p")]
    assert words[0].startswith("2 of 6 katas passed, 7 of the 13 concepts in the 4 katas begun.")
    assert words[1] == "Next: make check KATA=forms"


def test_all_katas_stand_in_the_table():
    """State, day, concepts, checks, hints, difficulty, minutes, and what each comes after."""
    assert rows(section("All katas").one("table")) == {
        "hello_app": ["passed", "2026-01-02", "1 of 1", "2", "0", "easy", "10", ""],
        "routing": ["passed by older tests, solution read", "2026-01-09", "4 of 4", "5", "3",
                    "easy", "15", "hello_app"],
        "forms": ["started", "-", "0 of 4", "0", "0", "medium", "15", "hello_app, routing"],
        "streaming": ["new", "-", "0 of 2", "0", "0", "advanced", "15", "routing"],
        "models": ["started", "-", "2 of 4", "2", "0", "easy", "45", "routing"],
        "jwt_auth": ["new", "-", "0 of 4", "0", "0", "easy", "15", "models"],
    }  # fmt: skip


def test_the_map_has_the_same():
    """Each kata has a card with its name, its state in words, difficulty, minutes and checks."""
    cards = [element.text for element in section("The map").find("svg.map text")]
    assert cards == [
        "hello_app", "passed 2026-01-02", "easy, 10 min", "2 checks",
        "routing", "passed by older tests 2026-01-09, solution read", "easy, 15 min",
        "5 checks, 3 hints",
        "forms", "started, 0 of 4 concepts", "medium, 15 min", "",
        "streaming", "new", "advanced, 15 min", "",
        "models", "started, 2 of 4 concepts", "easy, 45 min; after routing", "2 checks",
        "jwt_auth", "new", "easy, 15 min; after models", "",
    ]  # fmt: skip


def test_states_differ_in_more_than_colour():
    """Every state has a sign of its own form, beside the words."""
    signs = {}
    for standing in counted().standings:
        drawn = "".join(course._sign(standing.state, 0, 0))
        signs[standing.state] = drawn.replace(standing.state, "")
    assert set(signs) == {"new", "started", "passed", "older"}
    forms = [sign for state, sign in signs.items() if state != "older"]
    assert len(set(forms)) == 3
    assert ".sign.passed { fill:" in page().one("style").raw  # what an older pass has not


def test_drawings_are_told_in_words():
    """Each drawing has a title and a description that are its own, for who cannot see it."""
    drawings = page().find("svg")
    assert len(drawings) == 4
    for drawing in drawings:
        title, told = drawing.attributes["aria-labelledby"].split()
        assert drawing.attributes["role"] == "img"
        assert drawing.find("title")[0].attributes["id"] == title
        assert drawing.one("desc").attributes["id"] == told
        assert drawing.one("desc").text.endswith(("has the same.", "has the same days."))


def test_the_chart_has_a_table():
    """The days of the chart stand in a table, with the katas passed on each."""
    assert rows(section("Over time").one("details table")) == {
        "2026-01-02": ["1", "1", "hello_app"],
        "2026-01-04": ["3", "1", ""],
        "2026-01-08": ["4", "1", ""],
        "2026-01-09": ["5", "2", "routing"],
        "2026-01-10": ["7", "2", ""],
    }


def test_the_chart_names_its_ends():
    """The line of time has the first day and today; what a kata was passed is on its dot."""
    chart = section("Over time").one("svg")
    words = [element.text for element in chart.find("text")]
    assert words[:5] == ["2026-01-02", "2026-01-06", "2026-01-11", "2026-01-15", "2026-01-20"]
    dots = [dot.one("title").text for dot in chart.find("circle")]
    assert dots == ["hello_app, 2026-01-02", "routing, 2026-01-09"]


@pytest.mark.parametrize(
    ("first", "times"),
    [
        (at(20, 9), ["09:00", "09:07", "09:15", "09:22", "09:30"]),
        (at(18, 10), ["01-18 10:00", "01-18 21:52", "01-19 09:45", "01-19 21:37", "01-20 09:30"]),
        ("2026-01-20T09:29:10+00:00", ["09:29", "09:30"]),
    ],
    ids=["hours", "days", "a-minute"],
)
def test_times_are_told_as_exactly_as_they_differ(first, times):
    """Within a day there are hours, within a week days and hours, and none stands there twice."""
    state = State(first_passes={"says": first})
    words = page(Progress({"routing": state})).one("svg.chart").find("text")
    assert [element.text for element in words if re.search(r"\d[:-]", element.text)] == times


def test_strengths_and_gaps_stand_by_track_and_level():
    """How many concepts passed, of those of the katas begun."""
    assert rows(section("By track and level").one("table")) == {
        "basics": ["2 of 4", "3 of 5", "1 of 2", "1 of 2"],
        "data": ["0 of 1", "1 of 2", "1 of 1", "0 of 1"],
        "security": ["0 of 1", "-", "-", "-"],
        "all": ["2 of 6", "4 of 7", "2 of 3", "1 of 3"],
    }


def test_what_is_open_is_listed_with_the_red_flags():
    """Each concept of a kata begun that has not passed is there, red flags are called so."""
    found = section("Still open")
    assert found.one("p").text == "Red flags open: 1."
    cells = [[cell.text for cell in row.find("th, td")] for row in found.find("tbody tr")]
    assert cells[-2:] == [
        ["models", "core", "It hides <what> it must", "red flag"],
        ["models", "expert", "It proves <what> it must", ""],
    ]


def test_a_red_flag_that_came_back_is_open():
    """A concept that passed once, and now fails as a red flag, is listed too."""
    state = State(tries=2, first_passed=at(2), first_passes=dict.fromkeys(("says", "hides"), at(2)),
                  outcomes={"says": "passed", "hides": "failed"})  # fmt: skip
    found = page(Progress({"two": state}), katas=[the_kata("two", "says", "hides")])
    cells = [cell.text for cell in section("Still open", found).find("tbody td")]
    assert cells == ["core", "It hides <what> it must", "red flag"]


def test_no_progress_says_where_to_begin():
    """An empty progress is a word of welcome, a command, and the map."""
    found = page(Progress(), answered=())
    assert [s.one("h2").text for s in found.find("section")] == ["The map", "All katas"]
    assert "Begin with hello_app (The hello_app), about 10 minutes." in found.one("main").text
    assert "Next: make check KATA=hello_app" in found.one("main").text


def test_an_empty_course_is_a_page():
    """Without katas there is no map, and no error."""
    found = page(Progress(), katas=[], answered=())
    assert found.find("section") == []
    assert "Next: make list" in found.one("main").text


def test_one_moment_has_no_chart():
    """Where no time has passed there is nothing to draw."""
    state = State(first_passes={"says": at(20, 9)})
    now = counted().now.replace(minute=0)
    assert page(Progress({"routing": state}), now=now).find("svg.chart") == []


def test_whatever_is_said_stays_text():
    """Titles, names in the progress and notes become neither markup nor control characters."""
    katas = [the_kata("one", "says", title=EVIL, difficulty=EVIL)]
    progress = Progress({"one": State(tries=1), EVIL: State(first_passed=at(1))}, note=EVIL)
    text = render(counted(progress, katas=katas))
    assert [e.tag for e in read_page(text).find("script, img")] == []
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(colours):
    """Every colour of text has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    found = dict(re.findall(r"--(\w+): (#\w{6});", colours))
    assert found.keys() >= {*TEXT, "page", "card"}
    low = [
        (name, ground, round(contrast(found[name], found[ground]), 2))
        for name in TEXT
        for ground in ("page", "card")
        if contrast(found[name], found[ground]) < 4.5
    ]
    assert low == []


def contrast(one, other):
    """Return the contrast of two colours, as WCAG 2.2 computes it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    """Return how bright a colour ``#rrggbb`` is, from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_print_and_dark_screens_are_provided_for():
    """Dark is for screens that ask for it, so that paper is always light."""
    style = page().one("style").raw
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "@media print" in style


def test_a_kata_comes_directly_after_few():
    """What a kata's neighbours come after themselves is not drawn again."""
    assert course.directly(counted().standings) == {
        "hello_app": set(),
        "routing": {"hello_app"},
        "forms": {"routing"},
        "streaming": {"routing"},
        "models": {"routing"},
        "jwt_auth": {"models"},
    }


def test_katas_that_come_after_each_other_are_no_error():
    """A circle is an author's mistake, and the map is drawn all the same."""
    katas = [the_kata("one", after=("two",)), the_kata("two", after=("one",))]
    assert "two" in page(katas=katas).one("svg.map").text


def test_a_card_names_two_katas_of_other_tracks():
    """Of more there is no room; the table has them all."""
    names = ("one", "two", "three")
    katas = [*(the_kata(name) for name in names), the_kata("four", track="data", after=names)]
    found = page(katas=katas, answered=())
    assert "easy, 15 min; after one, three and 1 more" in found.find("svg.map")[1].text
    assert rows(section("All katas", found).one("table"))["four"][-1] == "one, two, three"


def test_lanes_never_run_together():
    """In one lane no two arrows run side by side, and short ones are the nearest."""
    after = course.directly(counted(katas=load_katas(ROOT)).standings)
    names = list(after)
    edges = [(names.index(e), names.index(name)) for name in names for e in after[name]]
    lanes = course._lanes(edges)
    spans = {
        source: (source, max(target for one, target in edges if one == source)) for source in lanes
    }
    together = [
        (one, two)
        for one, two in combinations(lanes, 2)
        if lanes[one] == lanes[two]
        and spans[one][0] < spans[two][1]
        and spans[two][0] < spans[one][1]
    ]
    assert together == []
    assert course._lanes([(0, 5), (1, 2)]) == {1: 0, 0: 1}


def test_our_katas_fit_their_cards():
    """No line of a card is longer than its card, by the usual width of a letter."""
    katas = load_katas(ROOT)
    states = {
        kata.id: State(tries=99, hints={"a": 99}, first_passed=at(2), suite="old", given_up=at(1))
        for kata in katas
    }
    for drawing in page(Progress(states), katas=katas).find("svg.map"):
        texts = drawing.find("text")
        for left, right in zip(texts[::2], texts[1::2], strict=True):
            start, end = float(left.attributes["x"]), float(right.attributes["x"])
            assert 6.6 * (len(left.text) + len(right.text)) < end - start, left.text


def test_our_course_is_a_page_that_a_browser_reads():
    """The whole course fits into the length of a page that we read ourselves."""
    found = page(Progress(), katas=load_katas(ROOT), answered=())
    assert len(rows(section("All katas", found).one("table"))) == len(load_katas(ROOT))
