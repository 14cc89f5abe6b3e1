"""Texts of prices, own fields and durations, for the elements of standard formats."""

from __future__ import annotations

from site_builder.catalogue.model import Course, Offering
from site_builder.catalogue.profile import OwnValue, first_of
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.times import DurationUnit
from site_builder.exports.words import Words


def cost_of(course: Course) -> str:
    """Return the cost of a course as a text, `1200 NOK. FEE`: its first own field that is a price, then its fee.

    "" if it has neither.
    """
    own = first_of(course.own, OwnKind.PRICE)
    price = f"{_plain(own.value)} {own.field.currency}" if own else ""
    return ". ".join(filter(None, (price, course.offering.fee)))


def own_text(own: OwnValue, words: Words) -> str:
    """Return the name and value of a field that the catalogue defines, in its first language: `Price: 420 GBP`."""
    return f"{own.field.name.first}: {own_value(own, words)}"


def own_value(own: OwnValue, words: Words) -> str:
    """Return the value of a field that the catalogue defines, in its first language: `420 GBP`, `morning; evening`."""
    value = own.plain
    if isinstance(value, bool):
        value = words.yes_or_no(value)
    text = "; ".join(value) if isinstance(value, list) else _plain(value) if isinstance(value, float) else value
    return " ".join(filter(None, (text, own.field.currency)))


def _plain(number: float) -> str:
    """Return a number without an exponent or superfluous decimals: `99.5`, `1500000`."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def semesters_of(offering: Offering) -> int | None:
    """Return the number of semesters that a course lasts; None if its duration is in another unit."""
    duration = offering.duration
    return duration.count if duration.unit is DurationUnit.SEMESTER else None
