"""TOML written by people: each field is validated, and an error names the line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.errors import CatalogError, near

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table that remembers its file, so that an error can name the line."""

    path: Path
    values: dict[str, Any]
    first_line: int = 1

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read the file at *path*; raise `CatalogError` if it is missing or no TOML."""
        try:
            return cls(path, tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise CatalogError(path, "this file is missing") from None
        except UnicodeDecodeError as error:
            raise CatalogError(path, f"not UTF-8: {error.reason}") from None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
            problem = f"not valid TOML: {error}"
            raise CatalogError(path, problem, int(place[1]) if place else None) from None

    def fail(self, problem: str, key: str = "") -> None:
        """Raise `CatalogError` at the line of *key*, or where the table begins."""
        raise CatalogError(self.path, problem, self._line(key))

    def only(self, *known: str) -> None:
        """Refuse fields that are not *known*."""
        for key in self.values:
            if key not in known:
                self.fail(f"unknown field '{key}'.{near(key, known)} Known: {', '.join(known)}",
                          key)  # fmt: skip

    def format(self, supported: int) -> None:
        """Refuse another format than the one that is *supported*."""
        if self.integer("format") != supported:
            self.fail(f"format {self.values['format']} is not supported, only {supported}",
                      "format")  # fmt: skip

    def text(self, key: str, *, default: str | None = None, empty: bool = False) -> str:
        """Return a text; *empty* ones only if they may be."""
        value = self._get(key, default)
        if not isinstance(value, str) or not (value.strip() or empty or value == default):
            self.fail(f"'{key}' must be a text that is not empty", key)
        return str(value)

    def identifier(self, key: str) -> str:
        """Return lower-case words joined by hyphens."""
        value = self.text(key)
        if not ID.fullmatch(value):
            self.fail(f"'{key}' must be lower-case words joined by '-', not {value!r}", key)
        return value

    def choice(self, key: str, allowed: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of the *allowed* texts."""
        value = self.text(key, default=default)
        if value not in allowed:
            self.fail(f"'{key}' is {value!r}.{near(value, allowed)} Allowed: {', '.join(allowed)}",
                      key)  # fmt: skip
        return value

    def integer(self, key: str, *, default: int | None = None) -> int:
        """Return a whole number of 1 or more."""
        value = self._get(key, default)
        if type(value) is not int or value < 1:
            self.fail(f"'{key}' must be a whole number of 1 or more", key)
        return int(value)

    def number(self, key: str, *, default: float | None = None) -> int | float:
        """Return a number above 0."""
        value = self._get(key, default)
        if type(value) not in (int, float) or not 0 < value < float("inf"):
            self.fail(f"'{key}' must be a number above 0", key)
        return value  # type: ignore[no-any-return]  # checked in the line above

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            self.fail(f"'{key}' must be true or false", key)
        return bool(value)

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            self.fail(f"'{key}' must be a list of texts", key)
        return tuple(value)

    def table(self, key: str) -> Table:
        """Return a table inside this one."""
        value = self._get(key, None)
        if not isinstance(value, dict):
            self.fail(f"'{key}' must be a table", key)
        return Table(self.path, value, self._line(key) or 1)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list."""
        value = self._get(key, None)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fail(f"'{key}' must be a list of tables", key)
        starts = self._starts(key)
        for number, entry in enumerate(value):
            first_line = starts[number] if number < len(starts) else self.first_line
            yield Table(self.path, entry, first_line)

    def _get(self, key: str, default: Any) -> Any:  # noqa: ANN401 - what TOML holds
        if key not in self.values and default is None:
            self.fail(f"'{key}' is missing")
        return self.values.get(key, default)

    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    def _starts(self, key: str) -> list[int]:
        return [
            n
            for n, line in enumerate(self._lines(), 1)
            if line.partition("#")[0].strip() == f"[[{key}]]"
        ]

    def _line(self, key: str) -> int:
        pattern = re.compile(rf"\s*(\[+\s*)?\"?{re.escape(key)}\"?\s*[\]=]")
        for number, line in enumerate(self._lines(), 1):
            if key and number >= self.first_line and pattern.match(line):
                return number
        return self.first_line
