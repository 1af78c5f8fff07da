"""The katas on disk: finding them, reading their metadata and mistakes, refusing what is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import CatalogError, KataError, UnknownKataError, near
from checker.report import LEVELS, Level
from checker.table import ID, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 1
TRACKS = ("basics", "data", "security", "operations", "assessments")
DIFFICULTIES = ("easy", "medium", "advanced")
TEST_FILES = frozenset({"conftest.py", "pytest.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that an answer must get right; *number* counts from 1 in teaching order."""

    id: str
    number: int
    title: str
    level: Level
    red_flag: bool
    needs: tuple[str, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Wall-clock limits in seconds; memory and file sizes in MiB.

    *memory* is for one process, *memory_in_all* for all that a submission starts.
    """

    request: float = 5.0
    test: float = 10.0
    check: float = 60.0
    memory: int = 1024
    memory_in_all: int = 1536
    files: int = 64
    processes: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Kata:
    """One interview question as a task; *folder* holds prompt, stub and suite.

    *example* are settings to try an answer with, in which ``{folder}`` stands for an empty folder.
    """

    id: str
    folder: Path
    title: str
    track: str
    difficulty: str
    minutes: int
    packages: tuple[str, ...]
    questions: tuple[str, ...]
    after: tuple[str, ...]
    limits: Limits
    concepts: tuple[Concept, ...]
    example: dict[str, Any] = field(default_factory=dict)

    @property
    def readme(self) -> Path:
        """The prompt."""
        return self.folder / "README.md"

    @property
    def stub(self) -> Path:
        """What the candidate starts from."""
        return self.folder / "stub"

    @property
    def suite(self) -> Path:
        """The hidden tests."""
        return self.folder / "hidden"

    @property
    def solution(self) -> Path:
        """The reference answer, beside the folder of all katas."""
        return self.folder.parent.parent / "solutions" / self.id

    @property
    def hidden(self) -> tuple[Path, ...]:
        """The folders that no candidate may see."""
        return self.suite, self.solution

    def suite_digest(self) -> str:
        """Return a digest that changes with the tests."""
        digest = hashlib.sha256()
        for path in sorted(self.suite.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(self.suite).as_posix().encode() + b"\0")
                digest.update(path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]

    def digest(self) -> str:
        """Return a digest that changes with the tests, the concepts and the limits."""
        settings = (self.folder / "kata.toml").read_bytes()
        return hashlib.sha256(self.suite_digest().encode() + settings).hexdigest()

    @property
    def has_database(self) -> bool:
        """Whether the application is handed ``SQLALCHEMY_DATABASE_URI``."""
        return "flask-sqlalchemy" in self.packages

    @property
    def kept(self) -> frozenset[str]:
        """Names of files that are left out of other answers: those of tests, where it is tests."""
        return TEST_FILES if "pytest" in self.packages else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A replacement in one file of the solution; *find* stands there exactly once.

    *line* is that of the mistake in its own file, for errors.
    """

    file: str
    find: str
    replace: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A named wrong answer: edits to the solution, and the concepts that they must break."""

    id: str
    why: str
    breaks: tuple[str, ...]
    edits: tuple[Edit, ...]
    source: str = ""


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder upwards of *start* that holds ``katas/``, else the checkout's.

    Raises `KataError` where there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents, Path(__file__).resolve().parent.parent):
        if (folder / "katas").is_dir() and (folder / "solutions").is_dir():
            return folder
    message = f"No katas/ folder in {start} or above it. Run this inside the project's folder."
    raise KataError(message)


def kata_ids(root: Path) -> list[str]:
    """Return the ids of all katas below *root*, sorted."""
    return sorted(path.parent.name for path in (root / "katas").glob("*/kata.toml"))


def load_kata(root: Path, name: str) -> Kata:
    """Return the kata *name*; raise `UnknownKataError` or `CatalogError`."""
    folder = root / "katas" / name
    if not ID.fullmatch(name) or not (folder / "kata.toml").is_file():
        raise UnknownKataError(name, kata_ids(root))
    return read_kata(folder)


def load_katas(root: Path) -> list[Kata]:
    """Return every kata: by track, then with those that others come ``after`` first, then id."""
    katas = {name: load_kata(root, name) for name in kata_ids(root)}
    return sorted(katas.values(), key=lambda k: (TRACKS.index(k.track), _depth(k, katas), k.id))


def _depth(kata: Kata, katas: dict[str, Kata], seen: frozenset[str] = frozenset()) -> int:
    earlier = [katas[name] for name in kata.after if name in katas and name not in seen]
    earlier = [other for other in earlier if other.track == kata.track]
    return 1 + max((_depth(other, katas, seen | {kata.id}) for other in earlier), default=0)


def read_kata(folder: Path) -> Kata:
    """Read ``kata.toml`` of *folder*; raise `CatalogError` with line and near match."""
    path = folder / "kata.toml"
    table = Table.read(path)
    table.only(
        "format", "title", "track", "difficulty", "minutes", "packages", "questions", "after",
        "limits", "run", "concepts",
    )  # fmt: skip
    table.format(FORMAT)
    concepts = _read_concepts(table)
    return Kata(
        id=folder.name,
        folder=folder,
        title=table.text("title"),
        track=table.choice("track", TRACKS),
        difficulty=table.choice("difficulty", DIFFICULTIES),
        minutes=table.integer("minutes"),
        packages=table.texts("packages"),
        questions=table.texts("questions"),
        after=table.texts("after", default=()),
        limits=_read_limits(table),
        example=_read_example(table),
        concepts=concepts,
    )


def _read_concepts(table: Table) -> tuple[Concept, ...]:
    concepts: list[Concept] = []
    for number, entry in enumerate(table.tables("concepts"), start=1):
        entry.only("id", "title", "level", "red_flag", "needs", "hints")
        concept = Concept(
            id=entry.identifier("id"),
            number=number,
            title=entry.text("title"),
            level=read_level(entry),
            red_flag=entry.flag("red_flag"),
            needs=entry.texts("needs", default=()),
            hints=entry.texts("hints"),
        )
        earlier = [known.id for known in concepts]
        if concept.id in earlier:
            entry.fail(f"the concept '{concept.id}' is defined twice", "id")
        for need in concept.needs:
            if need not in earlier:
                entry.fail(f"needs '{need}', which is no earlier concept.{near(need, earlier)}",
                           "needs")  # fmt: skip
        concepts.append(concept)
    if not concepts:
        table.fail("a kata has at least one [[concepts]]")
    return tuple(concepts)


def read_level(entry: Table) -> Level:
    """Return the ``level`` of *entry*; raise `CatalogError` if it has none."""
    level = entry.choice("level", LEVELS)
    return next(known for known in LEVELS if known == level)


def _read_example(table: Table) -> dict[str, Any]:
    if "run" not in table.values:
        return {}
    run = table.table("run")
    run.only("config")
    return dict(run.table("config").values)


def _read_limits(table: Table) -> Limits:
    if "limits" not in table.values:
        return Limits()
    limits = table.table("limits")
    limits.only(*Limits.__dataclass_fields__)
    default = Limits()
    whole = [name for name in limits.values if isinstance(getattr(default, name), int)]
    given: dict[str, Any] = {name: limits.number(name) for name in limits.values}
    return Limits(**given | {name: limits.integer(name) for name in whole})


def read_mistakes(folder: Path, kata: Kata) -> tuple[Mistake, ...]:
    """Read ``mistakes.toml`` of the solution in *folder*; raise `CatalogError`."""
    table = Table.read(folder / "mistakes.toml")
    table.only("mistakes")
    known = [concept.id for concept in kata.concepts]
    mistakes: list[Mistake] = []
    for entry in table.tables("mistakes"):
        entry.only("id", "source", "why", "breaks", "edits")
        mistake = Mistake(
            id=entry.identifier("id"),
            why=entry.text("why"),
            breaks=entry.texts("breaks"),
            edits=tuple(_read_edit(edit) for edit in entry.tables("edits")),
            source=entry.text("source", default=""),
        )
        if mistake.id in {other.id for other in mistakes}:
            entry.fail(f"the mistake '{mistake.id}' is defined twice", "id")
        for concept in mistake.breaks:
            if concept not in known:
                entry.fail(f"breaks '{concept}', which is no concept of {kata.id}."
                           f"{near(concept, known)}", "breaks")  # fmt: skip
        if not mistake.breaks:
            entry.fail(f"the mistake '{mistake.id}' breaks nothing", "breaks")
        mistakes.append(mistake)
    return tuple(mistakes)


def _read_edit(entry: Table) -> Edit:
    entry.only("file", "find", "replace")
    return Edit(
        file=entry.text("file"),
        find=entry.text("find"),
        replace=entry.text("replace", empty=True),
        line=entry.first_line,
    )


def apply_edits(files: dict[str, bytes], edits: Iterable[Edit], path: Path) -> dict[str, bytes]:
    """Return *files* (name to content) with *edits* made; *path* is named in `CatalogError`."""
    changed = dict(files)
    for edit in edits:
        if edit.file not in changed:
            raise CatalogError(path, f"edits '{edit.file}'.{near(edit.file, files)} No such file")
        text = changed[edit.file].decode()
        if (count := text.count(edit.find)) != 1:
            shown = edit.find if len(edit.find) < 60 else edit.find[:57] + "..."  # noqa: PLR2004 - a line of a terminal
            message = f"{shown!r} must stand exactly once in {edit.file}, it stands there {count} x"
            raise CatalogError(path, message, _line_of(path.read_text(), edit))
        changed[edit.file] = text.replace(edit.find, edit.replace).encode()
    return changed


def _line_of(text: str, edit: Edit) -> int:
    """Return the line in *text* on which what *edit* looks for begins, or that of its mistake."""
    part = edit.find.strip("\n").split("\n")[0]
    lines = enumerate(text.splitlines(), 1)
    return next((n for n, line in lines if n >= edit.line and part in line), edit.line)
