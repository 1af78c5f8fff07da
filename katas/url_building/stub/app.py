"""Your answer to "URL building". README.md says what is asked.

Check it at any time:  make check KATA=url_building
"""

from flask import Flask


def create_app(config=None):
    """Return the application; config holds PUBLIC_URL."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. GET /welcome/<name>, and POST /invitations with a link to it.

    # 2. The command: flask invite NAME

    # 3. GET /letters, with links to the page before and the page after.

    return app
