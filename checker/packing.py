"""The archive that candidates are given: made by an allow-list, and proven to hold nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import KataError
from checker.render import briefing
from checker.submission import read_files
from checker.worker.archive import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from checker.catalog import Kata
    from checker.grading import Assessment

LOCK = "requirements.lock"
ALWAYS = ("flask", "pytest")
DATE = (1980, 1, 1, 0, 0, 0)  # the same files are the same bytes
MODE = 0o644 << 16
FILE_HEADERS, END_HEADER = 30 + 46, 22  # bytes of a zip beside names and contents
TELLING = 30  # characters of a line that nobody writes by chance
PINNED = re.compile(r"([\w.-]+)==[^\s\\]+( ; [^\\\n]+?)? \\\n")
VIA = re.compile(r"^ +# +(?:via )?([\w.-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What an archive was found to hold: names and sizes in bytes, and what is wrong with it.

    *secrets* is how many lines of suites and solutions were looked for.
    """

    files: dict[str, int]
    problems: tuple[str, ...]
    secrets: int


def pack(root: Path, assessment: Assessment, katas: Sequence[Kata]) -> dict[str, bytes]:
    """Return the files for candidates by name: README, requirements, and for each kata its folder.

    That one holds the prompt, the stub, and hints if *assessment* shows them; nothing else does.
    """
    files = {
        "README.md": briefing.rules(assessment, katas).encode(),
        "requirements.txt": requirements(root, katas).encode(),
    }
    for kata in katas:
        prompt = briefing.prompt(kata.prompt(), assessment.shown)
        files[f"{kata.id}/README.md"] = prompt.encode()
        if assessment.shown.hints:
            files[f"{kata.id}/HINTS.md"] = briefing.hints(kata).encode()
        for name, content in read_files(kata.stub, kata.kept).items():
            files[f"{kata.id}/{name}"] = briefing.stub(content)
    return files


def archive(files: dict[str, bytes], folder: str) -> bytes:
    """Return *files* as a zip, inside one *folder*; the same files are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(f"{folder}/{name}", DATE)
            info.external_attr = MODE
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return buffer.getvalue()


def prove(data: bytes, allowed: dict[str, bytes], folder: str, katas: Sequence[Kata]) -> Proof:
    """Compare the zip *data* with the *allowed* files, byte by byte, and look for what is secret.

    Raises `KataError` if it is no zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            found = [(info.filename, packed.read(info)) for info in members]
    except DAMAGE as error:
        raise KataError(
            f"It is no zip that can be read: {error}. Make it anew: make pack"
        ) from None
    expected = {f"{folder}/{name}": content for name, content in allowed.items()}
    secret = secrets(katas, allowed.values())
    return Proof(
        files={name: len(content) for name, content in found},
        problems=(
            *_differences(found, expected),
            *_leaks(found, secret),
            *_unaccounted(len(data), members),
        ),
        secrets=len(secret),
    )


def _differences(found: list[tuple[str, bytes]], expected: dict[str, bytes]) -> Iterable[str]:
    names = [name for name, _ in found]
    for name, content in found:
        if name not in expected:
            yield f"{name} does not belong into it"
        elif content != expected[name]:
            yield f"{name} is not what it should be"
        elif names.count(name) > 1:
            yield f"{name} is in it twice"
    for name in expected.keys() - set(names):
        yield f"{name} is missing"


def _unaccounted(size: int, members: Iterable[zipfile.ZipInfo]) -> Iterable[str]:
    """Say whether there is more than files: a comment, or something before or between them."""
    told = ((2 * len(info.filename.encode()), info.compress_size) for info in members)
    files = END_HEADER + sum(name + FILE_HEADERS + content for name, content in told)
    if size != files:
        yield f"The archive has {size:,} bytes, and its files account for {files:,}"


def _leaks(found: list[tuple[str, bytes]], secret: dict[str, str]) -> Iterable[str]:
    for name, content in found:
        for line in _lines(content):
            if line in secret:
                yield f"{name} holds a line of {secret[line]}"


def secrets(katas: Sequence[Kata], shown: Iterable[bytes]) -> dict[str, str]:
    """Return the telling lines of the suites and solutions of *katas*, and where each is from.

    What is among the files *shown* is none.
    """
    known = {line for content in shown for line in _lines(content)}
    return {
        line: f"{kata.id}/{path.relative_to(folder)}"
        for kata in katas
        for folder in kata.hidden
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
        for line in _lines(path.read_bytes())
        if line not in known
    }


def _lines(content: bytes) -> list[str]:
    lines = (line.strip() for line in content.decode(errors="replace").splitlines())
    return [line for line in lines if len(line) >= TELLING]


def requirements(root: Path, katas: Sequence[Kata]) -> str:
    """Return what *katas* and their tests need, with all that those need, pinned by the lock file.

    Raises `KataError` if something is not in it.
    """
    blocks = _blocks((root / LOCK).read_text(encoding="utf-8"))
    wanted = {*ALWAYS, *(_bare(name) for kata in katas for name in kata.packages)}
    if missing := wanted - blocks.keys():
        raise KataError(f"{LOCK} does not pin {', '.join(sorted(missing))}. Pin it: make lock")
    while more := {name for name, (_, via) in blocks.items() if via & wanted} - wanted:
        wanted |= more
    return "".join(f"{line}\n" for name in sorted(wanted) for line in blocks[name][0])


def _bare(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ;]", requirement)[0].lower().replace("_", "-")


def _blocks(lock: str) -> dict[str, tuple[list[str], set[str]]]:
    """Return for each name in *lock* its lines, one for each marker, and what needs it."""
    blocks: dict[str, tuple[list[str], set[str]]] = {}
    starts = [*PINNED.finditer(lock)]
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        text = lock[start.end() : end.start() if end else None]
        lines, via = blocks.setdefault(start[1], ([], set()))
        lines.append(start[0].removesuffix(" \\\n"))
        via.update(found for found in VIA.findall(text) if found != "flask-katas")
    return blocks
