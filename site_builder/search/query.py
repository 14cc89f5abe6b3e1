"""A query -> conditions on facts of courses, and the remaining words. Twin: js/search/query.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold, tokens
from site_builder.search.facts import PAGE, title_key
from site_builder.search.lookup import WHOLE

MAX_WORDS = 12
"""Words, and conditions, of a query that count: the browser keeps an array of all documents for each."""

MAX_TOKENS = 40
"""Words that are read: a query has at most 200 characters."""

MAX_PHRASE = 6
"""Words of the longest phrase that names a fact."""

COVERING, OVERLAPPING, NEAR, NAMED = 12, 5, 6, 10
"""Sixteenths of a condition that a fact meets (WHOLE: the fact that is asked for).

More grades than asked, some of them; the next best; a subject or place, whose name counts as words as well.
"""

HELD = frozenset(("har", "hatt", "tatt", "fullført", "bestått", "etter"))
"""Words after which level 1 is held already, so that level 2 is asked for."""

NEXT_LEVEL = "niva=2"

MIN_HEAD, MIN_TAIL = 2, 3
"""Letters of a subject's name at the beginning of a compound (*it*), and of the rest."""

LAST_LEVELS = {"1": "1", "2": "2", "3": "3", "to": "2", "tre": "3", "ii": "2"}
"""Words that mean a level: digits anywhere, number words at the end of a query."""

KEPT = ("fag=", "fylke=", "sted=")
"""Facts whose phrase also counts as words: texts about them, and names that contain them, are worth finding too."""


PAGE_FACT = f"{PAGE}="
"""Beginning of a fact that names a page: it is shown above the courses, and does not choose among them."""


class Condition(Struct, frozen=True):
    """A condition of a query: `facts` are pairs of a fact that meets it, and the sixteenths that it is met by.

    `written` is the text of the condition in the query. A `negated` condition takes away what meets it.
    """

    written: str
    facts: tuple[tuple[str, int], ...]
    negated: bool = False


class Query(Struct, frozen=True):
    """A parsed query. `words` are in lower case, each once; stop words are left out unless there is nothing else.

    `pages` are the facts of pages that it names. `question` are all its words, if it begins like a question or names a
    page, and names no subject; it is `open` if it may ask for courses as well. `title` is the key of the title that the
    whole query may be. A `blank` query asks for everything; punctuation alone is no blank query.
    """

    words: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    pages: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    open: bool = False
    title: str = ""
    blank: bool = False


def parse_query(text: str, manifest: Mapping[str, Any], rules: Mapping[str, Any]) -> Query:
    """Return the query in a text, by the rules in the manifest and in its file of rules."""
    if not text.strip(" "):
        return Query((), blank=True)
    rest = unicodedata.normalize("NFC", text).lower()
    for written, *joined in rules["phrases"]:
        if written in rest:
            rest = rest.replace(written, f" {joined[0] if joined else '_'.join(tokens(written))} ")
    rest = re.sub(r"([a-zæøå]{3})([0-9])", r"\1 \2", rest)
    rest, conditions = _patterns(_digits(rest, manifest), manifest)
    title = title_key(tokens(text)[:MAX_TOKENS])
    return _Reader(tokens(rest)[:MAX_TOKENS], manifest, rules).query(conditions, title)


class _Reader:
    """Reads the tokens of a query from left to right, the longest phrase first."""

    def __init__(self, words: Sequence[str], manifest: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
        self._tokens = words
        self._folded = [fold(word) for word in words]
        self._manifest = manifest
        self._rules = rules
        self._words: list[str] = []
        self._pages: list[str] = []
        self._stop_words: list[str] = []

    def query(self, conditions: list[Condition], title: str) -> Query:
        """Return the query. `conditions` were read already."""
        at, negated = 0, False
        while at < len(self._tokens):
            count, condition = self._condition(at)
            pages, condition = _without_pages(condition)
            self._pages += () if negated else pages
            first = condition.facts[0][0] if condition and condition.facts else ""
            if pages and not first:
                negated = False
            elif condition:
                conditions.append(Condition(condition.written, condition.facts, negated))
                if not negated and first.startswith(KEPT):
                    self._words += self._tokens[at : at + count]
                negated = False
            elif self._tokens[at] in self._rules["not"]:
                negated = True
            elif self._tokens[at] in self._manifest["stop"]:
                self._stop_words.append(self._tokens[at])
            elif negated:
                negated = False
            else:
                self._words.append(self._tokens[at])
            at += count
        words = self._words if self._words or conditions or self._pages else self._stop_words
        if any(each.facts[:1] == ((NEXT_LEVEL, WHOLE),) for each in conditions):
            conditions = [each for each in conditions if each.facts[:1] != (("niva=1", WHOLE),)]
        about_subject = any(each.facts[:1] and each.facts[0][0].startswith("fag=") for each in conditions)
        start = self._tokens[:2]
        is_open = bool(start) and self._opens(start)
        question = () if about_subject else self._question()
        return Query(_each_once(words), tuple(conditions[:MAX_WORDS]), tuple(self._pages), question, is_open, title)

    def _opens(self, start: Sequence[str]) -> bool:
        """Return whether a question with this start may ask for courses: *hvor*, but not *hvor mange*."""
        return start[0] in self._rules["open"] and not any(word in self._rules["amounts"] for word in start[1:])

    def _question(self) -> tuple[str, ...]:
        if not self._pages and (not self._tokens or self._tokens[0] not in self._rules["asking"]):
            return ()
        return _each_once([word for word in self._tokens if word not in self._manifest["stop"]])

    def _condition(self, at: int) -> tuple[int, Condition | None]:
        """Return the number of tokens from `at` that are read together, and their condition, if they are one."""
        for count in range(min(MAX_PHRASE, len(self._tokens) - at), 0, -1):
            facts = self._rules["facts"].get(" ".join(self._folded[at : at + count]))
            if facts is not None:
                return count, Condition(" ".join(self._tokens[at : at + count]), _facts(facts))
        word, typed = self._tokens[at], self._folded[at]
        if word in LAST_LEVELS and (word.isdecimal() or (0 < at == len(self._tokens) - 1)):
            held = LAST_LEVELS[word] == "1" and not HELD.isdisjoint(self._tokens[:at])
            return 1, Condition(word, ((NEXT_LEVEL if held else f"niva={LAST_LEVELS[word]}", WHOLE),))
        if typed in self._manifest["grades"]:
            low, high = self._manifest["grades"][typed]
            return 1, _grades(low, high, word, self._manifest["ranges"])
        if typed in self._manifest["credits"]:
            return 1, _credits(float(self._manifest["credits"][typed]), word)
        if subject := self._subject_of(typed):
            return 1, Condition(word, subject)
        return 1, None

    def _subject_of(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the facts of the subject at the beginning of a compound: *gymlærer*, *mattekurs*."""
        for end in range(len(word) - MIN_TAIL, MIN_HEAD - 1, -1):
            if word.startswith(tuple(self._rules["tails"]), end):
                for head in (word[:end], word[: end - 1] if word[end - 1] in "se-" else ""):
                    facts = self._rules["facts"].get(head, "")
                    if facts.startswith("fag="):
                        return _facts(facts)
        return ()


def _without_pages(condition: Condition | None) -> tuple[tuple[str, ...], Condition | None]:
    """Return the facts of pages among those of a condition, and the condition with the others."""
    facts = condition.facts if condition else ()
    pages = tuple(fact for fact, _ in facts if fact.startswith(PAGE_FACT))
    if not condition or not pages:
        return (), condition
    return pages, Condition(condition.written, tuple(each for each in facts if each[0] not in pages))


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MAX_WORDS]


def _facts(written: str) -> tuple[tuple[str, int], ...]:
    """Return the (fact, sixteenths) pairs of `FACTS|FACTS`."""
    exact, _, near = written.partition("|")
    share = NAMED if exact.startswith(KEPT) else WHOLE
    return (*((fact, share) for fact in exact.split()), *((fact, NEAR) for fact in near.split()))


def _digits(text: str, manifest: Mapping[str, Any]) -> str:
    """Return the text with number words as digits, if it has a word for grades or credits."""
    if not re.search(manifest["counted"], text):
        return text
    numbers = manifest["numbers"]
    return re.sub(r"[a-zæøå]+", lambda match: str(numbers.get(fold(match[0]), match[0])), text)


def _patterns(text: str, manifest: Mapping[str, Any]) -> tuple[str, list[Condition]]:
    """Return the text without the conditions that match a pattern, and these conditions."""
    conditions: list[Condition] = []
    for kind, pattern in manifest["patterns"]:
        for match in list(re.finditer(pattern, text)):
            written = match[0].strip()
            if kind == "held":
                conditions.append(Condition(written, ((NEXT_LEVEL, WHOLE),)))
            elif kind == "credits":
                conditions.append(_credits(float(match[1].replace(",", ".")), written))
            else:
                offset = 10 if kind.startswith("vg") else 0  # vg1 is the 11th school year
                low, high = int(match[1]) + offset, int(match[match.re.groups]) + offset
                if not 1 <= low <= high <= 13:
                    continue
                conditions.append(_grades(low, high, written, manifest["ranges"]))
            text = text.replace(match[0], " ", 1)
    return text, conditions


def _credits(credits: float, written: str) -> Condition:
    return Condition(written, ((f"sp={credits:g}", WHOLE),))


def _grades(low: int, high: int, written: str, ranges: list[list[int]]) -> Condition:
    """Return the condition for a range of grades: the same range, one that holds it, or one that overlaps it."""
    found = []
    for first, last in ranges:
        if first <= high and low <= last:
            covering = first <= low and high <= last
            share = WHOLE if (first, last) == (low, high) else COVERING if covering else OVERLAPPING
            found.append((f"trinn={first}-{last}", share))
    return Condition(written, tuple(found))
