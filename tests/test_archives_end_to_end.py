"""Archives on their way through the whole checker: what passes, and what is refused and why."""

import io
import tarfile
import zipfile

import pytest
from checkouts import ALL_PASSED, NOTHING_STARTED, SUBMISSIONS, TINY, outcomes

from checker import runner
from checker.submission import read_submission

APP = (SUBMISSIONS / "correct" / "app.py").read_bytes()


def tar(path, *members):
    """Write a .tar.gz with *members*: a TarInfo with its content."""
    with tarfile.open(path, "w:gz") as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def file(name, content=APP, kind=tarfile.REGTYPE, target=""):
    """Return one member of a tar archive."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, content


def zipped(path, **members):
    """Write a .zip with *members*: content by name."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def link_in_zip(path):
    """Write a .zip with a symbolic link."""
    link = zipfile.ZipInfo("settings.py")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.py", APP)
        archive.writestr(link, "/etc/passwd")
    return path


def cut(path, size):
    """Cut the file at *path* off after *size* bytes."""
    path.write_bytes(path.read_bytes()[:size])
    return path


def written(path, content):
    """Write *content* and return the path."""
    path.write_bytes(content)
    return path


PASSING = {
    "plain.tar.gz": lambda path: tar(path, file("app.py")),
    "wrapped.tar.gz": lambda path: tar(path, file("my-answer/app.py"), file("my-answer/a.txt")),
    "package.tgz": lambda path: tar(path, file("app/__init__.py")),
    "plain.zip": lambda path: zipped(path, **{"app.py": APP}),
    "wrapped.zip": lambda path: zipped(path, **{"top/app.py": APP, "__MACOSX/x": b""}),
}
REFUSED = {
    "corrupt.zip": (lambda path: written(path, b"PK\3\4 not a zip"), "damaged"),
    "corrupt.tar.gz": (lambda path: written(path, b"\x1f\x8b not gzip"), "damaged"),
    "empty.tar.gz": (lambda path: written(path, b""), "damaged"),
    "truncated.zip": (lambda path: cut(zipped(path, **{"app.py": APP}), 200), "damaged"),
    "truncated.tar.gz": (lambda path: cut(tar(path, file("app.py")), 150), "damaged"),
    "upwards.tar.gz": (lambda path: tar(path, file("../app.py")), "leads outside"),
    "upwards.zip": (lambda path: zipped(path, **{"a/../../app.py": APP}), "leads outside"),
    "absolute.tar.gz": (lambda path: tar(path, file("/tmp/app.py")), "leads outside"),  # noqa: S108 - never written
    "absolute.zip": (lambda path: zipped(path, **{"C:/app.py": APP}), "leads outside"),
    "symlink.tar.gz": (
        lambda path: tar(path, file("app.py", b"", tarfile.SYMTYPE, "/etc/passwd")),
        "'app.py', which is a link or no regular file",
    ),
    "hardlink.tar.gz": (
        lambda path: tar(path, file("a.py"), file("app.py", b"", tarfile.LNKTYPE, "a.py")),
        "'app.py', which is a link or no regular file",
    ),
    "device.tar.gz": (
        lambda path: tar(path, file("app.py"), file("disk", b"", tarfile.BLKTYPE)),
        "'disk', which is a link or no regular file",
    ),
    "fifo.tar.gz": (
        lambda path: tar(path, file("app.py"), file("pipe", b"", tarfile.FIFOTYPE)),
        "'pipe', which is a link or no regular file",
    ),
    "symlink.zip": (link_in_zip, "'settings.py', a link or no regular file"),
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """Make every archive, and an empty folder, and check them all; reports by name."""
    folder = tmp_path_factory.mktemp("archives")
    paths = [make(folder / name) for name, make in PASSING.items()]
    paths += [make(folder / name) for name, (make, _) in REFUSED.items()]
    (folder / "empty").mkdir()
    paths.append(folder / "empty")
    found = {}
    names = iter(paths)
    runner.check_all(
        TINY,
        [read_submission(path) for path in paths],
        lambda report: found.update({next(names).name: report}),
    )
    return found


@pytest.mark.parametrize("name", PASSING)
def test_archive_is_checked_like_a_folder(archives, name):
    """A .zip, a .tar.gz and a .tgz pass with a right answer, in a folder of their own or not."""
    assert outcomes(archives[name]) == ALL_PASSED


@pytest.mark.parametrize("name", REFUSED)
def test_archive_that_cannot_be_used_is_refused_in_words(archives, name):
    """An archive that is damaged or holds what it must not is an error that says what to mend."""
    assert outcomes(archives[name]) == NOTHING_STARTED
    assert archives[name].fault.kind == "archive"
    assert REFUSED[name][1] in archives[name].fault.message


def test_empty_folder_is_said_to_be_empty(archives):
    """A folder without any file is an error that says what is needed."""
    assert outcomes(archives["empty"]) == NOTHING_STARTED
    assert archives["empty"].fault.message.startswith("The submission is empty")
