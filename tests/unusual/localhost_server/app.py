"""A small service on localhost, and a web application that asks it."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from flask import Flask

HOST = "localhost"


class Words(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(f"Hello, {self.path[1:]}!".encode())


def create_app(config=None):
    app = Flask(__name__)
    server = ThreadingHTTPServer((HOST, 0), Words)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://{HOST}:{server.server_port}"

    def greeting(name):
        with urllib.request.urlopen(f"{url}/{name}", timeout=5) as response:
            return response.read().decode()

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
