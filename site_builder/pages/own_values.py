"""The values of fields that a catalogue defines itself (own fields), as texts in a language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import LONGEST_SHORT_STEP, OwnValue
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.pages.i18n import Locale
from site_builder.problems import N_

ALONE = (OwnKind.TEXT, OwnKind.CHOICE, OwnKind.LIST, OwnKind.SCALE, OwnKind.PRICE)
"""Kinds whose values are understood without the name of the field."""


def own_words(own: OwnValue, locale: Locale) -> str:
    """Return the value of an own field as text in the language; of a link, the address without its scheme."""
    value, kind = own.value, own.field.kind
    if kind is OwnKind.LINK:
        return str(value.partition("://")[2].rstrip("/"))
    if kind is OwnKind.PRICE:
        return locale.money(value, own.field.currency) if value else locale.gettext(N_("free"))
    if isinstance(value, bool):
        return locale.gettext(N_("yes") if value else N_("no"))
    if isinstance(value, date):
        return locale.full_date(value)
    if isinstance(value, float):
        return locale.number(value)
    words = [text.in_language(locale.language) for text in own.texts]
    return f"{words[0]}–{words[-1]}" if kind is OwnKind.SCALE and len(words) > 1 else ", ".join(words)


def words_alone(own: OwnValue, locale: Locale) -> str:
    """Return the value of an own field as text that is clear without a heading: `Year 4–6`, `Master's`.

    Short steps of a scale, such as numbers, have the field's name before them.
    """
    words = own_words(own, locale)
    if own.field.kind is OwnKind.SCALE and len(own.texts[0].first) <= LONGEST_SHORT_STEP:
        return f"{own.field.name.in_language(locale.language)} {words}"
    return words


def listed_words(course: Course, locale: Locale) -> Iterator[str]:
    """Yield the values of the own fields that lists show, in the profile's order, some with the field's name."""
    for own in course.own:
        if not own.field.in_lists:
            continue
        name = own.field.name.in_language(locale.language)
        if own.field.kind in ALONE:
            yield words_alone(own, locale)
        elif own.field.kind is not OwnKind.YES:
            yield f"{name}: {own_words(own, locale)}"
        elif own.value:
            yield name
