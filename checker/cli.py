"""The command line: parse, call one function, show, exit code."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from checker import completion
from checker.choices import DIFFICULTIES, STATES, TRACKS

if TYPE_CHECKING:
    from checker.verification import Depth
    from checker.zygote import Zygote

FORMATS = ("text", "json", "junit", "markdown", "gradescope", "exercism", "classroom50")
AUDIENCES = ("interviewer", "candidate")
GRADE = "make grade SUBMISSIONS=handed-in ASSESSMENT=mid-security OUT=results"
# What must be named, and what to type where it was not.
EXAMPLES = {
    "KATA": ("kata", "make {command} KATA=jwt_auth   All: make list"),
    "ASSESSMENT": ("assessment", "make pack ASSESSMENT=mid-security"),
    "SUBMISSIONS": ("submissions", GRADE),
    "assessment": ("assessment", GRADE),
    "out": ("folder for the results", GRADE),
}


def _look_into(context: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> None:
    """Let the catalogue see private katas; a person hears how the next command will."""
    from checker import shelves

    more = shelves.add(folders)
    if more and sys.stderr.isatty() and not context.resilient_parsing:
        click.echo(f"note: to leave {shelves.OPTION} out from now on: {more}", err=True)


private = click.option(
    "--katas",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=True,
    is_eager=True,
    expose_value=False,
    callback=_look_into,
    help="A folder with private katas, besides those of KATA_PATH; may be repeated.",
)


def _confess(ctx: click.Context) -> NoReturn:
    """Tell of a defect of our own, with what its authors need, and end as a checker problem."""
    import traceback

    from checker.errors import CHECKER_PROBLEM
    from checker.render.text import clean

    click.echo(clean(traceback.format_exc()), err=True)
    click.echo(
        "kata: This says nothing about an answer. Unless the machine is at fault, by a full disk\n"
        "for example, it is a defect of flask-katas: please report what stands above, with the\n"
        "command that you typed.",
        err=True,
    )
    ctx.exit(CHECKER_PROBLEM)


class Commands(click.Group):
    """Shows errors that are written for a person, and ends with their exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in Click
        """Run the command that was asked for."""
        from checker.errors import KataError
        from checker.render.text import clean

        try:
            return super().invoke(ctx)
        except click.MissingParameter as error:
            name = error.param.human_readable_name if error.param else ""
            if name not in EXAMPLES or not error.ctx:
                raise
            wanted, example = EXAMPLES[name]
            example = example.format(command=error.ctx.info_name)
            click.echo(f"kata: Which {wanted}? For example: {example}", err=True)
            ctx.exit(error.exit_code)
        except KataError as error:
            click.echo(f"kata: {clean(str(error))}", err=True)  # it may name a candidate's files
            ctx.exit(error.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception:  # noqa: BLE001 - Python would end with 1, and that is a verdict
            _confess(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or offer the nearest one."""
        from checker.errors import near

        known = not args or self.get_command(ctx, args[0]) or args[0].startswith("-")
        if not known and not ctx.resilient_parsing:
            ctx.fail(f"No command '{args[0]}'.{near(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="flask-katas", message="%(package)s %(version)s")
@click.pass_context
def kata(context: click.Context) -> None:
    """Answer Flask interview questions in code, and see which ideas you got right.

    Without a command it says where you are and what to do next.
    """
    from checker import commands

    if context.invoked_subcommand != "interview":
        commands.remind()
    if context.invoked_subcommand is None:
        click.echo(commands.where(), nl=False)


@kata.command()
@click.argument("name", metavar="KATA", required=False, shell_complete=completion.katas)
@click.option(
    "--submission",
    type=click.Path(path_type=Path),
    help="A folder, .zip or .tar.gz instead of work/KATA.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How the result is written: for a person, as data, or as another system reads it.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Who reads it: an interviewer sees all, a candidate what is required and whether it is "
    "met. It is the candidate for gradescope, exercism and classroom50, or else the interviewer.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Open every concept that did not pass, not only the first.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the values of an earlier check.")
@private
@click.pass_obj
def check(  # noqa: PLR0913 - one for each option
    zygote: Zygote | None,
    name: str | None,
    submission: Path | None,
    form: str,
    audience: str | None,
    *,
    everything: bool,
    seed: int | None,
) -> None:
    """Check an answer to KATA and say which concepts it gets right.

    Exit code: 0 all concepts passed, 1 some did not, 2 usage, 3 a problem of the checker.
    """
    from checker import commands

    text, code = commands.check(
        name, submission, zygote, form=form, everything=everything, seed=seed, audience=audience
    )
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command(short_help="Check an answer each time it is saved.")
@click.argument("name", metavar="KATA", required=False, shell_complete=completion.katas)
@private
def watch(name: str | None) -> None:
    """Check an answer each time it is saved; keys give hints, the list, the next kata.

    Without KATA it is the one to go on with.
    """
    from checker import commands

    click.echo(commands.watch(name))


@kata.command("list", short_help="List the katas, with your state.")
@click.argument("text", default="")
@click.option("--track", type=click.Choice(TRACKS), help="Only the katas of one track.")
@click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Only those as difficult.")
@click.option("--state", type=click.Choice(STATES), help="Only those that you are so far with.")
@private
def list_(text: str, track: str | None, difficulty: str | None, state: str | None) -> None:
    """List the katas, or those with TEXT in a title, by track and with your state."""
    from checker import commands

    listed = commands.list_katas(text, track=track, difficulty=difficulty, state=state)
    click.echo(listed, nl=False)


@kata.command("next")
def next_() -> None:
    """Say which kata is next, and begin it."""
    from checker import commands, lessons

    notices, text = lessons.go_on(commands.screen())
    for notice in notices:
        commands.print_notice(notice)
    click.echo(text, nl=False)


@kata.command()
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@private
def show(name: str) -> None:
    """Show the task of KATA."""
    from checker import commands, lessons

    _page(lessons.show(name, commands.screen()))


@kata.command(short_help="Give one more hint for KATA.")
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@click.argument("concept", required=False, shell_complete=completion.concepts)
@private
def hint(name: str, concept: str | None) -> None:
    """Give one more hint for the first open concept of KATA, or for CONCEPT."""
    from checker import commands, lessons

    click.echo(lessons.hint(name, concept, commands.screen()), nl=False)


@kata.command(short_help="Show the answer to KATA, and common mistakes.")
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@click.option("--give-up", "given_up", is_flag=True, help="Before you have passed.")
@private
def solution(name: str, *, given_up: bool) -> None:
    """Show the answer to KATA, common mistakes, and how yours differs."""
    from checker import commands, lessons

    _page(lessons.solution(name, commands.screen(), given_up=given_up))


@kata.command(short_help="Serve your answer to KATA for a browser or curl.")
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True)
@private
def run(name: str, port: int) -> None:
    """Serve your answer to KATA on this machine, for a browser or curl."""
    from checker import commands, lessons

    text, serve = lessons.run(name, port, commands.screen())
    click.echo(text, nl=False)
    serve()


@kata.command(
    name="pytest",
    short_help="Run your own tests for KATA.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@click.argument("arguments", metavar="[PYTEST'S OPTIONS]...", nargs=-1, type=click.UNPROCESSED)
@private
def own_tests(name: str, arguments: tuple[str, ...]) -> None:
    """Run the tests that you wrote for KATA, as pytest in your folder would."""
    from checker import lessons

    text, run_pytest = lessons.own_tests(name, arguments)
    click.echo(text, nl=False)
    run_pytest()


@kata.command()
@click.argument("name", metavar="KATA", shell_complete=completion.katas)
@click.option("--undo", is_flag=True, help="Bring the latest backup back.")
@private
def reset(name: str, *, undo: bool) -> None:
    """Begin KATA anew; your answer is kept as a backup."""
    from checker import lessons

    click.echo(lessons.reset(name, undo=undo), nl=False)


def _page(text: str) -> None:
    """Show *text*, by the pager if a person would have to scroll for it."""
    import shutil

    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "-FRX")
        click.echo_via_pager(text, color=True)
    else:
        click.echo(text, nl=False, color=True)


@kata.command()
@click.option(
    "--html",
    "page",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Write a page for a browser to PATH, or to work/progress.html.",
)
def progress(page: str | None) -> None:
    """Show what you have passed: when, how, and where the gaps are."""
    from checker import commands

    click.echo(commands.show_progress(page), nl=False)


@kata.command(short_help="Prove that suites are fair and sharp.")
@click.argument("names", metavar="[KATA]...", nargs=-1, shell_complete=completion.katas)
@click.option(
    "--quick", "depth", flag_value="quick", help="Check one mistake for each level, not all."
)
@click.option(
    "--thorough", "depth", flag_value="thorough", help="Check every variant three times, not once."
)
@private
def verify(names: tuple[str, ...], depth: Depth | None) -> NoReturn:
    """Prove that the suites of the named katas, or of all, are fair and sharp."""
    from checker import commands

    click.get_current_context().exit(commands.verify(names, click.echo, depth or "usual"))


@kata.command(short_help="Make the archive for candidates.")
@click.argument("name", metavar="ASSESSMENT", shell_complete=completion.assessments)
@click.option("--out", type=click.Path(path_type=Path), help="The archive; else ASSESSMENT.zip.")
@click.option("--check", is_flag=True, help="Prove that the archive holds nothing hidden.")
@private
def pack(name: str, out: Path | None, *, check: bool) -> NoReturn:
    """Make the archive that candidates of ASSESSMENT are given.

    Exit code of --check: 0 it is as it should be, 1 it is not.
    """
    from checker import commands, takehome

    text, code = takehome.pack(name, out, check=check, screen=commands.screen())
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command(short_help="Say what changed between two results.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def compare(old: Path, new: Path, form: str) -> NoReturn:
    """Say what changed from the results OLD to NEW, of one check, a candidate or a grading.

    Each is a report as `kata check --format json` prints it, a candidate's report.json, or the
    folder of a grading. Exit code: 0 nothing changed, 1 something did, 2 usage.
    """
    from checker import commands, takehome

    text, code = takehome.compare(old, new, form=form, screen=commands.screen())
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command(short_help="Grade what many candidates handed in.")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option(
    "--assessment",
    required=True,
    help="One of ours, or a .toml file.",
    shell_complete=completion.assessments,
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder for the results."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="How many checks run at the same time.")
@click.option(
    "--format",
    "forms",
    type=click.Choice(("markdown", "junit", "gradescope", "exercism")),
    multiple=True,
    help="Write this for each candidate as well; may be given more than once.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Give all the values of an earlier run.")
@click.option("--regrade", is_flag=True, help="Check again what has been checked already.")
@click.option(
    "--no-sandbox",
    "unsafe",
    is_flag=True,
    help="Go on where code from strangers cannot be kept apart.",
)
@private
def grade(  # noqa: PLR0913 - one for each option
    submissions: Path,
    assessment: str,
    out: Path,
    *,
    jobs: int | None,
    forms: tuple[str, ...],
    seed: int | None,
    regrade: bool,
    unsafe: bool,
) -> NoReturn:
    """Grade what many candidates handed in: a folder or archive each in SUBMISSIONS.

    A second run goes on where the first stopped, and checks only what has changed. Exit code: 0
    there is a verdict on every answer, 2 usage, 3 a problem of the checker left some open.
    """
    from checker import commands, takehome

    text, code = takehome.grade(
        submissions, assessment, out, jobs=jobs, forms=forms, seed=seed, regrade=regrade,
        sandboxed=not unsafe, screen=commands.screen(),
    )  # fmt: skip
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command()
@click.argument("words", metavar="[PRESET] [KATA]...", nargs=-1, shell_complete=completion.katas)
@click.option("--minutes", type=click.IntRange(1, 24 * 60), help="How long it takes.")
@click.option("--track", type=click.Choice(TRACKS), help="Only katas of one track.")
@click.option("--level", type=click.Choice(DIFFICULTIES), help="Only katas of one difficulty.")
@click.option("--keep", is_flag=True, help="Go on from answers that are there already.")
@click.option("--end", is_flag=True, help="End the interview before its time.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@private
def interview(  # noqa: PLR0913 - one for each option
    words: tuple[str, ...],
    minutes: int | None,
    track: str | None,
    level: str | None,
    *,
    keep: bool,
    end: bool,
    yes: bool,
) -> None:
    """Begin a timed mock interview, or show the one that runs.

    PRESET is junior (60 minutes), mid (90, the usual one) or senior (120). It chooses katas that
    you have not passed, unless you name some. When the time is up, see how it went with the same
    command.
    """
    from checker import commands
    from checker.plan import Wish

    wish = Wish(words=words, minutes=minutes, track=track, level=level)
    ask = functools.partial(_ask, yes=yes)
    click.echo(commands.interview(wish, ask, end=end, keep=keep), nl=False)


def _ask(told: str, question: str, *, usual: bool, yes: bool) -> bool:
    """Say *told* and ask a person, unless *yes*; where nobody sits, only a usual yes will do."""
    from checker.errors import KataError

    if told:
        click.echo(told)
    if sys.stdin.isatty() and not yes:
        answer = click.confirm(question, default=usual)
        click.echo()
        return answer
    if not (usual or yes):
        raise KataError(f"{question} Nobody is there to answer. If yes, add: ARGS=--yes")
    return True


@kata.command(short_help="Say how well code from strangers is kept apart here.")
def doctor() -> NoReturn:
    """Try what keeps submissions apart on this machine, and say what mends what is missing.

    Exit code: 0 if code from strangers may be checked here, 1 if not.
    """
    from checker import commands

    text, code = commands.doctor()
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command("completion", short_help="Print what completes words in bash, zsh or fish.")
@click.argument("shell", type=click.Choice(list(completion.SCRIPTS)), required=False)
def completion_(shell: str | None) -> None:
    """Print what lets bash, zsh or fish complete the words of `kata`.

    The script begins with a comment that says how to install it.
    """
    program = Path(sys.executable).with_name("kata")
    click.echo(completion.script(shell or completion.shell_of(os.environ), program), nl=False)


def main(zygote: Zygote | None = None) -> NoReturn:
    """Run the command line and end the process; Ctrl-C ends it with 130.

    A *zygote* that was started ahead is for the command that needs one, and ended here if none did.
    """
    if os.environ.get(completion.VARIABLE):
        completion.answer(kata)
    try:
        code = kata.main(prog_name="kata", standalone_mode=False, obj=zygote)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        code = 130
    if zygote:
        zygote.close()
    sys.stdout.flush()
    os._exit(code or 0)  # nothing is left to be done, and taking the interpreter down takes time
