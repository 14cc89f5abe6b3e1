"""What the browser does with the index, in Python: for `site-builder search`, for the tests, and as its description.

templates/assets/js/search/ is the same thing step by step; tests replay queries on both and compare every hit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.output.search_paths import index_file_path
from site_builder.search.analysis import fold
from site_builder.search.codec import front_decode, read_scores
from site_builder.search.edit_distance import SHORT, distance, patience
from site_builder.search.query import Condition, Query, read_query

WHOLE, TYPED, PREFIX, CUT, GUESS = 16, 14, 12, 10, 6
"""Sixteenths of an entry that count: the form itself; without æ, ø, å; begun; cut back to; spelled nearly so."""

SHORTEST_CUT, LITTLE, MUCH = 4, 3, 5
SHORTEST_PART = 4
MOST_GUESSES = 4
EXACT_YEARS = 6_000_000
"""What a course for exactly the school years asked for is worth more; the best word is worth 93,150 x 256."""


class Match(Struct, frozen=True):
    """A term a word may stand for: (shard, number in it), how much it counts (up to 256), the reason to show, or ""."""

    term: tuple[int, int]
    weight: int
    reason: str


class Hit(Struct, frozen=True):
    """A document found: its number, its score, the words it lacks, and why (word, reason) it is here.

    `scores` is how much each word brought; what is left of `score` is for exactly the school years asked for.
    """

    document: int
    score: int
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, int], ...]


class Result(Struct, frozen=True):
    """Hits, best first; `unknown` words nothing was found for, `dropped` conditions that nothing would fulfil."""

    query: Query
    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class Shard:
    """A shard, opened: forms in order, as typed, and the entries of each."""

    def __init__(self, content: bytes) -> None:
        """Undo front coding and references."""
        data = msgspec.json.decode(content)
        self.forms = front_decode(data["forms"])
        self.folded = [fold(form) for form in self.forms]
        self.postings: list[str] = data["postings"].split(" ")
        self.entries: list[list[tuple[int, int, str]]] = []
        met = 0
        for row in data["entries"]:
            entries = []
            for back, weight, *why in [[row, WHOLE]] if isinstance(row, int) else row:
                entries.append((met - back if back else met, weight, data["reasons"][why[0]] if why else ""))
                met += not back
            self.entries.append(entries)


class Index:
    """An exported index. `read` returns the content of a file of the site by its path."""

    def __init__(self, manifest: bytes, read: Callable[[str], bytes]) -> None:
        """Open the manifest; files are read when a query needs them."""
        self.manifest: dict[str, Any] = msgspec.json.decode(manifest)
        self._read = read
        self._shards: dict[int, Shard] = {}

    def search(self, text: str, *, typing: bool = True) -> Result:
        """Return what `text` finds. While `typing`, the last word may be the beginning of a longer one."""
        query = read_query(text, self.manifest)
        found: list[tuple[str, dict[int, tuple[int, str]]]] = []
        unknown: list[str] = []
        for number, word in enumerate(query.words):
            parts = self.matches(word, last=typing and number == len(query.words) - 1)
            if not parts:
                unknown.append(word)
            found += ((word, self._documents(matches)) for matches in parts)
        if query.words and not found:
            return Result(query, (), tuple(unknown))
        return self._rank(query, found, tuple(unknown))

    def matches(self, word: str, *, last: bool) -> list[list[Match]]:
        """Return what a word may stand for: one list, two where it is a compound of two words, none where unknown."""
        direct = self._typed(word)
        if last or not direct:
            direct = [*direct, *self._beginning(word)]
        if direct:
            return [direct]
        if found := self._cut_back(word, 1, LITTLE):
            return [found]
        if parts := self._split(word):
            return parts
        found = self._nearly(word) or self._cut_back(word, LITTLE + 1, MUCH)
        return [found] if found else []

    def terms(self, names: Mapping[str, Sequence[str]]) -> dict[tuple[int, int], str]:
        """Return the name of each term, given the terms that each form stands for: files hold only numbers."""
        found: dict[tuple[int, int], str] = {}
        for number in range(len(self.manifest["shards"])):
            shard = self._shard(number)
            for form, entries in zip(shard.forms, shard.entries, strict=True):
                for (term, _, _), name in zip(entries, names.get(form, (form,)), strict=True):
                    found[number, term] = name
        return found

    def documents_with(self, word: str) -> frozenset[int]:
        """Return the documents that hold a word (lower case) in any inflection or spelling."""
        lists = (self._shard(match.term[0]).postings[match.term[1]] for match in self._typed(word))
        return frozenset(document for each in lists for document, _ in read_scores(each))

    def nearest(self, word: str, most: int) -> list[str]:
        """Return the forms that `word` may be a misspelling of, all equally near and at most `most` away."""
        typed = fold(word)
        candidates = dict.fromkeys([*self._shard(self._number(typed)).forms, *self._names])
        best: list[str] = []
        for form in candidates if most else ():
            folded = fold(form)
            if len(folded) < 4 or not folded[-1].isalnum() or "=" in folded:
                continue
            if len(typed) < SHORT and folded[0] not in typed[:2]:
                continue
            apart = distance(typed, folded, most)
            if apart < most or (apart == most and not best):
                best, most = [form], apart
            elif apart == most:
                best.append(form)
        return best[:MOST_GUESSES]

    @cached_property
    def _names(self) -> list[str]:
        return front_decode(msgspec.json.decode(self._file(self.manifest["spelling"]))["names"])

    def _file(self, name: str) -> bytes:
        return self._read(index_file_path(name))

    def _number(self, typed: str) -> int:
        """Return the number of the shard that holds what is typed so."""
        return bisect_right(self.manifest["starts"], typed) - 1

    def _shard(self, number: int) -> Shard:
        if number not in self._shards:
            self._shards[number] = Shard(self._file(self.manifest["shards"][number]))
        return self._shards[number]

    def _entries(self, shard: int, form: int, share: int, reason: str = "") -> Iterator[Match]:
        for term, weight, why in self._shard(shard).entries[form]:
            yield Match((shard, term), weight * share, reason or why)

    def _typed(self, word: str, share: int = WHOLE, reason: str = "") -> list[Match]:
        """Return what a word stands for as it is, else as it is spelled in the other written standard."""
        if found := self._exactly(word, share, reason):
            return found
        return self._exactly(self._canonical(word), share, reason)

    def _canonical(self, word: str) -> str:
        for written, meant in self.manifest["parts"]:
            if written in word:
                return word.replace(written, str(meant), 1)
        return word

    def _exactly(self, word: str, share: int, reason: str) -> list[Match]:
        typed = fold(word)
        number = self._number(typed)
        shard = self._shard(number)
        found: list[Match] = []
        for form in range(bisect_left(shard.folded, typed), len(shard.forms)):
            if shard.folded[form] != typed:
                break
            here = share if shard.forms[form] == word or share < WHOLE else TYPED
            found += self._entries(number, form, here, reason)
        return found

    def _beginning(self, word: str) -> list[Match]:
        """Return what begins so. Where that is in several shards, the first of them holds a form for all of it."""
        typed = fold(word)
        number = self._number(typed)
        shard, starts = self._shard(number), self.manifest["starts"]
        spans = number + 1 < len(starts) and starts[number + 1].startswith(typed)
        found: list[Match] = []
        for form in range(bisect_left(shard.folded, typed), len(shard.forms)):
            folded = shard.folded[form]
            if not folded.startswith(typed):
                break
            if (folded == f"{typed}*") if spans else (folded != typed and "=" not in folded and folded[-1] != "*"):
                found += self._entries(number, form, PREFIX)
        return found

    def _split(self, word: str) -> list[list[Match]]:
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            for head in (word[:cut], word[: cut - 1] if word[cut - 1] in "se" else ""):
                first = self._typed(head, WHOLE, head) if len(head) >= SHORTEST_PART else []
                if first and (second := self._typed(word[cut:], WHOLE, word[cut:])):
                    return [first, second]
        return []

    def _cut_back(self, word: str, least: int, most: int) -> list[Match]:
        """Return what the word stands for with its ending cut off: inflections that no text holds."""
        for cut in range(least, most + 1):
            stem = word[: len(word) - cut]
            if len(stem) < SHORTEST_CUT:
                break
            if found := self._typed(stem, CUT, stem):
                return found
        return []

    def _nearly(self, word: str) -> list[Match]:
        forms = self.nearest(word, patience(fold(word)))
        return [match for form in forms for match in self._exactly(form, GUESS, form)]

    def _documents(self, matches: Iterable[Match]) -> dict[int, tuple[int, str]]:
        """Document -> (best score, reason of the best); of equals the first."""
        best: dict[tuple[int, int], Match] = {}
        for match in matches:
            if match.term not in best or best[match.term].weight < match.weight:
                best[match.term] = match
        found: dict[int, tuple[int, str]] = {}
        for (shard, term), match in best.items():
            for document, each in read_scores(self._shard(shard).postings[term]):
                score = each * match.weight
                if document not in found or found[document][0] < score:
                    found[document] = (score, match.reason)
        return found

    def _rank(
        self, query: Query, found: list[tuple[str, dict[int, tuple[int, str]]]], unknown: tuple[str, ...]
    ) -> Result:
        everything = range(sum(self.manifest["kinds"]))
        some = set().union(*(each for _, each in found)) if found else set(everything)
        kept = {number for number in some if all(number in each for _, each in found)} or some
        dropped: list[str] = []
        close: dict[int, int] = {}
        for condition in query.conditions:
            fits, exactly = self._fulfilling(condition)
            if narrower := kept & fits:
                kept = narrower
                for document in exactly:
                    close[document] = close.get(document, 0) + EXACT_YEARS
            else:
                dropped.append(condition.written)
        hits = []
        for number in kept:
            missing = tuple(dict.fromkeys(word for word, each in found if number not in each))
            scores = tuple((word, each[number][0]) for word, each in found if number in each)
            score = sum(score for _, score in scores) + close.get(number, 0)
            reasons = {word: each[number][1] for word, each in found if number in each and each[number][1]}
            hits.append(Hit(number, score, missing, tuple(reasons.items()), scores))
        hits.sort(key=lambda hit: (len(hit.missing), -hit.score, hit.document))
        return Result(query, tuple(hits), unknown, tuple(dropped))

    def _fulfilling(self, condition: Condition) -> tuple[set[int], set[int]]:
        """Documents with one of a condition's marks, and those with the exact one."""
        fits: set[int] = set()
        exactly: set[int] = set()
        for mark in condition.marks:
            documents = set(self._documents(self._exactly(mark, WHOLE, "")))
            fits |= documents
            if mark == condition.exact:
                exactly = documents
        return fits, exactly
