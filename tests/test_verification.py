"""The author's proof: green for a fair and sharp kata, red for every rule that is broken."""

import shutil

import pytest
from builders import ROOT
from checkouts import ANSWERS, CHECKOUT, SHOP, edit

from checker import catalog, verification
from checker.mistakes import read_mistakes


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    """Break every rule that is judged by running, all at once; return what is said."""
    root = tmp_path_factory.mktemp("broken") / "checkout"
    shutil.copytree(CHECKOUT, root)
    kata, solution = root / "katas" / "tiny", root / "solutions" / "tiny"
    edit(kata / "kata.toml", '["tiny-01"]', '["tiny-01", "tiny-99"]')
    edit(kata / "README.md", ", `greets-by-name`", "")
    edit(kata / "README.md", "GET /greet/<name>", "GET a greeting")
    edit(kata / "stub" / "app.py", "<path:anything>", "")
    edit(kata / "stub" / "app.py", "(anything)", "()")
    edit(kata / "stub" / "app.py", 'f"{anything} is still to be written"', '"Hello, World!"')
    edit(solution / "alternatives" / "blueprint" / "app" / "pages.py", "World!", "world!")
    edit(solution / "mistakes.toml", 'breaks = ["greets-by-name"]', 'breaks = ["says-hello"]')
    edit(solution / "mistakes.toml", 'source = "T01"\n', "")
    return verification.verify(root, "tiny").problems


@pytest.mark.parametrize(
    "words",
    [
        "stub (seed 1): passes says-hello",
        "alternative blueprint (seed 3): must fail nothing, fails says-hello",
        "greets-nobody (seed 2): must fail says-hello, fails greets-by-name",
        "README.md does not name the concept 'greets-by-name'",
        "the suite uses /greet/",
        "no mistake breaks the concept 'greets-by-name'",
        "no question 'tiny-99' in katas/questions.csv",
        "erratum T01 (A greeting without the exclamation mark) is neither the source",
    ],
)
def test_broken_rule_is_named(problems, words):
    """Each rule that a kata breaks is a problem that says where."""
    assert [problem for problem in problems if words in problem]


def test_right_variants_are_no_problem(problems):
    """What is as it should be is not complained about."""
    assert not [problem for problem in problems if problem.startswith(("solution", "another"))]


@pytest.mark.parametrize("name", ["README.md", "stub/app.py", "stub/test_smoke.py"])
def test_missing_part_of_a_kata_is_named(checkout, name):
    """A kata without one of its files is not run, and the file is named."""
    path = checkout / "katas" / "tiny" / name
    path.unlink()
    assert verification.verify(checkout, "tiny").problems == [f"{path} is missing"]


@pytest.mark.parametrize("name", ["ANSWER.md", "mistakes.toml"])
def test_missing_part_of_a_solution_is_named(checkout, name):
    """A solution without one of its files is not run, and the file is named."""
    path = checkout / "solutions" / "tiny" / name
    path.unlink()
    assert verification.verify(checkout, "tiny").problems == [f"{path} is missing"]


def test_missing_alternative_is_named(checkout):
    """A kata needs at least one other correct answer."""
    shutil.rmtree(checkout / "solutions" / "tiny" / "alternatives" / "blueprint")
    problems = verification.verify(checkout, "tiny").problems
    assert "at least one other correct answer is needed" in problems[0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('{name}!"', 'return"', "mistakes.toml:12: 'return' must stand exactly once in app.py"),
        ('{name}!"', 'gone"', "mistakes.toml:12: 'gone' must stand exactly once in app.py, it"),
    ],
    ids=["twice", "never"],
)
def test_edit_that_does_not_fit_is_named_with_its_line(checkout, before, after, words):
    """An edit whose text stands in the solution twice, or not at all, is named with its line."""
    edit(checkout / "solutions" / "tiny" / "mistakes.toml", f'find = "{before}', f'find = "{after}')
    problems = verification.verify(checkout, "tiny").problems
    assert words in problems[0]


def test_suite_that_cannot_be_run_is_one_problem(checkout):
    """A suite that pytest cannot collect is told once, and not for each variant."""
    suite = checkout / "katas" / "tiny" / "hidden" / "test_greetings.py"
    edit(suite, 'concept("says-hello")', 'concept("says-hallo")')
    (problem,) = verification.verify(checkout, "tiny").problems
    assert "names the concept 'says-hallo'" in problem


def test_katas_are_verified_side_by_side(checkout):
    """Each kata has its own proof; one that is broken does not touch the others."""
    (checkout / "katas" / "shop" / "README.md").unlink()
    proofs = {proof.kata: proof for proof in verification.verify_all(checkout, ["tiny", "shop"])}
    assert proofs["tiny"].holds
    assert not proofs["shop"].holds


def test_edit_of_a_file_that_is_not_there_names_the_near_one(checkout):
    """An edit of an unknown file is told the name of one that is there."""
    path = checkout / "solutions" / "tiny" / "mistakes.toml"
    edit(path, 'file = "app.py", find = "{name}!"', 'file = "ap.py", find = "{name}!"')
    problems = verification.verify(checkout, "tiny").problems
    assert "edits 'ap.py'. Did you mean 'app.py'?" in problems[0]


def test_suite_that_gives_other_verdicts_for_other_seeds_is_refused(checkout):
    """A verdict that depends on the seed is a problem of the kata."""
    suite = checkout / "katas" / "tiny" / "hidden" / "test_greetings.py"
    edit(suite, "name = fresh.name()", 'name = fresh.choice(["Ada", "<Bob>"])')
    edit(checkout / "solutions" / "tiny" / "app.py", "<name>", "<any(Ada):name>")
    problems = verification.verify(checkout, "tiny").problems
    assert [problem for problem in problems if problem.startswith("solution (seed ")]


@pytest.fixture
def planned(monkeypatch):
    """Give a function that returns what is checked of a kata, and with which seeds."""
    tasks = []
    monkeypatch.setattr(verification, "run_pool", lambda given: tasks.extend(given) or iter(()))

    def planned(name, depth):
        tasks.clear()
        list(verification.verify_all(CHECKOUT, [name], depth))
        return [(job.submission.shown, job.seed) for job in (task.load() for task in tasks)]

    return planned


def test_reference_is_checked_twice_and_the_rest_in_turn(planned):
    """Usually only the reference is checked twice, and all seeds are used by the others."""
    plan = planned("shop", "usual")
    assert [seed for name, seed in plan if name == "solution"] == [1, 2]
    others = [(name, seed) for name, seed in plan if name != "solution"]
    assert len({name for name, _ in others}) == len(others)
    assert {seed for _, seed in others} == {1, 2, 3}


def test_thorough_verification_checks_everything_with_every_seed(planned):
    """With more time, each variant is checked as often as the reference."""
    names = {name for name, _ in planned("shop", "usual")}
    assert sorted(planned("shop", "thorough")) == [(n, s) for n in sorted(names) for s in (1, 2, 3)]


def test_quick_verification_breaks_each_level_once(planned):
    """Of several mistakes that break concepts of one level, only the first one is checked."""
    usual, quick = ({name for name, _ in planned("shop", depth)} for depth in ("usual", "quick"))
    mistakes = {mistake.id for mistake in read_mistakes(ANSWERS / "shop", SHOP)}
    chosen = {"never-commits", "keeps-items-in-memory", "ignores-the-configuration"}
    assert usual - quick == mistakes - chosen


@pytest.fixture(scope="module")
def proofs():
    """Verify all katas of this project, with one mistake for each level; proofs by kata."""
    names = catalog.kata_ids(ROOT)
    return {proof.kata: proof for proof in verification.verify_all(ROOT, names, "quick")}


@pytest.mark.parametrize("name", catalog.kata_ids(ROOT))
def test_every_shipped_kata_is_proven(proofs, name):
    """A kata of this project accepts every right answer and names what is wrong in others."""
    assert proofs[name].problems == []
