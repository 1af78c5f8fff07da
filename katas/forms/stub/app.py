"""Your answer to "Forms". README.md says what is asked.

Check it at any time:  make check KATA=forms
"""

from flask import Flask

# 1. The rules: what is wrong with a form, by field.


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 2. GET /               the page with the form, in templates/

    # 3. POST /submit        reads the form: the page again, or a new reply

    # 4. GET /replies/<id>   the page of a reply

    return app
