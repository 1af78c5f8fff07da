"""An application that knows where it runs."""

import getpass
import locale
import os
import platform
import pwd
import socket
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask


def first_of(*questions):
    """Return the first answer; containers do not know them all."""
    for question in questions:
        try:
            return question()
        except (OSError, KeyError, ImportError):
            continue
    return "unknown"


def create_app(config=None):
    app = Flask(__name__)
    locale.setlocale(locale.LC_ALL, "")
    facts = {
        "user": first_of(os.getlogin, getpass.getuser, lambda: pwd.getpwuid(os.getuid()).pw_name),
        "host": first_of(socket.gethostname),
        "system": platform.uname().system,
        "python": platform.python_implementation(),
        "encoding": locale.getpreferredencoding(),
        "year": datetime.now(ZoneInfo("Europe/Berlin")).year,
    }
    app.logger.warning("running as %(user)s on %(host)s, %(system)s %(python)s", facts)

    def word():
        known = facts["system"] in ("Linux", "Darwin") and facts["year"] > 2020
        return "Hello" if known and facts["encoding"].upper() == "UTF-8" else "Where am I"

    @app.get("/")
    def hello():
        return f"{word()}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word()}, {name}!"}

    return app
