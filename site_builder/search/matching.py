"""Find the condition that the next words of a query name, the longest phrase first. Twin: js/search/matching.js"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.conditions import (
    NEXT_LEVEL,
    Condition,
    condition_of,
    facts_of,
    named_condition,
    near_to,
    without_pages,
)
from site_builder.search.nearness import Near
from site_builder.search.open_shard import WHOLE
from site_builder.search.saying import content_at, page_key, spaced_phrase

MAX_PHRASE = 6
"""Words of the longest phrase that names a fact."""

MAX_TOWN = 4
"""Words from the first of a town's name to *kommune* after it."""

MIN_HEAD, MIN_TAIL = 2, 3
"""Letters of a subject's name at the beginning of a compound (*it*), and of the rest."""

HEADS = ("fag=", "studieform=")
"""Beginnings of the facts that the beginning of a compound may ask for: *gymlærer*, *nettundervisning*."""


class Found(Struct, frozen=True):
    """The condition that the next words of a query name.

    `count` is the number of these words; `condition` is None if they name none. `words` are those that are also
    searched for as words: of a compound only the name of its subject.
    """

    count: int
    condition: Condition | None = None
    words: tuple[str, ...] = ()


class Matcher:
    """The words of a query, to be compared with phrases and towns from any position (from 0)."""

    def __init__(
        self,
        words: Sequence[str],
        typed: Sequence[str],
        manifest: Mapping[str, Any],
        facts: Callable[[str], str],
        near: Callable[[], Near],
        marked: Mapping[str, Condition],
    ) -> None:
        """Compare `words`, which were `typed` so; the other arguments are those of parse_query.

        `marked` are the conditions that were read by patterns, by token.
        """
        self._tokens = words
        self._typed = typed
        self._folded = [fold(word) for word in words]
        self._manifest = manifest
        self._rules = manifest["rules"]
        self._small = frozenset(manifest["stop"]) - {*self._rules["not"], *self._rules["joins"]}
        self._facts = facts
        self._near = near
        self._marked = marked

    def condition(self, at: int) -> Found:
        """Return the condition that the words from position `at` name; with condition None if they name none."""
        if near := self._near_town(at):
            return near
        word = self._tokens[at]
        if word in self._marked:
            return Found(1, self._marked[word], (word,))
        for count in range(min(MAX_PHRASE, len(self._tokens) - at), 1, -1):
            if condition := self._named(at, count):
                return Found(1) if self._goes_on(at, count) else self._found(at, count, condition)
        if page := self._spaced(at, partial(page_key, endings=self._rules["endings"])):
            return page
        if (word not in self._small or len(self._tokens) == 1) and (condition := self._named(at, 1)):
            return self._found(at, 1, condition)
        return self._spaced(at, " ".join) or self._in_municipality(at) or self._level(at) or self._compound(word)

    def _goes_on(self, at: int, count: int) -> bool:
        """Return whether a phrase for facts of courses begins after a small word at `at` and ends after `count` words.

        *Ingen samlinger på fredag* is not *ingen samlinger*, and *fra høsten 2016* is not *fra høsten*.
        """
        if self._tokens[at] not in self._manifest["stop"] and self._tokens[at] not in self._rules["not"]:
            return False
        longest = range(min(MAX_PHRASE, len(self._tokens) - at - 1), count - 1, -1)
        several = [self._named(at + 1, length) for length in longest]
        spaced = self._spaced(at + 1, " ".join)
        several += [spaced.condition] if spaced and spaced.count >= count else []
        return any(each and each.facts and not without_pages(each)[0] for each in several)

    def phrase_of(self, phrases: Collection[str], at: int, words: Sequence[str] = ()) -> int:
        """Return the number of words from position `at` that make up the longest of `phrases`; 0 if none does.

        `words` are those of the query in the form of the phrases; the folded words if not given.
        """
        words = words or self._folded
        for count in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            if " ".join(words[at : at + count]) in phrases:
                return count
        return 0

    def _near_town(self, at: int) -> Found | None:
        """Return the condition that *nær* (or its like) at `at` and the town after it make; None for other words."""
        count = self.phrase_of(self._rules["near"], at)
        near = self._near() if count else None
        length = self.phrase_of(near.towns, at + count) if near else 0
        return self._near_to(at, at + count, length, count + length) if length else None

    def _in_municipality(self, at: int) -> Found | None:
        """Return the condition that a town at `at` and *kommune* (or its like) after it make; None for other words."""
        after = self._folded[at + 1 : at + MAX_TOWN]
        if not any(each in self._rules["municipality"] for each in after):
            return None
        length = self.phrase_of(self._near().towns, at)
        follows = length and " ".join(self._folded[at + length : at + length + 1]) in self._rules["municipality"]
        return self._near_to(at, at, length, length + 1) if follows else None

    def _near_to(self, at: int, town: int, length: int, count: int) -> Found:
        """Return the condition of being near the town of `length` tokens from `town`, written in `count` from `at`."""
        places = self._near().of(" ".join(self._folded[town : town + length]))
        return Found(count, near_to(self._written(at, count), places))

    def _level(self, at: int) -> Found | None:
        """Return the condition of a level: a digit, or a word for one that nothing but conditions follow."""
        word = self._tokens[at]
        level = self._rules["levels"].get(word)
        if level and (word.isdecimal() or (at and all(each in self._marked for each in self._tokens[at + 1 :]))):
            held = level == "1" and not frozenset(self._rules["held"]).isdisjoint(self._tokens[:at])
            return Found(1, Condition(word, ((NEXT_LEVEL if held else f"niva={level}", WHOLE),)))
        return None

    def _compound(self, word: str) -> Found:
        """Return the subject or the form of study at the beginning of a compound: *gymlærer*, *nettundervisning*."""
        tails = tuple(self._rules["tails"])
        for end in range(len(word) - MIN_TAIL, MIN_HEAD - 1, -1):
            if fold(word[end:]).startswith(tails):
                for head in (word[:end], word[: end - 1] if word[end - 1] in "se-" else ""):
                    facts = self._facts(fold(head)) if len(head) >= MIN_HEAD else ""
                    if facts.startswith(HEADS):
                        return Found(1, Condition(word, facts_of(facts)), (head,))
        return Found(1)

    def _named(self, at: int, count: int) -> Condition | None:
        """Return the condition that `count` tokens from `at` name, None for none."""
        phrase = " ".join(self._folded[at : at + count])
        return named_condition(phrase, self._written(at, count), self._manifest, self._facts)

    def _spaced(self, at: int, key: Callable[[Sequence[str]], str]) -> Found | None:
        """Return the condition that the tokens from `at` name without their small words."""
        places = content_at(at, self._tokens, self._small, self._marked)
        number, facts = spaced_phrase(places, self._folded, key, self._facts)
        if not facts:
            return None
        count = places[number - 1] + 1 - at
        return self._found(at, count, condition_of(facts, self._written(at, count), self._manifest["ranges"]))

    def _found(self, at: int, count: int, condition: Condition) -> Found:
        return Found(count, condition, tuple(self._tokens[at : at + count]))

    def _written(self, at: int, count: int) -> str:
        """Return `count` tokens from `at` as they were typed."""
        return " ".join(self._typed[at : at + count])
