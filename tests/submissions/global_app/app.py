"""The application is a global."""

from flask import Flask

server = Flask(__name__)


@server.get("/")
def hello():
    return "Hello, World!"
