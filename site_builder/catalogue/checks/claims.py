"""Find claims: statements in a Norwegian text about its course that can be compared with a field, such as its credits.

A claim is a sentence of which the course, its teaching, its gatherings or its application is the subject, or a line
with a label, `Studiested: Bergen`. Sentences about modules, other courses, the past and wishes do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.checks.claim_kinds import BREAK, KINDS, MAX_SENTENCE, SUBJECT, UNSURE_AFTER, UNSURE_BEFORE
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
