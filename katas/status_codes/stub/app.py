"""Your answer to "Status codes". README.md says what is asked.

Check it at any time:  make check KATA=status_codes
"""

from flask import Flask


def create_app(config=None):
    """Return the application; config holds PAGES and RENAMED."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. Pages: found, made, replaced, deleted, renamed.

    # 2. POST /theme, and where it may lead.

    # 3. Exports, which take a while.

    # 4. Versions: what the client has already, and what it must not overwrite.

    return app
