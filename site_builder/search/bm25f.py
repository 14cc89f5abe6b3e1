"""BM25F scores of terms in documents, with Whoosh's formula (scoring.BM25F), computed over whole numpy arrays.

A field of a document has the field index `document * number of fields + field`. Occurrences arrive in batches of
documents and are scored in batches of terms, which bounds the size of the working arrays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from site_builder.search.codec import MAX_SCORE
from site_builder.search.posting_codec import IntArray, ScoreLists, batches

B, K1 = 0.75, 1.2
"""Whoosh's defaults: weight of field length, and saturation of term frequency."""

BATCH_SIZE = 500_000
"""Occurrences scored at once. The working arrays of a batch take some 100 bytes an occurrence: 50 MB."""

FloatArray = NDArray[np.float64]
Frequencies = NDArray[np.float32]


class Occurrences(NamedTuple):
    """Occurrences of terms in fields: those of term `n` (from 0) are the elements starts[n] to starts[n + 1] - 1.

    `fields` holds their field indices (see the module), which ascend within a term and may be repeated, `frequencies`
    how often the term occurs there.
    """

    starts: IntArray
    fields: IntArray
    frequencies: Frequencies

    @classmethod
    def by_term(cls, terms: IntArray, term_count: int, fields: IntArray, frequencies: Frequencies) -> Occurrences:
        """Return the occurrences grouped by term, from parallel arrays that are in the order of `fields`.

        Element `i` is the term number terms[i], from 0 to `term_count` - 1, in the field fields[i], frequencies[i]
        times.
        """
        order = np.argsort(terms, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=term_count))])
        return cls(starts, fields[order], frequencies[order])

    @classmethod
    def merge(cls, parts: Sequence[Occurrences], first: int, last: int) -> Occurrences:
        """Return the occurrences of the terms `first` to `last` - 1 in all `parts`, with terms renumbered from 0."""
        slices = [part._slice(first, last) for part in parts]
        if len(slices) == 1:
            return slices[0]
        numbers = np.arange(last - first, dtype=np.int32)
        return cls.by_term(
            np.concatenate([np.repeat(numbers, np.diff(part.starts)) for part in slices]),
            last - first,
            np.concatenate([part.fields for part in slices]),
            np.concatenate([part.frequencies for part in slices]),
        )

    def _slice(self, first: int, last: int) -> Occurrences:
        starts = self.starts[first : last + 1]
        inside = slice(starts[0], starts[-1])
        return Occurrences(starts - starts[0], self.fields[inside], self.frequencies[inside])


def score(parts: Sequence[Occurrences], weights: FloatArray, document_count: int) -> ScoreLists:
    """Return the documents of each term with their scores, 1 to MAX_SCORE; the highest score of all becomes MAX_SCORE.

    `parts` hold the occurrences of consecutive batches, of `document_count` documents in all; `weights` is the weight
    of each field of a document.
    """
    lengths = sum(np.bincount(part.fields, part.frequencies, document_count * len(weights)) for part in parts)
    average = np.reshape(lengths, (document_count, len(weights))).mean(axis=0)
    norms = K1 * (1 - B + B * lengths / np.tile(np.where(average > 0, average, 1.0), document_count))
    idf = np.array([math.log(document_count / (having + 1)) + 1 for having in range(document_count + 1)])
    starts = np.sum([part.starts for part in parts], axis=0)
    scored = [
        _score(*Occurrences.merge(parts, first, last), weights, norms, idf)
        for first, last in batches(starts, BATCH_SIZE)
    ]
    sizes, documents, scores = (np.concatenate(each) for each in zip(*scored, strict=True))
    scaled = np.maximum((scores * (MAX_SCORE / scores.max())).astype(np.int32), 1)
    return ScoreLists(np.concatenate([[0], np.cumsum(sizes)]), documents, scaled)


def _score(
    starts: IntArray,
    fields: IntArray,
    frequencies: Frequencies,
    weights: FloatArray,
    norms: FloatArray,
    idf: FloatArray,
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the number of documents of each term, the documents of all terms, and their scores.

    Occurrences are as in the class of that name. `weights` are of a document's fields, `norms` by field index, `idf` by
    the number of documents that have a term in a field.
    """
    terms = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    first, counts = _sum_runs(frequencies, terms, fields)
    terms, fields = terms[first], fields[first]
    documents, columns = np.divmod(fields, len(weights))
    term_fields = terms * len(weights) + columns
    having = np.bincount(term_fields, minlength=(len(starts) - 1) * len(weights))
    factors = (np.tile(weights * (K1 + 1), len(starts) - 1) * idf[having])[term_fields]
    first, scores = _sum_runs(factors * counts / (counts + norms[fields]), terms, documents)
    return np.bincount(terms[first], minlength=len(starts) - 1), documents[first], scores


def _sum_runs(numbers: Frequencies | FloatArray, *keys: IntArray) -> tuple[IntArray, FloatArray]:
    """Return the index at which each run of equal `keys` starts, and the sum of the `numbers` in it, added in order."""
    new = np.ones(len(numbers), np.bool_)
    new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    first = np.flatnonzero(new)
    return first, np.add.reduceat(numbers, first, dtype=np.float64)
