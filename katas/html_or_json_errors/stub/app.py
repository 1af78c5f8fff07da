"""Your answer to "HTML or JSON errors". README.md says what is asked.

Check it at any time:  make check KATA=html_or_json_errors
"""

from flask import Flask

# 1. Exceptions of your own: what is expected to go wrong.


def create_app(config=None):
    """Return the application; config holds BOOKS and CRASH_TEXT."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 2. Who is asking, and the two forms of an error.

    # 3. The handlers.

    # 4. Pages: /books/<id>, /books/<id>/loans. API: the same below /api.

    @app.get("/crash")
    @app.get("/api/crash")
    def crash():
        """Stand for a bug somewhere in your code. Leave this view as it is."""
        raise RuntimeError(app.config["CRASH_TEXT"])

    return app
