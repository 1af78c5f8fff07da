"""Your answer to "Request validation". README.md says what is asked.

Check it at any time:  make check KATA=request_validation
"""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


# 1. The model: id, name, email, age, address.


# 2. The rules: schemas of marshmallow, models of pydantic, or functions of your own.


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.config.setdefault("SQLALCHEMY_DATABASE_URI", "sqlite:///users.db")
    db.init_app(app)
    with app.app_context():
        db.create_all()

    # 3. POST /users       validates, stores, answers 201.

    # 4. GET /users/<id>   reads.

    # 5. Errors, all of them as {"error": "..."}.

    return app
