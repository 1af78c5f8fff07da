"""Converters of our own, and one for each kind of number."""

from datetime import datetime

from werkzeug.routing import BaseConverter, FloatConverter, ValidationError


class Pattern(BaseConverter):
    """Whatever fits a pattern, as it stands in the rule: <re("[a-z]+"):name>."""

    weight = 40

    def __init__(self, url_map, pattern):
        super().__init__(url_map)
        self.regex = pattern


class Number(Pattern):
    def to_python(self, value):
        return int(value)


class Temperature(FloatConverter):
    """A number with or without a point."""

    regex = r"\d+(?:\.\d+)?"

    def __init__(self, url_map):
        super().__init__(url_map, signed=True)


class Hour(BaseConverter):
    regex = r"1?[0-9]|2[0-3]"
    to_python = staticmethod(int)


class Day(BaseConverter):
    regex = r"(?a:\d{8})"

    def to_python(self, value):
        try:
            return datetime.strptime(f"{value}+0000", "%Y%m%d%z").date()
        except ValueError:
            raise ValidationError(value) from None

    def to_url(self, value):
        return value.isoformat().replace("-", "")


CONVERTERS = {"re": Pattern, "num": Number, "temperature": Temperature, "hour": Hour, "day": Day}
