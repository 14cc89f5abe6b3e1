"""The words of all documents: how often each is in each field, and which words others are made of."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, groupby

from msgspec import Struct

from site_builder.memo import Memo
from site_builder.search.analysis import is_stop, stems, tokens
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import NAMES, Document

LONG = 300
"""Characters of a text whose words are sooner recalled than counted again."""

MOST = 2**16 - 1
"""What a word is counted up to in one text, so that a count takes two bytes."""

Counted = tuple[tuple[str, ...], bytes]
"""The words of a text, each once, and how often each is there, in two bytes each as the machine writes them."""

Counts = Mapping[str, Counted]
"""Text -> what is counted of it."""


class Vocabulary(Struct, frozen=True):
    """The words met that tell something, in order, in `terms` with what they are indexed under.

    `compounds` maps some of them to the known words they are made of; `names` are those met in titles and names.
    """

    terms: Mapping[str, str]
    compounds: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def counted(documents: Sequence[Document], memo: Memo) -> Counts:
    """Return what is counted of each text of the documents; what a long one holds is recalled where it is known."""
    texts = dict.fromkeys(text for document in documents for text in document.fields.values())
    long = [text for text in texts if len(text) >= LONG]
    found = {text: count(text) for text in texts if len(text) < LONG}
    found |= zip(long, memo.map(count, ((text,) for text in long)), strict=True)
    if long:
        memo.let_go(count)
    return found


def vocabulary(documents: Sequence[Document], counts: Counts, memo: Memo) -> Vocabulary:
    """Return the words of the documents, whose texts are counted; what they stem from is recalled where it is known."""
    met = set(chain.from_iterable(words for words, _ in counts.values()))
    known = {word for word in met if not is_stop(word)}
    named = {document.fields.get(name, "") for document in documents for name in NAMES} - {""}
    return Vocabulary(
        _terms(sorted(known), memo),
        {word: parts for word in known if (parts := compound_parts(word, known))},
        frozenset(known.intersection(chain.from_iterable(counts[text][0] for text in named))),
    )


def _terms(words: Sequence[str], memo: Memo) -> dict[str, str]:
    """Return words with what they are indexed under. Those of one beginning are remembered together: few are new."""
    groups = [" ".join(group) for _, group in groupby(words, key=lambda word: word[:2])]
    return dict(zip(words, chain.from_iterable(memo.map(stems, ((group,) for group in groups))), strict=True))


def count(text: str) -> Counted:
    """Return the words of a text and how often each is there."""
    found = Counter(tokens(text))
    return tuple(map(sys.intern, found)), array("H", (min(number, MOST) for number in found.values())).tobytes()
