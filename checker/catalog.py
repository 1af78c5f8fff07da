"""The katas on disk: finding them, reading their metadata, refusing what is wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from checker import shelves
from checker.choices import DIFFICULTIES, TRACKS
from checker.errors import KataError, UnknownKataError, near
from checker.report import LEVELS, Level
from checker.table import ID, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
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


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Kata:
    """One interview question as a task; *folder* holds prompt, stub and suite.

    *example* are settings to try an answer with, in which ``{folder}`` stands for an empty folder.
    What an extension does not have in its own folders is that of the *base*.
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
    base: Kata | None = None

    @property
    def lineage(self) -> tuple[Kata, ...]:
        """The base, if there is one, and the kata itself."""
        return (self.base, self) if self.base else (self,)

    @property
    def own_concepts(self) -> tuple[Concept, ...]:
        """The concepts that the base does not have."""
        return self.concepts[len(self.base.concepts) :] if self.base else self.concepts

    @property
    def readme(self) -> Path:
        """The prompt."""
        return self._part("README.md")

    def prompt(self) -> str:
        """Return the text of the prompt; in one of the base, paths and commands have the own id."""
        text = self.readme.read_text(encoding="utf-8")
        if self.base and self.readme == self.base.readme:
            return re.sub(rf"(work/|KATA=){self.base.id}\b", rf"\g<1>{self.id}", text)
        return text

    @property
    def stub(self) -> Path:
        """What the candidate starts from."""
        return self._part("stub")

    def _part(self, name: str) -> Path:
        own = self.folder / name
        return self.base.folder / name if self.base and not own.exists() else own

    @property
    def suite(self) -> Path:
        """The hidden tests of its own."""
        return self.folder / "hidden"

    @property
    def suites(self) -> tuple[Path, ...]:
        """The folders of all its hidden tests: those of the base come first."""
        return tuple(kata.suite for kata in self.lineage)

    @property
    def solution(self) -> Path:
        """The folder of solutions of its own, beside the folder of all katas."""
        return self.folder.parent.parent / "solutions" / self.id

    @property
    def reference(self) -> Path:
        """The folder with the reference answer."""
        own = any((self.solution / name).exists() for name in ("app.py", "app"))
        return self.base.solution if self.base and not own else self.solution

    @property
    def explanation(self) -> Path:
        """What to say in the interview."""
        return self._solution("ANSWER.md")

    @property
    def alternatives(self) -> Path:
        """The folder with other right answers, a folder each."""
        return self._solution("alternatives")

    def _solution(self, name: str) -> Path:
        own = self.solution / name
        return self.base.solution / name if self.base and not own.exists() else own

    @property
    def hidden(self) -> tuple[Path, ...]:
        """The folders that no candidate may see."""
        return tuple(path for kata in self.lineage for path in (kata.suite, kata.solution))

    def suite_digest(self) -> str:
        """Return a digest that changes with the tests."""
        digest = hashlib.sha256()
        for suite in self.suites:
            for path in sorted(suite.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(path.relative_to(suite).as_posix().encode() + b"\0")
                    digest.update(path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]

    def digest(self) -> str:
        """Return a digest that changes with the tests, the concepts and the limits."""
        settings = b"".join((kata.folder / "kata.toml").read_bytes() for kata in self.lineage)
        return hashlib.sha256(self.suite_digest().encode() + settings).hexdigest()

    @property
    def has_database(self) -> bool:
        """Whether the application is handed ``SQLALCHEMY_DATABASE_URI``."""
        return "flask-sqlalchemy" in self.packages

    @property
    def kept(self) -> frozenset[str]:
        """Names of files that are left out of other answers: those of tests, where it is tests."""
        return TEST_FILES if "pytest" in self.packages else frozenset()


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder upwards of *start* that holds ``katas/``, else the checkout's.

    A private folder is none. Raises `KataError` where there is none.
    """
    start = (start or Path.cwd()).resolve()
    private = shelves.private()
    above = [folder for folder in (start, *start.parents) if folder not in private]
    for folder in (*above, Path(__file__).resolve().parent.parent):
        if (folder / "katas").is_dir() and (folder / "solutions").is_dir():
            return folder
    message = f"No katas/ folder in {start} or above it. Run this inside the project's folder."
    raise KataError(message)


def kata_ids(root: Path) -> list[str]:
    """Return the ids of all katas below *root* and in private folders, sorted.

    Raises `KataError` if two have the same one.
    """
    return sorted(_folders(root))


def load_kata(root: Path, name: str) -> Kata:
    """Return the kata *name*; raise `UnknownKataError` or `CatalogError`."""
    folders = _folders(root)
    if name not in folders:
        raise UnknownKataError(name, sorted(folders))
    return read_kata(folders[name], folders)


def _folders(root: Path) -> dict[str, Path]:
    """Return the folder of each kata by its id."""
    folders: dict[str, Path] = {}
    for shelf in shelves.shelves(root):
        for path in sorted((shelf / "katas").glob("*/kata.toml")):
            name, folder = path.parent.name, path.parent
            if folders.setdefault(name, folder) != folder:
                raise KataError(
                    f"Two katas are called '{name}': {folders[name]} and {folder}. "
                    "Give one of the folders another name, and its solution as well."
                )
    return folders


def load_katas(root: Path) -> list[Kata]:
    """Return every kata: by track, then with those that others come ``after`` first, then id."""
    folders = _folders(root)
    katas = {name: read_kata(folder, folders) for name, folder in sorted(folders.items())}
    return sorted(katas.values(), key=lambda k: (TRACKS.index(k.track), _depth(k, katas), k.id))


def _depth(kata: Kata, katas: dict[str, Kata], seen: frozenset[str] = frozenset()) -> int:
    earlier = [katas[name] for name in kata.after if name in katas and name not in seen]
    earlier = [other for other in earlier if other.track == kata.track]
    return 1 + max((_depth(other, katas, seen | {kata.id}) for other in earlier), default=0)


def read_kata(folder: Path, others: Mapping[str, Path] | None = None) -> Kata:
    """Read ``kata.toml`` of *folder*; raise `CatalogError` with line and near match.

    *others* has the folders of the katas that it may extend, by id.
    """
    table = Table.read(folder / "kata.toml")
    if not ID.fullmatch(folder.name):
        table.fail("its folder's name must be lower-case words joined by '_'")
    table.only(
        "format", "extends", "title", "track", "difficulty", "minutes", "packages", "questions",
        "after", "limits", "run", "concepts",
    )  # fmt: skip
    table.format(FORMAT)
    base = _read_base(table, folder.name, others or {})
    return Kata(
        id=folder.name,
        folder=folder,
        title=table.text("title", default=base and base.title),
        track=table.choice("track", TRACKS, default=base and base.track),
        difficulty=table.choice("difficulty", DIFFICULTIES, default=base and base.difficulty),
        minutes=table.integer("minutes", default=base and base.minutes),
        packages=table.texts("packages", default=base and base.packages),
        questions=table.texts("questions", default=base and base.questions),
        after=table.texts("after", default=base.after if base else ()),
        limits=_read_limits(table, base.limits if base else Limits()),
        example=(base.example if base else {}) | _read_example(table),
        concepts=_read_concepts(table, base.concepts if base else ()),
        base=base,
    )


def _read_base(table: Table, name: str, others: Mapping[str, Path]) -> Kata | None:
    """Return the kata that the one of *table*, called *name*, extends, or None."""
    if "extends" not in table.values:
        return None
    base = table.text("extends")
    if base == name:
        table.fail(f"the kata '{name}' extends itself", "extends")
    if base not in others:
        table.fail(f"extends '{base}', which is no kata.{near(base, others)}", "extends")
    further = Table.read(others[base] / "kata.toml").values.get("extends")
    if further is not None:
        told = f"extends '{base}', which itself extends '{further}'; only one step is possible"
        table.fail(told, "extends")
    return read_kata(others[base])


def _read_concepts(table: Table, known: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return the concepts *known* from a base, and after them those of *table*."""
    concepts = list(known)
    entries = table.tables("concepts") if not known or "concepts" in table.values else ()
    for number, entry in enumerate(entries, start=len(known) + 1):
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
        earlier = [other.id for other in concepts]
        if concept.id in earlier[: len(known)]:
            entry.fail(f"the concept '{concept.id}' is one of the base; choose another id", "id")
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


def _read_limits(table: Table, usual: Limits) -> Limits:
    if "limits" not in table.values:
        return usual
    limits = table.table("limits")
    limits.only(*Limits.__dataclass_fields__)
    whole = [name for name in limits.values if isinstance(getattr(Limits(), name), int)]
    given: dict[str, Any] = {name: limits.number(name) for name in limits.values}
    return replace(usual, **given | {name: limits.integer(name) for name in whole})
