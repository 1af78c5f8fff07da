"""The checkout that the tests check: two small katas, odd submissions, and what came of them."""

from pathlib import Path

from checker import catalog

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE / "checkout"
PRIVATE = HERE / "private"
FAULTY = HERE / "faulty"
SUBMISSIONS = HERE / "submissions"
TINY = catalog.load_kata(CHECKOUT, "tiny")
SHOP = catalog.load_kata(CHECKOUT, "shop")
ANSWERS = CHECKOUT / "solutions"

ALL_PASSED = ["passed", "passed", "passed"]
NOTHING_STARTED = ["error", "blocked", "error"]
FRONT_PAGE_LOST = ["error", "blocked", "passed"]


def outcomes(report):
    """Return the outcomes of the concepts of *report*, in order."""
    return [concept.outcome for concept in report.concepts]


def results_of(report, concept):
    """Return the results of the tests of *concept*."""
    return next(known.tests for known in report.concepts if known.id == concept)


def first_test(report, concept="says-hello"):
    """Return the result of the first test of *concept*."""
    return results_of(report, concept)[0]


def slowest(report):
    """Return how many seconds the slowest test of *report* took."""
    return max(test.seconds for concept in report.concepts for test in concept.tests)


def edit(path, before, after):
    """Replace *before*, which must stand in the file at *path*."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
