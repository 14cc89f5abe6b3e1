"""Which words are in each text, and how often: as numbers, so that of thousands of texts no word is looked at again.

What is counted of a text is remembered with the list of words that it was counted with; the lists of all become one.
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
from site_builder.search.posting_codec import Whole, ranges

COUNTED = "counted"
"""The name under which what is counted is remembered."""

MARKS = "marks"
"""What the marks of a document are called, beside its fields."""

MOST = 2**16 - 1
"""What a word is counted up to in one text, so that a count takes two bytes."""


class Counted(Struct, frozen=True):
    """What is counted of a text: places in `words`, a list that others share, and how often each word is there.

    Both are packed as the machine writes them, places in four bytes, counts in two.
    """

    words: tuple[str, ...]
    places: bytes | memoryview
    times: bytes | memoryview

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Counted], tuple[object, ...]]:
        """Tell how it is made again."""
        return Counted, (self.words, out_of_band(self.places, protocol), out_of_band(self.times, protocol))


class Counts:
    """What is counted of texts: `numbers` of `words`, one after the other, and `times` that each is there.

    Text `row` has those from `starts[row]` on, `sizes[row]` of them.
    """

    def __init__(self, counted: Mapping[str, Counted]) -> None:
        """Put together what is counted of each text, by its key."""
        self._rows = {key: row for row, key in enumerate(counted)}
        lists: dict[int, list[int]] = defaultdict(list)
        found = list(counted.values())
        for row, each in enumerate(found):
            lists[id(each.words)].append(row)
        order = [row for rows in lists.values() for row in rows]
        known: dict[str, int] = {}
        numbers = [np.zeros(0, np.int32)]
        for rows in lists.values():
            words = found[rows[0]].words
            own = np.fromiter((known.setdefault(word, len(known)) for word in words), np.int32, len(words))
            numbers.append(own[np.frombuffer(b"".join([found[row].places for row in rows]), np.uint32)])
        self.words = list(known)
        self.numbers: Whole = np.concatenate(numbers)
        self.times: Whole = np.frombuffer(b"".join([found[row].times for row in order]), np.uint16)
        self.sizes: Whole = np.array([len(each.times) // 2 for each in found], np.int64)
        self.starts: Whole = np.empty(len(found), np.int64)
        self.starts[order] = np.cumsum(self.sizes[order]) - self.sizes[order]

    def rows(self, documents: Sequence[Document], fields: Sequence[str]) -> Whole:
        """Return the row of the text in each field of each document, document by document; -1 where it has none."""
        rows = [self._rows.get(key, -1) for field in fields for key in _keys(documents, field)]
        return np.array(rows, np.int32).reshape(len(fields), len(documents)).T

    def inside(self, rows: Whole) -> Whole:
        """Return the places of `numbers` and `times` that rows have, row by row."""
        return ranges(self.starts[rows], self.sizes[rows])


def counted(documents: Sequence[Document], memo: Memo) -> Counts:
    """Return what is counted of each text of the documents, and of their marks; a long one's is recalled if known."""
    long = {text_key(document): document.text for document in documents if document.text}
    asked = list(long)
    recalled = memo.get_or_compute_many(
        COUNTED,
        ((key,) for key in asked),
        lambda numbers: list(_with_one_list(memo.run(count, ((long[asked[number]].decode(),) for number in numbers)))),
    )
    memo.flush(COUNTED)
    short = dict.fromkeys(text for document in documents for text in document.names.values() if text)
    marks = {marks_key(document): dict.fromkeys(document.marks) for document in documents}
    here = [*map(count, short), *((tuple(each), _once(len(each))) for each in marks.values())]
    known = dict(zip(asked, recalled, strict=True))
    return Counts(known | dict(zip((*short, *marks), _with_one_list(here), strict=True)))


def _keys(documents: Sequence[Document], field: str) -> Iterator[str]:
    """Yield the key of the text that each document has in a field; "" where it has none."""
    if field == MARKS:
        return map(marks_key, documents)
    if field == "text":
        return (text_key(document) if document.text else "" for document in documents)
    return (document.names.get(field, "") for document in documents)


def text_key(document: Document) -> str:
    """Return the key of a document's long text, which no other text has."""
    if document.text_mark:  # which is not of the text: another's text may have the same
        return f"\0mark {document.text_mark}"
    return f"\0text {hashlib.sha256(document.text).hexdigest()}"


def marks_key(document: Document) -> str:
    """Return the key of a document's marks, which no text has."""
    return "\0\0".join(("", *document.marks))


def count(text: str) -> tuple[tuple[str, ...], bytes]:
    """Return the words of a text, each once, and how often each is there, in two bytes each as the machine writes."""
    found = Counter(tokens(text))
    try:
        times = array("H", found.values())
    except OverflowError:
        times = array("H", (min(number, MOST) for number in found.values()))
    return tuple(found), times.tobytes()


def _once(many: int) -> bytes:
    return array("H", [1] * many).tobytes()


def _with_one_list(found: Sequence[tuple[tuple[str, ...], bytes]]) -> Iterator[Counted]:
    """Yield what was counted, with one list of words for all."""
    known: dict[str, int] = {}
    places = [array("I", [known.setdefault(word, len(known)) for word in words]).tobytes() for words, _ in found]
    words = tuple(known)
    return (Counted(words, each, times) for each, (_, times) in zip(places, found, strict=True))
