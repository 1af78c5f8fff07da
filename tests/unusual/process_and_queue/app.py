"""A process writes greetings, another one reads them."""

from multiprocessing import Process, Queue

from flask import Flask, abort


def write_greeting(names, greetings):
    """Answer the one name that is in the queue."""
    greetings.put(f"Hello, {names.get()}!")
    exit(0)


def create_app(config=None):
    app = Flask(__name__)

    def greeting(name):
        names, greetings = Queue(), Queue()
        writer = Process(target=write_greeting, args=(names, greetings))
        writer.start()
        names.put(name)
        text = greetings.get(timeout=5)
        writer.join(timeout=5)
        if writer.exitcode != 0:
            abort(500, f"The writer ended with {writer.exitcode}")
        return text

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
