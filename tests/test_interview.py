import json
import tarfile
import threading
from dataclasses import replace
from datetime import timedelta
from itertools import count, takewhile

import pytest
from builders import a_concept, a_kata, a_report, a_test, faulty_report, problem_report, tree
from interviews import (
    START,
    a_closed_interview,
    a_snapshot,
    an_interview,
    at,
    digest,
    killed_before,
)

from checker import interview as interviews
from checker.errors import KataError
from checker.interview import Taken
from checker.learning import Learner, give_up, take_hint
from checker.report import Fault
from checker.submission import pack_files

DAMAGE = {
    "empty": "",
    "text": "hello",
    "broken-off": '{"format": 1, "id": "2026-01',
    "list": "[]",
    "null": "null",
    "no-format": "{}",
    "deep": "[" * 100_000,
}
WRONG = {
    "later-format": {"format": 2},
    "id-climbs-out": {"id": "../../2026-01-31-140000"},
    "id-as-number": {"id": 3},
    "preset-as-number": {"preset": 3},
    "no-time": {"started": "yesterday"},
    "time-without-zone": {"started": "2026-01-31T14:00:00"},
    "ends-before-it-begins": {"ends": "2026-01-31T13:00:00+01:00"},
    "no-katas": {"katas": []},
    "katas-as-number": {"katas": 3},
    "kata-climbs-out": {"katas": ["../routing"]},
    "digest-as-number": {"fresh": {"routing": 3}},
    "backups-as-list": {"backups": []},
    "closed-without-answers": {"closed": "2026-01-31T15:30:00+01:00"},
    "taken-as-text": {"taken": {"routing": "yes"}},
    "digest-climbs-out": {
        "taken": {"routing": {"digest": "../../" + 58 * "a", "newer": [], "problem": ""}}
    },
    "files-as-numbers": {"taken": {"routing": {"digest": "", "newer": [3], "problem": ""}}},
}


@pytest.fixture
def folder(tmp_path):
    """Return ``work/`` with an interview of 90 minutes."""
    folder = tmp_path / "work"
    begin(folder, an_interview())
    return folder


def begin(folder, interview):
    """Write *interview* to *folder*."""
    interviews.change(folder, lambda _: interview)


def a_check(minute, outcome="passed", **fields):
    """Return a report on routing that began so many minutes after the start."""
    concept = a_concept(id="answers", outcome=outcome)
    usual = {"kata": "routing", "started": at(minute).isoformat(timespec="seconds")}
    return a_report(concept, **(usual | fields))


def note(folder, report, text="answer\n"):
    """Note *report* on an answer with *text* in it; return what is said."""
    submission = pack_files({"app.py": text.encode()}, name="work/routing")
    return interviews.note(folder, replace(report, digest=submission.digest), submission)


def snapshots(folder):
    """Return the snapshots of the interview in *folder*."""
    interview, _ = interviews.read(folder)
    found, notes = interviews.read_snapshots(folder, interview)
    assert notes == []
    return found


@pytest.fixture
def now(monkeypatch):
    """Let it be another time, so many minutes after the start of the interview."""

    def set_now(minutes):
        class Clock(interviews.datetime):
            @classmethod
            def now(cls, tz=None):
                return at(minutes).astimezone(tz)

        monkeypatch.setattr(interviews, "datetime", Clock)

    return set_now


# The clock


@pytest.mark.parametrize(
    ("time", "runs", "left"),
    [
        (START, True, 90),
        (at(0, 1), True, 90),
        (at(1), True, 89),
        (at(49, 30), True, 41),
        (at(89), True, 1),
        (at(89, 59), True, 1),
        (at(90), False, 0),
        (at(1000), False, 0),
        (at(-5), True, 90),
    ],
)
def test_the_time_is_what_a_clock_on_the_wall_says(time, runs, left):
    """It runs from the start to its end, and never has more minutes left than it began with."""
    assert (an_interview().runs(time), an_interview().minutes_left(time)) == (runs, left)


def test_an_interview_that_was_ended_early_is_over():
    """Its end is when it was ended, and it does not run any more."""
    interview = a_closed_interview(closed=at(41))
    assert (interview.over, interview.runs(at(42))) == (at(41), False)


def test_an_interview_that_was_found_late_was_over_at_its_end():
    """Whoever comes back the next morning has not had all night."""
    assert a_closed_interview(closed=at(900)).over == at(90)


def test_another_time_zone_changes_nothing():
    """A laptop that has travelled knows how much time is left."""
    elsewhere = at(49).astimezone(interviews.UTC) + timedelta(seconds=30)
    assert an_interview().minutes_left(elsewhere) == 41


# The file


def test_no_file_is_no_interview(tmp_path):
    """Who has begun none has none, and that is no damage."""
    assert interviews.read(tmp_path / "work") == (None, "")


@pytest.mark.parametrize(
    "interview",
    [
        an_interview(),
        an_interview(preset="", fresh={}, backups={"routing": ".backups/routing/x"}),
        a_closed_interview(routing=Taken(digest=digest("d"), newer=("a\x1b.py",), problem="x")),
    ],
    ids=["running", "named", "closed"],
)
def test_what_was_written_is_read_again(tmp_path, interview):
    """The interview outlives the process, whatever is in it."""
    begin(tmp_path, interview)
    assert interviews.read(tmp_path) == (interview, "")


def damaged():
    """Return texts that are no interview, by name."""
    told = interviews._told(an_interview())
    return DAMAGE | {name: json.dumps(told | wrong) for name, wrong in WRONG.items()}


@pytest.mark.parametrize("text", damaged().values(), ids=damaged().keys())
def test_a_damaged_file_is_set_aside(tmp_path, text):
    """Whatever the damage, the file is kept under another name and the learner is told."""
    (tmp_path / "interview.json").write_text(text, encoding="utf-8")
    interview, said = interviews.read(tmp_path)
    assert interview is None
    assert "it was set aside as interview.damaged-1.json" in said
    assert ".interviews" in said
    assert tree(tmp_path) == {".interview.lock": "", "interview.damaged-1.json": text}


def test_two_at_the_same_time_wait_for_each_other(folder):
    """What one has written, the other sees."""

    def count_up(interview):
        minutes = int(interview.preset or 0) + 1
        return replace(interview, preset=str(minutes))

    begin(folder, an_interview(preset=""))
    threads = [
        threading.Thread(target=interviews.change, args=(folder, count_up)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert interviews.read(folder)[0].preset == "8"


def test_an_interview_that_is_done_leaves_the_way_free(folder):
    """Its file lies beside its records, and the next one may begin."""
    interviews.archive(folder, an_interview())
    assert interviews.read(folder) == (None, "")
    assert ".interviews/2026-01-31-140000/interview.json" in tree(folder)


def test_another_interview_is_not_taken_away(folder):
    """Who ends one twice at the same moment does not end the one that was begun in between."""
    begin(folder, an_interview(id="2026-02-01-090000"))
    interviews.archive(folder, an_interview())
    assert interviews.read(folder)[0].id == "2026-02-01-090000"


# Hints and solutions


def test_help_is_refused_while_the_clock_runs(folder):
    """The refusal says until when, and what to type."""
    with pytest.raises(KataError) as caught:
        interviews.refuse_while_running(folder, at(49))
    assert "closed until 15:30" in str(caught.value)
    assert "41 minutes left" in str(caught.value)
    assert "make interview ARGS=--end" in str(caught.value)


def test_help_is_there_before_and_after(folder, tmp_path):
    """Without an interview, after its time, and after an early end, nothing is refused."""
    interviews.refuse_while_running(tmp_path / "other")
    interviews.refuse_while_running(folder, at(90))
    begin(folder, a_closed_interview(closed=at(3)))
    interviews.refuse_while_running(folder, at(4))


@pytest.mark.parametrize("ask", [take_hint, give_up])
def test_hints_and_solutions_are_closed_during_an_interview(folder, now, ask):
    """Whoever asks for a hint or the solution of any kata gets neither, and nothing is counted."""
    learner = Learner(folder.parent)
    now(10)
    with pytest.raises(KataError, match=r"closed until 15:30"):
        ask(learner, a_kata())
    assert "progress.json" not in tree(folder)
    now(90)
    ask(learner, a_kata())
    assert "progress.json" in tree(folder)


# Checks


def test_a_check_is_kept_with_its_answer(folder, now):
    """Outcomes, time, and the answer as it was then, in an archive that tar can read."""
    now(13)
    said = note(folder, a_check(12, outcome="failed"), "mine\n")
    (kept,) = snapshots(folder)
    assert (kept.time, kept.outcomes) == (at(12), {"answers": "failed"})
    assert said == "77 minutes left. Edit work/routing/app.py, then: make check KATA=routing"
    path = interviews.answer_path(folder, an_interview(), "routing", kept.digest)
    with tarfile.open(path, "r:gz") as archive:
        assert archive.extractfile("app.py").read() == b"mine\n"


def test_what_was_asked_is_kept():
    """Of each concept the first requirement that was not met; of a fault what it said."""
    tests = tuple(a_test(outcome=o, requirement=f"{o} {n}.") for n, o in
                  enumerate(["passed", "failed", "failed"]))  # fmt: skip
    report = a_report(a_concept(outcome="failed", tests=tests))
    assert interviews.snapshot_of(report).asked == {"says-hello": "failed 1."}
    fault = faulty_report(Fault(kind="syntax", message="'(' was never closed"))
    assert interviews.snapshot_of(fault).fault == "'(' was never closed"
    assert interviews.snapshot_of(problem_report()).problem == "the suite did not decide"


def test_a_check_that_passed_says_where_to_go_on(folder, now):
    """There is still time for the other katas."""
    now(89)
    assert note(folder, a_check(88)) == "1 minute left. Where you stand: make interview"


def test_a_check_that_began_in_time_counts(folder, now):
    """The end of a check may be after the end of the interview."""
    now(91)
    assert note(folder, a_check(89)) == "the time is up. See how it went: make interview"
    assert len(snapshots(folder)) == 1


@pytest.mark.parametrize(
    "report", [a_check(90), a_check(91), a_check(5, kata="hello_app")], ids=["0", "later", "other"]
)
def test_other_checks_are_not_kept(folder, report):
    """A check after the end, or of another kata, is an ordinary one."""
    assert note(folder, report) == ""
    assert snapshots(folder) == []


def test_without_an_interview_nothing_is_kept(tmp_path):
    """An ordinary check leaves nothing behind."""
    assert note(tmp_path, a_check(5)) == ""
    assert tree(tmp_path) == {}


def test_an_early_end_is_an_end(folder):
    """A check after the interview was ended is not a part of it."""
    begin(folder, a_closed_interview(closed=at(10)))
    assert note(folder, a_check(11)) == ""


def test_checks_at_the_same_time_are_all_kept(folder):
    """Several terminals lose nothing to each other."""
    threads = [
        threading.Thread(target=note, args=(folder, a_check(5), f"{number}\n"))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(snapshots(folder)) == 8
    assert len(list(folder.rglob("*.tar.gz"))) == 8


def test_a_damaged_record_is_set_aside(folder):
    """The others are read, and the learner is told."""
    note(folder, a_check(5), "first\n")
    note(folder, a_check(6), "second\n")
    path = min(interviews.records(folder, an_interview()).glob("*.check.json"))
    path.write_text('{"format": 1', encoding="utf-8")
    found, notes = interviews.read_snapshots(folder, an_interview())
    assert [snapshot.time for snapshot in found] == [at(6)]
    assert len(notes) == 1
    assert "damaged-1.json" in notes[0]
    assert snapshots(folder) == found


@pytest.mark.parametrize(
    "wrong",
    [{"format": 2}, {"kata": "../x"}, {"digest": "x"}, {"final": 1}, {"outcomes": {"a": 1}}],
    ids=["format", "kata", "digest", "final", "outcomes"],
)
def test_a_record_of_another_kind_is_damage(folder, wrong):
    """What does not fit is not believed."""
    note(folder, a_check(5))
    (path,) = interviews.records(folder, an_interview()).glob("*.check.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | wrong), encoding="utf-8")
    assert interviews.read_snapshots(folder, an_interview())[0] == []


def test_a_check_that_is_killed_loses_nothing(tmp_path):
    """Killed before any change of a file: what was kept is there, and the next check is kept."""
    folder = tmp_path / "work"

    def prepare():
        begin(folder, an_interview())
        note(folder, a_check(1), "first\n")

    def second():
        note(folder, a_check(2), "second\n")

    prepare()
    steps = list(takewhile(lambda step: killed_before(step, second, folder), count(1)))
    assert len(steps) > 3
    assert interviews.read(folder) == (an_interview(), "")
    assert [snapshot.time for snapshot in snapshots(folder)] == [at(1), at(2)]
    for path in folder.rglob("*.tar.gz"):
        with tarfile.open(path) as archive:
            assert archive.getnames() == ["app.py"]


# What is left to be checked


@pytest.mark.parametrize(
    ("checks", "taken", "expected"),
    [
        ([], "a", False),
        ([], "d", True),
        ([a_snapshot(5, letter="c")], "c", False),
        ([a_snapshot(5, letter="c")], "d", True),
        ([a_snapshot(5, letter="c")], "a", True),
        ([a_snapshot(5, letter="c"), a_snapshot(6, letter="d")], "c", True),
        ([a_snapshot(5, letter="c", problem="broken")], "c", True),
        ([a_snapshot(5, letter="d", kata="jwt_auth")], "d", True),
    ],
    ids=["stub", "unchecked", "checked", "changed", "reset", "back", "undecided", "other"],
)
def test_an_answer_is_checked_at_the_end_if_it_is_another(checks, taken, expected):
    """Another than in the last check that decided; the stub itself is not worth one."""
    interview = a_closed_interview(routing=Taken(digest=digest(taken)))
    assert interviews.to_be_checked(interview, checks, "routing") is expected


def test_an_answer_that_was_kept_from_before_is_checked():
    """It is not the stub, even if it was not changed."""
    interview = replace(a_closed_interview(), fresh={})
    assert interviews.to_be_checked(interview, [], "routing")


def test_an_answer_that_could_not_be_taken_is_not_checked():
    """There is nothing to be checked."""
    interview = a_closed_interview(routing=Taken(problem="a link"))
    assert not interviews.to_be_checked(interview, [], "routing")
