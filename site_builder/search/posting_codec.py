"""Posting lists as numpy arrays, and their encoding to text in bulk. codec.decode_scores reads the text.

A list begins with its base (lowest score) and span (range of scores), two digits each. Each document then takes its gap
and one digit for its level, so the order within a list is exact to 1/90 of the span. A list of one document has its
base alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from site_builder.search.codec import BASE, DIGITS, MAX_DIGIT, ONE_DIGIT_GAPS, SCORE_SCALE, TWO_DIGIT_GAPS

BATCH_SIZE = 500_000
"""Scores encoded at once. The working arrays of a batch take some 100 bytes a score: 50 MB."""

IntArray = NDArray[np.integer]

_DIGITS = np.frombuffer(DIGITS.encode(), np.uint8)


class ScoreLists(Struct, frozen=True, eq=False):
    """Lists in two arrays: list `n` (from 0) is documents[starts[n]:starts[n + 1]] with their scores.

    No list is empty. Document numbers ascend within each list.
    """

    starts: IntArray
    documents: IntArray
    scores: IntArray

    @classmethod
    def from_lists(cls, lists: Sequence[tuple[Sequence[int] | IntArray, Sequence[int] | IntArray]]) -> ScoreLists:
        """Return (document numbers, scores) pairs, one for each list, as ScoreLists."""
        none = np.zeros(0, np.int32)
        return cls(
            np.cumsum([0, *(len(documents) for documents, _ in lists)]),
            np.concatenate([none, *(documents for documents, _ in lists)], dtype=np.int32),
            np.concatenate([none, *(scores for _, scores in lists)], dtype=np.int32),
        )

    def joined(self, other: ScoreLists) -> ScoreLists:
        """Return these lists followed by those of `other`."""
        return ScoreLists(
            np.concatenate([self.starts, other.starts[1:] + self.starts[-1]]),
            np.concatenate([self.documents, other.documents]),
            np.concatenate([self.scores, other.scores]),
        )

    def select(self, numbers: Sequence[int]) -> tuple[IntArray, IntArray, IntArray]:
        """Return (documents, scores, sizes) of the lists with these numbers; documents and scores are concatenated."""
        first = self.starts[numbers]
        sizes = self.starts[1:][numbers] - first
        indices = concatenated_ranges(first, sizes)
        return self.documents[indices], self.scores[indices], sizes

    def encode(self) -> list[str]:
        """Return each list as text, which codec.decode_scores reads."""
        texts: list[str] = []
        for first, last in batches(self.starts, BATCH_SIZE):
            batch = slice(self.starts[first], self.starts[last])
            texts += _encode(
                self.starts[first : last + 1] - self.starts[first], self.documents[batch], self.scores[batch]
            )
        return texts


def concatenated_ranges(first: IntArray, sizes: IntArray) -> IntArray:
    """Return the integers of range(first[n], first[n] + sizes[n]) for each n, concatenated."""
    return np.arange(sizes.sum()) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)


def batches(starts: IntArray, size: int) -> Iterator[tuple[int, int]]:
    """Yield (first, last + 1) numbers of lists that have at most `size` elements together, or of one longer list.

    List `n` has the elements starts[n] to starts[n + 1] - 1.
    """
    first = 0
    while first < len(starts) - 1:
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + size, "right")) - 1)
        yield first, last
        first = last


def _encode(starts: IntArray, documents: IntArray, scores: IntArray) -> Iterator[str]:
    """Yield each list as text. The widths of all parts give their positions; each kind of part is written at once."""
    sizes = np.diff(starts)
    ranged = sizes > 1
    base, span = _bases_and_spans(starts[:-1], scores, ranged)
    gaps = np.diff(documents, prepend=np.int32(0)) - 1
    gaps[starts[:-1]] = documents[starts[:-1]]
    short, long = gaps < ONE_DIGIT_GAPS, gaps >= ONE_DIGIT_GAPS + TWO_DIGIT_GAPS
    digits = np.where(short, 1, np.where(long, 4, 2))
    has_level = np.repeat(ranged, sizes)
    heads, widths = np.where(ranged, 4, 2), digits + has_level
    ends = np.cumsum(widths)
    bounds = np.concatenate([[0], np.cumsum(heads) + ends[starts[1:] - 1]])
    positions = ends - widths + np.repeat(np.cumsum(heads), sizes)
    text = np.empty(bounds[-1], np.uint8)
    _put(text, bounds[:-1], base, 2)
    _put(text, bounds[:-1][ranged] + 2, span[ranged], 2)
    text[positions[short]] = _DIGITS[gaps[short]]
    _put(text, positions[~(short | long)], gaps[~(short | long)] + ONE_DIGIT_GAPS * (BASE - 1), 2)
    _put(text, positions[long], gaps[long] - ONE_DIGIT_GAPS - TWO_DIGIT_GAPS + MAX_DIGIT * BASE**3, 4)
    levels = np.rint(
        (scores * SCORE_SCALE - np.repeat(base * MAX_DIGIT, sizes)) / np.repeat(np.maximum(span, 1), sizes)
    )
    text[(positions + digits)[has_level]] = _DIGITS[levels[has_level].astype(np.int8)]
    whole = text.tobytes().decode("ascii")
    return (whole[begin:end] for begin, end in pairwise(bounds.tolist()))


def _bases_and_spans(first: IntArray, scores: IntArray, ranged: NDArray[np.bool_]) -> tuple[IntArray, IntArray]:
    """Return the base and the span of each list, as encoded. `ranged` is True for a list of several documents."""
    low, high = np.minimum.reduceat(scores, first), np.maximum.reduceat(scores, first)
    alone = np.minimum(BASE**2 - 1, np.rint(low * SCORE_SCALE / MAX_DIGIT).astype(np.int64))
    base = np.where(ranged, low * SCORE_SCALE // MAX_DIGIT, alone)
    return base, -(-high * SCORE_SCALE // MAX_DIGIT) - base


def _put(text: NDArray[np.uint8], positions: IntArray, numbers: NDArray[np.integer], digits: int) -> None:
    """Write each of `numbers` at its position in `text`, in this many digits."""
    for place in range(digits):
        text[positions + place] = _DIGITS[numbers // BASE ** (digits - 1 - place) % BASE]
