"""Sections of articles: a heading and the text below it. The search finds each section separately."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from site_builder.catalogue.texts import Heading
from site_builder.catalogue.years import Article

MAX_SECTIONS = 40
"""Sections of an article that are indexed; the longest text here has ten."""

MAX_SENTENCE = 140
"""Characters of a section's text that a hit shows."""


class Section(Struct, frozen=True):
    """A heading of level 2 (`title`) and the text below it, without markup; `id` is the anchor of links to it."""

    id: str
    title: str
    text: str

    @property
    def sentence(self) -> str:
        """The beginning of the text: whole sentences, else whole words and « …», up to MAX_SENTENCE characters."""
        if len(self.text) <= MAX_SENTENCE:
            return self.text
        start = self.text[:MAX_SENTENCE]
        end = max(start.rfind(mark) for mark in (". ", "? ", "! "))
        return start[: end + 1] if end > MAX_SENTENCE // 3 else start.rpartition(" ")[0] + " …"


def sections(article: Article) -> tuple[Section, ...]:
    """Return the first MAX_SECTIONS sections of an article, in order; () if it has no heading of level 2."""
    headings = [each for each in article.prose.headings if each.level == 2][:MAX_SECTIONS]
    words, starts, at = article.prose.text, [], 0
    for heading in headings:
        found = words.find(heading.text, at)
        starts.append(found)
        at = found + len(heading.text) if found >= 0 else at
    return tuple(_cut(words, headings, starts)) if min(starts, default=-1) >= 0 else ()


def common_sections(versions: Sequence[Article]) -> Iterator[tuple[Section, ...]]:
    """Yield each section of an article in all its languages, as a tuple in the order of `versions`.

    Nothing if the versions have unequal numbers of sections.
    """
    divided = [sections(article) for article in versions]
    if len({len(each) for each in divided}) == 1:
        yield from zip(*divided, strict=True)


def _cut(words: str, headings: Sequence[Heading], starts: Sequence[int]) -> Iterator[Section]:
    for heading, start, end in zip(headings, starts, [*starts[1:], len(words)], strict=True):
        yield Section(heading.id, heading.text, words[start + len(heading.text) : end].strip())
