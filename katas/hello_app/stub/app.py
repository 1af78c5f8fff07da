"""Your answer to "Hello, World". README.md says what is asked.

Check it at any time:  make check KATA=hello_app
"""

from flask import Flask


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)

    # 1. The setting GREETING, which the caller may override.

    # 2. GET /        says hello.

    # 3. GET /status  tells the name of the application and whether it is in debug mode.

    return app


# 4. Should "python app.py" start a server? Then say so here, but only for that case:
#    the check imports this file.
