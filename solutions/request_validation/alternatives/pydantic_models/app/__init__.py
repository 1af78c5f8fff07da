"""Request validation with pydantic models, as a package: the factory and the errors."""

from flask import Flask, jsonify
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from .models import db
from .views import users


def faults_by_field(error):
    """Return pydantic's list of faults as an object keyed by field, nested like the body."""
    fields = {}
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        *parents, field = fault["loc"] or ("body",)
        place = fields
        for parent in parents:
            place = place.setdefault(parent, {})
        place.setdefault(field, []).append(fault["msg"])
    return fields


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(users)
    with app.app_context():
        db.create_all()

    @app.errorhandler(ValidationError)
    def explain_faults(error):
        return jsonify(error="The body is not valid.", fields=faults_by_field(error)), 400

    @app.errorhandler(HTTPException)
    def answer_in_json(error):
        return jsonify(error=error.name), error.code

    return app
