from __future__ import annotations

import fcntl
import os

import pytest
from builders import tree

from checker import files


def test_a_file_is_written_whole(tmp_path):
    """What stood there is replaced, and nothing else is left behind."""
    path = tmp_path / "state.json"
    path.write_text("old", encoding="utf-8")
    files.write(path, b"new", unfinished=".state-")
    assert tree(tmp_path) == {"state.json": "new"}


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path, monkeypatch):
    """An error on the way leaves the old file, and no other."""

    def fail(_):
        raise OSError("no space left on device")

    path = tmp_path / "state.json"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        files.write(path, b"new", unfinished=".state-")
    assert tree(tmp_path) == {"state.json": "old"}


def test_only_what_is_unfinished_is_swept(tmp_path):
    """Files of other names are somebody's."""
    for name in (".state-a", ".state-b", ".other-a", "state.json"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    files.sweep(tmp_path, ".state-")
    assert sorted(tree(tmp_path)) == [".other-a", "state.json"]


def test_every_damaged_file_is_kept(tmp_path):
    """Each gets a name of its own, with the same ending."""
    for text in ("first", "second"):
        (tmp_path / "a.check.json").write_text(text, encoding="utf-8")
        files.set_aside(tmp_path / "a.check.json")
    assert tree(tmp_path) == {
        "a.check.damaged-1.json": "first",
        "a.check.damaged-2.json": "second",
    }


def test_a_lock_is_held_by_one_at_a_time(tmp_path):
    """Whoever wants it as well has to wait, until it is given back."""
    lock = tmp_path / ".lock"
    with lock.open("w", encoding="utf-8") as other:
        with files.locked(lock), pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_damaged_file_that_is_whole_again_is_not_set_aside(tmp_path):
    """Who saw damage, while somebody else already wrote a new file, reads that one."""
    path = tmp_path / "told.json"
    path.write_text("damaged")

    def parse(text):
        if text == "damaged":
            files.write(path, b"7", unfinished=".told-")
        return int(text)

    assert files.read(path, parse, tmp_path / "lock") == (7, None)
    assert path.read_text() == "7"


def test_missing_file_is_nothing(tmp_path):
    """Nothing is made of it, and nothing is set aside."""
    assert files.read(tmp_path / "told.json", int, tmp_path / "lock") == (None, None)
    assert list(tmp_path.iterdir()) == []
