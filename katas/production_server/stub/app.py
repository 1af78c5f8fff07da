"""The application as it was developed. README.md says what production asks of it.

Check it at any time:  make check KATA=production_server
"""

import os
import time

from flask import Flask, request, session


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "dev"  # 1. The key comes from the environment.
    app.config.update(config or {})

    # 2. The proxy's headers, and no more than these.

    # 3. GET /healthz

    # What follows is given. Leave it as it is.

    @app.get("/whoami")
    def whoami():
        return {"address": request.remote_addr, "url": request.url, "process": os.getpid()}

    @app.get("/visits")
    def visits():
        session["visits"] = session.get("visits", 0) + 1
        return {"visits": session["visits"]}

    @app.get("/reports/<name>")
    def report(name):
        print(f"begin of {name}", flush=True)
        time.sleep(request.args.get("seconds", 0.0, type=float))
        return {"report": name, "process": os.getpid()}

    @app.get("/failure")
    def failure():
        raise LookupError("the shelf is empty")

    return app
