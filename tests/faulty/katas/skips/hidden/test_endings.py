"""Tests that end in every way a test can end."""

import pytest


@pytest.mark.concept("skipped-inside")
def test_skips_itself(client):
    """Never judged."""
    client.get("/")
    pytest.skip("not today")


@pytest.mark.concept("skipped-by-mark")
@pytest.mark.skip(reason="not today")
def test_is_skipped(client):
    """Never judged."""
    client.get("/")


@pytest.mark.concept("expected-to-fail")
@pytest.mark.xfail(reason="known")
def test_is_expected_to_fail(client):
    """Never judged."""
    assert client.get("/").status_code == 500


@pytest.mark.concept("half-skipped")
def test_passes(client):
    """The front page answers 200."""
    assert client.get("/").status_code == 200


@pytest.mark.concept("half-skipped")
def test_skips_half():
    """Never judged."""
    pytest.skip("not today")


@pytest.mark.concept("raises")
def test_raises(client):
    """Divides by zero."""
    assert client.get("/").status_code / 0


@pytest.fixture
def broken():
    """Divide by zero."""
    return 1 / 0


@pytest.mark.concept("broken-fixture")
def test_has_a_broken_fixture(broken):
    """Never begins."""
    assert broken


@pytest.fixture
def broken_later():
    """Divide by zero after the test."""
    yield 1
    raise ZeroDivisionError


@pytest.mark.concept("broken-teardown")
def test_has_a_broken_teardown(broken_later):
    """Passes, then its fixture fails."""
    assert broken_later


@pytest.fixture
def registered(client):
    """Ask for a page that is not there."""
    assert client.get("/register").status_code == 200, "A user must be able to register."


@pytest.mark.concept("asserting-fixture")
@pytest.mark.usefixtures("registered")
def test_has_an_asserting_fixture():
    """A user can register."""


@pytest.mark.concept("needs-a-problem")
def test_needs_one_with_a_problem(client):
    """The front page answers 200."""
    assert client.get("/").status_code == 200


@pytest.mark.concept("observed")
@pytest.mark.parametrize("path", ["/", "/greet/Ada"])
def test_looks_from_outside(client, path):
    """The pages answer 200."""
    assert client.get(path).status_code == 200


@pytest.mark.concept("reported")
def test_asks_the_process(client, logs):
    """The front page writes nothing."""
    client.get("/")
    assert logs.text == ""


@pytest.mark.concept("compares")
def test_compares_long_values(client):
    """The answer to a long name is longer."""
    name = "x" * 3000
    response = client.post("/greet/Ada", data={"name": name}, headers={"X-Trace": "7"})
    assert response.status_code == 405
    body = client.get(f"/greet/{name}").json
    assert body == {"greeting": name}, "The greeting must be the name."
