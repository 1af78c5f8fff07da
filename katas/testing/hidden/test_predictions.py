"""What the test client returns: the snippet of the README is run and compared."""

import json
import logging
import re
from pathlib import Path

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"


def truth():
    """Run the snippet and return the value of each expression of the table."""
    text = README.read_text(encoding="utf-8")
    names = {}
    logging.getLogger("snippet").disabled = True  # one of its views fails on purpose
    exec(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], names)  # noqa: S102 - our own page
    rows = re.findall(r"^\| `(\w+)` \| `(.*)` \|$", text, re.MULTILINE)
    return {name: eval(expression, names) for name, expression in rows}  # noqa: S307 - the same


@pytest.mark.concept("predicts-the-client")
def test_predictions_are_true(files):
    """Every value in predictions.json is what the expression of that name returns."""
    told = json.loads(files.read("predictions.json"))
    expected = truth()

    assert set(told) == set(expected), "predictions.json must have exactly these names."
    for name, value in expected.items():
        same = told[name] == value and type(told[name]) is type(value)
        assert same, f"The prediction of {name} does not come true."
