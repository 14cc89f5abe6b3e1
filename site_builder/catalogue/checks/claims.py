"""Find claims: statements in a text about its course that can be compared with a field, such as its credits.

A claim is a sentence of which the course, its teaching, its gatherings or its application is the subject, or a line
with a label, `Studiested: Bergen`. Sentences about modules, other courses, the past and wishes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.checks.claim_kinds import BREAK, KINDS, MAX_SENTENCE, SUBJECT, UNSURE_AFTER, UNSURE_BEFORE
from site_builder.catalogue.claim_phrases import ClaimLanguage
from site_builder.engine.late_pattern import LatePattern

_PATTERNS = {
    name: (LatePattern(kind.required), LatePattern(kind.excluded), LatePattern(kind.pattern))
    for name, kind in KINDS.items()
}
_BEFORE, _AFTER = LatePattern(UNSURE_BEFORE), LatePattern(UNSURE_AFTER)
_SUBJECT, _BREAK = LatePattern(SUBJECT), LatePattern(BREAK)


class Claim(Struct, frozen=True):
    """A claim: its kind (a key of KINDS), the groups that the pattern found, and its offsets in the text (from 0).

    `words` of "Studiet gir 30 studiepoeng" are ("30",).
    """

    kind: str
    words: tuple[str, ...]
    start: int
    end: int


def claims(text: str) -> Iterator[Claim]:
    """Yield the claims of a text, sentence by sentence. Takes time linear in the length of the text."""
    kinds = [(name, kind.needs) for name, kind in KINDS.items() if _has(text, kind.needs)]
    for start, end in _sentences(text) if kinds else ():
        if _SUBJECT.search(text, start, end):
            sentence = text[start:end].lstrip()
            for name, needs in kinds:
                if _has(sentence, needs):
                    yield from _claims(name, sentence, end - len(sentence))


class OtherLanguage:
    """A reader of claims in texts of a language that has phrases of its own, in templates/locale/LANGUAGE.yaml."""

    def __init__(self, language: ClaimLanguage) -> None:
        self._kinds = [
            (name, each.groups, LatePattern(each.pattern))
            for name, several in language.kinds.items()
            for each in several
        ]
        self._before = LatePattern(language.before, re.IGNORECASE)
        self._after = LatePattern(language.after, re.IGNORECASE)
        self._words = language.words

    def claims(self, text: str) -> Iterator[Claim]:
        """Yield the claims of a text, sentence by sentence; at one position the first phrase of a kind counts."""
        for start, end in _sentences(text):
            sentence = text[start:end].lstrip()
            at, found = end - len(sentence), set()
            for name, groups, pattern in self._kinds:
                for match in pattern.finditer(sentence):
                    unsure = self._before.search(sentence, 0, match.start()) or self._after.search(
                        sentence[match.end() :]
                    )
                    if not unsure and (name, match.start()) not in found:
                        found.add((name, match.start()))
                        yield Claim(name, self._values(match, groups), at + match.start(), at + match.end())

    def _values(self, found: re.Match[str], groups: tuple[tuple[int, ...], ...]) -> tuple[str, ...]:
        """Return the values of a phrase in the words of the fields; those of one name together, `a og b`."""
        values = ([found[each] for each in several if found[each]] for several in groups)
        return tuple(" og ".join(self._words.get(each.lower(), each) for each in value) for value in values if value)


def _has(text: str, needs: tuple[tuple[str, ...], ...]) -> bool:
    """Return whether a text has a sign of each group in `needs`. Loops, because generators take twice the time."""
    for signs in needs:
        for sign in signs:
            if sign in text:
                break
        else:
            return False
    return True


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each sentence of at most MAX_SENTENCE characters."""
    start = 0
    for found in _BREAK.finditer(text):
        if found.start() - start < MAX_SENTENCE:
            yield start, found.start() + 1
        start = found.end()
    if len(text) - start <= MAX_SENTENCE:
        yield start, len(text)


def _claims(name: str, sentence: str, offset: int) -> Iterator[Claim]:
    """Yield the claims of one kind in a sentence that begins at `offset` in its text."""
    required, excluded, pattern = _PATTERNS[name]
    if not required.search(sentence) or excluded.search(sentence):
        return
    for found in pattern.finditer(sentence):
        if not _BEFORE.search(sentence, 0, found.start()) and not _AFTER.search(sentence[found.end() :]):
            words = tuple(each.strip() for each in found.groups() if each)
            yield Claim(name, words, offset + found.start(), offset + found.end())
