"""A thread waits with epoll for whatever has the next word."""

import os
import select
import socket
import threading

from flask import Flask


def through(text):
    """Send *text* in two halves, by a pipe and by a socket pair; an event says that it is all."""
    reader, writer = os.pipe()
    ours, theirs = socket.socketpair()
    finished = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    def send():
        os.write(writer, text[:5].encode())
        theirs.sendall(text[5:].encode())
        os.eventfd_write(finished, 1)

    threading.Thread(target=send).start()
    halves = {}
    with select.epoll() as poll:
        for descriptor in (reader, ours.fileno(), finished):
            poll.register(descriptor, select.EPOLLIN)
        while len(halves) < 3:
            for descriptor, _ in poll.poll(5):
                halves[descriptor] = os.read(descriptor, 1024)
                poll.unregister(descriptor)
    for descriptor in (reader, writer, finished):
        os.close(descriptor)
    with ours, theirs:
        return (halves[reader] + halves[ours.fileno()]).decode()


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return through("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": through(f"Hello, {name}!")}

    return app
