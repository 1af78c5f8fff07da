import logging
import time
from pathlib import Path

from flask import Flask, current_app, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(SHOP="Shop", SQLALCHEMY_DATABASE_URI="sqlite:///shop.db")
    app.config.update(config or {})
    app.logger.setLevel(logging.INFO)
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.post("/items")
    def add():
        item = Item(name=request.get_json()["name"])
        db.session.add(item)
        db.session.commit()
        current_app.logger.info("sold %s", item.name)
        return {"id": item.id}, 201

    @app.get("/items")
    def items():
        return [item.name for item in db.session.scalars(db.select(Item))]

    @app.get("/time")
    def now():
        return {"time": time.time()}

    @app.get("/name")
    def name():
        return {"name": current_app.config["SHOP"]}

    @app.get("/client")
    def client():
        agent = request.user_agent.string
        return {"address": request.remote_addr, "url": request.url, "agent": agent}

    @app.get("/visits")
    def visits():
        with Path("visits.txt").open("a+") as file:
            file.write("x")
            return {"visits": file.tell()}

    return app
