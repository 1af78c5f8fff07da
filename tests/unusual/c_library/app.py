"""C sorts the letters of a greeting."""

import ctypes
import os

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
Comparison = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int)
)


@Comparison
def by_place(left, right):
    return (left[0] >> 21) - (right[0] >> 21)


def sorted_by_c(text):
    """Mix the letters of *text*, each with its place, and let C bring them in order."""
    numbers = [(place << 21) | ord(letter) for place, letter in enumerate(text)]
    array = (ctypes.c_int * len(numbers))(*reversed(numbers))
    libc.qsort(array, len(numbers), ctypes.sizeof(ctypes.c_int), by_place)
    return "".join(chr(number & 0x1FFFFF) for number in array)


def create_app(config=None):
    app = Flask(__name__)
    assert libc.getpid() == os.getpid()

    @app.get("/")
    def hello():
        return sorted_by_c("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": sorted_by_c(f"Hello, {name}!")}

    return app
