"""The texts of the catalogue and measures of them: words, LIX, share of nynorsk, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.catalogue.model import Course
from site_builder.catalogue.texts import Prose
from site_builder.catalogue.years import AcademicYear, Article, Catalogue, Story

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_SENTENCE = re.compile(r"(?<![.!?:])[.!?:]++(?:\s|$)")


class MeasuredText(Struct, frozen=True):
    """The text of a course, an article or a story, with the path of its file (`source`) and the code of its language.

    `institution` is a name, "" for the catalogue's own texts; `link` is the URL of a course's own page, "" if it has
    none.
    """

    source: str
    title: str
    institution: str
    language: str
    prose: Prose
    link: str = ""


def texts(catalogue: Catalogue, year: AcademicYear) -> tuple[MeasuredText, ...]:
    """Return the texts of the courses of `year`, of all articles and of all stories, in the catalogue's order."""
    own: tuple[Article | Story, ...] = (*catalogue.articles.values(), *catalogue.stories)
    return (
        *(text_of(course) for course in year.courses),
        *(MeasuredText(each.source, each.title, "", each.language, each.prose) for each in own),
    )


def text_of(course: Course) -> MeasuredText:
    """Return the text of a course, with its institution's name and the URL of its own page."""
    institution = course.institution.name
    return MeasuredText(course.source, course.title, institution, course.language, course.prose, course.link or "")


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, as written. A word is a run of letters: "vg1" is the word "vg"."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """Return the number of words (words_of) of a text."""
    return len(words_of(text))


def nynorsk_share(readable: Iterable[MeasuredText]) -> float:
    """Return the share of nynorsk (0 to 1) among the words of the texts in bokmål or nynorsk; 0 if there are none.

    Mållova (1980) § 8 demanded at least a quarter of each written standard over time.
    """
    count = {"nb": 0, "nn": 0}
    for each in readable:
        if each.language in count:
            count[each.language] += word_count(each.prose.text)
    total = sum(count.values())
    return count["nn"] / total if total else 0.0


def lix(text: str) -> int:
    """Return the readability index LIX (Björnsson 1968) as a whole number: words a sentence + per cent of long words.

    Long words have over six letters. 0 for a text without words.
    """
    words = words_of(text)
    if not words:
        return 0
    sentences = max(1, len(_SENTENCE.findall(text)))
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / sentences + 100 * long / len(words))


def external_links(readable: Iterable[MeasuredText]) -> tuple[tuple[MeasuredText, str], ...]:
    """Return each pair of text and external URL (http or https) in it once, in the order of the texts."""
    found = [(text, address) for text in readable for address in _addresses(text) if address.startswith("http")]
    return tuple({(text.source, address): (text, address) for text, address in found}.values())


def _addresses(text: MeasuredText) -> Iterator[str]:
    yield text.link
    yield from (link.href for link in text.prose.links)
