"""Configuration: the reference answer, with pydantic."""

import os
import tomllib
from pathlib import Path

from dotenv import load_dotenv
from flask import Config, Flask, request, session
from pydantic import BaseModel, Field, field_validator

SHOWN = ("TITLE", "PAGE_SIZE", "DEBUG", "MAX_CONTENT_LENGTH", "MAIL")


class Mail(BaseModel):
    HOST: str = "localhost"
    PORT: int = Field(25, ge=1, le=65535)
    TLS: bool = False


class Settings(BaseModel, hide_input_in_errors=True):  # a key that is refused is still a secret
    TITLE: str = "Notices"
    PAGE_SIZE: int = Field(20, ge=1, le=100)
    MAX_CONTENT_LENGTH: int = 16 * 1024 * 1024
    MAIL: Mail = Mail()


class Development(Settings):
    DEBUG: bool = True
    SECRET_KEY: str = "only for development"


class Production(Settings):
    DEBUG: bool = False
    SECRET_KEY: str = Field(min_length=32)

    @field_validator("DEBUG")
    @classmethod
    def refuse_debug(cls, debug):
        if debug:
            raise ValueError("Debug mode is not for production")
        return debug


ENVIRONMENTS = {"development": Development, "production": Production}


def gather(folder):
    """Return what file and environment say; the default file is in *folder*."""
    given = Config(folder)
    path = os.environ.get("BOARD_SETTINGS")
    given.from_file(path or "settings.toml", load=tomllib.load, text=False, silent=not path)
    given.from_prefixed_env("BOARD", loads=str)
    if key_file := given.get("SECRET_KEY_FILE"):
        given["SECRET_KEY"] = Path(key_file).read_text().strip()
    return given


def create_app(config=None):
    """Return the application; the values in *config* win over all other sources."""
    load_dotenv()
    app = Flask(__name__)
    given = gather(app.instance_path) | (config or {})
    settings = ENVIRONMENTS[given.get("ENV", "production")](**given)
    app.config.update(given | settings.model_dump())

    @app.get("/settings")
    def show_settings():
        return {name: app.config[name] for name in SHOWN}

    @app.post("/notices")
    def post_notice():
        size = len(request.get_data())
        session["number"] = session.get("number", 0) + 1
        return {"bytes": size, "number": session["number"]}, 201

    return app
