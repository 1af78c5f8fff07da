"""How sharp the suites are: small changes of each reference answer, and whether a suite notices.

    .venv/bin/python benchmarks/mutants.py [KATA ...] [--table docs/katas.md]

A mutant is the reference with one change: a comparison turned round, a constant changed, a
statement or an argument left out. It is killed if a concept does not pass. A survivor is a gap in
the suite, or it behaves like the reference; then ``solutions/KATA/equivalent.toml`` names it and
says why.
"""

from __future__ import annotations

import argparse
import ast
import copy
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checker import catalog
from checker.errors import CheckerProblem, KataError
from checker.pool import Task, run_pool
from checker.runner import Job
from checker.submission import pack_files, read_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.catalog import Kata
    from checker.report import Report
    from checker.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip
WIDEST = 90
BEGIN = "<!-- mutants: begin -->"
END = "<!-- mutants: end -->"
ROW = re.compile(r"^\| `(\w+)` \| (\d+(?: \| \d+){3}) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change of one file: *name* says which, *source* is the whole file after it."""

    name: str
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of *source*, with names that are unique in the file."""
    seen: Counter[str] = Counter()
    tree = ast.parse(source)
    original = ast.unparse(tree)
    apart = {inner for node in tree.body if _is_main_guard(node) for inner in ast.walk(node)}
    for number, node in enumerate(ast.walk(tree)):
        if node in apart:
            continue
        for told, change in _changes(node):
            changed = copy.deepcopy(tree)
            target = next(n for i, n in enumerate(ast.walk(changed)) if i == number)
            change(target)
            if ast.unparse(changed) == original:
                continue
            seen[told] += 1
            again = f" (no. {seen[told]})" if seen[told] > 1 else ""
            yield Mutant(name=f"{told}{again}", source=ast.unparse(changed))


def _is_main_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    """Yield what can be changed at *node*: a description, and a function that does it."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                yield _swap(node, "ops", OPPOSITE[type(operator)](), place)
        case ast.BoolOp() | ast.BinOp() if type(node.op) in OPPOSITE:
            yield _swap(node, "op", OPPOSITE[type(node.op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield f"{_text(node)} -> without not", partial(_become, node=_negated(node))
        case ast.If() | ast.IfExp() | ast.While():
            for value in (True, False):
                yield f"if {_text(node.test)} -> {value}", _set("test", ast.Constant(value))
        case ast.Call():
            for place, keyword in enumerate(node.keywords):
                yield (
                    f"{_text(node.func)}(...) without {_text(keyword.value, keyword.arg)}",
                    partial(_drop, field="keywords", place=place),
                )
    yield from _dropped(node)
    yield from _constants(node)


def _dropped(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    """Yield statements and decorators that can be left out."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        for place, decorator in enumerate(node.decorator_list):
            told = f"{node.name} without @{_text(decorator)}"
            yield told, partial(_drop, field="decorator_list", place=place)
    for field in ("body", "orelse", "finalbody", "handlers"):
        statements = getattr(node, field, None)
        if not isinstance(statements, list):
            continue
        for place, statement in enumerate(statements):
            if _can_go(statement):
                yield f"without {_text(statement)}", partial(_pass, field=field, place=place)


def _can_go(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)  # a docstring
    return isinstance(statement, ast.Assign | ast.AugAssign | ast.Return | ast.Raise | ast.Delete)


def _constants(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    if isinstance(node, ast.Expr) or _is_sentence(node):  # an expression by itself: a docstring
        return
    for field, value in ast.iter_fields(node):
        for place, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, ast.Constant):
                at = place if isinstance(value, list) else None
                for other in _others(inner.value):
                    told = f"{_text(node)}: {inner.value!r} -> {other!r}"
                    yield told, partial(_replace, field=field, place=at, new=ast.Constant(other))


def _is_sentence(node: ast.AST) -> bool:
    """Whether *node* is an f-string with words for people, which are free."""
    return isinstance(node, ast.JoinedStr) and any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value
        for part in node.values
    )


def _others(value: object) -> list[bool | int | float | str]:
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1]
        case str() if " " not in value:  # words for people are free
            return [f"XX{value}"]
    return []


def _swap(
    node: ast.AST, field: str, new: ast.AST, place: int | None = None
) -> tuple[str, Callable[[ast.AST], None]]:
    changed = copy.deepcopy(node)
    _replace(changed, field, place, new)
    return f"{_text(node)} -> {_text(changed)}", partial(
        _replace, field=field, place=place, new=new
    )


def _set(field: str, new: ast.AST) -> Callable[[ast.AST], None]:
    return partial(_replace, field=field, place=None, new=new)


def _replace(target: ast.AST, field: str, place: int | None, new: ast.AST) -> None:
    if place is None:
        setattr(target, field, new)
    else:
        getattr(target, field)[place] = new


def _drop(target: ast.AST, field: str, place: int) -> None:
    del getattr(target, field)[place]


def _pass(target: ast.AST, field: str, place: int) -> None:
    getattr(target, field)[place] = ast.Pass()


def _negated(node: ast.UnaryOp) -> ast.UnaryOp:
    return ast.UnaryOp(op=ast.Not(), operand=copy.deepcopy(node))


def _become(target: ast.AST, node: ast.UnaryOp) -> None:
    target.__dict__.update(copy.deepcopy(node).__dict__)


def _text(node: ast.AST, name: str | None = None) -> str:
    text = " ".join(ast.unparse(node).split())
    text = text if len(text) <= WIDEST else f"{text[: WIDEST - 3]}..."
    return f"{name}={text}" if name else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of the mutants of one kata."""

    kata: str
    total: int
    equivalent: int
    survivors: tuple[str, ...]

    @property
    def killed(self) -> int:
        """How many a suite noticed."""
        return self.total - self.equivalent - len(self.survivors)


def mutants_in(kata: Kata) -> dict[str, Submission]:
    """Return the answers that each mutant of the reference of *kata* makes, by its name."""
    given = read_files(kata.stub, kata.kept)
    files = {
        name: content
        for name, content in read_files(ROOT / "solutions" / kata.id, kata.kept).items()
        if not name.startswith("alternatives/") and not name.endswith((".md", ".toml"))
    }
    return {
        f"{name}: {mutant.name}": pack_files(
            files | {name: mutant.source.encode()}, name=mutant.name, kept=kata.kept
        )
        for name, content in files.items()
        if name.endswith(".py") and content != given.get(name)
        for mutant in mutants_of(content.decode())
    }


def examine(katas: list[Kata]) -> Iterator[Result]:
    """Check every mutant of the references of *katas*; yield results as they come.

    Raises `KataError` if a check cannot be done.
    """
    mutants = [(kata, name, made) for kata in katas for name, made in mutants_in(kata).items()]
    tasks = [
        Task(kata=kata, load=partial(Job, submission=made, seed=1, stop_early=True))
        for kata, _, made in mutants
    ]
    total = Counter(kata.id for kata, _, _ in mutants)
    open_ = total.copy()
    survivors: dict[str, list[str]] = {kata.id: [] for kata in katas}
    for number, report in run_pool(tasks):
        kata, name, _ = mutants[number]
        if _survives(report):
            survivors[kata.id].append(name)
        open_[kata.id] -= 1
        if not open_[kata.id]:
            yield _result(kata.id, total[kata.id], sorted(survivors[kata.id]))


def _survives(report: Report | KataError) -> bool:
    if isinstance(report, KataError):
        raise report
    tests = [test for concept in report.concepts for test in concept.tests]
    for test in tests:
        if test.outcome == "checker problem":
            raise CheckerProblem(f"{report.kata}, {report.submission}: {test.message}")
    return all(test.outcome == "passed" for test in tests)


def _result(kata: str, total: int, survivors: list[str]) -> Result:
    known = _equivalent(ROOT / "solutions" / kata)
    for name in known.keys() - set(survivors):
        sys.stderr.write(f"{kata}: '{name}' does not survive any more\n")
    unknown = tuple(name for name in survivors if name not in known)
    return Result(
        kata=kata, total=total, equivalent=len(survivors) - len(unknown), survivors=unknown
    )


def _equivalent(solution: Path) -> dict[str, str]:
    """Return why mutants behave like the reference, by name."""
    path = solution / "equivalent.toml"
    if not path.exists():
        return {}
    return {
        entry["mutant"]: entry["why"] for entry in tomllib.loads(path.read_text())["equivalent"]
    }


def main() -> int:
    """Print what became of all mutants, and write the table where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("katas", nargs="*", default=[])
    parser.add_argument("--table", type=Path, help="a page with a place for the table")
    options = parser.parse_args()
    results = []
    names = options.katas or catalog.kata_ids(ROOT)
    for result in examine([catalog.load_kata(ROOT, name) for name in names]):
        results.append(result)
        counts = f"{result.killed} killed, {result.equivalent} equivalent"
        print(f"{result.kata:<22} {result.total:>4} mutants, {counts}", flush=True)
        for survivor in result.survivors:
            print(f"    survives  {survivor}", flush=True)
    if options.table:
        write_table(options.table, results)
    return 1 if any(result.survivors for result in results) else 0


def write_table(page: Path, results: list[Result]) -> None:
    """Put *results* into the table of *page*; other katas keep their lines."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    counts = {
        name: [int(number) for number in numbers.split(" | ")]
        for name, numbers in ROW.findall(table)
    }
    counts |= {r.kata: [r.total, r.killed, r.equivalent, len(r.survivors)] for r in results}
    rows = [(f"`{name}`", counts[name]) for name in sorted(counts)]
    rows.append(("all", [sum(column) for column in zip(*counts.values(), strict=True)]))
    lines = ["| kata | mutants | killed | equivalent | surviving |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {name} | {' | '.join(map(str, numbers))} |" for name, numbers in rows]
    written = "\n".join([f"{before}{BEGIN}", "", *lines, "", f"{END}{after}"])
    page.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
