"""Courses that somebody who reads about one may want to see, each group with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import merge
from itertools import chain
from typing import NamedTuple

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.engine.memo import Memo, cache_key
from site_builder.problems import N_

MOST = 3
"""Courses a group: a page's end is no list."""

Group = tuple[str, tuple[Course, ...]]
"""Reason as msgid, courses."""

Mark = tuple[object, ...]
"""What courses have in common."""


class Neighbours:
    """The neighbours of each course of a year; found when they are first asked for, then known."""

    def __init__(self, year: AcademicYear) -> None:
        """Keep the year."""
        self._year = year
        self._known: dict[str, tuple[Group, ...]] = {}
        self._divided: dict[tuple[Callable[[Course], Mark], str], Mapping[Mark, _Candidates]] = {}

    def of(self, course: Course) -> tuple[Group, ...]:
        """Return each group that has any courses; a course stands in the first group that fits.

        In each those within the same counties come first, then in order of key.
        """
        if course.key not in self._known:
            self._known[course.key] = tuple(self._groups(course))
        return self._known[course.key]

    def marks(self, memo: Memo) -> Mapping[str, str]:
        """Return for each course by key a mark of its groups: another when they, or the facts of who is in them, are.

        They are recalled as long as every course's facts and counties are the same.
        """
        marks = memo.get_or_compute_many(
            "neighbours",
            [
                (
                    self._year.key,
                    *(f"{each.header_digest} {sorted(self._counties[each.key])}" for each in self._year.courses),
                )
            ],
            lambda _: [{course.key: self._mark(course) for course in self._year.courses}],
        )
        return marks[0]

    def _mark(self, course: Course) -> str:
        parts = (
            part for reason, found in self.of(course) for part in (reason, *(each.header_digest for each in found))
        )
        return cache_key(*parts).hex()

    def _groups(self, course: Course) -> Iterator[Group]:
        sharing = partial(self._sharing, subject=course.subject.key)
        higher = sharing(_level, _level(course, 1)) if course.level else _NOBODY
        if after := self._after.get(course.key):
            both = {each.key: each for each in (*higher.all, *after)}
            higher = self._candidates([both[key] for key in sorted(both)])
        counties = self._counties[course.key]
        seen = {course.key}
        for reason, candidates in (
            (N_("The next level"), higher),
            (N_("The same subject and grades elsewhere"), sharing(_likeness, _likeness(course))),
            (N_("More in the subject at the same institution"), sharing(_offer, _offer(course))),
        ):
            near = merge(*(candidates.by_county.get(county, ()) for county in counties), key=_key)
            far = (each for each in candidates.all if counties.isdisjoint(self._counties[each.key]))
            if found := _first(chain(near, far), course, seen):
                seen.update(each.key for each in found)
                yield reason, found

    @cached_property
    def _after(self) -> Mapping[str, tuple[Course, ...]]:
        """Key of a course -> the courses that build on it."""
        found: dict[str, list[Course]] = defaultdict(list)
        for course in self._year.courses:
            if course.prior_course:
                found[course.prior_course].append(course)
        return {key: tuple(courses) for key, courses in found.items()}

    @cached_property
    def _counties(self) -> Mapping[str, frozenset[str]]:
        return {course.key: frozenset(course.counties) for course in self._year.courses}

    def _sharing(self, mark: Callable[[Course], Mark], shared: Mark, subject: str) -> _Candidates:
        """Return the courses of a subject that have that in common; of other subjects no mark is asked for."""
        if (mark, subject) not in self._divided:
            found: dict[Mark, list[Course]] = defaultdict(list)
            for course in self._in_subject[subject]:
                found[mark(course)].append(course)
            self._divided[mark, subject] = {key: self._candidates(courses) for key, courses in found.items()}
        return self._divided[mark, subject].get(shared, _NOBODY)

    @cached_property
    def _in_subject(self) -> Mapping[str, Sequence[Course]]:
        found: dict[str, list[Course]] = defaultdict(list)
        for course in self._year.courses:
            found[course.subject.key].append(course)
        return found

    def _candidates(self, courses: Iterable[Course]) -> _Candidates:
        offered = tuple(course for course in courses if course.offering.is_held)
        by_county: dict[str, list[Course]] = defaultdict(list)
        for course in offered:
            for county in self._counties[course.key]:
                by_county[county].append(course)
        return _Candidates(offered, by_county)


class _Candidates(NamedTuple):
    """Courses that one can take in order of key, and those in each county: of thousands three are chosen."""

    all: Sequence[Course]
    by_county: Mapping[str, Sequence[Course]]


_NOBODY = _Candidates((), {})


def _first(candidates: Iterable[Course], course: Course, seen: Container[str]) -> tuple[Course, ...]:
    """Return the first in the subject of `course` that are not `seen`, each once."""
    found: dict[str, Course] = {}
    for each in candidates:
        if each.key not in seen and each.subject.key == course.subject.key:
            found[each.key] = each
            if len(found) == MOST:
                break
    return tuple(found.values())


def _key(course: Course) -> str:
    return course.key


def _offer(course: Course) -> Mark:
    return (course.subject.key, course.institution.key)


def _level(course: Course, up: int = 0) -> Mark:
    """What courses share of which one is the next level of the other, so many levels up."""
    return (*_offer(course), course.grades, (course.level or 0) + up)


def _likeness(course: Course) -> Mark:
    return (course.subject.key, course.level, course.grades)
