"""The results of a grading on disk: whole, kept, and of one grading only."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from builders import a_report, a_test, failed_report, passed_report, tree, write_files

from checker import files
from checker.errors import KataError
from checker.store import Store

KEY = "k" * 64
HOLDER = """
import os, sys, time
from pathlib import Path
from checker.store import Store
with Store(Path(sys.argv[1])).hold():
    if len(sys.argv) > 2 and os.fork() == 0:
        os.execvp("sleep", ["sleep", "100"]) if sys.argv[2] == "program" else time.sleep(100)
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path):
    """Return a store that a grading has begun in."""
    begun = Store(tmp_path / "out")
    with begun.hold():
        begun.begin("junior", 7)
        yield begun


@pytest.fixture
def another():
    """Start a process that holds a folder; more arguments let it leave one behind."""
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_result_is_read_as_it_was_written(store):
    """With the key that it was written with, and with no other."""
    assert store.write("ann", KEY, failed_report()) == failed_report()
    assert store.read("ann", "jwt_auth", KEY) == failed_report()
    assert store.read("ann", "jwt_auth", "other") is None
    assert store.read("bo", "jwt_auth", KEY) is None


def test_result_is_replaced(store):
    """There is one for each candidate and kata."""
    store.write("ann", KEY, failed_report())
    again = replace(failed_report(), seconds=9.0)
    store.write("ann", KEY, again)
    assert store.read("ann", "jwt_auth", KEY) == again
    assert len(list((store.folder / "results").rglob("*.json"))) == 1


def test_half_a_character_spoils_no_result(store):
    """An answer can send what is no text; what is kept can be read, and shown."""
    test = a_test(outcome="failed", message="half \ud800 of it")
    report = a_report(replace(passed_report().concepts[0], outcome="failed", tests=(test,)))
    kept = store.write("ann", KEY, report)
    assert kept.concepts[0].tests[0].message == "half ? of it"
    assert store.read("ann", "hello_app", KEY) == kept
    assert store.write_text("page.html", "\ud800").read_text() == "?"


def test_damaged_result_is_set_aside(store):
    """It counts as not checked, and is kept."""
    store.write("ann", KEY, passed_report())
    path = store.folder / "results/ann/hello_app.json"
    path.write_text(path.read_text().replace('"concepts"', '"x"'))
    assert store.read("ann", "hello_app", KEY) is None
    assert not path.exists()
    assert path.with_name("hello_app.damaged-1.json").exists()


def test_older_form_of_a_result_is_no_damage(store):
    """With another key it is not looked into."""
    path = write_files(store.folder, {"results/ann/tiny.json": '{"key": "old", "report": 1}'})
    assert store.read("ann", "tiny", KEY) is None
    assert (path / "results/ann/tiny.json").exists()


def test_run_goes_on(store):
    """A second run has the seed and the start of the first."""
    first = store.begin("junior", None)
    assert first.seed == 7
    assert store.begin("junior", 7) == first
    assert store.begin("junior", 8).seed == 8
    assert store.begin("junior", None).seed == 8


def test_other_assessment_is_refused(store):
    """One folder holds the results of one."""
    with pytest.raises(KataError, match="the grading of 'junior', not of 'senior'"):
        store.begin("senior", None)


def test_foreign_folder_is_refused_and_left_alone(tmp_path):
    """Nothing of it is removed, not even what is called like an unfinished file of ours."""
    write_files(tmp_path, {"mine.txt": "1", ".new-mine": "2", "deep/.new-mine": "3"})
    before = tree(tmp_path)
    store = Store(tmp_path)
    with store.hold(), pytest.raises(KataError, match="holds files that no grading wrote"):
        store.begin("junior", None)
    assert {name: text for name, text in tree(tmp_path).items() if name != ".lock"} == before


def test_new_folder_keeps_what_hides_in_it(tmp_path):
    """It may be one that is under version control."""
    write_files(tmp_path, {".git/.new-mine": "1", ".lock": "2"})
    store = Store(tmp_path)
    with store.hold():
        store.begin("junior", 7)
    assert tree(tmp_path)[".git/.new-mine"] == "1"
    assert tree(tmp_path)[".lock"] == "2"


def test_damaged_state_is_told_and_kept(store):
    """The seed of a grading is not made up anew beside its results."""
    (store.folder / "grading.json").write_text("{")
    with pytest.raises(KataError, match=r"grading\.damaged-1\.json"):
        store.begin("junior", None)
    assert (store.folder / "grading.damaged-1.json").read_text() == "{"


def test_what_a_killed_run_left_is_swept(store):
    """Unfinished files are removed by the next run."""
    left = write_files(store.folder, {"results/ann/.new-1": "", ".new-2": ""})
    store.begin("junior", None)
    assert not list(left.rglob(".new-*"))


def test_full_disk_is_told(store, monkeypatch):
    """What was written before is kept, whole."""
    store.write("ann", KEY, passed_report())

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(KataError, match="No space left on device"):
        store.write("ann", "new", failed_report())
    assert store.read("ann", "hello_app", KEY) == passed_report()


def test_two_gradings_into_one_folder_are_refused(tmp_path, another):
    """The second is told so at once; it may have the folder when the first has ended."""
    first = another(tmp_path / "out")
    with (
        pytest.raises(KataError, match="Another grading writes to"),
        Store(tmp_path / "out").hold(),
    ):
        pytest.fail("two hold it")
    first.communicate()
    with Store(tmp_path / "out").hold():
        assert first.returncode == 0


def test_killed_grading_holds_nothing(tmp_path, another):
    """Neither does a process of its own that outlives it for a while."""
    first = another(tmp_path / "out", "fork")
    first.kill()
    first.wait()
    with Store(tmp_path / "out").hold():
        assert first.returncode == -signal.SIGKILL


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_folder_that_cannot_be_made_is_told(tmp_path, out):
    """With what to type."""
    write_files(tmp_path, {"file": ""})
    with (
        pytest.raises(KataError, match=r"cannot be written to.*--out FOLDER"),
        Store(tmp_path / out).hold(),
    ):
        pytest.fail("it is held")
