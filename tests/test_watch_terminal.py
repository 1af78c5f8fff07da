"""`kata watch` under a person's hands: at a terminal, in a process of its own."""

import json
import shutil
import signal
import termios

import pytest
from checkouts import ANSWERS, SUBMISSIONS, edit
from processes import descendants, names, wait_until

from checker.console import ENTER, LEAVE

RIGHT = (ANSWERS / "tiny" / "app.py").read_text()
WRONG = (SUBMISSIONS / "swallows_every_url" / "app.py").read_text()
HANGING = (SUBMISSIONS / "hanging_view" / "app.py").read_text()


class Watching:
    """`kata watch` at a terminal."""

    def __init__(self, terminal, checkout):
        self.terminal, self.checkout = terminal, checkout
        self.answer = checkout / "work" / "tiny" / "app.py"

    @property
    def screen(self):
        """What is drawn now, as lines."""
        frame = self.terminal.text.rpartition("\x1b[H")[2]
        lines = frame.replace("\x1b[2K", "").replace("\x1b[0m", "").split("\n")
        return [line.rstrip("\r") for line in lines]

    def shows(self, *words):
        """Wait until all *words* are shown."""
        try:
            wait_until(lambda: all(word in "\n".join(self.screen) for word in words), "")
        except AssertionError:
            pytest.fail("\n".join([f"In vain for {words}:", *self.screen]))

    def save(self, text):
        """Save *text* as an editor does that writes beside and renames."""
        beside = self.answer.with_name("app.py.tmp")
        beside.write_text(text)
        beside.replace(self.answer)

    @property
    def state(self):
        """What is recorded of the small kata."""
        return json.loads((self.checkout / "work" / "progress.json").read_text())["katas"]["tiny"]


@pytest.fixture
def watch(kata_at_terminal, checkout):
    """Start `kata watch` at a terminal, with patience, and end it after the test in good order."""
    started = []
    settings = checkout / "katas" / "tiny" / "kata.toml"
    edit(settings, "request = 0.5", "request = 50")
    edit(settings, "test = 1.0", "test = 50")

    def start(*arguments, **variables):
        terminal = kata_at_terminal("watch", *arguments, **variables)
        started.append(terminal)
        return Watching(terminal, checkout)

    yield start
    for terminal in started:
        if terminal.status is None:
            terminal.kill(signal.SIGTERM)
            terminal.wait()


@pytest.fixture
def watching(watch):
    """Watch the small kata."""
    return watch("tiny", NO_COLOR="1")


def resize(watching, rows, columns):
    """Give the terminal another size."""
    termios.tcsetwinsize(watching.terminal.master, (rows, columns))


def test_a_save_leads_to_a_verdict(watching):
    """From the stub to a pass, saved in two ways, without a key."""
    watching.shows("tiny  Tiny", "0 of 3 passed, check 1,", "failed   says-hello")
    watching.save(WRONG)
    watching.shows("2 of 3 passed, check 2,", "expected 404, got 200")
    watching.answer.write_text(RIGHT)
    watching.shows("3 of 3 passed, check 3,", "n next", "1 of 2 katas")
    assert watching.state["tries"] == 3
    assert watching.state["tries_to_pass"] == 3
    watching.terminal.type("q")
    assert watching.terminal.wait() == 0
    assert watching.terminal.text.endswith("tiny: 3 of 3 concepts passed. To go on: make watch\r\n")


def test_without_a_name_the_kata_to_go_on_with_is_watched(watch):
    """The first kata that is not passed."""
    watch(NO_COLOR="1").shows("tiny  Tiny", "0 of 3 passed")


def test_keys_work_without_enter(watching):
    """Each key is answered as it is typed."""
    watching.shows("0 of 3 passed")
    for key, words in [
        ("h", "Return the text from a view."), ("?", "keeps a backup"), ("l", "medium"),
        ("d", "takes two checks"), ("s", "make solution KATA=tiny"), ("x", "x again"),
        ("x", "work/.backups/tiny/"),
    ]:  # fmt: skip
        watching.terminal.type(key)
        watching.shows(words)
    watching.shows("check 2,")
    watching.terminal.type("n")
    watching.shows("n again to go on anyway")
    watching.terminal.type("n")
    watching.shows("shop  Shop", "of 9 passed")


@pytest.fixture
def hanging(watch):
    """Watch an answer that hangs."""
    watching = watch("tiny", NO_COLOR="1")
    watching.shows("0 of 3 passed")
    watching.save(HANGING)
    wait_until(lambda: "hangs-here" in names(watching.terminal.pid), "the answer hangs")
    return watching


def test_keys_that_act_are_not_carried_out_while_a_check_is_made(hanging):
    """Not now and not later; looking around is possible all the time."""
    hanging.terminal.type("h")
    hanging.shows("A check is being made; h after it.")
    hanging.terminal.type("?")
    hanging.shows("keeps a backup")
    assert "hints" not in hanging.state


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda terminal: terminal.type("q"), 0),
        (lambda terminal: terminal.type("\x03"), 130),
        (lambda terminal: terminal.kill(signal.SIGTERM), -signal.SIGTERM),
        (lambda terminal: terminal.kill(signal.SIGHUP), -signal.SIGHUP),
    ],
    ids=["q", "ctrl-c", "sigterm", "sighup"],
)
def test_the_end_leaves_a_sane_terminal_and_no_process(hanging, end, code):
    """In the middle of a check that hangs: modes, cursor and screen are as before."""
    below = descendants(hanging.terminal.pid)
    end(hanging.terminal)
    assert hanging.terminal.wait() == code
    assert hanging.terminal.modes == hanging.terminal.modes_at_start
    assert hanging.terminal.text.count(ENTER) == hanging.terminal.text.count(LEAVE) == 1
    assert "Traceback" not in hanging.terminal.text
    wait_until(lambda: not below & descendants(), "no process is left")


def test_a_bug_leaves_a_sane_terminal(watching):
    """Whatever is raised, the terminal is given back before it is told."""
    watching.shows("0 of 3 passed")
    progress = watching.checkout / "work" / "progress.json"
    progress.unlink()
    progress.mkdir()
    watching.save(WRONG)
    assert watching.terminal.wait() == 3
    assert watching.terminal.modes == watching.terminal.modes_at_start
    assert "IsADirectoryError" in watching.terminal.text.partition(LEAVE)[2]


def test_what_was_typed_at_the_end_does_not_reach_the_shell(watching):
    """Keys after q are not left in the terminal for the next program."""
    watching.shows("0 of 3 passed")
    watching.terminal.type("qrm -r work\n")
    assert watching.terminal.wait() == 0
    assert "rm -r" not in watching.terminal.text


def test_a_session_that_is_killed_leaves_no_process(hanging, temporary_folder):
    """SIGKILL takes the check and the sandbox along."""
    below = descendants(hanging.terminal.pid)
    hanging.terminal.kill(signal.SIGKILL)
    assert hanging.terminal.wait() == -signal.SIGKILL
    wait_until(lambda: not below & descendants(), "no process is left")
    for folder in temporary_folder.glob("kata-*"):
        shutil.rmtree(folder)


def test_another_size_is_another_picture(watching):
    """The screen is drawn anew as soon as the terminal has another size."""
    watching.shows("0 of 3 passed")
    assert len(watching.screen) == 24
    resize(watching, 40, 100)
    wait_until(lambda: len(watching.screen) == 40, "40 lines are drawn")
    resize(watching, 6, 30)
    wait_until(lambda: len(watching.screen) == 6, "6 lines are drawn")
    assert max(map(len, watching.screen)) <= 30
    watching.shows("0 of 3 passed", "h a d l s x ? q")


def test_ctrl_z_gives_the_terminal_back_and_takes_it_again(watching):
    """Without a shell to bring it back, as here, it goes on by itself."""
    watching.shows("0 of 3 passed")
    watching.terminal.type("\x1a")
    wait_until(
        lambda: "0 of 3 passed" in watching.terminal.text.partition(LEAVE)[2],
        "the screen is filled again",
    )
    assert watching.terminal.text.count(ENTER) == 2
    watching.terminal.type("?")
    watching.shows("keeps a backup")


@pytest.mark.parametrize(("arguments", "told"), [(["shop"], "KATA=shop"), ([], "KATA=tiny")])
def test_without_a_terminal_the_other_command_is_named(kata, arguments, told):
    """A pipe cannot be watched at."""
    done = kata("watch", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Watching needs a terminal" in done.stderr
    assert f"make check {told}" in done.stderr


def test_who_has_passed_everything_names_a_kata(kata, checkout):
    """Then there is none to go on with."""
    passed = {"first_passed": "2026-01-31T12:00:00+00:00"}
    told = {"format": 2, "katas": {"tiny": passed, "shop": passed}}
    (checkout / "work").mkdir()
    (checkout / "work" / "progress.json").write_text(json.dumps(told))
    done = kata("watch")
    assert done.returncode == 2
    assert "You have passed every kata. Name one" in done.stderr


def test_a_terminal_that_cannot_be_drawn_on_is_none(kata_at_terminal):
    """TERM=dumb is told the same."""
    terminal = kata_at_terminal("watch", "tiny", TERM="dumb")
    assert terminal.wait() == 2
    assert "make check KATA=tiny" in terminal.text


def test_an_unknown_kata_is_told_before_anything_is_drawn(kata_at_terminal):
    """With the nearest name."""
    terminal = kata_at_terminal("watch", "tny")
    assert terminal.wait() == 2
    assert "No kata 'tny'. Did you mean 'tiny'?" in terminal.text
    assert ENTER not in terminal.text


def test_colours_are_shown_where_they_are_wanted(watch):
    """A terminal that does not refuse them gets them."""
    watch("tiny").shows("\x1b[31mfailed   says-hello")
