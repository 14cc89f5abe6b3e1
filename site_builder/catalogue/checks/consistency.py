"""Check that the fields of one course agree with each other.

Contradictions are errors; unlikely but possible values are warnings.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.checks.dates import gathering_problems
from site_builder.catalogue.checks.provenance import provenance_problems
from site_builder.catalogue.checks.titles import read_title
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import CourseState, Delivery, Form
from site_builder.catalogue.schema.own_delivery import OwnDelivery, kind_of
from site_builder.catalogue.schema.times import Semester
from site_builder.problems import Problem
from site_builder.sources.record import Record


def consistency_problems(record: Record, course: CourseEntry, country: str) -> Iterator[Problem]:
    """Yield the problems inside one course file: fields that contradict each other, and unlikely values.

    `country` is the ISO 3166-1 code of the profile, or ""; gatherings are compared with holidays in Norway ("NO") only.
    """
    yield from _title(record, course)
    yield from _modules(record, course)
    yield from _prior(record, course)
    yield from _state(record, course)
    yield from _delivery(record, course)
    yield from provenance_problems(record, course)
    yield from gathering_problems(record, course, country)


def _title(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield a problem for each fact in the title that its field contradicts."""
    title = read_title(course.title)
    grades = _range(title.grades)
    in_grades = str(course.grades)  # "" where the profile makes the field optional
    comparisons = (
        ("trinn", grades, in_grades, not title.grades or not in_grades or title.grades in course.grades.ranges),
        ("trinn", _range(title.stage), in_grades, title.grades or not in_grades or _is_for(title.stage, course)),
        ("nivå", title.level, course.level, title.level is None or title.level == course.level),
        ("studiepoeng", title.credits, course.credits, _has_credits(title.credits, course)),
        ("oppstart", " / ".join(map(str, title.semesters)), course.start, _is_taught_in(title.semesters, course)),
        ("studieform", title.delivery, course.delivery, _is_delivered(title.delivery, course)),
        ("status", title.closed, course.state, not title.closed or course.state is not CourseState.OPEN),
    )
    for key, in_title, in_field, agrees in comparisons:
        if not agrees:
            yield messages.error(
                record.place(key) if key in record.fields else record.place("tittel"),
                "title-contradicts",
                key=key,
                in_title=_quoted(in_title),
                in_field=_quoted(in_field),
            )


def _range(grades: tuple[int, int] | None) -> str | None:
    return grades and f"{grades[0]}-{grades[1]}"


def _is_for(stage: tuple[int, int] | None, course: CourseEntry) -> bool:
    """Return whether a course has a school year of `stage` (lowest, highest). True without stage or grades."""
    ranges = course.grades.ranges
    return not stage or not ranges or any(low <= stage[1] and stage[0] <= high for low, high in ranges)


def _has_credits(stated: float | None, course: CourseEntry) -> bool:
    """Return whether a course has the credits `stated` in its title; True where the title or the file gives none."""
    return stated is None or not course.credits or stated == course.credits


def _is_taught_in(semesters: tuple[Semester, ...], course: CourseEntry) -> bool:
    """Return whether a course is taught in one of `semesters`; True for no semesters, or terms of a profile."""
    last = course.start.last(course.duration)
    return not semesters or bool(course.start.terms) or any(course.start <= each <= last for each in semesters)


def _is_delivered(stated: Delivery | None, course: CourseEntry) -> bool:
    """Return whether a course is delivered as `stated` in its title; True where the title states nothing."""
    return stated is None or kind_of(course.delivery).is_online is (stated is Delivery.ONLINE)


def _quoted(value: object) -> object:
    """Return a value as messages quote it: numbers as numbers, which depend on the language, other values as text."""
    return "–" if value is None else value if isinstance(value, float) else str(value)


def _modules(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield the problems of modules whose credits do not sum to the course's, or that are outside its semesters."""
    total = sum(module.credits for module in course.modules)
    if course.modules and course.credits and total != course.credits:
        yield messages.error(
            record.place("studiepoeng"), "modules-do-not-sum", total=_quoted(total), credits=_quoted(course.credits)
        )
    last = course.start.last(course.duration)
    for index, module in enumerate(course.modules):
        if module.semester and not course.start.term <= module.semester.term <= last:
            yield messages.error(
                record.place("moduler", index, "semester"),
                "module-outside-course",
                semester=str(module.semester),
                first=str(course.start),
                last=str(last),
            )


def _prior(record: Record, course: CourseEntry) -> Iterator[Problem]:
    if course.level and course.level >= 2 and not course.prior_credits and not course.prior_course:
        yield messages.warning(record.place("nivå"), "level-without-prior", level=course.level)


def _state(record: Record, course: CourseEntry) -> Iterator[Problem]:
    if course.state is not CourseState.OPEN and not course.state_note:
        yield messages.warning(record.place("status"), "state-without-note", state=str(course.state))


def _delivery(record: Record, course: CourseEntry) -> Iterator[Problem]:
    online = kind_of(course.delivery).is_online
    if online and any(gathering.form is Form.PHYSICAL for gathering in course.gatherings):
        own = ".own" if isinstance(course.delivery, OwnDelivery) else ""
        yield messages.warning(record.place("studieform"), f"delivery-contradicts{own}", delivery=str(course.delivery))
    if not online and not course.places:
        yield messages.error(record.place("studieform"), "missing-places", delivery=str(course.delivery))
