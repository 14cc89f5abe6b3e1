"""The matches of a word: as written, as a prefix, inflected, in a compound, misspelt. Twin: js/search/lexicon.js"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from site_builder.search.analysis import fold
from site_builder.search.compounds import splits
from site_builder.search.edit_distance import max_edit_distance
from site_builder.search.lookup import GUESS, SAFE_CUT, Lookup, Match
from site_builder.search.open_shard import WHOLE

MAX_CUT = 5
"""Letters of an ending that are cut off as the last resort."""

COMMON = 20
"""A word is common if one document of so many has it."""

MIN_BEGINNING = 6
"""Letters of the shortest beginning that a misspelt word, which is being typed, is read as; and half of the word."""


class WordMatches:
    """Finds the matches of a query's words in the lexicon that `lookup` reads.

    `names_subject` returns whether a word names a subject. `tails` are folded beginnings of words that follow a subject
    in a compound (*lær* in *gymlærer*).
    """

    def __init__(self, lookup: Lookup, names_subject: Callable[[str], bool], tails: Sequence[str]) -> None:
        """Keep what words are looked up in."""
        self._lookup = lookup
        self._names_subject = names_subject
        self._tails = tuple(tails)

    def matches(self, word: str, *, last: bool) -> list[list[Match]]:
        """Return the matches of a word in lower case: [] if unknown, one list, or two for a compound of two words.

        A document must match each list. A word that is not known as written also matches as a prefix. So does the
        `last` word of a query that is being typed; if nothing else matches, its longest beginning that known forms
        share does.
        """
        direct = self._lookup.spelled(word)
        if last or not direct:
            direct = [*direct, *self._lookup.prefixed(word)]
        if direct:
            return [direct]
        if found := self._lookup.cut_back(word, 1, SAFE_CUT):
            return [found]
        if parts := self._split(word, as_written=True):
            return parts
        if self._lookup.is_real(word):
            return []
        if found := self._misspelt(word):
            return [found]
        if any(self._part(head, True) and self._part(tail, True) for head, tail in splits(word)):
            return []  # a compound of its own: *fredspris* is not about *fred*
        if parts := self._split(word, as_written=False):
            return parts
        found = self._lookup.cut_back(word, SAFE_CUT + 1, MAX_CUT)
        if not found and last:
            found = self._begun(word)
        return [found] if found else []

    def corrections(self, word: str) -> list[str]:
        """Return the forms nearest to an unknown `word`, at most MAX_GUESSES.

        [] for a common word (SearchWords.real), one that is known without a short ending, or a compound of known words.
        """
        if self._lookup.cut_back(word, 1, SAFE_CUT) or self._split(word, as_written=True) or self._lookup.is_real(word):
            return []
        return self._lookup.nearest(word, max_edit_distance(fold(word)))

    def _begun(self, word: str) -> list[Match]:
        """Return the matches of the longest beginning that known forms share: of *rektorudanni* those of rektor."""
        for length in range(len(word) - 1, max(MIN_BEGINNING, len(word) // 2) - 1, -1):
            if found := self._lookup.prefixed(word[:length], GUESS, word[:length]):
                return found
        return []

    def _split(self, word: str, *, as_written: bool) -> list[list[Match]]:
        """Return the matches of both parts of a compound; one list where the second is a word that follows subjects.

        A document must have both parts, unless one names a subject: *skrivebord* is not in texts about writing and
        others about tables. The parts are known `as_written`, or by their folded spelling.
        """
        for head, tail in splits(word):
            first = self._part(head, as_written)
            if first and fold(tail).startswith(self._tails):
                return [first]
            second = self._part(tail, as_written) if first else []
            names_subject = self._names_subject(head) or self._names_subject(tail)
            parts = ((head, first), (tail, second))
            if second and (names_subject or (not self._lookup.is_real(word) and self._are_joined(parts))):
                return [first, second]
        return []

    def _are_joined(self, parts: Sequence[tuple[str, Sequence[Match]]]) -> bool:
        """Return whether a compound of two parts is about the catalogue: a document has both, one is a word of names,
        and the other is too, or is common.

        Each part is a word and its matches. Other words occur by accident, as *bord* of *skrivebord*.
        """
        named = [self._lookup.is_name(word) for word, _ in parts]
        having = [self._lookup.documents(matches) for _, matches in parts]
        known = all(
            is_name or len(each) * COMMON >= self._lookup.size for is_name, each in zip(named, having, strict=True)
        )
        return known and any(named) and not having[0].isdisjoint(having[1])

    def _part(self, part: str, as_written: bool) -> list[Match]:
        """Return the matches of a part of a compound, with the part as reason; `as_written`: only of a form."""
        known = not as_written or any(self._lookup.has(each) for each in (part, self._lookup.indexed_spelling(part)))
        return self._lookup.spelled(part, WHOLE, part) if known else []

    def _misspelt(self, word: str) -> list[Match]:
        forms = self._lookup.nearest(word, max_edit_distance(fold(word)))
        return [match for form in forms for match in self._lookup.exact(form, GUESS, form)]
