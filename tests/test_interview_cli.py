"""Interviews as a person takes them: in a checkout, at a terminal, with real checks."""

import json
import os
import re
import shutil
import signal
from datetime import datetime, timedelta

import pytest
from builders import tree
from checkouts import ANSWERS, SUBMISSIONS
from processes import descendants, wait_until

RIGHT = (ANSWERS / "tiny" / "app.py").read_text()


@pytest.fixture
def state(checkout):
    """Return the path of the file that an interview is kept in."""
    return checkout / "work" / "interview.json"


def write_answer(checkout, text=RIGHT, *, minutes_ago=0):
    """Write an answer to the kata tiny, so many minutes ago."""
    path = checkout / "work" / "tiny" / "app.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    time = datetime.now().astimezone() - timedelta(minutes=minutes_ago)
    os.utime(path, (time.timestamp(),) * 2)
    return path


def let_it_end(state, *, minutes_ago=1):
    """Let the interview have begun two hours ago and ended so many minutes ago."""
    now = datetime.now().astimezone().replace(microsecond=0)
    times = {"started": now - timedelta(hours=2), "ends": now - timedelta(minutes=minutes_ago)}
    told = json.loads(state.read_text())
    state.write_text(json.dumps(told | {name: time.isoformat() for name, time in times.items()}))


# Beginning


def test_begin_says_what_was_chosen_and_starts_the_clock(kata, checkout, state):
    """Chosen katas, until when, what to read, edit and type; the stubs are there."""
    done = kata("interview", "--minutes", "30")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Interview: 30 minutes for 1 kata" in done.stdout
    assert "  shop  medium     20 min  data  Shop" in done.stdout
    assert "The clock runs: 30 minutes, until " in done.stdout
    assert done.stdout.endswith("Next: read katas/shop/README.md\n")
    assert tree(checkout / "work" / "shop") == tree(checkout / "katas" / "shop" / "stub")
    told = json.loads(state.read_text())
    length = datetime.fromisoformat(told["ends"]) - datetime.fromisoformat(told["started"])
    assert (told["katas"], length) == (["shop"], timedelta(minutes=30))


def test_answer_is_not_put_away_where_nobody_can_be_asked(kata, checkout, state):
    """Without a terminal the answer stays, and the way to say yes is told."""
    path = write_answer(checkout, "mine\n")
    done = kata("interview", "tiny", "--minutes", "60")
    assert done.returncode == 2
    assert "Nobody is there to answer. If yes, add: ARGS=--yes" in done.stderr
    assert path.read_text() == "mine\n"
    assert not state.exists()


@pytest.mark.parametrize(("option", "expected"), [("--yes", None), ("--keep", "mine\n")])
def test_answer_is_put_away_or_kept_as_was_asked(kata, checkout, option, expected):
    """With --yes it is a backup, with --keep it stays."""
    path = write_answer(checkout, "mine\n")
    stub = (checkout / "katas" / "tiny" / "stub" / "app.py").read_text()
    done = kata("interview", "tiny", option)
    assert done.returncode == 0
    assert path.read_text() == (expected or stub)
    backups = [p.read_text() for p in (checkout / "work" / ".backups").rglob("app.py")]
    assert backups == ([] if expected else ["mine\n"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["juniour"], "No preset 'juniour'. Did you mean 'junior'?"),
        (["tny"], "No kata 'tny'. Did you mean 'tiny'?"),
        (["--level", "core"], "'core' is not one of 'easy', 'medium', 'advanced'"),
        (["--track", "basic"], "'basic' is not one of 'basics', 'data'"),
        (["--minutes", "0"], "0 is not in the range"),
        (["--minutes", "3"], 'the shortest takes 20: make interview ARGS="--minutes 20"'),
        (["--end"], "No interview runs. Begin one: make interview"),
    ],
)
def test_wrong_usage_begins_nothing(kata, checkout, arguments, words):
    """What was typed wrong is named, with what is right, and nothing is begun."""
    done = kata("interview", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / "work").exists()


def test_terminal_is_asked_before_the_clock_starts(kata_at_terminal, state):
    """Enter starts it; who answers no has begun nothing."""
    refused = kata_at_terminal("interview", "tiny")
    wait_until(lambda: "Start the clock? [Y/n]: " in refused.text, "the question is asked")
    assert not state.exists()
    refused.type("n\n")
    assert refused.wait() == 0
    assert "Nothing was begun." in refused.text
    assert not state.exists()

    begun = kata_at_terminal("interview", "tiny")
    wait_until(lambda: "[Y/n]: " in begun.text, "the question is asked")
    begun.type("\n")
    assert begun.wait() == 0
    assert state.exists()


def test_terminal_is_asked_before_an_answer_is_put_away(kata_at_terminal, checkout, state):
    """Enter keeps it, and begins nothing; yes makes a backup of it."""
    path = write_answer(checkout, "mine\n")
    refused = kata_at_terminal("interview", "tiny")
    wait_until(lambda: "[y/N]: " in refused.text, "the question is asked")
    refused.type("\n")
    assert refused.wait() == 0
    assert "make interview ARGS=--keep" in refused.text
    assert (path.read_text(), state.exists()) == ("mine\n", False)

    begun = kata_at_terminal("interview", "tiny")
    wait_until(lambda: "Put them away, and start the clock? [y/N]: " in begun.text, "the question")
    begun.type("y\n")
    assert begun.wait() == 0
    assert [p.read_text() for p in checkout.rglob("work/.backups/**/app.py")] == ["mine\n"]


# While it runs


def test_clock_survives_its_terminal(kata, kata_at_terminal, state):
    """A terminal that is hung up takes nothing along."""
    terminal = kata_at_terminal("interview", "tiny", "--minutes", "60", "--yes")
    wait_until(state.exists, "the interview has begun")
    terminal.kill(signal.SIGHUP)
    terminal.wait()
    done = kata("interview")
    assert re.match(r"Interview: \d+ minutes? left, until \d\d:\d\d\n", done.stdout)


def test_check_is_a_part_of_the_interview(kata, checkout):
    """It says how much time is left, and its result stands in the interview."""
    kata("interview", "tiny", "shop", "--minutes", "60")
    done = kata("check", "tiny")
    assert done.returncode == 1
    assert re.search(r"Next: \d+ minutes left\. Edit work/tiny/app\.py, then:", done.stdout)
    write_answer(checkout)
    told = " ".join(kata("interview").stdout.split())
    assert "tiny core 0/2, strong 0/1; red flags: refuses-unknown-urls; checked at " in told
    assert " changed since make check KATA=tiny shop not begun make check KATA=shop " in told
    records = list(checkout.glob("work/.interviews/*/tiny-*.tar.gz"))
    assert len(records) == 1


def test_solution_is_not_offered_after_a_pass(kata, checkout):
    """What is locked is not recommended."""
    kata("interview", "tiny", "--minutes", "60")
    write_answer(checkout)
    done = kata("check", "tiny")
    assert done.returncode == 0
    assert re.search(r"Next: \d+ minutes? left\. Where you stand: make interview\n", done.stdout)
    assert "solutions/" not in done.stdout
    assert "everything passed" in kata("interview").stdout


def test_data_of_a_check_is_as_always(kata):
    """With --format json nothing but the report is printed."""
    kata("interview", "tiny", "--minutes", "60")
    done = kata("check", "tiny", "--format", "json")
    assert json.loads(done.stdout)["kata"] == "tiny"


def test_where_am_i_is_in_the_interview(kata):
    """Without a command the interview is shown while it runs, and no hint is offered."""
    kata("interview", "tiny", "--minutes", "30")
    done = kata()
    assert done.stdout == kata("interview").stdout
    assert done.stdout.startswith("Interview: 30 minutes left, until ")
    kata("interview", "--end", "--yes")
    assert "katas passed" in kata().stdout


def test_another_one_cannot_begin(kata, state):
    """There is one interview at a time, and the way to its end is told."""
    kata("interview", "tiny", "--minutes", "60")
    before = state.read_text()
    done = kata("interview", "shop")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is an interview already, until " in done.stderr
    assert "make interview ARGS=--end" in done.stderr
    assert state.read_text() == before


def test_damaged_file_is_set_aside_and_said_so(kata, state):
    """The next command says where it is now; nothing is lost."""
    kata("interview", "tiny", "--minutes", "60")
    state.write_text('{"format": 1')
    done = kata("list")
    assert done.returncode == 0
    assert "set aside as interview.damaged-1.json" in " ".join(done.stderr.split())
    assert state.with_name("interview.damaged-1.json").read_text() == '{"format": 1'
    assert kata("list").stderr == ""


def test_other_commands_are_as_always(kata, state):
    """While the clock runs nothing is said by commands that have nothing to do with it."""
    kata("interview", "tiny", "--minutes", "60")
    before = state.read_text()
    done = kata("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert state.read_text() == before


# The end


def test_end_is_found_by_the_next_command(kata, checkout, state):
    """Whatever is typed next says so, and takes the answers as they are then."""
    kata("interview", "tiny", "--minutes", "60")
    write_answer(checkout, minutes_ago=5)
    let_it_end(state)
    done = kata("list")
    assert "Your interview ended at " in done.stderr
    assert "make interview" in done.stderr
    write_answer(checkout, "too late\n")

    done = kata("interview")
    assert done.returncode == 0
    assert done.stderr == "Checking tiny as you left it ...\n"
    assert "  the end  tiny   3 of 3   says-hello, greets-by-name" in done.stdout
    assert "tiny  core 2/2, strong 1/1\n" in done.stdout
    (saved,) = checkout.glob("work/interviews/*.md")
    assert f"  work/interviews/{saved.name}\n" in done.stdout
    assert "| the end | tiny | 3 of 3 |" in saved.read_text()
    assert saved.with_suffix(".html").exists()
    assert not state.exists()
    assert kata("list").stderr == ""


def test_answer_that_came_after_the_end_is_marked(kata, checkout, state):
    """It is checked, and counted apart."""
    kata("interview", "tiny", "--minutes", "60")
    let_it_end(state)
    write_answer(checkout)
    done = kata("interview")
    assert "tiny  core 0/2, strong 0/1 (core 2/2, strong 1/1 with what came after" in done.stdout
    assert "  changed after the end: app.py" in done.stdout
    assert "  after the end  tiny   3 of 3   " in done.stdout


def test_check_after_the_end_is_an_ordinary_one(kata, checkout, state):
    """It says that the interview is over, and counts for the learner only."""
    kata("interview", "tiny", "--minutes", "60")
    let_it_end(state)
    write_answer(checkout)
    done = kata("check", "tiny")
    assert done.returncode == 0
    assert "Your interview ended at " in done.stderr
    assert "left" not in done.stdout
    assert list(checkout.glob("work/.interviews/*/*.check.json")) == []


def test_who_wants_another_one_sees_the_last_one_first(kata, state):
    """The words of the next one are not lost on them."""
    kata("interview", "tiny", "--minutes", "60")
    let_it_end(state)
    done = kata("interview", "shop")
    assert "after that, type the same again" in done.stderr
    assert "tiny  not begun" in done.stdout
    assert not state.exists()


def test_early_end_is_asked_for_once(kata_at_terminal, kata, state):
    """No lets it go on, yes ends it and shows how it went."""
    kata("interview", "tiny", "--minutes", "60")
    goes_on = kata_at_terminal("interview", "--end")
    wait_until(lambda: "left? [y/N]: " in goes_on.text, "the question is asked")
    goes_on.type("\n")
    assert goes_on.wait() == 0
    assert "It goes on." in goes_on.text
    assert state.exists()

    ends = kata_at_terminal("interview", "--end")
    wait_until(lambda: " left? [y/N]: " in ends.text, "asked")
    ends.type("y\n")
    assert ends.wait() == 0
    assert ends.text.count("?") == 1
    assert "y\r\n\r\n" in ends.text
    assert re.search(r": .*, ended after \d of 60 minutes", ends.text)
    assert not state.exists()


def test_early_end_needs_somebody_to_answer(kata, state):
    """Without a terminal it goes on, unless --yes says otherwise."""
    kata("interview", "tiny", "--minutes", "60")
    assert kata("interview", "--end").returncode == 2
    assert state.exists()
    assert kata("interview", "--end", "--yes").returncode == 0
    assert not state.exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_end_that_is_interrupted_is_made_up_for(
    kata, kata_at_terminal, state, temporary_folder, number
):
    """Killed, or stopped by Ctrl-C, in its last check: the next command comes to the same end."""
    kata("interview", "tiny", "--minutes", "60")
    write_answer(
        state.parent.parent, (SUBMISSIONS / "hanging_view" / "app.py").read_text(), minutes_ago=5
    )
    let_it_end(state)
    terminal = kata_at_terminal("interview")
    wait_until(lambda: descendants(terminal.pid), "the last check has begun")
    below = descendants(terminal.pid)
    terminal.kill(number)
    terminal.wait()
    wait_until(lambda: not below & descendants(), "no process is left")
    for folder in temporary_folder.glob("kata-*"):
        shutil.rmtree(folder)
    assert "Traceback" not in terminal.text
    write_answer(state.parent.parent)
    done = kata("interview")
    assert done.returncode == 0
    assert "tiny  core 0/2" in done.stdout
    assert not state.exists()
