"""What candidates are given tells what is required, and nothing of how it is tested."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from builders import crashed_report, failed_report, hostile_report, raised_report
from generated import odd_report
from gradings import an_assessment
from test_classroom50 import PUSH

from checker.grading import Candidate, Grading, candidate_as_dict, for_candidate
from checker.render import (
    candidate_markdown,
    classroom50,
    data,
    exercism,
    gradescope,
    junit,
    summary_csv,
    summary_markdown,
    terminal,
)
from checker.render.text import Screen

PUBLIC = {"requirement", "concept", "outcome", "evidence"}  # of a test
OWN = "passed failed localhost"  # what formats say themselves
SHORT = 5  # letters; what is shorter stands in public words by chance


def a_grading_of(assessment, candidate):
    """Return the grading of one candidate."""
    return Grading(assessment=assessment, candidates=(candidate,), started="", seed=0)


FORMATS = {
    "text": lambda _, c: terminal.render(c.reports[0], Screen(), everything=True),
    "json": lambda _, c: data.render(c.reports[0]),
    "report.json": lambda a, c: json.dumps(candidate_as_dict(a, c)),
    "csv": lambda a, c: summary_csv.render(a_grading_of(a, c)),
    "junit": lambda a, c: junit.render(a, [c]),
    "summary": lambda a, c: summary_markdown.render(a_grading_of(a, c)),
    "markdown": candidate_markdown.render,
    "gradescope": gradescope.render,
    "exercism": lambda _, c: exercism.render(c.reports[0]),
    "classroom50": lambda a, c: classroom50.render(a, c, PUSH),
}
TOLD = set(FORMATS) - {"csv", "summary"}  # those that explain
formats = pytest.mark.parametrize("form", FORMATS)


def marked_report():
    """Return a report in which every text of a test that is not public is a word of its own."""
    count = iter(range(10_000))

    def marked(value):
        if isinstance(value, str):
            return f"secret{next(count)}x"
        if is_dataclass(value):
            return replace(value, **{f.name: marked(getattr(value, f.name)) for f in fields(value)})
        return tuple(map(marked, value)) if isinstance(value, tuple) else value

    def marked_test(test):
        names = [field.name for field in fields(test) if field.name not in PUBLIC]
        return replace(test, **{name: marked(getattr(test, name)) for name in names})

    report = failed_report()
    return replace(
        report,
        environment={"python": "secret-of-the-machine"},
        concepts=tuple(
            replace(concept, tests=tuple(map(marked_test, concept.tests)))
            for concept in report.concepts
        ),
    )


def texts_of(value):
    """Yield every text in a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)


def secrets_of(report):
    """Return what tests of *report* know and a candidate must not, with its lines and words."""
    public = " ".join([OWN, report.title, report.submission, *report.notes])
    for concept in report.concepts:
        public += f" {concept.id} {concept.title} "
        public += " ".join(test.requirement for test in concept.tests)
    found = set()
    for test in (test for concept in report.concepts for test in concept.tests):
        for field in fields(test):
            if field.name not in PUBLIC:
                found |= {text.strip() for text in texts_of(getattr(test, field.name))}
    return {text for text in found if len(text) >= SHORT and text not in public}


def rendered(form, report):
    """Return the copy of *report* for its candidate in *form*."""
    candidate = Candidate(name="Ada", folder="ada", reports=(for_candidate(report),))
    return FORMATS[form](an_assessment(report.kata), candidate)


@formats
def test_no_word_of_a_test_is_told(form):
    """Values, names, requests, logs and lines of the suite are looked for one by one."""
    report = marked_report()
    secrets = [text for text in texts_of(report) if text.startswith("secret")]
    assert len(secrets) > 30
    assert "secret" not in rendered(form, report)


@formats
@pytest.mark.parametrize("make", [failed_report, raised_report, crashed_report, hostile_report])
def test_no_secret_of_a_report_is_told(form, make):
    """The same with reports as checks make them."""
    secrets = secrets_of(make())
    text = rendered(form, make())
    assert secrets
    assert [secret for secret in secrets if secret in text] == []


@formats
@pytest.mark.parametrize("seed", range(10))
def test_no_secret_of_an_odd_report_is_told(form, seed):
    """The same with reports made by chance; what an answer's own fault says is the candidate's."""
    report = replace(odd_report(seed), fault=None, own_tests=None, notes=(), submission="work")
    text = rendered(form, report)
    assert [secret for secret in secrets_of(report) if secret in text] == []


@pytest.mark.parametrize("form", sorted(TOLD))
def test_the_full_report_would_tell(form):
    """The search finds the secrets where they are: in the same format for an interviewer."""
    report = marked_report()
    candidate = Candidate(name="Ada", folder="ada", reports=(report,))
    assert "secret" in FORMATS[form](an_assessment("jwt_auth"), candidate)


@pytest.mark.parametrize("form", sorted(TOLD))
def test_a_candidate_learns_what_is_required(form):
    """Every concept that failed is there with the sentence that does not hold."""
    text = " ".join(rendered(form, failed_report()).split())
    assert "An old token must answer 401." in text
    assert "A request with a valid token must reach the profile." in text


@formats
def test_a_candidate_learns_which_concepts_passed(form):
    """All concepts are named, by id or by title."""
    text = " ".join(rendered(form, failed_report()).split())
    missing = [
        concept.id
        for concept in failed_report().concepts
        if concept.id not in text and concept.title not in text
    ]
    assert missing == ([] if form != "summary" else [c.id for c in failed_report().concepts
                                                     if c.id != "protects-route"])  # fmt: skip
