"""A query -> ranked hits, over an exported index. The twin of js/search/index.js.

`site-builder search`, expected searches and tests search with it. tests/search/test_twins.py replays queries on both
sides and compares every hit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.output.search_paths import index_file_path
from site_builder.search.codec import decode_numbers
from site_builder.search.facts import FACT_MARK
from site_builder.search.lookup import WHOLE, Lookup, Match
from site_builder.search.query import Condition, Query, parse_query

CONDITION_SCORE = 700_000
"""Score of each sixteenth by which a condition is met: a fact outweighs a word of a text (at most 93,150 x 256)."""

MAX_RARITY = 400

CONDITION_RARITY = 500
"""Rarity of a condition. A word has 100 x log2(1 + documents / those with it)."""

UNAVAILABLE = 12
"""Sixteenths of its score that a course gets which is full or not held."""

MIN_COVERAGE = 48
"""Coverage, in 256ths, below which a document is no hit."""


class Hit(Struct, frozen=True):
    """A document found: its number, its score, the words it lacks, and the (word, reason) pairs to show.

    `missing` are words and conditions as written. `scores` are the scores of its words.
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
    """One word of the query, or one condition: document -> its score and the reason of its best match."""

    word: str
    by_document: Mapping[int, tuple[int, str]]


class Index:
    """An exported index. `read` returns the content of a file of the site by its path."""

    def __init__(self, manifest: bytes, read: Callable[[str], bytes]) -> None:
        self.manifest: Mapping[str, Any] = msgspec.json.decode(manifest)
        self.lookup = Lookup(self.manifest, read)
        self._read = read
        self._size = sum(self.manifest["kinds"])

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """The rules for reading queries (search/rules.py)."""
        rules: Mapping[str, Any] = msgspec.json.decode(self._read(index_file_path(self.manifest["rules"])))
        return rules

    def search(self, text: str, *, typing: bool = True) -> Result:
        """Return the result of a query. While `typing`, the last word also matches as a prefix."""
        query = parse_query(text, self.manifest, self.rules)
        scored: list[WordScores] = []
        unknown: list[str] = []
        for number, word in enumerate(query.words):
            parts = self.lookup.matches(word, last=typing and number == len(query.words) - 1)
            if not parts:
                unknown.append(word)
            scored += (WordScores(word, self._score(matches)) for matches in parts)
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
        """Return the documents by score x coverage², without those that a negated condition takes away."""
        met = [(condition, self._meeting(condition)) for condition in query.conditions]
        dropped = tuple(each.written for each, shares in met if not shares)
        denied = {
            number
            for each, shares in met
            if each.negated
            for number, share in shares.items()
            if share == each.facts[0][1]
        }
        asked = [(each, shares) for each, shares in met if shares and not each.negated]
        total, covered, whole = self._totals(scored, asked)
        if not whole and not query.words and (not query.conditions or denied):
            courses = self.manifest["kinds"][0] if denied else self._size
            total = dict.fromkeys(range(courses), 0)
        by_state = not any(fact.startswith("status=") for each in query.conditions for fact, _ in each.facts)
        hits = []
        for document, score in total.items():
            coverage = covered.get(document, 0) * 256 // whole if whole else 256
            if document in denied or coverage < MIN_COVERAGE:
                continue
            state = UNAVAILABLE if by_state and document in self._unavailable else WHOLE
            final = score * coverage * coverage // 65_536 * state // WHOLE
            hits.append(_hit(document, final, scored, asked))
        hits.sort(key=lambda hit: (-hit.score, hit.document))
        return Result(query, tuple(hits), unknown, dropped)

    def _totals(
        self, scored: Sequence[WordScores], asked: Sequence[tuple[Condition, Mapping[int, int]]]
    ) -> tuple[dict[int, int], dict[int, int], int]:
        """Return document -> its score, document -> the rarities it covers, and the sum of all rarities."""
        total: dict[int, int] = {}
        covered: dict[int, int] = {}
        whole = sum(CONDITION_RARITY * each.facts[0][1] // WHOLE for each, _ in asked)
        for each in scored:
            rarity = self._rarity(each)
            whole += rarity
            for document, (score, _) in each.by_document.items():
                total[document] = total.get(document, 0) + score
                covered[document] = covered.get(document, 0) + rarity
        for _, shares in asked:
            for document, share in shares.items():
                total[document] = total.get(document, 0) + CONDITION_SCORE * share
                covered[document] = covered.get(document, 0) + CONDITION_RARITY * share // WHOLE
        return total, covered, whole

    def _rarity(self, word: WordScores) -> int:
        """Return the rarity of a word, at most MAX_RARITY."""
        having = len(word.by_document)
        return min(MAX_RARITY, math.floor(100 * math.log2(1 + self._size / having) + 0.5)) if having else 0

    @cached_property
    def _unavailable(self) -> frozenset[int]:
        return frozenset(decode_numbers(self.manifest["unavailable"]))

    def _meeting(self, condition: Condition) -> dict[int, int]:
        """Return document -> the sixteenths by which it meets a condition."""
        shares: dict[int, int] = {}
        for fact, share in condition.facts:
            for document in self._score(self.lookup.exact(FACT_MARK + fact, WHOLE, "")):
                shares[document] = max(share, shares.get(document, 0))
        return shares


def _hit(
    number: int,
    score: int,
    scored: Sequence[WordScores],
    asked: Sequence[tuple[Condition, Mapping[int, int]]],
) -> Hit:
    having = [(each.word, *each.by_document[number]) for each in scored if number in each.by_document]
    lacking = [each.word for each in scored if number not in each.by_document]
    lacking += [each.written for each, shares in asked if number not in shares]
    return Hit(
        number,
        score,
        tuple(dict.fromkeys(lacking)),
        tuple({word: reason for word, _, reason in having if reason}.items()),
        tuple((word, score) for word, score, _ in having),
    )
