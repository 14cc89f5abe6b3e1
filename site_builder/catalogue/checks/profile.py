"""Check the terms and the fields that a profile declares: keys, kinds, and addresses of their lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from site_builder.catalogue.checks.profile_format import unit_problems
from site_builder.catalogue.checks.profile_texts import profile_text_problems
from site_builder.catalogue.checks.reserved import reserved_names
from site_builder.catalogue.checks.roles import role_problems
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.notation import PATTERNS
from site_builder.catalogue.schema.profile import OwnFieldEntry, ProfileEntry
from site_builder.file_names import slug, slug_or_nothing
from site_builder.problems import Problem
from site_builder.sources.record import Record

DIVIDING = (OwnKind.TEXT, OwnKind.CHOICE, OwnKind.LIST, OwnKind.YES, OwnKind.SCALE, OwnKind.PRICE)
"""Kinds of own fields that courses can be divided by: those whose values recur, and prices, by their limits."""

CHOSEN = (OwnKind.CHOICE, OwnKind.SCALE)
"""Kinds of own fields that have values to choose from."""

_BUILT_IN = {each.key for each in CourseEntry.fields.values()}


def profile_problems(entries: Entries) -> Iterator[Problem]:
    """Yield the problems of the terms, roles, forms of delivery, unit of credits and own fields of the profile."""
    yield from profile_text_problems(entries)
    taken = reserved_names(entries.all_records()).in_a_year | entries.records["institution"].keys()
    for _, record, profile in entries.pairs(ProfileEntry):
        yield from _term_problems(record, profile)
        yield from _delivery_problems(record, profile)
        yield from _doubled_names(record, "områder", [each.name for each in profile.areas])
        yield from _doubled_names(record, "støtteordninger", [each.name for each in profile.schemes])
        yield from role_problems(record, profile)
        yield from unit_problems(record, profile)
        used: set[str] = set()
        for number, each in enumerate(profile.own_fields):
            yield from _key_problems(record, number, each, used)
            yield from _kind_problems(record, number, each)
            if each.facet and (address := slug(each.key)) in taken:
                place = record.place("egne felt", number, "nøkkel")
                yield messages.error(place, "bad-own-field.address", key=each.key, address=address)
            used.add(slug(each.key))


def _term_problems(record: Record, profile: ProfileEntry) -> Iterator[Problem]:
    """Yield a problem for each term with a word or a first month that another term before it has."""
    seen: set[object] = set()
    for number, term in enumerate(profile.terms):
        own: set[object] = {*(word.casefold() for word in term.name.values()), term.month}
        if own & seen:
            yield messages.error(record.place("terminer", number), "bad-term", word=next(iter(term.name.values())))
        seen |= own


def _delivery_problems(record: Record, profile: ProfileEntry) -> Iterator[Problem]:
    """Yield a problem for each form of delivery without an address, or with a name or address of one before it."""
    seen: set[str] = set()
    for number, each in enumerate(profile.deliveries):
        words = list(each.name.values())
        own = {*map(str.casefold, words), slug_or_nothing(words[0])}
        if "" in own or own & seen:
            yield messages.error(record.place("studieformer", number, "navn"), "bad-delivery", word=words[0])
        seen |= own


def _doubled_names(record: Record, key: str, names: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each item of the list `key` with a name of one before it."""
    seen: set[str] = set()
    for number, each in enumerate(names):
        own = {word.casefold() for word in each.values()}
        if own & seen:
            yield messages.error(record.place(key, number, "navn"), "double-value", value=next(iter(each.values())))
        seen |= own


def _key_problems(record: Record, number: int, own: OwnFieldEntry, used: set[str]) -> Iterator[Problem]:
    """Yield the problem of the key of the own field with this number; `used` are the addresses of those before it."""
    place = record.place("egne felt", number, "nøkkel")
    if own.key in _BUILT_IN:
        yield messages.error(place, "bad-own-field", key=own.key)
    elif not re.fullmatch(PATTERNS["own key"], own.key):
        yield messages.error(place, "bad-own-field.key", key=own.key)
    elif slug(own.key) in used:
        yield messages.error(place, "bad-own-field.double", key=own.key)


def _kind_problems(record: Record, number: int, own: OwnFieldEntry) -> Iterator[Problem]:
    """Yield the problems of own field `number`: choices, parts of a price or a facet that its kind lacks or forbids."""
    place = record.place("egne felt", number, "nøkkel")
    if own.kind in CHOSEN and not own.choices:
        yield messages.error(place, "bad-own-field.choices", key=own.key)
    yield from _double_choices(record, number, own)
    yield from _price_problems(record, number, own)
    if own.kind not in CHOSEN and own.choices:
        place = record.place("egne felt", number, "valg")
        yield messages.error(place, "bad-own-field.no-choices", key=own.key, kind=str(own.kind))
    if own.facet and own.kind not in DIVIDING:
        place = record.place("egne felt", number, "fasett")
        yield messages.error(place, "bad-own-field.facet", key=own.key, kind=str(own.kind))


def _double_choices(record: Record, number: int, own: OwnFieldEntry) -> Iterator[Problem]:
    """Yield a problem for each choice with a word that another choice before it has."""
    seen: set[str] = set()
    for at, choice in enumerate(own.choices):
        words = set(choice.values())
        if shared := sorted(words & seen):
            place = record.place("egne felt", number, "valg", at)
            yield messages.error(place, "bad-own-field.double-choice", key=own.key, value=shared[0])
        seen |= words


def _price_problems(record: Record, number: int, own: OwnFieldEntry) -> Iterator[Problem]:
    """Yield the problems of own field `number`: a price without a currency, disordered limits, or these alone."""
    if own.kind is OwnKind.PRICE:
        if not own.currency:
            yield messages.error(record.place("egne felt", number, "nøkkel"), "bad-own-field.currency", key=own.key)
        if 0 in own.limits or list(own.limits) != sorted(own.limits):
            yield messages.error(record.place("egne felt", number, "grenser"), "bad-own-field.limits", key=own.key)
        return
    for part, given in (("valuta", own.currency), ("grenser", own.limits)):
        if given:
            place = record.place("egne felt", number, part)
            yield messages.error(place, "bad-own-field.no-price", key=own.key, part=part, kind=str(own.kind))
