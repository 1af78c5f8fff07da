"""Your answer to "Reading the request". README.md says what is asked.

Check it at any time:  make check KATA=request_data
"""

from flask import Flask


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. GET  /search         the query string

    # 2. GET  /hello          the same, in HTML

    # 3. POST /orders         a JSON body

    # 4. POST /subscriptions  a form

    # 5. POST /uploads        a file

    # 6. GET  /theme          a cookie

    # 7.      /mirror         method, headers, address

    # 8. GET  /whoami         the Authorization header

    return app
