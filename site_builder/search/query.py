"""Parse a query into conditions and words. Twin: js/search/query.js"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.vocabulary import UNANSWERED
from site_builder.search.alternatives import Either, Joined
from site_builder.search.analysis import fold, tokens
from site_builder.search.conditions import (
    KEPT,
    NEXT_LEVEL,
    Condition,
    read_patterns,
    with_digits,
    within,
    without_pages,
)
from site_builder.search.facts import title_key
from site_builder.search.matching import Matcher
from site_builder.search.nearness import Near
from site_builder.search.open_shard import WHOLE
from site_builder.search.questions import NOTHING_ASKED, Asked, QuestionFiles, asked_by, features
from site_builder.search.saying import names_joined, spoken_as_written

MAX_WORDS = 12
"""Words, and conditions, of a query that count: the browser keeps an array of all documents for each."""

LONG = 3
"""Least words of a query that examples read: shorter ones are phrases."""

MAX_TOKENS = 40
"""Words that are read: a query has at most 200 characters."""

_ADDRESS = re.compile(r"[^ ]{1,100}@[^ ]+|https?://[^ ]+")
"""E-mail and web addresses, whose parts mean nothing here."""


class Query(Struct, frozen=True):
    """A parsed query. `words` are in lower case, each once; stop words are left out unless there is nothing else.

    `pages` are the facts of pages that it names (`side=KEY`). `question` are all its words, if it begins like a
    question or names a page, and names no subject; it is `open` if it may ask for courses as well. `title` is
    facts.title_key of the whole query. `either` are words of which one is enough. A `blank` query has no text, and
    every document matches it; punctuation alone is not blank.
    """

    words: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    pages: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    open: bool = False
    title: str = ""
    either: tuple[Either, ...] = ()
    blank: bool = False


def parse_query(
    text: str,
    manifest: Mapping[str, Any],
    facts: Callable[[str], str],
    near: Callable[[], Near] = Near,
    begun: Callable[[Sequence[str]], bool] | None = None,
    questions: QuestionFiles | None = None,
    titled: Callable[[str], bool] = lambda _: False,
) -> Query:
    """Return the query in a text, by the rules in the index's manifest.

    `facts` returns the facts of a phrase, or "" (Phrases.facts). `near` returns the positions of towns and study
    places; it is called only if a query asks for them. `begun` returns whether the last of the given words is too short
    to search for yet, and is left out; None for a query that nobody is typing. `questions` are the weights of words in
    questions; None reads the query without them. `titled` returns whether a course has a title.
    """
    if not text.strip(" "):
        return Query(blank=True)
    words, typed, marked = _read_words(text, manifest, facts, begun)
    match = Matcher(words, typed, manifest, facts, near, marked)
    title = title_key(tokens(text)[:MAX_TOKENS])
    plain = _Reader(words, match, manifest, marked)
    query = plain.query(title)
    if len(words) < LONG or questions is None or titled(title):
        return query
    asked = asked_by(plain.unread(features(words)), questions, typed, query.conditions)
    if not asked.sure or (query.pages and asked.pages[:1] != (UNANSWERED,)):
        return query
    return _Reader(words, match, manifest, marked, asked).query(title)


def _read_words(
    text: str,
    manifest: Mapping[str, Any],
    facts: Callable[[str], str],
    begun: Callable[[Sequence[str]], bool] | None,
) -> tuple[list[str], list[str], dict[str, Condition]]:
    """Return the words of a query as they are read, the same words as typed, and word -> condition found by a pattern.

    The arguments are those of parse_query.
    """
    rest = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text).lower())
    rules = manifest["rules"]
    letter, joined_by = f"[{manifest['letters']}]", rules["and"]
    rest = re.sub(f"({letter}{{3}}) ?[&+/] ?({letter}{{3}})", lambda found: f"{found[1]} {joined_by} {found[2]}", rest)
    ending = f"(?:{rules['ending']}(?!{letter}))?" if rules["ending"] else ""
    short = f"(?<!{letter})({letter}{{3,5}})\\. ?{ending}"  # may be an abbreviation of a subject: *nat.fag*, *spes. *
    rest = re.sub(short, lambda found: f"{rules['short'].get(fold(found[1]), found[0])} ", rest)
    for written, read in rules["phrases"]:
        rest = rest.replace(written, f" {read} ")
    rest = re.sub(f"({letter}{{3}})([0-9])", r"\1 \2", rest)
    rest, marked = read_patterns(with_digits(rest, manifest), manifest)
    typed = tokens(rest)[:MAX_TOKENS]
    words = spoken_as_written(typed, rules["spoken"])
    if begun and len(words) > 1 and words[-1] not in marked and begun(words):
        words.pop()
    return *names_joined(words, typed, facts), marked


class _Reader:
    """Read the tokens of a query from left to right. `marked` are the tokens that stand for conditions.

    `asked` has the facts that the query asks for as a whole; the words that count for these are not searched for.
    """

    def __init__(
        self,
        words: Sequence[str],
        match: Matcher,
        manifest: Mapping[str, Any],
        marked: Collection[str],
        asked: Asked = NOTHING_ASKED,
    ) -> None:
        self._learned = asked
        self._tokens = words
        self._match = match
        self._manifest = manifest
        self._rules = manifest["rules"]
        self._marked = marked
        self._words: list[str] = []
        self._pages: list[str] = list(asked.pages)
        self._stop_words: list[str] = []
        self._asked = Joined()
        self._factual: set[int] = set()

    def query(self, title: str) -> Query:
        """Return the query that the words make. `title` is as in Query."""
        at, negated = 0, False
        between: tuple[str, ...] | None = None
        if self._learned.condition:
            self._asked.add(self._learned.condition, (), None, self._rules["joins"])
        while at < len(self._tokens):
            word = self._tokens[at]
            found = self._match.condition(at)
            count = found.count
            pages, condition = without_pages(found.condition)
            self._pages += () if negated else pages
            if pages and not (condition and condition.facts):
                negated = False
            elif condition:
                self._factual.update(range(at, at + count))
                self._add(condition, at, found.words, negated, between)
                negated, between = False, ()
            elif length := self._match.phrase_of(self._rules["not"], at, self._tokens):
                count, negated, between = length, True, None
            elif self._is_stop(word) or word in self._rules["joins"] or self._match.phrase_of(self._rules["near"], at):
                self._stop_words.append(word)
                between = None if between is None else (*between, word)
            else:
                if not negated and at not in self._learned.places:
                    self._words.append(word)
                negated, between = False, None
            at += count
        conditions = self._asked.conditions
        words = self._words if self._words or conditions or self._pages else self._stop_words
        if any(each.facts[:1] == ((NEXT_LEVEL, WHOLE),) for each in conditions):
            conditions = [each for each in conditions if each.facts[:1] != (("niva=1", WHOLE),)]
        about_subject = any(each.names_subject for each in conditions)
        start = self._tokens[:2]
        is_open = bool(start) and self._opens(start)
        question = () if about_subject else self._question()
        return Query(
            words=_each_once(words),
            conditions=tuple(conditions[:MAX_WORDS]),
            pages=tuple(self._pages),
            question=question,
            open=is_open,
            title=title,
            either=tuple(self._asked.either),
        )

    def unread(self, found: Sequence[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
        """Return the features that have a word which stands for no condition. Call it after `query`."""
        return [(feature, places) for feature, places in found if not self._factual.issuperset(places)]

    def _add(
        self, condition: Condition, at: int, own: Sequence[str], negated: bool, between: tuple[str, ...] | None
    ) -> None:
        """Add a condition with its `own` words, found at a place.

        `between` are the stop words since the condition before, None if other words are between them.
        """
        words: list[str] = []
        if condition.name in KEPT and not condition.kilometres:
            words = [each for each in own if not self._is_stop(each)]
        if negated and condition.name == "sp" and at > 1 and self._tokens[at - 2] in self._rules["held"]:
            return  # *har ikke 30 studiepoeng*
        if negated and condition.grades:
            condition = within(condition)
        added = self._asked.add(replace(condition, negated=negated), words, between, self._rules["joins"])
        self._words += () if added.negated else words

    def _is_stop(self, word: str) -> bool:
        return word in self._manifest["stop"]

    def _opens(self, start: Sequence[str]) -> bool:
        """Return whether a question with this start may ask for courses: *hvor*, but not *hvor mange*."""
        return start[0] in self._rules["open"] and not any(word in self._rules["amounts"] for word in start[1:])

    def _question(self) -> tuple[str, ...]:
        if not self._pages and (not self._tokens or self._tokens[0] not in self._rules["asking"]):
            return ()
        return _each_once([word for word in self._tokens if not self._is_stop(word) and word not in self._marked])


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MAX_WORDS]
