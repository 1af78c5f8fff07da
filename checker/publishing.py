"""The pages and files of a grading, all made from its results, and made again at any time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checker.grading import candidate_as_dict

if TYPE_CHECKING:
    from pathlib import Path

    from checker.grading import Grading
    from checker.store import Store

CANDIDATES = "candidates"


def publish(grading: Grading, store: Store) -> Path:
    """Write everything that is made from *grading* to the folder of *store*; return the page."""
    for candidate in grading.candidates:
        told = json.dumps(candidate_as_dict(grading.assessment, candidate), indent=1)
        store.write_text(f"{CANDIDATES}/{candidate.folder}/report.json", told)
    return store.write_text("index.html", "")
