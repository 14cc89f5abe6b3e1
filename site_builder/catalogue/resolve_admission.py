"""The admission that an institution has in a year, for courses whose own files do not say otherwise."""

from __future__ import annotations

from msgspec.structs import replace

from site_builder.catalogue.admission import ApplicationForm
from site_builder.catalogue.model import Course
from site_builder.catalogue.resolve_course import resolve_deadlines
from site_builder.catalogue.schema.year import AdmissionEntry, FormEntry
from site_builder.catalogue.texts import Text
from site_builder.engine.memo import cache_key


def resolve_form(entry: FormEntry) -> ApplicationForm:
    """Return the application form of an entry in a year or for an institution."""
    return ApplicationForm(address=entry.address, text=Text(entry.text), for_whom=Text(entry.for_whom))


def with_admission(course: Course, given: AdmissionEntry | None) -> Course:
    """Return a course with the deadlines, rolling admission and form that its institution has in the year.

    What the course states has priority: its deadline replaces that of the institution for the same role, as either
    replaces the year's. If `given` is None, the course is returned unchanged.
    """
    if given is None:
        return course
    offering = course.offering
    main = [each.who for each in offering.deadlines if not each.additional]
    applies_by_day = any(who.applies for who in main)
    replaced = {who.key for who in main}
    added = [] if offering.application else resolve_deadlines(given.deadlines)
    kept = [
        each
        for each in added
        if each.additional or (each.who.key not in replaced and not (offering.rolling and each.who.applies))
    ]
    rolling = offering.rolling if offering.rolling is not None or applies_by_day else given.rolling
    form = resolve_form(given.form) if given.form else None
    changed = replace(offering, deadlines=(*offering.deadlines, *kept), rolling=rolling, form=form)
    digest = cache_key(course.header_digest, repr((changed.deadlines, rolling, form))).hex()
    return replace(course, offering=changed, header_digest=digest)
