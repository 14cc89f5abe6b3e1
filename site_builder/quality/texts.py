"""What there is to read in the catalogue, and how it is to read: words, LIX, written standard, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.catalogue.model import Course
from site_builder.catalogue.texts import Prose
from site_builder.catalogue.years import AcademicYear, Article, Catalogue, Story

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")


class Text(Struct, frozen=True):
    """A course, an article or a story, as something to read."""

    source: str
    title: str
    institution: str
    language: str
    prose: Prose
    link: str = ""


def texts(catalogue: Catalogue, year: AcademicYear) -> tuple[Text, ...]:
    """Return all there is to read: a year's courses, articles and stories."""
    own: tuple[Article | Story, ...] = (*catalogue.articles.values(), *catalogue.stories)
    return (
        *(text_of(course) for course in year.courses),
        *(Text(each.source, each.title, "", each.language, each.prose) for each in own),
    )


def text_of(course: Course) -> Text:
    """Return a course as something to read."""
    institution = course.institution.name
    return Text(course.source, course.title, institution, course.language, course.prose, course.link or "")


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(words_of(text))


def nynorsk_share(readable: Iterable[Text]) -> float:
    """Return how much of the words of some texts, those in bokmål and nynorsk together, is nynorsk: 0 to 1.

    Mållova (1980) § 8, as it was then: at least a quarter of each of the two written standards over time.
    """
    count = {"nb": 0, "nn": 0}
    for each in readable:
        if each.language in count:
            count[each.language] += words_in(each.prose.text)
    whole = sum(count.values())
    return count["nn"] / whole if whole else 0.0


def lix(text: str) -> int:
    """Return the readability index (Björnsson 1968): words a sentence plus per cent of words over six letters."""
    words = words_of(text)
    if not words:
        return 0
    sentences = max(1, len(_SENTENCE.findall(text)))
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / sentences + 100 * long / len(words))


def links(readable: Iterable[Text]) -> tuple[tuple[Text, str], ...]:
    """Return each text with each link to others that it has, once."""
    found = [(text, address) for text in readable for address in _addresses(text) if address.startswith("http")]
    return tuple({(text.source, address): (text, address) for text, address in found}.values())


def _addresses(text: Text) -> Iterator[str]:
    yield text.link
    yield from (link.href for link in text.prose.links)
