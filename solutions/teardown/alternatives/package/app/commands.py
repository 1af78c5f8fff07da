"""The command."""

import click
from backend import RefusedError
from flask.cli import with_appcontext

from .resources import store


@click.command()
@click.argument("texts", nargs=-1)
@with_appcontext
def add(texts):
    """Add notes: all of them, or none."""
    try:
        store(texts)
    except RefusedError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(texts)} notes were added.")
