"""The settings for editors do what they say, tried on what the commands really print."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from builders import GOLDEN, ROOT
from checkouts import CHECKOUT, SUBMISSIONS, edit

TASKS = {
    task["label"]: task
    for task in json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
}
CONTAINER = ROOT / ".devcontainer"
OPENED = {
    "work/routing/app.py": "routing",
    "work/routing/app/views.py": "routing",
    "katas/routing/README.md": "routing",
    "solutions/a name/app.py": "a name",
    "README.md": "",
    "work/it's $(odd)/app.py": "it's $(odd)",
}


def problems(name, text):
    """Return what the matcher of the task *name* finds in *text*: file, line, message."""
    pattern = TASKS[name]["problemMatcher"]["pattern"]
    places = [pattern[part] for part in ("file", "line", "message")]
    found = (re.search(pattern["regexp"], line) for line in text.splitlines())
    return [match.group(*places) for match in found if match]


@pytest.fixture
def answered(kata, checkout):
    """Check a submission as the answer in work/, and return what was printed."""

    def check(name):
        (checkout / "work").mkdir()
        (checkout / "work" / "tiny").symlink_to(SUBMISSIONS / name)
        return kata("check", "tiny").stdout

    return check


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("raising_view", "work/tiny/app.py:11 in hello"),
        ("swallows_every_url", "answered by hello() at work/tiny/app.py:9"),
        ("syntax_error", "work/tiny/app.py:8"),
    ],
)
def test_lines_of_a_report_can_be_clicked(answered, checkout, name, message):
    """Each place that a real report names is found, with a file and a line that are there."""
    found = problems("check", answered(name))
    assert message in [words for *_, words in found]
    for file, line, _ in found:
        assert 1 <= int(line) <= len((checkout / file).read_text().splitlines())


def test_every_place_in_a_report_is_found():
    """The tracebacks, faults and views of the agreed reports, each with its line."""
    found = {
        name: problems("check", (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"))
        for name in ("failed", "raised", "syntax", "factory", "passed")
    }
    assert found == {
        "failed": [
            ("work/jwt_auth/app.py", "41", "answered by me() at work/jwt_auth/app.py:41"),
        ],
        "raised": [
            ("work/hello_app/app.py", "30", "work/hello_app/app.py:30 in me"),
            ("work/hello_app/app/auth.py", "8", "work/hello_app/app/auth.py:8 in current_user"),
        ],
        "syntax": [("work/hello_app/app.py", "9", "work/hello_app/app.py:9")],
        "factory": [
            ("work/hello_app/app.py", "14", "work/hello_app/app.py:14 in create_app"),
            ("work/hello_app/app.py", "6", "work/hello_app/app.py:6 in init"),
        ],
        "passed": [],
    }


def test_what_an_answer_said_is_no_place():
    """A line behind a bar is the answer's own, and not to be clicked."""
    assert problems("check", "    | work/tiny/app.py:3 in hello\n    |work/tiny/app.py:3\n") == []


def test_faults_of_a_kata_can_be_clicked(kata):
    """What `kata verify` and its errors say of a file is found with its line."""
    with tempfile.TemporaryDirectory() as folder:  # whose name is short enough for one line
        shutil.copytree(CHECKOUT, folder, dirs_exist_ok=True)
        broken = Path(folder).resolve() / "katas" / "tiny" / "kata.toml"
        edit(broken, "minutes = 5", "minuts = 5")
        for command in ("verify", "check"):
            done = kata(command, "tiny", cwd=folder, COLUMNS="100")
            ((file, line, message),) = problems("verify", done.stdout + done.stderr)
            assert (file, line) == (str(broken), "5")
            assert message.startswith("unknown field 'minuts'.")


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(("file", "name"), OPENED.items())
def test_a_task_is_about_the_kata_of_the_open_file(tmp_path, task, file, name):
    """Each task calls make with the kata whose answer, prompt or solution is open."""
    make = tmp_path / "make"
    make.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\n")
    make.chmod(0o755)
    arguments = [part.replace("${relativeFile}", file) for part in TASKS[task]["args"]]
    done = subprocess.run(
        [TASKS[task]["command"], *arguments], env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (f"<{task}><KATA={name}>", "")


def test_the_container_is_one_that_can_be_made_again():
    """A version of Python is named, the sandbox is installed, and the set-up is make's."""
    settings = json.loads((CONTAINER / "devcontainer.json").read_text(encoding="utf-8"))
    image = (CONTAINER / settings["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert re.search(r"^FROM python:3\.1[1-4]-\w+$", image, re.MULTILINE)
    assert " bubblewrap " in image
    assert f" {settings['remoteUser']}\n" in image
    target = settings["postCreateCommand"].removeprefix("make ")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
