from __future__ import annotations

import os

import pytest
from builders import tree

from checker.errors import KataError
from checker.writing import write_page

MARKER = "<!-- ours -->"
OURS = f"<!doctype html>\n{MARKER}\nfirst"
AGAIN = f"<!doctype html>\n{MARKER}\nagain"


def test_a_page_is_written_into_a_folder_that_is_made(tmp_path):
    """The first page makes the learner's folder."""
    assert write_page(tmp_path / "work" / "a.html", OURS, MARKER) is None
    assert tree(tmp_path) == {"work/a.html": OURS}


def test_our_own_page_is_replaced(tmp_path):
    """What we wrote is written again, without a copy."""
    for text in (OURS, AGAIN):
        assert write_page(tmp_path / "a.html", text, MARKER) is None
    assert tree(tmp_path) == {"a.html": AGAIN}


@pytest.mark.parametrize(
    "theirs", ["", "mine", f"{'x' * 500}{MARKER}"], ids=["empty", "text", "far"]
)
def test_a_file_of_somebody_else_is_kept(tmp_path, theirs):
    """What we did not write is there under another name, and that name is told."""
    (tmp_path / "a.html").write_text(theirs)
    assert write_page(tmp_path / "a.html", OURS, MARKER) == tmp_path / "a.backup-1.html"
    assert tree(tmp_path) == {"a.backup-1.html": theirs, "a.html": OURS}


def test_no_backup_is_overwritten(tmp_path):
    """A second file of somebody else's gets another name."""
    for theirs in ("first", "second"):
        (tmp_path / "a.html").write_text(theirs)
        write_page(tmp_path / "a.html", OURS, MARKER)
    assert tree(tmp_path) == {
        "a.backup-1.html": "first",
        "a.backup-2.html": "second",
        "a.html": OURS,
    }


def test_bytes_are_kept_as_they_are(tmp_path):
    """Somebody else's file need not be text."""
    (tmp_path / "a").write_bytes(b"\xff\x00")
    backup = write_page(tmp_path / "a", OURS, MARKER)
    assert backup.read_bytes() == b"\xff\x00"


def test_a_link_is_followed(tmp_path):
    """Who links the page elsewhere keeps the link."""
    (tmp_path / "link.html").symlink_to(tmp_path / "a.html")
    write_page(tmp_path / "link.html", OURS, MARKER)
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "a.html").read_text() == OURS


def test_a_page_may_be_read_as_other_files_may(tmp_path):
    """The page has the mode of any new file, so that a server may show it."""
    (tmp_path / "usual").touch()
    write_page(tmp_path / "a.html", OURS, MARKER)
    assert (tmp_path / "a.html").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_interrupt_leaves_what_was_there(tmp_path, monkeypatch):
    """Ctrl-C in the middle of writing leaves the old page and nothing else."""
    write_page(tmp_path / "a.html", OURS, MARKER)

    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_page(tmp_path / "a.html", AGAIN, MARKER)
    assert tree(tmp_path) == {"a.html": OURS}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (".", "is no file. Name one: make progress ARGS='--html my.html'"),
        ("fifo", "is no file."),
        ("file/a.html", "could not be written: Not a directory."),
        ("a/b/c.html", "could not be written: No such file or directory."),
        ("x" * 300, "could not be written: File name too long."),
    ],
    ids=["folder", "fifo", "below-a-file", "no-folder", "long"],
)
def test_a_place_where_nothing_can_be_written_is_told(tmp_path, path, words):
    """The error names the path, says what is wrong, and what to type."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").touch()
    with pytest.raises(KataError) as caught:
        write_page(tmp_path / path, OURS, MARKER)
    assert str(caught.value).startswith(f"{tmp_path / path} ")
    assert words in str(caught.value)
