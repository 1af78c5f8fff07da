"""Extensions, without an application."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)
