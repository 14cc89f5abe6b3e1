"""What the browser does with the index, in Python: for `site-builder search`, for the tests, and as its description.

templates/assets/js/search/ is the same thing step by step; tests replay queries on both and compare every hit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

PREFIX, CUT, GUESS = 12, 10, 6
"""Sixteenths of an entry's weight that count when the form only begins so, was cut back to, or is spelled nearly so."""

MOST_PREFIXES = 400
SHORTEST_CUT, MOST_CUT = 4, 5
SHORTEST_PART = 4
SHORT_WORD = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A term a word may stand for, how much it counts (up to 256), and the reason to show, or ""."""

    term: int
    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart: words, and conditions on school years, credits and level, each with how it was written."""

    words: tuple[str, ...]
    grades: tuple[tuple[int, int, str], ...] = ()
    credits: tuple[tuple[float, str], ...] = ()
    levels: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: its number, its score, the words it lacks, and why (word, reason) it is here."""

    document: int
    score: int
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Hits, best first; `unknown` words nothing was found for, `dropped` conditions nothing would fulfil."""

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """An exported index, opened."""

    data: Mapping[str, Any]
    forms: list[str] = field(init=False)
    postings: list[list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        """Undo front coding and differences."""
        forms, before = [], ""
        for line in self.data["forms"].split("\n"):
            before = before[: ord(line[0]) - 48] + line[1:]
            forms.append(before)
        object.__setattr__(self, "forms", forms)
        rows = [list(zip(accumulate(row[::2]), row[1::2], strict=True)) for row in self.data["postings"]]
        object.__setattr__(self, "postings", rows)

    def entries(self, number: int, share: int, reason: str = "") -> list[Match]:
        """Return what the form of that number stands for, at `share` sixteenths."""
        found = self.data["entries"][number]
        rows = [[found, 16, -1]] if isinstance(found, int) else found
        return [
            Match(term, weight * share, reason or (self.data["reasons"][why] if why >= 0 else ""))
            for term, weight, why in rows
        ]

    def search(self, text: str, *, typing: bool = True) -> Result:
        """Return what `text` finds. While `typing`, the last word may be the beginning of a longer one."""
        query = self.read(text)
        found: list[tuple[str, dict[int, tuple[int, str]]]] = []
        unknown: list[str] = []
        for number, word in enumerate(query.words):
            last = typing and number == len(query.words) - 1
            parts = self.matches(word, last=last)
            if not parts:
                unknown.append(word)
            for matches in parts:
                found.append((word, self._documents(matches)))
        if query.words and not found:
            return Result((), tuple(unknown))
        return self._rank(query, found, tuple(unknown))

    def read(self, text: str) -> Query:
        """Take a query apart: conditions first, then words without stop words (unless there is nothing else)."""
        rest = unicodedata.normalize("NFC", text).lower()
        for written, meant in self.data["phrases"]:
            rest = rest.replace(written, f" {meant} ")
        grades: list[tuple[int, int, str]] = []
        credits: list[tuple[float, str]] = []
        levels: list[tuple[int, str]] = []
        for kind, pattern in self.data["patterns"]:
            for found in list(re.finditer(pattern, rest)):
                written = found[0].strip()
                if kind == "credits":
                    credits.append((float(found[1].replace(",", ".")), written))
                else:
                    low, high = int(found[1]), int(found[found.re.groups])
                    if kind.startswith("vg"):
                        low, high = low + 10, high + 10
                    if not 1 <= low <= high <= 13:
                        continue
                    grades.append((low, high, written))
                rest = rest.replace(found[0], " ", 1)
        words: list[str] = []
        stopped: list[str] = []
        for word in re.findall(r"\w+", rest):
            if word in ("1", "2", "3"):
                levels.append((int(word), word))
            elif word in self.data["grades"]:
                low, high = self.data["grades"][word]
                grades.append((low, high, word))
            elif word in self.data["credits"]:
                credits.append((float(self.data["credits"][word]), word))
            elif word in self.data["stop"]:
                stopped.append(word)
            else:
                words.append(word)
        if not words and not (grades or credits or levels):
            words = [word for word in stopped if self._number(word) is not None]
        return Query(tuple(words), tuple(grades), tuple(credits), tuple(levels))

    def matches(self, word: str, *, last: bool) -> list[list[Match]]:
        """Return what a word may stand for: one list, two where it is a compound of two words, none where unknown."""
        exact = self._number(word)
        direct = self.entries(exact, 16) if exact is not None else []
        if last or not direct:
            direct += self._beginning_with(word, exact)
        if direct:
            return [direct]
        if parts := self._split(word):
            return parts
        return [found] if (found := self._cut_back(word) or self._nearly(word)) else []

    def _number(self, form: str) -> int | None:
        at = bisect_left(self.forms, form)
        return at if at < len(self.forms) and self.forms[at] == form else None

    def _beginning_with(self, word: str, exact: int | None) -> list[Match]:
        found: list[Match] = []
        at = bisect_left(self.forms, word)
        for number in range(at, min(at + MOST_PREFIXES, len(self.forms))):
            if not self.forms[number].startswith(word):
                break
            if number != exact:
                found += self.entries(number, PREFIX)
        return found

    def _split(self, word: str) -> list[list[Match]]:
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            tail = self._number(word[cut:])
            for head in (word[:cut], word[: cut - 1] if word[cut - 1] in "se" else ""):
                first = self._number(head) if len(head) >= SHORTEST_PART else None
                if tail is not None and first is not None:
                    return [self.entries(first, 16, head), self.entries(tail, 16, word[cut:])]
        return []

    def _cut_back(self, word: str) -> list[Match]:
        for cut in range(1, MOST_CUT + 1):
            stem = word[: len(word) - cut]
            if len(stem) < SHORTEST_CUT:
                return []
            if (number := self._number(stem)) is not None:
                return self.entries(number, CUT, stem)
        return []

    def _nearly(self, word: str) -> list[Match]:
        most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        best: list[int] = []
        for number, form in enumerate(self.forms if most else ()):
            if abs(len(form) - len(word)) > most or len(form) < 4 or (len(word) < SHORT_WORD and form[0] != word[0]):
                continue
            distance = edits(word, form, most)
            if distance < most or (distance == most and not best):
                best, most = [number], distance
            elif distance == most:
                best.append(number)
        return [match for number in best[:8] for match in self.entries(number, GUESS, self.forms[number])]

    def _documents(self, matches: list[Match]) -> dict[int, tuple[int, str]]:
        """Document -> (best score, reason of the best)."""
        found: dict[int, tuple[int, str]] = {}
        for match in matches:
            for number, impact in self.postings[match.term]:
                score = impact * match.weight
                if number not in found or found[number][0] < score:
                    found[number] = (score, match.reason)
        return found

    def _rank(
        self, query: Query, found: list[tuple[str, dict[int, tuple[int, str]]]], unknown: tuple[str, ...]
    ) -> Result:
        everything = range(len(self.data["documents"]))
        some = set().union(*(each for _, each in found)) if found else set(everything)
        kept = {number for number in some if all(number in each for _, each in found)} or some
        dropped: list[str] = []
        for written, fits in self._conditions(query):
            if narrower := {number for number in kept if fits(self.data["facts"][number])}:
                kept = narrower
            else:
                dropped.append(written)
        hits = []
        for number in kept:
            missing = tuple(dict.fromkeys(word for word, each in found if number not in each))
            score = sum(each[number][0] for _, each in found if number in each) + self._closeness(query, number)
            reasons = {word: each[number][1] for word, each in found if number in each and each[number][1]}
            hits.append(Hit(number, score, missing, tuple(sorted(reasons.items()))))
        hits.sort(key=lambda hit: (len(hit.missing), -hit.score, hit.document))
        return Result(tuple(hits), unknown, tuple(dropped))

    def _conditions(self, query: Query) -> list[tuple[str, Any]]:
        conditions: list[tuple[str, Any]] = []
        for low, high, written in query.grades:
            conditions.append(
                (written, lambda facts, low=low, high=high: any(a <= high and low <= b for a, b in facts[3]))
            )
        for credits, written in query.credits:
            conditions.append((written, lambda facts, credits=credits: facts[1] == credits))
        for level, written in query.levels:
            conditions.append((written, lambda facts, level=level: facts[0] == level))
        return conditions

    def _closeness(self, query: Query, number: int) -> int:
        """A course for exactly the school years asked for comes before one that only touches them."""
        ranges = self.data["facts"][number][3]
        return 200 * sum(1 for low, high, _ in query.grades if [low, high] in [list(each) for each in ranges])


def edits(one: str, other: str, most: int) -> int:
    """Return the Damerau-Levenshtein distance (optimal string alignment) of two words, or most + 1 where it is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row = row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return row[-1]
