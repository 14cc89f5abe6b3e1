"""How much each term says about each document: Whoosh's BM25F (scoring.BM25F), over whole arrays.

What is counted lies term by term, and within a term document by document and field by field; a place is a field of a
document, numbered in that order.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from site_builder.search.numbers import HIGHEST
from site_builder.search.score_lists import ScoreLists, Whole, runs

B, K1 = 0.75, 1.2
"""Whoosh's defaults."""

AT_ONCE = 500_000
"""Counts that are in memory as all that comes of them."""

Real = NDArray[np.float64]
Tally = NDArray[np.float32]


def score(starts: Whole, places: Whole, counts: Tally, weights: Real, most: int) -> ScoreLists:
    """Return for each term, whose counts begin at `starts`, its documents with scores from 1 to HIGHEST.

    `weights` are those of the fields; there are `most` documents. A place may occur several times in a term.
    """
    fields = len(weights)
    lengths = np.bincount(places, counts, most * fields)
    average = lengths.reshape(most, fields).mean(axis=0)
    norms = K1 * (1 - B + B * lengths / np.tile(np.where(average > 0, average, 1.0), most))
    rarity = np.array([math.log(most / (having + 1)) + 1 for having in range(most + 1)])
    found = [
        _score(starts[first : last + 1], places, counts, weights, norms, rarity)
        for first, last in runs(starts, AT_ONCE)
    ]
    sizes, documents, scores = (np.concatenate(each) for each in zip(*found, strict=True))
    whole = np.maximum((scores * (HIGHEST / scores.max())).astype(np.int32), 1)
    return ScoreLists(np.concatenate([[0], np.cumsum(sizes)]), documents, whole)


def _score(
    starts: Whole, places: Whole, counts: Tally, weights: Real, norms: Real, rarity: Real
) -> tuple[Whole, Whole, Real]:
    """Return of a run of terms how many documents each has, these documents, and their scores."""
    terms = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    places, counts = places[starts[0] : starts[-1]], counts[starts[0] : starts[-1]]
    first, tally = _together(counts, terms, places)
    terms, places = terms[first], places[first]
    documents, fields = np.divmod(places, len(weights))
    kinds = terms * len(weights) + fields
    idf = weights[fields] * (K1 + 1) * rarity[np.bincount(kinds)[kinds]]
    first, scores = _together(idf * tally / (tally + norms[places]), terms, documents)
    return np.bincount(terms[first], minlength=len(starts) - 1), documents[first], scores


def _together(numbers: Tally | Real, *keys: Whole) -> tuple[Whole, Real]:
    """Return where in the keys each run of equal ones begins, and the sum of its numbers, added in their order."""
    new = np.ones(len(numbers), np.bool_)
    new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(new), np.asarray(np.bincount(np.cumsum(new) - 1, numbers), np.float64)
