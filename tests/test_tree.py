"""A folder is brought back to how it was, whatever was done to it."""

import os

import pytest

from checker.worker.tree import Tree


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a file, an empty folder and a link."""
    (tmp_path / "app" / "empty").mkdir(parents=True)
    (tmp_path / "app" / "app.py").write_text("one")
    (tmp_path / "link").symlink_to("app")
    return tmp_path


def contents(folder):
    """Return every path below *folder* with what a file holds."""
    return {
        str(path.relative_to(folder)): path.read_text() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_new_things_are_removed(folder):
    """Files, folders and links that were not there are gone again."""
    tree, before = Tree(folder), contents(folder)
    (folder / "app" / "new" / "deep").mkdir(parents=True)
    (folder / "app" / "new" / "file").write_text("new")
    (folder / "other").symlink_to("/")
    tree.restore()
    assert contents(folder) == before


def test_changed_and_lost_things_come_back(folder):
    """What was changed, removed or put in another's place is as it was."""
    tree, before = Tree(folder), contents(folder)
    (folder / "app" / "app.py").unlink()
    (folder / "app" / "app.py").mkdir()
    (folder / "app" / "empty").rmdir()
    (folder / "app" / "empty").write_text("a file now")
    tree.restore()
    assert contents(folder) == before


def test_unchanged_file_is_left_alone(folder):
    """A file of the same size and time is not written again."""
    tree, before = Tree(folder), (folder / "app" / "app.py").stat()
    tree.restore()
    assert (folder / "app" / "app.py").stat().st_ino == before.st_ino
    assert (folder / "app" / "app.py").stat().st_mtime_ns == before.st_mtime_ns


def test_file_of_the_same_size_is_noticed(folder):
    """A file that was rewritten with as many bytes is brought back, with its time."""
    tree, before = Tree(folder), (folder / "app" / "app.py").stat()
    (folder / "app" / "app.py").write_text("two")
    os.utime(folder / "app" / "app.py", ns=(before.st_mtime_ns + 1, before.st_mtime_ns + 1))
    tree.restore()
    assert (folder / "app" / "app.py").read_text() == "one"
    assert (folder / "app" / "app.py").stat().st_mtime_ns == before.st_mtime_ns
