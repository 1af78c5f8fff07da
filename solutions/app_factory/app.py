"""Application factory: the reference answer."""

import os

from flask import Blueprint, Flask, current_app, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()
notes = Blueprint("notes", __name__, url_prefix="/notes")
about = Blueprint("about", __name__, url_prefix="/about")


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Development:
    DEBUG = True
    SECRET_KEY = "only for development"
    SQLALCHEMY_DATABASE_URI = "sqlite:///dev.db"  # relative to the instance folder


class Testing:
    DEBUG = False
    TESTING = True
    SECRET_KEY = "only for tests"
    SQLALCHEMY_DATABASE_URI = "sqlite://"


class Production:
    DEBUG = False


CONFIGURATIONS = {"development": Development, "testing": Testing, "production": Production}
VARIABLES = {"SECRET_KEY": "SECRET_KEY", "SQLALCHEMY_DATABASE_URI": "DATABASE_URL"}


def create_app(config=None):
    """Return the application; the values in *config* override everything else."""
    name = os.environ.get("APP_CONFIG", "production")
    if name not in CONFIGURATIONS:
        raise ValueError(f"APP_CONFIG must be one of {', '.join(CONFIGURATIONS)}, not {name!r}")
    app = Flask(__name__)
    app.config["CONFIGURATION"] = name
    app.config.from_object(CONFIGURATIONS[name])
    if name != "testing":
        for setting, variable in VARIABLES.items():
            if value := os.environ.get(variable):
                app.config[setting] = value.replace("postgres://", "postgresql://")
    app.config.update(config or {})
    for setting, variable in VARIABLES.items():
        if not app.config.get(setting):
            raise RuntimeError(f"{variable} is not set, and {name} has no default for it")
    db.init_app(app)
    app.register_blueprint(notes)
    app.register_blueprint(about)
    with app.app_context():
        db.create_all()
    return app


@notes.get("/")
def list_notes():
    found = db.session.scalars(db.select(Note).order_by(Note.id))
    return [{"id": note.id, "text": note.text} for note in found]


@notes.post("/")
def add_note():
    note = Note(text=request.json["text"])
    db.session.add(note)
    db.session.commit()
    return {"id": note.id, "text": note.text}, 201


@about.get("/")
def show():
    return {
        "configuration": current_app.config["CONFIGURATION"],
        "debug": current_app.debug,
        "testing": current_app.testing,
        "database": db.engine.url.database,
    }
