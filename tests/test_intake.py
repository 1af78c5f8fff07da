"""Who handed in what: names, folders for the results, and the answer in what came."""

import io
import os
import tarfile
import zipfile

import pytest
from builders import a_tar, a_zip, write_files
from checkouts import SHOP, TINY

from checker import intake
from checker.errors import KataError, SubmissionPathError
from checker.worker.archive import TOP

ANSWER = {"app.py": "tiny = 1\n"}
KATAS = ["tiny", "shop"]


def a_candidate(path):
    """Return what one candidate handed in at *path*."""
    return intake.HandedIn(name=path.name, folder=path.name, path=path)


def files_of(submission):
    """Return the files in the tar of *submission*."""
    with tarfile.open(fileobj=io.BytesIO(submission.data)) as archive:
        return {member.name: archive.extractfile(member).read().decode() for member in archive}


def test_folders_and_archives_are_candidates(tmp_path):
    """One each, by name; what is neither is told, and so are folders that hide."""
    write_files(tmp_path, {"bo/tiny/app.py": "", "list.csv": "",
                           ".old/tiny/app.py": "", ".DS_Store": "",
                           "__MACOSX/bo/._app.py": ""})  # fmt: skip
    for name in ("ann.zip", "cy.tar.gz", "di.tgz", "Ed.ZIP"):
        (tmp_path / name).write_bytes(b"")

    found, skipped = intake.find(tmp_path, KATAS)

    assert [who.name for who in found] == ["Ed", "ann", "bo", "cy", "di"]
    assert [who.folder for who in found] == [who.name for who in found]
    assert skipped == [".old", "list.csv"]


def test_one_archive_is_one_candidate(tmp_path):
    """Who has a single one need not make a folder for it."""
    (tmp_path / "ann.zip").write_bytes(b"")
    found, skipped = intake.find(tmp_path / "ann.zip", KATAS)
    assert ([who.name for who in found], skipped) == (["ann"], [])


def test_no_two_candidates_have_one_name(tmp_path):
    """Also where an archive lies beside its folder, and whatever else is called like them."""
    write_files(tmp_path, {"ann/app.py": ""})
    for name in ("ann.zip", "ann.tgz", "ann.zip.zip", "Ann.zip"):
        (tmp_path / name).write_bytes(b"")

    found = intake.find(tmp_path, KATAS)[0]

    assert {who.path.name: who.name for who in found} == {
        "Ann.zip": "Ann",
        "ann": "ann",
        "ann.tgz": "ann.tgz",
        "ann.zip": "ann.zip",
        "ann.zip.zip": "ann.zip.zip",
    }
    assert len({who.folder.casefold() for who in found}) == len(found)


@pytest.mark.parametrize(
    "name",
    ["a\nb", "\x1b[31mred", "\u202egpj", "<script>", "x" * 200, "-rf", "a\\b", "~", "$HOME",
     "con:", os.fsdecode(b"caf\xe9"), "ÅSA", "%2e%2e"],
    ids=ascii,
)  # fmt: skip
def test_folder_of_results_has_a_plain_name(tmp_path, name):
    """Whatever candidates are called, their results lie in a folder of letters, inside."""
    write_files(tmp_path, {f"{name}/app.py": ""})

    who = intake.find(tmp_path, ["shop"])[0][0]

    assert (
        who.folder.strip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
    )
    assert who.folder[0] not in ".-"
    assert len(who.folder) < 80
    assert (tmp_path / who.folder).resolve().parent == tmp_path.resolve()
    assert who.name.encode()


def test_names_that_look_alike_have_folders_of_their_own(tmp_path):
    """What was replaced in a name does not make two of them one."""
    for name in ("a b", "a\tb", "a-b", "A-B", "a?b"):
        write_files(tmp_path, {f"{name}/app.py": ""})
    found = intake.find(tmp_path, ["shop"])[0]
    assert len({who.folder.casefold() for who in found}) == 5


@pytest.mark.parametrize("inside", ["app.py", "app/__init__.py", "tiny/app.py", "shop/app.py"])
def test_answer_in_place_of_all_is_refused(tmp_path, inside):
    """Who gives one answer is told which folder is meant."""
    write_files(tmp_path, {f"ann/{inside}": ""})
    with pytest.raises(KataError, match=f"is an answer itself.*such as {tmp_path}"):
        intake.find(tmp_path / "ann", KATAS)


def test_folder_without_a_submission_is_refused(tmp_path):
    """An empty folder, one of other files, and none at all."""
    with pytest.raises(KataError, match=r"no folder and no \.zip"):
        intake.find(write_files(tmp_path, {"list.csv": ""}), KATAS)
    with pytest.raises(KataError, match="no such folder"):
        intake.find(tmp_path / "nowhere", KATAS)


def test_results_do_not_lie_among_submissions(tmp_path):
    """The next grading would take them for a candidate."""
    for out in (tmp_path, tmp_path / "results", tmp_path / "x" / ".." / "results"):
        with pytest.raises(KataError, match="--out FOLDER"):
            intake.keep_apart(tmp_path, out)
    intake.keep_apart(tmp_path / "handed-in", tmp_path / "results")


@pytest.mark.parametrize("above", ["", "take-home/", "ann/take-home/", "a/b/c/"])
@pytest.mark.parametrize("app", ["app.py", "app/__init__.py"])
def test_folder_of_the_kata_is_found(tmp_path, above, app):
    """Also below the folders that were around it when it was packed."""
    write_files(tmp_path, {f"{above}tiny/{app}": "tiny", f"{above}shop/app.py": "shop"})
    answer = intake.read_answer(a_candidate(tmp_path), TINY, alone=False)
    assert files_of(answer) == {app: "tiny"}


def test_shallowest_folder_with_an_answer_counts(tmp_path):
    """Not one that only has the name, nor a copy further down, nor what tools keep."""
    write_files(tmp_path, {"tiny/notes.txt": "", "node_modules/tiny/app.py": "tool",
                           "z/tiny/app.py": "own", "z/old/tiny/app.py": "copy"})  # fmt: skip
    answer = intake.read_answer(a_candidate(tmp_path), TINY, alone=False)
    assert files_of(answer) == {"app.py": "own"}


@pytest.mark.parametrize("link", ["tiny", "more"])
def test_linked_folder_is_not_followed(tmp_path, link):
    """It could lead to the solution on the grader's own machine."""
    write_files(tmp_path, {"solution/tiny/app.py": "", "ann/notes.txt": ""})
    target = tmp_path / "solution" / ("tiny" if link == "tiny" else "")
    (tmp_path / "ann" / link).symlink_to(target)
    with pytest.raises(SubmissionPathError, match=r"no folder tiny with an app\.py"):
        intake.read_answer(a_candidate(tmp_path / "ann"), TINY, alone=False)


def test_linked_file_is_refused_by_its_name(tmp_path):
    """In the folder of the answer nothing may lead elsewhere."""
    write_files(tmp_path, {"tiny/app.py": ""})
    (tmp_path / "tiny" / "key").symlink_to("/etc/passwd")
    with pytest.raises(SubmissionPathError, match="tiny/key: a link"):
        intake.read_answer(a_candidate(tmp_path), TINY, alone=False)


def test_single_kata_needs_no_folder(tmp_path):
    """Where nothing else is asked, all that was handed in is the answer; its folder comes first."""
    write_files(tmp_path, {"app.py": "all"})
    assert files_of(intake.read_answer(a_candidate(tmp_path), TINY, alone=True)) == {
        "app.py": "all"
    }
    write_files(tmp_path, {"tiny/app.py": "own"})
    assert files_of(intake.read_answer(a_candidate(tmp_path), TINY, alone=True)) == {
        "app.py": "own"
    }
    with pytest.raises(SubmissionPathError, match="no folder shop"):
        intake.read_answer(a_candidate(tmp_path), SHOP, alone=False)


@pytest.mark.parametrize("extra", ["", ".DS_Store", "__MACOSX/._tiny.zip"])
def test_folder_around_an_archive_is_taken_off(tmp_path, extra):
    """As learning platforms hand on what was uploaded; nothing is unpacked here."""
    data = a_zip({"tiny/app.py": b""})
    (tmp_path / "upload.zip").write_bytes(data)
    if extra:
        write_files(tmp_path, {extra: ""})
    answer = intake.read_answer(a_candidate(tmp_path), TINY, alone=False)
    assert (answer.kind, answer.data, answer.places) == ("zip", data, ("tiny",))


def test_what_tests_need_is_handed_in_too(tmp_path):
    """A conftest.py comes along from a folder, as it does in an archive."""
    files = {"app.py": "", "test_own.py": "", "conftest.py": ""}
    write_files(tmp_path / "ann", {f"tiny/{name}": content for name, content in files.items()})
    answer = intake.read_answer(a_candidate(tmp_path / "ann"), TINY, alone=False)
    assert files_of(answer) == files


def test_archive_is_handed_on_as_it_is(tmp_path):
    """Where to look in it is said, and looked for inside of the sandbox only."""
    path = tmp_path / "ann.tar.gz"
    path.write_bytes(a_tar({"tiny/app.py": b""}, "w:gz"))
    answer = intake.read_answer(a_candidate(path), TINY, alone=True)
    assert (answer.data, answer.places) == (path.read_bytes(), ("tiny", TOP))


def test_folder_that_cannot_be_read_is_one_candidates_problem(tmp_path, monkeypatch):
    """It is told as such, and stops no other."""
    write_files(tmp_path, {"ann/tiny/app.py": ""})
    monkeypatch.setattr(intake, "_only_archive", _refuse)
    with pytest.raises(SubmissionPathError, match=r"ann: cannot be read \(Permission denied\)"):
        intake.read_answer(a_candidate(tmp_path / "ann"), TINY, alone=False)


def _refuse(_):
    raise PermissionError(13, "Permission denied")


def test_bomb_is_not_unpacked(tmp_path):
    """A small archive of much is read as its bytes, however much is in it."""
    data = a_zip({"tiny/app.py": bytes(2**26)}, method=zipfile.ZIP_DEFLATED)
    (tmp_path / "ann.zip").write_bytes(data)
    answer = intake.read_answer(a_candidate(tmp_path / "ann.zip"), TINY, alone=False)
    assert len(answer.data) == len(data) < 2**17
