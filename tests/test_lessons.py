"""The commands for learners, run as a person runs them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from checkouts import ANSWERS, SUBMISSIONS, edit
from processes import wait_until


@pytest.fixture
def wrong(checkout, kata):
    """Check a wrong answer to "tiny" in work/, which greets nobody by name."""
    shutil.copytree(SUBMISSIONS / "swallows_every_url", checkout / "work" / "tiny")
    assert kata("check", "tiny").returncode == 1


@pytest.fixture
def passed(checkout, kata):
    """Pass "tiny" in work/."""
    shutil.copytree(ANSWERS / "tiny", checkout / "work" / "tiny")
    assert kata("check", "tiny").returncode == 0


def test_where_am_i_at_the_beginning(kata):
    """Without a command a newcomer hears what there is and what to type."""
    done = kata()
    assert done.returncode == 0
    assert "0 of 2 katas passed, 0 of 12 concepts." in done.stdout
    assert "Next: make check KATA=tiny\n      (the task: make show KATA=tiny)" in done.stdout


@pytest.mark.usefixtures("wrong")
def test_where_am_i_on_the_way(kata):
    """What is open is named, and that there are hints."""
    done = kata()
    assert "2 of 3 concepts passed in the last check; open: refuses-unknown-urls" in done.stdout
    assert "a hint: make hint KATA=tiny" in done.stdout


@pytest.mark.usefixtures("passed")
def test_where_am_i_afterwards(kata):
    """The next kata is named."""
    done = kata()
    assert "1 of 2 katas passed, 3 of 12 concepts." in done.stdout
    assert "Next: make check KATA=shop" in done.stdout


def test_next_begins_the_next_kata(kata, checkout):
    """The stub is copied once, and the same kata stays the next one."""
    first, second = kata("next"), kata("next")
    assert "Your answer begins at work/tiny/app.py, copied from the stub" in first.stderr
    assert "read the task (make show KATA=tiny), edit work/tiny/app.py, then:\n" in first.stdout
    assert second.stderr == ""
    assert "Or leave it for now: make check KATA=shop" in second.stdout
    assert (checkout / "work" / "tiny" / "app.py").exists()


def test_show_renders_the_task(kata, checkout):
    """The prompt is folded to the terminal, without Markdown's own signs."""
    (checkout / "katas" / "tiny" / "README.md").write_text(
        "# Tiny\n\n> A quote\n\n| path | answer |\n|---|---|\n| `GET /` | **200** |\n\n"
        + "word " * 40
    )
    done = kata("show", "tiny", COLUMNS="60")
    assert done.returncode == 0
    assert done.stdout.startswith("Tiny\n")
    assert "GET /" in done.stdout
    assert not {"`", "**", "\x1b"} & set(done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 60
    assert done.stdout.endswith("\nNext: make check KATA=tiny\n")


def test_hint_before_the_first_check_is_for_nothing(kata):
    """Nobody knows yet what is open."""
    done = kata("hint", "tiny")
    assert done.returncode == 2
    assert "tiny was not checked yet" in done.stderr
    assert "make check KATA=tiny" in done.stderr


@pytest.mark.usefixtures("wrong")
def test_hints_are_for_what_is_open(kata, checkout):
    """One step at a time, and it says how to get one more, until there is none."""
    toml = checkout / "katas" / "tiny" / "kata.toml"
    edit(toml, '["Leave it to the router."]', '["Who answers?", "Leave it to the router."]')
    first, second = kata("hint", "tiny").stdout, kata("hint", "tiny").stdout
    assert first.startswith("refuses-unknown-urls  A URL that does not exist answers 404\n")
    assert "  1 of 2  Who answers?\n" in first
    assert "(one more: make hint KATA=tiny)" in first
    assert "  1 of 2  Who answers?\n  2 of 2  Leave it to the router.\n" in second
    assert second.endswith("\nNext: make check KATA=tiny\n")


@pytest.mark.usefixtures("wrong")
def test_nothing_is_told_during_an_interview(kata):
    """Hints and solutions are closed, also where they were open before."""
    kata("check", "tiny")
    kata("solution", "tiny", "--give-up")
    kata("interview", "tiny", "--yes")
    for asked in (("hint", "tiny"), ("hint", "tiny", "says-hello"), ("solution", "tiny")):
        told = kata(*asked)
        assert told.returncode == 2
        assert told.stdout == ""
        assert "Hints and solutions are closed until" in told.stderr
        assert "make interview ARGS=--end" in told.stderr


def test_next_stays_within_an_interview(kata):
    """A kata that was begun before it is not what comes next."""
    kata("check", "tiny")
    kata("interview", "shop", "--yes")
    assert "make check KATA=shop" in kata("next").stdout
    assert "tiny" not in kata("next").stdout


def test_solution_is_locked_until_one_gives_up(kata):
    """The way out is named, taken once, and remembered."""
    locked = kata("solution", "tiny")
    assert locked.returncode == 2
    assert "make solution KATA=tiny ARGS=--give-up" in locked.stderr
    opened = kata("solution", "tiny", "--give-up")
    assert opened.returncode == 0
    assert kata("solution", "tiny").stdout == opened.stdout


@pytest.mark.usefixtures("passed")
def test_solution_has_answer_mistakes_and_comparison(kata, checkout):
    """After passing: the spoken answer, the mistakes with their sources, both files."""
    (checkout / "work" / "tiny" / "app.py").write_text("mine = 1\n" + "x" * 200 + "\n")
    done = kata("solution", "tiny", COLUMNS="80")
    assert done.returncode == 0
    for part in ("Common mistakes", "swallows-every-url: ", "work/tiny/app.py ", "mine = 1 "):
        assert part in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert done.stdout.endswith("then: make next\n")


@pytest.mark.usefixtures("wrong")
def test_reset_and_undo(kata, checkout):
    """The answer is put away and comes back, and each says what to type."""
    mine = (checkout / "work" / "tiny" / "app.py").read_text()
    done = kata("reset", "tiny")
    assert "work/tiny is the stub again." in done.stdout
    assert "make reset KATA=tiny ARGS=--undo" in done.stdout
    backup = done.stdout.partition("Your answer is in ")[2].partition(".\n")[0]
    assert (checkout / backup / "app.py").read_text() == mine
    assert kata("reset", "tiny", "--undo").returncode == 0
    assert (checkout / "work" / "tiny" / "app.py").read_text() == mine


def test_undo_of_nothing_is_told(kata):
    """There is no backup."""
    done = kata("reset", "tiny", "--undo")
    assert done.returncode == 2
    assert "There is no backup of work/tiny" in done.stderr


@pytest.mark.usefixtures("wrong")
def test_check_leads_to_hints_and_to_the_solution(kata, checkout):
    """After a check the next useful command is named."""
    assert "(stuck? make hint KATA=tiny)" in kata("check", "tiny").stdout
    (checkout / "work" / "tiny" / "app.py").write_bytes((ANSWERS / "tiny" / "app.py").read_bytes())
    passed = kata("check", "tiny").stdout
    assert "compare with the reference (make solution KATA=tiny), then: make next" in passed


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--state", "passed"], {"tiny"}),
        (["--state", "open"], {"shop"}),
        (["--state", "new"], {"shop"}),
        (["--track", "data"], {"shop"}),
        (["--difficulty", "easy"], {"tiny"}),
        (["DATABASE"], {"shop"}),
        (["hello"], {"tiny"}),
    ],
    ids=str,
)
@pytest.mark.usefixtures("passed")
def test_list_shows_what_fits(kata, options, shown):
    """By track, difficulty, state, and by a word in id, title or concepts."""
    done = kata("list", *options)
    found = {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert found == shown


def test_list_of_nothing_is_told(kata):
    """Where nothing fits, it says how to see all."""
    done = kata("list", "nonsense")
    assert done.returncode == 2
    assert "No kata fits. All of them: make list" in done.stderr


@pytest.mark.usefixtures("passed")
def test_changed_tests_are_told(kata, checkout):
    """What was passed stays passed, by older tests."""
    assert "  passed  " in kata("list").stdout
    with (checkout / "katas" / "tiny" / "hidden" / "test_greetings.py").open("a") as file:
        file.write("# changed\n")
    assert "  passed (older tests)  " in kata("list").stdout
    assert kata("check", "tiny").returncode == 0
    assert "  passed  " in kata("list").stdout


def test_run_serves_the_answer(checkout, environment):
    """The learner's own application answers on the port, with the settings for trying it."""
    kata_toml = checkout / "katas" / "tiny" / "kata.toml"
    edit(kata_toml, "[[concepts]]", '[run.config]\nGREETING = "{folder}"\n\n[[concepts]]')
    port = free_port()
    shutil.copytree(ANSWERS / "tiny", checkout / "work" / "tiny")
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "run", "tiny", "--port", str(port)],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: listens(port), "nothing is served", seconds=30)
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert "Hello" in answer.read().decode()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        told = process.communicate()[0]
    assert f"Serving work/tiny at http://127.0.0.1:{port}/" in told
    assert "GREETING = '" in told
    assert "{folder}" not in told


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    """Whether somebody listens on *port*."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_port_in_use_is_told(kata):
    """Nothing is started on a port of somebody else's, and another one is named."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = kata("run", "tiny", "--port", other.getsockname()[1])
    assert done.returncode == 2
    assert "cannot be used" in done.stderr
    assert "make run KATA=tiny ARGS='--port " in done.stderr


OWN_TEST = """import warnings

from app import create_app


def test_hello():
    warnings.warn("of the learner's own", DeprecationWarning)
    assert b"Ann" in create_app().test_client().get("/greet/Ann").data


def test_other():
    assert False
"""


@pytest.mark.usefixtures("passed")
def test_own_tests_run_as_in_the_folder_of_the_answer(checkout, kata):
    """The answer is imported, and neither settings nor tests of a folder above count."""
    (checkout / "pyproject.toml").write_text('[tool.pytest]\nfilterwarnings = ["error"]\n')
    (checkout / "work" / "tiny" / "test_mine.py").write_text(OWN_TEST)
    done = kata("pytest", "tiny", "-k", "hello", "-q", "test_mine.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 1 deselected, 1 warning" in done.stdout
    assert kata("pytest", "tiny", "test_mine.py").returncode == 1


@pytest.mark.usefixtures("passed")
def test_own_settings_of_pytest_count(checkout, kata):
    """A pytest.ini beside the answer is used."""
    answer = checkout / "work" / "tiny"
    (answer / "test_mine.py").write_text(OWN_TEST)
    (answer / "pytest.ini").write_text("[pytest]\naddopts = -k hello\nfilterwarnings = error\n")
    done = kata("pytest", "tiny", "test_mine.py")
    assert "DeprecationWarning: of the learner's own" in done.stdout
    assert "1 failed, 1 deselected" in done.stdout


def test_own_tests_begin_with_those_of_the_stub(checkout, kata):
    """Who has not begun yet gets the stub, and is told so."""
    done = kata("pytest", "tiny")
    assert "Your answer begins at work/tiny/app.py" in done.stdout
    assert (checkout / "work" / "tiny" / "app.py").exists()
