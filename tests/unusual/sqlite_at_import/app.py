"""Everybody who is greeted is noted in a database."""

import sqlite3
import threading

from flask import Flask

connection = sqlite3.connect("greetings.db", check_same_thread=False)
connection.execute("CREATE TABLE IF NOT EXISTS greeted (name TEXT)")
connection.commit()
lock = threading.Lock()


def noted(name):
    """Note *name* and return the greeting of whoever was noted last."""
    with lock, connection:
        connection.execute("INSERT INTO greeted VALUES (?)", [name])
        query = "SELECT name FROM greeted ORDER BY rowid DESC LIMIT 1"
        (last,) = connection.execute(query).fetchone()
    return f"Hello, {last}!"


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return noted("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": noted(name)}

    return app
