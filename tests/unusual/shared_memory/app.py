"""A child writes a greeting into memory that its parent made."""

from multiprocessing import Lock, Manager, Process
from multiprocessing.shared_memory import SharedMemory

from flask import Flask

SIZE = 8 * 2**20


def write(block_name, lock, lengths, text):
    """Write *text* at the end of the block and tell how long it is."""
    block = SharedMemory(block_name)
    data = text.encode()
    with lock:
        block.buf[-len(data) :] = data
        lengths["text"] = len(data)
    block.close()


def create_app(config=None):
    app = Flask(__name__)

    def through_memory(text):
        block = SharedMemory(create=True, size=SIZE)
        try:
            with Manager() as manager:
                lengths = manager.dict()
                writer = Process(target=write, args=(block.name, Lock(), lengths, text))
                writer.start()
                writer.join()
                length = lengths["text"]
            return bytes(block.buf[block.size - length :]).decode()
        finally:
            block.close()
            block.unlink()

    @app.get("/")
    def hello():
        return through_memory("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": through_memory(f"Hello, {name}!")}

    return app
