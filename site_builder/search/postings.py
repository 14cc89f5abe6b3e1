"""Terms x documents -> impacts: Whoosh's BM25F, computed over arrays and kept as one byte each.

A word that is a compound of known words also counts, a little, for its parts: *yrkesfaglærer* is found by *lærer*.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.search.analysis import is_stop, term, tokens
from site_builder.search.documents import WEIGHTS, Document

B, K1 = 0.75, 1.2
"""Whoosh's defaults for BM25F."""

PART = 0.5
"""What a word inside a compound counts beside a word of its own."""

MARK = "mark"
MARK_WEIGHT = 5

SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Postings:
    """`impacts[term]` maps document numbers to 1..255; `forms` are the words met, with the number of documents."""

    impacts: Mapping[str, Mapping[int, int]]
    forms: Mapping[str, int]


def postings(documents: Iterable[Document]) -> Postings:
    """Return the impacts of every term of the documents, which are numbered in their order."""
    numbered = list(documents)
    words = [{name: tokens(text) for name, text in document.fields.items()} for document in numbered]
    forms = Counter(word for fields in words for word in {word for each in fields.values() for word in each})
    parts = {word: compound_parts(word, forms) for word in forms}
    counted: dict[str, list[dict[str, float]]] = {}
    for fields, document in zip(words, numbered, strict=True):
        for name in WEIGHTS:
            counted.setdefault(name, []).append(_counts(fields.get(name, ()), parts))
        counted.setdefault(MARK, []).append({mark: 1.0 for mark in document.marks})
    scores: dict[str, dict[int, float]] = {}
    for name, weight in (WEIGHTS | {MARK: MARK_WEIGHT}).items():
        for word, by_document in _bm25(counted[name]).items():
            total = scores.setdefault(word, {})
            for number, score in by_document.items():
                total[number] = total.get(number, 0.0) + weight * score
    highest = max((score for by_document in scores.values() for score in by_document.values()), default=1.0)
    impacts = {
        word: {number: max(1, round(255 * score / highest)) for number, score in sorted(by_document.items())}
        for word, by_document in sorted(scores.items())
    }
    return Postings(impacts, {word: count for word, count in forms.items() if not is_stop(word)})


def _counts(words: Iterable[str], parts: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words:
        if not is_stop(word):
            found[term(word)] = found.get(term(word), 0.0) + 1.0
            for part in parts[word]:
                found[term(part)] = found.get(term(part), 0.0) + PART
    return found


def _bm25(counts: list[dict[str, float]]) -> dict[str, dict[int, float]]:
    """BM25 of one field as Whoosh computes it (scoring.BM25F): idf is ln(N / (n + 1)) + 1."""
    lengths = [sum(each.values()) for each in counts]
    average = sum(lengths) / max(1, sum(1 for length in lengths if length)) or 1.0
    frequency = Counter(word for each in counts for word in each)
    found: dict[str, dict[int, float]] = {}
    for number, each in enumerate(counts):
        for word, count in each.items():
            idf = math.log(len(counts) / (frequency[word] + 1)) + 1
            norm = count + K1 * (1 - B + B * lengths[number] / average)
            found.setdefault(word, {})[number] = max(0.01, idf) * count * (K1 + 1) / norm
    return found


def compound_parts(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """Return the two known words a solid compound is made of (perhaps joined by s or e), or () where it is none."""
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if tail in known and not is_stop(tail):
            for first in (head, head[:-1] if head.endswith(("s", "e")) else ""):
                if len(first) >= SHORTEST_PART and first in known and not is_stop(first):
                    return (first, tail)
    return ()
