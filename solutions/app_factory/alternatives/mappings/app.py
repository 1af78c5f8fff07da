"""Application factory with plain dictionaries, an absolute path and class-based views."""

import os
from pathlib import Path

from flask import Blueprint, Flask, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import make_url

db = SQLAlchemy()


class Note(db.Model):
    __tablename__ = "notes"

    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.Text, nullable=False)


class Notes(MethodView):
    """The collection."""

    def get(self):
        rows = db.session.execute(db.select(Note.id, Note.text).order_by(Note.id))
        return [{"id": number, "text": text} for number, text in rows]

    def post(self):
        note = Note(text=request.get_json()["text"])
        db.session.add(note)
        db.session.flush()
        shown = {"id": note.id, "text": note.text}
        db.session.commit()
        return shown, 201


def settings_for(name, instance):
    """Return the settings of a configuration, from the environment as it is now."""
    key, url = os.environ.get("SECRET_KEY"), os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres:"):
        url = url.replace("postgres:", "postgresql:", 1)
    match name:
        case "production":
            return {"DEBUG": False, "SECRET_KEY": key, "SQLALCHEMY_DATABASE_URI": url}
        case "development":
            local = f"sqlite:///{Path(instance, 'dev.db')}"
            return {
                "DEBUG": True,
                "SECRET_KEY": key or "local",
                "SQLALCHEMY_DATABASE_URI": url or local,
            }
        case "testing":
            return {
                "DEBUG": False,
                "TESTING": True,
                "SECRET_KEY": "tests",
                "SQLALCHEMY_DATABASE_URI": "sqlite://",
            }
    raise LookupError(f"APP_CONFIG={name}, but there are production, development, testing")


def create_app(config=None):
    """Return the application; the values in *config* override everything else."""
    app = Flask(__name__)
    name = os.getenv("APP_CONFIG", "production")
    app.config |= settings_for(name, app.instance_path) | (config or {})
    missing = [
        variable
        for variable, setting in (
            ("SECRET_KEY", "SECRET_KEY"),
            ("DATABASE_URL", "SQLALCHEMY_DATABASE_URI"),
        )
        if not app.config[setting]
    ]
    if missing:
        raise LookupError(f"Not set: {', '.join(missing)}")
    Path(app.instance_path).mkdir(exist_ok=True)
    db.init_app(app)

    notes = Blueprint("notes", __name__, url_prefix="/notes")
    notes.add_url_rule("/", view_func=Notes.as_view("all"))
    about = Blueprint("about", __name__, url_prefix="/about")

    @about.get("/")
    def show():
        uri = app.config["SQLALCHEMY_DATABASE_URI"]
        return {
            "configuration": name,
            "debug": app.debug,
            "testing": app.testing,
            "database": make_url(uri).database,
        }

    app.register_blueprint(notes)
    app.register_blueprint(about)
    with app.app_context():
        db.create_all()
    return app
