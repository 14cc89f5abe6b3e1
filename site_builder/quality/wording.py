"""Remarks on words for which catalogue/vocabulary/wording.yaml has a preferred term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.catalogue.vocabulary import PreferredTerm
from site_builder.problems import N_
from site_builder.quality.remark import Remark
from site_builder.quality.texts import MeasuredText


def wording_remarks(readable: Iterable[MeasuredText], terms: Iterable[PreferredTerm]) -> Iterator[Remark]:
    """Yield a remark for each text and each word or phrase in it that a preferred term of its language replaces.

    Whole words count, in any letter case. A word that is used several times in a text gives one remark.
    """
    by_language = _terms_by_language(terms)
    patterns = {language: _pattern(found) for language, found in by_language.items()}
    for text in readable:
        if text.language in patterns:
            known = by_language[text.language]
            for found in dict.fromkeys(word.casefold() for word in patterns[text.language].findall(text.prose.text)):
                message = N_("«{found}»: write «{term}». {reason}")
                values = {"found": found, "term": known[found].term, "reason": known[found].reason}
                yield Remark(text.source, text.title, text.institution, "term", message, values)


def _terms_by_language(terms: Iterable[PreferredTerm]) -> Mapping[str, Mapping[str, PreferredTerm]]:
    """Return language -> word or phrase, in lower case -> its term."""
    found: dict[str, dict[str, PreferredTerm]] = {}
    for term in terms:
        for language in term.languages:
            found.setdefault(language, {}).update((word.casefold(), term) for word in term.instead_of)
    return found


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
