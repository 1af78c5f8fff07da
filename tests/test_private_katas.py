"""Private katas at the command line, beside those of a checkout."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import ROOT, a_zip, tree, write_files
from checkouts import PRIVATE, edit

from checker import cli
from checker.packing import TELLING

PROGRAM = Path(sys.executable).with_name("kata")
WITH_KATAS = ["check", "watch", "list", "show", "hint", "solution", "run", "reset", "verify",
              "pack", "grade", "interview"]  # fmt: skip


@pytest.fixture
def more(tmp_path):
    """Return a second private folder, with one kata that extends the first folder's."""
    toml = 'format = 1\nextends = "echo"\ntitle = "Echo again"\n'
    return write_files(tmp_path / "more", {"katas/echo_again/kata.toml": toml})


@pytest.mark.parametrize("name", WITH_KATAS)
def test_option_is_there(name):
    """Every command that takes katas, or gives an account of them, looks into private folders."""
    options = [option for param in cli.kata.commands[name].params for option in param.opts]
    assert options.count("--katas") == 1


def test_option_may_be_repeated(kata, private, more):
    """The katas of all folders are listed, the checkout's as well, by option or by variable."""
    by_option = kata("list", "--katas", private, "--katas", more)
    by_variable = kata("list", KATA_PATH=os.pathsep.join([str(private), str(more)]))
    by_both = kata("list", "--katas", more, KATA_PATH=str(private))
    assert by_option.stdout == by_variable.stdout == by_both.stdout
    for name in ("tiny", "shop", "echo", "tiny_plus", "shop_plus", "echo_again"):
        assert f"  {name} " in by_option.stdout


def test_relative_folder_starts_where_the_person_is(kata, private, checkout):
    """A relative KATA_PATH works in a check, with the fixtures of base and extension."""
    relative = os.path.relpath(private, checkout)
    done = kata("check", "shop_plus", "--submission", "solutions/shop", KATA_PATH=relative)
    assert (done.returncode, done.stderr) == (0, "")
    assert "core 4/4" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "variable", "words"),
    [
        (["list", "--katas", "gone"], "", "--katas names gone, and there is no such folder."),
        (["list", "--katas", "work"], "", "--katas names work, and there is no such folder."),
        (["list", "--katas", "solutions"], "", "solutions, which holds no folder katas/."),
        (["list", "--katas", "katas"], "", "Did you mean '.'?"),
        (["list"], "gone", "KATA_PATH names gone, and there is no such folder."),
        (["check", "tiny"], os.pathsep, "which names no folder. Try: unset KATA_PATH"),
    ],
)
def test_wrong_folder_is_a_usage_error(kata, arguments, variable, words):
    """What is wrong is said in a line, and nothing is done."""
    done = kata(*arguments, KATA_PATH=variable)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_same_name_in_two_folders_is_a_usage_error(kata, private, checkout):
    """Both folders are named."""
    (private / "katas" / "echo").rename(private / "katas" / "tiny")
    done = kata("check", "tiny", "--katas", private)
    assert done.returncode == 2
    assert str(checkout / "katas" / "tiny") in done.stderr
    assert str(private / "katas" / "tiny") in done.stderr


def test_answer_and_progress_stay_in_the_checkout(kata, private, checkout):
    """A private folder is only read; what a learner does is kept in work/ as ever."""
    first = kata("check", "tiny_plus", "--katas", private)
    assert "Your answer begins at work/tiny_plus/app.py" in first.stderr
    assert tree(checkout / "work" / "tiny_plus") == tree(checkout / "katas" / "tiny" / "stub")
    assert set(json.loads((checkout / "work" / "progress.json").read_text())["katas"]) == {
        "tiny_plus"
    }
    assert sorted(path.name for path in private.iterdir()) == ["assessments", "katas", "solutions"]


def test_learner_has_everything_else_as_well(kata, private):
    """The task, a hint, the answer with all mistakes, and a new start."""
    assert "work/shop_plus" not in kata("show", "echo", "--katas", private).stdout
    kata("check", "tiny_plus", "--katas", private)
    assert "1 of 1" in kata("hint", "tiny_plus", "--katas", private).stdout
    told = kata("solution", "tiny_plus", "--give-up", "--katas", private).stdout
    assert "another-greeting: " in told
    assert "knows-no-evening: " in told
    assert "private/solutions/tiny_plus/ and its alternatives/" in told
    assert kata("reset", "tiny_plus", "--katas", private).returncode == 0


def test_private_kata_is_verified_by_its_name(kata, private):
    """The proof is the one of public katas."""
    done = kata("verify", "echo", "--katas", private)
    assert done.returncode == 0
    assert "ok    takes-everything    refuses-get" in done.stdout


def test_work_is_found_from_inside_of_a_private_folder(kata, private, checkout):
    """Who is in a private folder that they name works in the checkout around it."""
    inside = private.rename(checkout / "private")
    done = kata("check", "echo", "--katas", ".", cwd=inside)
    assert done.returncode == 1
    assert (checkout / "work" / "echo" / "app.py").is_file()
    assert not (inside / "work").exists()


@pytest.mark.parametrize(
    ("words", "place", "answer"),
    [
        ("kata check --katas PRIVATE ec", "4", ["plain,echo"]),
        ("kata check --katas=PRIVATE ec", "3", ["plain,echo"]),
        ("kata hint --katas PRIVATE tiny_plus greets-p", "5", ["plain,greets-politely"]),
        ("kata pack --katas PRIVATE sm", "4", ["plain,small-shop"]),
        ("kata check --katas PRI", "3", ["dir,PRI"]),
        ("kata check --katas gone ti", "4", ["plain,tiny"]),
    ],
)
def test_private_katas_are_completed(checkout, environment, words, place, answer):
    """What was typed before says which katas, concepts and assessments there are."""
    asked = {"COMP_WORDS": words.replace("PRIVATE", str(PRIVATE)), "COMP_CWORD": place}
    done = subprocess.run(
        [PROGRAM], cwd=checkout, env=environment | {"_KATA_COMPLETE": "bash_complete"} | asked,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.splitlines(), done.stderr) == (answer, "")


def test_variable_is_completed_from(checkout, environment):
    """The same for the folders of KATA_PATH."""
    asked = {"COMP_WORDS": "kata check ec", "COMP_CWORD": "2", "KATA_PATH": str(PRIVATE)}
    done = subprocess.run(
        [PROGRAM], cwd=checkout, env=environment | {"_KATA_COMPLETE": "bash_complete"} | asked,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["plain,echo"]


def test_person_hears_how_to_leave_the_option_out(kata_at_terminal, private):
    """The next command that a text names would not know the folder."""
    terminal = kata_at_terminal("list", "--katas", private)
    assert terminal.wait() == 0
    assert "note: to leave --katas out from now on: export KATA_PATH=" in terminal.text


# Take-homes


@pytest.fixture
def packed(kata, private, checkout):
    """Pack the private assessment; return the files of the archive by name."""
    (checkout / "requirements.lock").write_bytes((ROOT / "requirements.lock").read_bytes())
    done = kata("pack", "small-shop", "--katas", private)
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(io.BytesIO((checkout / "small-shop.zip").read_bytes())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_assessment_of_a_private_folder_is_packed(packed):
    """There are prompts and stubs, also where they are the base's, under the kata's own name."""
    assert sorted(packed) == [
        "small-shop/README.md", "small-shop/echo/README.md", "small-shop/echo/app.py",
        "small-shop/echo/test_smoke.py", "small-shop/requirements.txt",
        "small-shop/shop_plus/README.md", "small-shop/shop_plus/app.py",
        "small-shop/shop_plus/test_smoke.py",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "folder",
    ["katas/shop_plus/hidden", "solutions/shop_plus", "katas/echo/hidden", "solutions/echo",
     "checkout/katas/shop/hidden", "checkout/solutions/shop"],
)  # fmt: skip
def test_nothing_hidden_is_packed(packed, folder):
    """Neither the private tests and answers nor those of the base are in it, line by line."""
    root = PRIVATE.parent if folder.startswith("checkout") else PRIVATE
    secret = {
        line.strip()
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".toml", ".md")
        for line in path.read_text().splitlines()
        if len(line.strip()) >= TELLING
    }
    shown = {line.strip() for text in packed.values() for line in text.splitlines()}
    stub = {'"""Your answer to "Echo"."""', "app.config.update(config or {})"}
    assert secret
    assert secret & shown <= stub


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("test_items.py", "def test_item_is_stored(sell, database, fresh):"),
        ("app.py", 'current_app.logger.info("sold %s", item.name)'),
        ("test_many.py", '"""GET /items has every item that was sold."""'),
    ],
)
def test_secret_line_is_found_out(packed, kata, private, checkout, name, line):  # noqa: PLR0913, PLR0917 - fixtures
    """A line of a suite or answer that came into an archive is named, the base's as well."""
    files = packed | {"small-shop/shop_plus/app.py": f"{line}\n"}
    data = a_zip({name: text.encode() for name, text in files.items()})
    (checkout / "small-shop.zip").write_bytes(data)
    done = kata("pack", "small-shop", "--check", "--katas", private, COLUMNS="100")
    assert done.returncode == 1
    assert f"small-shop/shop_plus/app.py holds a line of shop_plus/{name}" in done.stdout


def test_unknown_assessment_names_private_ones(kata, private):
    """A slip is answered with what there is in all folders."""
    done = kata("pack", "small-shp", "--katas", private)
    assert "No assessment 'small-shp'. Did you mean 'small-shop'?" in done.stderr


def test_same_assessment_in_two_folders_is_a_usage_error(kata, private, checkout):
    """Both files are named."""
    write_files(checkout / "assessments", {"small-shop.toml": ""})
    done = kata("pack", "small-shop", "--katas", private)
    assert done.returncode == 2
    assert "Two assessments are called 'small-shop': " in done.stderr


def test_answers_to_private_katas_are_graded(kata, private, checkout):
    """Every answer is judged by all suites, and anew when that of a base has changed."""
    shutil.copytree(private / "solutions" / "echo", checkout / "in" / "ann" / "echo")
    shutil.copytree(checkout / "solutions" / "shop", checkout / "in" / "ann" / "shop_plus")
    options = ["--assessment", "small-shop", "--out", "out", "--katas", private, "--no-sandbox"]
    done = kata("grade", "in", *options)
    assert done.returncode == 0
    reports = {path.name: path.read_text() for path in checkout.glob("out/**/*.json")}
    assert any("test_many.py::test_every_item_is_listed" in text for text in reports.values())
    edit(checkout / "katas" / "shop" / "hidden" / "test_surroundings.py", "Time, log", "Log, time")
    again = kata("grade", "in", *options).stderr
    assert "1 check to do. 1 result of before still count." in again


# Interviews


def let_it_end(state):
    """Let the interview have begun two hours ago and ended a minute ago."""
    now = datetime.now().astimezone().replace(microsecond=0)
    times = {"started": now - timedelta(hours=2), "ends": now - timedelta(minutes=1)}
    told = json.loads(state.read_text())
    state.write_text(json.dumps(told | {name: time.isoformat() for name, time in times.items()}))


def test_interview_remembers_where_its_katas_are(kata, private, checkout):
    """Its katas are known without the option, and answers are taken when its time is up."""
    assert kata("interview", "echo", "--katas", private).returncode == 0
    answer = checkout / "work" / "echo" / "app.py"
    answer.write_bytes((PRIVATE / "solutions" / "echo" / "app.py").read_bytes())
    assert kata("check", "echo").returncode == 0
    let_it_end(checkout / "work" / "interview.json")
    done = kata("interview")
    assert done.returncode == 0
    page = next((checkout / "work" / "interviews").glob("*.md")).read_text()
    assert f"Read {private}/solutions/echo/ANSWER.md, and compare" in page
    assert "No kata 'echo'" not in page


def test_interview_of_before_is_still_read(kata, checkout):
    """A file that was written when there were no private katas is no damaged one."""
    kata("interview", "tiny")
    state = checkout / "work" / "interview.json"
    told = json.loads(state.read_text())
    del told["private"]
    state.write_text(json.dumps(told))
    done = kata("interview")
    assert (done.returncode, done.stderr) == (0, "")


def test_no_answer_is_lost_to_a_name_that_two_katas_have(kata, private, checkout):
    """An interview ends when it is clear again which kata was meant."""
    kata("interview", "tiny")
    state = checkout / "work" / "interview.json"
    let_it_end(state)
    (private / "katas" / "echo").rename(private / "katas" / "tiny")
    done = kata("interview", "--katas", private)
    assert done.returncode == 2
    assert "Two katas are called 'tiny'" in done.stderr
    assert json.loads(state.read_text())["taken"] == {}
    assert "tiny  not begun" in kata("interview").stdout
