"""Values of fields and units that the profile of a catalogue defines, for the elements of standard formats."""

from __future__ import annotations

from site_builder.catalogue.model import Course, Offering
from site_builder.catalogue.profile import first_of
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.times import DurationUnit


def cost_of(course: Course) -> str:
    """Return the cost of a course, `1200 NOK. FEE`: its first own field that is a price, then its fee; or ""."""
    own = first_of(course.own, OwnKind.PRICE)
    price = f"{own.value:g} {own.field.currency}" if own else ""
    return ". ".join(filter(None, (price, course.offering.fee)))


def semesters_of(offering: Offering) -> int | None:
    """Return the number of semesters that a course lasts, or None for a duration in another unit."""
    duration = offering.duration
    return duration.count if duration.unit is DurationUnit.SEMESTER else None
