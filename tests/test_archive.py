from __future__ import annotations

import random
import tarfile
import zipfile

import pytest
from builders import a_member, a_tar, a_zip, tar_of, tree

from checker.worker.archive import MAX_DEPTH, MAX_FILES, MAX_TOTAL, ArchiveError, unpack

ANSWER = {"app.py": b"app = 1\n", "shop/views.py": b"x = 2\n"}
TEXTS = {"app.py": "app = 1\n", "shop/views.py": "x = 2\n"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_unpacked(tmp_path, mode):
    """Plain and compressed tar archives become the files that they hold."""
    unpack("tar", a_tar(ANSWER, mode), tmp_path)
    assert tree(tmp_path) == TEXTS


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_unpacked(tmp_path, method):
    """Stored and deflated zip archives become the files that they hold."""
    unpack("zip", a_zip(ANSWER, method=method), tmp_path)
    assert tree(tmp_path) == TEXTS


def test_the_mode_of_a_file_does_not_travel(tmp_path):
    """No archive makes a file executable or privileged."""
    info = tarfile.TarInfo("app.py")
    info.mode = 0o6777
    unpack("tar", tar_of((info, b"")), tmp_path)
    assert not (tmp_path / "app.py").stat().st_mode & 0o7111


@pytest.mark.parametrize("kind", ["tar", "zip"])
@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", b"PK\x03\x04" + bytes(40), b"\x1f\x8b" + bytes(40)],
    ids=["empty", "text", "zip-magic", "gzip-magic"],
)
def test_garbage_is_damaged(tmp_path, kind, data):
    """What is no archive is refused in words."""
    with pytest.raises(ArchiveError, match="damaged"):
        unpack(kind, data, tmp_path)


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_broken_off_archive_is_damaged(tmp_path, mode):
    """An upload that ended too early is refused in words."""
    data = a_tar({"app.py": random.Random(1).randbytes(2**18)}, mode)  # noqa: S311 - any bytes
    with pytest.raises(ArchiveError, match="damaged"):
        unpack("tar", data[: len(data) // 2], tmp_path)


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_changed_byte_is_damage(tmp_path, mode):
    """Whatever a decompressor raises, a damaged archive is refused in words."""
    data = bytearray(a_tar({"app.py": random.Random(1).randbytes(2**18)}, mode))  # noqa: S311 - any bytes
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    with pytest.raises(ArchiveError, match="damaged"):
        unpack("tar", bytes(data), tmp_path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_changed_byte_in_a_zip_is_damage(tmp_path, method):
    """Each of the compressions of a zip archive fails in words."""
    data = bytearray(a_zip({"app.py": random.Random(1).randbytes(2**16)}, method=method))  # noqa: S311 - any bytes
    data[2**15 : 2**15 + 64] = bytes(64)
    with pytest.raises(ArchiveError, match="damaged"):
        unpack("zip", bytes(data), tmp_path)


def test_an_encrypted_zip_is_refused(tmp_path):
    """A password is asked of nobody."""
    data = a_zip({"app.py": b"1"})
    encrypted = bytearray(data)
    encrypted[6] |= 1
    encrypted[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArchiveError, match="damaged"):
        unpack("zip", bytes(encrypted), tmp_path)


@pytest.mark.parametrize("name", ["../app.py", "a/../../app.py", "/etc/passwd", "C:/app.py",
                                  "..\\app.py", "a\\b.py"])  # fmt: skip
@pytest.mark.parametrize(("kind", "pack"), [("tar", a_tar), ("zip", a_zip)])
def test_a_path_that_leads_outside_is_refused(tmp_path, kind, pack, name):
    """No name of an archive reaches a place outside of the submission."""
    with pytest.raises(ArchiveError, match="leads outside"):
        unpack(kind, pack({name: b"x"}), tmp_path)


@pytest.mark.parametrize("name", ["../up", "/etc"])
def test_a_folder_that_leads_outside_is_refused(tmp_path, name):
    """Empty folders follow the rules of files."""
    with pytest.raises(ArchiveError, match="leads outside"):
        unpack("tar", tar_of((a_member(name, tarfile.DIRTYPE), b"")), tmp_path)


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE],
    ids=["symlink", "hardlink", "character", "block", "pipe"],
)
def test_links_and_special_files_are_refused(tmp_path, kind):
    """Only regular files come out of a tar archive."""
    with pytest.raises(ArchiveError, match="link or no regular file"):
        unpack("tar", tar_of((a_member("app.py", kind, "/etc/passwd"), b"")), tmp_path)


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666], ids=["symlink", "device", "pipe"])
def test_links_and_special_files_in_a_zip_are_refused(tmp_path, mode):
    """Only regular files come out of a zip archive."""
    with pytest.raises(ArchiveError, match="link or no regular file"):
        unpack("zip", a_zip({"app.py": b"/etc/passwd"}, attributes=mode << 16), tmp_path)


def test_nothing_is_written_before_everything_was_looked_at(tmp_path):
    """One bad member refuses the whole archive."""
    with pytest.raises(ArchiveError):
        unpack("tar", a_tar({"app.py": b"1", "../b.py": b"2"}), tmp_path)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", [".", "./", ""])
def test_a_file_without_a_name_is_refused(tmp_path, name):
    """A regular file that is called like its folder is damage, not a crash."""
    with pytest.raises(ArchiveError):
        unpack("tar", a_tar({name: b"x", "app.py": b"1"}), tmp_path)


def test_the_folder_itself_may_be_a_member(tmp_path):
    """`tar -C answer .` puts ./ first, and that is fine."""
    members = (a_member("./", tarfile.DIRTYPE), b""), (tarfile.TarInfo("./app.py"), b"1")
    unpack("tar", tar_of(*members), tmp_path)
    assert tree(tmp_path) == {"app.py": "1"}


@pytest.mark.parametrize("files", [{"a": b"1", "a/b.py": b"2"}, {"a/b.py": b"2", "a": b"1"}],
                         ids=["file-first", "folder-first"])  # fmt: skip
def test_a_file_that_is_also_a_folder_is_refused(tmp_path, files):
    """An archive that contradicts itself is refused in words."""
    with pytest.raises(ArchiveError):
        unpack("tar", a_tar({"app.py": b"", **files}), tmp_path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    """What the file system refuses is refused in words."""
    with pytest.raises(ArchiveError):
        unpack("tar", a_tar({"app.py": b"", "x" * 300: b""}), tmp_path)


def test_too_many_files_are_refused(tmp_path):
    """The number of files is limited."""
    with pytest.raises(ArchiveError, match="More than 2000 files"):
        unpack("tar", a_tar({f"{n}.py": b"" for n in range(MAX_FILES + 1)}), tmp_path)


def test_as_many_files_as_allowed_are_unpacked(tmp_path):
    """The limit itself is still fine."""
    unpack("tar", a_tar({f"{n}.py": b"" for n in range(MAX_FILES)}), tmp_path)
    assert len(list(tmp_path.iterdir())) == MAX_FILES


@pytest.mark.parametrize(("kind", "pack"), [
    ("tar", lambda files: a_tar(files, "w:gz")),
    ("zip", lambda files: a_zip(files, method=zipfile.ZIP_DEFLATED)),
], ids=["tar", "zip"])  # fmt: skip
@pytest.mark.parametrize(
    "sizes", [(MAX_TOTAL + 1,), (MAX_TOTAL // 2, MAX_TOTAL // 2 + 1)], ids=["one", "together"]
)
def test_a_small_archive_of_large_files_is_refused(tmp_path, kind, pack, sizes):
    """The sizes that count are those after unpacking."""
    data = pack({f"{n}.bin": bytes(size) for n, size in enumerate(sizes)})
    with pytest.raises(ArchiveError, match=r"MiB|bytes"):
        unpack(kind, data, tmp_path)


def test_a_deep_path_is_refused(tmp_path):
    """Folders in folders end somewhere."""
    with pytest.raises(ArchiveError, match="folders deep"):
        unpack("tar", a_tar({"a/" * MAX_DEPTH + "app.py": b""}), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["conftest.py", "pkg/conftest.py", "pytest.ini", ".env", "lib.pth", "app.pyc", "fast.so",
     "sitecustomize.py"],
)  # fmt: skip
def test_settings_and_binaries_are_left_out(tmp_path, name):
    """What could change how the answer is run is not unpacked, and is named."""
    dropped = unpack("tar", a_tar({"app.py": b"1", name: b"x"}), tmp_path)
    assert (dropped, tree(tmp_path)) == ([name], {"app.py": "1"})


def test_a_folder_that_is_left_out_is_named_once(tmp_path):
    """An archive with a virtual environment in it is no reason to print thousands of names."""
    files = {"app.py": b"1", "venv/bin/python": b"x", "venv/lib/site.py": b"x"}
    assert unpack("zip", a_zip(files), tmp_path) == ["venv"]


@pytest.mark.parametrize("folder", ["venv", "env", "answer/.env"])
def test_a_virtual_environment_of_any_name_is_left_out(tmp_path, folder):
    """An environment is known by its pyvenv.cfg; links and depths below it do not matter."""
    data = tar_of(
        (tarfile.TarInfo("answer/app.py" if "/" in folder else "app.py"), b"1"),
        (a_member(f"{folder}/bin/python", tarfile.SYMTYPE, "/usr/bin/python3"), b""),
        (tarfile.TarInfo(f"{folder}/{'d/' * MAX_DEPTH}x.py"), b"2"),
        (tarfile.TarInfo(f"{folder}/pyvenv.cfg"), b""),
    )
    assert unpack("tar", data, tmp_path) == [folder]
    assert tree(tmp_path) == {"app.py": "1"}


def test_an_answer_inside_of_an_environment_is_not_left_out(tmp_path):
    """Whoever made the environment in the folder of the answer still has an answer."""
    unpack("zip", a_zip({"mine/app.py": b"1", "mine/pyvenv.cfg": b""}), tmp_path)
    assert tree(tmp_path)["app.py"] == "1"


def test_what_is_left_out_counts_nothing(tmp_path):
    """A virtual environment in the archive does not use up the limits."""
    files = {"app.py": b"1"} | {f"venv/{n}.py": b"" for n in range(MAX_FILES + 1)}
    unpack("zip", a_zip(files), tmp_path)
    assert tree(tmp_path) == {"app.py": "1"}


def test_the_folder_around_everything_is_taken_off(tmp_path):
    """It does not matter whether a folder was packed or what is in it."""
    unpack("zip", a_zip({"answer/app.py": b"1", "answer/a/b.py": b"2"}), tmp_path)
    assert tree(tmp_path) == {"app.py": "1", "a/b.py": "2"}


def test_only_one_folder_is_taken_off(tmp_path):
    """The folders inside stay as they are."""
    unpack("zip", a_zip({"answer/app/__init__.py": b"1"}), tmp_path)
    assert tree(tmp_path) == {"app/__init__.py": "1"}


def test_the_package_app_is_no_wrapper(tmp_path):
    """An answer that is only the package app/ stays one."""
    unpack("tar", a_tar({"app/__init__.py": b"1", "app/views.py": b"2"}), tmp_path)
    assert tree(tmp_path) == {"app/__init__.py": "1", "app/views.py": "2"}


def test_a_wrapper_may_be_called_app(tmp_path):
    """A packed folder app/ that holds app.py is a wrapper, for it is no package."""
    unpack("zip", a_zip({"app/app.py": b"1", "app/models.py": b"2"}), tmp_path)
    assert tree(tmp_path) == {"app.py": "1", "models.py": "2"}


def test_the_finders_extras_do_not_hide_the_wrapper(tmp_path):
    """An archive made on a Mac has a second folder, which is none of the candidate's."""
    unpack("zip", a_zip({"answer/app.py": b"1", "__MACOSX/answer/._app.py": b"x"}), tmp_path)
    assert tree(tmp_path) == {"app.py": "1"}


def test_an_empty_archive_is_unpacked_to_nothing(tmp_path):
    """That an answer is missing is said later, the same way as for a folder."""
    unpack("tar", a_tar({}), tmp_path)
    assert tree(tmp_path) == {}


TAKE_HOME = {"tiny/app.py": b"tiny", "tiny/a/b.py": b"2", "shop/app/__init__.py": b"shop"}


@pytest.mark.parametrize("above", ["", "ann/", "ann/take-home/", "a/b/c/"])
@pytest.mark.parametrize(("kind", "pack"), [("tar", a_tar), ("zip", a_zip)])
def test_one_answer_of_several_is_taken(tmp_path, kind, pack, above):
    """The folder that is called like the kata, also below others; nothing of its neighbours."""
    data = pack({f"{above}{name}": content for name, content in TAKE_HOME.items()})
    unpack(kind, data, tmp_path / "tiny", places=["tiny"])
    unpack(kind, data, tmp_path / "shop", places=["shop", ""])
    assert tree(tmp_path / "tiny") == {"app.py": "tiny", "a/b.py": "2"}
    assert tree(tmp_path / "shop") == {"app/__init__.py": "shop"}


def test_shallowest_folder_of_the_name_is_taken(tmp_path):
    """A copy of the folder inside of it, or one without an answer, is not meant."""
    files = {"x/tiny/old/tiny/app.py": b"old", "tiny/notes.txt": b"", "x/tiny/app.py": b"new"}
    unpack("zip", a_zip(files), tmp_path, places=["tiny"])
    assert tree(tmp_path)["app.py"] == "new"


@pytest.mark.parametrize(
    "name", ["other/app.py", "tiny.py", "tiny/main.py", "tinyy/app.py", "a/b/c/d/e/tiny/app.py"]
)
def test_archive_without_the_folder_is_refused(tmp_path, name):
    """Nothing else is taken for the answer, unless all of it may be."""
    with pytest.raises(ArchiveError, match=r"holds no folder tiny with an app\.py"):
        unpack("tar", a_tar({name: b"1", "README.md": b""}), tmp_path, places=["tiny"])
    assert tree(tmp_path) == {}
    unpack("tar", a_tar({"app.py": b"all"}), tmp_path, places=["tiny", ""])
    assert tree(tmp_path) == {"app.py": "all"}


def test_folder_of_the_name_comes_before_all(tmp_path):
    """Where all may be the answer, a folder that says so still counts first."""
    unpack("zip", a_zip({"app.py": b"all", "tiny/app.py": b"1"}), tmp_path, places=["tiny", ""])
    assert tree(tmp_path) == {"app.py": "1"}
