"""Every folder of tests/submissions, checked by one warm zygote; and odd archives."""

import os

import pytest
from checkouts import (
    ALL_PASSED,
    FRONT_PAGE_LOST,
    NOTHING_STARTED,
    SUBMISSIONS,
    TINY,
    first_test,
    outcomes,
    results_of,
    slowest,
)

from checker.isolation import Isolation

GRACE = 1.0
# Without one, the group that a submission kills is that of its own supervisor, too.
IN_A_SANDBOX = pytest.mark.skipif(
    not Isolation.best().bwrap and "CI" not in os.environ, reason="bubblewrap is missing"
)
PASSING = ["configures_pytest", "correct", "leaves_a_child", "leaves_a_child_at_import",
           "leaves_a_fork", "leaves_a_thread", "makes_folders_at_import", "noisy_import",
           "noisy_view", "package", "restarts_a_timer", "rewrites_itself",
           "writes_beside", "writes_files"]  # fmt: skip
NEVER_LOADED = ["exits_at_import", "factory_is_no_function", "factory_without_parameter",
                "global_app", "hanging_import", "kills_its_group_at_import", "missing_app",
                "missing_module", "near_factory", "raises_at_import", "serves_at_import",
                "syntax_error", "syntax_error_in_helper", "sys_exit_at_import"]  # fmt: skip
NEVER_MADE = ["exits_in_factory", "hanging_factory", "raising_factory", "returns_none",
              "returns_text"]  # fmt: skip
LOST_FRONT_PAGE = ["base_exception_in_view", "busy_view", "endless_stream", "exits_in_view",
                   "hanging_view", "keyboard_interrupt_in_view", "large_response", "slow_stream",
                   "system_exit_in_view",
                   pytest.param("kills_its_group_in_view", marks=IN_A_SANDBOX)]  # fmt: skip
ALL = sorted(path.name for path in SUBMISSIONS.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", ALL)
def test_report_is_delivered_within_the_limits(reports, name):
    """Whatever a submission does, its report comes within the kata's limits."""
    assert reports[name].seconds < TINY.limits.check
    assert slowest(reports[name]) < TINY.limits.test + GRACE


@pytest.mark.parametrize("name", ALL)
def test_odd_submission_is_never_a_problem_of_the_checker(reports, name):
    """Whatever a submission does, the checker has no problem with it."""
    assert reports[name].outcome in ("passed", "failed", "error")
    assert "checker problem" not in outcomes(reports[name])


@pytest.mark.parametrize("name", PASSING)
def test_right_answers_pass_whatever_else_they_do(reports, name):
    """Noise, leftovers and settings of tools cost a right answer nothing."""
    assert outcomes(reports[name]) == ALL_PASSED
    assert reports[name].outcome == "passed"


@pytest.mark.parametrize("name", NEVER_LOADED)
def test_answer_that_cannot_be_loaded_is_an_error_with_its_fault(reports, name):
    """What cannot be loaded fails nothing: concepts are in error, and the report says why."""
    report = reports[name]
    assert outcomes(report) == NOTHING_STARTED
    assert report.outcome == "error"
    assert report.fault == first_test(report).fault


@pytest.mark.parametrize("name", NEVER_MADE)
def test_factory_without_application_is_an_error(reports, name):
    """Where no application is made, concepts are in error or blocked."""
    assert outcomes(reports[name]) == NOTHING_STARTED


@pytest.mark.parametrize("name", LOST_FRONT_PAGE)
def test_other_pages_are_judged_after_one_is_lost(reports, name):
    """An application that dies or hangs in one test is there again for the next."""
    assert outcomes(reports[name]) == FRONT_PAGE_LOST


def test_missing_app_py_is_said_with_what_is_there(reports):
    """A folder without app.py is told its own files."""
    fault = reports["missing_app"].fault
    assert fault.kind == "missing"
    assert "no app.py and no package app/; it has README.txt, server.py" in fault.message


def test_syntax_error_is_shown_with_file_line_and_caret(reports):
    """A syntax error names file and line, and a caret stands below the place."""
    fault = reports["syntax_error"].fault
    assert fault.kind == "syntax"
    assert fault.message.endswith("'(' was never closed in app.py, line 8")
    assert fault.detail == "app.config.update((config or {})\n                 ^"
    assert [(frame.path, frame.line) for frame in fault.frames] == [("app.py", 8)]


def test_syntax_error_in_another_file_names_that_file(reports):
    """A syntax error in a module that app.py imports is placed in that module."""
    fault = reports["syntax_error_in_helper"].fault
    assert "helper.py, line 3" in fault.message
    assert fault.detail.splitlines()[1].strip() == "^"


def test_missing_module_is_named_with_the_line_that_imports_it(reports):
    """An import of something that is not installed names it and the line."""
    fault = reports["missing_module"].fault
    assert fault.message.startswith("The module 'flask_teleport' is not installed")
    assert [(frame.path, frame.line) for frame in fault.frames] == [("app.py", 3)]


def test_exception_at_import_is_told_with_its_line(reports):
    """An exception at import is told in Python's words, with the candidate's line."""
    fault = reports["raises_at_import"].fault
    assert "ValueError: invalid literal for int() with base 10: 'ten'" in fault.message
    assert [(frame.path, frame.line) for frame in fault.frames] == [("app.py", 5)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("near_factory", "no create_app(config=None); did you mean that by 'make_app'?"),
        ("global_app", "no create_app(config=None); build 'server' inside that function"),
        ("factory_without_parameter", "create_app() cannot be called with a configuration"),
        ("factory_is_no_function", "create_app is not a function"),
        ("serves_at_import", "app.run() was called while the answer was imported"),
        ("hanging_import", "Importing the answer took more than 1 s and was ended"),
        ("exits_at_import", "The process ended while the answer was imported"),
        ("sys_exit_at_import", "Importing the answer ended the process"),
        pytest.param(
            "kills_its_group_at_import",
            "The process ended while the answer was imported",
            marks=IN_A_SANDBOX,
        ),
    ],
)
def test_fault_of_a_load_is_told_in_words(reports, name, words):
    """What is wrong with a module is said in words that tell what to do."""
    assert words in reports[name].fault.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("raising_factory", "create_app raised KeyError: 'SECRET_THAT_NOBODY_SETS'"),
        ("returns_none", "create_app returned None; is 'return app' missing?"),
        ("returns_text", "create_app returned a str, not an application"),
        ("hanging_factory", "create_app took more than 1 s and was ended"),
        ("exits_in_factory", "The process ended inside create_app"),
        ("hanging_view", "GET / got no complete answer within 0.5 s"),
        ("busy_view", "GET / got no complete answer within 0.5 s"),
        ("slow_stream", "GET / got no complete answer within 0.5 s"),
        ("endless_stream", "GET /: the answer's body is larger than 4 MiB"),
        ("large_response", "GET /: the answer's body is larger than 4 MiB"),
        ("exits_in_view", "GET /: the application closed the connection without an answer"),
        pytest.param(
            "kills_its_group_in_view",
            "GET /: the application closed the connection",
            marks=IN_A_SANDBOX,
        ),
        ("system_exit_in_view", "GET /: the application closed the connection"),
    ],
)
def test_fault_of_a_test_is_told_in_words(reports, name, words):
    """What went wrong in a test is said in words, with the request or the function."""
    assert words in first_test(reports[name]).message


def test_factory_that_raises_is_shown_with_the_candidates_own_lines(reports):
    """The frames lead from create_app to the helper that raised, and hold nothing of ours."""
    frames = first_test(reports["raising_factory"]).fault.frames
    assert [(frame.path, frame.line, frame.function) for frame in frames] == [
        ("app.py", 12, "create_app"),
        ("app.py", 7, "secret_of"),
    ]
    assert frames[-1].code == 'return (config or {})["SECRET_THAT_NOBODY_SETS"]'


@pytest.mark.parametrize(
    ("name", "exception"),
    [
        ("system_exit_in_view", "SystemExit: 0"),
        ("keyboard_interrupt_in_view", "KeyboardInterrupt"),
        ("base_exception_in_view", "app.Stop: that was all"),
        ("raising_view", "KeyError: 'greeting'"),
        ("half_a_character", "ValueError: half of it: ?"),
    ],
)
def test_exception_in_a_view_is_told_with_its_line(reports, name, exception):
    """Whatever a view raises is in the result, with the candidate's line."""
    result = first_test(reports[name])
    assert result.exception == exception
    assert [(frame.path, frame.function) for frame in result.frames] == [("app.py", "hello")]


def test_request_that_got_no_answer_is_recorded(reports):
    """The exchange that was lost is in the result, without a status."""
    exchanges = first_test(reports["hanging_view"]).exchanges
    assert [(e.method, e.target, e.status) for e in exchanges] == [("GET", "/", None)]


def test_killed_parent_is_held_against_the_submission(reports):
    """A submission that kills the process it comes from is not served any more."""
    result = results_of(reports["kills_its_parent"], "refuses-unknown-urls")[0]
    assert result.outcome == "error"


def test_output_that_looks_like_a_verdict_is_only_output(reports):
    """Verdicts that a submission prints change nothing, and are kept as what it wrote."""
    report = reports["forges_verdict"]
    assert outcomes(report) == ["failed", "blocked", "failed"]
    assert report.red_flags == ("refuses-unknown-urls",)
    assert '"outcome": "passed"' in first_test(report).logs


def test_settings_of_tools_are_left_out_and_named(reports):
    """A conftest.py and a pytest.ini of the candidate are not taken along."""
    notes = reports["configures_pytest"].notes
    assert notes[0] == "left out: conftest.py, pytest.ini"


def test_wrong_answer_fails_only_its_concept(reports):
    """A wrong greeting fails the concept of greetings and no other."""
    assert outcomes(reports["wrong_name"]) == ["passed", "failed", "passed"]


def test_answer_of_the_wrong_form_fails_in_words(reports):
    """A list where an object was promised is a failure of the answer, not of the suite."""
    result = first_test(reports["wrong_form"], "greets-by-name")
    assert result.outcome == "failed"
    assert "promised form" in result.message


def test_red_flag_is_raised_by_its_concept(reports):
    """A disqualifying concept that fails is named as a red flag."""
    assert reports["swallows_every_url"].red_flags == ("refuses-unknown-urls",)
