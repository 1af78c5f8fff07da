"""Settings are loaded again when the process gets SIGHUP."""

import os
import signal
import threading

from flask import Flask

settings = {}
loaded = threading.Condition()


def load(number, frame):
    """Load the settings; anybody who waits for them is woken by a thread."""
    settings[signal.Signals(number).name] = "Hello"
    threading.Thread(target=announce).start()


def announce():
    with loaded:
        loaded.notify_all()


signal.signal(signal.SIGHUP, load)
signal.signal(signal.SIGALRM, load)
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))


def word(name, send):
    """Send a signal and return the word that its handler loads."""
    with loaded:
        send()
        loaded.wait_for(lambda: name in settings, timeout=5)
        return settings.pop(name)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return f"{word('SIGHUP', lambda: os.kill(os.getpid(), signal.SIGHUP))}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        after = lambda: signal.setitimer(signal.ITIMER_REAL, 0.05)
        return {"greeting": f"{word('SIGALRM', after)}, {name}!"}

    return app
