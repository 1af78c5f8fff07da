"""Which answers share structure: winnowing over Python's tokens, without what the stub gave.

After Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting"
(SIGMOD 2003): of the hashes of every `GRAM` tokens in a row the least of each `WINDOW` is kept, so
that a run of `GRAM + WINDOW - 1` equal tokens is always found, and much less is compared. Names,
texts and numbers count as their kind only: who renames everything has changed nothing.
"""

from __future__ import annotations

import contextlib
import io
import keyword
import tokenize
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from checker.grading import Match, Region, Similarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    Files = Mapping[str, str]

GRAM, WINDOW = 23, 15  # tokens: about three lines; and so many k-grams
LEAST_SHARE = 0.4  # of the own code of one of the two
COMMON_SHARE, COMMON_AT_LEAST = 0.25, 5  # in more answers than that it is how everybody writes
MOST_PAIRS = 100
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
          tokenize.ENCODING, tokenize.ENDMARKER}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Gram:
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
    marks: tuple[_Gram, ...]
    hashes: frozenset[int]


def find(kata: str, answers: Mapping[str, Files], stub: Files) -> tuple[Similarity, ...]:
    """Return the pairs of *answers* to *kata* that share most, the largest share first.

    *answers* are the Python files, name to text, by candidate. What is in *stub* as well is
    nobody's own, and neither is what very many have.
    """
    given = {gram.hash for path, text in stub.items() for gram in _grams(path, text)}
    read = [_read(name, files, given) for name, files in answers.items()]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, answer in enumerate(read):
        for mark in answer.hashes:
            holders[mark].append(number)
    most = max(COMMON_AT_LEAST, COMMON_SHARE * len(read))
    telling = {mark: numbers for mark, numbers in holders.items() if len(numbers) <= most}
    shared = Counter(pair for numbers in telling.values() for pair in combinations(numbers, 2))
    alike = [(_share(count, read, pair), pair) for pair, count in shared.items()]
    alike = sorted(found for found in alike if found[0] <= -LEAST_SHARE)[:MOST_PAIRS]
    return tuple(_compared(kata, read[left], read[right], telling) for _, (left, right) in alike)


def _share(count: int, read: list[_Answer], pair: tuple[int, int]) -> float:
    """Return the larger share that *count* fingerprints are of either's, negative, to sort by."""
    return -count / min(len(read[number].hashes) for number in pair)


def _read(name: str, files: Files, given: set[int]) -> _Answer:
    grams = [gram for path, text in sorted(files.items()) for gram in _grams(path, text)]
    marks = tuple(_winnowed([gram for gram in grams if gram.hash not in given]))
    return _Answer(
        name=name,
        lines={path: text.splitlines() for path, text in files.items()},
        marks=marks,
        hashes=frozenset(gram.hash for gram in marks),
    )


def _grams(path: str, text: str) -> Iterator[_Gram]:
    tokens = list(_tokens(text))
    for place in range(len(tokens) - GRAM + 1):
        window = tokens[place : place + GRAM]
        joined = " ".join(word for word, _ in window)
        yield _Gram(zlib.crc32(joined.encode()), place, path, window[0][1], window[-1][1])


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each token of *text* by its kind, and its line, as far as it is Python."""
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in SILENT:
                yield _kind(token), token.start[0]


def _kind(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
        return "name"
    if token.type in (tokenize.OP, tokenize.NAME):
        return token.string
    return tokenize.tok_name[token.type]


def _winnowed(grams: list[_Gram]) -> Iterator[_Gram]:
    """Yield the last of the least hashes of each window, each once."""
    chosen = None
    for start in range(max(len(grams) - WINDOW + 1, 1 if grams else 0)):
        least = min(reversed(grams[start : start + WINDOW]), key=lambda gram: gram.hash)
        if least is not chosen:
            chosen = least
            yield least


def _compared(kata: str, left: _Answer, right: _Answer, telling: Collection[int]) -> Similarity:
    marks = {mark for mark in left.hashes & right.hashes if mark in telling}
    matches = sorted(_matches(left, right, marks), key=lambda m: (m.left.path, m.left.first))
    return Similarity(
        kata=kata,
        left=left.name,
        right=right.name,
        left_share=round(len(marks) / len(left.hashes), 3),
        right_share=round(len(marks) / len(right.hashes), 3),
        matches=tuple(matches),
    )


def _matches(left: _Answer, right: _Answer, marks: set[int]) -> Iterator[Match]:
    """Yield the regions that hold *marks* in one order in both, put together where they touch."""
    there: dict[int, list[_Gram]] = defaultdict(list)
    for gram in right.marks:
        there[gram.hash].append(gram)
    runs: list[tuple[list[_Gram], list[_Gram]]] = []
    for gram in left.marks:
        if gram.hash not in marks:
            continue
        run = next((r for r in reversed(runs) if _following(r, gram, there[gram.hash])), None)
        if run is None:
            runs.append(([gram], [there[gram.hash][0]]))
        else:
            other = _following(run, gram, there[gram.hash])
            run[0].append(gram)
            run[1].extend([other] if other else [])
    for ours, theirs in runs:
        yield Match(left=_region(left, ours), right=_region(right, theirs))


def _following(
    run: tuple[list[_Gram], list[_Gram]], gram: _Gram, others: Iterable[_Gram]
) -> _Gram | None:
    """Return which of *others* goes on with *run* on the right as *gram* does on the left."""
    near = GRAM + WINDOW
    ours, theirs = run[0][-1], run[1][-1]
    if gram.path != ours.path or not 0 < gram.place - ours.place <= near:
        return None
    for other in others:
        if other.path == theirs.path and 0 < other.place - theirs.place <= near:
            return other
    return None


def _region(answer: _Answer, grams: list[_Gram]) -> Region:
    path = grams[0].path
    first, last = min(gram.first for gram in grams), max(gram.last for gram in grams)
    text = "\n".join(answer.lines[path][first - 1 : last])
    return Region(path=path, first=first, last=last, text=text)
