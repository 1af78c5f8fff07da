"""An interpreter with every knob turned."""

import atexit
import faulthandler
import gc
import sys
import threading
import warnings

from flask import Flask

DEPTH = 15_000
faulthandler.enable()
faulthandler.dump_traceback_later(300)
gc.disable()
sys.setrecursionlimit(2 * DEPTH)
sys.setswitchinterval(0.001)
threading.stack_size(64 * 2**20)
warnings.simplefilter("error")


@atexit.register
def say_goodbye():
    print("Goodbye, World!")


def spelled(text, depth=DEPTH):
    """Return *text* from far below."""
    return text if depth == 0 else spelled(text, depth - 1)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return spelled("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": spelled(f"Hello, {name}!")}

    return app
