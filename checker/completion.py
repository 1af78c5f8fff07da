"""Completion in a shell: which words may follow, and the script with which a shell asks for them.

The scripts are our own because those of Click look for the command on the path, where it need not
be, and are not silent when it is gone; what they ask is answered by Click.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from typing import TYPE_CHECKING, NoReturn

from click import shell_completion

from checker.errors import KataError, near

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click import Command, Context, Parameter

VARIABLE = "_KATA_COMPLETE"

BASH = """\
_kata_completion() {
    local kind word
    COMPREPLY=()
    while IFS=, read -r kind word; do
        case $kind in
            plain) COMPREPLY+=("$word") ;;
            file) compopt -o default 2>/dev/null ;;
            dir) compopt -o dirnames 2>/dev/null ;;
        esac
    done < <(IFS=$'\\n'; env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        _KATA_COMPLETE=bash_complete PROGRAM 2>/dev/null)
}
complete -o nosort -F _kata_completion kata 2>/dev/null || complete -F _kata_completion kata
"""

ZSH = """\
_kata() {
    local -a answer plain described
    local kind word about
    answer=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) \\
        _KATA_COMPLETE=zsh_complete PROGRAM 2>/dev/null)}")
    for kind word about in $answer; do
        case $kind in
            plain) [[ $about == _ ]] && plain+=("$word") || described+=("$word:$about") ;;
            file) _files ;;
            dir) _files -/ ;;
        esac
    done
    (( $#described )) && _describe -V kata described -U
    (( $#plain )) && compadd -U -V kata -a plain
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _kata "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _kata kata
fi
"""

FISH = """\
function __kata_complete
    set -l answer (env COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -ct) _KATA_COMPLETE=fish_complete PROGRAM 2>/dev/null)
    for line in $answer
        set -l parts (string split -m 1 , -- $line)
        switch $parts[1]
            case plain
                echo $parts[2]
            case file
                __fish_complete_path (commandline -ct)
            case dir
                __fish_complete_directories (commandline -ct)
        end
    end
end
complete --no-files --command kata --arguments '(__kata_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
INSTALLED = {
    "bash": ("{} completion bash > ~/.kata.bash", "echo '. ~/.kata.bash' >> ~/.bashrc"),
    "zsh": ("{} completion zsh > ~/.kata.zsh", "echo '. ~/.kata.zsh' >> ~/.zshrc"),
    "fish": (
        "mkdir -p ~/.config/fish/completions",
        "{} completion fish > ~/.config/fish/completions/kata.fish",
    ),
}


def script(shell: str, program: Path) -> str:
    """Return what makes *shell* ask *program*, with a comment that says how to install it."""
    quoted = shlex.quote(str(program))
    told = [
        f"Completion of commands, options and katas for `kata`, in {shell}.",
        "Once, and then open a new shell:",
        *(f"  {command.format(quoted)}" for command in INSTALLED[shell]),
    ]
    first = "#compdef kata\n" if shell == "zsh" else ""  # where zsh looks for it
    comment = "".join(f"# {line}\n" for line in told)
    return first + comment + SCRIPTS[shell].replace("PROGRAM", quoted)


def shell_of(environment: Mapping[str, str]) -> str:
    """Return which shell a person uses; raise `KataError` if it is none of ours."""
    name = os.path.basename(environment.get("SHELL", ""))  # noqa: PTH119 - may be no path
    if name not in SCRIPTS:
        told = (
            f"There is no completion for {name}." if name else "It is not known what your shell is."
        )
        raise KataError(f"{told}{near(name, SCRIPTS)} Name one: .venv/bin/kata completion bash")
    return name


def answer(command: Command) -> NoReturn:
    """Answer the shell that asks for completions of *command*, and end the process.

    Whatever goes wrong is no completion, and nothing that disturbs the line being typed.
    """
    with contextlib.suppress(BaseException):
        shell_completion.shell_complete(command, {}, "kata", VARIABLE, os.environ[VARIABLE])
    os._exit(0)


def katas(_context: Context, _parameter: Parameter, incomplete: str) -> list[str]:
    """Return the katas whose ids begin so."""
    from checker import catalog

    known = catalog.kata_ids(catalog.find_root())
    return [name for name in known if name.startswith(incomplete)]


def concepts(context: Context, _parameter: Parameter, incomplete: str) -> list[str]:
    """Return the concepts of the kata that was named before, if their ids begin so."""
    from checker import catalog

    kata = catalog.load_kata(catalog.find_root(), context.params["name"])
    return [known.id for known in kata.concepts if known.id.startswith(incomplete)]


def assessments(_context: Context, _parameter: Parameter, incomplete: str) -> list[str]:
    """Return the assessments whose names begin so."""
    from checker import assessment, catalog

    known = assessment.assessment_ids(catalog.find_root())
    return [name for name in known if name.startswith(incomplete)]
