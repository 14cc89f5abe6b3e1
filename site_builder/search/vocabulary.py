"""The words of all documents: how often each is in each field, and which words others are made of."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from site_builder.memo import Memo
from site_builder.search.analysis import is_stop, tokens
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import NAMES, Document

LONG = 300
"""Characters of a text whose words are sooner recalled than counted again."""

MOST = 2**16 - 1
"""What a word is counted up to in one text, so that a count takes two bytes."""

Counted = tuple[tuple[str, ...], bytes]
"""The words of a text, each once, and how often each is there, in two bytes each as the machine writes them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`texts[text]` is what is counted of each text of the documents.

    `forms` are the words met that tell something, in order, each with the known words it is made of where it is a
    compound; `names` those of them met in titles and names.
    """

    texts: Mapping[str, Counted]
    forms: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def vocabulary(documents: Sequence[Document], memo: Memo) -> Vocabulary:
    """Return the words of the documents; what a long text holds is recalled where it is known."""
    texts = dict.fromkeys(text for document in documents for text in document.fields.values())
    long = [text for text in texts if len(text) >= LONG]
    counted = {text: count(text) for text in texts if len(text) < LONG}
    counted |= zip(long, memo.map(count, ((text,) for text in long)), strict=True)
    met = set(chain.from_iterable(words for words, _ in counted.values()))
    known = {word for word in met if not is_stop(word)}
    named = {document.fields.get(name, "") for document in documents for name in NAMES} - {""}
    return Vocabulary(
        counted,
        {word: compound_parts(word, known) for word in sorted(known)},
        frozenset(known.intersection(chain.from_iterable(counted[text][0] for text in named))),
    )


def count(text: str) -> Counted:
    """Return the words of a text and how often each is there."""
    found = Counter(tokens(text))
    return tuple(map(sys.intern, found)), array("H", (min(number, MOST) for number in found.values())).tobytes()
