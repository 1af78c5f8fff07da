"""Candidates' own tests: run in the sandbox, counted, with coverage, and no more than a claim."""

import json

import pytest
from checkouts import ANSWERS, TINY

from checker import own_tests
from checker.catalog import Limits
from checker.report import OwnTests
from checker.sandbox import Sandbox
from checker.submission import pack_files, read_files

ANSWER = {n: c for n, c in read_files(ANSWERS / "tiny").items() if n == "app.py"}
STUB = read_files(TINY.stub)
CLIENT = "from app import create_app\nclient = create_app().test_client()\n"
HELLO = CLIENT + "def test_hello():\n    assert client.get('/').text == 'Hello, World!'\n"
GREET = CLIENT + "def test_greet():\n    assert client.get('/greet/Ann').json['greeting']\n"
WRONG = CLIENT + "def test_wrong():\n    assert client.get('/').text == 'Good night'\n"
SKIPPED = "import pytest\n@pytest.mark.skip\ndef test_later():\n    pass\n"
FIXTURE = "import pytest\n@pytest.fixture\ndef name():\n    return 'Ann'\n"
NAMED = CLIENT + "def test_name(name):\n    assert name in client.get(f'/greet/{name}').text\n"
FORGED = "<testsuite " * 150_000
FORGER = f"""
import atexit, os, pathlib
def forge():
    pathlib.Path("../data/own.xml").write_text({FORGED!r})
    pathlib.Path("../data/own.json").write_text('{{"totals": {{"percent_covered": 1e999}}}}')
def test_well():
    assert os.fork() or os._exit(1) or True
    forge()
    os._exit(0)
"""
LIAR = """
import pathlib, os
def test_lies():
    counts = '<testsuite name="x" errors="0" failures="0" skipped="0" tests="999999"'
    pathlib.Path("../data/own.xml").write_text(counts)
    pathlib.Path("../data/own.json").write_text('{"totals": {"percent_covered": 100}}')
    os._exit(0)
"""
NOISY = "def test_noise():\n    print('x' * 50_000)\n    print('\\x1b[2Jthe end')\n    assert 0\n"
HANDED_IN = {
    "none": {},
    "untouched": STUB | ANSWER,
    "good": {"test_smoke.py": HELLO, "tests/test_greet.py": GREET},
    "half": {"test_smoke.py": HELLO},
    "mixed": {"test_all.py": HELLO + WRONG.removeprefix(CLIENT) + SKIPPED},
    "suffixed": {"greet_test.py": GREET},
    "fixture": {"conftest.py": FIXTURE, "pytest.ini": "[pytest]\n", "test_name.py": NAMED},
    "import": {"test_import.py": "import nothing_of_that_name\n"},
    "empty": {"test_nothing.py": "x = 1\n"},
    "exits": {"test_exit.py": "import os\nos._exit(0)\n"},
    "forger": {"test_forger.py": FORGER},
    "liar": {"test_liar.py": LIAR},
    "noisy": {"test_noisy.py": NOISY},
    "broken conftest": {"conftest.py": "1/0\n", "test_smoke.py": HELLO},
    "endless": {"test_endless.py": "def test_endless():\n    while True: pass\n"},
}


@pytest.fixture(scope="module")
def found():
    """Run the tests of each of `HANDED_IN` in one sandbox; what came of them by name."""
    found = {}
    with Sandbox(TINY.packages, Limits()) as sandbox, pytest.MonkeyPatch.context() as patch:
        for name, files in HANDED_IN.items():
            given = {n: c if isinstance(c, bytes) else c.encode() for n, c in files.items()}
            if name == "endless":
                patch.setattr(own_tests, "SECONDS", 1.0)
            found[name] = own_tests.run(
                sandbox, pack_files(ANSWER | given, name=name, kept=own_tests.TEST_FILES), TINY
            )
        broken = pack_files({}, name="broken")
        found["after"] = own_tests.run(sandbox, broken, TINY)
    return found


def counts(tests):
    """Return how many passed, failed and were skipped."""
    return tests.passed, tests.failed, tests.skipped


@pytest.mark.parametrize("name", ["none", "untouched", "after"])
def test_without_tests_of_ones_own_nothing_is_run(found, name):
    """Those of the stub are nobody's own."""
    assert found[name] is None


def test_tests_are_counted(found):
    """Wherever they lie; all have passed, and every line of the answer was run."""
    assert counts(found["good"]) == (2, 0, 0)
    assert found["good"].coverage == 100.0
    assert found["good"].all_passed
    assert "2 passed" in found["good"].output


def test_coverage_is_that_of_the_answer(found):
    """Lines of tests count for nothing: one view of two is not all."""
    assert found["half"].all_passed
    assert 50 < found["half"].coverage < 100


def test_failures_are_counted(found):
    """So is what was skipped; and what pytest says can be read."""
    assert counts(found["mixed"]) == (1, 1, 1)
    assert not found["mixed"].all_passed
    assert "Good night" in found["mixed"].output


def test_tests_of_any_usual_name_are_run(found):
    """As pytest finds them."""
    assert counts(found["suffixed"]) == (1, 0, 0)


def test_fixtures_of_ones_own_work(found):
    """Settings and conftest.py are left out of a check, and belong to these tests."""
    assert counts(found["fixture"]) == (1, 0, 0)


def test_what_cannot_be_imported_has_failed(found):
    """The output says why."""
    assert counts(found["import"]) == (0, 1, 0)
    assert "nothing_of_that_name" in found["import"].output


def test_file_without_a_test_is_told(found):
    """It is no failure, and no pass."""
    assert found["empty"].problem == "pytest found no tests in them."
    assert not found["empty"].all_passed


@pytest.mark.parametrize("name", ["exits", "broken conftest"])
def test_pytest_that_did_not_end_is_told(found, name):
    """Nothing is counted then."""
    assert found[name].problem == "pytest did not come to its end."
    assert not found[name].all_passed


def test_why_pytest_did_not_end_is_shown(found):
    """It may have said so as an error."""
    assert "ZeroDivisionError" in found["broken conftest"].output


def test_forged_results_are_no_trouble(found):
    """Whatever a test leaves in their place: no counts, no endless search, no impossible share."""
    assert found["forger"].problem == "pytest did not come to its end."
    assert found["forger"].coverage is None


def test_lie_stays_a_number(found):
    """Own tests are a claim, and the report says so; it is of the form that others have."""
    assert found["liar"].passed == 999999
    assert found["liar"].coverage == 100.0


def test_end_of_the_output_is_kept(found):
    """Not all of it; what a terminal would obey is for those who show it."""
    assert len(found["noisy"].output) == own_tests.MOST_OUTPUT
    assert "the end" in found["noisy"].output
    assert counts(found["noisy"]) == (0, 1, 0)


def test_endless_tests_are_ended(found):
    """Their time is named."""
    assert found["endless"] == OwnTests(problem="The tests took more than 1 s and were ended.")


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ({"totals": {"percent_covered": 66.666}}, 66.7),
        ({"totals": {"percent_covered": 0}}, 0.0),
        ({"totals": {"percent_covered": -1}}, None),
        ({"totals": {"percent_covered": 101}}, None),
        ({"totals": {"percent_covered": True}}, None),
        ({"totals": {"percent_covered": float("nan")}}, None),
        ({"totals": {"percent_covered": "100"}}, None),
        ({"totals": []}, None),
        ([], None),
        ("100", None),
    ],
)
def test_only_a_share_is_a_share(told, share):
    """What the answer's process wrote may be anything."""
    assert own_tests._coverage(json.dumps(told)) == share


@pytest.mark.parametrize(
    "told", ["", "{", "[" * 100_000, '{"totals": ' + "9" * 5000 + "}"], ids=len
)
def test_what_is_no_json_is_no_share(told):
    """However odd it is."""
    assert own_tests._coverage(told) is None
