"""Scores of words: document -> its score for one word of a query; and the rarity of a word."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

from site_builder.search.alternatives import Either
from site_builder.search.lookup import Lookup, Match

MAX_RARITY = 400


class WordScores(Struct, frozen=True):
    """The scores of one word of a query. `by_document`: document number -> (score, reason of its best match or "")."""

    word: str
    by_document: dict[int, tuple[int, str]]


def score(lookup: Lookup, matches: Iterable[Match]) -> dict[int, tuple[int, str]]:
    """Return document number -> (score, reason) of the best of the matches; of equal matches the first."""
    best: dict[tuple[int, int], Match] = {}
    for match in matches:
        if match.term not in best or best[match.term].weight < match.weight:
            best[match.term] = match
    by_document: dict[int, tuple[int, str]] = {}
    for match in best.values():
        for document, each in lookup.scores(match.term):
            found = each * match.weight
            if document not in by_document or by_document[document][0] < found:
                by_document[document] = (found, match.reason)
    return by_document


def rarity(size: int, having: int) -> int:
    """Return the rarity of a word, 100 x log2(1 + size / having), at most MAX_RARITY; 0 if no document has it.

    `size` is the number of all documents, `having` the number of those with the word.
    """
    return min(MAX_RARITY, math.floor(100 * math.log2(1 + size / having) + 0.5)) if having else 0


def any_of(scored: Iterable[WordScores], either: Iterable[Either]) -> list[WordScores]:
    """Return the scores in order (`scored`), those of words of the same `Either` joined: a document has its best."""
    groups = {word: group for group in either for word in group.words}
    found: dict[str, WordScores] = {}
    several: list[WordScores] = []
    for each in scored:
        group = groups.get(each.word)
        if not group:
            several.append(each)
        elif group.written not in found:
            found[group.written] = WordScores(group.written, dict(each.by_document))
            several.append(found[group.written])
        else:
            best = found[group.written].by_document
            for document, scores in each.by_document.items():
                if document not in best or best[document][0] < scores[0]:
                    best[document] = scores
    return several
