"""Terms x documents -> scores: each word counts for its term, and a compound also, a little, for its parts.

So *yrkesfaglærer* is found by *lærer*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from site_builder.search.bm25f import Batch, score
from site_builder.search.documents import WEIGHTS, Document
from site_builder.search.posting_codec import ScoreLists
from site_builder.search.term_counts import MARKS, Counts
from site_builder.search.vocabulary import Vocabulary

PART = 0.5
"""What a word inside a compound counts beside a word of its own."""

FIELDS = {**WEIGHTS, MARKS: 5}
"""How much a word, or a mark, in each field counts."""

AT_ONCE = 2_000
"""Documents whose words are in memory one by one."""


class Postings(Struct, frozen=True):
    """`terms` maps each term to the number of its list in `lists`, both in order; scores are 1..HIGHEST."""

    terms: Mapping[str, int]
    lists: ScoreLists


def postings(documents: Sequence[Document], counts: Counts, words: Vocabulary) -> Postings:
    """Return the scores of every term of the documents, which are numbered in their order; their texts are counted."""
    marks = {mark for document in documents for mark in document.marks}
    terms = {name: number for number, name in enumerate(sorted({*words.terms.values(), *marks}))}
    if not terms:
        return Postings({}, ScoreLists.joined(()))
    meant = _Meant(words, marks, terms, counts)
    batches = [meant.counted(documents[first : first + AT_ONCE], first) for first in range(0, len(documents), AT_ONCE)]
    weights = np.array(list(FIELDS.values()), np.float64)
    return Postings(terms, score(batches, weights, len(documents)))


class _Meant:
    """What words count for, in arrays: word `n` for the terms from `first[n]` on, `many[n]` of them."""

    def __init__(self, words: Vocabulary, marks: Iterable[str], terms: Mapping[str, int], counts: Counts) -> None:
        """Take the words in the order in which they are counted; those that tell nothing count for none."""
        numbers = {word: terms[name] for word, name in words.terms.items()} | {mark: terms[mark] for mark in marks}
        own = np.array([numbers.get(word, -1) for word in counts.words], np.int32)
        inner = {
            place: [numbers[part] for part in words.compounds[word]]
            for place, word in enumerate(counts.words)
            if word in words.compounds
        }
        self._counts = counts
        self._many = (own >= 0).astype(np.int32)
        self._many[list(inner)] += np.array(list(map(len, inner.values())), np.int32)
        self._first = np.cumsum(self._many, dtype=np.int32) - self._many
        self._terms = np.empty(self._many.sum(), np.min_scalar_type(len(terms)))  # short is quick
        self._shares = np.ones(len(self._terms), np.float32)
        self._terms[self._first[own >= 0]] = own[own >= 0]
        for place, parts in inner.items():
            start = self._first[place] + 1
            self._terms[start : start + len(parts)] = parts
            self._shares[start : start + len(parts)] = PART
        self._most = len(terms)

    def counted(self, documents: Sequence[Document], first: int) -> Batch:
        """Return what is met in the documents, which are numbered from `first`."""
        rows = self._counts.rows(documents, tuple(FIELDS)).ravel()
        places = np.flatnonzero(rows >= 0)
        rows = rows[places]
        inside, sizes = self._counts.inside(rows), self._counts.sizes[rows]
        words = self._counts.numbers[inside]
        many = self._many[words]
        each = np.repeat(np.arange(len(words), dtype=np.int32), many)
        meanings = np.arange(len(each), dtype=np.int32) + (self._first[words] - np.cumsum(many) + many)[each]
        return Batch.sorted(
            self._terms[meanings],
            self._most,
            np.repeat((places + first * len(FIELDS)).astype(np.int32), sizes)[each],
            self._counts.times[inside][each] * self._shares[meanings],
        )
