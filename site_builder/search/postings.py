"""Terms x documents -> scores: each word counts for its term, and a compound also, a little, for its parts.

So *yrkesfaglærer* is found by *lærer*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from site_builder.search.bm25f import Batch, score
from site_builder.search.counts import Counts, keys
from site_builder.search.documents import WEIGHTS, Document
from site_builder.search.score_lists import ScoreLists
from site_builder.search.vocabulary import Vocabulary

PART = 0.5
"""What a word inside a compound counts beside a word of its own."""

MARK_WEIGHT = 5

AT_ONCE = 2_000
"""Documents whose words are in memory one by one."""


class Postings(Struct, frozen=True):
    """`terms` maps each term to the number of its list in `lists`, both in order; scores are 1..HIGHEST."""

    terms: Mapping[str, int]
    lists: ScoreLists


def postings(documents: Sequence[Document], counts: Counts, words: Vocabulary) -> Postings:
    """Return the scores of every term of the documents, which are numbered in their order; their texts are counted."""
    meanings: dict[str, tuple[tuple[str, float], ...]] = {word: ((term, 1.0),) for word, term in words.terms.items()}
    for word, parts in words.compounds.items():
        meanings[word] += tuple((words.terms[part], PART) for part in parts)
    meanings |= {mark: ((mark, 1.0),) for document in documents for mark in document.marks}
    names = sorted({name for each in meanings.values() for name, _ in each})
    terms = {name: number for number, name in enumerate(names)}
    if not terms:
        return Postings({}, ScoreLists.joined(()))
    meant = _Meant(meanings, terms, counts)
    batches = [meant.counted(documents[first : first + AT_ONCE], first) for first in range(0, len(documents), AT_ONCE)]
    weights = np.array([*WEIGHTS.values(), MARK_WEIGHT], np.float64)
    return Postings(terms, score(batches, weights, len(documents)))


class _Meant:
    """What words count for, in arrays: word `n` for the terms from `first[n]` on, `many[n]` of them."""

    def __init__(
        self, meanings: Mapping[str, Sequence[tuple[str, float]]], terms: Mapping[str, int], counts: Counts
    ) -> None:
        """Take the words in the order in which they are counted; those that tell nothing count for none."""
        self._counts = counts
        each = [meanings.get(word, ()) for word in counts.words]
        self._many = np.array(list(map(len, each)))
        self._first = np.cumsum(self._many) - self._many
        pairs = [pair for several in each for pair in several]
        self._terms = np.array([terms[name] for name, _ in pairs], np.min_scalar_type(len(terms)))  # short is quick
        self._most = len(terms)
        self._shares = np.array([share for _, share in pairs], np.float32)

    def counted(self, documents: Sequence[Document], first: int) -> Batch:
        """Return what is met in the documents, which are numbered from `first`."""
        fields = len(WEIGHTS) + 1
        met = [
            (number * fields + field, key) for number, each in enumerate(documents, first) for field, key in keys(each)
        ]
        rows = self._counts.rows(key for _, key in met)
        inside = self._counts.inside(rows)
        words, sizes = self._counts.numbers[inside], self._counts.sizes[rows]
        many = self._many[words]
        ends = np.cumsum(many)
        meanings = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._first[words] - ends + many, many)
        places = np.array([place for place, _ in met], np.int32)
        return Batch.sorted(
            self._terms[meanings],
            self._most,
            np.repeat(np.repeat(places, sizes), many),
            np.repeat(self._counts.times[inside], many) * self._shares[meanings],
        )
