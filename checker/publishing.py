"""The pages and files of a grading: made from its results, and made again at any time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.grading import Candidate, candidate_as_dict, for_candidate
from checker.render import (
    candidate_markdown,
    data,
    exercism,
    gradescope,
    grading_page,
    junit,
    summary_csv,
    summary_markdown,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from checker.grading import Assessment, Grading
    from checker.store import Store

PAGE, CANDIDATES = "index.html", "candidates"
OF_CANDIDATE = ("report.json", "copy.html", "copy.md", "report.md", "junit.xml", "gradescope.json")


def publish(grading: Grading, store: Store, forms: Collection[str] = ()) -> Path:
    """Write everything that is made from *grading* to the folder of *store*; return the page.

    *forms* are what is written for each candidate besides their report and the copy for them.
    """
    for candidate in grading.candidates:
        for name, text in _of_candidate(grading, candidate, forms):
            store.write_text(f"{CANDIDATES}/{candidate.folder}/{name}", text)
    _withdraw(store.folder / CANDIDATES, {candidate.folder for candidate in grading.candidates})
    store.write_text("summary.csv", summary_csv.render(grading))
    store.write_text("summary.md", summary_markdown.render(grading))
    store.write_text("junit.xml", junit.render(grading.assessment, grading.candidates))
    return store.write_text(PAGE, grading_page.render(grading))


def _withdraw(folder: Path, current: Collection[str]) -> None:
    """Remove what was written for candidates who are no longer there, and nothing else."""
    for gone in folder.iterdir():
        if gone.name not in current and (gone / OF_CANDIDATE[0]).is_file():
            for path in [*(gone / name for name in OF_CANDIDATE), *gone.glob("exercism/*.json")]:
                path.unlink(missing_ok=True)
            for left in (gone / "exercism", gone):
                with suppress(OSError):  # something of somebody else's is in it
                    left.rmdir()


def _of_candidate(
    grading: Grading, candidate: Candidate, forms: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file for one *candidate*.

    What a candidate may see says what is required and whether it is met, and no more.
    """
    assessment = grading.assessment
    yield "report.json", data.dumped(candidate_as_dict(assessment, candidate))
    alone = replace(grading, candidates=(candidate,))
    yield "copy.html", grading_page.render(alone, audience="candidate")
    public = replace(candidate, reports=tuple(map(for_candidate, candidate.reports)))
    scored = assessment.shown.score
    yield "copy.md", candidate_markdown.render(assessment, public, scored=scored)
    yield from _further(assessment, candidate, public, forms)


def _further(
    assessment: Assessment, candidate: Candidate, public: Candidate, forms: Collection[str]
) -> Iterator[tuple[str, str]]:
    if "markdown" in forms:
        yield "report.md", candidate_markdown.render(assessment, candidate)
    if "junit" in forms:
        yield "junit.xml", junit.render(assessment, [candidate])
    if "gradescope" in forms:  # which students see
        yield "gradescope.json", gradescope.render(assessment, public)
    if "exercism" in forms:  # the same
        for report in public.reports:
            yield f"exercism/{report.kata}.json", exercism.render(report)
