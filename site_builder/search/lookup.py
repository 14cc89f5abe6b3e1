"""Look words up in the shards of an exported index. Twin: js/search/lexicon.js"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.output.search_paths import file_names, index_file_path
from site_builder.search.analysis import fold
from site_builder.search.codec import decode_scores, front_decode
from site_builder.search.edit_distance import max_suggested_distance, nearest_forms
from site_builder.search.facts import FACT_MARK
from site_builder.search.open_shard import WHOLE, OpenShard

TYPED, PREFIX, CUT, GUESS = 14, 12, 10, 6
"""Sixteenths of an entry's weight that count, by how its form was found (WHOLE: the form itself).

A form that folds alike; a prefix; the word without its ending; a word within the edit distance.
"""

MIN_STEM = 4
"""Letters that must remain when an ending is cut off."""

SAFE_CUT = 3
"""Letters of an ending that are cut off before compounds and misspellings are tried."""

MAX_GUESSES = 4
"""Forms at the nearest edit distance that are taken: more would flood the hits."""


class Match(Struct, frozen=True):
    """A term that a word may mean: (number of the shard, number of the term in it), both from 0.

    `weight` is at most 256; `reason` is shown on the hit, "" for none.
    """

    term: tuple[int, int]
    weight: int
    reason: str


class Lookup:
    """The lexicon of an exported index. A shard is read at the first lookup that needs it.

    `manifest` is the decoded manifest; `read` returns the content of a file of the site by its path. Words are given in
    lower case. Every form (word that the index has) is also compared in its folded spelling (analysis.fold).
    """

    def __init__(self, manifest: Mapping[str, Any], read: Callable[[str], bytes]) -> None:
        self._manifest = manifest
        self._read = read
        self._names_of_shards = file_names(manifest["shards"])
        self._shards: dict[int, OpenShard] = {}
        self.size = sum(manifest["kinds"])

    def knows(self, word: str, *, last: bool) -> bool:
        """Return whether the index has a word as written, or, if it is the `last` of a query, one that it begins."""
        return bool(self.spelled(word) or (last and self.prefixed(word)))

    def exact(self, word: str, share: int, reason: str) -> list[Match]:
        """Return the matches of the forms with the folded spelling of the word; [] if there are none.

        `share`, in sixteenths, scales their weights: WHOLE for the word itself. A form with other diacritics then has
        the share TYPED. `reason`, if not "", replaces the entry's own.
        """
        typed = fold(word)
        number = self._shard_number(typed)
        shard = self._shard(number)
        found: list[Match] = []
        for form in self._forms_from(number, typed):
            if shard.folded[form] != typed:
                break
            form_share = share if shard.forms[form] == word or share < WHOLE else TYPED
            found += self._entries(number, form, form_share, reason)
        return found

    def spelled_or_cut(self, word: str) -> list[Match]:
        """Return the matches of a word as spelt, or else of the word without a short ending; [] if none match."""
        return self.spelled(word) or self.cut_back(word, 1, SAFE_CUT)

    def scores(self, term: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the (document number, score) pairs of a term, in ascending order of documents.

        `term` is as in Match.
        """
        shard, number = term
        return decode_scores(self._shard(shard).postings[number])

    def documents_with(self, word: str) -> frozenset[int]:
        """Return the numbers of the documents that have a word in any inflection or spelling."""
        return self.documents(self.spelled(word))

    def shards(self) -> Iterator[OpenShard]:
        """Yield all shards, in the order of their numbers."""
        return map(self._shard, range(len(self._names_of_shards)))

    def meant(self, word: str) -> str:
        """Return the word of a name that an unknown `word` may mean, "" for none: *tronhæim* means trondheim.

        It may be further away than the corrections of `nearest`, but at most a fourth of the letters may differ.
        """
        typed = fold(word)
        limit = max_suggested_distance(typed)
        return next(iter(nearest_forms(typed, self._names, limit)), "") if limit and not self.is_real(word) else ""

    def nearest(self, word: str, limit: int) -> list[str]:
        """Return the forms nearest to `word`, at most MAX_GUESSES, all at the same distance of at most `limit`.

        `limit` is in quarters of a letter. [] for a common word, which is not misspelt (SearchWords.real): *kake* is
        not *kokke*.
        """
        typed = fold(word)
        if self.is_real(word) or not limit:
            return []
        candidates = dict.fromkeys([*self._shard(self._shard_number(typed)).forms, *self._names])
        return nearest_forms(typed, candidates, limit)[:MAX_GUESSES]

    def is_real(self, word: str) -> bool:
        """Return whether a word is among the common words that are never corrected (SearchWords.real)."""
        return fold(word) in self._real

    def is_name(self, word: str) -> bool:
        """Return whether a lower-case word occurs in a title or another name."""
        return word in self._name_set

    @cached_property
    def _name_set(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def _real(self) -> frozenset[str]:
        return frozenset(front_decode(msgspec.json.decode(self._file(self._manifest["spelling"]))["real"]))

    @cached_property
    def _names(self) -> list[str]:
        return front_decode(msgspec.json.decode(self._file(self._manifest["spelling"]))["names"])

    def titles_from(self, beginning: str) -> list[Match]:
        """Return the matches of the titles that begin with `beginning`, in alphabetical order.

        `beginning` is in the form of facts.title_key (folded words joined with hyphens): `norsk-1-`.
        """
        after = bisect_right(self._manifest["starts"], beginning + "\U0010ffff")  # the last character of all
        found: list[Match] = []
        for number in range(self._shard_number(beginning), after):
            for form in self._forms_from(number, beginning):
                found += self._entries(number, form, WHOLE if self._shard(number).folded[form][-1] == FACT_MARK else 0)
        return [match for match in found if match.weight]

    def _forms_from(self, number: int, beginning: str) -> Iterator[int]:
        """Yield the numbers of a shard's forms that begin so (folded)."""
        folded = self._shard(number).folded
        for form in range(bisect_left(folded, beginning), len(folded)):
            if not folded[form].startswith(beginning):
                return
            yield form

    def _file(self, name: str) -> bytes:
        return self._read(index_file_path(name))

    def _shard_number(self, folded: str) -> int:
        """Return the number of the shard that holds forms of this folded spelling."""
        return bisect_right(self._manifest["starts"], folded) - 1

    def _shard(self, number: int) -> OpenShard:
        if number not in self._shards:
            self._shards[number] = OpenShard(self._file(self._names_of_shards[number]))
        return self._shards[number]

    def _entries(self, shard: int, form: int, share: int, reason: str = "") -> Iterator[Match]:
        for term, weight, own in self._shard(shard).entries[form]:
            yield Match((shard, term), weight * share, reason or own)

    def spelled(self, word: str, share: int = WHOLE, reason: str = "") -> list[Match]:
        """Return the matches of a word as spelt or, if it has none, of its spelling in the other written standard.

        `share` and `reason` are as in `exact`.
        """
        if found := self.exact(word, share, reason):
            return found
        return self.exact(self.indexed_spelling(word), share, reason)

    def indexed_spelling(self, word: str) -> str:
        """Return the spelling that the index has of a word in bokmål or nynorsk, by the rules in the manifest."""
        for variant, indexed in self._manifest["parts"]:
            if variant in word:
                return word.replace(variant, str(indexed), 1)
        return word

    def prefixed(self, word: str, share: int = PREFIX, reason: str = "") -> list[Match]:
        """Return the matches of longer forms that begin with `word`; [] if there are none.

        If they are in several shards, the first shard has one form for all of them. `share` and `reason` are as in
        `exact`.
        """
        typed = fold(word)
        number = self._shard_number(typed)
        shard, starts = self._shard(number), self._manifest["starts"]
        spans = number + 1 < len(starts) and starts[number + 1].startswith(typed)
        found: list[Match] = []
        for form in self._forms_from(number, typed):
            folded = shard.folded[form]
            if (folded == f"{typed}*") if spans else (folded != typed and "=" not in folded and folded[-1] != "*"):
                found += self._entries(number, form, share, reason)
        return found

    def has(self, form: str) -> bool:
        """Return whether the lexicon has a form exactly as written."""
        shard = self._shard(self._shard_number(fold(form)))
        at = bisect_left(shard.folded, fold(form))
        return form in shard.forms[at : bisect_right(shard.folded, fold(form))]

    def documents(self, matches: Sequence[Match]) -> frozenset[int]:
        """Return the numbers of the documents that have at least one of the matched terms."""
        return frozenset(document for match in matches for document, _ in self.scores(match.term))

    def cut_back(self, word: str, least: int, most: int) -> list[Match]:
        """Return the matches of the word without its last `least` to `most` letters, the fewest first.

        [] if none match. The letters must be one of the language's endings, if it lists any: *gardin* is not *gard*. At
        least MIN_STEM letters are left. This finds inflections that occur in no document.
        """
        endings = self._manifest["rules"]["inflections"]
        for cut in range(least, most + 1):
            stem, ending = word[: len(word) - cut], word[len(word) - cut :]
            if len(stem) < MIN_STEM:
                break
            if endings and ending not in endings:
                continue
            if found := self.spelled(stem, CUT, stem):
                return found
        return []
