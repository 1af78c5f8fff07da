"""The texts that are compared: read in the sandbox, and of whatever was handed in."""

import pytest
from builders import a_member, a_tar, a_zip, tar_of
from checkouts import TINY

from checker import sources
from checker.errors import SubmissionPathError
from checker.submission import Submission, pack_files

FILES = {"app.py": b"x = '\xff'\n", "views/a.py": b"y = 2\n", "notes.txt": b"no", "venv/z.py": b""}


def handed_in(kind, data, *places):
    """Return *data* as somebody handed it in."""
    return Submission(name="x", shown="x", kind=kind, data=data, places=places or ("",))


def refuse():
    """Be a submission that cannot be read."""
    raise SubmissionPathError(TINY.folder, "a link")


@pytest.fixture(scope="module")
def found():
    """Read odd submissions in one sandbox."""
    link = tar_of((a_member("app.py", b"2", "/etc/passwd"), b""))
    wrapped = {f"a/tiny/{name}": content for name, content in FILES.items()}
    many = {f"m{number:03}.py": b"" for number in range(200)}
    loads = {
        "folder": lambda: pack_files(FILES, name="x"),
        "archive": lambda: handed_in("zip", a_zip(wrapped), "tiny"),
        "damaged": lambda: handed_in("zip", b"PK"),
        "link": lambda: handed_in("tar", link),
        "unreadable": refuse,
        "many": lambda: handed_in("tar", a_tar(many)),
        "large": lambda: handed_in("tar", a_tar({"app.py": bytes(5 * 2**20)})),
        "nothing": lambda: handed_in("tar", a_tar({})),
        "after": lambda: pack_files(FILES, name="x"),
    }
    return list(sources.read_all(loads)), list(loads)


def test_every_submission_has_its_files_in_order(found):
    """Also one that holds none, or cannot be read."""
    read, names = found
    assert [name for name, _ in read] == names


@pytest.mark.parametrize("name", ["folder", "archive", "after"])
def test_python_files_are_text(found, name):
    """By their names in the answer, whatever their bytes are; nothing else is read."""
    assert dict(found[0])[name] == {"app.py": "x = '\ufffd'\n", "views/a.py": "y = 2\n"}


@pytest.mark.parametrize("name", ["damaged", "link", "unreadable", "nothing"])
def test_what_cannot_be_read_has_no_files(found, name):
    """It stops no other."""
    assert dict(found[0])[name] == {}


def test_as_much_is_read_as_is_compared(found):
    """No more files, and no more of a large one."""
    read = dict(found[0])
    assert len(read["many"]) == sources.MOST_FILES
    assert sum(map(len, read["large"].values())) <= sources.MOST_TEXT
