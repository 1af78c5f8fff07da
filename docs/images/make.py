"""Make the pictures of the results of grading: .venv/bin/python docs/images/make.py."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsers import Browser  # noqa: E402 - a module of the tests, as the next two
from builders import a_concept, a_report, a_test, failed_test  # noqa: E402
from gradings import FIRST, LAST, a_candidate, a_grading  # noqa: E402

from checker.assessment import find_assessment, read_assessment  # noqa: E402
from checker.catalog import load_katas  # noqa: E402
from checker.render.grading_page import render  # noqa: E402
from checker.report import LEVELS  # noqa: E402

if TYPE_CHECKING:
    from checker.catalog import Kata
    from checker.grading import Candidate
    from checker.report import Report

KATAS = {kata.id: kata for kata in load_katas(ROOT)}
MID = read_assessment(find_assessment(ROOT, "mid-security"), KATAS)
OPENED, FAILED = "Ada Berg", "reads-identity"
PICTURES = {"grading": ("", 1020), "grading-candidate": ("#candidate-ada-berg", 1000)}


def main() -> None:
    """Write the pictures beside this file."""
    chance = Random(6)  # noqa: S311 - a picture, no secret
    names = [f"{first} {last}" for last in LAST[:4] for first in FIRST]
    grading = a_grading(*(candidate(chance, name) for name in names), assessment=MID)
    browser = Browser()
    browser.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index.html")
        path.write_text(render(grading), encoding="utf-8")
        for name, (place, height) in PICTURES.items():
            size = {"width": 1280, "height": height, "deviceScaleFactor": 1, "mobile": False}
            browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.open(path, place)
            taken = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
            Path(__file__).with_name(f"{name}.png").write_bytes(base64.b64decode(taken["data"]))
    browser.close()


def candidate(chance: Random, name: str) -> Candidate:
    """Return one who answered all katas, as well as chance has it."""
    skill = chance.betavariate(4, 1.5)
    reports = [report(chance, KATAS[part.kata], skill, name) for part in MID.parts]
    return a_candidate(*reports, name=name, folder=name.lower().replace(" ", "-"))


def report(chance: Random, kata: Kata, skill: float, name: str) -> Report:
    """Return what one of that *skill*, from 0 to 1, may reach."""
    outcomes: dict[str, str] = {}
    concepts = []
    for number, concept in enumerate(kata.concepts, start=1):
        blocked_by = tuple(need for need in concept.needs if outcomes.get(need) != "passed")
        ease = 0.3 if concept.red_flag else 1 + LEVELS.index(concept.level)
        held = chance.random() < skill**ease
        if name == OPENED:
            held = concept.id != FAILED
        outcome = "blocked" if blocked_by else "passed" if held else "failed"
        outcomes[concept.id] = outcome
        test = failed_test if outcome == "failed" else a_test
        concepts.append(
            a_concept(
                id=concept.id,
                number=number,
                title=concept.title,
                level=concept.level,
                red_flag=concept.red_flag,
                outcome=outcome,
                blocked_by=blocked_by,
                tests=(test(outcome=outcome, concept=concept.id),),
            )
        )
    submission = f"handed-in/{name.lower().replace(' ', '-')}/{kata.id}"
    return a_report(*concepts, kata=kata.id, title=kata.title, submission=submission)


if __name__ == "__main__":
    main()
