"""What stands twice, or refers to itself: faults that lie between files."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import ArticleEntry
from site_builder.problems import N_, Problem, error


def duplicate_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each course or article that stands twice, and for courses that build on themselves."""
    yield from _courses(entries)
    yield from _loops(entries)
    yield from _articles(entries)


def _courses(entries: Entries) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], str] = {}
    for key, record, course in entries.pairs(CourseEntry):
        year, institution, _ = key.split("/")
        marks: list[tuple[object, ...]] = [(year, institution, " ".join(course.title.casefold().split()))]
        if course.level:
            marks.append(
                (
                    year,
                    institution,
                    course.subject,
                    course.level,
                    course.grades,
                    course.credits,
                    course.language,
                )
            )
        for mark in marks:
            other = seen.setdefault(mark, record.path)
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
    """A course that builds on itself, at once or by way of others of its year, could never be begun."""
    courses = entries.of(CourseEntry)
    for key, record, course in entries.pairs(CourseEntry):
        year, way = key.split("/")[0], [key]
        prior = course.prior_course
        while prior and (next_key := f"{year}/{prior}") in courses and next_key not in way:
            way.append(next_key)
            prior = courses[next_key].prior_course
        if prior and f"{year}/{prior}" == key:
            yield error(
                record.place("bygger på"),
                "builds-on-itself",
                N_("The course builds on itself: {way}."),
                N_("Correct «bygger på»: it is the course that students take first."),
                way=" → ".join(each.split("/", 1)[1] for each in (*way, key)),
            )


def _articles(entries: Entries) -> Iterator[Problem]:
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
