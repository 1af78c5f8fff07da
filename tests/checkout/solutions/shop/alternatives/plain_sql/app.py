import logging
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, request
from sqlalchemy import create_engine, text


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.logger.setLevel(logging.INFO)
    engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS item (name TEXT NOT NULL)"))

    @app.post("/items")
    def add():
        name = request.get_json()["name"]
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO item VALUES (:name)"), {"name": name})
        app.logger.info("sold %s", name)
        return {"name": name}, 201

    @app.get("/items")
    def items():
        with engine.connect() as connection:
            return list(connection.scalars(text("SELECT name FROM item")))

    @app.get("/time")
    def now():
        return {"time": datetime.now(UTC).timestamp()}

    @app.get("/name")
    def name():
        return {"name": app.config.get("SHOP", "Shop")}

    @app.get("/client")
    def client():
        agent = request.headers["User-Agent"]
        return {"address": request.remote_addr, "url": request.base_url, "agent": agent}

    @app.get("/visits")
    def visits():
        path = Path("visits.txt")
        number = int(path.read_text()) + 1 if path.exists() else 1
        path.write_text(str(number))
        return {"visits": number}

    return app
