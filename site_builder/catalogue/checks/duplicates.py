"""Check for duplicate courses and articles, and for courses that build on themselves."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import ArticleEntry
from site_builder.problems import N_, Problem, error


def duplicate_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each duplicate course or article and each course that builds on itself."""
    yield from _courses(entries)
    yield from _loops(entries)
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


def _loops(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each course in a cycle of «bygger på» within its year: nobody could begin it."""
    courses = entries.of(CourseEntry)
    for key, record, course in entries.pairs(CourseEntry):
        year, chain = key.split("/")[0], [key]
        prior = course.prior_course
        while prior and (next_key := f"{year}/{prior}") in courses and next_key not in chain:
            chain.append(next_key)
            prior = courses[next_key].prior_course
        if prior and f"{year}/{prior}" == key:
            yield error(
                record.place("bygger på"),
                "builds-on-itself",
                N_("The course builds on itself: {way}."),
                N_("Correct «bygger på»: it is the course that students take first."),
                way=" → ".join(each.split("/", 1)[1] for each in (*chain, key)),
            )


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
