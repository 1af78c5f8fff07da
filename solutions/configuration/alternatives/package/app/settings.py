"""What the settings are and where they come from."""

import os
import tomllib
from pathlib import Path

from dotenv import find_dotenv, load_dotenv
from marshmallow import INCLUDE, Schema, fields, validate

TRUTHY, FALSY = {"true", "1", True}, {"false", "0", False}


class Switch(fields.Boolean):
    def _deserialize(self, value, attr, data, **kwargs):
        value = value.lower() if isinstance(value, str) else value
        return super()._deserialize(value, attr, data, **kwargs)


def switch(*, default, **options):
    return Switch(load_default=default, truthy=TRUTHY, falsy=FALSY, **options)


class MailSchema(Schema):
    HOST = fields.String(load_default="localhost")
    PORT = fields.Integer(load_default=25, validate=validate.Range(1, 65535))
    TLS = switch(default=False)


class CommonSchema(Schema):
    TITLE = fields.String(load_default="Notices")
    PAGE_SIZE = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    MAX_CONTENT_LENGTH = fields.Integer(load_default=2**24)
    MAIL = fields.Nested(MailSchema, load_default=lambda: MailSchema().load({}))

    class Meta:
        unknown = INCLUDE


class DevelopmentSchema(CommonSchema):
    DEBUG = switch(default=True)
    SECRET_KEY = fields.String(load_default="dev")


class ProductionSchema(CommonSchema):
    DEBUG = switch(default=False, validate=validate.OneOf([False]))
    SECRET_KEY = fields.String(required=True, validate=validate.Length(min=32))


def merge(settings, more):
    """Lay *more* over *settings*, inside groups as well."""
    for name, value in more.items():
        if isinstance(value, dict):
            merge(settings.setdefault(name, {}), value)
        else:
            settings[name] = value


def from_file(folder):
    try:
        path = Path(os.environ["BOARD_SETTINGS"])
    except KeyError:
        path = Path(folder, "settings.toml")
        if not path.is_file():
            return {}
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: value for name, value in content.items() if name.isupper()}


def from_environment():
    found = {}
    for variable, value in os.environ.items():
        if variable.startswith("BOARD_"):
            *groups, name = variable.removeprefix("BOARD_").split("__")
            place = found
            for group in groups:
                place = place.setdefault(group, {})
            place[name] = value
    if path := found.pop("SECRET_KEY_FILE", None):
        found["SECRET_KEY"] = Path(path).read_text(encoding="utf-8").strip()
    return found


def load(folder, config):
    load_dotenv(find_dotenv(usecwd=True))
    settings = {}
    for source in (from_file(folder), from_environment(), config):
        merge(settings, source)
    schemas = {"development": DevelopmentSchema, "production": ProductionSchema}
    return schemas[settings.pop("ENV", "production")]().load(settings)
