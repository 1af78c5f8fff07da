"""No connection of this process waits longer than half a second."""

import socket
import threading
import time

from flask import Flask

socket.setdefaulttimeout(0.5)


def create_app(config=None):
    app = Flask(__name__)
    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"Hello, %s!" % connection.recv(100))

    def greeting(name):
        threading.Thread(target=answer).start()
        with socket.create_connection(server.getsockname()) as connection:
            assert connection.gettimeout() == 0.5
            connection.sendall(name.encode())
            return connection.recv(100).decode()

    @app.get("/")
    def hello():
        time.sleep(0.8)  # a slow page is not a slow connection
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
