from __future__ import annotations

from pathlib import Path

import pytest

from checker import errors


def test_near_names_the_nearest_match():
    """A small slip is answered with the name that was meant."""
    assert errors.near("jwt-auth", ["hello_app", "jwt_auth"]) == " Did you mean 'jwt_auth'?"


def test_near_is_silent_about_strangers():
    """A name that resembles none is not given a random suggestion."""
    assert errors.near("pagination", ["jwt_auth"]) == ""


def test_near_knows_nothing_of_an_empty_list():
    """Where there are no names, none is offered."""
    assert errors.near("jwt_auth", []) == ""


def test_near_accepts_any_iterable():
    """The known names may come from a generator."""
    assert errors.near("jwt_aut", (name for name in ["jwt_auth"])) == " Did you mean 'jwt_auth'?"


def test_unknown_kata_offers_the_next_command():
    """A misspelt kata is answered with a near match and with where to look."""
    error = errors.UnknownKataError("jwt-auth", ["jwt_auth"])
    assert str(error) == "No kata 'jwt-auth'. Did you mean 'jwt_auth'? See: make list"


def test_catalog_error_names_the_line():
    """An author is shown the file and the line to mend."""
    error = errors.CatalogError(Path("katas/x/kata.toml"), "unknown field 'titel'", 3)
    assert str(error) == "katas/x/kata.toml:3: unknown field 'titel'"


def test_catalog_error_without_a_line_names_the_file():
    """Where no line is known, the file alone is named."""
    assert str(errors.CatalogError(Path("kata.toml"), "missing")) == "kata.toml: missing"


def test_suite_error_lists_every_problem():
    """An author sees all that is wrong with a suite at once, a line each."""
    error = errors.SuiteError("hello_app", ["a.py has no docstring", "b.py has no concept"])
    assert str(error) == (
        "The suite of 'hello_app' is broken:\n  a.py has no docstring\n  b.py has no concept"
    )


def test_submission_path_error_says_what_is_accepted():
    """Who gives a wrong path is told which paths are right, with an example."""
    text = str(errors.SubmissionPathError(Path("a.rar"), "not something that can be checked"))
    assert text == (
        "a.rar: not something that can be checked. Give a folder, a .zip or a .tar.gz, "
        "for example SUBMISSION=solutions/jwt_auth"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.KataError("no"), 2),
        (errors.UnknownKataError("x", []), 2),
        (errors.CatalogError(Path("x"), "no"), 2),
        (errors.SuiteError("x", []), 2),
        (errors.SubmissionPathError(Path("x"), "no"), 2),
        (errors.CheckerProblem("no"), 3),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_exit_codes(error, code):
    """Bad input ends with 2, a problem of the checker with 3."""
    assert error.exit_code == code


def test_outcomes_have_distinct_exit_codes():
    """A pass, open concepts, bad input and a checker problem can be told apart in a shell."""
    codes = (errors.PASSED, errors.NOT_PASSED, errors.USAGE, errors.CHECKER_PROBLEM)
    assert codes == (0, 1, 2, 3)
