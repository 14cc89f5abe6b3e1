"""What cannot all be true at once, within a course, a year or between two courses.

Each check is a generator of problems; a fault of data is an error, what may be meant is a warning.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta

from site_builder.catalogue import entries as written
from site_builder.catalogue.entries import CourseEntry, Entries, YearEntry
from site_builder.catalogue.fields import CourseState, Delivery, Form, ProvenanceKind, Who
from site_builder.catalogue.holidays import public_holidays
from site_builder.catalogue.titles import read_title
from site_builder.problems import N_, Problem, error, warning
from site_builder.sources.front_matter import Record


def contradictions(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for everything that contradicts something else."""
    for key, record, course in entries.pairs(CourseEntry):
        yield from _title(record, course)
        yield from _modules(record, course)
        yield from _gatherings(record, course)
        yield from _prior(record, course)
        yield from _state(record, course)
        yield from _delivery(record, course)
        yield from _provenance(record, course)
        if year := entries.of(YearEntry).get(key.split("/")[0]):
            yield from _own_deadlines(record, course, year)
    for _, record, year in entries.pairs(YearEntry):
        yield from _year(record, year)
    for _, record, institution in entries.pairs(written.InstitutionEntry):
        yield from _validity(record, institution)
    yield from _twice(entries)


def _title(record: Record, course: CourseEntry) -> Iterator[Problem]:
    title = read_title(course.title)
    said = (
        (
            "trinn",
            title.grades and f"{title.grades[0]}-{title.grades[1]}",
            str(course.grades),
            title.grades is None or title.grades in course.grades.ranges,
        ),
        ("nivå", title.level, course.level, title.level is None or title.level == course.level),
        (
            "studiepoeng",
            title.credits,
            course.credits,
            title.credits is None or title.credits == course.credits,
        ),
    )
    for key, in_title, in_field, agrees in said:
        if not agrees:
            yield error(
                record.place(key) if key in record.fields else record.place("tittel"),
                "title-contradicts",
                N_("The title says {in_title}, the field «{key}» says {in_field}."),
                N_("Correct whichever is wrong: teachers search by the field and read the title."),
                key=key,
                in_title=_plain(in_title),
                in_field=_plain(in_field),
            )


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "–" if value is None else str(value)


def _modules(record: Record, course: CourseEntry) -> Iterator[Problem]:
    total = sum(module.credits for module in course.modules)
    if course.modules and total != course.credits:
        yield error(
            record.place("studiepoeng"),
            "modules-do-not-sum",
            N_("The modules add up to {total} credits, the course has {credits}."),
            N_("Correct the course's credits or a module's."),
            total=_plain(total),
            credits=_plain(course.credits),
        )
    last = course.start.plus(course.duration - 1)
    for index, module in enumerate(course.modules):
        if module.semester and not course.start <= module.semester <= last:
            yield error(
                record.place("moduler", index, "semester"),
                "module-outside-course",
                N_("The module is in {semester}, but the course runs from {first} to {last}."),
                N_("Correct the module's semester, or the course's start and duration."),
                semester=str(module.semester),
                first=str(course.start),
                last=str(last),
            )


def _gatherings(record: Record, course: CourseEntry) -> Iterator[Problem]:
    end = course.start.plus(course.duration).first_day
    previous = None
    for index, gathering in sorted(enumerate(course.gatherings), key=lambda pair: pair[1].first):
        last = gathering.last or gathering.first
        at_first, at_last = record.place("samlinger", index, "fra"), record.place("samlinger", index, "til")
        if last < gathering.first:
            yield error(
                at_last,
                "gathering-order",
                N_("The gathering ends on {last}, before it begins on {first}."),
                N_("Swap the two dates, or correct one."),
                first=gathering.first.isoformat(),
                last=last.isoformat(),
            )
            continue
        if previous and gathering.first <= previous:
            yield error(
                at_first,
                "gathering-overlap",
                N_("The gathering begins on {first}, before the one before it ends."),
                N_("Correct the dates of one of them."),
                first=gathering.first.isoformat(),
            )
        previous = last
        if gathering.first < course.start.first_day:
            yield error(
                at_first,
                "gathering-before-start",
                N_("The gathering on {first} is before the course starts ({start})."),
                N_("Correct the year of the date, or the start."),
                first=gathering.first.isoformat(),
                start=str(course.start),
            )
        if last >= end:
            yield error(
                at_last,
                "gathering-after-end",
                N_("The gathering on {last} is after the course ends."),
                N_("Correct the date, or the start and duration."),
                last=last.isoformat(),
            )
        if (last - gathering.first).days > 13:
            yield warning(
                at_last,
                "long-gathering",
                N_("The gathering lasts {days} days."),
                N_("Check the month of both dates."),
                days=(last - gathering.first).days + 1,
            )
            continue
        days = [gathering.first + timedelta(days=count) for count in range((last - gathering.first).days + 1)]
        for day in days:
            if name := public_holidays(day.year).get(day):
                yield warning(
                    at_first,
                    "gathering-on-holiday",
                    N_("{day} is a public holiday ({name})."),
                    N_("Check the date."),
                    day=day.isoformat(),
                    name=name,
                )


def _prior(record: Record, course: CourseEntry) -> Iterator[Problem]:
    if course.level and course.level >= 2 and not course.prior_credits and not course.prior_course:
        yield warning(
            record.place("nivå"),
            "level-without-prior",
            N_("A course at level {level} usually requires credits in the subject, and none are given."),
            N_("Add «forkunnskaper» with subject and credits, or «bygger på»."),
            level=course.level,
        )


def _state(record: Record, course: CourseEntry) -> Iterator[Problem]:
    if course.state is not CourseState.OPEN and not course.state_note:
        yield warning(
            record.place("status"),
            "state-without-note",
            N_("The course is «{state}», and nothing says why."),
            N_("Add «statusmerknad» with one sentence for those who had planned on it."),
            state=str(course.state),
        )


def _delivery(record: Record, course: CourseEntry) -> Iterator[Problem]:
    online = course.delivery in (Delivery.ONLINE, Delivery.MOOC)
    if online and any(gathering.form is Form.PHYSICAL for gathering in course.gatherings):
        yield warning(
            record.place("studieform"),
            "delivery-contradicts",
            N_("The course is «{delivery}» but has gatherings where one meets."),
            N_("Write «nett- og samlingsbasert», or «form: digital» on the gatherings."),
            delivery=str(course.delivery),
        )
    if not online and not course.places:
        yield error(
            record.place("studieform"),
            "missing-places",
            N_("The course is «{delivery}», but no place is given."),
            N_("Add «studiesteder»: where must one travel?"),
            delivery=str(course.delivery),
        )


def _provenance(record: Record, course: CourseEntry) -> Iterator[Problem]:
    sample = course.provenance.kind is ProvenanceKind.SAMPLE
    if sample and course.contact:
        yield error(
            record.key_place("kontakt"),
            "sample-with-contact",
            N_("The course is a sample, but names somebody to contact."),
            N_("Remove «kontakt»: a composed course must not send readers to real people."),
        )
    if not sample and not course.provenance.source:
        yield error(
            record.key_place("opphav"),
            "missing-source",
            N_("The course is documented, but no source is given."),
            N_("Add «kilde» under «opphav», or write «type: eksempel»."),
        )


def _own_deadlines(record: Record, course: CourseEntry, year: YearEntry) -> Iterator[Problem]:
    for index, deadline in enumerate(course.deadlines):
        if deadline.day < year.opens:
            yield error(
                record.place("frister", index, "dato"),
                "deadline-before-opening",
                N_("The deadline {day} is before applications open on {opens}."),
                N_("Check the year of the date."),
                day=deadline.day.isoformat(),
                opens=year.opens.isoformat(),
            )


def _year(record: Record, year: YearEntry) -> Iterator[Problem]:
    order = list(Who)
    by_day = sorted(enumerate(year.deadlines), key=lambda pair: order.index(pair[1].who))
    for index, deadline in by_day:
        if deadline.day < year.opens:
            yield error(
                record.place("frister", index, "dato"),
                "deadline-before-opening",
                N_("The deadline {day} is before applications open on {opens}."),
                N_("Check the year of the date."),
                day=deadline.day.isoformat(),
                opens=year.opens.isoformat(),
            )
    for (_, earlier), (index, later) in itertools.pairwise(by_day):
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
    if not any(deadline.who is Who.TEACHER for deadline in year.deadlines):
        yield error(
            record.key_place("frister"),
            "missing-teacher-deadline",
            N_("The year has no deadline for teachers."),
            N_("Add one with «hvem: lærer»: the banner shows it."),
        )


def _validity(record: Record, institution: written.InstitutionEntry) -> Iterator[Problem]:
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


def _twice(entries: Entries) -> Iterator[Problem]:
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
                    N_("The same course also stands in {other}."),
                    N_("Delete one, or tell them apart by title, level or grades."),
                    other=other,
                )
                break
