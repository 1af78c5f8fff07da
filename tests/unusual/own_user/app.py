"""Greetings that know who sends them."""

import getpass
import grp
import os
import pwd
from pathlib import Path

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    me = pwd.getpwuid(os.getuid())
    sender = f"{getpass.getuser()} ({me.pw_name}, {grp.getgrgid(os.getgid()).gr_name})"
    home = Path("~").expanduser()
    assert Path(me.pw_dir).is_dir()
    (home / ".greeting").write_text("Hello")

    @app.after_request
    def sign(response):
        response.headers["X-Sender"] = sender
        return response

    @app.get("/")
    def hello():
        return f"{(home / '.greeting').read_text()}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{Path('~/.greeting').expanduser().read_text()}, {name}!"}

    return app
