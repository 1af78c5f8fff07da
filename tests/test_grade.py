"""The run of a grading: each answer is checked once, kept, and not again without need."""

import os
import pickle
import shutil
import subprocess
import sys
from functools import partial

import pytest
from builders import a_concept, a_report, a_tar, a_zip, tar_of, write_files
from builders import a_member as a_link
from checkouts import ALL_PASSED, ANSWERS, CHECKOUT, SHOP, SUBMISSIONS, TINY, edit, outcomes
from gradings import an_assessment

from checker import catalog, grade, pool, runner
from checker.errors import CheckerProblem, KataError
from checker.grading import score
from checker.report import LEVELS
from checker.store import Store
from checker.submission import read_submission

BOTH = [TINY, SHOP]
APP = (ANSWERS / "tiny" / "app.py").read_bytes()
WRONG = (SUBMISSIONS / "wrong_form" / "app.py").read_bytes()
ENDLESS = b"while True:\n    pass\n"
BOMB = b"import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n"
OWN_TEST = b"from app import create_app\n\n\ndef test_own():\n    assert create_app()\n"
FRESH = """
import pickle, sys
from checker import runner
kata, load = pickle.load(sys.stdin.buffer)
reports = []
runner.run_jobs(kata, [load()], reports.append)
sys.stdout.buffer.write(pickle.dumps(reports[0]))
"""


class Fake:
    """An executor that judges nothing: every answer that can be read passes, unless told else."""

    def __init__(self, outcome=None, most=None):
        """Give *outcome* to all; be interrupted after *most*."""
        self.outcome, self.most = outcome, most
        self.done = []

    def __call__(self, tasks):
        """Do one after the other, the last first."""
        for number in reversed(range(len(tasks))):
            if len(self.done) == self.most:
                raise KeyboardInterrupt
            yield number, self.judge(tasks[number])

    def judge(self, task):
        """Return what comes of *task*."""
        try:
            job = task.load()
        except KataError as error:
            self.done.append(task.kata.id)
            return error
        self.done.append(f"{task.kata.id} {job.submission.shown.split('handed-in/')[1]}")
        if isinstance(self.outcome, KataError):
            return self.outcome
        concepts = [a_concept(outcome=self.outcome or "passed")]
        digest = job.submission.digest
        return a_report(*concepts, kata=task.kata.id, digest=digest, seed=job.seed)


def grade_all(folder, execute, katas=None, **options):
    """Grade what lies in *folder*, into the folder beside it."""
    katas = katas or BOTH
    store = Store(folder.parent / "out")
    told = []
    with store.hold():
        rules = options.pop("rules", an_assessment(*[kata.id for kata in katas]))
        grading = grade.grade(
            folder, rules, katas, store=store, execute=execute, tell=told.append, **options
        )
    return grading, told


@pytest.fixture
def handed_in(tmp_path):
    """Return a folder with what two candidates handed in."""
    folder = tmp_path / "handed-in"
    files = {"tiny/app.py": "tiny = 1\n", "shop/app.py": "shop = 1\n"}
    return write_files(folder, {f"{who}/{n}": t for who in ("ann", "bo") for n, t in files.items()})


# What is checked


def test_every_answer_has_its_result(handed_in):
    """In the order of names and of the assessment, in whatever order the executor brings them."""
    grading, told = grade_all(handed_in, Fake(), seed=5)
    assert [who.name for who in grading.candidates] == ["ann", "bo"]
    assert [[r.kata for r in who.reports] for who in grading.candidates] == [["tiny", "shop"]] * 2
    assert {report.seed for who in grading.candidates for report in who.reports} == {5}
    assert [(s.done, s.total, s.kept) for s in told] == [(n, 4, 0) for n in range(5)]
    assert grade.all_graded(grading)
    assert grading.environment["python"]


def test_second_run_checks_nothing(handed_in):
    """All results of the first still count, and are the same."""
    first = grade_all(handed_in, Fake())[0]
    again = Fake()
    second, told = grade_all(handed_in, again)
    assert again.done == []
    assert second == first
    assert [(s.done, s.total, s.kept) for s in told] == [(0, 0, 4)]


def test_only_what_has_changed_is_checked(handed_in):
    """A new line in one answer, and a new candidate."""
    grade_all(handed_in, Fake())
    write_files(handed_in, {"ann/tiny/app.py": "tiny = 2\n"})
    (handed_in / "cy.zip").write_bytes(a_zip({"shop/app.py": b""}))
    again = Fake()
    grade_all(handed_in, again)
    assert sorted(again.done) == ["shop cy.zip", "tiny ann/tiny", "tiny cy.zip"]


def test_changed_suite_is_asked_again(handed_in, checkout):
    """The answers to that kata only."""
    grade_all(handed_in, Fake())
    edit(checkout / "katas/tiny/hidden/test_greetings.py", '"""', '"""Now: ')
    again = Fake()
    grade_all(handed_in, again, [catalog.load_kata(checkout, "tiny"), SHOP])
    assert sorted(again.done) == ["tiny ann/tiny", "tiny bo/tiny"]


def test_changed_checker_is_asked_again(handed_in, monkeypatch):
    """What judges is part of every verdict."""
    grade_all(handed_in, Fake())
    monkeypatch.setattr(grade, "_checker", lambda: "another")
    again = Fake()
    grade_all(handed_in, again)
    assert len(again.done) == 4


def test_digest_of_the_checker_is_that_of_what_judges(tmp_path, monkeypatch):
    """Not of what only shows, nor of what Python leaves behind."""
    shutil.copytree(CHECKOUT / "katas", tmp_path / "checker")
    monkeypatch.setattr(grade, "__file__", str(tmp_path / "checker" / "grade.py"))
    before = grade._checker()
    write_files(tmp_path / "checker", {"render/page/x.css": "1", "render/y.py": "", "z.pyc": ""})
    assert grade._checker() == before
    write_files(tmp_path / "checker", {"suite/pytest.ini": "1"})
    assert grade._checker() != before


def test_changed_rules_of_the_score_check_nothing(handed_in):
    """Weights and pass mark are applied to the results that are there."""
    grade_all(handed_in, Fake())
    again = Fake()
    rules = an_assessment("tiny", "shop", pass_mark=99, weights=dict.fromkeys(LEVELS, 9.0))
    grading = grade_all(handed_in, again, rules=rules)[0]
    assert again.done == []
    assert grading.assessment.pass_mark == 99


@pytest.mark.parametrize("options", [{"seed": 6}, {"regrade": True}])
def test_all_is_checked_again_if_that_is_asked_for(handed_in, options):
    """With other values, or with the same."""
    first = grade_all(handed_in, Fake(), seed=5)[0]
    again = Fake()
    second = grade_all(handed_in, again, **options)[0]
    assert len(again.done) == 4
    assert second.seed == options.get("seed", first.seed)


def test_interrupted_run_is_gone_on_with(handed_in):
    """What was done is kept, with its seed, and is not done again."""
    first = Fake(most=3)
    with pytest.raises(KeyboardInterrupt):
        grade_all(handed_in, first)
    second = Fake()
    grading, told = grade_all(handed_in, second)
    assert sorted(first.done + second.done) == sorted(
        f"{kata} {who}/{kata}" for kata in ("tiny", "shop") for who in ("ann", "bo")
    )
    assert (told[0].total, told[0].kept) == (1, 3)
    assert len({report.seed for who in grading.candidates for report in who.reports}) == 1


@pytest.mark.parametrize(
    "outcome", [CheckerProblem("The sandbox did not open."), "checker problem"]
)
def test_problem_of_the_checker_is_tried_again(handed_in, outcome):
    """It is told, and is nobody's verdict."""
    grading = grade_all(handed_in, Fake(outcome))[0]
    assert not grade.all_graded(grading)
    assert score(grading.assessment, grading.candidates[0].reports).passed is None
    again = Fake()
    assert grade.all_graded(grade_all(handed_in, again)[0])
    assert len(again.done) == 4


def test_answer_that_nobody_checked_is_open(handed_in):
    """An executor that forgets a task, or all, is not trusted to have done it."""
    grade_all(handed_in, Fake())
    grading = grade_all(handed_in, lambda _: iter(()), regrade=True)[0]
    problems = {report.problem for who in grading.candidates for report in who.reports}
    assert problems == {"Nobody has checked this."}


def test_damaged_result_is_made_again(handed_in):
    """And is kept aside."""
    first = grade_all(handed_in, Fake())[0]
    path = handed_in.parent / "out/results/ann/tiny.json"
    path.write_text(path.read_text()[:-9])
    again = Fake()
    assert grade_all(handed_in, again)[0].candidates == first.candidates
    assert again.done == ["tiny ann/tiny"]
    assert path.with_name("tiny.damaged-1.json").exists()


def test_answer_that_cannot_be_read_has_failed(handed_in):
    """Every concept of it, with the reason; nothing of it counts as kept in a first run."""
    (handed_in / "ann/tiny/key").symlink_to("/etc/passwd")
    (handed_in / "ann/shop" / os.fsdecode(b"caf\xe9")).symlink_to("/etc/passwd")
    shutil.rmtree(handed_in / "bo/tiny")
    grading, told = grade_all(handed_in, Fake())
    ann, bo = (who.reports[0] for who in grading.candidates)
    assert ann.fault.message == "Nothing could be checked: tiny/key: a link or no regular file"
    assert bo.fault.message == "Nothing could be checked: holds no folder tiny with an app.py in it"
    assert outcomes(ann) == outcomes(bo) == ["error"] * 3
    assert grade.all_graded(grading)
    assert (told[0].total, told[0].kept) == (4, 0)
    again = Fake()
    assert grade_all(handed_in, again)[0] == grading
    assert again.done == []


def test_answer_that_can_be_read_now_is_checked(handed_in):
    """Whoever mends what was handed in has a verdict on it."""
    shutil.rmtree(handed_in / "bo/tiny")
    grade_all(handed_in, Fake())
    write_files(handed_in, {"bo/tiny/app.py": ""})
    again = Fake()
    grade_all(handed_in, again)
    assert again.done == ["tiny bo/tiny"]


def test_place_of_the_answer_is_part_of_the_verdict(handed_in):
    """What was no answer among several may be one where nothing else is asked."""
    (handed_in / "cy.zip").write_bytes(a_zip({"app.py": b""}))
    grade_all(handed_in, Fake())
    again = Fake()
    grade_all(handed_in, again, [TINY])
    assert "tiny cy.zip" in again.done


def test_what_is_no_submission_is_told(handed_in):
    """And is no candidate."""
    write_files(handed_in, {"marks.csv": ""})
    assert grade_all(handed_in, Fake())[0].skipped == ("marks.csv",)


# Real checks


def in_fresh_processes(tasks):
    """Do *tasks* elsewhere, as a queue of a cluster would: each travels as bytes."""
    for number, task in enumerate(tasks):
        done = subprocess.run(
            [sys.executable, "-c", FRESH],
            input=pickle.dumps((task.kata, task.load)), stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        yield number, pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade odd submissions in the sandbox; return the grading, and the folder of it all."""
    folder = tmp_path_factory.mktemp("odd")
    good = {"tiny/app.py": APP, "tiny/test_own.py": OWN_TEST}
    good["shop/app.py"] = (ANSWERS / "shop" / "app.py").read_bytes()
    archives = {
        "ann.zip": a_zip({f"ann/take-home/{name}": text for name, text in good.items()}),
        "wrong.tar.gz": a_tar({"tiny/app.py": WRONG}, "w:gz"),
        "damaged.zip": a_zip({"tiny/app.py": APP})[:-30],
        "garbage.tgz": b"no archive",
        "link.tar": tar_of(
            (a_link("tiny/app.py", b"2", "/etc/passwd"), b""), (a_link("shop", b"5"), b"")
        ),
        "outside.zip": a_zip({"../../tiny/app.py": APP}),
        "endless.zip": a_zip({"tiny/app.py": ENDLESS}),
        "bomb.zip": a_zip({"tiny/app.py": BOMB}),
        "uploaded/answer.zip": a_zip({"tiny/app.py": APP}),
        "\x1b[2J\u202e<b>.zip": a_zip({"tiny/app.py": APP}),
        os.fsdecode(b"caf\xe9.zip"): a_zip({"tiny/app.py": b"raise ValueError('\\ud800')"}),
    }
    for name, data in archives.items():
        (folder / "handed-in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "handed-in" / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "LOAD_SECONDS", 1.0)
        execute = partial(pool.run_pool, workers=2)
        grading = grade_all(folder / "handed-in", execute, seed=11)[0]
    return grading, folder


def reports_on(grading, name):
    """Return the reports on the candidate *name*."""
    return next(who.reports for who in grading.candidates if who.name == name)


@pytest.mark.parametrize("name", ["ann", "uploaded", "\x1b[2J\u202e<b>"], ids=ascii)
def test_right_answer_passes_wherever_it_lies(graded, name):
    """Between submissions of all kinds, below folders, in an archive inside of a folder."""
    assert outcomes(reports_on(graded[0], name)[0]) == ALL_PASSED


def test_every_kata_of_a_candidate_is_judged(graded):
    """From the same archive; the tests that came with one of them have been run."""
    tiny, shop = reports_on(graded[0], "ann")
    assert set(outcomes(shop)) == {"passed"}
    assert (tiny.own_tests.passed, shop.own_tests) == (1, None)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("damaged", "is damaged"),
        ("garbage", "is damaged"),
        ("link", "a link or no regular file"),
        ("outside", "leads outside"),
        ("endless", "Importing the answer took more than 1 s"),
    ],
)
def test_faulty_submission_has_failed_and_says_why(graded, name, told):
    """It stops no other, and is not left open."""
    report = reports_on(graded[0], name)[0]
    assert told in report.fault.message
    assert set(outcomes(report)) <= {"error", "blocked"}


def test_bomb_is_ended(graded):
    """Whatever ended it, it has no point."""
    assert "passed" not in outcomes(reports_on(graded[0], "bomb")[0])


def test_missing_folder_is_told(graded):
    """A task may be left out; the others count."""
    tiny, shop = reports_on(graded[0], "wrong")
    assert "holds no folder shop" in shop.fault.message
    assert "passed" in outcomes(tiny)


def test_what_is_no_text_is_replaced(graded):
    """An error message of half a character, by somebody whose name is no text either."""
    report = reports_on(graded[0], "caf\\xe9")[0]
    assert "ValueError: ?" in report.fault.message


def test_all_of_it_is_graded(graded):
    """No problem of the checker, and nobody without a result."""
    assert grade.all_graded(graded[0])
    assert {len(who.reports) for who in graded[0].candidates} == {2}


def test_results_lie_inside_of_their_folder(graded):
    """Whatever candidates are called."""
    grading, folder = graded
    found = {path.name for path in (folder / "out/results").iterdir()}
    assert found == {who.folder for who in grading.candidates}
    assert {path.name for path in folder.iterdir()} == {"handed-in", "out"}


def test_results_on_disk_are_those_that_were_told(graded):
    """A second run finds every one of them, and starts nothing."""
    grading, folder = graded
    again = Fake()
    assert grade_all(folder / "handed-in", again)[0] == grading
    assert again.done == []


def verdict(report):
    """Return what a report says of an answer, without times."""
    tests = [test for concept in report.concepts for test in concept.tests]
    told = [(test.name, test.outcome, test.message, test.comparison) for test in tests]
    return outcomes(report), told, report.fault and report.fault.message


def test_verdict_is_that_of_a_single_check(graded):
    """With the same seed there is no difference between one and many."""
    path = graded[1] / "handed-in" / "wrong.tar.gz"
    single = runner.check(TINY, read_submission(path), seed=11)
    assert verdict(single) == verdict(reports_on(graded[0], "wrong")[0])


def test_checks_can_be_done_elsewhere(graded, tmp_path):
    """An executor of one's own has the same verdicts; tasks and reports travel as bytes."""
    for name in ("wrong.tar.gz", "garbage.tgz"):
        (tmp_path / "handed-in").mkdir(exist_ok=True)
        shutil.copy(graded[1] / "handed-in" / name, tmp_path / "handed-in")

    found = grade_all(tmp_path / "handed-in", in_fresh_processes, [TINY], seed=11)[0]

    for name in ("wrong", "garbage"):
        assert verdict(reports_on(found, name)[0]) == verdict(reports_on(graded[0], name)[0])
