"""Courses that somebody who reads about one may want to see, each group with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.arrangement import Arrangement, likeness
from site_builder.catalogue.fields import CourseState
from site_builder.catalogue.model import Course
from site_builder.problems import N_

MOST = 3
"""Courses a group: a page's end is no list."""


def related(course: Course, arranged: Arrangement) -> Iterator[tuple[str, tuple[Course, ...]]]:
    """Yield (reason as msgid, courses) for each group that has any; a course stands in the first group that fits."""
    here = arranged.here[course.subject.key, course.institution.key]
    next_level = [each for each in here if _next_level(course, each)]
    seen = {course.key}
    for reason, candidates in (
        (N_("The next level"), [*next_level, *arranged.after.get(course.key, ())]),
        (N_("The same subject and grades elsewhere"), arranged.alike[likeness(course)]),
        (N_("More in the subject at the same institution"), here),
    ):
        found = {each.key: each for each in candidates if each.key not in seen and _offered(course, each)}
        nearest = sorted(found.values(), key=lambda each: (not set(each.counties) & set(course.counties), each.key))[
            :MOST
        ]
        seen.update(each.key for each in nearest)
        if nearest:
            yield reason, tuple(nearest)


def _offered(course: Course, other: Course) -> bool:
    return other.subject.key == course.subject.key and other.offering.state not in (
        CourseState.CANCELLED,
        CourseState.NOT_THIS_YEAR,
    )


def _next_level(course: Course, other: Course) -> bool:
    return bool(course.level and other.level == course.level + 1 and other.grades == course.grades)
