"""The lexicon and its postings, cut into shards by first letters, so that the browser fetches one shard for a word.

A shard holds forms (words as typed) in order, their entries, and the postings of their terms; docs/search.md describes
the bytes. Names that share a prefix but are in several shards get a prefix form, which makes one shard enough for a
prefix too.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import isqrt

import msgspec
import numpy as np
from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.codec import front_code
from site_builder.search.facts import FACT_MARK
from site_builder.search.lexicon import EXACT, Lexicon, Meaning, sort_key
from site_builder.search.posting_codec import ScoreLists
from site_builder.search.postings import Postings

MIN_SHARD_SIZE = 5_500
"""Characters. Cutting smaller shards would cost more in requests than it saves in bytes."""

GROWTH = 3
"""Characters of a shard of a large index, in square roots of all characters.

With 5 the starts of shards cost 0.8 kB less at 10,000 courses, and the shards of a first search up to 6 kB more.
"""

FACT_SIZE = 6
"""Times that the characters of a fact count: a query needs single facts, which lie together and have long lists."""

PREFIX_MARK = "*"
"""Last character of a prefix form, which stands for all names with that prefix. No word contains it."""

MAX_PREFIX_DOCUMENTS = 1_000
"""Documents in the postings of a prefix form, best first: a short prefix matches much of a large catalogue."""

MAX_PREFIX_LETTERS = 40
"""Letters of the longest prefix at which shards are divided; longer than any Norwegian word. Limits the recursion."""

Form = tuple[str, tuple[Meaning, ...]]
"""A form and its entries."""


class Shard(Struct, frozen=True):
    """The forms whose folded spelling is `start` or later, up to the next shard's `start`; `content` is JSON."""

    start: str
    content: bytes


def cut_into_shards(lexicon: Lexicon, postings: Postings) -> tuple[Shard, ...]:
    """Return the lexicon and its postings as shards, in order; the first has the `start` "".

    Without documents there is one empty shard. Shards grow with the square root of the index: a larger index gets more
    shards as well as larger ones.
    """
    texts = dict(zip(postings.terms, postings.lists.encode(), strict=True))
    forms = list(lexicon.forms.items())
    sizes = list(_sizes(forms, texts))
    weights = (FACT_SIZE if form.startswith(FACT_MARK) else 1 for form, _ in forms)
    weighted = [size * weight for size, weight in zip(sizes, weights, strict=True)]
    largest = max(MIN_SHARD_SIZE, GROWTH * isqrt(sum(sizes)))
    starts = _starts([fold(form) for form, _ in forms], weighted, largest)
    prefixes, lists = prefix_postings(starts, lexicon, postings)
    texts |= zip((prefix + PREFIX_MARK for prefix in prefixes), lists.encode(), strict=True)
    for form in (prefix + PREFIX_MARK for prefix in prefixes):
        insort(forms, (form, (Meaning(form, EXACT),)), key=lambda each: sort_key(each[0]))
    folded = [sort_key(form)[0] for form, _ in forms]
    places = [bisect_left(folded, start.encode("utf-16-be")) for start in starts]
    return tuple(
        Shard(start, _encode(forms[first:last], texts))
        for start, (first, last) in zip(starts, pairwise([*places, len(forms)]), strict=True)
        if first < last or not forms
    )


def prefix_postings(starts: Sequence[str], lexicon: Lexicon, postings: Postings) -> tuple[tuple[str, ...], ScoreLists]:
    """Return the prefixes whose words are in several shards, sorted, and for each the list of its best documents.

    Only words of names (`Lexicon.names`) count, and a list has at most MAX_PREFIX_DOCUMENTS. `starts` are the folded
    first words of the shards.
    """
    folded = [fold(name) for name in lexicon.names]
    prefixes: list[str] = []
    lists = []
    best = np.empty(1 + int(postings.lists.documents.max(initial=0)), np.int32)
    for prefix in sorted({start[:length] for start in starts for length in range(1, len(start))}):
        weights: dict[int, int] = {}
        for number in range(bisect_left(folded, prefix), len(folded)):
            if not folded[number].startswith(prefix):
                break
            for entry in lexicon.forms.get(lexicon.names[number], ()):
                term = postings.terms[entry.term]
                weights[term] = max(entry.weight, weights.get(term, 0))
        if weights:
            documents, scores, sizes = postings.lists.select(list(weights))
            best.fill(-1)
            weighted = scores * np.repeat(np.array(list(weights.values()), np.int32), sizes) // EXACT
            np.maximum.at(best, documents, weighted.astype(np.int32))
            found = np.flatnonzero(best >= 0)
            kept = np.sort(found[np.argsort(-best[found], kind="stable")[:MAX_PREFIX_DOCUMENTS]])
            prefixes.append(prefix)
            lists.append((kept, best[kept]))
    return tuple(prefixes), ScoreLists.from_lists(lists)


def _sizes(forms: Sequence[Form], texts: Mapping[str, str]) -> Iterator[int]:
    """Yield the estimated characters that each form adds to a shard. Inflections are neighbours and share a term."""
    before: list[str] = []
    for form, entries in forms:
        terms = [entry.term for entry in entries]
        yield 6 + len(form) // 3 + sum(len(texts[term]) for term in terms if term not in before)
        before = terms


def _starts(folded: Sequence[str], sizes: Sequence[int], max_size: int) -> list[str]:
    """Return the starts of shards: prefixes that divide the forms into groups of about `max_size` characters."""
    starts, total = [""], 0
    for start, size in _prefix_groups(folded, sizes, max_size, 0, len(folded), 0):
        if total and total + size > max_size and start > starts[-1]:
            starts.append(start)
            total = 0
        total += size
    return starts


def _prefix_groups(
    folded: Sequence[str], sizes: Sequence[int], max_size: int, low: int, high: int, depth: int
) -> Iterator[tuple[str, int]]:
    """Yield the (prefix, size) of groups of the forms from `low` to `high - 1`, which share `depth` letters.

    A group larger than `max_size` is divided by its next letter, recursively, down to MAX_PREFIX_LETTERS.
    """
    for _, inside in groupby(range(low, high), key=lambda number: folded[number][: depth + 1]):
        numbers = list(inside)
        size, prefix = sum(sizes[number] for number in numbers), folded[numbers[0]][: depth + 1]
        divisible = depth < MAX_PREFIX_LETTERS and len(prefix) == depth + 1 and folded[numbers[-1]] != prefix
        if size > max_size and divisible:
            yield from _prefix_groups(folded, sizes, max_size, numbers[0], numbers[-1] + 1, depth + 1)
        else:
            yield prefix, size


def _encode(forms: Sequence[Form], texts: Mapping[str, str]) -> bytes:
    """Return the content of a shard as JSON. `texts` maps terms to encoded postings."""
    numbers: dict[str, int] = {}
    reasons: dict[str, int] = {}
    rows: list[object] = []
    for _, entries in forms:
        row: list[list[int]] = []
        for entry in entries:
            count = len(numbers)
            back = count - numbers.setdefault(entry.term, count)
            reason = [reasons.setdefault(entry.reason, len(reasons))] if entry.reason else []
            row.append([back, entry.weight, *reason])
        rows.append(row[0][0] if len(row) == 1 and row[0][1:] == [EXACT] else row)
    data = {
        "forms": front_code(form for form, _ in forms),
        "entries": rows,
        "reasons": list(reasons),
        "postings": " ".join(map(texts.__getitem__, numbers)),
    }
    return msgspec.json.encode(data)
