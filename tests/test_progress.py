from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from builders import PATIENCE, a_concept, a_report, failed_report, passed_report, tree

from checker import progress as progress_module
from checker.progress import Progress, State, change, read_progress, record

# The functions and methods that what is written passes through on its way to the disk.
TOUCHING = {"open", "flock", "mkdir", "scandir", "write", "flush", "fsync", "close", "__exit__",
            "unlink", "rename", "replace"}  # fmt: skip

DAMAGED = {
    "empty": "",
    "text": "hello",
    "broken-off": '{"format": 1, "katas": {"hello_app"',
    "list": "[]",
    "null": "null",
    "no-format": "{}",
    "no-katas": '{"format": 1}',
    "katas-as-list": '{"format": 1, "katas": []}',
    "later-format": '{"format": 3, "katas": {}}',
    "outcomes-as-list": '{"format": 2, "katas": {"hello_app": {"outcomes": []}}}',
    "hints-as-text": '{"format": 2, "katas": {"hello_app": {"hints": {"a": "b"}}}}',
    "steps-as-numbers": '{"format": 2, "katas": {"hello_app": {"steps": [1]}}}',
    "step-of-texts": '{"format": 2, "katas": {"hello_app": {"steps": [["a", "b"]]}}}',
    "state-as-number": '{"format": 1, "katas": {"hello_app": 3}}',
    "unknown-field": '{"format": 1, "katas": {"hello_app": {"stars": 3}}}',
    "number-as-text": '{"format": 1, "katas": {"hello_app": {"tries": "two"}}}',
    "time-as-number": '{"format": 1, "katas": {"hello_app": {"first_passed": 3}}}',
    "deep": "[" * 100_000,
}


def test_no_file_is_no_progress(tmp_path):
    """A learner who has just begun has passed nothing, and that is no damage."""
    assert read_progress(tmp_path / "work") == Progress()


def test_what_was_recorded_is_read_again(tmp_path):
    """The progress outlives the process."""
    recorded = record(tmp_path, failed_report())
    assert read_progress(tmp_path) == recorded


def test_the_folder_is_made(tmp_path):
    """The first check makes the folder."""
    record(tmp_path / "a" / "work", passed_report())
    assert list(tree(tmp_path)) == ["a/work/.progress.lock", "a/work/progress.json"]


def test_a_check_counts_what_passed(tmp_path):
    """The last check's concepts are counted, and the tries."""
    record(tmp_path, failed_report())
    state = record(tmp_path, failed_report()).of("jwt_auth")
    assert (state.tries, state.passed, state.total) == (2, 1, 4)
    assert Counter(state.outcomes.values())["passed"] == 1


def test_the_first_pass_is_dated(tmp_path):
    """The date of the first pass is the check's own."""
    report = passed_report()
    assert record(tmp_path, report).katas["hello_app"].first_passed == report.started


def test_a_later_failure_does_not_take_the_pass_away(tmp_path):
    """What was passed once stays passed, while the last check is still counted."""
    record(tmp_path, passed_report())
    state = record(tmp_path, a_report(a_concept(outcome="failed"))).katas["hello_app"]
    assert (state.tries, state.passed, state.total) == (2, 0, 1)
    assert state.first_passed == "2026-01-31T12:00:00+00:00"


def test_a_later_pass_keeps_the_first_date(tmp_path):
    """The date is that of the first pass, not of the last."""
    record(tmp_path, passed_report())
    state = record(tmp_path, a_report(started="2027-01-01T00:00:00+00:00")).katas["hello_app"]
    assert state.first_passed == "2026-01-31T12:00:00+00:00"


def test_other_katas_are_kept(tmp_path):
    """A check changes nothing but its own kata's state."""
    record(tmp_path, passed_report())
    assert list(record(tmp_path, failed_report()).katas) == ["hello_app", "jwt_auth"]


def test_katas_that_are_gone_are_kept(tmp_path):
    """The state of a kata that this version does not know is not lost."""
    state = {"tries": 1, "passed": 2, "total": 2, "first_passed": "2025-01-01T00:00:00+00:00"}
    text = json.dumps({"format": 1, "katas": {"retired_kata": state}})
    (tmp_path / "progress.json").write_text(text, encoding="utf-8")
    record(tmp_path, passed_report())
    assert read_progress(tmp_path).katas["retired_kata"] == State(**state)


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_set_aside(tmp_path, text):
    """Whatever the damage, the file is kept under another name and the learner is told."""
    (tmp_path / "progress.json").write_text(text, encoding="utf-8")
    progress = read_progress(tmp_path)
    path = tmp_path / "progress.json"
    assert progress == Progress(
        note=f"{path} could not be read; it was set aside as progress.damaged-1.json"
    )
    assert tree(tmp_path) == {".progress.lock": "", "progress.damaged-1.json": text}


def test_a_file_that_is_no_text_is_set_aside(tmp_path):
    """Bytes that are not UTF-8 are damage like any other."""
    (tmp_path / "progress.json").write_bytes(b"\xff\xfe\x00")
    assert "progress.damaged-1.json" in read_progress(tmp_path).note
    assert (tmp_path / "progress.damaged-1.json").read_bytes() == b"\xff\xfe\x00"


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path):
    """Nothing that was set aside is lost."""
    for text in ("first", "second"):
        (tmp_path / "progress.json").write_text(text, encoding="utf-8")
        read_progress(tmp_path)
    assert tree(tmp_path) == {
        ".progress.lock": "",
        "progress.damaged-1.json": "first",
        "progress.damaged-2.json": "second",
    }


def test_a_file_that_is_whole_again_is_not_set_aside(tmp_path, monkeypatch):
    """Who saw damage, while somebody else already wrote a new file, leaves the new one alone."""
    (tmp_path / "progress.json").write_text("damaged", encoding="utf-8")

    parse, seen = progress_module._parse, []

    def damaged_then_recorded(text):
        if not seen:
            seen.append(text)
            with pytest.raises(ValueError, match="Expecting value"):
                parse(text)
            record(tmp_path, passed_report())
            raise ValueError
        return parse(text)

    monkeypatch.setattr(progress_module, "_parse", damaged_then_recorded)
    assert read_progress(tmp_path).of("hello_app").tries == 1
    assert sorted(tree(tmp_path)) == [".progress.lock", "progress.damaged-1.json", "progress.json"]


def test_a_check_over_a_damaged_file_says_so(tmp_path):
    """The check counts all the same, and its reader hears of the damage."""
    (tmp_path / "progress.json").write_text("damaged", encoding="utf-8")
    progress = record(tmp_path, passed_report())
    assert "set aside as progress.damaged-1.json" in progress.note
    assert progress.katas["hello_app"].tries == 1


def test_an_interrupted_write_loses_nothing(tmp_path, monkeypatch):
    """Ctrl-C in the middle of writing leaves the progress as it was."""
    before = record(tmp_path, passed_report())

    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        record(tmp_path, failed_report())
    assert read_progress(tmp_path) == before


def test_an_interrupted_write_leaves_no_rubbish(tmp_path, monkeypatch):
    """Nor does it leave half a file under another name."""

    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        record(tmp_path, failed_report())
    assert tree(tmp_path) == {".progress.lock": ""}


def test_an_interrupt_after_the_write_is_told_as_one(tmp_path, monkeypatch):
    """Ctrl-C just after the file was replaced is no other error, and the record is there."""
    replaced = Path.replace

    def interrupt(path, target):
        replaced(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        record(tmp_path, passed_report())
    assert read_progress(tmp_path).of("hello_app").tries == 1


def test_a_kill_at_any_moment_loses_nothing(tmp_path):
    """Killed before or after any call that can change a file, nothing of before is lost."""
    kept = record(tmp_path, passed_report()).of("hello_app")
    moments = 0
    ended = False
    while not ended:
        before = read_progress(tmp_path).of("jwt_auth").tries
        ended = records_until_killed(tmp_path, moments)
        after = read_progress(tmp_path)
        assert (after.note, after.of("hello_app")) == ("", kept)
        assert after.of("jwt_auth").tries in ((before + 1,) if ended else (before, before + 1))
        moments += 1
    assert moments > 20
    assert sorted(tree(tmp_path)) == [".progress.lock", "progress.json"]


def records_until_killed(folder, moment):
    """Record in a process that dies at the *moment*, counted in calls; whether it came that far."""
    pid = os.fork()
    if pid == 0:
        moments = iter(range(moment))

        def die_at_the_moment(_frame, event, argument):
            touches = event in ("c_call", "c_return") and argument.__name__ in TOUCHING
            if touches and next(moments, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(die_at_the_moment)
            record(folder, failed_report())
            sys.setprofile(None)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == 0


def test_kills_of_writers_side_by_side_lose_nothing_that_was_recorded(tmp_path):
    """Of processes that record at once and are killed at random, every finished record is there."""
    random = Random(7)  # noqa: S311 - moments, not secrets
    recorded = dict.fromkeys(["first", "second"], 0)
    for _ in range(20):
        writers = {name: starts_recording(tmp_path, name) for name in recorded}
        for pid, pipe in writers.values():
            assert select.select([pipe], [], [], PATIENCE)[0], "nothing is recorded"
            select.select([], [], [], random.uniform(0, 0.02))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        progress = read_progress(tmp_path)
        assert progress.note == ""
        for name, (_, pipe) in writers.items():
            with os.fdopen(pipe, "rb") as file:
                told = recorded[name] + len(file.read())
            recorded[name] = progress.of(name).tries
            assert recorded[name] in (told, told + 1)


def starts_recording(folder, name):
    """Record checks of *name* in a process; return its id and a pipe with a byte for each."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            while True:
                record(folder, a_report(kata=name))
                os.write(theirs, b".")
        finally:
            os._exit(1)
    os.close(theirs)
    return pid, ours


def test_what_a_killed_process_left_is_removed(tmp_path):
    """A file that was never finished does not stay for ever."""
    (tmp_path / ".progress-x").write_text("half", encoding="utf-8")
    record(tmp_path, passed_report())
    assert ".progress-x" not in tree(tmp_path)


def test_two_at_the_same_time_lose_nothing(tmp_path):
    """Two checks that end at the same moment are both counted."""
    threads = [threading.Thread(target=record, args=(tmp_path, passed_report())) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_progress(tmp_path).of("hello_app").tries == 9


def test_the_first_format_is_read(tmp_path):
    """What was recorded by the first version of this file is still there."""
    state = {"tries": 3, "passed": 2, "total": 2, "first_passed": "2025-01-01T00:00:00+00:00"}
    text = json.dumps({"format": 1, "katas": {"hello_app": state}})
    (tmp_path / "progress.json").write_text(text, encoding="utf-8")
    assert read_progress(tmp_path).katas == {"hello_app": State(**state)}


def test_way_to_the_pass_is_recorded(tmp_path):
    """When each concept passed first, how many checks it took, and by which tests."""
    first, second = a_concept(id="first"), a_concept(id="second")
    failed = replace(second, outcome="failed")
    record(tmp_path, a_report(first, failed, started="2026-01-01T00:00:00+00:00"))
    record(tmp_path, a_report(first, failed, started="2026-01-02T00:00:00+00:00"))
    record(tmp_path, a_report(first, second, started="2026-01-03T00:00:00+00:00"), "abc")
    state = record(tmp_path, a_report(first, second, started="2026-01-04T00:00:00+00:00"), "def")

    assert state.of("hello_app") == State(
        tries=4, passed=2, total=2, tries_to_pass=3, suite="def",
        first_passed="2026-01-03T00:00:00+00:00",
        outcomes={"first": "passed", "second": "passed"},
        first_passes={"first": "2026-01-01T00:00:00+00:00", "second": "2026-01-03T00:00:00+00:00"},
        steps=(("2026-01-01T00:00:00+00:00", 1), ("2026-01-03T00:00:00+00:00", 2)),
    )  # fmt: skip
    assert read_progress(tmp_path) == state


def test_change_touches_nothing_else(tmp_path):
    """A field of one kata is set, and the rest stays."""
    record(tmp_path, passed_report())
    change(tmp_path, "routing", lambda state: replace(state, hints={"a": 2}))
    progress = read_progress(tmp_path)
    assert progress.of("routing") == State(hints={"a": 2})
    assert progress.of("hello_app").tries == 1
    assert progress.of("nothing") == State()


def test_the_file_is_replaced_whole(tmp_path):
    """A reader at the same time sees the old file or the new one, never a part."""
    record(tmp_path, passed_report())
    with (tmp_path / "progress.json").open(encoding="utf-8") as old:
        record(tmp_path, failed_report())
        assert list(json.load(old)["katas"]) == ["hello_app"]


def test_the_file_is_plain_to_read(tmp_path):
    """A learner who looks into it finds sorted JSON with a line end."""
    record(tmp_path, failed_report())
    record(tmp_path, passed_report())
    text = (tmp_path / "progress.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2) + "\n"
    assert list(json.loads(text)["katas"]) == ["hello_app", "jwt_auth"]
