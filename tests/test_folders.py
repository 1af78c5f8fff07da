"""What a suite sees of a submission's files, whatever the submission makes of them."""

import base64
import os

import pytest

from checker.worker import folders


@pytest.fixture
def folder(tmp_path):
    """Return a submission's folder, with a neighbour that it can write to."""
    for name in ("app", "data"):
        (tmp_path / name).mkdir()
    return tmp_path / "app"


def seen(folder):
    """Return the tree as a suite sees it."""
    return folders.tree(folder, [folder.parent])["tree"]


def test_names_are_relative_to_the_working_folder(folder):
    """Files beside the working folder have names that lead there; folders end with a slash."""
    (folder / "uploads").mkdir()
    (folder / "uploads" / "a.txt").write_text("x")
    (folder.parent / "data" / "app.db").write_text("y")
    assert set(seen(folder)) == {"./", "../data/", "uploads/", "uploads/a.txt", "../data/app.db"}


def test_digest_tells_contents_apart(folder):
    """The same content has the same digest, another one another."""
    for name, text in (("a", "1"), ("b", "1"), ("c", "2")):
        (folder / name).write_text(text)
    found = seen(folder)
    assert found["a"] == found["b"] != found["c"]


def test_links_and_pipes_are_not_followed(folder):
    """A link says where it leads, and nobody waits for a pipe."""
    (folder / "link").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    found = seen(folder)
    assert (found["link"], found["pipe"]) == ("link to /etc/passwd", "no regular file")
    assert "error" in folders.read(folder / "link")
    assert "error" in folders.read(folder / "pipe")


def test_too_many_names_are_a_fault_of_the_answer(folder, monkeypatch):
    """An answer that makes files without end is told so."""
    monkeypatch.setattr(folders, "MAX_NAMES", 5)
    for number in range(9):
        (folder / f"{number}").touch()
    assert folders.tree(folder, [folder])["fault"]["kind"] == "files"


def test_file_is_read_and_written_as_bytes(folder):
    """What is written is read again, with the folders that it needs."""
    data = bytes(range(256))
    assert folders.write(folder / "a" / "b", data) == {"written": 256}
    assert base64.b64decode(folders.read(folder / "a" / "b")["data"]) == data


def test_large_file_is_not_read(folder, monkeypatch):
    """A file that is larger than a message is refused with its limit."""
    monkeypatch.setattr(folders, "MAX_FILE", 10)
    (folder / "a").write_bytes(b"x" * 11)
    assert "larger than" in folders.read(folder / "a")["error"]


def test_file_that_cannot_be_written_is_a_fault_of_the_answer(folder):
    """A folder in the place of the file: the suite is not to blame."""
    (folder / "a").mkdir()
    assert folders.write(folder / "a", b"x")["fault"]["kind"] == "files"
