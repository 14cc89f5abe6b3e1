"""Lists of documents with scores, kept as arrays and written as text all at once. numbers.py reads that text.

First the lowest score and how far up the highest is, in two digits each; then each gap with one digit for how far up
its score is. So the order within a list is kept to a ninetieth of its range. A list of one has its score alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from site_builder.search.codec import BASE, DIGITS, EIGHT, ONE, TOP, TWO

AT_ONCE = 500_000
"""Scores that are in memory as all that their text is made from."""

Whole = NDArray[np.integer]

_DIGITS = np.frombuffer(DIGITS.encode(), np.uint8)


class ScoreLists(Struct, frozen=True, eq=False):
    """List `n` is what lies from `starts[n]` up to `starts[n + 1]`; none is empty, and documents rise within each."""

    starts: Whole
    documents: Whole
    scores: Whole

    @classmethod
    def joined(cls, lists: Sequence[tuple[Sequence[int] | Whole, Sequence[int] | Whole]]) -> ScoreLists:
        """Return lists of (documents, their scores) as one."""
        none = np.zeros(0, np.int32)
        return cls(
            np.cumsum([0, *(len(documents) for documents, _ in lists)]),
            np.concatenate([none, *(documents for documents, _ in lists)], dtype=np.int32),
            np.concatenate([none, *(scores for _, scores in lists)], dtype=np.int32),
        )

    def of(self, numbers: Sequence[int]) -> tuple[Whole, Whole, Whole]:
        """Return the documents of some lists, one list after the other, their scores, and how many each list has."""
        first = self.starts[numbers]
        sizes = self.starts[1:][numbers] - first
        inside = ranges(first, sizes)
        return self.documents[inside], self.scores[inside], sizes

    def written(self) -> list[str]:
        """Return each list as text."""
        texts: list[str] = []
        for first, last in runs(self.starts, AT_ONCE):
            inside = slice(self.starts[first], self.starts[last])
            texts += _written(
                self.starts[first : last + 1] - self.starts[first], self.documents[inside], self.scores[inside]
            )
        return texts


def ranges(first: Whole, sizes: Whole) -> Whole:
    """Return the places from each of `first` on, as many as `sizes` says, one range after the other."""
    return np.arange(sizes.sum()) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)


def runs(starts: Whole, most: int) -> Iterator[tuple[int, int]]:
    """Yield (first, last + 1) of neighbouring lists that are together not longer than `most`, or but one."""
    first = 0
    while first < len(starts) - 1:
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + most, "right")) - 1)
        yield first, last
        first = last


def _written(starts: Whole, documents: Whole, scores: Whole) -> Iterator[str]:
    sizes = np.diff(starts)
    several = sizes > 1
    base, span = _ranges(starts[:-1], scores, several)
    gaps = np.diff(documents, prepend=np.int32(0)) - 1
    gaps[starts[:-1]] = documents[starts[:-1]]
    short, long = gaps < ONE, gaps >= ONE + TWO
    digits = np.where(short, 1, np.where(long, 4, 2))
    levelled = np.repeat(several, sizes)
    heads, widths = np.where(several, 4, 2), digits + levelled
    ends = np.cumsum(widths)
    bounds = np.concatenate([[0], np.cumsum(heads) + ends[starts[1:] - 1]])
    places = ends - widths + np.repeat(np.cumsum(heads), sizes)
    text = np.empty(bounds[-1], np.uint8)
    _put(text, bounds[:-1], base, 2)
    _put(text, bounds[:-1][several] + 2, span[several], 2)
    text[places[short]] = _DIGITS[gaps[short]]
    _put(text, places[~(short | long)], gaps[~(short | long)] + ONE * (BASE - 1), 2)
    _put(text, places[long], gaps[long] - ONE - TWO + TOP * BASE**3, 4)
    levels = np.rint((scores * EIGHT - np.repeat(base * TOP, sizes)) / np.repeat(np.maximum(span, 1), sizes))
    text[(places + digits)[levelled]] = _DIGITS[levels[levelled].astype(np.int8)]
    whole = text.tobytes().decode("ascii")
    return (whole[begin:end] for begin, end in pairwise(bounds.tolist()))


def _ranges(first: Whole, scores: Whole, several: NDArray[np.bool_]) -> tuple[Whole, Whole]:
    """Return the lowest score of each list and how far up the highest is, as they are written."""
    low, high = np.minimum.reduceat(scores, first), np.maximum.reduceat(scores, first)
    alone = np.minimum(BASE**2 - 1, np.rint(low * EIGHT / TOP).astype(np.int64))
    base = np.where(several, low * EIGHT // TOP, alone)
    return base, -(-high * EIGHT // TOP) - base


def _put(text: NDArray[np.uint8], places: Whole, numbers: NDArray[np.integer], digits: int) -> None:
    """Write each of `numbers` at its place, in so many digits."""
    for place in range(digits):
        text[places + place] = _DIGITS[numbers // BASE ** (digits - 1 - place) % BASE]
