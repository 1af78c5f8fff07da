"""The notes, for whoever has an application context."""

from contextlib import closing
from contextvars import ContextVar

from backend import Connection, proofread
from flask import current_app, g

author = ContextVar("author", default="system")


class Store:
    """An extension: it keeps the connection of a context in g."""

    def init_app(self, app):
        """Close connections with their contexts, and make the table."""
        app.teardown_appcontext(self.close)
        with closing(Connection(app.config["DATABASE"])) as connection:
            connection.create_table()

    @property
    def connection(self):
        try:
            return g.store
        except AttributeError:
            g.store = Connection(current_app.config["DATABASE"])
            return g.store

    def close(self, _error=None):
        connection = g.pop("store", None)
        if connection is not None:
            connection.close()


store = Store()


def add_note(text):
    """Store a note by the current author."""
    corrected = proofread(store.connection, text)
    return store.connection.add(author.get(), corrected)


def count_notes():
    """Return how many notes there are."""
    return len(store.connection.notes())


def latest_note():
    """Return the newest note, or None."""
    notes = store.connection.notes()
    return notes[-1] if notes else None
