"""Configuration: an answer with config classes and nothing but Flask and python-dotenv."""

import os
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import ClassVar

from dotenv import dotenv_values
from flask import Flask, current_app, request, session

PREFIX = "BOARD_"
LIMITS = {"PAGE_SIZE": (1, 100), "MAIL.PORT": (1, 65535)}
SWITCHES = {"true": True, "1": True, "false": False, "0": False}


class Base:
    TITLE = "Notices"
    PAGE_SIZE = 20
    MAX_CONTENT_LENGTH = 16 * 1024 * 1024
    DEBUG = False
    SECRET_KEY = ""
    MAIL: ClassVar = {"HOST": "localhost", "PORT": 25, "TLS": False}


class Development(Base):
    DEBUG = True
    SECRET_KEY = "not for production"


class Production(Base):
    pass


class ConfigurationError(Exception):
    """The application cannot start like this; names settings, never their values."""


def defaults_of(kind):
    """Return the settings of a class, its parents' included, as a dictionary of its own."""
    return {name: deepcopy(getattr(kind, name)) for name in dir(kind) if name.isupper()}


def flat(settings):
    """Return settings with the values of groups under names such as MAIL.PORT."""
    found = {}
    for name, value in settings.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": each for inner, each in value.items()}
        else:
            found[name] = value
    return found


def grouped(settings):
    """Return the opposite of `flat`."""
    found = {}
    for name, value in settings.items():
        group, dot, inner = name.partition(".")
        if dot:
            found.setdefault(group, {})[inner] = value
        else:
            found[name] = value
    return found


def convert(text, kind):
    if kind is bool:
        return SWITCHES.get(text.lower(), text)
    if kind is int:
        return int(text) if text.isascii() and text.isdecimal() else text
    return text


def read_file(environ, folder):
    named = environ.get("BOARD_SETTINGS")
    path = Path(named or Path(folder) / "settings.toml")
    if not named and not path.exists():
        return {}
    return {n: v for n, v in flat(tomllib.loads(path.read_text("utf-8"))).items() if n.isupper()}


def read_variables(environ, defaults):
    variables = {name: name.replace(".", "__") for name in defaults}
    return {
        name: convert(environ[PREFIX + variable], type(defaults[name]))
        for name, variable in variables.items()
        if PREFIX + variable in environ
    }


def faults_in(settings, defaults):
    for name, default in defaults.items():
        value = settings[name]
        low, high = LIMITS.get(name, (None, None))
        if type(value) is not type(default) or (low is not None and not low <= value <= high):
            yield f"{name} is not a good value"


def create_app(config=None):
    environ = {**dotenv_values(".env"), **os.environ}
    name = environ.get("BOARD_ENV", "production")
    app = Flask(__name__)
    defaults = flat(defaults_of({"development": Development, "production": Production}[name]))
    settings = defaults | read_file(environ, app.instance_path) | read_variables(environ, defaults)
    if "BOARD_SECRET_KEY_FILE" in environ:
        settings["SECRET_KEY"] = Path(environ["BOARD_SECRET_KEY_FILE"]).read_text().strip()
    faults = list(faults_in(settings, defaults))
    settings |= flat(config or {})
    if name == "production" and len(settings["SECRET_KEY"]) < 32:
        faults.append("SECRET_KEY is missing or too short")
    if name == "production" and settings["DEBUG"]:
        faults.append("DEBUG is on")
    if faults:
        raise ConfigurationError("; ".join(faults))
    app.config.from_mapping(grouped(settings))
    app.add_url_rule("/settings", view_func=show)
    app.add_url_rule("/notices", view_func=post, methods=["POST"])
    return app


def show():
    names = ("TITLE", "PAGE_SIZE", "DEBUG", "MAX_CONTENT_LENGTH", "MAIL")
    return {name: current_app.config[name] for name in names}


def post():
    body = request.get_data()
    session["number"] = session.get("number", 0) + 1
    return {"bytes": len(body), "number": session["number"]}, 201
