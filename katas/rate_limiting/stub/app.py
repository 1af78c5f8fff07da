"""The application without limits. README.md says what is asked.

Check it at any time:  make check KATA=rate_limiting
"""

from flask import Flask, request


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. Who is the client? A user with a valid key, or else an address, behind one proxy.

    # 2. The default limits for every view, a limit more for the login, none for /healthz.

    # 3. The answer 429.

    # What follows was given. Put decorators on the views if you like.

    def user():
        return app.config["API_KEYS"].get(request.headers.get("X-API-Key"))

    @app.get("/healthz")
    def healthz():
        return {"status": "ok"}

    @app.get("/whoami")
    def whoami():
        return {"user": user(), "address": request.remote_addr}

    @app.get("/news")
    def news():
        return {"news": ["Nothing happened today."]}

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if app.config["ACCOUNTS"].get(name) != password:
            return {"error": "Name or password is wrong."}, 401
        return {"name": name}

    return app
