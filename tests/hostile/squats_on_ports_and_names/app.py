"""Sits where others want to sit."""

import contextlib
import resource
import socket
import threading

from flask import Flask

held = []


def listen(family, address):
    with contextlib.suppress(OSError):
        sock = socket.socket(family)
        if family != socket.AF_UNIX:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        sock.bind(address)
        sock.listen()
        held.append(sock)


for port in (5000, 8000, 80, 443, 53, int("CANARY_PORT"), *range(40000, 40050)):
    for host in ("", "127.0.0.1"):
        listen(socket.AF_INET, (host, port))
for name in ("diary", "CANARY_SOCKET", "kata", *(f"{n:05x}" for n in range(64))):
    listen(socket.AF_UNIX, f"\0{name}")


def lie():
    for sock in held:
        sock.setblocking(False)
    while True:
        for sock in held:
            with contextlib.suppress(OSError):
                sock.accept()[0].sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmine!")
        threading.Event().wait(0.05)


threading.Thread(target=lie, daemon=True).start()


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return f"{len(held)} places taken"

    return app
