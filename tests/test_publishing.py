"""The files of a grading: what is written, for whom, and what a candidate never sees."""

import csv
import json
from dataclasses import replace

import pytest
from builders import failed_report
from gradings import a_candidate, a_grading, an_assessment

from checker import publishing
from checker.grading import Shown
from checker.store import Store

SECRETS = (
    "hunter2",
    "eyJhbGciOi",
    "test_profile",
    "422 UN",
    "/me?full=1",
    "The profile must answer 200",
)
COPIES = ("copy.html", "copy.md", "gradescope.json", "exercism/jwt_auth.json")


@pytest.fixture
def folder(tmp_path):
    """Publish a grading of one candidate, in every form."""
    store = Store(tmp_path / "out")
    one = a_candidate(failed_report(), name="Ada Abara", folder="ada-abara")
    grading = a_grading(one, assessment=an_assessment("jwt_auth"))
    forms = ("markdown", "junit", "gradescope", "exercism")
    with store.hold():
        publishing.publish(grading, store, forms)
    return store.folder


def test_everything_is_written(folder):
    """There are the page and summaries for all, and reports and copies for each."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    own = {f"candidates/ada-abara/{name}" for name in (*COPIES, "report.json", "report.md",
                                                       "junit.xml")}  # fmt: skip
    assert found == {".lock", "index.html", "summary.csv", "summary.md", "junit.xml"} | own


def test_report_of_a_candidate_is_whole(folder):
    """The JSON report has the evidence, the score and the name."""
    told = json.loads((folder / "candidates/ada-abara/report.json").read_text())
    assert told["candidate"] == "Ada Abara"
    assert told["reports"][0]["concepts"][1]["tests"][0]["exchanges"]


@pytest.mark.parametrize("name", COPIES)
def test_candidate_sees_no_test_and_no_value(folder, name):
    """What may be handed on says what is required, and nothing of how it is tried."""
    text = (folder / "candidates/ada-abara" / name).read_text(encoding="utf-8")
    assert "A request with a valid token must reach the profile." in text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("score", [True, False])
def test_copy_has_the_score_if_the_assessment_shows_it(tmp_path, score):
    """Points are for the candidate only where the assessment says so."""
    store = Store(tmp_path)
    assessment = replace(an_assessment("jwt_auth"), shown=Shown(score=score))
    with store.hold():
        publishing.publish(a_grading(a_candidate(failed_report()), assessment=assessment), store)
    copies = [path.read_text(encoding="utf-8") for path in tmp_path.glob("candidates/*/copy.*")]
    assert len(copies) == 2
    assert [("27.3" in copy) for copy in copies] == [score, score]


def test_summary_can_be_read_as_a_table(folder):
    """The CSV has a line for the candidate, and the mark by which spreadsheets know UTF-8."""
    with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Ada Abara"]


def test_candidate_who_is_gone_has_no_report(tmp_path):
    """What was written for them goes, and what somebody else put there stays."""
    store = Store(tmp_path)
    rules = {"assessment": an_assessment("jwt_auth")}
    ada, jun = (a_candidate(failed_report(), name=name, folder=name) for name in ("ada", "jun"))
    with store.hold():
        publishing.publish(a_grading(ada, jun, **rules), store, ("exercism",))
        (tmp_path / "candidates/ada/notes.txt").write_text("mine")
        publishing.publish(a_grading(jun, **rules), store)

    found = {str(path.relative_to(tmp_path / "candidates")) for path in
             (tmp_path / "candidates").rglob("*") if path.is_file()}  # fmt: skip
    assert {name for name in found if not name.startswith("jun/")} == {"ada/notes.txt"}
    assert "jun/report.json" in found
