"""A query -> ranked hits, over an exported index. The twin of js/search/index.js.

`site-builder search`, expected searches and tests search with it. tests/search/test_twins.py replays queries on both
sides and compares every hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.search.lookup import WHOLE, Lookup, Match
from site_builder.search.query import Condition, Query, parse_query

EXACT_GRADES_BONUS = 6_000_000
"""Added to the score of a course for exactly these grades: a quarter of the highest word score, 93,150 x 256."""


class Hit(Struct, frozen=True):
    """A document found: its number, its score, the words it lacks, and the (word, reason) pairs to show.

    `scores` are the scores of its words; the rest of `score` is the bonus for exact grades.
    """

    document: int
    score: int
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, int], ...]


class Result(Struct, frozen=True):
    """Hits, best first; `unknown` are words without a match, `dropped` conditions that no hit meets."""

    query: Query
    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class WordScores(Struct, frozen=True):
    """One word of the query: document -> its score and the reason of its best match."""

    word: str
    by_document: Mapping[int, tuple[int, str]]


class Index:
    """An exported index. `read` returns the content of a file of the site by its path."""

    def __init__(self, manifest: bytes, read: Callable[[str], bytes]) -> None:
        self.manifest: Mapping[str, Any] = msgspec.json.decode(manifest)
        self.lookup = Lookup(self.manifest, read)

    def search(self, text: str, *, typing: bool = True) -> Result:
        """Return the result of a query. While `typing`, the last word also matches as a prefix."""
        query = parse_query(text, self.manifest)
        scored: list[WordScores] = []
        unknown: list[str] = []
        for number, word in enumerate(query.words):
            parts = self.lookup.matches(word, last=typing and number == len(query.words) - 1)
            if not parts:
                unknown.append(word)
            scored += (WordScores(word, self._score(matches)) for matches in parts)
        if query.words and not scored:
            return Result(query, (), tuple(unknown))
        return self._rank(query, scored, tuple(unknown))

    def _score(self, matches: Iterable[Match]) -> dict[int, tuple[int, str]]:
        """Return document -> (score, reason) of the best match; of equal matches the first."""
        best: dict[tuple[int, int], Match] = {}
        for match in matches:
            if match.term not in best or best[match.term].weight < match.weight:
                best[match.term] = match
        by_document: dict[int, tuple[int, str]] = {}
        for match in best.values():
            for document, each in self.lookup.scores(match.term):
                score = each * match.weight
                if document not in by_document or by_document[document][0] < score:
                    by_document[document] = (score, match.reason)
        return by_document

    def _rank(self, query: Query, scored: Sequence[WordScores], unknown: tuple[str, ...]) -> Result:
        """Return the documents with all words, else those with any, narrowed by each condition that some meet."""
        candidates = set().union(*(each.by_document for each in scored)) if scored else set(self._all_documents())
        kept = {number for number in candidates if all(number in each.by_document for each in scored)} or candidates
        dropped: list[str] = []
        bonus: dict[int, int] = {}
        for condition in query.conditions:
            meeting, exact = self._meeting(condition)
            if narrower := kept & meeting:
                kept = narrower
                for document in exact:
                    bonus[document] = bonus.get(document, 0) + EXACT_GRADES_BONUS
            else:
                dropped.append(condition.written)
        hits = [_hit(number, scored, bonus.get(number, 0)) for number in kept]
        hits.sort(key=lambda hit: (len(hit.missing), -hit.score, hit.document))
        return Result(query, tuple(hits), unknown, tuple(dropped))

    def _all_documents(self) -> range:
        return range(sum(self.manifest["kinds"]))

    def _meeting(self, condition: Condition) -> tuple[set[int], set[int]]:
        """Return the documents with one of a condition's terms, and those with the exact one."""
        meeting: set[int] = set()
        exact: set[int] = set()
        for term in condition.terms:
            documents = set(self._score(self.lookup.exact(term, WHOLE, "")))
            meeting |= documents
            if term == condition.exact:
                exact = documents
        return meeting, exact


def _hit(number: int, scored: Sequence[WordScores], bonus: int) -> Hit:
    having = [(each.word, *each.by_document[number]) for each in scored if number in each.by_document]
    return Hit(
        number,
        sum(score for _, score, _ in having) + bonus,
        tuple(dict.fromkeys(each.word for each in scored if number not in each.by_document)),
        tuple({word: reason for word, _, reason in having if reason}.items()),
        tuple((word, score) for word, score, _ in having),
    )
