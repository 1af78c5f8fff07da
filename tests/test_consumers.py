"""What holds our results against other systems' rules notices what breaks them."""

import json
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from builders import failed_report
from consumers import CLASSROOM50, EXERCISM, GRADESCOPE, read_json, suites_of
from test_classroom50 import PUSH

from checker.grading import alone
from checker.render import classroom50, exercism, gradescope, junit

WRITTEN = {
    "gradescope": (GRADESCOPE, gradescope.render(*alone(failed_report()))),
    "exercism": (EXERCISM, exercism.render(failed_report())),
    "classroom50": (CLASSROOM50, classroom50.render(*alone(failed_report()), PUSH)),
}
WRONG_XML = {
    "count": ("failures", "9"),
    "zone": ("timestamp", "2026-01-31T12:00:00+00:00"),
    "time": ("time", "nan"),
    "token": ("name", "two  blanks"),
    "unknown": ("color", "red"),
    "id": ("id", "1"),
}
WRONG_JSON = [
    ("gradescope", ("tests", 0, "status"), "ok"),
    ("gradescope", ("tests", 0, "score"), "1"),
    ("gradescope", ("tests", 0, "output_format"), "plain"),
    ("gradescope", ("visibility",), "shown"),
    ("gradescope", ("score",), float("nan")),
    ("gradescope", ("output",), "\x1b[2J"),
    ("exercism", ("version",), 2),
    ("exercism", ("message",), "not an error"),
    ("exercism", ("status",), "error"),
    ("exercism", ("tests", 1, "output"), "x" * 501),
    ("exercism", ("tests", 1, "status"), "blocked"),
    ("exercism", ("tests", 1, "task_id"), "2"),
    ("classroom50", ("score",), 0.5),
    ("classroom50", ("submission",), "v1"),
    ("classroom50", ("datetime",), "2026-01-31T12:00:00+00:00"),
    ("classroom50", ("owner",), ""),
    ("classroom50", ("usernames",), []),
    ("classroom50", ("tests", 0, "passed"), "yes"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_XML.values(), ids=WRONG_XML.keys())
def test_a_wrong_attribute_is_noticed(name, value):
    """Counts, times, tokens and names that a schema does not have are no JUnit XML."""
    assessment, candidate = alone(failed_report())
    root = ET.fromstring(junit.render(assessment, [candidate]))  # noqa: S314 - our own
    root[0].set(name, value)
    with pytest.raises(AssertionError):
        suites_of(ET.tostring(root, encoding="unicode"))


@pytest.mark.parametrize("tag", ["properties", "system-out", "testcase"])
def test_a_missing_element_is_noticed(tag):
    """So is an element that has to be there, or a case that is counted."""
    assessment, candidate = alone(failed_report())
    root = ET.fromstring(junit.render(assessment, [candidate]))  # noqa: S314 - our own
    root[0].remove(root[0].find(tag))
    with pytest.raises(AssertionError):
        suites_of(ET.tostring(root, encoding="unicode"))


@pytest.mark.parametrize(("form", "path", "value"), WRONG_JSON)
def test_a_wrong_value_is_noticed(form, path, value):
    """Types, words, limits and numbers that a system refuses are refused here."""
    schema, text = WRITTEN[form]
    told = json.loads(text)
    place = told
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises((AssertionError, jsonschema.ValidationError)):
        read_json(json.dumps(told), schema)
