"""What url_for returns: the snippet of the README is run with fresh values and compared."""

import json
import re
from pathlib import Path

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"
HEAD = re.compile(r"\| `([a-z-]+)` \|.* expression \|")
ROW = re.compile(r"\| `(\w+)` \|(?: `([^`]+)` \|)? `([^`]+)` \|")


@pytest.fixture
def values(fresh):
    """Give a value to each name in capital letters."""
    return {
        "PREFIX": fresh.word(),
        "WORD": fresh.word(),
        "OTHER": fresh.word(),
        "NUMBER": fresh.integer(2, 99999),
        "HOST": f"www.{fresh.word()}.com",
        "STRANGER": f"www.{fresh.word()}.org",
    }


@pytest.fixture
def come_true(files, values):
    """Give a function that compares the predictions of one table with what Flask returns."""

    def come_true(concept):
        told = _parsed(files.read("predictions.json").decode(errors="replace"))
        for name, returned in _truth(concept, values).items():
            assert isinstance(told.get(name), str), f"There must be a prediction of {name}, a text."
            predicted = re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), told[name])
            assert predicted == returned, f"The prediction of {name} must come true."

    return come_true


def _parsed(text):
    try:
        told = json.loads(text)
    except ValueError as error:
        raise AssertionError(f"predictions.json must be JSON: {error}.") from None
    assert isinstance(told, dict), "predictions.json must be a JSON object."
    return told


def _truth(concept, values):
    """Return what each expression in the table of *concept* returns, or what it raises."""
    page = README.read_text(encoding="utf-8")
    names = dict(values)
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], names)  # noqa: S102 - our own page
    found = {}
    for name, context, expression in _table(page, concept):
        with eval(context or "request_to(HOST)", names):  # noqa: S307 - the same
            try:
                found[name] = eval(expression, names)  # noqa: S307 - the same
            except Exception as error:  # noqa: BLE001 - its name is the answer
                found[name] = type(error).__name__
    return found


def _table(page, concept):
    lines = iter(page.splitlines())
    for line in lines:
        head = HEAD.fullmatch(line)
        if head and head[1] == concept:
            next(lines)
            break
    return [ROW.fullmatch(line).groups() for line in iter(lambda: next(lines), "")]


@pytest.mark.concept("predicts-paths")
def test_predicted_paths(come_true):
    """Each prediction in the first table is the path that url_for returns."""
    come_true("predicts-paths")


@pytest.mark.concept("predicts-queries")
def test_predicted_queries(come_true):
    """Each prediction of a URL with a query string or an anchor is what url_for returns."""
    come_true("predicts-queries")


@pytest.mark.concept("predicts-whole-urls")
def test_predicted_whole_urls(come_true):
    """Each prediction of a URL with _external or _scheme is what url_for returns."""
    come_true("predicts-whole-urls")


@pytest.mark.concept("predicts-rules")
def test_predicted_rules(come_true):
    """Each prediction of the rule that is taken, or of the exception, is right."""
    come_true("predicts-rules")


@pytest.mark.concept("predicts-hosts")
def test_predicted_hosts(come_true):
    """Each prediction under another host, with settings or without a request is right."""
    come_true("predicts-hosts")
