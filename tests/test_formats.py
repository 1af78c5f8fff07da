"""A check in the formats of other systems, and a comparison, on the command line."""

import json

import pytest
from checkouts import ANSWERS, SUBMISSIONS
from consumers import CLASSROOM50, EXERCISM, GRADESCOPE, read_json, suites_of
from gradings import a_candidate
from test_classroom50 import RUNNER
from test_comparing import a_folder, graded, jwt_report

WRONG = SUBMISSIONS / "swallows_every_url"
SEEN = "An unknown URL must answer 404."  # what only the suite knows
STUDENTS = {"gradescope", "exercism", "classroom50"}
READERS = {
    "junit": suites_of,
    "markdown": str.splitlines,
    "gradescope": lambda text: read_json(text, GRADESCOPE)["tests"],
    "exercism": lambda text: read_json(text, EXERCISM)["tests"],
    "classroom50": lambda text: read_json(text, CLASSROOM50)["tests"],
}


def checked(kata, form, *options, answer=WRONG):
    """Check *answer* as the runner of Classroom 50 does, and return the finished process."""
    return kata("check", "tiny", "--submission", answer, "--format", form, *options, **RUNNER)


@pytest.mark.parametrize("form", READERS)
def test_a_check_is_written_for_other_systems(kata, form):
    """Standard output is the file that the other system reads; the exit code is the usual one."""
    done = checked(kata, form)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("\n")
    assert READERS[form](done.stdout)


@pytest.mark.parametrize("form", ["text", "json", *READERS])
def test_who_reads_a_format_is_told_no_more_than_they_may_know(kata, form):
    """What students see holds nothing of the suite, unless it is asked for."""
    told = form not in STUDENTS
    usual = checked(kata, form).stdout
    assert (SEEN in usual) == told
    other = checked(kata, form, "--audience", "candidate" if told else "interviewer").stdout
    assert (SEEN in other) != told


def test_a_right_answer_ends_with_0(kata):
    """Every concept passed, as another system sees it."""
    done = checked(kata, "exercism", answer=ANSWERS / "tiny")
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "pass"


def test_what_a_format_lacks_is_told_before_the_check(kata):
    """Outside of Classroom 50 nothing is checked, and the missing variables are named."""
    done = kata("check", "tiny", "--submission", "gone", "--format", "classroom50", OWNER="")
    assert done.returncode == 2
    assert "not set here: CLASSROOM, " in done.stderr
    assert done.stdout == ""


def test_an_unknown_format_is_refused(kata):
    """The formats that there are are named."""
    done = kata("check", "tiny", "--format", "xml")
    assert done.returncode == 2
    assert "'junit', 'markdown', 'gradescope', 'exercism', 'classroom50'" in done.stderr


def test_two_checks_are_compared(kata, checkout):
    """A check that is kept as data can be held against a later one."""
    for name, answer in (("old", WRONG), ("new", ANSWERS / "tiny")):
        (checkout / f"{name}.json").write_text(checked(kata, "json", answer=answer).stdout)
    done = kata("compare", "old.json", "new.json")
    assert (done.returncode, done.stderr) == (1, "")
    assert "  won      tiny:refuses-unknown-urls  failed -> passed\n" in done.stdout
    assert done.stdout.endswith("1 concept won: 66.7 -> 100 points, now passed.\n")


def test_the_same_results_end_with_0(kata, checkout):
    """Nothing changed: one line, exit code 0."""
    a_folder(checkout / "old", a_candidate())
    done = kata("compare", "old", "old")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Nothing changed: 1 candidate as before.\n"


def test_two_gradings_are_compared_as_data(kata, checkout):
    """With --format json the changes are data, and the exit code is the same."""
    a_folder(checkout / "old", graded(jwt_report()))
    a_folder(checkout / "new", graded(jwt_report(expires="failed")))
    done = kata("compare", "old", "new", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["candidates"][0]["concepts"] == [
        {"kata": "jwt_auth", "concept": "expires", "old": "passed", "new": "failed",
         "kind": "lost"}
    ]  # fmt: skip


def test_what_is_no_report_ends_with_2(kata, checkout):
    """A file of another kind: no traceback, and what to give instead."""
    (checkout / "old.json").write_text("{}")
    done = kata("compare", "old.json", "gone.json")
    assert done.returncode == 2
    assert done.stderr.startswith("kata: old.json: this is no report")
    assert done.stdout == ""


def test_paths_of_results_are_completed(kata):
    """A shell is told to complete the names of files, for both."""
    for place, words in (("2", "kata compare o"), ("3", "kata compare old n")):
        done = kata(
            _KATA_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place,
        )  # fmt: skip
        assert done.stdout.splitlines() == [f"file,{words.split()[-1]}"]
