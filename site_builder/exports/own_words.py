"""Own fields in formats that have an element for their meaning."""

from __future__ import annotations

from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import first_of
from site_builder.catalogue.schema.enums import OwnKind


def cost_of(course: Course) -> str:
    """Return what a course costs: its price with the currency, and the note on it; "" where neither is given."""
    own = first_of(course.own, OwnKind.PRICE)
    price = f"{own.value:g} {own.field.currency}" if own else ""
    return ". ".join(filter(None, (price, course.offering.fee)))
