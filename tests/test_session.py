import io
import os
import shutil
import tarfile
from dataclasses import replace
from datetime import timedelta
from itertools import count, takewhile

import pytest
from builders import a_concept, a_report, tree, write_files
from checkouts import CHECKOUT
from interviews import START, at, killed_before

from checker import interview, runner, session
from checker.catalog import load_katas
from checker.errors import CheckerProblem, KataError
from checker.learning import Learner
from checker.plan import Plan

KATAS = tuple(load_katas(CHECKOUT))
STUB = tree(CHECKOUT / "katas" / "tiny" / "stub")
MINE = {"app.py": "mine\n"}


@pytest.fixture
def learner(checkout):
    """Return somebody who has just cloned the project."""
    return Learner(checkout)


@pytest.fixture
def checked(monkeypatch):
    """Let a check be a look at the answer's ``app.py``; return what was checked."""
    seen = []

    def check(kata, submission):
        with tarfile.open(fileobj=io.BytesIO(submission.data)) as archive:
            seen.append((kata.id, archive.extractfile("app.py").read().decode()))
        concepts = [a_concept(id=concept.id, level=concept.level) for concept in kata.concepts]
        return a_report(*concepts, kata=kata.id, digest=submission.digest)

    monkeypatch.setattr(runner, "check", check)
    return seen


@pytest.fixture
def quick_disk(monkeypatch):
    """Leave out what only a loss of power could tell; a process that is killed cannot."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def plan(learner, *names, minutes=90):
    """Return a plan of the katas *names*."""
    katas = tuple(learner.kata(name) for name in names or ("tiny", "shop"))
    return Plan(preset="mid", minutes=minutes, katas=katas)


def begin(learner, *names, keep=False, say=None):
    """Begin an interview about the katas *names* at the start of all times here."""
    chosen = plan(learner, *names)
    return session.begin(learner, chosen, lambda: START, say or (lambda _: None), keep=keep)


def answer(learner, name="tiny", files=MINE, *, minute=5):
    """Write *files* into the answer to the kata *name*, at that minute of the interview."""
    folder = write_files(learner.workspace.folder / name, files)
    for path in folder.rglob("*"):
        os.utime(path, (at(minute).timestamp(),) * 2)


def current(learner):
    """Return the interview as it is in its file."""
    return interview.read(learner.workspace.folder)[0]


def texts(learner):
    """Return the texts of all answers and backups below work/."""
    return [path.read_text() for path in learner.workspace.folder.rglob("*.py")]


# Beginning


def test_the_stubs_are_laid_out_and_the_clock_starts(learner):
    """Each kata has its stub, and the file says until when."""
    begun = begin(learner)
    assert current(learner) == begun
    assert (begun.started, begun.ends) == (START, START + timedelta(minutes=90))
    assert begun.id == "2026-01-31-140000"
    assert tree(learner.workspace.folder / "tiny") == STUB
    assert learner.progress.of("shop").stub != {}
    assert sorted(begun.fresh) == ["shop", "tiny"]


def test_an_answer_that_was_begun_becomes_a_backup(learner):
    """The interview begins with the stub, and the answer of before is where it says."""
    answer(learner)
    assert [kata.id for kata in session.begun_before(learner, KATAS)] == ["tiny"]
    begun = begin(learner, "tiny")
    assert tree(learner.workspace.folder / "tiny") == STUB
    assert tree(learner.workspace.folder / begun.backups["tiny"]) == MINE


def test_an_answer_may_be_kept(learner):
    """It stays where it is, and is not taken for the stub."""
    answer(learner)
    begun = begin(learner, "tiny", keep=True)
    assert tree(learner.workspace.folder / "tiny") == MINE
    assert (begun.backups, begun.fresh) == ({}, {})


def test_what_is_new_in_the_stub_of_a_kept_answer_is_said(learner):
    """As in any other check."""
    learner.begin(learner.kata("tiny"))
    answer(learner)
    write_files(learner.kata("tiny").stub, {"new.py": "new\n"})
    said = []
    begin(learner, "tiny", keep=True, say=said.append)
    assert [line for line in said if "new.py" in line] == said != []


def test_a_stub_is_no_answer(learner):
    """Who has only looked at a kata is asked nothing, and no backup is made."""
    learner.begin(learner.kata("tiny"))
    assert session.begun_before(learner, KATAS) == []
    assert begin(learner, "tiny").backups == {}


def test_an_answer_that_cannot_be_read_is_one(learner):
    """A link is nothing of ours, and becomes a backup like all else."""
    learner.begin(learner.kata("tiny"))
    (learner.workspace.folder / "tiny" / "link").symlink_to("/")
    assert [kata.id for kata in session.begun_before(learner, KATAS)] == ["tiny"]
    assert (learner.workspace.folder / begin(learner).backups["tiny"] / "link").is_symlink()


def test_two_cannot_begin_at_the_same_time(learner):
    """The second one hears that there is an interview, and the first one stays."""
    first = begin(learner, "tiny")
    with pytest.raises(KataError, match="Another interview has begun"):
        begin(learner, "shop")
    assert current(learner) == first


def test_two_of_the_same_second_have_records_of_their_own(learner):
    """Nothing of the one is written over by the other."""
    first = begin(learner)
    interview.archive(learner.workspace.folder, first)
    assert begin(learner).id == "2026-01-31-140000-2"


@pytest.mark.usefixtures("quick_disk")
def test_a_beginning_that_is_killed_loses_nothing(learner):
    """Killed before any change of a file: no answer is lost, and it can be begun again."""

    def killed(step):
        shutil.rmtree(learner.workspace.folder, ignore_errors=True)
        answer(learner)
        killed = killed_before(step, lambda: begin(learner), learner.workspace.folder)
        assert (current(learner) is None) == killed
        begun = current(learner) or begin(learner)
        assert texts(learner).count("mine\n") == 1
        for name in begun.katas:
            assert tree(learner.workspace.folder / name) == tree(learner.kata(name).stub)
        return killed

    assert len(list(takewhile(killed, count(1)))) > 20


# The end


def test_at_the_end_the_answers_are_taken_as_they_are(learner, checked):
    """What is changed after the end was found is not what is judged."""
    begin(learner)
    answer(learner)
    session.close(learner, at(95))
    answer(learner, files={"app.py": "too late\n"}, minute=96)
    session.finish(learner, lambda _: None)
    assert checked == [("tiny", "mine\n")]


def test_the_end_is_found_once(learner):
    """A later command takes nothing anew."""
    begin(learner)
    session.close(learner, at(95))
    found = current(learner)
    answer(learner)
    session.close(learner, at(99))
    assert current(learner) == found
    assert found.closed == at(95)


def test_files_that_are_newer_than_the_end_are_named(learner):
    """What was written after the end is told, file by file."""
    begin(learner)
    answer(learner, files={"app.py": "in time\n"}, minute=90)
    answer(learner, "shop", {"late.py": "late\n"}, minute=91)
    os.utime(learner.workspace.folder / "shop" / "app.py", (at(3).timestamp(),) * 2)
    session.close(learner, at(95))
    assert current(learner).taken["tiny"].newer == ()
    assert "late.py" in current(learner).taken["shop"].newer
    assert "app.py" not in current(learner).taken["shop"].newer


def test_an_answer_that_cannot_be_taken_is_told(learner, checked):
    """A folder that is gone, or a link in it, does not keep the others from being judged."""
    begin(learner)
    answer(learner)
    shutil.rmtree(learner.workspace.folder / "shop")
    session.close(learner, at(90))
    assert "no such file or folder" in current(learner).taken["shop"].problem
    found, _ = session.finish(learner, lambda _: None)
    assert [name for name, _ in checked] == ["tiny"]
    assert "no such file or folder" in found.parts[1].problem


def test_a_kata_that_is_taken_away_is_told(learner, checked):
    """A newer version of the project may have another catalogue."""
    begin(learner)
    answer(learner)
    shutil.rmtree(learner.root / "katas" / "shop")
    session.close(learner, at(90))
    found, _ = session.finish(learner, lambda _: None)
    assert [part.kata for part in found.parts] == ["tiny"]
    assert found.notes == ("The kata shop is not there any more.",)
    assert [name for name, _ in checked] == ["tiny"]


def test_only_what_was_not_checked_is_checked(learner, checked):
    """An answer that is as in its last check, or as it began, is not checked again."""
    begin(learner)
    said = []
    session.close(learner, at(90))
    found, _ = session.finish(learner, said.append)
    assert (checked, said) == ([], [])
    assert [part.touched for part in found.parts] == [False, False]


def test_what_is_checked_is_said(learner, checked):
    """Somebody waits for it."""
    begin(learner)
    answer(learner)
    session.close(learner, at(90))
    said = []
    found, _ = session.finish(learner, said.append)
    assert said == ["Checking tiny as you left it ..."]
    assert checked == [("tiny", "mine\n")]
    assert found.events[-1].when == "end"
    assert learner.progress.of("tiny").first_passed != ""


def test_what_was_changed_after_the_end_counts_apart(learner, checked):
    """It is checked and shown, and not counted as done in time."""
    begin(learner)
    answer(learner, minute=91)
    session.close(learner, at(95))
    found, _ = session.finish(learner, lambda _: None)
    assert len(checked) == 1
    assert found.parts[0].counts["core"].passed == 0
    assert found.parts[0].later["core"].passed == 2
    assert found.parts[0].newer == ("app.py", "test_smoke.py")
    assert [event.when for event in found.events] == ["after"]


def test_a_checker_that_fails_does_not_hide_the_debrief(learner, monkeypatch):
    """What could not be judged is told, and the interview comes to its end all the same."""

    def fail(*_):
        raise CheckerProblem("the sandbox does not start")

    monkeypatch.setattr(runner, "check", fail)
    begin(learner)
    answer(learner)
    session.close(learner, at(90))
    found, _ = session.finish(learner, lambda _: None)
    assert found.parts[0].problem == "It could not be checked: the sandbox does not start"
    assert current(learner) is None


@pytest.mark.parametrize("change", ["removed", "damaged"])
def test_a_copy_that_is_damaged_does_not_hide_the_debrief(learner, checked, change):
    """The same if somebody has tidied up below work/.interviews."""
    begin(learner)
    answer(learner)
    session.close(learner, at(90))
    for path in interview.records(learner.workspace.folder, current(learner)).glob("tiny-*"):
        path.unlink() if change == "removed" else path.write_bytes(b"\x1f\x8b\x08")
    found, _ = session.finish(learner, lambda _: None)
    assert checked == []
    assert found.parts[0].problem.startswith("It could not be checked: ")


@pytest.mark.usefixtures("checked")
def test_the_debrief_is_saved_and_the_next_interview_may_begin(learner):
    """Two files by the time of the start, and no interview is left."""
    begin(learner)
    session.close(learner, at(90))
    _, paths = session.finish(learner, lambda _: None)
    folder = learner.workspace.folder / "interviews"
    assert paths == [folder / "2026-01-31-140000.md", folder / "2026-01-31-140000.html"]
    assert paths[0].read_text(encoding="utf-8").startswith("# Mock interview of 31 January 2026\n")
    assert paths[1].read_text(encoding="utf-8").startswith("<!doctype html>\n")
    assert current(learner) is None


@pytest.mark.usefixtures("checked")
def test_a_kata_without_an_explanation_has_a_debrief(learner):
    """What the kata does not say is left out."""
    (learner.root / "solutions" / "tiny" / "ANSWER.md").unlink()
    begin(learner, "tiny")
    session.close(learner, at(90))
    found, _ = session.finish(learner, lambda _: None)
    assert found.parts[0].words.answer == ""


def test_there_is_nothing_to_look_back_on(learner):
    """Without an interview that is over there is no debrief."""
    begin(learner)
    with pytest.raises(KataError, match="no interview to look back on"):
        session.finish(learner, lambda _: None)


@pytest.mark.usefixtures("quick_disk", "checked")
def test_an_end_that_is_killed_loses_nothing(learner, tmp_path):
    """Killed before any change of a file, the end comes out as if it had not been killed."""
    work, prepared = learner.workspace.folder, tmp_path / "prepared"

    def end():
        session.close(learner, at(90))
        session.finish(learner, lambda _: None)

    begin(learner, "tiny")
    answer(learner)
    work.rename(prepared)

    def killed(step):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(prepared, work)
        killed = killed_before(step, end, work)
        if current(learner):
            end()
        assert current(learner) is None
        outcomes.add(str(tree(work / "interviews")))
        return killed

    outcomes = set()
    assert len(list(takewhile(killed, count(1)))) > 10
    assert len(outcomes) == 1
    assert "3 of 3" in outcomes.pop()


# Where it stands


def test_each_kata_stands_somewhere(learner):
    """What the last check said, and whether the answer has changed since."""
    begun = begin(learner)
    assert [(s.last, s.changed, s.done) for s in session.statuses(learner, begun)] == [
        (None, False, False),
        (None, False, False),
    ]
    answer(learner)
    assert [s.changed for s in session.statuses(learner, begun)] == [True, False]
    shutil.rmtree(learner.workspace.folder / "shop")
    assert [s.changed for s in session.statuses(learner, begun)] == [True, True]


def test_a_kata_that_is_gone_stands_nowhere(learner):
    """The others are shown all the same."""
    begun = begin(learner)
    shutil.rmtree(learner.root / "katas" / "shop")
    assert [stands.kata.id for stands in session.statuses(learner, begun)] == ["tiny"]


def test_a_kata_is_done_when_all_of_it_passed(learner):
    """As long as nothing was changed after that."""
    begun = begin(learner, "tiny")
    (stands,) = session.statuses(learner, begun)
    passed = dict.fromkeys(["says-hello", "greets-by-name", "refuses-unknown-urls"], "passed")
    last = interview.Snapshot(kata="tiny", time=at(5), digest="", outcomes=passed)
    assert replace(stands, last=last).done
    assert not replace(stands, last=last, changed=True).done
    failed = replace(last, outcomes=passed | {"refuses-unknown-urls": "failed"})
    assert replace(stands, last=failed).flags == ["refuses-unknown-urls"]
    assert not replace(stands, last=failed).done
