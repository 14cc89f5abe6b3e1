"""Term counts: the words of each text and how often each occurs, as integer arrays over one word list.

The counts of long texts are cached by the memo, so an unchanged text is not tokenised again.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from site_builder.engine.memo import Cache, Memo
from site_builder.search.analysis import tokens
from site_builder.search.documents import Document
from site_builder.search.posting_codec import IntArray, concatenated_ranges

FILTER_TERMS = "filter_terms"
"""Name of the field that holds the filter terms of a document."""

MAX_COUNT = 2**16 - 1
"""Highest count of a word in one text, the largest in two bytes. A higher count would hardly change a score."""


class CountedText(Struct, frozen=True):
    """The words of one text, each once, one a line, and how often each occurs.

    `counts` are unsigned 16-bit integers in the machine's byte order, in the order of `words`.
    """

    words: str
    counts: bytes


COUNTED = Cache("counted", CountedText)
"""Counts of long texts, by the text's key."""


class TermCounts:
    """The word counts of all texts: word `words[numbers[i]]` occurs `frequencies[i]` times.

    The text `row` (from 0) has the `sizes[row]` elements from `starts[row]` on.
    """

    def __init__(self, texts: Mapping[str, CountedText]) -> None:
        """Number the words of all texts, given by key, and concatenate their counts."""
        self._rows = {key: row for row, key in enumerate(texts)}
        counted = list(texts.values())
        words = "\n".join([each.words for each in counted if each.words]).split()
        self.words = list(dict.fromkeys(words))
        number_of = {word: number for number, word in enumerate(self.words)}
        self.numbers: IntArray = np.fromiter(map(number_of.__getitem__, words), np.int32, len(words))
        self.frequencies: IntArray = np.frombuffer(b"".join([each.counts for each in counted]), np.uint16)
        self.sizes: IntArray = np.array([len(each.counts) // 2 for each in counted], np.int64)
        self.starts: IntArray = np.cumsum(self.sizes) - self.sizes

    def rows(self, documents: Sequence[Document], fields: Sequence[str]) -> IntArray:
        """Return an array of shape (documents, fields) with the row of each field's text, -1 for an empty field."""
        rows = [self._rows.get(key, -1) for field in fields for key in _keys(documents, field)]
        return np.array(rows, np.int32).reshape(len(fields), len(documents)).T

    def indices(self, rows: IntArray) -> IntArray:
        """Return the indices into `numbers` and `frequencies` of all elements of these rows, concatenated."""
        return concatenated_ranges(self.starts[rows], self.sizes[rows])


def count_terms(documents: Sequence[Document], memo: Memo) -> TermCounts:
    """Return the word counts of all texts and filter terms of the documents. `memo` caches those of long texts."""
    long = {text_key(document): document.text for document in documents if document.text}
    keys = list(long)
    cached = memo.get_or_compute_many(
        COUNTED,
        ((key,) for key in keys),
        lambda numbers: memo.run(count, ((long[keys[number]],) for number in numbers)),
    )
    memo.flush(COUNTED)
    short = dict.fromkeys(text for document in documents for text in document.short_fields.values() if text)
    filter_terms = {filter_terms_key(document): tuple(dict.fromkeys(document.filter_terms)) for document in documents}
    computed = [*map(count, short), *map(_counted_once, filter_terms.values())]
    return TermCounts(dict(zip((*keys, *short, *filter_terms), (*cached, *computed), strict=True)))


def _keys(documents: Sequence[Document], field: str) -> Iterator[str]:
    """Yield the key of the field's text in each document; "" for an empty field."""
    if field == FILTER_TERMS:
        return map(filter_terms_key, documents)
    if field == "text":
        return (text_key(document) if document.text else "" for document in documents)
    return (document.short_fields.get(field, "") for document in documents)


def text_key(document: Document) -> str:
    """Return the cache key of a document's long text: its digest after NUL. A short text is its own key."""
    if document.text_digest:  # the digest of the source, not of the text, so it needs a prefix of its own
        return f"\0source {document.text_digest}"
    return f"\0text {hashlib.sha256(document.text.encode()).hexdigest()}"


def filter_terms_key(document: Document) -> str:
    """Return the cache key of a document's filter terms."""
    return "\0\0".join(("", *document.filter_terms))


def count(text: str) -> CountedText:
    """Return the words of a text and their counts, each at most MAX_COUNT."""
    found = Counter(tokens(text))
    try:
        counts = array("H", found.values())
    except OverflowError:
        counts = array("H", (min(number, MAX_COUNT) for number in found.values()))
    return CountedText("\n".join(found), counts.tobytes())


def _counted_once(words: Sequence[str]) -> CountedText:
    return CountedText("\n".join(words), array("H", [1] * len(words)).tobytes())
