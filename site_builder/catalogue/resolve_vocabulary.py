"""Resolve the vocabularies: entries of subjects, places, institutions, requirements, units and words become values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.catalogue.language import Languages, read_languages
from site_builder.catalogue.profile import OwnField
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.language import LanguageEntry
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.catalogue.schema.vocabulary import (
    CountiesEntry,
    InstitutionEntry,
    PlaceEntry,
    RequirementEntry,
    SubjectEntry,
    TownsEntry,
    UnitsEntry,
    WordEntry,
    WordsEntry,
)
from site_builder.catalogue.schema.wording import WordingEntry
from site_builder.catalogue.texts import Text
from site_builder.catalogue.vocabulary import (
    NO_UNITS,
    UNANSWERED,
    CountyMap,
    Institution,
    PreferredTerm,
    Questions,
    Requirement,
    SearchWords,
    StudyPlace,
    Subject,
    Unit,
    Units,
)
from site_builder.engine.memo import cached_for_lifetime_of_first_argument
from site_builder.sources.record import Record


class Vocabularies(Struct, frozen=True, kw_only=True):
    """The values that courses refer to, and the own fields that they may have, each by key."""

    places: Mapping[str, StudyPlace]
    subjects: Mapping[str, Subject]
    requirements: Mapping[str, Requirement]
    institutions: Mapping[str, Institution]
    own_fields: Mapping[str, OwnField] = {}


def resolve_vocabularies(entries: Entries) -> Vocabularies:
    """Return the vocabularies; the same object as in the last call of this process if they are equal.

    resolve_course compares its arguments with those of its last call: with one object this is an identity check.
    """
    places = {key: _place(key, entry) for key, entry in entries.of(PlaceEntry).items()}
    vocabularies = Vocabularies(
        places=places,
        subjects={key: _subject(key, entry) for key, entry in entries.of(SubjectEntry).items()},
        requirements={key: _requirement(key, entry) for key, entry in entries.of(RequirementEntry).items()},
        institutions=_institutions(entries.of(InstitutionEntry), places),
        own_fields=_own_fields(entries.of(ProfileEntry).get("profile")),
    )
    return _earlier_if_equal(entries.records["site"]["site"], vocabularies)


@cached_for_lifetime_of_first_argument
def _earlier_if_equal(site: Record, vocabularies: Vocabularies) -> Vocabularies:
    """Return the object of an earlier call with the same `site` and equal vocabularies, else `vocabularies`."""
    return vocabularies


def _own_fields(profile: ProfileEntry | None) -> Mapping[str, OwnField]:
    """Return key -> own field of the profile, in its order; none without a profile."""
    return {
        each.key: OwnField(
            key=each.key,
            name=Text(each.name),
            kind=each.kind,
            choices=tuple(map(Text, each.choices)),
            required=each.required,
            facet=each.facet,
            searchable=each.searchable,
            in_lists=each.in_lists,
            currency=each.currency or "",
            limits=each.limits,
        )
        for each in (profile.own_fields if profile else ())
    }


def _place(key: str, entry: PlaceEntry) -> StudyPlace:
    return StudyPlace(key=key, name=entry.name, county=entry.county, sami_name=entry.sami_name, position=entry.position)


def _subject(key: str, entry: SubjectEntry) -> Subject:
    return Subject(key=key, name=Text(entry.name), everyday=entry.everyday, area=entry.area, required=entry.required)


def _requirement(key: str, entry: RequirementEntry) -> Requirement:
    return Requirement(
        key=key,
        name=Text(entry.name),
        grades=entry.grades,
        subjects=entry.subjects,
        credits=entry.credits,
        valid_from=entry.valid_from,
        source=entry.source,
        confirmed=entry.confirmed,
    )


def _institutions(entries: Mapping[str, InstitutionEntry], places: Mapping[str, StudyPlace]) -> dict[str, Institution]:
    """Return key -> institution; predecessors are those that name it as their successor."""
    predecessors: dict[str, list[str]] = defaultdict(list)
    for key, entry in entries.items():
        if entry.successor:
            predecessors[entry.successor].append(key)
    return {
        key: Institution(
            key=key,
            name=entry.name,
            short_names=entry.short_names,
            valid_from=entry.valid_from,
            valid_until=entry.valid_until,
            successor=entry.successor,
            predecessors=tuple(sorted(predecessors.get(key, ()))),
            places=tuple(places[place] for place in entry.places),
            home_page=entry.home_page,
            note=entry.note,
            application=entry.application,
        )
        for key, entry in entries.items()
    }


def resolve_units(entries: Entries) -> Units:
    """Return the units of education, or NO_UNITS if the site has no file of them."""
    entry = entries.of(UnitsEntry).get("units")
    if entry is None:
        return NO_UNITS
    units = tuple(Unit(key=each.key, name=Text(each.name), credits=each.credits) for each in entry.units)
    return Units(units=units, source=entry.source, confirmed=entry.confirmed)


def resolve_map(entries: Entries) -> CountyMap | None:
    """Return the map of the counties; None if the site has no file of it."""
    entry = entries.of(CountiesEntry).get("counties")
    if entry is None:
        return None
    return CountyMap(
        source=entry.source,
        outlines={county.name: county.outlines for county in entry.counties},
        digest=entries.records["counties"]["counties"].header_digest,
    )


def resolve_terms(entries: Entries) -> tuple[PreferredTerm, ...]:
    """Return the preferred terms of vocabulary/wording.yaml, in its order, for `site-builder report`."""
    return tuple(
        PreferredTerm(term=each.term, instead_of=each.instead_of, languages=each.languages, reason=each.reason)
        for entry in entries.of(WordingEntry).values()
        for each in entry.terms
    )


def resolve_search_words(entries: Entries, site_languages: Iterable[str], languages: Languages) -> SearchWords:
    """Return the search words, in lower case: those of the site's languages, then those of all files of words.

    `site_languages` are codes; `languages` says which others they read also.
    """
    files = entries.of(WordsEntry).values()
    packs = [entries.of(LanguageEntry)[key] for key in read_languages(languages, site_languages)]
    listed = [*(each for pack in packs for each in pack.words), *(each for entry in files for each in entry.words)]
    pairs = [(word.lower(), each) for each in listed for word in each.words]
    online = [*(pack.query.online for pack in packs if pack.query), *(entry.online for entry in files)]
    return SearchWords(
        grades={word: low_high for word, each in pairs if each.grades for low_high in each.grades.ranges},
        credits={word: each.credits for word, each in pairs if each.credits},
        subjects={word: each.subjects for word, each in pairs if each.subjects},
        facts={word: (_facts(each), each.near) for word, each in pairs if each.facts or each.near},
        online=tuple(dict.fromkeys(word.lower() for words in online for word in words)),
        towns=_towns(entries),
        stop=tuple(word.lower() for entry in files for word in entry.stop),
        real=tuple(word.lower() for entry in files for word in entry.real),
        questions=tuple(_questions(each) for each in listed if each.questions or _names_page(each)),
        phrases=tuple((each.written.lower(), each.meant.lower()) for entry in files for each in entry.phrases),
    )


def _questions(entry: WordEntry) -> Questions:
    """Return the examples of an entry; of a page its words are examples too."""
    texts = (*entry.questions, *(entry.words if _names_page(entry) else ()))
    return Questions(tuple(text.lower() for text in texts), _facts(entry))


def _names_page(entry: WordEntry) -> bool:
    return bool(entry.facts) and all(fact.startswith("side=") for fact in entry.facts)


def _facts(entry: WordEntry) -> tuple[str, ...]:
    """Return the facts that the words of an entry ask for, UNANSWERED first where no page answers them."""
    return (UNANSWERED, *entry.facts) if entry.unanswered else entry.facts


def _towns(entries: Entries) -> Mapping[str, tuple[tuple[float, float], ...]]:
    """Return the positions of the towns of each name."""
    found: dict[str, tuple[tuple[float, float], ...]] = defaultdict(tuple)
    for entry in entries.of(TownsEntry).values():
        for name, north, east in entry.towns:
            found[name] += ((north, east),)
    return dict(found)
