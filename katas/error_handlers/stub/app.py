"""Your answer to "Error handlers". README.md says what is asked.

Check it at any time:  make check KATA=error_handlers
"""

import builtins

from flask import Flask

# 1. Exceptions of your own: what is refused, with status and details.


# 2. The rules for the two bodies.


def create_app(config=None):
    """Return the application; config holds ITEMS, RETRY_AFTER, CRASH and CRASH_TEXT."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 3. The handlers.

    # 4. The views: /items/, /items/<id>, /items/<id>/orders, /accounts, /supplier.

    @app.get("/crash")
    def crash():
        """Stand for a bug somewhere in your code. Leave this view as it is."""
        raise getattr(builtins, app.config["CRASH"])(app.config["CRASH_TEXT"])

    return app
