"""The results of a grading on disk: one file for each candidate and kata, written as they come."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
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
            file = (self.folder / LOCK).open("a", encoding="utf-8")
        except OSError as error:
            raise KataError(
                f"{self.folder} cannot be written to: {error.strerror}. Give another: --out FOLDER"
            ) from None
        with file:
            try:
                # Of this process alone: what it has forked, and survives it, holds nothing.
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise KataError(
                    f"Another grading writes to {self.folder}. Wait for its end, or give another "
                    "folder: --out FOLDER"
                ) from None
            yield

    def begin(self, assessment: str, seed: int | None) -> Run:
        """Return the run to go on with, or a new one, with *seed* or one by chance.

        Raises `KataError` if the folder holds something else.
        """
        path = self.folder / STATE
        known, damaged = self._read(path, _parse_run)
        if damaged:
            raise KataError(
                f"{path} is damaged, and is called {damaged.name} now. Give another folder: "
                "--out FOLDER"
            )
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
        if known:
            self._sweep()
        if known and seed in (None, known.seed):
            return known
        run = Run(
            assessment=assessment,
            seed=secrets.randbelow(2**32) if seed is None else seed,
            started=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._write(path, _json({"format": FORMAT, **asdict(run)}))
        return run

    def read(self, candidate: str, kata: str, key: str) -> Report | None:
        """Return the report of *kata* in the folder of *candidate*, if it was written with *key*.

        One that is damaged is set aside.
        """
        return self._read(self._path(candidate, kata), partial(_parse_report, key=key))[0]

    def write(self, candidate: str, key: str, report: Report) -> Report:
        """Keep *report* for the folder of *candidate*, whole or not at all.

        Returns it as it will be read: halves of characters, which an answer may have sent and
        nothing can show, have become question marks.
        """
        kept = from_json(_json(as_dict(report)))
        data = _json({"format": FORMAT, "key": key, "report": as_dict(kept)})
        self._write(self._path(candidate, report.kata), data)
        return kept

    def write_text(self, name: str, text: str) -> Path:
        """Write the page or file *name*, which can be made again; return where it is."""
        return self._write(self.folder / name, text.encode(errors="replace"), lasting=False)

    def _path(self, candidate: str, kata: str) -> Path:
        return self.folder / RESULTS / candidate / f"{kata}.json"

    def _read(self, path: Path, parse: Callable[[str], T]) -> tuple[T | None, Path | None]:
        return files.read(path, parse, self.folder / LOCK_DAMAGED)

    def _write(self, path: Path, data: bytes, *, lasting: bool = True) -> Path:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write(path, data, unfinished=UNFINISHED, lasting=lasting)
        except OSError as error:
            raise KataError(
                f"{path} cannot be written: {error.strerror}. What was written before it is kept; "
                "type the same command again"
            ) from None
        return path

    def _sweep(self) -> None:
        """Remove what killed processes left."""
        for folder, _, _ in os.walk(self.folder):
            files.sweep(Path(folder), UNFINISHED)


def _json(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.encode(errors="replace")


def _parse_run(text: str) -> Run:
    told = json.loads(text)
    if told["format"] != FORMAT or type(told["seed"]) is not int:
        raise ValueError(told)
    return Run(assessment=str(told["assessment"]), seed=told["seed"], started=str(told["started"]))


def _parse_report(text: str, *, key: str) -> Report | None:
    told = json.loads(text)
    if told["key"] != key:
        return None  # it may be of an older checker, and of another form
    return from_json(json.dumps(told["report"]))
