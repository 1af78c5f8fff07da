"""Completion, asked for by shells as a person at a terminal asks for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from processes import Terminal, wait_until

from checker import cli, completion
from checker.errors import KataError

PROGRAM = Path(sys.executable).with_name("kata")
# What is typed up to the tabulator key, and the words that are then run.
TYPED = {
    "kata che": "<check>",
    "kata check ti": "<check><tiny>",
    "kata verify tiny sh": "<verify><tiny><shop>",
    "kata list --track sec": "<list><--track><security>",
    "kata check tiny --sub": "<check><tiny><--submission>",
    "kata check tiny --format js": "<check><tiny><--format><json>",
    "kata completion fi": "<completion><fish>",
    "kata hint tiny refuses-un": "<hint><tiny><refuses-unknown-urls>",
    "kata chek ti": "<chek><ti>",
}
FISH = {
    "kata che": "check",
    "kata check ti": "tiny",
    "kata check tiny --sub": "--submission",
    "kata hint tiny refuses": "refuses-unknown-urls",
}
shells = pytest.mark.parametrize(
    "options", [("bash", "--norc", "--noprofile", "-i"), ("zsh", "-f", "-i")], ids=["bash", "zsh"]
)
ODD = {
    "nothing": {},
    "no-words": {"_KATA_COMPLETE": "bash_complete"},
    "no-number": {"COMP_WORDS": "kata", "COMP_CWORD": "x"},
    "no-command": {"COMP_WORDS": "kata chek ", "COMP_CWORD": "2"},
    "open-quote": {"COMP_WORDS": "kata check 'ti", "COMP_CWORD": "9"},
    "no-shell": {"_KATA_COMPLETE": "tcsh_complete"},
}


@pytest.fixture
def ask(checkout, environment):
    """Ask the program itself, as the script of *shell* does."""

    def run(**variables):
        return subprocess.run(
            [PROGRAM], cwd=checkout, env=environment | {"_KATA_COMPLETE": "bash_complete"}
            | variables, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def shell(checkout, environment):
    """Start a shell at a terminal, in which `kata` shows the words that it is given."""
    terminals = []

    def start(name, *options, program=PROGRAM):
        path = installed(name)
        (checkout / "completion").write_text(completion.script(name, program))
        own = {"PS1": "ready> ", "TERM": "dumb", "HOME": str(checkout), "INPUTRC": "/dev/null"}
        terminal = Terminal([path, *options], checkout, environment | own)
        terminals.append(terminal)
        wait_until(lambda: "ready> " in terminal.text, f"{name} is there")
        for line in (". ./completion", "kata() { printf '<%s>' \"$@\"; echo; }", "echo set-'up'"):
            terminal.type(f"{line}\n")
        wait_until(lambda: "set-up" in terminal.text, f"{name} is set up")
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


def installed(name):
    """Return the path of the shell *name*; skip where it is missing, but not in CI."""
    path = shutil.which(name)
    if not path:
        assert "CI" not in os.environ, f"CI must have {name}"
        pytest.skip(f"{name} is not installed")
    return path


def completed(terminal, typed, words):
    """Type *typed*, the tabulator key and return, and wait until *words* were run."""
    terminal.type(f"{typed}\t\n")
    wait_until(lambda: words in terminal.text, f"{words} is run")


@shells
def test_shells_complete_what_is_typed(shell, options):
    """Commands, katas, tracks, options and their values are completed; unknown words are left."""
    terminal = shell(*options)
    for typed, words in TYPED.items():
        completed(terminal, typed, words)


@shells
def test_paths_are_completed(shell, options):
    """Where a path belongs, the shell's own completion of paths takes over."""
    completed(shell(*options), "kata check tiny --submission solu", "<--submission><solutions")


@shells
def test_shells_are_silent_when_the_program_is_gone(shell, options):
    """After the checkout was removed nothing is completed, and nothing said."""
    terminal = shell(*options, program=Path("/gone/it's/kata"))
    completed(terminal, "kata check ti", "<check><ti>")
    assert "gone" not in terminal.text.partition("set-up")[2]


@pytest.mark.parametrize(("typed", "word"), FISH.items())
def test_fish_completes(checkout, environment, typed, word):
    """fish, which can be asked without a terminal, completes the same."""
    fish = installed("fish")
    (checkout / "completion").write_text(completion.script("fish", PROGRAM))
    command = f'source completion; complete -C "{typed}"'
    done = subprocess.run(
        [fish, "--no-config", "-c", command], cwd=checkout, env=environment
        | {"HOME": str(checkout)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [line.partition("\t")[0] for line in done.stdout.splitlines()] == [word]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("shell", "words", "place", "answer"),
    [
        ("bash", "kata check ti", "2", ["plain,tiny"]),
        ("bash", "kata check t --submission wo", "4", ["file,wo"]),
        ("zsh", "kata verify ", "2", ["plain", "shop", "_", "plain", "tiny", "_"]),
        ("fish", "kata list --track sec", "sec", ["plain,security"]),
        (
            "bash",
            "kata hint tiny ",
            "3",
            ["plain,says-hello", "plain,greets-by-name", "plain,refuses-unknown-urls"],
        ),
        ("bash", "kata hint tiny says", "3", ["plain,says-hello"]),
        ("bash", "kata hint nothing sa", "3", []),
    ],
)
def test_each_shell_is_answered_in_its_form(ask, shell, words, place, answer):
    """What the scripts read is what the program writes, also where a shell is not installed."""
    done = ask(COMP_WORDS=words, COMP_CWORD=place, _KATA_COMPLETE=f"{shell}_complete")
    assert done.stdout.splitlines() == answer


@pytest.mark.parametrize("variables", ODD.values(), ids=ODD.keys())
def test_odd_questions_are_not_answered_loudly(ask, variables):
    """Whatever a shell sends, nothing disturbs the line that is being typed."""
    done = ask(**variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Traceback" not in done.stdout


def test_a_broken_course_is_no_noise(ask, checkout):
    """A kata that cannot be read does not keep the others from being completed."""
    (checkout / "katas" / "tiny" / "kata.toml").write_text("= broken")
    done = ask(COMP_WORDS="kata check ", COMP_CWORD="2")
    assert (done.stdout.split(), done.stderr) == (["plain,shop", "plain,tiny"], "")


def test_asking_changes_nothing(ask, checkout):
    """Nothing is written while somebody types."""
    before = set(checkout.rglob("*"))
    ask(COMP_WORDS="kata check ti", COMP_CWORD="2")
    assert set(checkout.rglob("*")) == before


def test_every_kata_can_be_completed():
    """Each command that takes a kata completes its name."""
    silent = [
        f"{command.name} {parameter.metavar}"
        for command in cli.kata.commands.values()
        for parameter in command.params
        if "KATA" in (parameter.metavar or "") and parameter._custom_shell_complete is None
    ]
    assert silent == []


@pytest.mark.parametrize("name", completion.SCRIPTS)
def test_the_script_says_how_it_is_installed(kata, name):
    """The printed script begins with the commands that install it, as comments."""
    text = kata("completion", name).stdout
    comment = [line for line in text.splitlines() if line.startswith("#")]
    assert f"#   {PROGRAM} completion {name} > ~/" in "\n".join(comment)
    assert text.splitlines()[: len(comment)] == comment


def test_the_shell_is_found(kata):
    """Without an argument it is the shell that the person uses."""
    assert (
        kata("completion", SHELL="/usr/local/bin/fish").stdout == kata("completion", "fish").stdout
    )


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ({"SHELL": "/bin/tcsh"}, "There is no completion for tcsh."),
        ({"SHELL": "/bin/bsh"}, "Did you mean 'bash'?"),
        ({}, "It is not known what your shell is."),
    ],
)
def test_an_unknown_shell_is_told(shell, words):
    """Who uses another shell hears which there are."""
    with pytest.raises(KataError) as caught:
        completion.shell_of(shell)
    assert words in str(caught.value)
    assert ".venv/bin/kata completion bash" in str(caught.value)
