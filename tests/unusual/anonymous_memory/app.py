"""Greetings are kept in a large ring of memory, which children fill."""

import mmap
from multiprocessing import get_context

from flask import Flask

SIZE = 100 * 2**20
CHILDREN = 20
process = get_context("fork").Process


class Ring:
    """Memory that is written round and round."""

    def __init__(self):
        self.memory = mmap.mmap(-1, SIZE)
        self.place = SIZE - 8  # the first text goes over the edge

    def write(self, text):
        """Let every child write its part of *text* and its stripe of the ring."""
        children = [process(target=self.write_part, args=(text, n)) for n in range(CHILDREN)]
        for child in children:
            child.start()
        for child in children:
            child.join()

    def write_part(self, text, number):
        for page in range(number, SIZE // mmap.PAGESIZE - 1, CHILDREN):
            self.memory[(page + 1) * mmap.PAGESIZE - 1] = 1
        sum(self.memory[:: mmap.PAGESIZE])  # all of it is in this process now, too
        for place in range(number, len(text), CHILDREN):
            self.memory[(self.place + place) % SIZE] = ord(text[place])

    def read(self, length):
        places = range(self.place, self.place + length)
        return bytes(self.memory[place % SIZE] for place in places).decode()


def create_app(config=None):
    app = Flask(__name__)
    ring = Ring()

    def kept(text):
        ring.write(text)
        return ring.read(len(text))

    app.add_url_rule("/", "hello", lambda: kept("Hello, World!"))
    app.add_url_rule("/greet/<name>", "greet", lambda name: {"greeting": kept(f"Hello, {name}!")})
    return app
