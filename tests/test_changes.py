from __future__ import annotations

import os

import pytest
from builders import write_files

from checker.changes import POLL, QUIET, Changes, is_ignored, snapshot

BEFORE, AFTER, LATER = {"app.py": (1, 2, 3)}, {"app.py": (4, 2, 3)}, {"app.py": (5, 2, 3)}


@pytest.fixture
def answer(tmp_path):
    """Return the folder of an answer."""
    return write_files(tmp_path / "work", {"app.py": "one\n", "templates/a.html": "a\n"})


def changes_of(*seen):
    """Return the changes of a folder that looks like each of *seen*, one look after the other."""
    return Changes(iter(seen).__next__)


def test_every_file_of_an_answer_is_seen(answer):
    """Files are looked at in folders too."""
    names = {os.path.relpath(path, answer) for path in snapshot(answer)}
    assert names == {"app.py", "templates/a.html"}


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "app.py").write_text("longer than one\n"),
        lambda folder: os.utime(folder / "app.py", ns=(1, 1)),
        lambda folder: (folder / "app.py").unlink(),
        lambda folder: (folder / "new.py").write_text(""),
        lambda folder: (folder / "templates" / "b.html").write_text(""),
        lambda folder: (folder / "templates").rename(folder / "pages"),
    ],
    ids=["written", "touched", "removed", "added", "added-below", "renamed"],
)
def test_every_change_is_seen(answer, change):
    """Whatever makes another answer makes another snapshot."""
    before = snapshot(answer)
    change(answer)
    assert snapshot(answer) != before


def test_a_file_that_took_the_place_of_another_is_seen(answer):
    """An editor may write beside and rename, with the same size and the same time."""
    before = snapshot(answer)
    path, beside = answer / "app.py", answer / "beside.py"
    beside.write_text("two\n")
    os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    beside.replace(path)
    assert snapshot(answer) != before


@pytest.mark.parametrize(
    "name",
    ["__pycache__/app.cpython-313.pyc", "app.pyc", ".app.py.swp", ".git/index", ".env",
     "app.py.new", "templates/a.html.new", "app.py~", "app.py.swp", "#app.py#", ".#app.py",
     "app.py___jb_tmp___", "venv/lib/x.py", "instance/app.db", "mine/pyvenv.cfg"],
)  # fmt: skip
def test_what_only_tools_write_is_ignored(answer, name):
    """A learner who types, runs the answer or installs something has not saved it."""
    before = snapshot(answer)
    write_files(answer, {name: "written by a tool"})
    assert snapshot(answer) == before


def test_what_an_answer_is_made_of_is_not_ignored():
    """No name of an ordinary file looks like a tool's."""
    names = ["app.py", "notes.txt", "news.py", "a.html", "tmp.py", "swp", "#1.md", "static.css"]
    assert [name for name in names if is_ignored(name)] == []


def test_tests_count_only_where_the_answer_is_tests():
    """`conftest.py` is not judged, unless the kata is about tests."""
    assert is_ignored("conftest.py")
    assert not is_ignored("conftest.py", frozenset({"conftest.py"}))


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    """An answer that was removed while it is watched is a change like any other."""
    assert snapshot(tmp_path / "gone") == {}


def test_nothing_is_due_before_something_changes():
    """What is there at the beginning is no change."""
    changes = changes_of(BEFORE, BEFORE, BEFORE)
    assert not changes.due(0)
    assert not changes.due(100)


def test_a_change_is_due_once_after_a_quiet_while():
    """A check begins when nothing has changed for long enough, and only one."""
    changes = changes_of(BEFORE, AFTER, AFTER, AFTER, AFTER)
    assert not changes.due(10)
    assert not changes.due(10 + QUIET * 0.9)
    assert changes.due(10 + QUIET * 1.1)
    assert not changes.due(20)


def test_a_further_change_begins_the_quiet_while_anew():
    """An editor that writes in several steps causes one check, of the last step."""
    changes = changes_of(BEFORE, AFTER, LATER, LATER, LATER)
    assert not changes.due(10)
    assert not changes.due(10 + QUIET * 0.9)
    assert not changes.due(10 + QUIET * 1.8)
    assert changes.due(10 + QUIET * 2)


def test_a_change_back_is_a_change():
    """What looks as before has been written twice."""
    changes = changes_of(BEFORE, AFTER, BEFORE, BEFORE)
    assert not changes.due(10)
    assert not changes.due(10.1)
    assert changes.due(11)


def test_there_is_rest_when_no_change_waits():
    """Between a change and the end of its quiet while there is none."""
    changes = changes_of(BEFORE, AFTER, AFTER)
    assert changes.at_rest
    changes.due(10)
    assert not changes.at_rest
    changes.due(11)
    assert changes.at_rest


def test_the_next_look_is_soon_and_not_after_the_quiet_while():
    """The end of the quiet while is met, not passed."""
    changes = changes_of(BEFORE, AFTER)
    assert changes.pause(9) == POLL
    changes.due(10)
    assert changes.pause(10) == POLL
    assert changes.pause(10 + QUIET - 0.01) == pytest.approx(0.01)
    assert changes.pause(11) == 0
