"""Your answer to "Routing". README.md says what is asked.

Check it at any time:  make check KATA=routing
"""

from flask import Flask


def create_app(config=None):
    """Return the application; config holds BOOKS and FILES."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. Fixed URLs: GET / and GET /help/.

    # 2. Variable parts: GET /books/<id> and GET /topics/<topic>.

    # 3. Two methods on one URL: GET /books and POST /books.

    # 4. Files, at any depth: GET /files/<path>.

    # 5. Links, from the routes and not from memory.

    # 6. A decorator for the answers that nobody may keep.

    return app
