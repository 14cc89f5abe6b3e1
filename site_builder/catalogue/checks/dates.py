"""Check dates: gatherings, deadlines, semesters and the validity of institutions."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from site_builder.catalogue.holidays import HOLIDAYS_OF, public_holidays
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course_groups import DeadlineEntry
from site_builder.catalogue.schema.declarations import declarations_of
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.catalogue.schema.roles import ROLES, Role, reader_among
from site_builder.catalogue.schema.times import Semester
from site_builder.catalogue.schema.vocabulary import InstitutionEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Phrase, Place, Problem, error, warning
from site_builder.sources.record import Record

MAX_GATHERING_DAYS = 14
"""Days, first and last included, of the longest gathering without a warning. A longer one usually has a wrong month."""


def date_problems(entries: Entries) -> Iterator[Problem]:
    """Yield the errors in the dates of years and institutions, and in courses' deadlines before their year opens.

    A year without a deadline by which readers apply has one, unless the profile makes deadlines optional.
    """
    for key, record, course in entries.pairs(CourseEntry):
        if year := entries.of(YearEntry).get(key.split("/")[0]):
            yield from _before_opening(record, course.deadlines, year.opens)
    roles = _roles(entries)
    for _, record, year in entries.pairs(YearEntry):
        yield from _before_opening(record, year.deadlines, year.opens)
        yield from _deadline_order(record, year, roles)
        yield from _semesters(record, year)
    for _, record, institution in entries.pairs(InstitutionEntry):
        yield from _validity(record, institution)


def gathering_problems(record: Record, course: CourseEntry, country: str) -> Iterator[Problem]:
    """Yield a problem for each gathering of a course with impossible or unlikely dates.

    A gathering must end after it begins, must not overlap the one before it, and must be within the course. One longer
    than MAX_GATHERING_DAYS gives a warning; else, if `country` (ISO 3166-1) is "NO", one on a public holiday.
    """
    end = course.start.last(course.duration).plus(1).first_day
    previous = None
    for index, gathering in sorted(enumerate(course.gatherings), key=lambda pair: pair[1].first):
        first, last = gathering.first, gathering.last or gathering.first
        place = partial(record.place, "samlinger", index)
        if last < first:
            yield messages.error(place("til"), "gathering-order", first=first.isoformat(), last=last.isoformat())
            continue
        if previous and first <= previous:
            yield messages.error(place("fra"), "gathering-overlap", first=first.isoformat())
        previous = max(last, previous or last)
        yield from _outside_course(place, first, last, course.start, end)
        yield from _unlikely_days(place, first, last, country)


def _outside_course(
    place: Callable[[str], Place], first: date, last: date, start: Semester, end: date
) -> Iterator[Problem]:
    """Yield the problems of a gathering before the semester `start` or on or after the day `end`."""
    if first < start.first_day:
        yield messages.error(place("fra"), "gathering-before-start", first=first.isoformat(), start=str(start))
    if last >= end:
        yield messages.error(place("til"), "gathering-after-end", last=last.isoformat())


def _unlikely_days(place: Callable[[str], Place], first: date, last: date, country: str) -> Iterator[Problem]:
    """Yield a warning for a gathering longer than MAX_GATHERING_DAYS, else for each public holiday of Norway in it."""
    days = (last - first).days + 1
    if days > MAX_GATHERING_DAYS:
        yield messages.warning(place("til"), "long-gathering", days=days)
        return
    if country != HOLIDAYS_OF:
        return
    for day in (first + timedelta(days=count) for count in range(days)):
        if name := public_holidays(day.year).get(day):
            yield messages.warning(place("fra"), "gathering-on-holiday", day=day.isoformat(), name=Phrase(name))


def _before_opening(record: Record, deadlines: Iterable[DeadlineEntry], opens: date) -> Iterator[Problem]:
    """Yield a problem for each deadline before the first day of applications."""
    for index, deadline in enumerate(deadlines):
        if deadline.day < opens:
            yield messages.error(
                record.place("frister", index, "dato"),
                "deadline-before-opening",
                day=deadline.day.isoformat(),
                opens=opens.isoformat(),
            )


def _roles(entries: Entries) -> tuple[Role, ...]:
    """Return the roles of the catalogue in the order in which they act."""
    profile = entries.of(ProfileEntry).get("profile")
    return (declarations_of(profile).roles if profile else ()) or tuple(ROLES.values())


def _deadline_order(record: Record, year: YearEntry, roles: tuple[Role, ...]) -> Iterator[Problem]:
    """Yield a problem for each main deadline before that of a role that acts earlier, and for no reader's deadline."""
    main = [(index, deadline) for index, deadline in enumerate(year.deadlines) if not deadline.additional]
    by_who = sorted(main, key=lambda pair: pair[1].who.rank)
    for (_, earlier), (index, later) in itertools.pairwise(by_who):
        if later.day < earlier.day:
            yield error(
                record.place("frister", index, "dato"),
                "deadline-order",
                N_("The deadline of «{later}» ({day}) is before that of «{earlier}»."),
                N_("They act in this order: {order}. Check the dates."),
                later=str(later.who),
                day=later.day.isoformat(),
                earlier=str(earlier.who),
                order=", ".join(map(str, roles)),
            )
    required = type(year).fields["deadlines"].required  # unless the profile makes deadlines optional
    if required and not any(deadline.who.applies for _, deadline in main):
        yield error(
            record.key_place("frister"),
            "missing-teacher-deadline",
            N_("The year has no deadline for those who apply."),
            N_("Add one with «hvem: {who}»: the banner shows it."),
            who=str(reader_among(roles)),
        )


def _semesters(record: Record, year: YearEntry) -> Iterator[Problem]:
    names = [span.semester for span in year.semesters]
    for index, span in enumerate(year.semesters):
        if span.semester in names[:index]:
            yield messages.error(record.place("semestre", index, "navn"), "double-value", value=str(span.semester))
        if span.last < span.first:
            yield error(
                record.place("semestre", index, "til"),
                "semester-order",
                N_("The semester ends on {last}, before it begins on {first}."),
                N_("Swap the two dates, or correct one."),
                first=span.first.isoformat(),
                last=span.last.isoformat(),
            )
        elif (
            index
            and span.semester not in names[:index]
            and span.first <= (before := year.semesters[index - 1]).last
            and before.first <= span.last
        ):
            yield warning(
                record.place("semestre", index, "fra"),
                "semester-order",
                N_("{semester} begins on {first}, before {before} ends on {last}."),
                N_("Check the dates of both."),
                semester=str(span.semester),
                first=span.first.isoformat(),
                before=str(before.semester),
                last=before.last.isoformat(),
            )


def _validity(record: Record, institution: InstitutionEntry) -> Iterator[Problem]:
    """Yield the problems of an institution that ends before it begins, or has a successor but no last day."""
    first, last = institution.valid_from, institution.valid_until
    if first and last and last < first:
        yield error(
            record.place("gyldig til"),
            "validity-order",
            N_("The institution ends on {last}, before it begins on {first}."),
            N_("Swap the two dates, or correct one."),
            first=first.isoformat(),
            last=last.isoformat(),
        )
    if institution.successor and not last:
        yield error(
            record.place("etterfølger"),
            "successor-without-end",
            N_("The institution has a successor, but no last day."),
            N_("Add «gyldig til»."),
        )
