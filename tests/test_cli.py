"""The command line, run as a person runs it: in a checkout, in a process of its own."""

import json
import shutil
import signal
import subprocess
import sys

import jsonschema
import pytest
from checkouts import ANSWERS, HERE, SUBMISSIONS, edit
from click.testing import CliRunner
from processes import descendants, names, wait_until

from checker import cli, commands

SCHEMA = json.loads((HERE.parent / "docs" / "report.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SOLUTION = ANSWERS / "tiny"


def test_right_answer_ends_with_0(kata):
    """All concepts passed: exit code 0, a line for each, and what to do next."""
    done = kata("check", "tiny", "--submission", "solutions/tiny")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines()[0].startswith("tiny  Tiny  ")
    assert (
        "core     ok       says-hello            The front page says Hello, World!" in done.stdout
    )
    assert "core 2/2, strong 1/1; red flags: none" in done.stdout
    assert "Next: " in done.stdout


def test_defect_of_the_checker_is_no_verdict(monkeypatch):
    """Python would end with 1, as a check does whose answer is wrong."""

    def fail(*_, **__):
        raise ZeroDivisionError("a defect\x1b[31m")

    monkeypatch.setattr(commands, "check", fail)
    done = CliRunner().invoke(cli.kata, ["check", "tiny"])
    assert done.exit_code == 3
    assert "ZeroDivisionError: a defect\n" in done.stderr
    assert "kata: This says nothing about an answer. Unless the machine is at fault" in done.stderr


def test_wrong_answer_ends_with_1_and_is_explained(kata):
    """A failed concept: exit code 1, the exchange, expected and actual, what to do next."""
    done = kata("check", "tiny", "--submission", SUBMISSIONS / "swallows_every_url")
    assert done.returncode == 1
    assert "RED FLAG" in done.stdout
    assert "red flags: refuses-unknown-urls" in done.stdout
    assert "expected 404, got 200" in done.stdout
    assert "200 OK" in done.stdout
    assert "app.py:" in done.stdout


def test_answer_that_cannot_be_loaded_ends_with_1(kata):
    """A submission at fault: exit code 1 and the fault, with file, line and caret."""
    done = kata("check", "tiny", "--submission", SUBMISSIONS / "syntax_error")
    assert done.returncode == 1
    assert "'(' was never closed in app.py, line 8" in done.stdout
    assert "    |                  ^" in done.stdout


def test_problem_of_the_checker_ends_with_3(kata):
    """A suite that decides nothing: exit code 3, and nobody is blamed."""
    done = kata("check", "skips", "--submission", SUBMISSIONS / "correct", cwd=HERE / "faulty")
    assert done.returncode == 3
    assert "not the answer's fault" in done.stdout


def test_all_opens_every_concept(kata):
    """With --all every concept that did not pass is shown in full."""
    answer = SUBMISSIONS / "forges_verdict"
    one = kata("check", "tiny", "--submission", answer)
    every = kata("check", "tiny", "--submission", answer, "--all")
    assert "An unknown URL must answer 404." not in one.stdout
    assert "An unknown URL must answer 404." in every.stdout


def test_seed_is_taken_and_reported(kata):
    """With --seed the report tells the same seed."""
    done = kata("check", "tiny", "--submission", SOLUTION, "--seed", "42", "--format", "json")
    assert json.loads(done.stdout)["seed"] == 42


@pytest.mark.parametrize(
    ("name", "outcome", "code"),
    [
        ("correct", "passed", 0),
        ("raising_view", "failed", 1),
        ("raises_at_import", "error", 1),
        ("exits_in_view", "failed", 1),
    ],
)
def test_json_is_a_valid_report(kata, name, outcome, code):
    """With --format json the report is data in the shape of the schema, and nothing else."""
    done = kata("check", "tiny", "--submission", SUBMISSIONS / name, "--format", "json")
    report = json.loads(done.stdout)
    assert [error.message for error in VALIDATOR.iter_errors(report)] == []
    assert (report["outcome"], done.returncode) == (outcome, code)
    assert report["submission"].endswith(name)


def test_first_check_copies_the_stub_and_says_so(kata, checkout):
    """Without an answer, work/ gets the stub, and the person is told where and what to read."""
    done = kata("check", "tiny")
    copied = checkout / "work" / "tiny" / "app.py"
    assert copied.read_text() == (checkout / "katas" / "tiny" / "stub" / "app.py").read_text()
    assert "Your answer begins at work/tiny/app.py, copied from the stub just now." in done.stderr
    assert "The task is in katas/tiny/README.md." in done.stderr
    assert done.returncode == 1
    assert "edit work/tiny/app.py" in done.stdout


def test_later_check_judges_what_is_there(kata, checkout):
    """An answer in work/ is checked and never overwritten, and nothing is said of a copy."""
    answer = checkout / "work" / "tiny" / "app.py"
    answer.parent.mkdir(parents=True)
    mine = (SOLUTION / "app.py").read_text() + "# mine\n"
    answer.write_text(mine)
    done = kata("check", "tiny")
    assert (done.returncode, done.stderr) == (0, "")
    assert answer.read_text() == mine


def test_check_works_from_a_folder_below(kata, checkout):
    """The command may be typed anywhere in the checkout, and paths are those of that place."""
    done = kata("check", "tiny", "--submission", "tiny", cwd=checkout / "solutions")
    assert done.returncode == 0


def test_submission_leaves_the_persons_progress_alone(kata, checkout):
    """Checking somebody else's answer does not count as the learner's own."""
    kata("check", "tiny", "--submission", SOLUTION)
    assert not (checkout / "work").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "tny"], "No kata 'tny'. Did you mean 'tiny'?"),
        (["check", "../tiny"], "No kata '../tiny'."),
        (["check"], "Which kata?"),
        (["check", ""], "There are: shop, tiny"),
        (["show"], "Which kata? For example: make show KATA="),
        (["hint"], "Which kata? For example: make hint KATA="),
        (["chek", "tiny"], "No command 'chek'. Did you mean 'check'?"),
        (["check", "tiny", "--submission", "nowhere"], "nowhere: no such file or folder."),
        (["check", "tiny", "--submission", "katas/questions.csv"], "Give a folder, a .zip or"),
        (["check", "tiny", "--format", "xml"], "'xml' is not one of"),
        (["check", "tiny", "--seed", "many"], "'many' is not a valid integer"),
        (["check", "tiny", "--sed", "1"], "--seed"),
        (["list", "--track", "basic"], "'basic' is not one of 'basics', 'data'"),
        (["verify", "tny"], "No kata 'tny'. Did you mean 'tiny'?"),
        (["progress", "--html", "katas"], "katas is no file. Name one: make progress ARGS="),
        (["progress", "--htm"], "--html"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(kata, arguments, words):
    """What was typed wrong is named, with the nearest right one, and nothing is run."""
    done = kata(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_of_a_checkout_the_installed_katas_are_taken(kata, tmp_path):
    """Outside of any checkout the katas that the checker was installed from are listed."""
    done = kata("list", cwd=tmp_path)
    assert done.returncode == 0
    assert "jwt_auth" in done.stdout


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "minutes = 5",
            "minuts = 5",
            "kata.toml:5: unknown field 'minuts'. Did you mean 'minutes'?",
        ),
        ("minutes = 5", "minutes = = 5", "kata.toml:5: not valid TOML"),
        ('track = "basics"', 'track = "basic"', "kata.toml:3: 'track' is 'basic'. Did you mean"),
        ('["says-hello"]', '["say-hello"]', "Did you mean 'says-hello'?"),
        ("request = 0.5", "requests = 0.5", "unknown field 'requests'. Did you mean 'request'?"),
    ],
)
def test_broken_kata_toml_ends_with_2_and_names_the_line(kata, checkout, before, after, words):
    """A fault in kata.toml is told with file, line and near match."""
    edit(checkout / "katas" / "tiny" / "kata.toml", before, after)
    done = kata("check", "tiny", "--submission", "solutions/tiny")
    assert done.returncode == 2
    assert words in done.stderr


def test_broken_suite_ends_with_2_and_names_the_test(kata):
    """An author's error in a suite is told with the test."""
    done = kata("check", "unmarked", "--submission", SOLUTION, cwd=HERE / "faulty")
    assert done.returncode == 2
    assert "The suite of 'unmarked' is broken:" in done.stderr
    assert "test_names_an_unknown_concept" in done.stderr
    assert "Did you mean 'says-hello'?" in done.stderr


def test_help_names_the_commands(kata):
    """`kata --help` says what there is."""
    done = kata("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: kata ")
    assert [name for name in ("check", "list", "verify") if name not in done.stdout] == []
    assert "..." not in done.stdout.partition("Commands:")[2]


def test_command_is_installed(environment):
    """The command `kata` is there beside Python."""
    command = [str(sys.executable).replace("python", "kata").removesuffix("3"), "--version"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("flask-katas ")


def test_list_shows_the_state_of_each_kata(kata, checkout):
    """A kata is new, then counted as far as it passes, then passed; the next one is offered."""
    assert state(kata, "tiny") == "new"
    kata("check", "tiny")
    assert state(kata, "tiny") == "0 of 3"
    (checkout / "work" / "tiny" / "app.py").write_bytes((SOLUTION / "app.py").read_bytes())
    kata("check", "tiny")
    assert state(kata, "tiny") == "passed"
    assert "Next: make check KATA=shop" in kata("list").stdout


def state(kata, name):
    """Return what `kata list` tells about *name*."""
    line = next(line for line in kata("list").stdout.splitlines() if f"  {name} " in line)
    return line.partition("min")[2].partition("Tiny")[0].strip()


def test_list_of_one_track_shows_no_other(kata):
    """With --track the katas of other tracks are left out."""
    done = kata("list", "--track", "data")
    assert "shop" in done.stdout
    assert "tiny" not in done.stdout


def test_progress_is_shown_from_the_first_check_on(kata, checkout):
    """Who has not begun is told where to; after a pass it is there, with its checks."""
    assert kata("progress").stdout.endswith("\n\nNext: make check KATA=tiny\n")
    (checkout / "work" / "tiny").mkdir(parents=True)
    (checkout / "work" / "tiny" / "app.py").write_bytes((SOLUTION / "app.py").read_bytes())
    kata("check", "tiny")
    done = kata("progress")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 of 2 katas passed, 3 of the 3 concepts in the 1 kata begun.")
    assert done.stdout.endswith("\n\nNext: make check KATA=shop\n")


def test_progress_reads_and_writes_nothing(kata, checkout):
    """Looking is not beginning."""
    kata("progress")
    assert not (checkout / "work").exists()


def test_progress_as_a_page_is_in_the_learners_folder(kata, checkout):
    """With --html the page is written to work/, wherever in the checkout it is asked for."""
    done = kata("progress", "--html", cwd=checkout / "katas")
    page = checkout / "work" / "progress.html"
    assert done.stdout == f"Open {page} in a browser.\n\nNext: make check KATA=tiny\n"
    assert page.read_text().startswith("<!doctype html>")


def test_progress_as_a_page_overwrites_nothing_of_the_persons(kata, checkout):
    """A file that is in the way is kept, and the person told where; our own is replaced."""
    (checkout / "mine.html").write_text("mine")
    first, second = (kata("progress", "--html", "mine.html") for _ in range(2))
    assert first.stdout.startswith("What was there before is kept in mine.backup-1.html.\n")
    assert second.stdout.startswith("Open mine.html in a browser.\n")
    assert (checkout / "mine.backup-1.html").read_text() == "mine"


def test_verify_is_green_for_katas_that_are_fair_and_sharp(kata):
    """Katas that keep all rules are proven: exit code 0, a line for each variant."""
    done = kata("verify")
    assert done.returncode == 0, done.stdout
    assert "tiny  3 concepts, 4 tests" in done.stdout
    assert "shop  9 concepts, 10 tests" in done.stdout
    assert "ok    swallows-every-url     refuses-unknown-urls" in done.stdout
    assert "wrong" not in done.stdout


def test_verify_is_red_for_one_that_is_not(kata, checkout):
    """A kata that breaks a rule: exit code 1, and what is to mend."""
    edit(checkout / "solutions" / "tiny" / "mistakes.toml", "greets-by-name", "greets-by-nam")
    done = kata("verify", "tiny")
    assert done.returncode == 1
    assert "1 to mend:" in done.stdout
    assert "mistakes.toml:11:" in "".join(done.stdout.split())
    assert "Did you mean 'greets-by-name'?" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["no-color", "dumb"]
)
def test_terminal_that_wants_no_colours_gets_none(kata_at_terminal, variables):
    """NO_COLOR and TERM=dumb are respected at a terminal."""
    terminal = kata_at_terminal("check", "tiny", "--submission", "solutions/tiny", **variables)
    assert terminal.wait() == 0
    assert "\x1b" not in terminal.text


def test_terminal_gets_colours(kata_at_terminal):
    """At a terminal outcomes are coloured, and the lines are those of any other output."""
    terminal = kata_at_terminal("check", "tiny", "--submission", "solutions/tiny")
    assert terminal.wait() == 0
    assert "\x1b[32mok      \x1b[0m says-hello" in terminal.text


def test_output_to_a_file_has_no_colours(kata):
    """Where standard output is no terminal there are no escape codes."""
    assert "\x1b" not in kata("check", "tiny", "--submission", "solutions/tiny").stdout


def test_control_characters_of_an_answer_do_not_reach_the_terminal(kata, checkout):
    """What an answer says is shown without its escape codes."""
    edit(checkout / "solutions" / "tiny" / "app.py", "Hello, World!", "\\x1b[2J\\x1b]0;mine\\x07")
    done = kata("check", "tiny", "--submission", "solutions/tiny")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("name", ["hanging_import", "hanging_factory", "hanging_view"])
@pytest.mark.usefixtures("patient")
def test_ctrl_c_ends_a_check_that_hangs(kata_at_terminal, name):
    """Ctrl-C during a hang: exit code 130, no process left, the terminal as before."""
    terminal = kata_at_terminal("check", "tiny", "--submission", SUBMISSIONS / name)
    wait_until(lambda: "hangs-here" in names(terminal.pid), "the submission hangs")
    below = descendants(terminal.pid)
    terminal.type("\x03")
    assert terminal.wait() == 130, terminal.text
    wait_until(lambda: not below & descendants(), "no process is left", seconds=2)
    assert terminal.modes == terminal.modes_at_start
    assert "Traceback" not in terminal.text


@pytest.fixture
def patient(checkout):
    """Let the small kata wait for long."""
    edit(checkout / "katas" / "tiny" / "kata.toml", "request = 0.5", "request = 50")
    edit(checkout / "katas" / "tiny" / "kata.toml", "test = 1.0", "test = 50")


def test_ctrl_c_ends_a_check_that_only_begins(kata_at_terminal):
    """Ctrl-C while the sandbox starts: exit code 130, no process left."""
    terminal = kata_at_terminal("check", "tiny", "--submission", "solutions/tiny")
    below = wait_until(lambda: descendants(terminal.pid), "the sandbox starts")
    terminal.type("\x03")
    assert terminal.wait() == 130, terminal.text
    wait_until(lambda: not below & descendants(), "no process is left", seconds=2)
    assert "Traceback" not in terminal.text


def test_ctrl_c_ends_a_verification(kata_at_terminal):
    """Ctrl-C during `kata verify`: exit code 130, no process left, no traceback."""
    terminal = kata_at_terminal("verify")
    wait_until(lambda: len(descendants(terminal.pid)) > 8, "both katas are run")
    terminal.type("\x03")
    assert terminal.wait() == 130, terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("patient")
def test_checker_that_is_killed_leaves_no_process(kata_at_terminal, temporary_folder, number):
    """A checker that is killed in the middle takes everything below it along."""
    terminal = kata_at_terminal("check", "tiny", "--submission", SUBMISSIONS / "hanging_view")
    wait_until(lambda: "hangs-here" in names(terminal.pid), "the submission hangs")
    below = descendants(terminal.pid)
    terminal.kill(number)
    assert terminal.wait() == -number
    wait_until(lambda: not below & descendants(), "no process is left", seconds=5)
    for folder in temporary_folder.glob("kata-*"):
        shutil.rmtree(folder)


def test_closed_output_is_no_traceback(checkout, environment):
    """A reader that goes away, as `head` does, is no reason for a traceback."""
    command = [sys.executable, "-m", "checker", "list"]
    with subprocess.Popen(
        command, cwd=checkout, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
