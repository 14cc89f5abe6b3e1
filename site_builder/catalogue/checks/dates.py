"""What is wrong with dates: gatherings, deadlines, semesters and the life of an institution."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from site_builder.catalogue.holidays import public_holidays
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import Who
from site_builder.catalogue.schema.vocabulary import InstitutionEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Phrase, Problem, error
from site_builder.sources.record import Record


def date_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for every date that comes before or after one of another file, and what years say of theirs."""
    for key, record, course in entries.pairs(CourseEntry):
        if year := entries.of(YearEntry).get(key.split("/")[0]):
            yield from _own_deadlines(record, course, year)
    for _, record, year in entries.pairs(YearEntry):
        yield from _year(record, year)
    for _, record, institution in entries.pairs(InstitutionEntry):
        yield from _validity(record, institution)


def gathering_problems(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield a problem for each gathering that is before, after or among what it cannot be."""
    end = course.start.plus(course.duration).first_day
    previous = None
    for index, gathering in sorted(enumerate(course.gatherings), key=lambda pair: pair[1].first):
        last = gathering.last or gathering.first
        place = partial(record.place, "samlinger", index)
        if last < gathering.first:
            yield messages.error(
                place("til"), "gathering-order", first=gathering.first.isoformat(), last=last.isoformat()
            )
            continue
        if previous and gathering.first <= previous:
            yield messages.error(place("fra"), "gathering-overlap", first=gathering.first.isoformat())
        previous = max(last, previous or last)
        if gathering.first < course.start.first_day:
            yield messages.error(
                place("fra"), "gathering-before-start", first=gathering.first.isoformat(), start=str(course.start)
            )
        if last >= end:
            yield messages.error(place("til"), "gathering-after-end", last=last.isoformat())
        if (last - gathering.first).days > 13:
            yield messages.warning(place("til"), "long-gathering", days=(last - gathering.first).days + 1)
            continue
        days = [gathering.first + timedelta(days=count) for count in range((last - gathering.first).days + 1)]
        for day in days:
            if name := public_holidays(day.year).get(day):
                yield messages.warning(place("fra"), "gathering-on-holiday", day=day.isoformat(), name=Phrase(name))


def _own_deadlines(record: Record, course: CourseEntry, year: YearEntry) -> Iterator[Problem]:
    for index, deadline in enumerate(course.deadlines):
        if deadline.day < year.opens:
            yield messages.error(
                record.place("frister", index, "dato"),
                "deadline-before-opening",
                day=deadline.day.isoformat(),
                opens=year.opens.isoformat(),
            )


def _year(record: Record, year: YearEntry) -> Iterator[Problem]:
    order = list(Who)
    for index, deadline in enumerate(year.deadlines):
        if deadline.day < year.opens:
            yield messages.error(
                record.place("frister", index, "dato"),
                "deadline-before-opening",
                day=deadline.day.isoformat(),
                opens=year.opens.isoformat(),
            )
    main = [(index, deadline) for index, deadline in enumerate(year.deadlines) if not deadline.additional]
    by_who = sorted(main, key=lambda pair: order.index(pair[1].who))
    for (_, earlier), (index, later) in itertools.pairwise(by_who):
        if later.day < earlier.day:
            yield error(
                record.place("frister", index, "dato"),
                "deadline-order",
                N_("The deadline of «{later}» ({day}) is before that of «{earlier}»."),
                N_("Teachers apply first, then owners, Udir and institutions answer. Check the dates."),
                later=str(later.who),
                day=later.day.isoformat(),
                earlier=str(earlier.who),
            )
    if not any(deadline.who is Who.TEACHER for _, deadline in main):
        yield error(
            record.key_place("frister"),
            "missing-teacher-deadline",
            N_("The year has no deadline for teachers."),
            N_("Add one with «hvem: lærer»: the banner shows it."),
        )

    for index, span in enumerate(year.semesters):
        if span.last < span.first:
            yield error(
                record.place("semestre", index, "til"),
                "semester-order",
                N_("The semester ends on {last}, before it begins on {first}."),
                N_("Swap the two dates, or correct one."),
                first=span.first.isoformat(),
                last=span.last.isoformat(),
            )


def _validity(record: Record, institution: InstitutionEntry) -> Iterator[Problem]:
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
