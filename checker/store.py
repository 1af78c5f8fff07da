"""The results of a grading on disk: one file for each candidate and kata, written as they come."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker import files
from checker.errors import KataError
from checker.report import as_dict, from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.report import Report

T = TypeVar("T")
FORMAT = 1
STATE, RESULTS = "grading.json", "results"
LOCK, LOCK_DAMAGED = ".lock", ".lock-damaged"
UNFINISHED = ".new-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What all checks of a grading have in common: *started* is an ISO time."""

    assessment: str
    seed: int
    started: str


class Store:
    """The folder of one grading, held by one process at a time."""

    def __init__(self, folder: Path) -> None:
        """Stand for *folder*, which `hold` makes."""
        self.folder = folder

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Make the folder and keep others out; raise `KataError` if that cannot be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / LOCK).open("w", encoding="utf-8")
        except OSError as error:
            raise KataError(
                f"{self.folder} cannot be written to: {error.strerror}. Give another: --out FOLDER"
            ) from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise KataError(
                    f"Another grading writes to {self.folder}. Wait for its end, or give another "
                    "folder: --out FOLDER"
                ) from None
            self._sweep()
            yield

    def begin(self, assessment: str, seed: int | None) -> Run:
        """Return the run to go on with, or a new one, with *seed* or one by chance.

        Raises `KataError` if the folder holds something else.
        """
        path = self.folder / STATE
        known = files.read(path, _parse_run, self.folder / LOCK_DAMAGED)[0]
        if known is None and any(not e.name.startswith(".") for e in self.folder.iterdir()):
            raise KataError(
                f"{self.folder} holds files that no grading wrote. Give an empty or new folder: "
                "--out FOLDER"
            )
        if known and known.assessment != assessment:
            raise KataError(
                f"{self.folder} holds the grading of '{known.assessment}', not of '{assessment}'. "
                "Give another folder: --out FOLDER"
            )
        if known and seed in (None, known.seed):
            return known
        run = Run(
            assessment=assessment,
            seed=secrets.randbelow(2**32) if seed is None else seed,
            started=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        files.write(path, _json({"format": FORMAT, **asdict(run)}), unfinished=UNFINISHED)
        return run

    def key(self, candidate: str, kata: str) -> str:
        """Return the key that the result was written with, or nothing if there is none."""
        return self._read(candidate, kata, _parse_key) or ""

    def report(self, candidate: str, kata: str) -> Report | None:
        """Return the report of *kata* in the folder of *candidate*, None if there is none."""
        return self._read(candidate, kata, _parse_report)

    def write(self, candidate: str, key: str, report: Report) -> None:
        """Keep *report* for the folder of *candidate*, whole or not at all."""
        path = self._path(candidate, report.kata)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = _json({"format": FORMAT, "key": key, "report": as_dict(report)})
        files.write(path, data, unfinished=UNFINISHED)

    def write_text(self, name: str, text: str) -> Path:
        """Write the page or file *name*, which can be made again; return where it is."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, text.encode(), unfinished=UNFINISHED, lasting=False)
        return path

    def _path(self, candidate: str, kata: str) -> Path:
        return self.folder / RESULTS / candidate / f"{kata}.json"

    def _read(self, candidate: str, kata: str, parse: Callable[[str], T]) -> T | None:
        return files.read(self._path(candidate, kata), parse, self.folder / LOCK_DAMAGED)[0]

    def _sweep(self) -> None:
        """Remove what killed processes left."""
        for folder, _, _ in os.walk(self.folder):
            files.sweep(Path(folder), UNFINISHED)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _parse_run(text: str) -> Run:
    told = json.loads(text)
    if told["format"] != FORMAT or type(told["seed"]) is not int:
        raise ValueError(told)
    return Run(assessment=str(told["assessment"]), seed=told["seed"], started=str(told["started"]))


def _parse_key(text: str) -> str:
    told = json.loads(text)
    return str(told["key"]) if told["format"] == FORMAT else ""


def _parse_report(text: str) -> Report:
    return from_json(json.dumps(json.loads(text)["report"]))
