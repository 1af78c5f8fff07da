"""A line of text goes to a server on this machine, a greeting comes back."""

import socket
import socketserver
import threading

from flask import Flask


class Greeter(socketserver.StreamRequestHandler):
    def handle(self):
        name = self.rfile.readline().decode().strip()
        self.wfile.write(f"Hello, {name}!\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class ServerOfTheFuture(Server):
    address_family = socket.AF_INET6


def serving(server):
    """Serve in a thread and return the address."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[:2]


def greeting(address, name):
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(f"{name}\n".encode())
        return connection.makefile().readline().strip()


def create_app(config=None):
    app = Flask(__name__)
    address = serving(Server(("127.0.0.1", 0), Greeter))
    address6 = serving(ServerOfTheFuture(("::1", 0), Greeter)) if socket.has_ipv6 else address
    app.add_url_rule("/", view_func=lambda: greeting(address6, "World"), endpoint="hello")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(address, name)}

    return app
