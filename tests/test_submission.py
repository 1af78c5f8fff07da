from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path

import pytest
from builders import a_tar, a_zip, write_files

from checker.errors import SubmissionPathError
from checker.submission import pack_files, read_files, read_submission
from checker.worker.archive import MAX_FILES, MAX_TOTAL


def names_in(data):
    """Return the names in a plain tar archive."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        return archive.getnames()


@pytest.fixture
def answer(tmp_path):
    """Return a folder with an answer in two files."""
    return write_files(tmp_path / "answer", {"app.py": "app = 1\n", "shop/views.py": "x = 2\n"})


def test_a_folder_becomes_one_archive(answer):
    """All files of a folder are taken along, by their names in it."""
    submission = read_submission(answer)
    assert (submission.kind, names_in(submission.data)) == ("tar", ["app.py", "shop/views.py"])


def test_a_folder_is_called_as_it_was_typed(answer):
    """Reports name a submission the way its reader does."""
    submission = read_submission(answer)
    assert (submission.name, submission.shown) == (str(answer), str(answer))


def test_the_same_files_have_the_same_digest(answer, tmp_path):
    """A copy, whatever its dates and modes, is known to be the same answer."""
    copy = write_files(tmp_path / "copy", {"shop/views.py": "x = 2\n", "app.py": "app = 1\n"})
    os.utime(copy / "app.py", (1, 1))
    (copy / "app.py").chmod(0o600)
    assert read_submission(copy).digest == read_submission(answer).digest


def test_other_files_have_another_digest(answer):
    """An edit changes the digest."""
    before = read_submission(answer).digest
    (answer / "app.py").write_text("app = 2\n", encoding="utf-8")
    assert read_submission(answer).digest != before


def test_the_digest_is_sha_256(answer):
    """The digest can be made again with other tools."""
    submission = read_submission(answer)
    assert submission.digest == hashlib.sha256(submission.data).hexdigest()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.zip", "zip"), ("a.tar.gz", "tar"), ("a.tgz", "tar"), ("a.tar", "tar")],
)
def test_an_archive_is_taken_as_it_is(tmp_path, name, kind):
    """Archives are read as bytes and never opened on this side, not even a damaged one."""
    path = tmp_path / name
    path.write_bytes(b"anything")
    submission = read_submission(path)
    assert (submission.kind, submission.data) == (kind, b"anything")


def test_a_missing_path_is_said(tmp_path):
    """A path that is not there is bad input."""
    with pytest.raises(SubmissionPathError, match="no such file or folder"):
        read_submission(tmp_path / "nothing")


def test_another_kind_of_file_is_refused(tmp_path):
    """A single Python file is no submission, and the text says what is one."""
    write_files(tmp_path, {"app.py": ""})
    with pytest.raises(SubmissionPathError, match=r"Give a folder, a \.zip or a \.tar\.gz"):
        read_submission(tmp_path / "app.py")


def test_a_pipe_called_zip_is_refused(tmp_path):
    """A special file is not waited for."""
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(SubmissionPathError, match="not something that can be checked"):
        read_submission(tmp_path / "a.zip")


def test_an_enormous_archive_is_not_read(tmp_path):
    """The size is looked at before the content."""
    with (tmp_path / "a.zip").open("wb") as file:
        file.truncate(MAX_TOTAL + 1)
    with pytest.raises(SubmissionPathError, match="larger than 32 MiB"):
        read_submission(tmp_path / "a.zip")


def test_an_enormous_file_in_a_folder_is_refused(answer):
    """A folder may hold no more than an archive."""
    with (answer / "video.mp4").open("wb") as file:
        file.truncate(MAX_TOTAL + 1)
    with pytest.raises(SubmissionPathError, match="more than 2000 files or 32 MiB"):
        read_submission(answer)


def test_an_enormous_file_in_a_folder_is_not_read(answer, monkeypatch):
    """A file of many gigabytes would fill this side's memory."""
    with (answer / "video.mp4").open("wb") as file:
        file.truncate(MAX_TOTAL + 1)
    read, sizes = Path.read_bytes, []
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: sizes.append(len(data := read(path))) or data
    )
    with pytest.raises(SubmissionPathError):
        read_submission(answer)
    assert max(sizes, default=0) <= MAX_TOTAL


def test_too_many_files_are_refused(tmp_path):
    """A folder of thousands of files is most likely the wrong one."""
    write_files(tmp_path, {f"{number}.txt": "" for number in range(MAX_FILES + 1)})
    with pytest.raises(SubmissionPathError, match="more than 2000 files"):
        read_submission(tmp_path)


def test_a_link_to_a_file_is_refused(answer):
    """A link could lead to a file of this machine."""
    (answer / "passwd").symlink_to("/etc/passwd")
    with pytest.raises(SubmissionPathError, match="a link or no regular file"):
        read_submission(answer)


def test_a_link_to_a_folder_is_refused(answer):
    """A linked package is not left out in silence; the answer would fail without a reason."""
    (answer / "lib").symlink_to(answer / "shop")
    with pytest.raises(SubmissionPathError, match="a link or no regular file"):
        read_submission(answer)


def test_a_linked_environment_is_left_alone(answer):
    """A link that is called like a virtual environment does not matter."""
    (answer / ".venv").symlink_to("/usr")
    assert names_in(read_submission(answer).data) == ["app.py", "shop/views.py"]


def test_an_environment_of_any_name_is_left_out_and_named(answer):
    """An environment is known by its pyvenv.cfg, and the links in it do not matter."""
    write_files(answer, {"env/pyvenv.cfg": "", "env/lib/flask.py": ""})
    (answer / "env/python").symlink_to("/usr/bin/python3")
    submission = read_submission(answer)
    assert names_in(submission.data) == ["app.py", "shop/views.py"]
    assert submission.left_out == ("env",)


def test_the_lock_of_an_editor_is_left_out(answer):
    """Emacs marks a file that is being edited by a link that leads nowhere."""
    (answer / ".#app.py").symlink_to("ann@laptop.4711:1")
    assert read_submission(answer).left_out == (".#app.py",)


def test_a_pipe_in_a_folder_is_refused(answer):
    """A special file is not waited for."""
    os.mkfifo(answer / "pipe")
    with pytest.raises(SubmissionPathError, match="a link or no regular file"):
        read_submission(answer)


def test_settings_of_tools_stay_behind(answer):
    """Neither bytecode nor a conftest.py nor an environment reaches the sandbox."""
    write_files(
        answer,
        {"conftest.py": "", ".env": "", "__pycache__/app.pyc": "", ".venv/bin/python": "x"},
    )
    assert names_in(read_submission(answer).data) == ["app.py", "shop/views.py"]


def test_what_stays_behind_is_said(answer):
    """A learner whose conftest.py or .env is ignored can read so."""
    write_files(answer, {"conftest.py": "", "shop/.env": ""})
    assert read_submission(answer).left_out == ("conftest.py", "shop/.env")


def test_caches_are_not_worth_a_word(answer):
    """What Python and its tools leave behind by themselves is not mentioned."""
    write_files(answer, {"__pycache__/app.pyc": "", ".pytest_cache/README.md": ""})
    assert read_submission(answer).left_out == ()


def test_packed_files_say_what_was_left_out():
    """Files given by name follow the same rules."""
    assert pack_files({"app.py": b"", ".env": b"A=1"}, name="x").left_out == (".env",)


def test_packed_files_do_not_depend_on_their_order():
    """The same files are the same bytes."""
    one, other = {"a.py": b"1", "b.py": b"2"}, {"b.py": b"2", "a.py": b"1"}
    assert pack_files(one, name="x").data == pack_files(other, name="x").data


def test_packed_files_are_shown_by_their_name():
    """Without a folder of their own, files are shown below the submission's name."""
    assert pack_files({"app.py": b""}, name="solution").shown == "solution"


def test_files_are_read_as_they_would_be_submitted(answer):
    """The author's proof starts from the same files as a check."""
    write_files(answer, {"conftest.py": ""})
    assert read_files(answer) == {"app.py": b"app = 1\n", "shop/views.py": b"x = 2\n"}


def test_an_empty_folder_is_an_empty_archive(tmp_path):
    """That there is no app.py is for the sandbox to say, the same way as for an archive."""
    assert names_in(read_submission(tmp_path).data) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", a_zip({"app.py": b"1"})), ("a.tgz", a_tar({"app.py": b"1"}, "w:gz"))],
)
def test_the_digest_of_an_archive_is_that_of_its_file(tmp_path, name, data):
    """An interviewer can compare the digest with the file that came in."""
    (tmp_path / name).write_bytes(data)
    assert read_submission(tmp_path / name).digest == hashlib.sha256(data).hexdigest()
