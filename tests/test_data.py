from __future__ import annotations

import json

import jsonschema
import pytest
from builders import (
    ROOT,
    assert_golden,
    crashed_report,
    factory_fault_report,
    failed_report,
    hostile_report,
    objects_of,
    passed_report,
    problem_report,
    properties_of,
    raised_report,
    syntax_fault_report,
)

from checker.render.data import render

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
REPORTS = [passed_report, failed_report, raised_report, syntax_fault_report, factory_fault_report,
           crashed_report, problem_report, hostile_report]  # fmt: skip


def test_the_data_is_as_agreed():
    """The JSON of a check is the one in its golden file."""
    assert_golden("failed.json", render(failed_report()) + "\n")


def test_the_schema_is_a_schema():
    """The schema keeps to the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("make", REPORTS, ids=lambda make: make.__name__)
def test_every_report_keeps_to_the_schema(make):
    """A pass, a failure, an error and a problem are all of the promised form."""
    jsonschema.validate(json.loads(render(make())), SCHEMA, jsonschema.Draft202012Validator)


def test_an_unknown_field_breaks_the_schema():
    """A field that the schema does not name is noticed."""
    told = json.loads(render(failed_report())) | {"score": 3}
    with pytest.raises(jsonschema.ValidationError, match="score"):
        jsonschema.validate(told, SCHEMA, jsonschema.Draft202012Validator)


def test_no_object_of_the_schema_is_open():
    """Every object requires all of its fields and allows no other."""
    loose = [
        path
        for path, found in objects_of(SCHEMA)
        if found.get("additionalProperties") is not False
        or sorted(found["required"]) != sorted(found["properties"])
    ]
    assert loose == []


def test_every_field_is_described():
    """A reader of the data finds a sentence on each field."""
    bare = [
        path
        for path, found in properties_of(SCHEMA)
        if not found.get("description", "").endswith(".")
    ]
    assert bare == []


def test_nothing_is_stripped_or_cut():
    """What a candidate wrote is in the data as it was; only showing it makes it harmless."""
    test = json.loads(render(hostile_report()))["concepts"][0]["tests"][0]
    assert test["logs"] == hostile_report().concepts[0].tests[0].logs


def test_the_data_is_plain_ascii():
    """Whatever a candidate wrote, the data can be written to any terminal or file."""
    assert render(hostile_report()).isascii()
