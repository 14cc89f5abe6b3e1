"""How much each term says about each document: Whoosh's BM25F (scoring.BM25F), over whole arrays.

A place is a field of a document; places are numbered document by document. What is met there is handed over in batches
of documents and scored by runs of terms, so that no more than the batches and the scores is in memory at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from site_builder.search.codec import HIGHEST
from site_builder.search.posting_codec import ScoreLists, Whole, runs

B, K1 = 0.75, 1.2
"""Whoosh's defaults."""

AT_ONCE = 500_000
"""Counts that are in memory as all that comes of them."""

Real = NDArray[np.float64]
Tally = NDArray[np.float32]


class Batch(NamedTuple):
    """What is met in some documents: term `n` from `starts[n]` up to `starts[n + 1]`, at rising places, so often."""

    starts: Whole
    places: Whole
    tally: Tally

    @classmethod
    def sorted(cls, terms: Whole, many: int, places: Whole, tally: Tally) -> Batch:
        """Return what is met at rising places, and is one of `many` terms, by term."""
        order = np.argsort(terms, kind="stable")
        return cls(np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=many))]), places[order], tally[order])

    @classmethod
    def joined(cls, batches: Sequence[Batch], first: int, last: int) -> Batch:
        """Return what is met in all of them of terms from `first` up to `last`, which are numbered from 0 then."""
        parts = [batch._part(first, last) for batch in batches]
        if len(parts) == 1:
            return parts[0]
        numbers = np.arange(last - first, dtype=np.int32)
        return cls.sorted(
            np.concatenate([np.repeat(numbers, np.diff(part.starts)) for part in parts]),
            last - first,
            np.concatenate([part.places for part in parts]),
            np.concatenate([part.tally for part in parts]),
        )

    def _part(self, first: int, last: int) -> Batch:
        starts = self.starts[first : last + 1]
        inside = slice(starts[0], starts[-1])
        return Batch(starts - starts[0], self.places[inside], self.tally[inside])


def score(batches: Sequence[Batch], weights: Real, most: int) -> ScoreLists:
    """Return for each term its documents, of which there are `most`, with scores from 1 to HIGHEST.

    `weights` are those of the fields. A term may be met several times at a place.
    """
    lengths = sum(np.bincount(batch.places, batch.tally, most * len(weights)) for batch in batches)
    average = np.reshape(lengths, (most, len(weights))).mean(axis=0)
    norms = K1 * (1 - B + B * lengths / np.tile(np.where(average > 0, average, 1.0), most))
    rarity = np.array([math.log(most / (having + 1)) + 1 for having in range(most + 1)])
    starts = np.sum([batch.starts for batch in batches], axis=0)
    found = [
        _score(*Batch.joined(batches, first, last), weights, norms, rarity) for first, last in runs(starts, AT_ONCE)
    ]
    sizes, documents, scores = (np.concatenate(each) for each in zip(*found, strict=True))
    whole = np.maximum((scores * (HIGHEST / scores.max())).astype(np.int32), 1)
    return ScoreLists(np.concatenate([[0], np.cumsum(sizes)]), documents, whole)


def _score(
    starts: Whole, places: Whole, tally: Tally, weights: Real, norms: Real, rarity: Real
) -> tuple[Whole, Whole, Real]:
    """Return of a run of terms how many documents each has, these documents, and their scores."""
    terms = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    first, counts = _together(tally, terms, places)
    terms, places = terms[first], places[first]
    documents, fields = np.divmod(places, len(weights))
    kinds = terms * len(weights) + fields
    having = np.bincount(kinds, minlength=(len(starts) - 1) * len(weights))
    idf = (np.tile(weights * (K1 + 1), len(starts) - 1) * rarity[having])[kinds]
    first, scores = _together(idf * counts / (counts + norms[places]), terms, documents)
    return np.bincount(terms[first], minlength=len(starts) - 1), documents[first], scores


def _together(numbers: Tally | Real, *keys: Whole) -> tuple[Whole, Real]:
    """Return where in the keys each run of equal ones begins, and the sum of its numbers, added in their order."""
    new = np.ones(len(numbers), np.bool_)
    new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    first = np.flatnonzero(new)
    return first, np.add.reduceat(numbers, first, dtype=np.float64)
