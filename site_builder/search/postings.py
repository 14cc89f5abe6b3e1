"""Terms x documents -> scores: Whoosh's BM25F, computed without its index.

A word that is a compound of known words also counts, a little, for its parts: *yrkesfaglærer* is found by *lærer*.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from site_builder.search.analysis import is_stop, term, tokens
from site_builder.search.documents import NAMES, WEIGHTS, Document
from site_builder.search.numbers import HIGHEST

B, K1 = 0.75, 1.2
"""Whoosh's defaults for BM25F."""

PART = 0.5
"""What a word inside a compound counts beside a word of its own."""

MARK_WEIGHT = 5
SHORTEST_PART, LONG_PART = 4, 7


@dataclass(frozen=True, slots=True)
class Postings:
    """`scores[term]` maps document numbers to 1..HIGHEST, both in order.

    `forms` are the words met, with the number of documents; `names` those met in titles and names.
    """

    scores: Mapping[str, Mapping[int, int]]
    forms: Mapping[str, int]
    names: frozenset[str]


def postings(documents: Iterable[Document]) -> Postings:
    """Return the scores of every term of the documents, which are numbered in their order."""
    numbered = list(documents)
    words = [{name: Counter(tokens(text)) for name, text in document.fields.items()} for document in numbered]
    forms: Counter[str] = Counter()
    for fields in words:
        forms.update(set().union(*fields.values()))
    for word in [word for word in forms if is_stop(word)]:
        del forms[word]
    meant = {word: _terms(word, forms) for word in forms}
    scores: dict[str, dict[int, float]] = {}
    for name, weight in WEIGHTS.items():
        _add([_counts(fields.get(name, Counter()), meant) for fields in words], weight, scores)
    _add([dict.fromkeys(document.marks, 1.0) for document in numbered], MARK_WEIGHT, scores)
    names = frozenset(word for fields in words for name in NAMES for word in fields.get(name, ()) if word in forms)
    return Postings(_whole(scores), forms, names)


def _terms(word: str, known: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """What one occurrence of a word counts for."""
    return ((term(word), 1.0), *((term(part), PART) for part in compound_parts(word, known)))


def _counts(words: Mapping[str, int], meant: Mapping[str, tuple[tuple[str, float], ...]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, count in words.items():
        for meaning, share in meant.get(word, ()):
            if meaning in found:
                found[meaning] += share * count
            else:
                found[meaning] = share * count
    return found


def _add(counts: list[dict[str, float]], weight: float, scores: dict[str, dict[int, float]]) -> None:
    """Add one field's BM25 as Whoosh computes it (scoring.BM25F): idf is ln(N / (n + 1)) + 1."""
    frequency: Counter[str] = Counter()
    for each in counts:
        frequency.update(each.keys())
    lengths = [sum(each.values()) for each in counts]
    average = sum(lengths) / max(1, len(counts)) or 1.0
    idf = {word: weight * (K1 + 1) * (math.log(len(counts) / (n + 1)) + 1) for word, n in frequency.items()}
    for number, each in enumerate(counts):
        norm = K1 * (1 - B + B * lengths[number] / average)
        for word, count in each.items():
            by_document = scores.get(word)
            if by_document is None:
                by_document = scores[word] = {}
            by_document[number] = by_document.get(number, 0.0) + idf[word] * count / (count + norm)


def _whole(scores: Mapping[str, dict[int, float]]) -> dict[str, dict[int, int]]:
    """Scores as whole numbers up to HIGHEST, terms and documents in order."""
    best = max((score for by_document in scores.values() for score in by_document.values()), default=1.0)
    share = HIGHEST / best
    return {
        word: {number: int(score * share) or 1 for number, score in sorted(by_document.items())}
        for word, by_document in sorted(scores.items())
    }


def compound_parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the two known words a solid compound is made of (perhaps joined by s or e), or () where it is none.

    Of a compound whose beginning is unknown, a long known end is returned alone: *yrkesdidaktikk* is *didaktikk*.
    """
    ending = ""
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        tail = word[cut:]
        if tail in known:
            head = word[:cut]
            for first in (head, head[:-1] if head.endswith(("s", "e")) else ""):
                if len(first) >= SHORTEST_PART and first in known:
                    return (first, tail)
            if len(tail) >= LONG_PART:
                ending = tail
    return (ending,) if ending else ()
