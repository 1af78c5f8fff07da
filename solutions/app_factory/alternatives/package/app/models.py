"""What is stored, and what can be done with it; nothing here knows of requests."""

from sqlalchemy.orm import Mapped, mapped_column

from .extensions import db


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]

    def shown(self):
        """Return what a client sees."""
        return {"id": self.id, "text": self.text}


def all_notes():
    """Return all notes, oldest first."""
    return db.session.scalars(db.select(Note).order_by(Note.id)).all()


def add_note(text):
    """Store a note and return it."""
    note = Note(text=text)
    db.session.add(note)
    db.session.commit()
    return note
