"""What the systems that read our results accept, as their public documentation says it.

JUnit XML: ``junit-10.xsd`` of Jenkins' xUnit plugin, and ``JUnit.xsd`` of Windy Road for Apache
Ant. Gradescope: "Autograder Specifications". Exercism: "The Test Runner Interface" and "Docker
Setup". Classroom 50: "Advanced Autograding" and ``result-v1.schema.json``.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema

if TYPE_CHECKING:
    from collections.abc import Iterator

# JUnit XML. Attributes that Ant requires, and all that Jenkins knows.
REQUIRED = {
    "testsuites": set(),
    "testsuite": {"name", "timestamp", "hostname", "tests", "failures", "errors", "time",
                  "package", "id"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type"},
    "error": {"type"},
    "skipped": set(),
    "system-out": set(),
    "system-err": set(),
}  # fmt: skip
ALLOWED = {
    "testsuite": REQUIRED["testsuite"] | {"skipped"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
}
CHILDREN = {
    "testsuites": r"(testsuite )*",
    "testsuite": r"properties (testcase )*system-out system-err ",
    "properties": r"(property )*",
    "testcase": r"((failure|error|skipped) )?",
}
DECIMAL = re.compile(r"\d+(\.\d+)?")
SUREFIRE_TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def suites_of(text: str) -> list[ET.Element]:
    """Return the suites of *text* if it is JUnit XML for Jenkins as well as for Ant."""
    root = ET.fromstring(text)  # noqa: S314 - written by us, a moment ago
    assert root.tag == "testsuites"
    for element in root.iter():
        _check_element(element)
    suites = list(root)
    assert [suite.get("id") for suite in suites] == [str(n) for n in range(len(suites))]
    for suite in suites:
        _check_suite(suite)
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(cases) == len(set(cases))
    return suites


def _check_element(element: ET.Element) -> None:
    names = set(element.attrib)
    required = REQUIRED[element.tag]
    assert required <= names <= ALLOWED.get(element.tag, required), element.tag
    children = "".join(f"{child.tag} " for child in element)
    assert re.fullmatch(CHILDREN.get(element.tag, ""), children), element.tag
    for name in names & {"name", "classname", "package", "hostname"}:
        value = element.attrib[name]
        assert value == " ".join(value.split()), f"{name} is no token"
        assert value or name == "package"


def _check_suite(suite: ET.Element) -> None:
    assert SECOND.fullmatch(suite.attrib["timestamp"])
    times = [suite.attrib["time"], *(case.attrib["time"] for case in suite.iter("testcase"))]
    for time in times:
        assert DECIMAL.fullmatch(time)
        assert SUREFIRE_TIME.fullmatch(time)
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"),
                       ("skipped", "skipped")):  # fmt: skip
        assert int(suite.attrib[count]) == len(list(suite.iter(tag)))


# Formats of JSON.


def an_object(required: dict[str, Any], optional: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the schema of an object with these properties and no other, unless *more* says."""
    return {
        "type": "object",
        "required": list(required),
        "properties": required | optional,
        "additionalProperties": False,
        **more,
    }


TEXT, SOME_TEXT = {"type": "string"}, {"type": "string", "minLength": 1}
COUNT, POINTS = {"type": "integer", "minimum": 0}, {"type": "number", "minimum": 0}
OR_NULL = {"type": ["string", "null"]}
VISIBLE = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}

GRADESCOPE = an_object(
    {
        "tests": {
            "type": "array",
            "items": an_object(
                {},
                {
                    "score": POINTS,
                    "max_score": POINTS,
                    "status": {"enum": ["passed", "failed"]},
                    "name": TEXT,
                    "name_format": FORMAT,
                    "number": TEXT,
                    "output": TEXT,
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": TEXT},
                    "visibility": VISIBLE,
                    "extra_data": {"type": "object"},
                },
                dependentRequired={"max_score": ["score"]},
            ),
        }
    },
    {
        "score": POINTS,
        "execution_time": POINTS,
        "output": TEXT,
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBLE,
        "stdout_visibility": VISIBLE,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
    },
)
EXERCISM = an_object(
    {
        "version": {"const": 3},
        "status": {"enum": ["pass", "fail", "error"]},
        "tests": {
            "type": "array",
            "items": an_object(
                {
                    "name": SOME_TEXT,
                    "status": {"enum": ["pass", "fail", "error"]},
                    "test_code": TEXT,
                },
                {
                    "message": OR_NULL,
                    "output": {**OR_NULL, "maxLength": 500},
                    "task_id": {"type": "integer", "minimum": 1},
                },
            ),
        },
    },
    {"message": OR_NULL},
    **{
        "if": {"properties": {"status": {"const": "error"}}},
        "then": {"required": ["message"], "properties": {"message": SOME_TEXT}},
        "else": {"properties": {"message": {"type": "null"}}},
    },
)
EXERCISM_BYTES = 500_000
CLASSROOM50 = an_object(
    {
        "schema": {"const": "classroom50/result/v1"},
        "classroom": SOME_TEXT,
        "assignment": SOME_TEXT,
        "assignment_type": {"enum": ["individual", "group", "team"]},
        "owner": SOME_TEXT,
        "submission": {"type": "string", "pattern": "^submit/"},
        "commit": SOME_TEXT,
        "release": SOME_TEXT,
        "review": SOME_TEXT,
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": COUNT,
        "max-score": COUNT,
        "tests": {
            "type": "array",
            "items": an_object(
                {
                    "test-name": SOME_TEXT,
                    "passed": {"type": "boolean"},
                    "score": COUNT,
                    "max-score": COUNT,
                },
                {},
                additionalProperties=True,
            ),
        },
    },
    {"graded_at": TEXT, "submitted_by": {"type": "object"}},
)


def read_json(text: str, schema: dict[str, Any]) -> Any:
    """Return what *text* holds if it keeps to *schema*, with finite numbers and plain words."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    told = json.loads(text, parse_constant=refuse)
    jsonschema.validate(told, schema, jsonschema.Draft202012Validator)
    for value in values_of(told):
        if isinstance(value, float):
            assert math.isfinite(value)
        if isinstance(value, str):
            assert all(c.isprintable() or c in "\n\t" for c in value)
    return told


def values_of(told: Any) -> Iterator[Any]:
    """Yield everything in *told* that holds nothing else."""
    if isinstance(told, dict):
        told = [*told, *told.values()]
    if isinstance(told, list):
        for value in told:
            yield from values_of(value)
    else:
        yield told
