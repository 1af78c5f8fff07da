"""The mutation driver: every mutant is one change, can be compiled, and is judged by the suite."""

import ast
import importlib.util
import sys

import builders
import pytest
from builders import ROOT
from checkouts import TINY

from checker.errors import CheckerProblem


@pytest.fixture(scope="module")
def mutants():
    """Load the driver, which is a program and no part of the package."""
    spec = importlib.util.spec_from_file_location("mutants", ROOT / "benchmarks" / "mutants.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutants"] = module  # its records look it up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["mutants"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = a == b", ["a == b -> a != b", "without x = a == b"]),
        ("x = a <= b", ["a <= b -> a < b", "without x = a <= b"]),
        ("f(a and b)", ["a and b -> a or b", "without f(a and b)"]),
        ("f(not a)", ["not a -> without not", "without f(not a)"]),
        ("f(k=a)", ["f(...) without k=a", "without f(k=a)"]),
        ("f(1)", ["f(1): 1 -> 2", "without f(1)"]),
        ("f('a')", ["f('a'): 'a' -> 'XXa'", "without f('a')"]),
        ("f(True)", ["f(True): True -> False", "without f(True)"]),
        ("if a:\n    import b", ["if a -> False", "if a -> True"]),
        ("@d\ndef f():\n    raise E", ["f without @d", "without raise E"]),
    ],
)
def test_changes_are_named(mutants, source, names):
    """Each kind of change has a name that says what it does."""
    assert sorted(mutant.name for mutant in mutants.mutants_of(source)) == names


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        'f("words for people")',
        'f(f"There is no {name}.")',
        'if __name__ == "__main__":\n    f(1)',
    ],
    ids=["docstring", "sentence", "sentence-with-a-value", "main-guard"],
)
def test_what_nobody_can_notice_is_left_alone(mutants, source):
    """Docstrings, sentences and what a check never runs are no mutants of their own."""
    assert not [m for m in mutants.mutants_of(source) if not m.name.startswith("without f(")]


def test_equal_changes_have_names_of_their_own(mutants):
    """The second of two equal changes is told by its number."""
    names = [mutant.name for mutant in mutants.mutants_of("f(1)\nf(1)")]
    assert len(names) == len(set(names))
    assert "f(1): 1 -> 2 (no. 2)" in names


def test_mutants_of_a_reference_are_programs_that_differ(mutants):
    """Every mutant of a real answer can be compiled and is unlike the answer."""
    source = (ROOT / "solutions" / "jwt_auth" / "app.py").read_text()
    made = [ast.unparse(ast.parse(mutant.source)) for mutant in mutants.mutants_of(source)]
    assert len(made) > 50
    assert ast.unparse(ast.parse(source)) not in made


def test_change_that_changes_nothing_is_no_mutant(mutants):
    """What reads the same before and after is left out."""
    names = [mutant.name for mutant in mutants.mutants_of("while True:\n    f()")]
    assert "if True -> False" in names
    assert "if True -> True" not in names


def test_survivors_are_told(mutants, monkeypatch):
    """What the suite of a kata does not notice survives, unless it is known to be equivalent."""
    monkeypatch.setattr(mutants, "ROOT", ROOT / "tests" / "checkout")
    (result,) = mutants.examine([TINY])
    assert result.survivors == ("app.py: without app.config.update(config or {})",)
    assert result.killed > 0


def a_report(outcome):
    """Return a check whose only test ended with *outcome*."""
    return builders.a_report(builders.a_concept(tests=(builders.a_test(outcome=outcome),)))


@pytest.mark.parametrize(("outcome", "survives"), [("passed", True), ("failed", False)])
def test_one_failure_is_enough(mutants, outcome, survives):
    """A mutant survives if every test passes."""
    assert mutants._survives(a_report(outcome)) is survives


def test_table_keeps_what_was_not_measured(mutants, tmp_path):
    """Only the lines of the katas that were examined are new, and the sum is of all lines."""
    page = tmp_path / "page.md"
    old = "| `b` | 10 | 8 | 1 | 1 |\n| `a` | 1 | 1 | 0 | 0 |\n| all | 11 | 9 | 1 | 1 |"
    page.write_text(f"before\n{mutants.BEGIN}\n{old}\n{mutants.END}\nafter\n")

    mutants.write_table(page, [mutants.Result(kata="b", total=12, equivalent=2, survivors=())])

    assert page.read_text().splitlines() == [
        "before", mutants.BEGIN, "",
        "| kata | mutants | killed | equivalent | surviving |", "|---|---:|---:|---:|---:|",
        "| `a` | 1 | 1 | 0 | 0 |", "| `b` | 12 | 10 | 2 | 0 |", "| all | 13 | 11 | 2 | 0 |", "",
        mutants.END, "after",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "problem",
    [CheckerProblem("division by zero"), builders.problem_report()],
    ids=["no-check", "broken-test"],
)
def test_problem_of_the_checker_kills_no_mutant(mutants, monkeypatch, problem):
    """A check that cannot be done is told, and never counted as a notice."""
    monkeypatch.setattr(mutants, "ROOT", ROOT / "tests" / "checkout")
    monkeypatch.setattr(mutants, "run_pool", lambda _tasks: iter([(0, problem)]))
    with pytest.raises(CheckerProblem, match="division by zero"):
        list(mutants.examine([TINY]))
