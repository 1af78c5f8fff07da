"""Threads write the words of a greeting into one database."""

import sqlite3
import threading
from contextlib import closing

from flask import Flask

THREADS = 8


def connect():
    return closing(sqlite3.connect("words.db", timeout=5, isolation_level=None))


def store(sentence, words, number):
    """Write every eighth word; wait for the others where they write just now."""
    with connect() as connection:
        for place in range(number, len(words), THREADS):
            row = (sentence, place, words[place])
            connection.execute("INSERT INTO word VALUES (?, ?, ?)", row)


def create_app(config=None):
    app = Flask(__name__)
    with connect() as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        connection.execute("CREATE TABLE word (sentence TEXT, place INTEGER, letter TEXT)")

    def stored(text):
        arguments = [(text, text, number) for number in range(THREADS)]
        threads = [threading.Thread(target=store, args=three) for three in arguments]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with connect() as connection:
            query = "SELECT letter FROM word WHERE sentence = ? ORDER BY place"
            return "".join(letter for (letter,) in connection.execute(query, [text]))

    app.add_url_rule("/", "hello", lambda: stored("Hello, World!"))
    app.add_url_rule("/greet/<name>", "greet", lambda name: {"greeting": stored(f"Hello, {name}!")})
    return app
