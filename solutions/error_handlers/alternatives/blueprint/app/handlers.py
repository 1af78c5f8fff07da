"""From exceptions to answers, for the whole application."""

import uuid

from flask import Blueprint, current_app, jsonify
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from .errors import NotEnoughError, ReplacedError

handlers = Blueprint("handlers", __name__)


def error(status, text, **more):
    return jsonify(status=status, error=text, **more), status


@handlers.app_errorhandler(HTTPException)
def http_error(exception):
    response = exception.get_response()
    response.set_data(error(exception.code, exception.description)[0].get_data())
    response.mimetype = "application/json"
    return response


@handlers.app_errorhandler(ValidationError)
def faults(exception):
    return error(400, "Invalid input.", fields=exception.normalized_messages())


@handlers.app_errorhandler(NotEnoughError)
def not_enough(exception):
    return error(409, "Sold out.", details=exception.details)


@handlers.app_errorhandler(ReplacedError)
def replaced(exception):
    return error(410, "There is something new.", details=exception.details)


@handlers.app_errorhandler(Exception)
def failure(exception):
    incident = str(uuid.uuid4())
    current_app.logger.error("Incident %s", incident, exc_info=exception)
    return error(500, "Our mistake.", incident=incident)
