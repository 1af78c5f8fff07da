from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_concept, a_report, a_test, failed_report, failed_test, problem_report
from gradings import (
    a_candidate,
    a_crowd,
    a_grading,
    a_similarity,
    an_assessment,
    jwt_report,
    odd_candidates,
)
from justhtml import JustHTML
from test_progress_page import contrast

from checker.grading import Match, OwnTestsRule, Region, Shown
from checker.page import Element
from checker.render import document, grading_page
from checker.render.grading_page import render
from checker.report import Comparison, Exchange, Fault, Frame, OwnTests

EVIL = "</script><!--<script>alert(1)</script><img src=x onerror=y>\x1b[2J\u202e\u2028&'\""
SHOWN = "</script><!--<script>alert(1)</script><img src=x onerror=y>&'\""
CSS = Path(grading_page.__file__).with_name("page") / "grading.css"
ONE = a_grading(a_candidate())
SECRETS = ("test_profile", "test_hello", "422", "eyJ", "/me", "seed", "app.py:41",
           "login of", "0" * 64, "Subject must")  # fmt: skip


def read(text):
    """Return the page *text*, which may be longer than what suites read."""
    return Element(JustHTML(text, sanitize=False).root)


def page(grading=None, **options):
    """Return the page of *grading* as a browser reads it."""
    return read(render(grading or a_grading(), **options))


def rows(table):
    """Return the cells of each row of a table's body by the row's name."""
    return {
        row.find("th")[0].text: [cell.text for cell in row.find("td")]
        for row in table.find("tbody tr")
        if row.find("th")
    }


def answers(grading=None):
    """Return what the script would make of each candidate's data, by folder, as pages."""
    found = page(grading).find("script[data-candidate]")
    return {
        one.attributes["data-candidate"]: read("".join(map(written, json.loads(one.raw))))
        for one in found
    }


def written(tree):
    """Return *tree* as HTML, written in another way than the checker writes it."""
    if isinstance(tree, str):
        return tree.replace("&", "&amp;").replace("<", "&lt;")
    tag, attributes, *content = tree
    named = "".join(
        f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{named}>{''.join(map(written, content))}</{tag}>"


def test_the_page_needs_nothing_else():
    """No other file, no address but places in the page, and no code in attributes."""
    found = page(a_grading(similarities=(a_similarity(),)))
    assert [e.tag for e in found.find("link, img, iframe, object, embed, base")] == []
    assert [e.attributes for e in found.find("*") if {"src", "onclick"} & e.attributes.keys()] == []
    links = [e.attributes["href"] for e in found.find("[href]")]
    assert {link[:11] for link in links} == {"#candidate-"}
    assert "url(" not in found.one("style").raw


def test_the_browser_is_told_to_run_our_script_only():
    """The policy names the digest of the one script that is code."""
    found = page()
    (code,) = [s for s in found.find("script") if s.attributes.get("type") != "application/json"]
    digest = base64.b64encode(hashlib.sha256(code.raw.encode()).digest()).decode()
    policy = found.one("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy


def test_a_candidates_copy_runs_no_script():
    """It has none, and its policy allows none."""
    found = page(ONE, audience="candidate")
    assert found.find("script") == []
    assert "script-src" not in found.one("meta[http-equiv]").attributes["content"]


def test_our_script_makes_text_of_text():
    """Nothing in it takes a string for markup or for code."""
    script = CSS.with_suffix(".js").read_text(encoding="utf-8")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function", script)
        == []
    )
    assert re.findall(r"</script|<!--", script) == []


def test_the_head_says_what_was_graded():
    """Title, date, counts, pass mark, and how points are counted."""
    head = page().one("header")
    assert head.one("h1").text == "Junior API developer: results"
    assert "2026-01-31 12:00 UTC" in head.text
    tiles = {tile.one("dt").text: tile.one("dd").text for tile in head.find(".tiles div")}
    assert tiles == {"Candidates": "3", "Passed": "1", "Not passed": "1", "Undecided": "1",
                     "Pass mark": "60"}  # fmt: skip
    assert head.find("p")[-1].text == (
        "Points are the percentage of concepts passed, counted by level (core 3, strong 2, expert "
        "1); katas count by their weight (hello_app 1, jwt_auth 1). A red flag means not passed, "
        "whatever the points."
    )


def test_candidates_stand_by_their_points():
    """Points, verdict, levels, red flags, and a sign for each concept."""
    assert rows(page().one("#candidates")) == {
        "Grace Grant": ["100.0", "✓ passed", "5/5", "2/2", "1/1", "0", *"✓✓✓✓✓✓✓✓"],
        "Ada Abara": ["63.6", "✗ not passed", "3/5", "1/2", "1/1", "⚑ 1", *"✓✓✓✓✓⚑○✗"],
        "Jun Ito": ["50.0", "? undecided", "2/5", "1/1", "-", "0", *"!○--?✓✓✓"],
    }


def test_concepts_stand_by_kata_and_level():
    """The head names katas, levels, and concepts with their titles; red flags are marked."""
    katas, levels, concepts = page().one("#candidates thead").find("tr")
    assert [(th.text, th.attributes["colspan"]) for th in katas.find(".kata")] == [
        ("hello_app", "4"), ("jwt_auth", "4"),
    ]  # fmt: skip
    assert [th.one("abbr").attributes["title"] for th in levels.find("th")] == [
        "core", "strong", "expert", "core", "strong",
    ]  # fmt: skip
    assert [th.text for th in concepts.find("th")][:3] == [
        "says-hello", "⚑ debug-is-off", "greets-from-config",
    ]  # fmt: skip
    told = concepts.find("span")[1].attributes["title"]
    assert told == "Debug mode is off (core, red flag)"


def test_every_cell_says_its_outcome_in_words():
    """A sign has a label for those who do not see it, and every outcome a sign of its own."""
    cells = page(a_grading(a_candidate(), a_candidate(*odd_candidates()[1].reports, jwt_report())))
    labels = {(cell.attributes["aria-label"], cell.text) for cell in cells.find("tbody td.cell")}
    assert labels >= {("passed", "✓"), ("failed", "✗"), ("blocked", "○"), ("checker problem", "?"),
                      ("failed, red flag", "⚑")}  # fmt: skip
    assert len({sign for _, sign in labels}) == len(labels)


def test_the_foot_says_how_many_passed_each_concept():
    """So that a concept which nobody passes is seen."""
    foot = page().one("#candidates tfoot")
    assert [c.text for c in foot.find("td.cell")] == ["67", "67", "100", "100", *["67"] * 4]


def test_controls_are_not_there_without_script():
    """What only a script obeys is shown by it; the table is there for all."""
    found = page()
    assert "hidden" in found.one("form").attributes
    assert "hidden" in found.one("#answers").attributes
    assert "JSON report" in found.one("noscript").text
    assert {f.attributes["id"] for f in found.find("input, select")} == {
        "by-name", "by-verdict", "by-concept", "by-flag",
    }  # fmt: skip


def test_an_answer_shows_why_it_failed():
    """The requirement, both sides, the exchange, the code that answered, logs, and the test."""
    told = answers()["ada-abara"]
    failed = told.one("[id='candidate-ada-abara/jwt_auth/protects-route']")
    first = failed.find(".test")[0]
    sides = [(dt.text, dd.text) for dt, dd in zip(first.find("dt"), first.find("dd"), strict=True)]
    assert first.one(".requirement").text == "A request with a valid token must reach the profile."
    assert sides[:2] == [("Expected", "200"), ("Got", "422")]
    assert sides[2] == ("Request", "GET /me?full=1 Authorization: Bearer eyJhbGciOi")
    assert sides[3][1].startswith("422 UNPROCESSABLE ENTITY Content-Type: application/json {")
    assert "POST /login -> 200 OK" in first.text
    assert "Answered by app.py:41 in me" in first.text
    assert "INFO in app: login of ann@example.com" in first.text
    assert "test_profile.py::test_profile, test_profile.py:12; observed" in first.text
    assert "Needs protects-route" in told.text
    assert "Note: left out: conftest.py, instance/app.db" in told.text


def test_an_answer_explains_its_points():
    """The table has what passed of each kata by level, and what that makes."""
    told = answers()["ada-abara"]
    assert told.one(".verdict").text == "63.6 points: not passed (1 red flag)."
    assert told.one("li.flag").text.startswith("Red flag in jwt_auth: A protected route")
    assert rows(told.one(".points")) == {
        "hello_app": ["2/2", "1/1", "1/1", "100.0", "1"],
        "jwt_auth": ["1/3", "0/1", "-", "27.3", "1"],
    }


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        ([a_report()], "100.0 points: passed (at or above the pass mark of 60)."),
        ([a_report(a_concept(outcome="failed"))],
         "0.0 points: not passed (below the pass mark of 60)."),
        ([problem_report()],
         "0.0 points: undecided (a problem of the checker leaves concepts open)."),
    ],
    ids=["passed", "below", "problem"],
)  # fmt: skip
def test_a_verdict_has_its_reason(reports, told):
    """Whoever reads the verdict reads why."""
    grading = a_grading(a_candidate(*reports), assessment=an_assessment("hello_app"))
    assert answers(grading)["ada-abara"].one(".verdict").text == told


def test_an_answer_can_be_checked_again():
    """The command has the seed and the path, which is quoted for a shell."""
    report = replace(failed_report(), submission="in/Ada's answer; rm x", seed=12)
    grading = a_grading(a_candidate(report), assessment=an_assessment("jwt_auth"))
    told = answers(grading)["ada-abara"].text
    assert "kata check jwt_auth --submission 'in/Ada'\"'\"'s answer; rm x' --seed 12" in told
    assert f"digest {'0' * 64}, isolated, 0.4 s, python 3.13.1" in told


def test_handed_in_tests_are_told():
    """Their counts and coverage; where they count as a concept, they are one."""
    tests = OwnTests(passed=5, failed=1, skipped=2, coverage=81.5, output="1 failed\n")
    rule = OwnTestsRule(level="strong", coverage=80)
    grading = a_grading(
        a_candidate(replace(failed_report(), own_tests=tests)),
        assessment=an_assessment("jwt_auth", own_tests=rule),
    )
    told = answers(grading)["ada-abara"]
    assert "5 passed, 1 failed, 2 skipped; they ran 81.5 % of its lines." in told.text
    assert told.one("[id='candidate-ada-abara/jwt_auth/own-tests'] b").text == "✗ failed"
    assert [th.text for th in page(grading).find("th.concept")][-1] == "own-tests"


def test_a_fault_and_a_problem_are_told():
    """Why an answer could not be used, with the code, and what broke in the checker."""
    found = answers(a_grading(
        *(a_candidate(*one.reports, jwt_report(), folder=one.folder) for one in odd_candidates()),
    ))  # fmt: skip
    assert "GET /: the application closed the connection" in found["emre-engel"].text
    assert "(no answer)" in found["emre-engel"].text
    assert "? checker problem" in found["hiro-hughes"].text
    assert "ZeroDivisionError" in found["hiro-hughes"].text
    jun = answers()["jun-ito"].text
    assert "Factory fault: create_app raised KeyError" in jun
    assert "The answer could not be used." in jun
    assert "app.py:14 in create_app" in jun


def test_a_text_without_end_is_cut():
    """A page stays a page whatever an answer sends, and says that there is more."""
    exchange = Exchange(method="GET", target="/", status="200 OK", response_body="x" * 10**6)
    report = a_report(a_concept(outcome="failed", tests=(failed_test(exchanges=(exchange,)),)))
    text = render(a_grading(a_candidate(report), assessment=an_assessment("hello_app")))
    assert len(text) < 10**5
    assert "characters are in the JSON report)" in text


def test_alike_answers_are_shown_side_by_side():
    """The pair, the shares, links to both, and the regions with their lines; no verdict."""
    section = page(a_grading(similarities=(a_similarity(),))).one("#alike")
    assert [cell.text for cell in section.find("tbody tr")[0].find("th, td")] == [
        "jwt_auth", "Ada Abara", "62%", "Grace Grant", "48%",
    ]  # fmt: skip
    links = [a.attributes["href"] for a in section.find("a")]
    assert links == ["#candidate-ada-abara", "#candidate-grace-grant"]
    left, right = section.find("figure")
    assert left.one("figcaption").text == "Ada Abara: app.py, lines 40 to 42"
    assert left.find("pre")[0].raw == "40\n41\n42"
    assert right.find("pre")[1].raw == a_similarity().matches[0].right.text
    assert not re.search("cheat|copied|plagia|suspicious", section.text, re.IGNORECASE)


def test_a_name_that_two_have_leads_to_neither():
    """A pair is told by names, so that of two Adas the page does not guess which."""
    grading = a_grading(a_candidate(), a_candidate(folder="ada-2"), similarities=(a_similarity(),))
    assert page(grading).find("#alike a") == []


def test_what_there_is_none_of_is_not_there():
    """Without alike answers and without skipped files, nothing is said of them."""
    assert page().find("#alike, #skipped") == []


def test_skipped_files_are_listed():
    """Each with its reason."""
    section = page(a_grading(skipped=("notes.txt: no archive",))).one("#skipped")
    assert [item.text for item in section.find("li")] == ["notes.txt: no archive"]


def test_no_candidates_are_a_page():
    """Where all was skipped, the page says so."""
    found = page(replace(a_grading(), candidates=(), skipped=("a.txt: no archive",)))
    assert [dd.text for dd in found.find(".tiles dd")] == ["0", "0", "0", "0", "60"]
    assert found.one("#skipped li").text == "a.txt: no archive"


def hostile():
    """Return a grading in which everything that a candidate chooses is markup."""
    frame = Frame(path=EVIL, line=1, function=EVIL, code=EVIL)
    exchange = Exchange(method=EVIL, target=EVIL, request_headers=((EVIL, EVIL),),
                        request_body=EVIL, status=EVIL, response_headers=((EVIL, EVIL),),
                        response_body=EVIL)  # fmt: skip
    fault = Fault(kind=EVIL, message=EVIL, frames=(frame,), detail=EVIL * 2)
    test = failed_test(
        message=EVIL,
        comparison=Comparison(operator="==", actual=EVIL, expected=EVIL),
        exchanges=(exchange, exchange),
        frames=(frame,),
        handler=frame,
        exception=EVIL,
        fault=replace(fault, message=EVIL * 3),
        logs=EVIL,
    )
    report = a_report(
        a_concept(outcome="failed", tests=(test,)),
        submission=EVIL,
        notes=(EVIL,),
        fault=fault,
        problem=EVIL,
        own_tests=OwnTests(problem=EVIL, output=EVIL),
        environment={EVIL: EVIL},
    )
    region = Region(path=EVIL, first=1, last=1, text=EVIL)
    alike = a_similarity(left=EVIL, right=EVIL, matches=(Match(left=region, right=region),))
    return a_grading(
        a_candidate(report, name=EVIL, folder=EVIL),
        assessment=an_assessment("hello_app"),
        similarities=(alike,),
        skipped=(EVIL,),
    )


@pytest.mark.parametrize("audience", ["interviewer", "candidate"])
def test_whatever_is_handed_in_stays_text(audience):
    """No name, log, body or line of code becomes markup, or ends the data it stands in."""
    text = render(hostile(), audience=audience)
    found = read(text)
    assert [e.tag for e in found.find("img")] == []
    assert len(found.find("script")) == (2 if audience == "interviewer" else 0)
    assert not set(text) & set("\x1b\u202e\u2028")
    assert SHOWN in found.one("main").raw


def test_whatever_is_handed_in_is_shown():
    """In an answer it is the text that it was, but for what nobody sees."""
    (told,) = answers(hostile()).values()
    assert told.find("script, img") == []
    assert told.one("h3").raw == SHOWN
    assert sum(SHOWN in pre.raw for pre in told.find("pre")) >= 10


def test_a_candidates_copy_holds_sentences_only():
    """What is asked and whether it is met; no test, value, request, log, line or seed."""
    text = render(ONE, audience="candidate")
    words = read(text).one("main").text
    assert "✗ red flag A protected route answers 401 without a valid token" in words
    assert "A request with a valid token must reach the profile." in words
    assert "Not judged before this passes: A protected route answers 401" in words
    assert [secret for secret in SECRETS if secret in text.partition("<body>")[2]] == []
    assert [secret for secret in SECRETS if secret not in render(ONE)] == []


def test_a_candidates_copy_has_no_others():
    """Neither a table of candidates nor alike answers nor what was skipped."""
    grading = replace(ONE, similarities=(a_similarity(),), skipped=("notes.txt: no archive",))
    found = page(grading, audience="candidate")
    assert found.find("#candidates, #alike, #skipped, .grid") == []
    assert "Grace" not in found.text
    assert "notes.txt" not in found.text


@pytest.mark.parametrize("shown", [True, False])
def test_a_candidate_sees_the_score_where_the_assessment_says_so(shown):
    """Points, verdict, weights and pass mark stand there together, or not at all."""
    assessment = an_assessment(shown=Shown(score=shown))
    words = page(replace(ONE, assessment=assessment), audience="candidate").one("main").text
    assert ("63.6 points: not passed (1 red flag)." in words) == shown
    assert ("points" in words.lower()) == shown


def test_a_copy_is_for_one():
    """Two candidates never get one page."""
    with pytest.raises(ValueError, match="too many"):
        render(a_grading(), audience="candidate")


def test_a_thousand_are_a_page():
    """Each has a row, and the table has one element a cell."""
    text = render(a_crowd(1000, evidence=False))
    assert text.count("<tr data-folder=") == 1000
    assert text.count('<td aria-label="') == 30 * 1000


def colours(style):
    """Return the colours that *style* names, those that come later over those before."""
    return dict(re.findall(r"--([\w-]+): (#\w{6});", style))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_sign_can_be_read_on_its_ground(dark):
    """Signs have a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    light, _, rest = CSS.read_text(encoding="utf-8").partition("@media screen")
    found = colours(document.LIGHT) | colours(light)
    if dark:
        found |= colours(document.DARK) | colours(rest)
    pairs = [("passed-sign", "passed-cell"), ("failed-sign", "failed-cell"),
             ("blocked", "blocked-cell"),
             ("error", "error-cell"), ("problem", "problem-cell"), ("flag-text", "flag-cell"),
             *((name, ground) for name in ("blocked", "error", "problem", "flag", "passed")
               for ground in ("page", "card"))]  # fmt: skip
    low = {pair: round(contrast(*(found[name] for name in pair)), 2) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


def test_the_order_of_equals_is_that_of_names():
    """Two with the same points always stand in the same order."""
    two = [a_candidate(name=name, folder=name) for name in ("Zoe", "Abe")]
    assert list(rows(page(a_grading(*two)).one("#candidates"))) == ["Abe", "Zoe"]


def test_a_concept_of_one_test_is_told_by_it():
    """A test that passed is not shown among those that did not."""
    tests = (a_test(name="one"), a_test(name="two", outcome="failed"))
    report = a_report(a_concept(outcome="failed", tests=tests))
    grading = a_grading(a_candidate(report), assessment=an_assessment("hello_app"))
    told = answers(grading)["ada-abara"]
    assert "1 of 2 tests did not pass." in told.text
    assert len(told.find(".test")) == 1


def test_of_long_logs_the_end_is_shown():
    """What was written last is what a failure is explained by."""
    test = failed_test(logs="first\n" + "x" * 10_000 + "\nlast\n")
    grading = a_grading(
        a_candidate(a_report(a_concept(outcome="failed", tests=(test,)))),
        assessment=an_assessment("hello_app"),
    )
    (logs,) = [one for one in answers(grading)["ada-abara"].find("pre") if "last" in one.raw]
    assert logs.raw.startswith("(cut; all 10011 characters are in the JSON report)")
    assert "first" not in logs.raw


def test_of_many_frames_the_inner_ones_are_shown():
    """An endless recursion is no endless page."""
    frames = tuple(Frame(path="app.py", line=line, function="f") for line in range(1, 1001))
    test = failed_test(exception="RecursionError", frames=frames)
    grading = a_grading(
        a_candidate(a_report(a_concept(outcome="failed", tests=(test,)))),
        assessment=an_assessment("hello_app"),
    )
    places = [one.text for one in answers(grading)["ada-abara"].find(".frames li")]
    assert len(places) == 40
    assert places[-1] == "app.py:1000 in f"


def test_a_red_flag_that_could_not_be_judged_is_told():
    """None found is not the same as none there."""
    jun = answers()["jun-ito"].one(".verdict").text
    assert jun.endswith("Of the red flags, 1 could not be judged.")


def test_a_problem_of_the_checker_is_not_held_against_a_candidate():
    """Their copy says that it was one, and not that something was missed."""
    grading = a_grading(a_candidate(problem_report()), assessment=an_assessment("hello_app"))
    found = page(grading, audience="candidate")
    assert found.one(".concepts li").text == "? checker problem The front page says Hello, World!"
