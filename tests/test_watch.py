"""What a session of `kata watch` does with files, keys and checks; the checks are made by hand."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from builders import a_kata, tree
from checkouts import ANSWERS, SUBMISSIONS, TINY, edit
from interviews import an_interview

from checker import interview as interviews
from checker import runner, watch
from checker.catalog import Limits
from checker.changes import QUIET
from checker.errors import CheckerProblem
from checker.learning import Learner
from checker.progress import Progress, State
from checker.submission import read_submission
from checker.watch import Session, following_kata

SIZE = os.terminal_size((80, 24))
RIGHT = (ANSWERS / "tiny" / "app.py").read_text()
WRONG = (SUBMISSIONS / "swallows_every_url" / "app.py").read_text()


class Bench:
    """Stands for the process that makes checks."""

    def __init__(self):
        """Have *results*, to be handed out in order."""
        self.results = []
        self.submissions = []
        self.closed = self.dropped = 0

    def check(self, submission):
        """Note what is to be checked."""
        self.submissions.append(submission)

    def result(self):
        """Hand out the next result."""
        return self.results.pop(0)

    def drop(self):
        """Note that the result that is to come is of no use."""
        self.dropped += 1

    def close(self):
        """Note the end."""
        self.closed += 1


@pytest.fixture(scope="module")
def real_reports():
    """Return a report on the stub of the small kata, on a wrong answer and on the right one."""
    found = []
    answers = [ANSWERS.parent / "katas" / "tiny" / "stub", SUBMISSIONS / "swallows_every_url",
               ANSWERS / "tiny"]  # fmt: skip
    patient = replace(TINY, limits=Limits())
    runner.check_all(patient, [read_submission(path) for path in answers], found.append, seed=1)
    return SimpleNamespace(stub=found[0], wrong=found[1], right=found[2])


@pytest.fixture
def at(checkout, monkeypatch):
    """Return a session on the small kata in a copy of the checkout, and what belongs to it."""
    monkeypatch.chdir(checkout)
    bench = Bench()
    monkeypatch.setattr(watch, "Warm", lambda _: bench)
    learner = Learner(checkout)
    session = Session(learner, lambda kata, _: f"The solution of {kata.id}.", color=False)
    session.begin(learner.kata("tiny"))
    return SimpleNamespace(
        session=session, bench=bench, learner=learner, answer=checkout / "work" / "tiny" / "app.py"
    )


def seen(at):
    """Return what is shown."""
    return "\n".join(at.session.drawn(SIZE))


def check(at, report, now):
    """Let the check that is due at *now* end with *report*."""
    at.session.look(now)
    at.bench.results.append(report)
    at.session.take()


def save(at, text, now):
    """Save *text* as the answer at *now*, and look until it has come to rest."""
    at.answer.write_text(text)
    at.session.look(now)
    at.session.look(now + QUIET + 0.001)


def press(at, *keys):
    """Press *keys* one after the other."""
    return [at.session.press([key], SIZE.lines) for key in keys][-1]


def state(at):
    """Return what is recorded of the small kata."""
    return at.learner.progress.of("tiny")


def test_the_first_check_is_made_at_once(at):
    """The answer is there, or copied from the stub, and is judged without being saved."""
    assert "copied from the stub just now" in seen(at)
    assert "checking ..." in seen(at)
    at.session.look(0)
    assert len(at.bench.submissions) == 1


def test_a_check_is_recorded_as_any_other(at, real_reports):
    """Progress counts it, and the suite that was passed is known."""
    check(at, real_reports.stub, 0)
    assert (state(at).tries, state(at).first_passed) == (1, "")
    save(at, RIGHT, 10)
    check(at, real_reports.right, 20)
    assert (state(at).tries, state(at).passed) == (2, 3)
    assert state(at).suite == at.session.kata.suite_digest()


def test_a_verdict_is_shown(at, real_reports):
    """The table, the first failure in full, the bars."""
    check(at, real_reports.wrong, 0)
    assert "ok       says-hello" in seen(at)
    assert "expected 404, got 200" in seen(at)
    assert "2 of 3 concepts" in seen(at)
    assert "0 of 2 katas" in seen(at)


def test_a_check_begins_with_the_first_change_and_its_verdict_waits_for_the_files_to_rest(
    at, real_reports
):
    """What is shown and recorded is never of files that are still being written."""
    check(at, real_reports.stub, 0)
    at.answer.write_text(WRONG)
    check(at, real_reports.wrong, 10)
    assert len(at.bench.submissions) == 2
    at.session.look(10 + QUIET * 0.9)
    assert "expected 404, got 200" not in seen(at)
    assert state(at).tries == 1
    at.session.look(10 + QUIET * 1.1)
    assert "expected 404, got 200" in seen(at)
    assert state(at).tries == 2
    assert len(at.bench.submissions) == 2


def test_a_verdict_that_comes_after_the_files_have_come_to_rest_is_shown_at_once(at, real_reports):
    """Then it has nothing to wait for."""
    check(at, real_reports.stub, 0)
    save(at, WRONG, 10)
    check(at, real_reports.wrong, 20)
    assert "expected 404, got 200" in seen(at)
    assert len(at.bench.submissions) == 2


def test_a_check_that_runs_is_dropped_when_files_change_before_they_have_come_to_rest(
    at, real_reports
):
    """It is hurried, its result is forgotten, and the next one begins as soon as it is gone."""
    check(at, real_reports.stub, 0)
    at.answer.write_text(WRONG)
    at.session.look(10)
    at.answer.write_text(RIGHT)
    at.session.look(10 + QUIET / 2)
    assert (at.bench.dropped, len(at.bench.submissions)) == (1, 2)
    check(at, real_reports.wrong, 10 + QUIET * 0.6)
    check(at, real_reports.right, 10 + QUIET * 0.7)
    assert state(at).tries == 1
    at.session.look(10 + QUIET * 1.6)
    assert state(at).tries == 2
    assert "3 of 3 passed" in seen(at)
    assert len(at.bench.submissions) == 3


def test_a_verdict_that_waits_is_dropped_when_files_change_before_they_have_come_to_rest(
    at, real_reports
):
    """It was of files that nobody meant to be judged."""
    check(at, real_reports.stub, 0)
    at.answer.write_text(WRONG)
    check(at, real_reports.wrong, 10)
    at.answer.write_text(RIGHT)
    check(at, real_reports.right, 10 + QUIET / 2)
    at.session.look(10 + QUIET * 1.6)
    assert state(at).tries == 2
    assert "3 of 3 passed" in seen(at)


def test_a_change_that_cannot_be_seen_from_outside_is_found_in_the_end(at, real_reports):
    """Two writes within one tick of the clock leave time, size and inode as they were."""
    check(at, real_reports.stub, 0)
    at.answer.write_text(RIGHT)
    check(at, real_reports.right, 10)
    times = at.answer.stat()
    at.answer.write_text(RIGHT.replace("Hello", "Howdy"))
    os.utime(at.answer, ns=(times.st_atime_ns, times.st_mtime_ns))
    at.session.look(10 + QUIET * 1.1)
    assert state(at).tries == 1
    assert [b"Howdy" in one.data for one in at.bench.submissions] == [False, False, True]
    check(at, real_reports.wrong, 20)
    assert "expected 404, got 200" in seen(at)


def test_what_is_saved_again_without_a_change_goes_on_being_checked(at, real_reports):
    """An editor that touches a file after it has written it does not cost a second check."""
    check(at, real_reports.stub, 0)
    at.answer.write_text(RIGHT)
    check(at, real_reports.right, 10)
    at.answer.touch()
    at.session.look(10 + QUIET / 2)
    at.session.look(10 + QUIET * 1.1)
    assert state(at).tries == 1
    at.session.look(10 + QUIET * 1.6)
    assert state(at).tries == 2
    assert len(at.bench.submissions) == 2


def test_a_problem_that_comes_early_is_told_when_the_files_have_come_to_rest(at, real_reports):
    """And not at all if they change before: then what makes checks begins anew."""
    check(at, real_reports.stub, 0)
    for number, text in enumerate([WRONG, RIGHT]):
        at.answer.write_text(text)
        check(at, CheckerProblem("The sandbox could not be opened"), 10 + number * QUIET / 2)
    assert "could not be opened" not in seen(at)
    assert at.bench.closed == 2
    at.session.look(10 + QUIET * 1.6)
    assert "The sandbox could not be opened" in seen(at)


def test_changes_during_a_check_lead_to_one_more(at, real_reports):
    """However often files change during a check, there is one more check, of the last state."""
    at.session.look(0)
    save(at, WRONG, 10)
    save(at, RIGHT, 20)
    assert len(at.bench.submissions) == 1
    check(at, real_reports.stub, 30)
    at.session.look(31)
    assert len(at.bench.submissions) == 2
    check(at, real_reports.right, 32)
    at.session.look(40)
    assert len(at.bench.submissions) == 2
    assert "3 of 3 passed" in seen(at)


def test_a_change_at_the_end_of_a_check_is_waited_for_too(at, real_reports):
    """One more check is made, but its verdict waits until the files have come to rest again."""
    at.session.look(0)
    save(at, WRONG, 10)
    at.answer.write_text(RIGHT)
    check(at, real_reports.stub, 20)
    check(at, real_reports.right, 20 + QUIET / 2)
    assert state(at).tries == 1
    at.session.look(20 + QUIET * 1.1)
    assert state(at).tries == 2
    assert len(at.bench.submissions) == 2


def test_an_answer_that_cannot_be_read_is_tried_again_when_saved(at, real_reports):
    """A link instead of a file is told, and watching goes on."""
    check(at, real_reports.stub, 0)
    link = at.answer.with_name("link.py")
    link.symlink_to(at.answer)
    at.session.look(10)
    assert "could not be checked" not in seen(at)  # it may be half written
    at.session.look(11)
    assert "work/tiny/link.py: a link or no regular file" in seen(at)
    link.unlink()
    at.session.look(20)
    at.session.look(21)
    check(at, real_reports.stub, 22)
    assert "could not be checked" not in seen(at)


def test_a_problem_of_the_checker_is_shown_and_what_makes_checks_begins_anew(at, real_reports):
    """The process that could not check is ended; the next save starts another."""
    check(at, CheckerProblem("The sandbox could not be opened"), 0)
    assert "The sandbox could not be opened" in seen(at)
    assert at.session.warm is None
    assert state(at).tries == 0
    save(at, WRONG, 10)
    check(at, real_reports.wrong, 20)
    assert "expected 404, got 200" in seen(at)


def test_damaged_progress_is_told(at, real_reports):
    """A file that was set aside is mentioned, as by any check."""
    (at.answer.parents[1] / "progress.json").write_text("{")
    check(at, real_reports.stub, 0)
    assert "could not be read" in seen(at)


def test_n_goes_on_when_passed(at, real_reports):
    """The next kata is begun, watched and checked."""
    check(at, real_reports.right, 0)
    press(at, "n")
    assert at.session.kata.id == "shop"
    assert "Your answer begins at work/shop/app.py" in seen(at)
    at.session.look(1)
    assert len(at.bench.submissions) == 2
    assert at.bench.closed == 1


def test_n_asks_once_when_not_passed(at, real_reports):
    """A second n goes on anyway."""
    check(at, real_reports.stub, 0)
    press(at, "n")
    assert "Not passed yet: n again to go on anyway." in seen(at)
    assert at.session.kata.id == "tiny"
    press(at, "n")
    assert at.session.kata.id == "shop"


@pytest.mark.parametrize("key", ["n", "x"])
def test_another_key_or_a_verdict_withdraws_a_question(at, real_reports, key):
    """Only the same key, right afterwards, is a yes."""
    check(at, real_reports.stub, 0)
    before = tree(at.answer.parent)
    press(at, key, "a", key)
    save(at, WRONG, 10)
    check(at, real_reports.wrong, 20)
    assert " again " not in seen(at)
    press(at, key)
    assert at.session.kata.id == "tiny"
    assert tree(at.answer.parent) == before | {"app.py": WRONG}


def test_n_after_everything_is_passed_stays(at, real_reports):
    """There is nowhere to go, and that is said."""
    at.learner.change(at.learner.kata("shop"), first_passed="2026-01-31T12:00:00+00:00")
    check(at, real_reports.right, 0)
    press(at, "n")
    assert at.session.kata.id == "tiny"
    assert "no other kata" in seen(at)


def test_h_takes_one_more_hint_and_shows_it(at, real_reports):
    """A hint of the first open concept is recorded and stays until the concept is passed."""
    check(at, real_reports.stub, 0)
    press(at, "h")
    assert "Return the text from a view." in seen(at)
    assert state(at).hints == {"says-hello": 1}
    save(at, WRONG, 10)
    check(at, real_reports.wrong, 20)
    assert "Return the text from a view." not in seen(at)


def test_a_opens_all_failures_and_closes_them(at, real_reports):
    """Every concept that did not pass is shown in full, and with the next a only the first."""
    check(at, real_reports.stub, 0)
    at.session.press(["a"], 24)
    everything = "\n".join(at.session.drawn(os.terminal_size((80, 100))))
    assert "An unknown URL must answer 404." in everything
    press(at, "a")
    assert "also open: refuses-unknown-urls   (all of them: a)" in seen(at)


def test_d_shows_what_changed(at, real_reports):
    """Outcomes and lines, from the check before to the last one."""
    check(at, real_reports.stub, 0)
    press(at, "d")
    assert "takes two checks" in seen(at)
    save(at, WRONG, 10)
    check(at, real_reports.wrong, 20)
    press(at, "d")
    assert "says-hello      failed -> ok" in seen(at)
    assert '  | -"""Your answer to "Tiny"."""' in seen(at)


def test_l_lists_the_katas(at, real_reports):
    """The list is the one of `kata list`."""
    check(at, real_reports.right, 0)
    press(at, "l")
    assert "tiny  easy        5 min  passed  Tiny" in seen(at)


def test_s_says_what_to_type_until_it_is_allowed(at, real_reports):
    """Who has not passed is told how to give up."""
    check(at, real_reports.stub, 0)
    press(at, "s")
    assert "  make solution KATA=tiny ARGS=--give-up" in seen(at)
    assert "The solution of tiny." not in seen(at)


@pytest.mark.parametrize("fields", [{"given_up": "2026-01-31"}, {"first_passed": "2026-01-31"}])
def test_s_shows_the_solution_when_it_is_allowed(at, real_reports, fields):
    """After passing, or giving up, it is opened."""
    check(at, real_reports.stub, 0)
    at.learner.change(at.session.kata, **fields)
    press(at, "s")
    assert "The solution of tiny." in seen(at)


def test_x_begins_anew_after_asking_and_keeps_a_backup(at, real_reports):
    """The stub is back, and what was there is where the screen says."""
    save(at, RIGHT, 0)
    check(at, real_reports.right, 1)
    press(at, "x")
    assert "x again puts work/tiny aside" in seen(at)
    assert at.answer.read_text() == RIGHT
    press(at, "x")
    backup = next((at.answer.parents[1] / ".backups" / "tiny").iterdir())
    assert (backup / "app.py").read_text() == RIGHT
    assert "still to be written" in at.answer.read_text()
    assert f"work/.backups/tiny/{backup.name}" in seen(at)
    at.session.look(10)
    check(at, real_reports.stub, 11)
    assert f"work/.backups/tiny/{backup.name}" in seen(at)


@pytest.mark.parametrize("key", ["d", "l", "?"])
@pytest.mark.parametrize("back", ["the same", "escape", "a verdict"])
def test_a_page_is_left_again(at, real_reports, key, back):
    """The same key, Esc and a new verdict lead back to the verdict."""
    check(at, real_reports.stub, 0)
    before = seen(at)
    press(at, key)
    assert seen(at) != before
    if back == "a verdict":
        save(at, WRONG, 10)
        check(at, real_reports.wrong, 20)
    else:
        press(at, key if back == "the same" else back)
    assert "core     " in seen(at)


def test_one_page_leads_to_another(at, real_reports):
    """From the help to the list there is no detour."""
    check(at, real_reports.stub, 0)
    press(at, "?", "l")
    assert "5 min" in seen(at)


@pytest.mark.parametrize("key", ["n", "x", "h", "s"])
def test_keys_that_act_do_nothing_while_a_check_is_made(at, real_reports, key):
    """They say that they are not carried out, and are not carried out later."""
    at.session.look(0)
    before = tree(at.answer.parents[1])
    press(at, key, key)
    assert f"A check is being made; {key} after it." in seen(at)
    assert at.session.kata.id == "tiny"
    assert tree(at.answer.parents[1]) == before
    check(at, real_reports.stub, 1)
    assert state(at).hints == {}
    assert "A check is being made" not in seen(at)


def test_of_keys_that_come_together_only_the_first_is_carried_out(at, real_reports):
    """A key that is held down does not answer the question that it asks."""
    check(at, real_reports.stub, 0)
    assert at.session.press(["n", "n", "n"], SIZE.lines)
    assert at.session.kata.id == "tiny"


def test_q_is_never_missed(at):
    """Among other keys, and while a check is made."""
    at.session.look(0)
    assert not at.session.press(["x", "h", "q"], SIZE.lines)


def test_unknown_keys_do_nothing(at, real_reports):
    """A slip is not punished."""
    check(at, real_reports.stub, 0)
    press(at, "k")
    before = seen(at)
    assert press(at, "k", "", "Q")
    assert seen(at) == before


def test_a_long_page_is_scrolled(at, real_reports):
    """By half a screen or by a line, and never beyond its ends."""
    check(at, real_reports.stub, 0)
    small = os.terminal_size((80, 12))
    pages = []
    for key in ["", "down", "up", "space", "b", "b", *["page down"] * 9]:
        at.session.press([key], small.lines)
        pages.append(at.session.drawn(small))
    top, down, up, space, b, further, *_, end = pages
    assert down[1] == top[2]
    assert space[1] == top[7]
    assert top == up == b == further
    assert " below" not in end[-3]


def test_an_error_behind_a_key_is_shown(at, real_reports):
    """What would end a command with a message is a message here."""
    check(at, real_reports.stub, 0)
    edit(at.learner.root / "katas" / "shop" / "kata.toml", "minutes = 20", "minuts = 20")
    press(at, "l")
    assert "unknown field 'minuts'. Did you mean 'minutes'?" in seen(at)


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ("wrong", "tiny: 2 of 3 concepts passed. To go on: make watch KATA=tiny"),
        ("right", "tiny: 3 of 3 concepts passed. To go on: make watch"),
    ],
)
def test_leaving_says_how_to_go_on(at, real_reports, report, told):
    """The last line names the kata, how far it is, and the command."""
    check(at, getattr(real_reports, report), 0)
    assert at.session.farewell() == told


# During an interview


def interview_runs(at, minutes=60, *, katas=("tiny",)):
    """Let an interview about *katas* run that has so many minutes left."""
    now = datetime.now(UTC)
    times = {"started": now - timedelta(minutes=10), "ends": now + timedelta(minutes=minutes)}
    running = an_interview(katas=katas, fresh={}, **times)
    interviews.change(at.learner.workspace.folder, lambda _: running)
    return running


def test_the_time_that_is_left_is_shown_and_goes_down(at, real_reports):
    """It stands beside the bar of the kata, and is drawn anew when a minute is over."""
    interview_runs(at, minutes=60)
    check(at, real_reports.stub, 0)
    assert "0 of 3 concepts   interview: 60 minutes left" in seen(at)
    assert "of 2 katas" not in seen(at)
    interview_runs(at, minutes=1)
    assert at.session.look(1) == 0
    assert "interview: 1 minute left" in seen(at)
    assert at.session.look(2) > 0


def test_the_end_of_an_interview_is_shown(at, real_reports):
    """Who edits on after the time is told, and what to do."""
    interview_runs(at, minutes=-1)
    check(at, real_reports.stub, 0)
    at.session.look(1)
    assert "interview over: make interview" in seen(at)


@pytest.mark.parametrize("key", ["h", "s"])
@pytest.mark.parametrize("fields", [{}, {"given_up": "2026-01-31"}])
def test_help_is_refused_with_the_reason(at, real_reports, key, fields):
    """An interview has no hints and no solutions, also for a kata that was given up before."""
    check(at, real_reports.stub, 0)
    at.learner.change(at.session.kata, **fields)
    interview_runs(at)
    press(at, key)
    assert "Hints and solutions are closed until" in seen(at)
    assert "your interview runs, 60 minutes left" in " ".join(seen(at).split())
    assert "Return the text from a view." not in seen(at)
    assert "The solution of tiny." not in seen(at)
    assert state(at).hints == {}


def test_every_check_is_kept_for_the_debrief(at, real_reports):
    """What was checked, and the answer as it was, are with the interview."""
    running = interview_runs(at)
    folder = at.learner.workspace.folder
    now = datetime.now(UTC)
    reports = [replace(report, started=(now + timedelta(seconds=n)).isoformat())
               for n, report in enumerate([real_reports.stub, real_reports.right])]  # fmt: skip
    check(at, reports[0], 0)
    save(at, RIGHT, 10)
    check(at, replace(reports[1], digest=at.session.attempt.submission.digest), 20)
    kept, _ = interviews.read_snapshots(folder, running)
    assert [one.outcomes["says-hello"] for one in kept] == ["failed", "passed"]
    answer = interviews.read_answer(folder, running, "tiny", kept[1].digest)
    assert RIGHT.encode() in answer


def test_a_pass_does_not_offer_what_is_refused(at, real_reports):
    """The solution is not offered while it is closed."""
    interview_runs(at)
    check(at, real_reports.right, 0)
    at.session.look(1)
    assert "All concepts passed. n goes on." in seen(at)


def test_n_stays_within_the_interview(at, real_reports):
    """It goes on to the next kata that was asked, and to no other."""
    interview_runs(at, katas=("tiny",))
    check(at, real_reports.right, 0)
    press(at, "n")
    assert at.session.kata.id == "tiny"
    interview_runs(at, katas=("tiny", "shop"))
    press(at, "n")
    assert at.session.kata.id == "shop"


# The kata that follows

COURSE = [a_kata(id=name) for name in ("one", "two", "three")]
DONE = State(first_passed="2026-01-31T12:00:00+00:00")


@pytest.mark.parametrize(
    ("passed", "started", "current", "following"),
    [
        (["one"], ["one"], 0, "two"),
        (["one"], ["one", "three"], 0, "three"),  # one that was begun comes first
        (["one", "two"], [], 1, "three"),
        (["three"], [], 2, "one"),
        (["one", "two", "three"], [], 2, None),
        ([], ["one"], 0, "two"),  # skipped, although it was begun
        ([], ["one", "two"], 1, "three"),  # and not back to the one that was skipped before
        ([], ["one", "two", "three"], 2, "one"),
        (["two"], ["one"], 0, "three"),
        (["one", "three"], ["two"], 1, None),
    ],
)
def test_the_following_kata(passed, started, current, following):
    """After a pass it is the one to go on with; after a skip the next open one of the course."""
    known = Progress(dict.fromkeys(passed, DONE))
    found = following_kata(COURSE, COURSE[current], known, set(started))
    assert (found and found.id) == following
