"""Check that the fields of one course agree with each other.

Each check is a generator of problems; a fault of data is an error, what may be meant is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.checks.dates import gathering_problems
from site_builder.catalogue.checks.titles import read_title
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import CourseState, Delivery, Form, ProvenanceKind
from site_builder.problems import N_, Problem, error, warning
from site_builder.sources.record import Record


def consistency_problems(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield a problem for everything in a course's file that contradicts something else in it."""
    yield from _title(record, course)
    yield from _modules(record, course)
    yield from _prior(record, course)
    yield from _state(record, course)
    yield from _delivery(record, course)
    yield from _provenance(record, course)
    yield from gathering_problems(record, course)


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
