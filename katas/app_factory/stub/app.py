"""A small application in one piece. README.md says what is to become of it.

Check it at any time:  make check KATA=app_factory
"""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Note(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def create_app(config=None):
    """Return the application; the values in *config* override everything else."""
    app = Flask(__name__)

    # 1. The configuration that APP_CONFIG names, the environment, the argument.

    # 2. The extension.

    # 3. The blueprints notes and about.

    return app
