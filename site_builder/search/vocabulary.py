"""The words of all documents: their terms, the parts of compounds, and the words that occur in names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, groupby

import numpy as np
from msgspec import Struct
from msgspec.json import encode

from site_builder.catalogue.language import TermRules
from site_builder.engine.memo import Cache, Memo
from site_builder.search.analysis import analyser, stems
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import NAME_FIELDS, Document
from site_builder.search.posting_codec import IntArray
from site_builder.search.term_counts import TermCounts

STEMS = Cache("stems", tuple[str, ...])
"""Terms of the words that share their first two letters, by these words."""


class Vocabulary(Struct, frozen=True):
    """The words of the index: word -> its index term, in alphabetical order, without stop words.

    `compounds` maps compounds to those parts that are words of the index; `names` are the words in NAME_FIELDS.
    """

    terms: Mapping[str, str]
    compounds: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def build_vocabulary(documents: Sequence[Document], counts: TermCounts, rules: TermRules, memo: Memo) -> Vocabulary:
    """Return the vocabulary of the documents. `counts` are the counts of their words, `rules` those that make terms.

    `memo` caches stems.
    """
    language = analyser(rules)
    words = {word for word in _words(counts, counts.numbers) if not is_filter_term(word)} - language.stop_words
    rows = {*counts.rows(documents, NAME_FIELDS).ravel().tolist()} - {-1}
    in_names = _words(counts, counts.numbers[counts.indices(np.array(sorted(rows), np.int64))])
    return Vocabulary(
        _terms(sorted(words), rules, memo),
        {word: parts for word in words if language.compounds and (parts := compound_parts(word, words))},
        frozenset(words.intersection(in_names)),
    )


def is_filter_term(word: str) -> bool:
    """Return whether a word is a filter term such as `inst=hib`. No word of a text contains an equals sign."""
    return "=" in word


def _words(counts: TermCounts, numbers: IntArray) -> list[str]:
    """Return the words in `counts` with these numbers, each once."""
    return [counts.words[number] for number in np.flatnonzero(np.bincount(numbers, minlength=1)).tolist()]


def _terms(words: Sequence[str], rules: TermRules, memo: Memo) -> dict[str, str]:
    """Return word -> term. Words with the same two first letters share a memo entry: a new word recomputes few."""
    groups = [" ".join(group) for _, group in groupby(words, key=lambda word: word[:2])]
    encoded = encode(rules)
    terms = memo.map(STEMS, stems, ((encoded, group) for group in groups))
    return dict(zip(words, chain.from_iterable(terms), strict=True))
