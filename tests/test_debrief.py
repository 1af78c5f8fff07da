from dataclasses import replace

import pytest
from builders import ROOT, assert_golden, longest
from interviews import (
    EVIL,
    KATAS,
    WORDS,
    a_closed_interview,
    a_snapshot,
    at,
    digest,
)
from markdown_it import MarkdownIt

from checker.catalog import kata_ids
from checker.debrief import Step, Words, make_debrief, read_words, section
from checker.interview import Taken
from checker.page import read_page
from checker.render.debrief import markdown, page
from checker.render.interview import render_debrief
from checker.render.text import Screen

FIRST = {"answers": "failed", "methods": "failed", "slashes": "blocked"}
SECOND = {"answers": "passed", "methods": "passed", "slashes": "failed"}
THIRD = {"answers": "passed", "methods": "failed", "slashes": "passed"}
FLAGGED = {"issues-token": "passed", "protects-route": "failed", "equal-work": "blocked"}
CLEAN = dict.fromkeys(FLAGGED, "passed")
SAVED = ["work/interviews/2026-01-31-140000.md", "work/interviews/2026-01-31-140000.html"]


def debrief_of(*snapshots, interview=None, words=WORDS, katas=KATAS, notes=()):
    """Return what an interview with these *snapshots* showed."""
    return make_debrief(interview or a_closed_interview(), snapshots, katas, words, notes)


def usual():
    """Return an interview as they are: ups and downs, a red flag, a check at the end."""
    return debrief_of(
        a_snapshot(12, FIRST),
        a_snapshot(31, SECOND),
        a_snapshot(58, THIRD, letter="d"),
        a_snapshot(90, FLAGGED, kata="jwt_auth", letter="e", final=True),
    )


def odd():
    """Return one in which all that can go wrong did, by a candidate who writes markup."""
    interview = replace(
        a_closed_interview(
            closed=at(1000),
            routing=Taken(digest=digest("d"), newer=(EVIL, "app.py")),
            jwt_auth=Taken(problem=f"work/jwt_auth/{EVIL}: a link or no regular file"),
        ),
        backups={"routing": ".backups/routing/2026-01-31-140000-000000"},
    )
    return debrief_of(
        a_snapshot(75, dict.fromkeys(FIRST, "error"), fault=f"create_app raised {EVIL}\n```\n# x"),
        a_snapshot(1000, THIRD, letter="d", final=True),
        interview=interview,
        notes=[f"{EVIL} could not be read"],
    )


def untouched():
    """Return one in which nothing was done, ended early."""
    taken = {"routing": Taken(digest=digest("a")), "jwt_auth": Taken(digest=digest("b"))}
    return debrief_of(interview=a_closed_interview(closed=at(41), **taken))


def perfect():
    """Return one in which everything passed."""
    passed = dict.fromkeys(FIRST, "passed")
    return debrief_of(
        a_snapshot(30, passed), a_snapshot(70, CLEAN, kata="jwt_auth"),
        interview=a_closed_interview(closed=at(71)),
    )  # fmt: skip


ALL = pytest.mark.parametrize("make", [usual, odd, untouched, perfect], ids=lambda m: m.__name__)


def point(debrief, name):
    """Return what *debrief* says of the concept *name*."""
    return next(p for part in debrief.parts for p in part.points if p.id == name)


# What it showed


def test_concepts_pass_when_they_pass_first():
    """The time of the first pass counts, also for what was lost again."""
    assert point(usual(), "answers").minute == 31
    assert point(usual(), "slashes").minute == 58
    assert point(usual(), "methods").minute == 31
    assert point(usual(), "methods").outcome == "failed"


def test_the_timeline_says_what_was_won_and_lost():
    """Each check adds what passed for the first time, and takes away what passed before."""
    events = usual().events
    assert [(e.minute, e.passed, e.won, e.lost) for e in events[:3]] == [
        (12, 0, (), ()),
        (31, 2, ("answers", "methods"), ()),
        (58, 2, ("slashes",), ("methods",)),
    ]
    assert [event.when for event in events] == ["early", "early", "early", "end"]


def test_what_is_won_again_is_not_won_for_the_first_time():
    """A pass counts once."""
    checks = [a_snapshot(1, SECOND), a_snapshot(2, FIRST), a_snapshot(3, SECOND)]
    assert [event.won for event in debrief_of(*checks).events] == [("answers", "methods"), (), ()]


def test_levels_are_counted_as_of_the_end():
    """What counts is the last check before the end, not the best one."""
    counts = usual().parts[0].counts
    assert [(level, n.passed, n.total) for level, n in counts.items()] == [
        ("core", 1, 2),
        ("strong", 1, 1),
    ]


def test_red_flags_are_concepts_that_failed():
    """A blocked one is not known to be wrong."""
    assert [flag.id for flag in usual().parts[1].flags] == ["protects-route"]
    blocked = dict.fromkeys(FLAGGED, "blocked")
    found = debrief_of(a_snapshot(5, blocked, kata="jwt_auth"))
    assert found.parts[1].flags == ()


def test_a_check_that_did_not_decide_changes_nothing():
    """A problem of the checker is not held against anybody."""
    checks = [a_snapshot(5, SECOND), a_snapshot(6, FIRST, problem="the sandbox ended")]
    found = debrief_of(*checks)
    assert point(found, "answers").outcome == "passed"
    assert len(found.events) == 1
    assert found.parts[0].problem == "the sandbox ended"


def test_what_came_after_the_end_is_told_apart():
    """It is counted beside what was there in time."""
    found = odd()
    assert [(p.id, p.outcome, p.after_end) for p in found.parts[0].points] == [
        ("answers", "error", True),
        ("methods", "error", False),
        ("slashes", "error", True),
    ]
    assert found.parts[0].counts["core"].passed == 0
    assert found.parts[0].later["core"].passed == 1


def test_a_red_flag_comes_before_all_else():
    """The first thing to do is what an interviewer would remember."""
    assert usual().steps[0] == Step(
        told="Before all else, put the red flag of jwt_auth right: protects-route.",
        command="make check KATA=jwt_auth",
    )
    assert usual().steps[1].told == "Finish the core of routing: methods."


def test_who_has_shown_the_core_goes_on_to_what_is_harder():
    """A higher preset is offered when nothing of the core is missed, and none above the last."""
    assert perfect().steps[-1].command == "make interview PRESET=senior"
    assert usual().steps[-1].command == "make interview PRESET=mid"
    senior = replace(a_closed_interview(), preset="senior")
    assert debrief_of(interview=senior).steps[-1].command == "make interview PRESET=senior"
    unnamed = replace(a_closed_interview(), preset="")
    assert debrief_of(interview=unnamed).steps[-1].command == "make interview"


def test_a_kata_that_was_not_begun_is_said_to_be_so():
    """There is nothing to put right in it."""
    found = untouched()
    assert [part.touched for part in found.parts] == [False, False]
    assert found.steps[0].told == "Take routing, which you have not begun."
    assert not any("solutions/" in step.told for step in found.steps)


def test_the_answer_to_a_kata_that_was_not_begun_is_not_given_away():
    """It can still be taken as if it were new; the questions are asked all the same."""
    assert "A view has a rule" in markdown(usual())
    assert "A view has a rule" in page(usual())
    assert "A view has a rule" not in markdown(untouched()) + page(untouched())
    assert "Who answers HEAD?" in markdown(untouched())


def test_a_kata_that_is_gone_is_noted():
    """The others are told all the same."""
    found = debrief_of(katas={"routing": KATAS["routing"]})
    assert found.notes == ("The kata jwt_auth is not there any more.",)


# The words of the katas


@pytest.mark.parametrize("name", kata_ids(ROOT))
def test_every_kata_has_words_for_a_debrief(name):
    """Each solution says what to say, and each prompt asks what may be asked next."""
    answer = (ROOT / "solutions" / name / "ANSWER.md").read_text(encoding="utf-8")
    readme = (ROOT / "katas" / name / "README.md").read_text(encoding="utf-8")
    words = read_words(answer, readme)
    assert words.heading.startswith("What to say")
    assert 300 < len(words.answer) < 3000
    assert words.questions.startswith("1. ")
    assert "## " not in words.answer + words.questions


def test_a_section_ends_where_the_next_begins():
    """Headings below it belong to it, and so does a heading in a block of code."""
    text = "# T\n\n## One\n\na\n\n### Below\n\n```\n## no heading\n```\n\n## Two\n\nb\n"
    assert section(text, "One") == ("One", "a\n\n### Below\n\n```\n## no heading\n```")
    assert section(text, "Two") == ("Two", "b")
    assert section(text, "Three") == ("", "")


# The files


@ALL
def test_the_debrief_is_written_as_agreed(make):
    """Markdown, HTML and the terminal's short form are those in the golden files."""
    found = make()
    assert_golden(f"debrief-{make.__name__}.md", markdown(found))
    assert_golden(f"debrief-{make.__name__}.html", page(found))
    assert_golden(f"debrief-{make.__name__}.txt", render_debrief(found, SAVED, Screen()))


@ALL
def test_the_page_is_all_that_a_browser_needs(make):
    """No script, no picture, nothing from elsewhere; light and dark, and on paper."""
    found = read_page(page(make()))
    assert found.find("script, img, link, iframe, object, form, base, audio, video, svg") == []
    assert found.find("[src], [style], [onload], [onerror]") == []
    assert {a.attributes["href"][0] for a in found.find("[href]")} <= {"#"}
    policy = found.one('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    style = found.one("style").raw
    assert "url(" not in style
    assert "@import" not in style
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "@media print" in style


@ALL
def test_the_page_is_built_for_every_reader(make):
    """A language, one title, headings in order, tables with heads, links that lead somewhere."""
    found = read_page(page(make()))
    assert found.one("html").attributes["lang"] == "en"
    assert found.one("h1").text == found.one("title").text == "Mock interview of 31 January 2026"
    assert [heading.text for heading in found.find("h2")] == [
        "How it went",
        "routing: Routing",
        "jwt_auth: JWT authentication",
        "What to do next",
    ]
    assert all(table.find("caption") and table.find("thead th") for table in found.find("table"))
    for link in found.find("a"):
        found.one(link.attributes["href"])


def test_the_page_says_what_the_debrief_says():
    """Outcomes, first passes, red flags, the spoken answer and the questions are on it."""
    found = read_page(page(usual()))
    section = found.one("#routing")
    asked = "The test of methods asks for more.)"
    assert [item.text for item in section.find("ul.points li")] == [
        "ok What answers is about (first passed at 0:31)",
        "failed Other methods answer 405 (first passed at 0:31; " + asked,
        "ok What slashes is about (first passed at 0:58)",
    ]
    assert [quote.text for quote in section.find("blockquote p")] == [
        '"A view has a rule, and methods says what it answers.',
        'The rest is 405."',
    ]
    assert [item.text for item in section.find("ol li")] == [
        "What does /a/ do without its slash?",
        "Who answers HEAD?",
    ]
    assert found.one("#jwt_auth .flag").text == (
        "Red flag: The profile answers 401 without a token. It does not hold. "
        "On its own this can end an interview."
    )
    assert [row.find("td")[0].text for row in found.find("section:first-of-type tbody tr")] == [
        "0:12",
        "0:31",
        "0:58",
        "the end",
    ]


def test_a_candidates_markup_is_text_on_the_page():
    """File names and errors are seen as they are, without what is not seen."""
    found = read_page(page(odd()))
    assert len(found.find("a")) == 2
    shown = "<img src=x onerror=alert(1)> [a](b) | *x* gnp.py"
    assert found.one("#routing pre").raw == f"create_app raised {shown}\n```\n# x"
    texts = [paragraph.text for paragraph in found.find("p")]
    assert f"Changed after the end: {shown}, app.py" in texts
    assert f"Not judged: work/jwt_auth/{shown}: a link or no regular file" in texts
    assert f"Note: {shown} could not be read" in texts


def test_a_candidates_markup_is_text_in_markdown():
    """No HTML, link, picture or heading comes of a file name or an error."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(odd()))
    inline = [token for parent in tokens for token in parent.children or ()]
    kinds = {token.type for token in [*tokens, *inline]}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image"})
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
    assert "x" not in headings
    assert [token.content for token in tokens if token.type == "fence"] == [
        "create_app raised <img src=x onerror=alert(1)> [a](b) | *x* gnp.py\n```\n# x\n"
    ]


def test_the_words_of_a_kata_bring_no_markup_of_html():
    """Even a kata from elsewhere puts no script and no picture on the page."""
    evil = "<script>alert(1)</script> ![p](https://example.com/p.png) [x](javascript:alert(1))"
    words = {name: Words(heading=evil, answer=evil, questions=f"1. {evil}") for name in KATAS}
    found = read_page(page(debrief_of(a_snapshot(5, FIRST), words=words)))
    assert found.find("script, img") == []
    assert [a for a in found.find("a") if "javascript" in a.attributes["href"]] == []


@ALL
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_short_form_fits_the_screen(make, width):
    """No line is longer than the terminal is wide."""
    assert longest(render_debrief(make(), SAVED, Screen(width=width))) <= width


def test_colours_change_no_words():
    """With colours there are the same words."""
    plain = render_debrief(usual(), SAVED, Screen())
    colour = render_debrief(usual(), SAVED, Screen(color=True))
    assert "\x1b[31mRED FLAG\x1b[0m" in colour
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m"):
        colour = colour.replace(code, "")
    assert colour == plain


def test_many_checks_are_told_in_short():
    """The terminal shows the last ones; the files have all."""
    checks = [a_snapshot(minute, FIRST) for minute in range(60)]
    found = debrief_of(*checks)
    assert "  (40 earlier checks)\n" in render_debrief(found, SAVED, Screen())
    assert markdown(found).count("| 0:") == 60
