"""Terms x documents -> scores: each word counts for its term, and a compound also, a little, for its parts.

So *yrkesfaglærer* is found by *lærer*.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from site_builder.search.bm25f import Batch, score
from site_builder.search.documents import WEIGHTS, Document
from site_builder.search.score_lists import ScoreLists
from site_builder.search.vocabulary import Counts, Vocabulary
from site_builder.search.words import STOP

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
    meant = _Meant(meanings, terms)
    batches = [
        meant.counted(documents[first : first + AT_ONCE], first, counts) for first in range(0, len(documents), AT_ONCE)
    ]
    weights = np.array([*WEIGHTS.values(), MARK_WEIGHT], np.float64)
    return Postings(terms, score(batches, weights, len(documents)))


class _Meant:
    """What words count for, in arrays: word `n` for the terms from `first[n]` on, `many[n]` of them."""

    def __init__(self, meanings: Mapping[str, Sequence[tuple[str, float]]], terms: Mapping[str, int]) -> None:
        """Number the words; 0 is any that tells nothing."""
        self._number = dict.fromkeys(STOP, 0) | {word: number for number, word in enumerate(meanings, start=1)}
        self._many = np.array([0, *map(len, meanings.values())])
        self._first = np.cumsum(self._many) - self._many
        pairs = [pair for each in meanings.values() for pair in each]
        self._terms = np.array([terms[name] for name, _ in pairs], np.min_scalar_type(len(terms)))  # short is quick
        self._most = len(terms)
        self._shares = np.array([share for _, share in pairs], np.float32)

    def counted(self, documents: Sequence[Document], first: int, texts: Counts) -> Batch:
        """Return what is met in the documents, which are numbered from `first`."""
        places: list[int] = []
        words: list[Sequence[str]] = []
        counts: list[bytes] = []
        place = first * (len(WEIGHTS) + 1)
        for document in documents:
            for name in WEIGHTS:
                if text := document.fields.get(name):
                    places.append(place)
                    words.append(texts[text][0])
                    counts.append(texts[text][1])
                place += 1
            marks = dict.fromkeys(document.marks)
            places.append(place)
            words.append(tuple(marks))
            counts.append(array("H", [1] * len(marks)).tobytes())
            place += 1
        sizes = list(map(len, words))
        met = np.fromiter(map(self._number.__getitem__, chain.from_iterable(words)), np.int32, sum(sizes))
        many = self._many[met]
        ends = np.cumsum(many)
        meanings = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._first[met] - ends + many, many)
        return Batch.sorted(
            self._terms[meanings],
            self._most,
            np.repeat(np.repeat(np.array(places, np.int32), sizes), many),
            np.repeat(np.frombuffer(b"".join(counts), np.uint16), many) * self._shares[meanings],
        )
