"""Term counts: the words of each text and how often each occurs, as integer arrays over one word list.

The counts of long texts are cached by the memo, so an unchanged text is not tokenised again. Texts that were counted in
one build share a word list; TermCounts merges these lists.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import SupportsIndex

import numpy as np
from msgspec import Struct

from site_builder.engine.memo import Memo, out_of_band
from site_builder.search.analysis import tokens
from site_builder.search.documents import Document
from site_builder.search.posting_codec import IntArray, concatenated_ranges

COUNTED = "counted"
"""Name of the counts in the memo."""

FILTER_TERMS = "filter_terms"
"""Name of the field that holds the filter terms of a document."""

MAX_COUNT = 2**16 - 1
"""Highest count of a word in one text, the largest in two bytes. A higher count would hardly change a score."""


class CountedText(Struct, frozen=True):
    """The words of one text: their places in the shared list `words`, and their counts.

    Places are unsigned 32-bit integers, counts unsigned 16-bit integers, in the machine's byte order.
    """

    words: tuple[str, ...]
    places: bytes | memoryview
    counts: bytes | memoryview

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[CountedText], tuple[object, ...]]:
        """Pickle the arrays out of band, without copying them."""
        return CountedText, (self.words, out_of_band(self.places, protocol), out_of_band(self.counts, protocol))


class TermCounts:
    """The counts of all texts. Word `words[numbers[i]]` occurs `frequencies[i]` times.

    Text `row` has the `sizes[row]` elements from `starts[row]` on.
    """

    def __init__(self, texts: Mapping[str, CountedText]) -> None:
        """Merge the counts of the texts, given by key. Texts with one word list are converted together."""
        self._rows = {key: row for row, key in enumerate(texts)}
        counted = list(texts.values())
        by_list: dict[int, list[int]] = defaultdict(list)
        for row, each in enumerate(counted):
            by_list[id(each.words)].append(row)
        order = [row for rows in by_list.values() for row in rows]
        known: dict[str, int] = {}
        numbers = [np.zeros(0, np.int32)]
        for rows in by_list.values():
            words = counted[rows[0]].words
            own = np.fromiter((known.setdefault(word, len(known)) for word in words), np.int32, len(words))
            numbers.append(own[np.frombuffer(b"".join([counted[row].places for row in rows]), np.uint32)])
        self.words = list(known)
        self.numbers: IntArray = np.concatenate(numbers)
        self.frequencies: IntArray = np.frombuffer(b"".join([counted[row].counts for row in order]), np.uint16)
        self.sizes: IntArray = np.array([len(each.counts) // 2 for each in counted], np.int64)
        self.starts: IntArray = np.empty(len(counted), np.int64)
        self.starts[order] = np.cumsum(self.sizes[order]) - self.sizes[order]

    def rows(self, documents: Sequence[Document], fields: Sequence[str]) -> IntArray:
        """Return an array of shape (documents, fields): the row of each field's text, -1 for an empty field."""
        rows = [self._rows.get(key, -1) for field in fields for key in _keys(documents, field)]
        return np.array(rows, np.int32).reshape(len(fields), len(documents)).T

    def indices(self, rows: IntArray) -> IntArray:
        """Return the indices into `numbers` and `frequencies` of these rows, concatenated."""
        return concatenated_ranges(self.starts[rows], self.sizes[rows])


def count_terms(documents: Sequence[Document], memo: Memo) -> TermCounts:
    """Return the counts of all texts and filter terms of the documents. Counts of long texts come from the memo."""
    long = {text_key(document): document.text for document in documents if document.text}
    keys = list(long)
    cached = memo.get_or_compute_many(
        COUNTED,
        ((key,) for key in keys),
        lambda numbers: list(
            _with_shared_words(memo.run(count, ((long[keys[number]].decode(),) for number in numbers)))
        ),
    )
    memo.flush(COUNTED)
    short = dict.fromkeys(text for document in documents for text in document.short_fields.values() if text)
    filter_terms = {filter_terms_key(document): tuple(dict.fromkeys(document.filter_terms)) for document in documents}
    computed = [*map(count, short), *((terms, _ones(len(terms))) for terms in filter_terms.values())]
    by_key = dict(zip(keys, cached, strict=True))
    return TermCounts(by_key | dict(zip((*short, *filter_terms), _with_shared_words(computed), strict=True)))


def _keys(documents: Sequence[Document], field: str) -> Iterator[str]:
    """Yield the key of the field's text in each document; "" for an empty field."""
    if field == FILTER_TERMS:
        return map(filter_terms_key, documents)
    if field == "text":
        return (text_key(document) if document.text else "" for document in documents)
    return (document.short_fields.get(field, "") for document in documents)


def text_key(document: Document) -> str:
    """Return the key of a document's long text. The NUL keeps it apart from the keys of short texts, the texts."""
    if document.text_digest:  # the digest of the source, not of the text, so it needs a prefix of its own
        return f"\0source {document.text_digest}"
    return f"\0text {hashlib.sha256(document.text).hexdigest()}"


def filter_terms_key(document: Document) -> str:
    """Return the key of a document's filter terms."""
    return "\0\0".join(("", *document.filter_terms))


def count(text: str) -> tuple[tuple[str, ...], bytes]:
    """Return the words of a text, each once, and their counts as unsigned 16-bit integers."""
    found = Counter(tokens(text))
    try:
        counts = array("H", found.values())
    except OverflowError:
        counts = array("H", (min(number, MAX_COUNT) for number in found.values()))
    return tuple(found), counts.tobytes()


def _ones(size: int) -> bytes:
    return array("H", [1] * size).tobytes()


def _with_shared_words(counted: Sequence[tuple[tuple[str, ...], bytes]]) -> Iterator[CountedText]:
    """Yield counted texts with one shared word list."""
    known: dict[str, int] = {}
    places = [array("I", [known.setdefault(word, len(known)) for word in words]).tobytes() for words, _ in counted]
    words = tuple(known)
    return (CountedText(words, each, counts) for each, (_, counts) in zip(places, counted, strict=True))
