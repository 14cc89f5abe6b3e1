"""The lexicon and its postings in files by first letters, each complete in itself, so that a word needs one of them.

A shard is forms in order, what each stands for, and the postings of those terms; docs/search.md describes the bytes.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import isqrt

import msgspec
from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.codec import front_code
from site_builder.search.lexicon import EXACT, Entry, Lexicon, order
from site_builder.search.postings import Postings
from site_builder.search.prefixes import beginnings

SMALLEST = 5_500
"""Characters of a shard below which cutting it further would cost more requests than it saves bytes."""

BEGINNING = "*"
"""A form of this ending stands for every name that begins so, where those are spread over several shards."""

Form = tuple[str, tuple[Entry, ...]]
"""What is typed, and what it stands for."""


class Shard(Struct, frozen=True):
    """All forms typed as `start` or later, up to the next shard's."""

    start: str
    content: bytes


def shards(lexicon: Lexicon, found: Postings) -> tuple[Shard, ...]:
    """Return the shards in order; the first begins with ""."""
    texts = dict(zip(found.terms, found.lists.written(), strict=True))
    forms = list(lexicon.forms.items())
    costs = list(_costs(forms, texts))
    starts = _starts([fold(form) for form, _ in forms], costs, max(SMALLEST, 16 * isqrt(sum(costs))))
    begun, lists = beginnings(starts, lexicon, found)
    texts |= zip((each + BEGINNING for each in begun), lists.written(), strict=True)
    for form in (each + BEGINNING for each in begun):
        insort(forms, (form, (Entry(form, EXACT),)), key=lambda each: order(each[0]))
    typed = [order(form)[0] for form, _ in forms]
    places = [bisect_left(typed, start.encode("utf-16-be")) for start in starts]
    return tuple(
        Shard(start, _write(forms[first:last], texts))
        for start, (first, last) in zip(starts, pairwise([*places, len(forms)]), strict=True)
        if first < last
    )


def _costs(forms: Sequence[Form], texts: Mapping[str, str]) -> Iterator[int]:
    """About how many characters each form adds to a shard; inflections of a word are neighbours and share a term."""
    before: list[str] = []
    for form, entries in forms:
        terms = [entry.term for entry in entries]
        yield 6 + len(form) // 3 + sum(len(texts[term]) for term in terms if term not in before)
        before = terms


def _starts(folded: Sequence[str], costs: Sequence[int], most: int) -> list[str]:
    """Where shards begin: prefixes that part the forms into groups of about `most` characters."""
    leaves = list(_leaves(folded, costs, most, 0, len(folded), 0))
    starts, size = [""], 0
    for start, cost in leaves:
        if size and size + cost > most and start > starts[-1]:
            starts.append(start)
            size = 0
        size += cost
    return starts


def _leaves(
    folded: Sequence[str], costs: Sequence[int], most: int, low: int, high: int, depth: int
) -> Iterator[tuple[str, int]]:
    """(prefix, cost) of each group of forms from `low` to `high`, which share `depth` letters."""
    for _, inside in groupby(range(low, high), key=lambda number: folded[number][: depth + 1]):
        numbers = list(inside)
        cost, prefix = sum(costs[number] for number in numbers), folded[numbers[0]][: depth + 1]
        if cost > most and len(prefix) == depth + 1 and folded[numbers[-1]] != prefix:
            yield from _leaves(folded, costs, most, numbers[0], numbers[-1] + 1, depth + 1)
        else:
            yield prefix, cost


def _write(forms: Sequence[Form], texts: Mapping[str, str]) -> bytes:
    numbers: dict[str, int] = {}
    reasons: dict[str, int] = {}
    rows: list[object] = []
    for _, entries in forms:
        row: list[list[int]] = []
        for entry in entries:
            many = len(numbers)
            back = many - numbers.setdefault(entry.term, many)
            why = [reasons.setdefault(entry.reason, len(reasons))] if entry.reason else []
            row.append([back, entry.weight, *why])
        rows.append(row[0][0] if len(row) == 1 and row[0][1:] == [EXACT] else row)
    data = {
        "forms": front_code(form for form, _ in forms),
        "entries": rows,
        "reasons": list(reasons),
        "postings": " ".join(map(texts.__getitem__, numbers)),
    }
    return msgspec.json.encode(data)
