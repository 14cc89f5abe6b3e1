"""Facts of the fields, terms and durations that a catalogue defines, and the phrases of queries that ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel.numbers import get_currency_name, get_currency_symbol

from site_builder.catalogue.labels import DELIVERIES
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import OwnField, OwnValue
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.other_notations import FREE
from site_builder.catalogue.schema.own_types import FREE as FREE_IN_FILES
from site_builder.catalogue.schema.term_types import UNIT_WORDS
from site_builder.catalogue.schema.times import Duration, DurationUnit, Semester
from site_builder.catalogue.years import Catalogue
from site_builder.file_names import slug, slug_or_nothing

AMOUNTS = tuple(first * 10**zeros // 10 for zeros in (2, 3, 4, 5) for first in (10, 15, 20, 25, 30, 40, 50, 60, 75, 80))
"""Amounts of money, from 10 to 80,000, that queries can name as the most that a course costs."""

MONTH = "mnd="
"""Beginning of the facts of months, which language packs have the names of."""


def own_facts(course: Course) -> Iterator[str]:
    """Yield the facts of a course that come from its catalogue's own definitions, as `name=value`: `pris=gratis`."""
    for own in course.own:
        if own.field.kind is OwnKind.PRICE:
            yield from _price_facts(own)
        elif own.field.facet and own.field.kind in (OwnKind.SCALE, OwnKind.CHOICE):
            keys = (slug_or_nothing(text.first) for text in own.texts)
            yield from (f"{own.field.address_key}={key}" for key in keys if key)
    if course.offering.own_delivery:  # by which the phrases of language packs find it
        yield f"studieform={DELIVERIES[course.offering.delivery][0]}"
    if course.offering.duration.unit is not DurationUnit.SEMESTER:
        yield _duration_fact(course.offering.duration)


def own_phrases(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return (phrase, fact) pairs for the catalogue's own fields, and for the terms and durations of the current year.

    A phrase is as people write it, such as `year 4`; a fact is as in `own_facts`.
    """
    offerings = [course.offering for course in catalogue.current_year.courses]
    return (
        *(pair for own in catalogue.profile.own_fields for pair in _field_phrases(own, catalogue)),
        *((name, f"studieform={own.id}") for own in catalogue.profile.declarations.deliveries for _, name in own.names),
        *_term_phrases({each.start for each in offerings if each.start.terms}, catalogue),
        *_duration_phrases({each.duration for each in offerings}, catalogue),
    )


def _price_facts(own: OwnValue) -> Iterator[str]:
    """Yield the facts of a price: that it is 0 (free), and each of AMOUNTS that it does not exceed."""
    if own.value == 0:
        yield f"{own.field.address_key}=gratis"
    yield from (f"{own.field.address_key}=hoyst.{amount}" for amount in AMOUNTS if own.value <= amount)


def _field_phrases(own: OwnField, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a price, and of the steps and choices that divide courses, in every language."""
    if own.kind is OwnKind.PRICE:
        yield from ((word, f"{own.address_key}=gratis") for word in (*FREE, FREE_IN_FILES))
        units = ("", *_currency_words(own.currency, catalogue))
        for most in catalogue.query_words.at_most:
            for amount in AMOUNTS:
                fact = f"{own.address_key}=hoyst.{amount}"
                yield from ((f"{most} {number} {unit}", fact) for number in (amount, f"{amount:,}") for unit in units)
    elif own.facet and own.kind in (OwnKind.SCALE, OwnKind.CHOICE):
        names = own.step_names if own.kind is OwnKind.SCALE else own.choices
        for key, name in zip(own.step_keys, names, strict=True):
            yield from ((word, f"{own.address_key}={key}") for word in name.by_language.values() if key)


def _currency_words(currency: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the code, the symbol and the names of a currency that can stand after an amount."""
    yield currency
    for key in catalogue.settings.languages:
        locale = catalogue.languages[key].cldr
        yield get_currency_symbol(currency, locale)
        yield from (get_currency_name(currency, count, locale).split()[-1] for count in (1, 2))


def _term_phrases(starts: Iterable[Semester], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the names of the catalogue's own terms, and the months in which they begin, with words for starting.

    Where courses begin on days, a month is that of their days; a term whose courses begin in several has none. A month
    alone asks for the start where courses have no gatherings that it could ask for.
    """
    meets = any(course.offering.gatherings for course in catalogue.current_year.courses)
    words = catalogue.query_words
    months_of: dict[Semester, set[int]] = {}
    for start in starts:
        months_of.setdefault(start.term, set()).add(start.first_day.month)
    for start in sorted(months_of):
        fact = f"oppstart={slug(str(start))}"
        names = [word for _, word in start.terms[start.half].words]
        months = _names_of(months_of[start], catalogue)
        spoken = [f"{before} {name}" for before in words.starts for name in (*names, *months)]
        alone = names if names or meets else months
        for name in (*alone, *spoken, *(f"{month} {after}" for month in months for after in words.starts[:1])):
            yield from ((each, fact) for each in (name, f"{name} {start.year}"))


def _names_of(months: set[int], catalogue: Catalogue) -> list[str]:
    """Return the names of a single month in the language packs; none for several months."""
    wanted = {f"{MONTH}{month}" for month in months} if len(months) == 1 else set()
    return [name for name, (facts, _) in catalogue.words.facts.items() if wanted & set(facts)]


def _duration_fact(duration: Duration) -> str:
    """Return the fact of a duration, as `varighet=10-uker`."""
    return f"varighet={duration.count}-{slug(duration.unit)}"


def _duration_phrases(durations: Iterable[Duration], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the durations that are not counted in semesters, with digits and with words for numbers."""
    words = catalogue.query_words
    numbers = {**words.levels, **words.numbers}
    for duration in durations:
        counts = (f"{duration.count}", *(word for word, number in numbers.items() if number == duration.count))
        for word in UNIT_WORDS[duration.unit] if duration.unit is not DurationUnit.SEMESTER else ():
            yield from ((f"{count} {word}", _duration_fact(duration)) for count in counts)
