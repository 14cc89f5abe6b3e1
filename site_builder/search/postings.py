"""Postings: the scores of every term in every document. A compound also counts, for less, as each of its parts.

So *yrkesfaglærer* is a hit for *lærer*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from site_builder.search.bm25f import Occurrences, score
from site_builder.search.documents import FIELD_WEIGHTS, Document
from site_builder.search.facts import FACT_MARK
from site_builder.search.posting_codec import ScoreLists
from site_builder.search.term_counts import FILTER_TERMS, TermCounts
from site_builder.search.vocabulary import Vocabulary

COMPOUND_PART_WEIGHT = 0.5
"""Frequency of a word inside a compound; a word of its own counts 1."""

WEIGHTS = {**FIELD_WEIGHTS, FILTER_TERMS: 5}
"""Field -> weight, with the filter terms as one field more. They weigh as much as words of the subject."""

FACT_SCORE = 90
"""Score of a fact in its postings, which any list can encode: a course has a fact or not."""

BATCH_SIZE = 2_000
"""Documents whose words are expanded into working arrays at once."""


class Postings(Struct, frozen=True):
    """The postings: `terms` maps each index term to the number of its list in `lists`, from 0.

    Terms of words and filter terms come first, in alphabetical order, then facts.
    """

    terms: Mapping[str, int]
    lists: ScoreLists


def build_postings(documents: Sequence[Document], counts: TermCounts, vocabulary: Vocabulary) -> Postings:
    """Return the postings of the documents, numbered in order from 0. `counts` are the counts of their words.

    `vocabulary` maps these words to terms.
    """
    filter_terms = {term for document in documents for term in document.filter_terms}
    terms = {term: number for number, term in enumerate(sorted({*vocabulary.terms.values(), *filter_terms}))}
    facts = _facts(documents)
    names = {**terms, **{fact: number for number, fact in enumerate(facts, start=len(terms))}}
    lists = ScoreLists.from_lists([(numbers, [FACT_SCORE] * len(numbers)) for numbers in facts.values()])
    if not terms:  # a new catalogue, whose pages have facts alone
        return Postings(names, lists)
    meanings = WordMeanings(vocabulary, filter_terms, terms, counts)
    parts = [
        meanings.occurrences(documents[first : first + BATCH_SIZE], first)
        for first in range(0, len(documents), BATCH_SIZE)
    ]
    weights = np.array(list(WEIGHTS.values()), np.float64)
    return Postings(names, score(parts, weights, len(documents)).joined(lists))


def _facts(documents: Sequence[Document]) -> dict[str, list[int]]:
    """Return the numbers of the documents with each fact, by its form, in alphabetical order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for fact in document.facts:
            found[FACT_MARK + fact].append(number)
    return dict(sorted(found.items()))


class WordMeanings:
    """The terms of each counted word (its own, and those of the parts of a compound) as arrays.

    Word `n` of `counts` has the terms terms[first[n]:first[n] + sizes[n]] and as many shares.
    """

    def __init__(
        self, vocabulary: Vocabulary, filter_terms: Iterable[str], terms: Mapping[str, int], counts: TermCounts
    ) -> None:
        """Look up the numbers of the terms of the words in `counts` in `terms`; stop words have none."""
        numbers = {word: terms[term] for word, term in vocabulary.terms.items()} | {
            term: terms[term] for term in filter_terms
        }
        own = np.array([numbers.get(word, -1) for word in counts.words], np.int32)
        inner = {
            place: [numbers[part] for part in vocabulary.compounds[word]]
            for place, word in enumerate(counts.words)
            if word in vocabulary.compounds
        }
        self._counts = counts
        self._sizes = (own >= 0).astype(np.int32)
        self._sizes[list(inner)] += np.array(list(map(len, inner.values())), np.int32)
        self._first = np.cumsum(self._sizes, dtype=np.int32) - self._sizes
        self._terms = np.empty(self._sizes.sum(), np.min_scalar_type(len(terms)))  # the smallest type sorts fastest
        self._shares = np.ones(len(self._terms), np.float32)
        self._terms[self._first[own >= 0]] = own[own >= 0]
        for place, parts in inner.items():
            start = self._first[place] + 1
            self._terms[start : start + len(parts)] = parts
            self._shares[start : start + len(parts)] = COMPOUND_PART_WEIGHT
        self._term_count = len(terms)

    def occurrences(self, documents: Sequence[Document], first: int) -> Occurrences:
        """Return the occurrences of terms in a batch of documents, which are numbered from `first`."""
        rows = self._counts.rows(documents, tuple(WEIGHTS)).ravel()
        fields = np.flatnonzero(rows >= 0)
        rows = rows[fields]
        indices, sizes = self._counts.indices(rows), self._counts.sizes[rows]
        words = self._counts.numbers[indices]
        term_counts = self._sizes[words]
        each = np.repeat(np.arange(len(words), dtype=np.int32), term_counts)
        meanings = (
            np.arange(len(each), dtype=np.int32) + ((self._first[words] - np.cumsum(term_counts) + term_counts)[each])
        )
        return Occurrences.by_term(
            self._terms[meanings],
            self._term_count,
            np.repeat((fields + first * len(WEIGHTS)).astype(np.int32), sizes)[each],
            self._counts.frequencies[indices][each] * self._shares[meanings],
        )
