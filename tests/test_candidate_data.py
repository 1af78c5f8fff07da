"""A candidate's report.json keeps to its schema."""

import json

import jsonschema
import pytest
from builders import ROOT, objects_of, properties_of
from generated import SEEDS, odd_grading
from gradings import a_candidate, an_assessment, odd_candidates, some_candidates
from referencing import Registry, Resource

from checker.grading import candidate_as_dict

SCHEMAS = {
    name: json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
    for name in ("candidate.schema.json", "report.schema.json")
}
SCHEMA = SCHEMAS["candidate.schema.json"]
KNOWN = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, registry=KNOWN)


def told(assessment, candidate):
    """Return what is written of *candidate*, as it is read back."""
    return json.loads(json.dumps(candidate_as_dict(assessment, candidate)))


def test_the_schema_is_a_schema():
    """It keeps to the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("number", range(3))
def test_every_candidate_keeps_to_the_schema(number):
    """A pass, a red flag and an open verdict are all of the promised form."""
    VALIDATOR.validate(told(an_assessment(), list(some_candidates())[number]))


@pytest.mark.parametrize("candidate", odd_candidates(), ids=lambda c: c.folder)
def test_an_unusual_candidate_keeps_to_the_schema(candidate):
    """So are an answer that crashed and one that the checker broke on."""
    VALIDATOR.validate(told(an_assessment("hello_app"), candidate))


@pytest.mark.parametrize("seed", SEEDS)
def test_odd_results_keep_to_the_schema(seed):
    """Whatever the weights and the texts are."""
    VALIDATOR.validate(told(*odd_grading(seed)))


@pytest.mark.parametrize(
    "wrong", [{"points": 101}, {"extra": 1}, {"passed": "yes"}, {"reports": [{}]}], ids=str
)
def test_what_is_wrong_breaks_the_schema(wrong):
    """Unknown fields and impossible values are noticed, also in the reports."""
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(told(an_assessment(), a_candidate()) | wrong)


def test_no_object_of_the_schema_is_open():
    """Every object requires all of its fields and allows no other."""
    for path, found in objects_of(SCHEMA):
        assert found.get("additionalProperties") is False, path
        assert sorted(found["required"]) == sorted(found["properties"]), path


def test_every_field_is_described():
    """A reader of the data finds a sentence on each field."""
    bare = [
        path
        for path, found in properties_of(SCHEMA)
        if not found.get("description", "").endswith(".")
    ]
    assert bare == []
