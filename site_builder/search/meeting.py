"""The documents that meet conditions, and how far they meet them. Twin: js/search/meeting.js."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from site_builder.search.analysis import tokens
from site_builder.search.conditions import NAMED, Condition, nearest_of
from site_builder.search.facts import FACT_MARK, title_key
from site_builder.search.lookup import Lookup
from site_builder.search.open_shard import WHOLE
from site_builder.search.scoring import score


class FactDocuments:
    """The documents that have facts, read through `lookup` from an exported index."""

    def __init__(self, lookup: Lookup) -> None:
        """Read postings through `lookup`."""
        self._lookup = lookup

    def meeting(self, condition: Condition) -> dict[int, int]:
        """Return document number -> the share of a condition that the best of its facts meets, in sixteenths.

        Documents without any of its facts are left out.
        """
        shares: dict[int, int] = {}
        for fact, share in condition.facts:
            for document in self._having(fact):
                shares[document] = max(share, shares.get(document, 0))
        return shares

    def meeting_each(self, conditions: Sequence[Condition]) -> list[tuple[Condition, dict[int, int]]]:
        """Return each condition with the documents that meet it (`meeting`).

        If a subject is asked for and also excluded by another of its names (*fremmedspråk utenom tysk*), only courses
        whose titles begin with that name are excluded.
        """
        asked = {each.facts for each in conditions if each.names_subject and not each.negated}
        return [
            (each, self._titled(each) if each.negated and each.facts in asked else self.meeting(each))
            for each in conditions
        ]

    def _titled(self, condition: Condition) -> dict[int, int]:
        """Return document -> all sixteenths, for the documents whose titles begin with what is written."""
        matches = self._lookup.titles_from(f"{title_key(tokens(condition.written))}-")
        return dict.fromkeys(score(self._lookup, matches), condition.most)

    def narrowed(self, conditions: Sequence[Condition]) -> tuple[Condition, ...]:
        """Return the conditions in order, those of nearness reduced to the nearest places with suitable courses.

        A course is suitable if it meets the others; if none meets all, only the condition on the subject counts.
        """
        if not any(each.kilometres for each in conditions):
            return tuple(conditions)
        others = [each for each in conditions if each.facts and not each.kilometres and not each.negated]
        wanted = self._common(others) or self._common([each for each in others if each.names_subject])

        def taught(fact: str) -> bool:
            return not wanted or not wanted.isdisjoint(self._having(fact))

        return tuple(nearest_of(each, taught) if each.kilometres else each for each in conditions)

    def _common(self, conditions: Sequence[Condition]) -> set[int]:
        """Return the documents that meet all conditions; none without conditions."""
        met = [set(self.meeting(each)) for each in conditions]
        return set.intersection(*met) if met else set()

    def _having(self, fact: str) -> Collection[int]:
        return score(self._lookup, self._lookup.exact(FACT_MARK + fact, WHOLE, ""))


def add_second_subjects(
    asked: Sequence[tuple[Condition, dict[int, int]]], by_word: Mapping[str, Collection[int]]
) -> None:
    """Add the share NAMED to courses that are about a subject, but are filed under another one that the query names.

    They must have the words of this subject: *lærerspesialist i matematikk*. `asked` pairs conditions with document ->
    share, which is changed; `by_word` maps words to the documents that have them.
    """
    named = [each for each in asked if each[0].names_subject]
    for condition, shares in named:
        others = {document for each, found in named if each is not condition for document in found}
        words = (condition.written,) if condition.written in by_word else condition.written.split()
        having = [by_word.get(word, ()) for word in words]
        for document in others - shares.keys():
            if having and all(document in found for found in having):
                shares[document] = NAMED
