"""The vocabularies that courses refer to: subjects, places, institutions, requirements, units of education, words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_builder.catalogue.schema.enums import Area, Grades
from site_builder.catalogue.texts import Text


class Subject(Struct, frozen=True, kw_only=True):
    """A school subject or field of study. `required`: kompetansekrav with 30/60 credits apply to it."""

    key: str
    name: Text
    everyday: tuple[str, ...]
    area: Area
    required: bool


class StudyPlace(Struct, frozen=True, kw_only=True):
    """A town where one can study; `county` is the county as of 2016."""

    key: str
    name: str
    county: str
    sami_name: str | None


class Institution(Struct, frozen=True, kw_only=True):
    """A provider under one name. Days are inclusive; `successor` is the key of the institution that took over."""

    key: str
    name: str
    short_names: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    successor: str | None
    predecessors: tuple[str, ...]
    places: tuple[StudyPlace, ...]
    home_page: str | None
    note: str | None

    @property
    def short_name(self) -> str:
        """The first short name, or the name where there is none."""
        return self.short_names[0] if self.short_names else self.name


class Requirement(Struct, frozen=True, kw_only=True):
    """A kompetansekrav: so many credits in one of the subjects, for teaching it in these grades."""

    key: str
    name: Text
    grades: Grades
    subjects: tuple[str, ...]
    credits: float
    valid_from: date | None
    source: str
    confirmed: bool


class Unit(Struct, frozen=True, kw_only=True):
    """A measure of education, and how many credits (studiepoeng) one of it is."""

    key: str
    name: Text
    credits: float


class Units(Struct, frozen=True, kw_only=True):
    """The measures one may have one's education in, and where the conversion comes from."""

    units: tuple[Unit, ...]
    source: str
    confirmed: bool


NO_UNITS = Units(units=(), source="", confirmed=True)


class Fulfilment(Struct, frozen=True, kw_only=True):
    """How far a course, with the credits required before it, goes towards a requirement."""

    requirement: Requirement
    credits: float

    @property
    def complete(self) -> bool:
        """Whether nothing more is needed."""
        return self.credits >= self.requirement.credits


class SearchWords(Struct, frozen=True, kw_only=True):
    """What teachers search with that is no subject's everyday name; words in lower case.

    `grades` word -> lowest and highest school year, `credits` word -> credits, `subjects` word -> keys of subjects,
    `online` words for studying online, `phrases` (written, the word it is read as) in order.
    """

    grades: Mapping[str, tuple[int, int]]
    credits: Mapping[str, float]
    subjects: Mapping[str, tuple[str, ...]]
    online: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]


NO_WORDS = SearchWords(grades={}, credits={}, subjects={}, online=(), phrases=())
