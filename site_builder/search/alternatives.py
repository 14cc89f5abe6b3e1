"""Conditions joined by *og* or *eller*: meeting one is enough, or all are excluded. Twin: js/search/alternatives.js"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from site_builder.search.conditions import Condition

ALIKE = {"fylke": "sted", "studieform": "sted"}
"""Names of facts, and those that they are alternatives to: one studies in a county, at a place or online."""

TOGETHER = ("dag", "mnd", "side")
"""Names of facts that are no alternatives: who names two weekdays wants both."""


class Either(Struct, frozen=True):
    """The words of joined conditions, of which a document needs only one. `written` is the conditions' text."""

    written: str
    words: tuple[str, ...]


class Joined:
    """The conditions of a query, collected in order: joined ones become one condition, with their words in `either`.

    *oslo eller bergen* is one condition that both places meet.
    """

    def __init__(self) -> None:
        """Begin without conditions."""
        self.conditions: list[Condition] = []
        self.either: list[Either] = []
        self._words: tuple[str, ...] = ()

    def add(
        self, condition: Condition, words: Sequence[str], between: Sequence[str] | None, joins: Collection[str]
    ) -> Condition:
        """Add a condition, joined to the one before if *og* or *eller* is between them, and return it.

        It is returned negated if it is joined to a negated one. `words` are those of the condition that are also
        searched for as words. `between` are the stop words since the condition before, None if there were other words;
        `joins` are the words that join.
        """
        before = self.conditions[-1] if self.conditions else None
        if not before or between is None or not any(word in joins for word in between) or not _alike(before, condition):
            self._words = tuple(words)
        elif before.negated:
            condition = replace(condition, negated=True)
        elif not condition.negated:
            self._join(before, condition, tuple(words), between)
            return condition
        self.conditions.append(condition)
        return condition

    def _join(self, before: Condition, condition: Condition, words: tuple[str, ...], between: Sequence[str]) -> None:
        """Replace the last condition, `before`, by one that either of the two meets.

        A fact with the highest share in its own condition gets the higher of the two highest shares.
        """
        most = max(before.most, condition.most)
        shares: dict[str, int] = {}
        for each in (before, condition):
            for fact, share in each.facts:
                shares[fact] = max(shares.get(fact, 0), most if share == each.most else share)
        written = " ".join((before.written, *between, condition.written))
        self.conditions[-1] = Condition(written, tuple(shares.items()))
        if self.either and self.either[-1].written == before.written:
            self.either.pop()
        self._words += words
        if len(self._words) > 1:
            self.either.append(Either(written, self._words))


def _alike(one: Condition, other: Condition) -> bool:
    """Return whether two conditions ask for the same kind of fact, so that they may be alternatives."""
    if one.kilometres or other.kilometres or not one.name or one.name in TOGETHER:
        return False
    return ALIKE.get(one.name, one.name) == ALIKE.get(other.name, other.name)
