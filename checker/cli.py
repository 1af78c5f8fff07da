"""The command line: parse, call one function, show, exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from checker.verification import Depth
    from checker.zygote import Zygote


class Commands(click.Group):
    """Shows errors that are written for a person, and ends with their exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in Click
        """Run the command that was asked for."""
        from checker.errors import KataError
        from checker.render.text import clean

        try:
            return super().invoke(ctx)
        except KataError as error:
            click.echo(f"kata: {clean(str(error))}", err=True)  # it may name a candidate's files
            ctx.exit(error.exit_code)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or offer the nearest one."""
        from checker.errors import near

        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"No command '{args[0]}'.{near(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="flask-katas", message="%(package)s %(version)s")
def kata() -> None:
    """Answer Flask interview questions in code, and see which ideas you got right."""


@kata.command()
@click.argument("name", metavar="KATA", required=False)
@click.option(
    "--submission",
    type=click.Path(path_type=Path),
    help="A folder, .zip or .tar.gz instead of work/KATA.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Open every concept that did not pass, not only the first.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the values of an earlier check.")
@click.pass_obj
def check(  # noqa: PLR0913 - one for each option
    zygote: Zygote | None,
    name: str | None,
    submission: Path | None,
    form: str,
    *,
    everything: bool,
    seed: int | None,
) -> None:
    """Check an answer to KATA and say which concepts it gets right.

    Exit code: 0 all concepts passed, 1 some did not, 2 usage, 3 a problem of the checker.
    """
    from checker import commands

    text, code = commands.check(
        name, submission, zygote, form=form, everything=everything, seed=seed
    )
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


@kata.command("list")
@click.option("--track", help="Only the katas of one track.")
def list_(track: str | None) -> None:
    """List the katas by track, with your state."""
    from checker import commands

    click.echo(commands.list_katas(track), nl=False)


@kata.command()
@click.argument("names", metavar="[KATA]...", nargs=-1)
@click.option(
    "--quick", "depth", flag_value="quick", help="Check one mistake for each concept, not all."
)
@click.option(
    "--thorough", "depth", flag_value="thorough", help="Check every variant three times, not once."
)
def verify(names: tuple[str, ...], depth: Depth | None) -> NoReturn:
    """Prove that the suites of the named katas, or of all, are fair and sharp."""
    from checker import commands

    click.get_current_context().exit(commands.verify(names, click.echo, depth or "usual"))


@kata.command()
def doctor() -> NoReturn:
    """Try what keeps submissions apart on this machine, and say what mends what is missing.

    Exit code: 0 if code from strangers may be checked here, 1 if not.
    """
    from checker import commands

    text, code = commands.doctor()
    click.echo(text, nl=False)
    click.get_current_context().exit(code)


def main(zygote: Zygote | None = None) -> NoReturn:
    """Run the command line and end the process; Ctrl-C ends it with 130.

    A *zygote* that was started ahead is for the command that needs one, and ended here if none did.
    """
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
