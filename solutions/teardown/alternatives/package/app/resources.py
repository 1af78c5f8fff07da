"""What a piece of work needs, for as long as it needs it."""

from contextlib import contextmanager

from backend import Workspace
from flask import current_app


@contextmanager
def connection():
    """Lend a connection; what is not committed in the block is forgotten."""
    pool = current_app.extensions["pool"]
    lent = pool.acquire()
    try:
        yield lent
    finally:
        lent.rollback()
        pool.release(lent)


@contextmanager
def workspace(lent):
    """Lend a folder; if it cannot be removed this is for the log, and for nobody else."""
    opened = Workspace(lent)
    try:
        yield opened.path
    finally:
        try:
            opened.close()
        except OSError:
            current_app.logger.exception("A workspace is left.")


def store(texts):
    """Store all texts, or none."""
    with connection() as lent:
        for text in texts:
            lent.add(text)
        lent.commit()
