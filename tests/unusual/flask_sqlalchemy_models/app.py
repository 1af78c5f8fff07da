"""Everybody who is greeted is remembered."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Person(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


def create_app(config=None):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///people.db"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 10, "pool_pre_ping": True}
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
        db.session.add(Person(name="World"))
        db.session.commit()

    def greeting(name):
        person = db.session.scalars(db.select(Person).filter_by(name=name)).one()
        return f"Hello, {person.name}!"

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        db.session.add(Person(name=name))
        db.session.commit()
        return {"greeting": greeting(name)}

    return app
