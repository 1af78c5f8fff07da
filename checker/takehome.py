"""What the commands for take-homes do: give out, grade, compare."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from checker import catalog
from checker.errors import CHECKER_PROBLEM, NOT_PASSED, PASSED, KataError

if TYPE_CHECKING:
    from checker.catalog import Kata
    from checker.grading import Assessment
    from checker.render.text import Screen


def pack(name: str, out: Path | None, *, check: bool, screen: Screen) -> tuple[str, int]:
    """Write what candidates of the assessment *name* are given, or *check* what was written.

    Returns the text and the exit code.
    """
    from checker import packing
    from checker.render import contents
    from checker.writing import write_new

    root = catalog.find_root()
    rules, katas = _assessment(root, name)
    path = out or Path(f"{rules.id}.zip")
    allowed = packing.pack(root, rules, katas)
    if check:
        if not path.is_file():
            raise KataError(f"{path}: no such file. Make it first: make pack ASSESSMENT={name}")
        data = path.read_bytes()
    else:
        data = packing.archive(allowed, rules.id)
    proof = packing.prove(data, allowed, rules.id, katas)
    backup = None if check or proof.problems else write_new(path, data)
    options = f' ARGS="--out {quote(str(path))}"' if out else ""
    anew = f"make pack ASSESSMENT={quote(name)}{options}"
    text = contents.render(proof, str(path), screen, backup=str(backup or ""), anew=anew)
    return text, NOT_PASSED if proof.problems else PASSED


def _assessment(root: Path, name: str) -> tuple[Assessment, list[Kata]]:
    from checker import assessment

    path = assessment.find_assessment(root, name)
    rules = assessment.read_assessment(path, catalog.kata_ids(root))
    return rules, [catalog.load_kata(root, part.kata) for part in rules.parts]


def grade(  # noqa: PLR0913 - one for each option
    submissions: Path,
    name: str,
    out: Path,
    *,
    jobs: int | None,
    forms: tuple[str, ...],
    seed: int | None,
    regrade: bool,
    sandboxed: bool,
    screen: Screen,
) -> tuple[str, int]:
    """Grade what lies in *submissions* by the assessment *name*; text and exit code."""
    from checker import grade, intake, meter, pool, publishing, sandbox
    from checker.render import results
    from checker.store import Store

    root = catalog.find_root()
    rules, katas = _assessment(root, name)
    sandbox.sweep()
    if sandboxed:
        _demand_isolation()
    intake.keep_apart(submissions, out)
    intake.find(submissions, [kata.id for kata in katas])  # before anything is begun or made
    store = Store(out)
    with store.hold(), meter.shown() as tell:
        graded = grade.grade(
            submissions,
            rules,
            katas,
            store=store,
            execute=partial(pool.run_pool, workers=jobs),
            tell=tell,
            seed=seed,
            regrade=regrade,
        )
        page = publishing.publish(graded, store, forms)
    places = {"SUBMISSIONS": submissions, "ASSESSMENT": name, "OUT": out}
    again = " ".join(["make grade", *(f"{k}={quote(str(v))}" for k, v in places.items())])
    whole = grade.all_graded(graded)
    step = f"read the page; for the candidates: {out}/candidates/NAME/copy.html"
    if not whole:
        step = f"try again what is open: {again}"
    text = results.render(graded, str(page), screen, next_step=step)
    return text, PASSED if whole else CHECKER_PROBLEM


def _demand_isolation() -> None:
    """Raise `KataError` unless code from strangers can be kept apart here."""
    from checker.catalog import Limits
    from checker.sandbox import Sandbox

    with Sandbox([], Limits()) as sandbox, sandbox.open():
        isolation = sandbox.isolation
    if not isolation.bwrap:
        raise KataError(
            f"Code from strangers would not be kept apart from this machine: {isolation.reason}. "
            "See what mends it: make doctor. If all of it is your own: --no-sandbox"
        )


def compare(old: Path, new: Path, *, form: str, screen: Screen) -> tuple[str, int]:
    """Return what changed from the results *old* to *new*, and 0 if nothing did, else 1."""
    from checker import comparing
    from checker.render import differences

    changes = comparing.compare(comparing.read(old), comparing.read(new))
    text = differences.data(changes) if form == "json" else differences.render(changes, screen)
    return text, NOT_PASSED if changes.changed else PASSED
