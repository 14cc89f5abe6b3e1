"""Courses that somebody who reads about one may want to see, each group with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.fields import CourseState
from site_builder.catalogue.model import Course
from site_builder.problems import N_

MOST = 3
"""Courses a group: a page's end is no list."""


def related(course: Course, courses: Iterable[Course]) -> Iterator[tuple[str, tuple[Course, ...]]]:
    """Yield (reason as msgid, courses) for each group that has any; a course stands in the first group that fits."""
    others = [
        each
        for each in courses
        if each.key != course.key
        and each.subject.key == course.subject.key
        and each.offering.state not in (CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)
    ]
    seen: set[str] = set()
    for reason, fits in (
        (N_("The next level"), lambda each: _next_level(course, each)),
        (
            N_("The same subject and grades elsewhere"),
            lambda each: each.level == course.level and each.grades == course.grades,
        ),
        (
            N_("More in the subject at the same institution"),
            lambda each: each.institution.key == course.institution.key,
        ),
    ):
        found = [each for each in others if each.key not in seen and fits(each)]
        nearest = tuple(
            sorted(found, key=lambda each: (not set(each.counties) & set(course.counties), each.key))[:MOST]
        )
        seen.update(each.key for each in nearest)
        if nearest:
            yield reason, nearest


def _next_level(course: Course, other: Course) -> bool:
    if other.prior_course == course.key:
        return True
    return bool(
        course.level
        and other.level == course.level + 1
        and other.grades == course.grades
        and other.institution.key == course.institution.key
    )
