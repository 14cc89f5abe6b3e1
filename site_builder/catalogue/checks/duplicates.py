"""Check for duplicate courses and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.school_years import TITLE_FILLERS
from site_builder.catalogue.schema.site import ArticleEntry
from site_builder.problems import N_, Problem, error

CODES = ("emnekode", "studiekode", "kode", "course code", "kurskod", "kursuskode")
"""Fields of a catalogue's own (content/profile.yaml) that hold a course's code at its institution."""

_FILLERS = frozenset(["for", "i", "kopi", "og", "på", *TITLE_FILLERS])


def duplicate_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each duplicate course or article, and each file name that contradicts the language."""
    yield from _courses(entries)
    yield from _articles(entries)


def _courses(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each course that shares an identity with an earlier one of its institution and year.

    Equal fields alone make no duplicate: Tysk 1 and Fransk 1 have the same subject, level, grades and credits. Two with
    the same title and codes that differ are two courses.
    """
    seen: dict[tuple[object, ...], tuple[str, dict[str, str]]] = {}
    for key, record, course in entries.pairs(CourseEntry):
        year, institution, _ = key.split("/")
        codes = {field: str(record.fields[field]) for field in CODES if record.fields.get(field)}
        shape = (course.subject, course.grades, course.credits, course.language)
        for identity in identities(course.title, course.level, shape):
            other, its_codes = seen.setdefault((year, institution, *identity), (record.path, codes))
            if other != record.path and not codes_differ(codes, its_codes):
                yield error(
                    record.place("tittel"),
                    "same-course-twice",
                    N_("The same course is also in {other}."),
                    N_("Delete one, or give each a title of its own, or a code («emnekode», a field of the profile)."),
                    other=other,
                )
                break


def identities(title: str, level: int | None, shape: tuple[object, ...]) -> tuple[tuple[object, ...], ...]:
    """Return the identities of a course: two courses of one institution and year that share one are the same course.

    The first is its `title`, case-folded; the other its main words with `level` and `shape`: (subject, grades, credits,
    language). A course without a level has only the first.
    """
    same_title = (" ".join(title.casefold().split()),)
    return (same_title, (level, *shape, _main_words(title))) if level else (same_title,)


def codes_differ(codes: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Return whether two courses have different codes in a field that both have. Each argument maps field -> code."""
    return any(others.get(field, code) != code for field, code in codes.items())


def _main_words(title: str) -> tuple[str, ...]:
    """Return the words and numbers that distinguish a title: «Naturfag 1 (1-7)» is «Naturfag 1 for 1.–7. trinn»."""
    words = re.findall(r"[^\W_]+", title.casefold())
    return tuple(word for word in words if word not in _FILLERS)


def _articles(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each article whose file name and `språk` differ, and for each that is the same as another."""
    seen: dict[tuple[str, str], str] = {}
    for key, record, article in entries.pairs(ArticleEntry):
        name, _, ending = key.partition(".")
        if ending and ending != article.language:
            yield error(
                record.place("språk"),
                "language-contradicts",
                N_("The file's name says «{ending}», the field «språk» says «{language}»."),
                N_("Correct the field, or the ending of the file's name."),
                ending=ending,
                language=article.language,
            )
        elif (other := seen.setdefault((name, article.language), record.path)) != record.path:
            yield error(
                record.place("språk"),
                "same-article-twice",
                N_("The same article in the same language is also in {other}."),
                N_("Correct «språk», or delete one of the files."),
                other=other,
            )
