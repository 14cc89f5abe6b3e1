"""Kompetansekrav: which courses go towards which requirement (domain facts, section 2), and what somebody still lacks.

The rules are data with source and validity in catalogue/vocabulary/requirements/; this is the arithmetic. A course
counts together with the credits it requires beforehand: «Engelsk 2» (30 on top of 30) gives 60.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import Grades
from site_builder.catalogue.vocabulary import Fulfilment, Requirement


def fulfilments(
    requirements: Iterable[Requirement], *, subject: str, grades: Grades, credits: float, prior_credits: float
) -> tuple[Fulfilment, ...]:
    """Return how far a course in `subject` for `grades` goes towards each requirement it touches.

    Only requirements for the subject whose school years overlap the course's; those met in full come first.
    """
    found = [
        Fulfilment(requirement=requirement, credits=min(credits + prior_credits, requirement.credits))
        for requirement in requirements
        if subject in requirement.subjects and touches(requirement, grades)
    ]
    return tuple(sorted(found, key=lambda each: (not each.complete, each.requirement.grades, each.requirement.key)))


def touches(requirement: Requirement, grades: Grades) -> bool:
    """Return whether any school year of `grades` is one the requirement is about."""
    return _touch(requirement.grades, grades)


@cache
def _touch(these: Grades, those: Grades) -> bool:
    """There are few notations of grades, and thousands of courses."""
    return any(those.overlaps(low, high) for low, high in these.ranges)


def lacking(requirement: Requirement, held: float) -> float:
    """Return how many credits somebody with `held` in the subject lacks; 0 where the requirement is met."""
    return max(0.0, requirement.credits - held)


class Way(Struct, frozen=True, kw_only=True):
    """Courses that, taken in this order, meet a requirement in one subject.

    It does so for whoever holds at least `enough_from` credits in the subject beforehand, and is of use below
    `useful_below`: from there on the requirement is met already, or one course of a chain is enough.
    """

    courses: tuple[Course, ...]
    credits: float
    enough_from: float
    useful_below: float

    def fits(self, held: float) -> bool:
        """Return whether it is a way for somebody who holds that many credits in the subject."""
        return self.enough_from <= held < self.useful_below

    @property
    def counties(self) -> frozenset[str] | None:
        """The counties in which all of it can be studied; None where none of its courses needs a place."""
        bound = [frozenset(course.counties) for course in self.courses if course.counties]
        return frozenset.intersection(*bound) if bound else None


def find_ways(requirement: Requirement, subject: str, courses: Iterable[Course]) -> tuple[Way, ...]:
    """Return the single courses, and the chains of two, that meet `requirement` in the subject with that key.

    Courses that are cancelled or not offered this year are left out. A chain leads from one course to the next level
    at the same institution, or to a course that says it builds on it. What asks least beforehand comes first.
    """
    found = [each for each in courses if _counts(each, requirement, subject)]
    single = {each.key: _single(each, requirement) for each in found}
    chains = [_chain(first, then, single, requirement) for first, then in _steps(found)]
    useful = [way for way in (*single.values(), *chains) if way.enough_from < way.useful_below]
    return tuple(sorted(useful, key=_order))


def _counts(course: Course, requirement: Requirement, subject: str) -> bool:
    return course.subject.key == subject and touches(requirement, course.grades) and course.offering.is_held


def _single(course: Course, requirement: Requirement) -> Way:
    enough = max(_prior(course), lacking(requirement, course.credits))
    return Way(courses=(course,), credits=course.credits, enough_from=enough, useful_below=requirement.credits)


def _chain(first: Course, then: Course, single: dict[str, Way], requirement: Requirement) -> Way:
    credits = first.credits + then.credits
    enough = max(_prior(first), _prior(then) - first.credits, lacking(requirement, credits))
    alone = min(single[first.key].enough_from, single[then.key].enough_from, requirement.credits)
    return Way(courses=(first, then), credits=credits, enough_from=enough, useful_below=alone)


def _prior(course: Course) -> float:
    """The credits it requires in its own subject; what it requires in another is not of this arithmetic."""
    return course.prior_credits if course.prior_subject and course.prior_subject.key == course.subject.key else 0.0


def _steps(courses: list[Course]) -> Iterator[tuple[Course, Course]]:
    """Yield (course, the one after it)."""
    by_key = {each.key: each for each in courses}
    at_level: dict[tuple[str, int], list[Course]] = defaultdict(list)
    for each in courses:
        if each.level:
            at_level[each.institution.key, each.level].append(each)
    for then in courses:
        before = at_level[then.institution.key, then.level - 1] if then.level else []
        builds_on = [by_key[then.prior_course]] if then.prior_course in by_key else []
        for first in {each.key: each for each in (*builds_on, *before)}.values():
            yield first, then


def _order(way: Way) -> tuple[float, int, float, str, str]:
    """Least beforehand, fewest courses; then those that are made to follow on, for they overlap least."""
    first = way.courses[0]
    return (way.enough_from, len(way.courses), -_prior(first), first.institution.name, first.title)
