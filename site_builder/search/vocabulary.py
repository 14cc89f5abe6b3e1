"""The words of all documents: what each is indexed under, which are made of others, and which name a thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, groupby

import numpy as np
from msgspec import Struct

from site_builder.engine.memo import Memo
from site_builder.search.analysis import stems
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import NAMES, Document
from site_builder.search.norwegian import STOP
from site_builder.search.posting_codec import Whole
from site_builder.search.term_counts import Counts


class Vocabulary(Struct, frozen=True):
    """The words met that tell something, in order, in `terms` with what they are indexed under.

    `compounds` maps some of them to the known words they are made of; `names` are those met in titles and names.
    """

    terms: Mapping[str, str]
    compounds: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def vocabulary(documents: Sequence[Document], counts: Counts, memo: Memo) -> Vocabulary:
    """Return the words of the documents, whose texts are counted; what they stem from is recalled where it is known."""
    known = {word for word in _words(counts, counts.numbers) if not is_mark(word)} - STOP
    named = {*counts.rows(documents, NAMES).ravel().tolist()} - {-1}
    names = _words(counts, counts.numbers[counts.inside(np.array(sorted(named), np.int64))])
    return Vocabulary(
        _terms(sorted(known), memo),
        {word: parts for word in known if (parts := compound_parts(word, known))},
        frozenset(known.intersection(names)),
    )


def is_mark(word: str) -> bool:
    """Tell whether a word is one that nobody writes, as sp=30: no word of a text has that sign."""
    return "=" in word


def _words(counts: Counts, numbers: Whole) -> list[str]:
    return [counts.words[number] for number in np.flatnonzero(np.bincount(numbers, minlength=1)).tolist()]


def _terms(words: Sequence[str], memo: Memo) -> dict[str, str]:
    """Return words with what they are indexed under. Those of one beginning are remembered together: few are new."""
    groups = [" ".join(group) for _, group in groupby(words, key=lambda word: word[:2])]
    return dict(zip(words, chain.from_iterable(memo.map(stems, ((group,) for group in groups))), strict=True))
