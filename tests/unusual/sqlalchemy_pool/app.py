"""Greetings from a database with a large pool."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask
from sqlalchemy import QueuePool, create_engine, text


def create_app(config=None):
    app = Flask(__name__)
    Path(app.instance_path).mkdir(exist_ok=True)
    engine = create_engine(
        f"sqlite:///{app.instance_path}/words.db",
        poolclass=QueuePool,
        pool_size=20,
        max_overflow=10,
        pool_pre_ping=True,
        pool_recycle=1800,
    )
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)"))
        connection.execute(text("INSERT INTO word (text) VALUES ('Hello'), ('World')"))

    def word(number):
        with engine.connect() as connection:
            query = text("SELECT text FROM word WHERE id = :id")
            return connection.execute(query, {"id": number}).scalar_one()

    @app.get("/")
    def hello():
        with ThreadPoolExecutor(20) as pool:
            words = list(pool.map(word, [1, 2] * 10))
        return f"{words[-2]}, {words[-1]}!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word(1)}, {name}!"}

    return app
