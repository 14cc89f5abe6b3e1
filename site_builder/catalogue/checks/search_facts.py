"""Check that each fact that search phrases ask for (`name=value`) is one that a course or page can have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from site_builder.catalogue.labels import DELIVERIES, STATES
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.fields import MOST_LEVELS
from site_builder.catalogue.schema.iso_languages import LANGUAGES, SIGN_LANGUAGES
from site_builder.catalogue.schema.notation import MAX_SEMESTERS
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.catalogue.schema.usual_choices import Scheme
from site_builder.catalogue.schema.vocabulary import PlaceEntry, WordsEntry
from site_builder.catalogue.tools import KEYS
from site_builder.file_names import slug, slug_or_nothing
from site_builder.problems import MAX_PER_FILE, N_, Problem, error, nearest
from site_builder.sources.record import Record

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
"""Values of `dag`, by the numbers of Python's weekdays."""

_PATTERNS: Mapping[str, str] = {
    "oppstart": r"(host|var)-20[0-9]{2}",
    "sp": r"[0-9]{1,3}(\.5)?",
    "trinn": r"voksne|[0-9]{1,2}-[0-9]{1,2}",
}
"""Facts whose values are numbers: name -> pattern of a value."""


def fact_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each fact (`name=value`, `fag=norsk`) of a search phrase that no course or page can have."""
    values = _values(entries)
    faulty_profile = bool(entries.records["profile"]) and not entries.of(ProfileEntry)  # its own fields are not known
    unread = frozenset(_unread_names(entries))
    for _, record, words in entries.pairs(WordsEntry):
        for number, each in enumerate(words.words):
            for key, facts in (("fakta", each.facts), ("nest", each.near)):
                for index, fact in enumerate(facts):
                    name = fact.partition("=")[0]
                    unknown_name = name not in values and name not in _PATTERNS
                    if name not in unread and not _known(fact, values) and not (faulty_profile and unknown_name):
                        yield _problem(record, fact, values, number, key, index)


_FACTS = {"subjects": ("fag",), "institutions": ("institusjon",), "places": ("sted", "fylke")}
"""Folder of a vocabulary -> the facts whose values are in its files."""


def _unread_names(entries: Entries) -> Iterator[str]:
    """Yield the names of facts some of whose values are not known, because a file that has them cannot be read."""
    for path in entries.unreadable:
        yield from _FACTS.get(path.removeprefix("catalogue/vocabulary/").partition("/")[0], ())
        if path.startswith("content/"):
            yield "side"
    if len(entries.of(PlaceEntry)) < len(entries.records["place"]):
        yield "fylke"


def _values(entries: Entries) -> Mapping[str, Collection[str]]:
    """Return name of a fact -> its possible values. A fact is `name=value`: `fag=norsk`, `mnd=8`."""
    articles = {key.partition(".")[0] for key in entries.records["article"]}
    return {
        "fag": entries.records["subject"].keys(),
        "institusjon": entries.records["institution"].keys(),
        "sted": entries.records["place"].keys(),
        "fylke": {slug(place.county) for place in entries.of(PlaceEntry).values()},
        "niva": [str(level) for level in range(1, _most_levels(entries) + 1)],
        "studieform": [*(key for key, _ in DELIVERIES.values()), *_own_deliveries(entries)],
        "sprak": LANGUAGES | SIGN_LANGUAGES.keys(),
        "status": [key for key, _ in STATES.values()],
        "halvar": ("host", "var"),
        "mnd": [str(month) for month in range(1, 13)],
        "dag": WEEKDAYS,
        "semestre": [str(number) for number in range(1, MAX_SEMESTERS + 1)],
        "reise": ("nei", "lite"),
        "forkunnskap": ("nei",),
        "ordning": [*map(str, Scheme), *_own_schemes(entries)],
        "side": {*KEYS, *articles},
        **_own_values(entries),
    }


def _own_deliveries(entries: Entries) -> Iterator[str]:
    """Yield the forms of delivery of the profile, as facts have them."""
    for profile in entries.of(ProfileEntry).values():
        yield from (slug_or_nothing(next(iter(each.name.values()))) for each in profile.deliveries)


def _own_schemes(entries: Entries) -> Iterator[str]:
    """Yield the schemes of funding of the profile, as facts have them."""
    for profile in entries.of(ProfileEntry).values():
        yield from (slug_or_nothing(next(iter(each.name.values()))) for each in profile.schemes)


def _most_levels(entries: Entries) -> int:
    """Return the highest level of the profile, or that of a catalogue without one."""
    return max((each.most_levels for each in entries.of(ProfileEntry).values()), default=MOST_LEVELS)


def _own_values(entries: Entries) -> Mapping[str, Collection[str]]:
    """Return name of a fact -> its possible values, for prices and for facets with steps or choices of the profile."""
    found: dict[str, Collection[str]] = {}
    for profile in entries.of(ProfileEntry).values():
        for own in profile.own_fields:
            if own.kind is OwnKind.PRICE:
                found[slug(own.key)] = ("gratis",)
            elif own.facet and own.kind in (OwnKind.SCALE, OwnKind.CHOICE):
                found[slug(own.key)] = [slug_or_nothing(next(iter(each.values()), "")) for each in own.choices]
    return found


def _known(fact: str, values: Mapping[str, Collection[str]]) -> bool:
    name, _, value = fact.partition("=")
    if name in _PATTERNS:
        return bool(re.fullmatch(_PATTERNS[name], value))
    return (value.partition(".")[0] if name == "side" else value) in values.get(name, ())


def _problem(
    record: Record, fact: str, values: Mapping[str, Collection[str]], number: int, key: str, index: int
) -> Problem:
    """Return the problem of an unknown fact: item `index` of the list `key` of phrase `number` in the file."""
    name, _, value = fact.partition("=")
    place = record.place("ord", number, key, index)
    if name not in values and name not in _PATTERNS:
        names = sorted({*values, *_PATTERNS})
        return error(
            place,
            "unknown-fact",
            N_("«{fact}» asks for «{name}», which the catalogue does not know."),
            N_("Write one of: {names}."),
            fact=fact,
            name=name,
            names=", ".join(names),
        )
    suggestion = nearest(value, values.get(name, ())) if number < MAX_PER_FILE else None
    return error(
        place,
        "unknown-fact",
        N_("«{fact}» asks for a value of «{name}» that nothing in the catalogue has."),
        N_("Did you mean «{suggestion}»?") if suggestion else N_("Check the spelling, or delete it from the list."),
        fact=fact,
        name=name,
        suggestion=f"{name}={suggestion}",
    )
