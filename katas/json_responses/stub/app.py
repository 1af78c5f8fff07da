"""Your answer to "JSON responses". README.md says what is asked.

Check it at any time:  make check KATA=json_responses
"""

from club import Club
from flask import Flask


def create_app(config=None):
    """Return the application; config holds NAME, AGE and MEMBERS."""
    app = Flask(__name__)
    app.config.update(config or {})
    club = Club(app.config["MEMBERS"])

    # 1. An object, an array and a number: GET /data, GET /names and GET /count.

    # 2. A member, or a 404: GET /members/<id>.

    # 3. All of them: GET /members.

    # 4. Dates, money, sets and numbers that are none.

    return app
