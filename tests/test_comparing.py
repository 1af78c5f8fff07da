"""Two sets of results are read and compared."""

import json
from dataclasses import replace

import pytest
from builders import a_concept, a_report, failed_report, passed_report
from gradings import a_candidate, an_assessment, jwt_report

from checker.comparing import ConceptChange, Results, compare, read
from checker.errors import KataError
from checker.grading import candidate_as_dict
from checker.render.data import render

ASSESSMENT = an_assessment()


def results(tmp_path, *candidates, name="new"):
    """Return the results of a grading of *candidates*, written and read back."""
    return read(a_folder(tmp_path / name, *candidates))


def a_folder(folder, *candidates, assessment=ASSESSMENT):
    """Write what a grading of *candidates* leaves behind, and return its folder."""
    for candidate in candidates:
        path = folder / "candidates" / candidate.folder / "report.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(candidate_as_dict(assessment, candidate)))
    return folder


def a_check(tmp_path, report, name="check.json"):
    """Write *report* as a check prints it, and return the file."""
    path = tmp_path / name
    path.write_text(render(report))
    return path


def graded(*reports, **fields):
    """Return a candidate with these reports, who passed hello_app."""
    return a_candidate(passed_report(), *reports, **fields)


def test_a_report_is_read(tmp_path):
    """What `kata check --format json` prints is a check of one kata."""
    found = read(a_check(tmp_path, failed_report()))
    assert (found.kind, found.assessment) == ("check", "jwt_auth")
    assert found.standings[""].points == 25.0
    assert found.standings[""].reports == (failed_report(),)


def test_a_candidate_is_read_from_file_and_folder(tmp_path):
    """Both ways are one; points and verdict are those that were written."""
    folder = a_folder(tmp_path, a_candidate()) / "candidates" / "ada-abara"
    found = read(folder / "report.json")
    assert read(folder) == found
    assert (found.kind, found.assessment) == ("candidate", "junior-api")
    assert found.standings[""].candidate == "Ada Abara"
    assert found.standings[""].points == 63.6
    assert found.standings[""].reports == a_candidate().reports


def test_a_grading_is_read_by_folder(tmp_path):
    """Candidates are told apart by their folders, so that a name may come twice."""
    twice = [a_candidate(folder="ada"), a_candidate(folder="ada-2")]
    found = results(tmp_path, *twice)
    assert found.kind == "grading"
    assert list(found.standings) == ["ada", "ada-2"]


def test_nothing_changed(tmp_path):
    """The same results twice are no change."""
    found = results(tmp_path, a_candidate())
    changes = compare(found, found)
    assert not changes.changed
    assert not changes.candidates[0].changed


def test_concepts_are_won_lost_and_changed(tmp_path):
    """Each change is of one kind: it passes now, it passed before, or neither."""
    old = results(tmp_path, graded(jwt_report(reads_identity="blocked", expires="failed")))
    new = graded(jwt_report(reads_identity="failed", issues_token="failed"))
    changes = compare(old, results(tmp_path, new, name="later"))
    found = {change.concept: (change.kind, change.old, change.new)
             for change in changes.candidates[0].concepts}  # fmt: skip
    assert found == {
        "issues-token": ("lost", "passed", "failed"),
        "reads-identity": ("changed", "blocked", "failed"),
        "expires": ("won", "failed", "passed"),
    }


def test_points_verdict_and_red_flags_are_compared(tmp_path):
    """A red flag that is raised takes points and the verdict with it."""
    old = results(tmp_path, graded(jwt_report()), name="old")
    new = results(tmp_path, graded(jwt_report(protects_route="failed")))
    who = compare(old, new).candidates[0]
    assert (who.old_points, who.old_passed) == (100.0, True)
    assert who.new_points < 100
    assert who.new_passed is False
    assert (who.flags_raised, who.flags_gone) == (("jwt_auth:protects-route",), ())
    assert compare(new, old).candidates[0].flags_gone == ("jwt_auth:protects-route",)


def test_an_open_verdict_is_another_one(tmp_path):
    """That the checker could not decide is told, also where no point is lost."""
    old = results(tmp_path, graded(jwt_report()), name="old")
    new = results(tmp_path, graded(jwt_report(expires="checker problem")))
    who = compare(old, new).candidates[0]
    assert (who.old_passed, who.new_passed) == (True, None)
    assert who.changed


def test_candidates_who_came_or_went_are_named(tmp_path):
    """They are no change of anybody's results, but of the results."""
    ann, ben = a_candidate(name="Ann", folder="ann"), a_candidate(name="Ben", folder="ben")
    changes = compare(results(tmp_path, ann, name="old"), results(tmp_path, ben))
    assert (changes.came, changes.went, changes.candidates) == (("Ben",), ("Ann",), ())
    assert changes.changed


def test_a_concept_that_is_new_or_gone_is_a_change(tmp_path):
    """Another version of a suite has other concepts."""
    one, two = a_concept(id="one"), a_concept(id="two", number=2, outcome="failed")
    old = read(a_check(tmp_path, a_report(one), "old.json"))
    new = read(a_check(tmp_path, a_report(two)))
    assert compare(old, new).candidates[0].concepts == (
        ConceptChange(kata="hello_app", concept="two", old=None, new="failed"),
        ConceptChange(kata="hello_app", concept="one", old="passed", new=None),
    )


def test_other_versions_are_told_and_no_change(tmp_path):
    """That the checker or a library is another one explains, and is no result."""
    report = passed_report()
    later = replace(report, environment={"python": "3.13.1", "Flask": "3.2", "new": "1"})
    old = read(a_check(tmp_path, report, "old.json"))
    changes = compare(old, read(a_check(tmp_path, later)))
    assert [(v.part, v.old, v.new) for v in changes.versions] == [
        ("Flask", ("3.1.2",), ("3.2",)), ("new", (), ("1",)),
    ]  # fmt: skip
    assert not changes.changed


def test_another_answer_is_told_and_no_change(tmp_path):
    """The digests say whether it was the same answer that was judged."""
    old = read(a_check(tmp_path, passed_report(), "old.json"))
    new = read(a_check(tmp_path, replace(passed_report(), digest="1" * 64)))
    changes = compare(old, new)
    assert changes.candidates[0].answers == ("hello_app",)
    assert not changes.changed


def test_a_large_grading_is_read(tmp_path):
    """Hundreds of reports are read with one reader; making one for each would take minutes."""
    crowd = [a_candidate(folder=f"ada-{n:03}") for n in range(300)]
    assert len(results(tmp_path, *crowd).standings) == 300


NO_REPORTS = {
    "empty": ("", "it is not JSON"),
    "text": ("Passed!", "it is not JSON"),
    "list": ("[1]", "not of ours"),
    "other": ('{"tests": []}', "not of ours"),
    "format": ('{"format": 2, "concepts": []}', "its format is 2, and only 1 is known"),
    "no-format": ('{"concepts": []}', "its format is None"),
    "fields": ('{"format": 1, "concepts": []}', "kata: Field required"),
    "kind": ('{"format": 1, "reports": 3}', "candidate: Field required"),
    "nan": ('{"format": 1, "reports": [], "points": NaN}', "NaN is no number of JSON"),
    "deep": ("[" * 100_000, "it is not JSON"),
}


@pytest.mark.parametrize(("text", "problem"), NO_REPORTS.values(), ids=NO_REPORTS.keys())
def test_what_is_no_report_is_refused(tmp_path, text, problem):
    """A person learns which file it is, what is wrong with it, and what would be right."""
    path = tmp_path / "odd.json"
    path.write_text(text)
    with pytest.raises(KataError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


def test_points_are_numbers(tmp_path):
    """What is too large for a number is no number of points."""
    path = a_folder(tmp_path, a_candidate()) / "candidates" / "ada-abara" / "report.json"
    path.write_text(path.read_text().replace('"points": 63.6', '"points": 1e999'))
    with pytest.raises(KataError, match="no number of points"):
        read(path)


def test_what_is_not_there_is_told(tmp_path):
    """A missing file, a folder without results, and what is no text."""
    (tmp_path / "image").write_bytes(b"\xff\xd8\xff")
    for name, problem in (("gone", "there is no such file"), (".", "no results are in this folder"),
                          ("image", "it is not UTF-8")):  # fmt: skip
        with pytest.raises(KataError, match=problem):
            read(tmp_path / name)


def test_a_damaged_file_of_a_grading_is_named(tmp_path):
    """One file among many is found by its path."""
    folder = a_folder(tmp_path, a_candidate(folder="ann"), a_candidate(folder="ben"))
    bad = folder / "candidates" / "ben" / "report.json"
    bad.write_text(bad.read_text()[:-40])
    with pytest.raises(KataError) as caught:
        read(folder)
    assert str(bad) in str(caught.value)


def test_a_check_is_no_candidate_of_a_grading(tmp_path):
    """A report of one check has no place among those of candidates."""
    folder = a_folder(tmp_path, a_candidate())
    a_check(folder / "candidates" / "ada-abara", failed_report(), "report.json")
    with pytest.raises(KataError, match="of one check, not of a candidate"):
        read(folder)


def test_one_folder_holds_one_assessment(tmp_path):
    """Results that were mixed up are not compared."""
    a_folder(tmp_path, a_candidate(folder="ann"))
    a_folder(tmp_path, a_candidate(folder="ben"), assessment=an_assessment(id="other"))
    with pytest.raises(KataError, match="different assessments: junior-api, other"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (("check", "a"), ("grading", "a"), "results of a check, the second of a grading"),
        (("check", "a"), ("check", "b"), "the kata 'a', the second of 'b'"),
        (("candidate", "a"), ("candidate", "b"), "the assessment 'a', the second of 'b'"),
    ],
)
def test_what_cannot_be_compared_is_refused(old, new, problem):
    """Different kinds, katas and assessments have nothing in common."""
    first, second = (Results(kind=k, assessment=a, standings={}) for k, a in (old, new))
    with pytest.raises(KataError) as caught:
        compare(first, second)
    assert problem in str(caught.value)
