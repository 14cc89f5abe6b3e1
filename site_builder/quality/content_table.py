"""The contents of a catalogue as tables in Markdown: numbers of courses, lengths of texts, sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from site_builder.catalogue.model import Course
from site_builder.catalogue.text_parts import EXPECTED, parts_of
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.quality.remarks import FEWEST, MOST
from site_builder.quality.texts import word_count

_HOST = re.compile(r"\b[a-z0-9-]{1,63}\.[a-z]{2,10}\b")

SAMPLE, FROM_SOURCE, IN_PART = N_("sample"), N_("all from the source"), N_("some assumed")
"""Kinds of courses by provenance."""


def content_tables(catalogue: Catalogue, year: AcademicYear, language: str) -> str:
    """Return tables of the courses of `year` and of all articles, as Markdown with headings in `language`."""
    return "\n".join(_lines(catalogue, year, language)) + "\n"


def has_address(source: str) -> bool:
    """Return whether a source, as written in an article, contains a host name such as `udir.no`."""
    return _HOST.search(source) is not None


def _lines(catalogue: Catalogue, year: AcademicYear, language: str) -> Iterator[str]:
    def words(message: str, **values: object) -> str:
        return translate(message, language, values)

    courses = year.courses
    heading = N_("The contents of the catalogue, {year}")
    yield f"# {words(heading, year=year.key)}"
    yield ""
    yield words(N_("This file is written by `site-builder report --contents FILE`."))
    for title, of in _DIVISIONS:
        yield from _table((words(title), words(N_("Courses"))), _counts(courses, of, words))
    yield from _institutions(courses, words)
    yield from _texts(courses, words)
    yield from _articles(catalogue, words)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(headings)} |"
    yield "|---" * len(headings) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _counts(
    courses: Iterable[Course], of: Callable[[Course], str], words: Callable[..., str]
) -> Iterator[tuple[str, str]]:
    found = Counter(words(of(course)) for course in courses)
    yield from ((name, str(number)) for name, number in sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _provenance(course: Course) -> str:
    if course.provenance.sample:
        return SAMPLE
    return IN_PART if course.provenance.inferred else FROM_SOURCE


_DIVISIONS: tuple[tuple[str, Callable[[Course], str]], ...] = (
    (N_("Provenance"), _provenance),
    (N_("Subject"), lambda course: course.subject.name.first),
    (N_("Language of the text"), lambda course: course.language),
    (N_("Delivery"), lambda course: str(course.offering.form_of_delivery)),
    (N_("State"), lambda course: str(course.offering.state)),
    (N_("Credits"), lambda course: f"{course.credits:g}"),
)
"""Heading -> the value by which courses are counted."""


def _institutions(courses: Iterable[Course], words: Callable[..., str]) -> Iterator[str]:
    """Yield the lines of a table: courses of each institution, those with a source, median words of a text."""
    own: dict[str, list[Course]] = {}
    for course in courses:
        own.setdefault(course.institution.name, []).append(course)
    headings = (N_("Institution"), N_("Courses"), N_("With a source"), N_("Words (median)"))
    yield from _table(
        [words(each) for each in headings],
        (
            (
                name,
                str(len(found)),
                str(sum(not each.provenance.sample for each in found)),
                str(round(median(word_count(each.prose.text) for each in found))),
            )
            for name, found in sorted(own.items())
        ),
    )


def _texts(courses: Sequence[Course], words: Callable[..., str]) -> Iterator[str]:
    """Yield the lines of a table: number of texts with the recommended length, and with each of the parts."""
    lengths = [word_count(course.prose.text) for course in courses]
    present = Counter(part.key for course in courses for part in parts_of(course.prose))
    within = sum(FEWEST <= length <= MOST for length in lengths)
    rows = [
        (words(N_("{fewest} to {most} words"), fewest=FEWEST, most=MOST), str(within)),
        *((part, str(present[part])) for part in EXPECTED),
    ]
    yield from _table((words(N_("Texts of courses with")), words(N_("Courses"))), rows)


def _articles(catalogue: Catalogue, words: Callable[..., str]) -> Iterator[str]:
    headings = (N_("Article"), N_("Words"), N_("Sources"), N_("With address"))
    yield from _table(
        [words(each) for each in headings],
        (
            (
                f"{key} ({language})",
                str(word_count(article.prose.text)),
                str(len(article.sources)),
                str(sum(map(has_address, article.sources))),
            )
            for (key, language), article in sorted(catalogue.articles.items())
        ),
    )
