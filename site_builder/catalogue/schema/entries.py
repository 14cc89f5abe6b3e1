"""The entries of all files: kind of file -> entry type, and every entry that was read, by kind and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, cast

from msgspec import Struct

from site_builder.catalogue.schema.course import CourseEntry, WithdrawnEntry
from site_builder.catalogue.schema.declarations import course_type, of_catalogue, read_declarations, with_optional
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.catalogue.schema.language import LanguageEntry
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.catalogue.schema.recipe import RecipeEntry
from site_builder.catalogue.schema.site import ArticleEntry, QueriesEntry, SiteEntry, StoryEntry
from site_builder.catalogue.schema.vocabulary import (
    CountiesEntry,
    InstitutionEntry,
    PlaceEntry,
    RequirementEntry,
    SubjectEntry,
    TownsEntry,
    UnitsEntry,
    WordsEntry,
)
from site_builder.catalogue.schema.wording import WordingEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.sources.record import Record

ENTRIES: dict[str, type[Entry]] = {
    "course": CourseEntry,
    "withdrawn": WithdrawnEntry,
    "subject": SubjectEntry,
    "institution": InstitutionEntry,
    "place": PlaceEntry,
    "requirement": RequirementEntry,
    "year": YearEntry,
    "article": ArticleEntry,
    "story": StoryEntry,
    "site": SiteEntry,
    "profile": ProfileEntry,
    "queries": QueriesEntry,
    "words": WordsEntry,
    "towns": TownsEntry,
    "counties": CountiesEntry,
    "units": UnitsEntry,
    "wording": WordingEntry,
    "recipe": RecipeEntry,
    "language": LanguageEntry,
}
"""Kind of file -> its type of entry."""

CHANGED = ("subject", "place", "year", "requirement", "words", "units", "language")
"""Kinds of files besides courses in which a profile can make fields optional, or declare what they take."""

Kind = TypeVar("Kind", bound=Entry)


def entry_types(records: Iterable[Record]) -> Mapping[str, type[Entry]]:
    """Return kind of file ("course") -> its type of entry, as the profile among `records` declares it."""
    record = next((each for each in records if each.kind == "profile"), None)
    if record is None:
        return ENTRIES
    declared = read_declarations(record)
    changed = {kind: with_optional(of_catalogue(ENTRIES[kind], declared), declared.optional) for kind in CHANGED}
    return {**ENTRIES, **changed, "course": course_type(declared)}


def country_of(records: Iterable[Record]) -> str:
    """Return the country code ("NO") in the profile among `records`, as written there; "" if there is none."""
    profile = next((each.fields for each in records if each.kind == "profile"), {})
    return str(profile.get("land", ""))


def course_entry(records: Iterable[Record]) -> type[CourseEntry]:
    """Return the type of course files, as the profile among `records` declares it."""
    return cast(type[CourseEntry], entry_types(records)["course"])


class Entries(Struct, frozen=True):
    """All files by kind ("course") and key: `records` are those parsed, `read` the entries of those without faults.

    The key of a course is YEAR/INSTITUTION/NAME; of other files, the file name without its suffix. `unreadable` are the
    paths of files that could not be parsed: references to them are not reported.
    """

    records: Mapping[str, Mapping[str, Record]]
    read: Mapping[str, Mapping[str, Entry]]
    unreadable: frozenset[str] = frozenset()

    def all_records(self) -> Iterator[Record]:
        """Yield every record, by kind."""
        for records in self.records.values():
            yield from records.values()

    def of(self, kind: type[Kind]) -> Mapping[str, Kind]:
        """Return the entries without faults of one type, such as CourseEntry, by key; {} if there are none."""
        name = next(name for name, model in ENTRIES.items() if model is kind)
        return cast(Mapping[str, Kind], self.read[name])

    def pairs(self, kind: type[Kind]) -> Iterator[tuple[str, Record, Kind]]:
        """Yield (key, record, entry) for every entry without faults of a type (CourseEntry), in order of path."""
        name = next(name for name, model in ENTRIES.items() if model is kind)
        for key, entry in self.of(kind).items():
            yield key, self.records[name][key], entry
