from __future__ import annotations

import os
import re

import pytest
from browsers import Browser, missing
from gradings import a_candidate, a_crowd, a_grading, a_similarity
from processes import wait_until
from test_grading_page import EVIL, SHOWN, hostile
from test_progress_page import luminance

from checker.render.grading_page import render

TAB, ENTER, SPACE, DOWN = "\ue004", "\ue007", " ", "\ue015"
NAMES = "#candidates tbody tr:not([hidden]) th"
ADA = "#candidate-ada-abara"


@pytest.fixture(autouse=True)
def no_leaks():
    """Let the browser's processes come and go; `chromium` sees to their end."""


@pytest.fixture(scope="module")
def chromium():
    """Start a browser, and skip where there is none, but not in CI."""
    if reason := missing():
        assert "CI" not in os.environ, f"CI must have a browser: {reason}"
        pytest.skip(reason)
    found = Browser()
    yield found
    found.close()


@pytest.fixture
def browser(chromium):
    """Return the browser, light; whatever a test does, no page may load or complain."""
    chromium.emulate()
    yield chromium
    assert [url for url in chromium.requests() if not url.startswith(("file:", "about:"))] == []
    assert chromium.complaints() == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Write the pages that are looked at, and return their paths by name."""
    folder = tmp_path_factory.mktemp("pages")
    alike = a_grading(similarities=(a_similarity(),), skipped=("notes.txt: no archive",))
    made = {
        "three": render(alike),
        "hostile": render(hostile()),
        "copy": render(a_grading(a_candidate()), audience="candidate"),
        "crowd": render(a_crowd(1000, evidence=False)),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def three(browser, pages):
    """Open the page of three candidates."""
    browser.open(pages["three"])
    return browser


def focused(browser):
    """Return the text of the element that has the focus."""
    return browser.run("return document.activeElement.innerText ?? ''").strip()


def tab_to(browser, text, most=60):
    """Press Tab until the element with *text* has the focus."""
    for _ in range(most):
        browser.keys(TAB)
        if focused(browser) == text:
            return
    pytest.fail(f"no way by keys to {text!r}")


def test_a_page_that_loads_something_is_caught(chromium, pages):
    """The policy forbids it, and the tests below would see it."""
    chromium.open(pages["three"])
    chromium.run("document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/'}))")
    wait_until(lambda: any("Content Security Policy" in told for told in chromium.complaints()),
               "the violation stands in the console")  # fmt: skip
    chromium.run("document.body.setAttribute('onclick', 'document.title = 1')")
    chromium.run("document.body.click()")
    assert chromium.driver.title == "Junior API developer: results"


def test_points_sort_first(three):
    """The page opens in the order of points, and says so."""
    assert three.all(NAMES) == ["Grace Grant", "Ada Abara", "Jun Ito"]
    assert three.all("[aria-sort=descending]") == ["points"]
    assert three.all("#shown") == ["3 of 3 shown, by points, descending"]


@pytest.mark.parametrize(
    ("key", "names", "direction"),
    [
        ("name", "AGJ", "ascending"),
        ("points", "JAG", "ascending"),  # it is descending before
        ("verdict", "GJA", "ascending"),
        ("core", "GAJ", "descending"),
        ("red-flags", "AGJ", "descending"),
        ("concept-4", "JGA", "ascending"),
        ("concept-5", "AGJ", "ascending"),
    ],
)
def test_every_column_sorts(three, key, names, direction):
    """A click sorts by it, a second one turns the order round; one column is marked."""
    three.click(f"[data-sort={key}] button")
    assert "".join(name[0] for name in three.all(NAMES)) == names
    heads = three.run("return Array.from(document.querySelectorAll('[aria-sort]'),"
                      " h => [h.dataset.sort, h.ariaSort])")  # fmt: skip
    assert heads == [[key, direction]]
    three.click(f"[data-sort={key}] button")
    assert three.run("return document.querySelector('[aria-sort]').ariaSort") != direction


def test_what_is_sorted_by_is_told(three):
    """A concept is told with its kata, and in words which end comes first."""
    three.click("[data-sort=concept-5] button")
    assert three.all("#shown") == ["3 of 3 shown, by jwt_auth protects-route, passed last"]
    assert three.run("return document.getElementById('shown').role") == "status"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("the('by-name').value = ' aBA'", ["Ada Abara"]),
        ("the('by-verdict').value = 'undecided'", ["Jun Ito"]),
        ("the('by-flag').checked = true", ["Ada Abara"]),
        ("the('by-concept').value = '7'", ["Ada Abara"]),
        ("the('by-concept').value = '0'", []),  # an error is no failure
        ("the('by-flag').checked = true; the('by-verdict').value = 'passed'", []),
    ],
    ids=["name", "verdict", "flag", "concept", "error", "both"],
)
def test_filters_leave_what_is_asked_for(three, code, names):
    """The number that is shown is told, and the button shows all again."""
    start = "const the = (id) => document.getElementById(id);"
    end = "; document.forms[0].dispatchEvent(new Event('input'))"
    three.run(start + code + end)
    assert three.all(NAMES) == names
    assert three.all("#shown")[0].startswith(f"{len(names)} of 3 shown, ")
    three.click("#clear")
    assert len(three.all(NAMES)) == 3


def test_sorting_keeps_the_filter(three):
    """What is hidden stays so in another order."""
    three.click("#by-flag")
    three.click("[data-sort=name] button")
    assert three.all(NAMES) == ["Ada Abara"]


def test_a_name_opens_the_answers(three):
    """The evidence is there, the address can be kept, and closing leads back."""
    assert three.all("article") == []
    three.click("#candidates a[href='#candidate-ada-abara']")
    wait_until(lambda: focused(three) == "Ada Abara", "the heading has the focus")
    (shown,) = three.all("article")
    assert "A request with a valid token must reach the profile." in shown
    assert "422 UNPROCESSABLE ENTITY" in shown
    assert "login of ann@example.com" not in shown  # folded
    assert three.driver.current_url.endswith(ADA)
    three.click("article button")
    assert three.all("article") == []
    assert focused(three) == "Ada Abara"
    assert three.run("return document.activeElement.tagName") == "A"


def test_a_name_opens_again_what_was_closed(three):
    """Also where the address is already that of the candidate."""
    for _ in range(2):
        three.click("#candidates a[href='#candidate-ada-abara']")
        wait_until(lambda: len(three.all("article")) == 1, "the answers are open")
        three.click("#close-all")
        assert three.all("article") == []


@pytest.mark.parametrize("place", [ADA, f"{ADA}/jwt_auth/protects-route"])
def test_an_address_leads_to_a_candidate(browser, pages, place):
    """A colleague who gets it sees the same answers, at the concept that it names."""
    browser.open(pages["three"], place)
    assert browser.all("article h3") == ["Ada Abara"]
    assert len(browser.all("li.target")) == place.count("/protects")
    top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
    selector = "li.target" if place != ADA else "article h3"
    wait_until(lambda: 0 <= browser.run(top, selector) < 900, "it is in sight")


@pytest.mark.parametrize("place", ["#candidate-nobody", "#%E0%A4%A", "#candidate-", "#shown"])
def test_an_address_that_leads_nowhere_is_no_error(browser, pages, place):
    """The page opens as ever."""
    browser.open(pages["three"], place)
    assert browser.all("article") == []
    assert len(browser.all(NAMES)) == 3


def test_a_cell_opens_its_concept(three):
    """A click on a sign shows what stands behind it."""
    three.click("#candidates td.flagged")
    wait_until(lambda: three.all("li.target"), "the concept is marked")
    assert three.all("li.target")[0].startswith("✗ red flag A protected route")


def test_all_that_are_shown_can_be_opened(three):
    """For a printer, or to search in them."""
    three.click("#by-flag")
    three.click("#open-all")
    assert three.all("article h3") == ["Ada Abara"]
    three.click("#clear")
    three.click("#open-all")
    assert three.all("article h3") == ["Grace Grant", "Ada Abara", "Jun Ito"]


def test_keys_do_all(three):
    """Filter, sort, open and close without a pointer, and see where the focus is."""
    three.keys(TAB, "a", TAB, DOWN)
    assert three.all("#shown")[0].startswith("1 of 3 shown, ")  # with an a, and passed
    tab_to(three, "Show all")
    three.keys(SPACE)
    tab_to(three, "name")
    three.keys(ENTER)
    assert three.all(NAMES) == ["Ada Abara", "Grace Grant", "Jun Ito"]
    assert three.style(":focus", "outlineStyle") == "solid"
    tab_to(three, "Grace Grant")
    three.keys(ENTER)
    wait_until(lambda: three.all("article h3") == ["Grace Grant"], "the answers are open")
    tab_to(three, "Close, back to the table")
    three.keys(ENTER)
    assert focused(three) == "Grace Grant"


def test_a_wide_table_scrolls_by_keys(browser, pages):
    """The page itself stays as wide as the window, and the names stay in sight."""
    browser.open(pages["crowd"])
    browser.run("const grid = document.querySelector('.grid'); grid.focus();"
                "grid.scrollTo(400, 4000)")  # fmt: skip
    wide = "return document.documentElement.scrollWidth <= innerWidth"
    assert browser.run(wide)
    offset = (
        "const [a, b] = [arguments[0], '.grid'].map("
        "  (name) => document.querySelector(name).getBoundingClientRect());"
        "return [a.left - b.left, a.top - b.top]"
    )
    assert browser.run(offset, "tbody th")[0] == pytest.approx(0, abs=2)
    assert browser.run(offset, "thead")[1] == pytest.approx(0, abs=2)


def test_dark_is_dark(three):
    """A person who likes it dark gets light text on dark ground, also in the table."""
    before = {name: colour(three, name) for name in ("body", "td.cell.passed", "thead th")}
    three.emulate(dark=True)
    after = {name: colour(three, name) for name in before}
    assert all(luminance(value) > 0.6 for value in before.values())
    assert all(luminance(value) < 0.1 for value in after.values())
    three.emulate("print", dark=True)
    assert colour(three, "body") == before["body"]


def colour(browser, selector):
    """Return the background of the first such element as ``#rrggbb``."""
    found = re.findall(r"\d+", browser.style(selector, "backgroundColor"))
    return "#" + "".join(f"{int(part):02x}" for part in found[:3])


def test_controls_are_not_printed(three):
    """On paper there is nothing to click."""
    three.click("#open-all")
    three.emulate("print")
    shown = {name: three.style(name, "display") for name in ("form", "article button", "#open-all")}
    assert {name for name, display in shown.items() if display != "none"} <= {"#open-all"}
    assert three.run("return document.querySelector('#open-all').offsetParent") is None


def test_the_table_is_printed_on_wide_pages(three):
    """The ranking is on pages that are wider than high, the answers on others."""
    three.click("#open-all")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", three.pdf())
    wide = [float(width) > float(height) for width, height in sizes]
    assert wide.count(True) == 1
    assert wide.count(False) >= 3


def test_whatever_is_handed_in_stays_text(browser, pages):
    """Opened by the script, it makes no element and runs nothing."""
    browser.open(pages["hostile"])
    browser.click("#candidates tbody a")
    wait_until(lambda: browser.all("article"), "the answers are open")
    assert browser.run("return document.querySelectorAll('img, article script').length") == 0
    assert browser.all("article h3") == [SHOWN]
    browser.click("#open-all")
    assert browser.run("return document.querySelector('article').id") == f"candidate-{SHOWN}"
    assert EVIL != SHOWN


def test_a_candidates_copy_is_whole_without_a_script(browser, pages):
    """It opens without an error, and is read at once."""
    browser.open(pages["copy"])
    assert browser.all("h1") == ["Junior API developer"]
    assert "A request with a valid token must reach the profile." in browser.all("main")[0]


def test_a_thousand_can_be_sorted_and_filtered(browser, pages):
    """By a concept and by name, within the patience of the driver."""
    browser.open(pages["crowd"])
    browser.click("[data-sort=name] button")
    names = browser.all(NAMES)
    assert len(names) == 1000
    assert names[0] == "Ada Abara"
    browser.click("#by-name")
    browser.keys("hughes 10")
    assert sorted(browser.all(NAMES)) == sorted(
        f"{first} Hughes 10" for first in
        ("Ada", "Björn", "Chidi", "Dilek", "Emre", "Farida", "Grace", "Hiro", "Inés", "Jun")
    )  # fmt: skip
    assert browser.all("#shown") == ["10 of 1000 shown, by name, ascending"]


def test_a_narrow_screen_shows_all(browser, pages):
    """At 400 pixels only the table scrolls sideways."""
    browser.driver.set_window_size(400, 900)
    try:
        browser.open(pages["three"], ADA)
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        browser.driver.set_window_size(1280, 900)
