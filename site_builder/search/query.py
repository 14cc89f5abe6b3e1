"""A query -> its conditions and the remaining words. With conditions.py the twin of js/search/query.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from site_builder.search.analysis import fold, tokens
from site_builder.search.conditions import (
    KEPT,
    NEXT_LEVEL,
    Condition,
    credits_condition,
    facts_of,
    grades_condition,
    near_to,
    read_patterns,
    with_digits,
    without_pages,
)
from site_builder.search.facts import title_key
from site_builder.search.lookup import WHOLE
from site_builder.search.nearness import Near

MAX_WORDS = 12
"""Words, and conditions, of a query that count: the browser keeps an array of all documents for each."""

MAX_TOKENS = 40
"""Words that are read: a query has at most 200 characters."""

MAX_PHRASE = 6
"""Words of the longest phrase that names a fact."""

_ADDRESS = re.compile(r"[^ ]{1,100}@[^ ]+|https?://[^ ]+")
"""E-mail and web addresses, whose parts mean nothing here."""

MIN_HEAD, MIN_TAIL = 2, 3
"""Letters of a subject's name at the beginning of a compound (*it*), and of the rest."""


MIN_BEGUN = 3
"""Letters from which on a word that is being typed counts as the beginning of others, if there are other words."""


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


def parse_query(
    text: str, manifest: Mapping[str, Any], facts: Callable[[str], str], near: Callable[[], Near] = dict
) -> Query:
    """Return the query in a text, by the rules in the manifest.

    `facts` returns the facts that a phrase asks for, or "" (phrases.py). `near` returns the study places near each
    town; it is called only where a query asks for them.
    """
    if not text.strip(" "):
        return Query((), blank=True)
    rest = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text).lower())
    rules = manifest["rules"]
    letter, joined_by = f"[{manifest['letters']}]", rules["and"]
    rest = re.sub(f"({letter}{{3}}) ?[&+/] ?({letter}{{3}})", lambda found: f"{found[1]} {joined_by} {found[2]}", rest)
    ending = f"(?:{rules['ending']}(?!{letter}))?" if rules["ending"] else ""
    short = f"(?<!{letter})({letter}{{3,5}})\\. ?{ending}"  # may be an abbreviation of a subject: *nat.fag*, *spes. *
    rest = re.sub(short, lambda found: f"{rules['short'].get(fold(found[1]), found[0])} ", rest)
    for written, *joined in rules["phrases"]:
        if written in rest:
            rest = rest.replace(written, f" {joined[0] if joined else '_'.join(tokens(written))} ")
    rest = re.sub(f"({letter}{{3}})([0-9])", r"\1 \2", rest)
    rest, conditions = read_patterns(with_digits(rest, manifest), manifest)
    title = title_key(tokens(text)[:MAX_TOKENS])
    return _Reader(tokens(rest)[:MAX_TOKENS], manifest, facts, near).query(conditions, title)


def hardly_begun(query: Query, stop_words: Sequence[str], knows: Callable[[str], bool]) -> bool:
    """Return whether the last word of a query is too short to search for while it is being typed.

    It is one letter, or it is no known word and has two letters or begins a stop word: *matematikk fo*. A query
    of one word alone is searched for. `knows` returns whether the index has a word.
    """
    *others, last = query.words or ("",)
    if not last or not (others or query.conditions) or "0" <= last[0] <= "9":
        return False
    if len(last) == 1:
        return True
    return (len(last) < MIN_BEGUN or any(word.startswith(last) for word in stop_words)) and not knows(last)


class _Reader:
    """Read the tokens of a query from left to right, the longest phrase first."""

    def __init__(
        self, words: Sequence[str], manifest: Mapping[str, Any], facts: Callable[[str], str], near: Callable[[], Near]
    ) -> None:
        self._tokens = words
        self._folded = [fold(word) for word in words]
        self._manifest = manifest
        self._rules = manifest["rules"]
        self._facts = facts
        self._near = near
        self._words: list[str] = []
        self._pages: list[str] = []
        self._stop_words: list[str] = []

    def query(self, conditions: list[Condition], title: str) -> Query:
        """Return the query. `conditions` were read already."""
        at, negated = 0, False
        while at < len(self._tokens):
            count, condition = self._condition(at)
            pages, condition = without_pages(condition)
            self._pages += () if negated else pages
            first = condition.facts[0][0] if condition and condition.facts else ""
            if pages and not first:
                negated = False
            elif condition:
                conditions.append(replace(condition, negated=negated))
                if not negated and first.startswith(KEPT) and not condition.kilometres:
                    self._words += [
                        each for each in self._tokens[at : at + count] if each not in self._manifest["stop"]
                    ]
                negated = False
            elif length := self._phrase_of(self._rules["not"], at, self._tokens):
                count, negated = length, True
            elif self._tokens[at] in self._manifest["stop"] or self._phrase_of(self._rules["near"], at):
                self._stop_words.append(self._tokens[at])
            elif negated:
                negated = False
            else:
                self._words.append(self._tokens[at])
            at += count
        words = self._words if self._words or conditions or self._pages else self._stop_words
        if any(each.facts[:1] == ((NEXT_LEVEL, WHOLE),) for each in conditions):
            conditions = [each for each in conditions if each.facts[:1] != (("niva=1", WHOLE),)]
        about_subject = any(each.names_subject for each in conditions)
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
        if count := self._phrase_of(self._rules["near"], at):
            towns = self._near()
            if length := self._phrase_of(towns, at + count):
                words = slice(at + count, at + count + length)
                written = " ".join(self._tokens[at : words.stop])
                return count + length, near_to(written, towns[" ".join(self._folded[words])])
        for count in range(min(MAX_PHRASE, len(self._tokens) - at), 0, -1):
            phrase, written = (" ".join(words[at : at + count]) for words in (self._folded, self._tokens))
            if facts := self._facts(phrase):
                return count, Condition(written, facts_of(facts))
            if phrase in self._manifest["grades"]:
                low, high = self._manifest["grades"][phrase]
                return count, grades_condition(low, high, written, self._manifest["ranges"])
            if phrase in self._manifest["credits"]:
                return count, credits_condition(float(self._manifest["credits"][phrase]), written)
        word, typed = self._tokens[at], self._folded[at]
        level = self._rules["levels"].get(word)
        if level and (word.isdecimal() or (0 < at == len(self._tokens) - 1)):
            held = level == "1" and not frozenset(self._rules["held"]).isdisjoint(self._tokens[:at])
            return 1, Condition(word, ((NEXT_LEVEL if held else f"niva={level}", WHOLE),))
        if subject := self._subject_of(typed):
            return 1, Condition(word, subject)
        return 1, None

    def _phrase_of(self, phrases: Collection[str], at: int, words: Sequence[str] = ()) -> int:
        """Return the number of tokens from `at` that are the longest of some phrases, 0 for none.

        `words` are the tokens as the phrases are written; folded, if not given.
        """
        words = words or self._folded
        for count in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            if " ".join(words[at : at + count]) in phrases:
                return count
        return 0

    def _subject_of(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the facts of the subject at the beginning of a compound: *gymlærer*, *mattekurs*."""
        for end in range(len(word) - MIN_TAIL, MIN_HEAD - 1, -1):
            if word.startswith(tuple(self._rules["tails"]), end):
                for head in (word[:end], word[: end - 1] if word[end - 1] in "se-" else ""):
                    facts = self._facts(head) if len(head) >= MIN_HEAD else ""
                    if facts.startswith("fag="):
                        return facts_of(facts)
        return ()


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MAX_WORDS]
