"""Which answers share structure: winnowing over Python's tokens, without what the stub gave.

After Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting"
(SIGMOD 2003): of the hashes of every `GRAM` tokens in a row the least of each `WINDOW` is kept, so
that a run of `GRAM + WINDOW - 1` equal tokens is always found, and much less is compared. Names,
texts and numbers count as their kind only: who renames everything has changed nothing.
"""

from __future__ import annotations

import keyword
import re
import zlib
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate, combinations, compress
from typing import TYPE_CHECKING

from checker.grading import Match, Region, Similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Files = Mapping[str, str]

GRAM, WINDOW = 23, 15  # tokens: about three lines; and so many k-grams
LEAST_SHARE = 0.4  # of the own code of one of the two
LEAST_MARKS = 8  # fingerprints: what is shorter than ten lines or so is like others by chance
COMMON_SHARE, COMMON_AT_LEAST = 0.25, 5  # in more answers than that it is how everybody writes
MOST_PAIRS, MOST_MATCHES = 100, 50
MOST_OPEN, MOST_REPEATS = 8, 8  # what is looked at of code that repeats itself
LONGEST_LINE = 500  # characters that are shown
# Every character belongs to one piece. A text that is never closed ends with its line or the file:
# nothing is read twice, and the time grows with the length only, whatever a file holds.
PIECE = re.compile(
    r"""
      [^\W\d]\w*(?!["'\w])
    | [ \t\n]+
    | [-+*/%&|^<>=!@:~]+
    | (?:[A-Za-z]{1,2})? (?:
          \"{3} [^"\\]* (?: (?: \\. | "(?!"") ) [^"\\]* )* (?: \"{3} | \\?\Z )
        | '{3}  [^'\\]* (?: (?: \\. | '(?!'') ) [^'\\]* )* (?: '{3}  | \\?\Z )
        | "     [^"\\\n]* (?: \\. [^"\\\n]* )* "?
        | '     [^'\\\n]* (?: \\. [^'\\\n]* )* '?
      )
    | \#[^\n]*
    | \d (?: [eE][+-]\d | [\w.] )*
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
SILENT = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """So many tokens in a row: their hash, and where they stand, *first* and *last* as lines."""

    hash: int
    place: int
    path: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its lines by file, and the fingerprints of what is its own."""

    name: str
    lines: dict[str, list[str]]
    marks: tuple[_Mark, ...]
    hashes: frozenset[int]


def find(kata: str, answers: Mapping[str, Files], stub: Files) -> tuple[Similarity, ...]:
    """Return the pairs of *answers* to *kata* that share most, the largest share first.

    *answers* are the Python files, name to text, by candidate. What is in *stub* as well is
    nobody's own, and neither is what very many have.
    """
    kinds = _Kinds()
    given = {gram for text in stub.values() for gram in _grams(_tokens(_plain(text), kinds)[0])}
    read = [_read(name, files, given, kinds) for name, files in answers.items()]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, answer in enumerate(read):
        for mark in answer.hashes:
            holders[mark].append(number)
    most = max(COMMON_AT_LEAST, COMMON_SHARE * len(read))
    common = {mark for mark, numbers in holders.items() if len(numbers) > most}
    own = [answer.hashes - common for answer in read]
    telling = (numbers for mark, numbers in holders.items() if mark not in common)
    shared = Counter(pair for numbers in telling for pair in combinations(numbers, 2))
    alike = (
        (count / min(len(own[left]), len(own[right])), left, right)
        for (left, right), count in shared.items()
        if count >= LEAST_MARKS
    )
    found = sorted(
        (pair for pair in alike if pair[0] >= LEAST_SHARE), key=lambda pair: (-pair[0], pair[1:])
    )
    return tuple(
        _compared(kata, (read[left], own[left]), (read[right], own[right]))
        for _, left, right in found[:MOST_PAIRS]
    )


def _read(name: str, files: Files, given: AbstractSet[int], kinds: _Kinds) -> _Answer:
    texts = {path: _plain(text) for path, text in sorted(files.items())}
    marks: list[_Mark] = []
    for path, text in texts.items():
        tokens, starts = _tokens(text, kinds)
        grams = _grams(tokens)
        own = [place for place, gram in enumerate(grams) if gram not in given]
        breaks = [found.start() for found in re.finditer("\n", text)]
        for number in _winnowed([grams[place] for place in own]):
            place = own[number]
            first, last = (bisect(breaks, starts[at]) + 1 for at in (place, place + GRAM - 1))
            marks.append(_Mark(grams[place], place, path, first, last))
    return _Answer(
        name=name,
        lines={path: text.split("\n") for path, text in texts.items()},
        marks=tuple(marks),
        hashes=frozenset(mark.hash for mark in marks),
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Kinds(dict[str, int]):
    """A number for what each piece of a program is, which does not depend on names and values."""

    def __missing__(self, piece: str) -> int:
        """Find out the kind of *piece*, and remember it."""
        kind = self[piece] = self._of(piece)
        return kind

    def _of(self, piece: str) -> int:
        if piece.isspace() or piece[0] in "#\\":
            return SILENT
        if piece[-1] in "\"'" or piece.lstrip("bBfFrRuU")[:1] in ("'", '"'):
            piece = "text"
        elif piece.isidentifier() and not keyword.iskeyword(piece):
            piece = "name"
        elif piece[0].isdigit():
            piece = "number"
        return zlib.crc32(piece.encode(errors="replace"))


def _tokens(text: str, kinds: _Kinds) -> tuple[list[int], list[int]]:
    """Return the kind of each token of *text*, and where it begins."""
    pieces = PIECE.findall(text)
    found = [kinds[piece] for piece in pieces]
    starts = accumulate(map(len, pieces), initial=0)
    return [kind for kind in found if kind], list(compress(starts, found))


def _grams(tokens: Sequence[int]) -> list[int]:
    """Return a hash of each `GRAM` of *tokens* in a row."""
    return list(map(hash, zip(*(tokens[start:] for start in range(GRAM)), strict=False)))


def _winnowed(hashes: Sequence[int]) -> Iterator[int]:
    """Yield places such that the least of *hashes* in each window is at one of them.

    Of equal ones the last is taken when a window has lost its own, so that there are few of them
    where code repeats itself.
    """
    least = -1 - WINDOW
    for end in range(min(WINDOW, len(hashes)) or 1, len(hashes) + 1):
        if least < end - WINDOW:
            least = min(range(end - 1, max(end - WINDOW, 0) - 1, -1), key=hashes.__getitem__)
            yield least
        elif hashes[end - 1] < hashes[least]:
            least = end - 1
            yield least


def _compared(
    kata: str, left: tuple[_Answer, AbstractSet[int]], right: tuple[_Answer, AbstractSet[int]]
) -> Similarity:
    """Return what two answers have in common; with each come the hashes that are its own."""
    (ours, our_own), (theirs, their_own) = left, right
    both = our_own & their_own
    runs = sorted(_runs(ours, theirs, both), key=len, reverse=True)[:MOST_MATCHES]
    matches = [
        Match(
            left=_region(ours, [mark for mark, _ in run]),
            right=_region(theirs, [mark for _, mark in run]),
        )
        for run in runs
    ]
    return Similarity(
        kata=kata,
        left=ours.name,
        right=theirs.name,
        left_share=round(len(both) / len(our_own), 3),
        right_share=round(len(both) / len(their_own), 3),
        matches=tuple(sorted(matches, key=lambda match: (match.left.path, match.left.first))),
    )


def _runs(left: _Answer, right: _Answer, both: AbstractSet[int]) -> list[list[tuple[_Mark, _Mark]]]:
    """Return the marks of *both*, in runs that have one order on the two sides, without gaps."""
    there: dict[int, list[_Mark]] = defaultdict(list)
    for mark in right.marks:
        if mark.hash in both and len(there[mark.hash]) < MOST_REPEATS:
            there[mark.hash].append(mark)
    runs: list[list[tuple[_Mark, _Mark]]] = []
    for mark in left.marks:
        others = there.get(mark.hash)
        if not others:
            continue
        following = (
            (run, other)
            for run in reversed(runs[-MOST_OPEN:])
            for other in others
            if _follows(run[-1][0], mark) and _follows(run[-1][1], other)
        )
        run, other = next(following, (None, others[0]))
        if run is None:
            runs.append([(mark, other)])
        else:
            run.append((mark, other))
    return runs


def _follows(mark: _Mark, later: _Mark) -> bool:
    return mark.path == later.path and 0 < later.place - mark.place <= GRAM + WINDOW


def _region(answer: _Answer, marks: Sequence[_Mark]) -> Region:
    path, first, last = marks[0].path, marks[0].first, marks[-1].last
    lines = [line[:LONGEST_LINE] for line in answer.lines[path][first - 1 : last]]
    return Region(path=path, first=first, last=last, text="\n".join(lines))
