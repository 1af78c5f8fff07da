"""Your answer to "JWT authentication". README.md says what is asked.

Check it at any time:  make check KATA=jwt_auth
"""

from flask import Flask


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)

    # 1. Your settings, then those of the caller, which win.
    #    SQLALCHEMY_DATABASE_URI and JWT_SECRET_KEY come from there.

    # 2. The extensions, and the table of users: create it here, nobody else does.

    # 3. POST /register  makes an account.

    # 4. POST /login     gives out a token.

    # 5. GET  /me        shows the profile to the owner of a token.

    # 6. Every error is {"error": "..."}.

    return app
