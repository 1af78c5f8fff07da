from __future__ import annotations

import csv
import json
import re
import subprocess
import sys

import pytest
from builders import ROOT

from checker.catalog import kata_ids, load_kata, load_katas
from checker.mistakes import read_mistakes
from checker.serving import settings_of

KATAS = kata_ids(ROOT)
NEEDED = ["katas/{}/README.md", "katas/{}/stub/app.py", "katas/{}/stub/test_smoke.py",
          "solutions/{}/ANSWER.md", "solutions/{}/mistakes.toml"]  # fmt: skip


@pytest.fixture(scope="module")
def questions():
    """Return the table of interview questions."""
    with (ROOT / "katas" / "questions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=KATAS)
def kata(request):
    """Return each kata in turn."""
    return load_kata(ROOT, request.param)


def test_there_are_katas():
    """The tests below have something to say."""
    assert {"hello_app", "jwt_auth", "request_validation"} <= set(KATAS)


def test_every_question_of_a_kata_is_known(kata, questions):
    """A kata answers questions that stand in katas/questions.csv."""
    assert kata.questions
    assert set(kata.questions) - {row["id"] for row in questions} == set()


def test_every_earlier_kata_is_known(kata, questions):
    """What should be done before is a kata, here or planned."""
    assert set(kata.after) - {row["kata"] for row in questions} == set()


def test_the_kata_is_one_of_those_planned(kata, questions):
    """The id of a kata is the one that questions point to."""
    assert kata.id in {row["kata"] for row in questions}


def test_question_ids_are_unique(questions):
    """An id stands for one question."""
    ids = [row["id"] for row in questions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NEEDED)
def test_a_kata_is_complete(kata, name):
    """Prompt, stub, smoke test, answer and mistakes are all there."""
    assert (ROOT / name.format(kata.id)).read_text(encoding="utf-8").strip()


def test_a_kata_has_a_suite(kata):
    """There are hidden tests."""
    assert list(kata.suite.glob("test_*.py"))


def test_a_kata_has_an_alternative(kata):
    """At least one other answer is known to be right."""
    assert list((ROOT / "solutions" / kata.id / "alternatives").glob("*/**/*.py"))


def test_every_concept_is_broken_by_a_mistake(kata):
    """The mistakes of a kata prove each of its concepts."""
    mistakes = read_mistakes(ROOT / "solutions" / kata.id, kata)
    broken = {concept for mistake in mistakes for concept in mistake.breaks}
    assert {concept.id for concept in kata.concepts} - broken == set()


def test_the_readme_names_every_concept(kata):
    """A candidate is told all that is judged."""
    readme = kata.readme.read_text(encoding="utf-8")
    assert [concept.id for concept in kata.concepts if concept.id not in readme] == []


def test_every_concept_has_hints(kata):
    """Nobody is left alone with a concept."""
    assert [concept.id for concept in kata.concepts if len(concept.hints) < 2] == []


def test_every_kata_is_introduced(kata):
    """docs/katas.md links each kata, in the section of its track, with its difficulty."""
    page = (ROOT / "docs" / "katas.md").read_text(encoding="utf-8")
    section = page.partition(f"## {kata.track.capitalize()}\n")[2].partition("\n## ")[0]
    assert f"| [{kata.id}](../katas/{kata.id}/README.md) | {kata.difficulty} | " in section


@pytest.mark.parametrize(
    ("page", "link"), [("docs/katas.md", r"^\| \[(\w+)\]"), ("README.md", r"^  (\w+) .* min  ")]
)
def test_pages_have_the_order_of_the_list(page, link):
    """The pages show the katas in the order in which `make list` does, which is a course."""
    shown = re.findall(link, (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == [kata.id for kata in load_katas(ROOT)]


def test_every_question_that_a_kata_is_for_is_named(kata, questions):
    """kata.toml names all questions that katas/questions.csv assigns to it."""
    assert {row["id"] for row in questions if row["kata"] == kata.id} - set(kata.questions) == set()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("testing", "app.py"),
        ("structured_logging", "shop.py"),
        ("json_responses", "club.py"),
        ("wsgi_middleware", "legacy.py"),
        ("async_views", "shops.py"),
        ("contexts", "backend.py"),
        ("teardown", "backend.py"),
        ("signals", "users.py"),
    ],
)
def test_given_file_is_the_same_in_every_answer(name, file):
    """A file that an answer must leave alone is left alone by the reference and alternatives."""
    given = (ROOT / "katas" / name / "stub" / file).read_bytes()
    answers = sorted((ROOT / "solutions" / name).rglob(file))
    assert len(answers) > 2
    assert [path for path in answers if path.read_bytes() != given] == []


START_ALL = """
import json, os, sys
import flask_jwt_extended, flask_limiter, flask_login, flask_sqlalchemy, marshmallow

for name, folder, settings in json.load(sys.stdin):
    if os.fork() == 0:
        os.chdir(folder)
        sys.path.insert(0, folder)
        from app import create_app
        create_app(settings)
        os._exit(0)
    _, status = os.wait()
    if status:
        print(name)
"""


def test_references_start_with_the_settings_for_trying_them(tmp_path):
    """What `make run` gives an answer is enough for each reference."""
    katas = [load_kata(ROOT, name) for name in KATAS]
    told = []
    for kata in katas:
        folder = tmp_path / kata.id
        folder.mkdir()
        answer = ROOT / "solutions" / kata.id
        told.append((kata.id, str(answer), settings_of(kata, folder)))
    done = subprocess.run(
        [sys.executable, "-B", "-W", "ignore", "-c", START_ALL],
        input=json.dumps(told), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "", done.stderr
