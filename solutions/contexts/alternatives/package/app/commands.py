"""The commands."""

import click

from .notes import add_note, count_notes


def init_app(app):
    """Add the commands to the application's flask."""

    @app.cli.command()
    @click.argument("text")
    def add(text):
        """Add a note."""
        note = add_note(text)
        click.echo(f"Added note {note['id']}.")

    @app.cli.command("count")
    def count():
        """Print the number of notes."""
        click.echo(f"{count_notes()}")
