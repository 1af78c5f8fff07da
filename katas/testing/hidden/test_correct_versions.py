"""What must pass, and what must be left alone."""

import pytest


@pytest.mark.concept("passes-what-works")
def test_given_application_passes(run_all, given):
    """All tests pass with the given application; there is one at least, and none is skipped."""
    found = run_all(given)

    assert found["failed"] == 0, "With the given application no test may fail."
    assert found["skipped"] == 0, "No test may be skipped."
    assert found["passed"] > 0, "There must be tests."


@pytest.mark.concept("passes-what-works")
def test_other_correct_application_passes(run_all, other_version):
    """All tests pass with an application that keeps the same promises and is written otherwise."""
    found = run_all(other_version)

    assert found["failed"] == 0, "What is not promised in README.md may be different."
    assert found["skipped"] == 0, "No test may be skipped."


@pytest.mark.concept("spares-real-data")
def test_database_of_the_developer_is_untouched(run_tests, files):
    """After the tests the file instance/members.db is, byte for byte, what it was before."""
    before = files.read("instance/members.db")

    run_tests("tests")

    assert files.read("instance/members.db") == before, (
        "The tests must use a database of their own."
    )


@pytest.mark.concept("stands-alone")
def test_order_does_not_matter(run_tests, fresh):
    """The tests pass in reverse order as well, and each passes by itself."""
    lines = run_tests("tests", "--collect-only").stdout.splitlines()
    names = [line for line in lines if "::" in line]

    assert run_tests(*reversed(names)).exit_code == 0, "In reverse order all tests must pass."
    for name in {names[-1], fresh.choice(names)}:
        assert run_tests(name).exit_code == 0, f"{name} must pass alone."
