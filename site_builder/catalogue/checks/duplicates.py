"""Check for duplicate courses and articles."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import ArticleEntry
from site_builder.problems import N_, Problem, error


def duplicate_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each duplicate course or article."""
    yield from _courses(entries)
    yield from _articles(entries)


def _courses(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each course with the title or the main fields of another of its institution and year."""
    seen: dict[tuple[object, ...], str] = {}
    for key, record, course in entries.pairs(CourseEntry):
        year, institution, _ = key.split("/")
        identities: list[tuple[object, ...]] = [(" ".join(course.title.casefold().split()),)]
        if course.level:
            identities.append((course.subject, course.level, course.grades, course.credits, course.language))
        for identity in identities:
            other = seen.setdefault((year, institution, *identity), record.path)
            if other != record.path:
                yield error(
                    record.place("tittel"),
                    "same-course-twice",
                    N_("The same course is also in {other}."),
                    N_("Delete one, or tell them apart by title, level or grades."),
                    other=other,
                )
                break


def _articles(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each article with a contradicting language, or the key and language of an earlier one."""
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
