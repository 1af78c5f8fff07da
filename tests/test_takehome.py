"""Take-homes from the command line: given out, handed in, graded, interrupted, gone on with."""

import json
import shutil
import subprocess
import sys
import zipfile
from functools import partial

import pytest
from builders import ROOT, a_concept, a_report, write_files
from checkouts import ANSWERS, CHECKOUT, SUBMISSIONS, edit
from processes import descendants, wait_until

from checker import meter, pool, takehome
from checker.errors import CheckerProblem, KataError
from checker.grade import Count
from checker.isolation import Isolation
from checker.render.text import Screen

RULES = """format = 1
title = "Tiny take-home"
about = "Two views."
minutes = 30
pass_mark = 90

[[katas]]
id = "tiny"
"""
COMMAND = ("grade", "handed-in", "--assessment", "small", "--out", "out")
CANDIDATES = {
    "ann": ANSWERS / "tiny",
    "bo": SUBMISSIONS / "swallows_every_url",
    "cy": SUBMISSIONS / "wrong_form",
    "di": SUBMISSIONS / "syntax_error",
    "ed": SUBMISSIONS / "package",
}


@pytest.fixture
def take_home(checkout):
    """Return the checkout with an assessment, and with what five candidates handed in."""
    write_files(checkout, {"assessments/small.toml": RULES})
    for name, answer in CANDIDATES.items():
        shutil.copytree(answer, checkout / "handed-in" / name / "tiny",
                        ignore=shutil.ignore_patterns("__pycache__", "alternatives"))  # fmt: skip
    return checkout


@pytest.fixture
def grading(take_home, environment):
    """Start the grading of `take_home` into a folder, in a process of its own."""
    started = []

    def start(out, *options):
        command = [sys.executable, "-m", "checker", *COMMAND[:-1], out, "--jobs", "1", *options]
        process = subprocess.Popen(
            command, cwd=take_home, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def results(folder):
    """Return the bytes of the results in *folder*, by candidate."""
    return {path.parent.name: path.read_bytes() for path in folder.glob("results/*/tiny.json")}


def judged(folder):
    """Return what was found of each candidate in *folder*, without times and keys."""
    told = {name: json.loads(data)["report"] for name, data in results(folder).items()}
    return {
        name: [
            (concept["id"], concept["outcome"], [test["message"] for test in concept["tests"]])
            for concept in report["concepts"]
        ]
        for name, report in told.items()
    }


def to_do(error):
    """Return how many checks a run said that it had before it."""
    return int(error.partition(" check")[0])


def test_killed_grading_goes_on_where_it_stopped(grading, take_home, needs_bwrap):
    """Killed at any moment: nothing is lost, nothing is done twice but what was in hand."""
    out = take_home / "out"
    left = len(CANDIDATES)
    for enough in (0, 1, 3):
        process = grading("out", "--seed", "3")
        assert to_do(process.stderr.readline()) == left
        wait_until(lambda n=enough: len(results(out)) >= n, f"there are no {enough} results")
        process.kill()
        process.communicate()
        before = results(out)
        left = len(CANDIDATES) - len(before)

    last = grading("out")
    text, error = last.communicate()

    assert (last.returncode, to_do(error)) == (0, left)
    after = results(out)
    assert {name: after[name] for name in before} == before
    assert "2 of 5 candidates passed" in text
    whole = grading("whole", "--seed", "3")
    whole.communicate()
    assert judged(out) == judged(take_home / "whole")
    assert not list(out.rglob(".new-*"))
    assert needs_bwrap.bwrap


@pytest.fixture
def endless(kata_at_terminal, take_home):
    """Start a grading at a terminal that does not end: the answer of the last is endless."""
    write_files(take_home, {"handed-in/zoe/tiny/app.py": "while True:\n    pass\n"})
    return kata_at_terminal(*COMMAND, "--jobs", "1")


def test_ctrl_c_keeps_what_is_done(endless, kata_at_terminal, kata, take_home):
    """And ends all that was started; a second run has only the rest to do."""
    wait_until(lambda: results(take_home / "out"), "there is no result")
    endless.type("\x03")
    assert endless.wait() == 130
    assert "What was done is kept; type the same command to go on." in endless.text
    wait_until(lambda: not descendants(endless.pid), "workers live on")
    kept = results(take_home / "out")
    shutil.rmtree(take_home / "handed-in/zoe")

    done = kata(*COMMAND)

    assert done.returncode == 0
    assert to_do(done.stderr) == len(CANDIDATES) - len(kept)
    assert "Traceback" not in endless.text + done.stderr
    finished = kata_at_terminal(*COMMAND)
    assert finished.wait() == 0
    assert "5 results of before still count." in finished.text


def test_second_grading_into_one_folder_is_refused(endless, kata, take_home):
    """While the first is at it; that one does not notice."""
    wait_until((take_home / "out/grading.json").exists, "nothing has begun")
    second = kata(*COMMAND)
    assert (second.returncode, second.stdout) == (2, "")
    assert "Another grading writes to out." in second.stderr
    endless.type("\x03")
    assert endless.wait() == 130


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("handed-in", "--assessment", "smal", "--out", "out"), "Did you mean 'small'?"),
        (("nowhere", "--assessment", "small", "--out", "out"), "nowhere: no such folder"),
        (("handed-in/ann", "--assessment", "small", "--out", "out"), "such as handed-in"),
        (("handed-in", "--assessment", "small", "--out", "solutions"), "that no grading wrote"),
        (("handed-in", "--assessment", "small", "--out", "handed-in/x"), "lies in handed-in"),
        (("handed-in", "--assessment", "small", "--out", "LICENSE/x"), "cannot be written to"),
    ],
)
def test_bad_input_ends_with_2(kata, take_home, arguments, told):
    """It says what is meant, and leaves nothing behind among what was there."""
    write_files(take_home, {"LICENSE": ""})
    done = kata("grade", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert sorted(path.name for path in (take_home / "handed-in").iterdir()) == list(CANDIDATES)
    assert sorted(path.name for path in (take_home / "solutions").iterdir())[-2:] == [
        "shop",
        "tiny",
    ]


# Without a sandbox, in this process


def passing(tasks, *, workers=None, outcome="passed"):
    """Do nothing, and say that every answer that can be read has *outcome*."""
    for number, task in enumerate(tasks):
        digest = task.load().submission.digest
        told = a_report(a_concept(outcome=outcome), kata=task.kata.id, digest=digest)
        yield number, CheckerProblem(f"{workers}") if outcome == "error" else told


@pytest.fixture
def grade_here(take_home, monkeypatch):
    """Grade the take-home in this process, by an executor that judges nothing."""
    monkeypatch.chdir(take_home)

    def grade(submissions="handed-in", outcome="passed", *, sandboxed=False, width=80, **options):
        monkeypatch.setattr(pool, "run_pool", partial(passing, outcome=outcome))
        usual = {"forms": (), "jobs": None, "seed": None, "regrade": False}
        return takehome.grade(
            take_home.joinpath(submissions).relative_to(take_home), "small", take_home / "the out",
            **(usual | options), sandboxed=sandboxed, screen=Screen(width=width),
        )  # fmt: skip

    return grade


def test_verdict_on_every_answer_ends_with_0(grade_here):
    """Also when nobody has passed."""
    assert grade_here()[1] == 0
    text, code = grade_here(outcome="failed", regrade=True)
    assert code == 0
    assert "0 of 5 candidates passed" in text


def test_open_answer_ends_with_3(grade_here, take_home):
    """With the command that tries it again, as a shell takes it."""
    text, code = grade_here(outcome="error", width=200)
    assert code == 3
    assert "5 undecided" in text
    again = f"make grade SUBMISSIONS=handed-in ASSESSMENT=small OUT='{take_home}/the out'"
    assert again in text


def test_strangers_code_is_not_run_without_isolation(grade_here, monkeypatch, take_home):
    """What mends it is told, and what to type if all of it is one's own."""
    monkeypatch.setattr(Isolation, "best", lambda: Isolation().weaker("bubblewrap is missing"))
    with pytest.raises(KataError, match=r"bubblewrap is missing.*make doctor.*--no-sandbox"):
        grade_here(sandboxed=True)
    assert not (take_home / "the out").exists()


def test_nothing_is_made_where_nothing_was_handed_in(grade_here, take_home):
    """No folder for results, and nothing on the screen but the error."""
    with pytest.raises(KataError, match="no such folder"):
        grade_here("nowhere")
    assert not (take_home / "the out").exists()


@pytest.mark.parametrize("width", [80, 120])
def test_hostile_names_are_shown_as_names(grade_here, take_home, width):
    """No control characters, no line of their own, no more room than others."""
    for name in ("\x1b[2Jred", "a\nb passed", "\u202egpj.exe", "x" * 200, "<b>", "\x07"):
        write_files(take_home, {f"handed-in/{name}/tiny/app.py": ""})
    text, _ = grade_here(width=width)
    lines = text.splitlines()
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) <= max(width, len(str(take_home)) + 40)
    assert len([line for line in lines if "100.0  passed" in line]) == 11
    inside = [path.name for path in (take_home / "the out/results").iterdir()]
    assert len(inside) == 11
    assert all(name.isascii() and name.isprintable() for name in inside)


# How far it is


def test_steps_are_told_where_there_is_no_terminal(capsys):
    """A line now and then, not one for each of thousands."""
    with meter.shown() as tell:
        for done in range(1001):
            tell(Count(done=done, total=1000, kept=7))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "1000 checks to do. 7 results of before still count."
    assert lines[1:] == [f"{100 * n} of 1000 checks done" for n in range(1, 11)]


@pytest.mark.parametrize(
    ("total", "kept", "told"),
    [(0, 3, ["0 checks to do. 3 results of before still count."]),
     (1, 0, ["1 check to do.", "1 of 1 check done"])],
)  # fmt: skip
def test_little_is_told_in_few_lines(capsys, total, kept, told):
    """Nothing to do is said as well."""
    with meter.shown() as tell:
        for done in range(total + 1):
            tell(Count(done=done, total=total, kept=kept))
    assert capsys.readouterr().err.splitlines() == told


# What is given out


@pytest.fixture
def pack(take_home, monkeypatch):
    """Pack the take-home in this process, into small.zip."""
    monkeypatch.chdir(take_home)
    shutil.copy(ROOT / "requirements.lock", take_home)
    return partial(takehome.pack, "small", None, screen=Screen())


def test_archive_is_made_and_proven(pack, take_home):
    """It unpacks into one folder, and --check finds nothing."""
    text, code = pack(check=False)
    assert code == 0
    assert "send small.zip to your candidates" in text
    with zipfile.ZipFile(take_home / "small.zip") as packed:
        names = packed.namelist()
    assert "small/tiny/app.py" in names
    assert {name.split("/")[0] for name in names} == {"small"}
    assert pack(check=True)[1] == 0


def test_stub_of_the_archive_can_be_graded(pack, take_home, kata):
    """As it is given out, it is handed in: the way there and back fits."""
    pack(check=False)
    with zipfile.ZipFile(take_home / "small.zip") as packed:
        packed.extractall(take_home / "back" / "jane-doe")
    done = kata("grade", "back", "--assessment", "small", "--out", "out")
    assert done.returncode == 0
    (result,) = results(take_home / "out").values()
    report = json.loads(result)["report"]
    assert report["fault"] is None
    assert report["own_tests"] is None


def test_changed_archive_ends_with_1(pack, take_home):
    """With the command that makes it anew; nothing is written by a check."""
    pack(check=False)
    with zipfile.ZipFile(take_home / "small.zip", "a") as packed:
        packed.writestr("small/tiny/hidden.py", (CHECKOUT / "solutions/tiny/app.py").read_text())
    before = (take_home / "small.zip").read_bytes()
    text, code = pack(check=True)
    assert code == 1
    assert "small/tiny/hidden.py does not belong into it" in text
    assert "Next: make it anew: make pack ASSESSMENT=small" in text
    assert (take_home / "small.zip").read_bytes() == before


def test_archive_of_an_older_kata_is_found(pack, take_home):
    """What was packed before a prompt was changed is not what would be given out."""
    pack(check=False)
    edit(take_home / "katas/tiny/README.md", "# Tiny", "# Tinier")
    assert "small/tiny/README.md is not what it should be" in pack(check=True)[0]


def test_what_was_there_is_kept(pack, take_home):
    """Nothing of one's own is overwritten."""
    (take_home / "small.zip").write_bytes(b"mine")
    text = pack(check=False)[0]
    assert "small.backup-1.zip" in text
    assert (take_home / "small.backup-1.zip").read_bytes() == b"mine"


def test_check_of_nothing_is_told(pack):
    """With the command to type first."""
    with pytest.raises(KataError, match=r"small\.zip: no such file.*: make pack ASSESSMENT=small"):
        pack(check=True)
