"""The vocabularies that courses refer to: subjects, places, institutions, requirements, units, search words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_builder.catalogue.schema.enums import Area, Grades
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.texts import Text


class Subject(Struct, frozen=True, kw_only=True):
    """A school subject or field of study. `required` means that kompetansekrav of 30 or 60 credits apply to it.

    `everyday` lists names that teachers use for it.
    """

    key: str
    name: Text
    everyday: tuple[str, ...]
    area: Area | OwnChoice | None
    required: bool


Position = tuple[float, float]
"""Degrees north and east (WGS 84)."""


class StudyPlace(Struct, frozen=True, kw_only=True):
    """A town with teaching. `county` is the name of its county as of 2016, `position` (degrees north, degrees east)."""

    key: str
    name: str
    county: str
    sami_name: str | None
    position: Position | None = None


class CountyMap(Struct, frozen=True, kw_only=True):
    """The outlines of the counties: name -> the corners of the mainland, of each island and of each hole.

    `source` is their credit, `digest` that of their file, in hexadecimal.
    """

    source: str
    outlines: Mapping[str, tuple[tuple[Position, ...], ...]]
    digest: str


class Institution(Struct, frozen=True, kw_only=True):
    """A provider under one name. The days are inclusive; `successor` is the key of the institution that replaced it.

    `application` is the address at which applicants apply for admission; `predecessors` are keys, sorted.
    """

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
    application: str | None = None

    @property
    def short_name(self) -> str:
        """The first of its short names; without one, its name."""
        return self.short_names[0] if self.short_names else self.name


class Requirement(Struct, frozen=True, kw_only=True):
    """A kompetansekrav: the credits in a subject that teaching it in `grades` requires.

    `confirmed` is False for a rule that is common knowledge but not confirmed by a source.
    """

    key: str
    name: Text
    grades: Grades
    subjects: tuple[str, ...]
    credits: float
    valid_from: date | None
    source: str
    confirmed: bool


class Unit(Struct, frozen=True, kw_only=True):
    """A unit of education, such as vekttall, and its value in credits (studiepoeng)."""

    key: str
    name: Text
    credits: float


class Units(Struct, frozen=True, kw_only=True):
    """The units that older education is measured in, and the source of their conversion to credits.

    `confirmed` is False if no source confirms the conversion.
    """

    units: tuple[Unit, ...]
    source: str
    confirmed: bool


NO_UNITS = Units(units=(), source="", confirmed=True)


class PreferredTerm(Struct, frozen=True, kw_only=True):
    """A term that texts should use, and the words and phrases that it replaces.

    The term belongs to texts in `languages` (codes). `instead_of` are the replaced words and phrases as written in
    the vocabulary, `reason` is a sentence for editors.
    """

    term: str
    instead_of: tuple[str, ...]
    languages: tuple[str, ...]
    reason: str


class Fulfilment(Struct, frozen=True, kw_only=True):
    """The credits that a course, with those it requires beforehand, gives towards a requirement."""

    requirement: Requirement
    credits: float

    @property
    def complete(self) -> bool:
        """Whether the credits meet the requirement in full."""
        return self.credits >= self.requirement.credits


UNANSWERED = "side=-"
"""First of the facts that words ask for which no page answers; the pages after it are the nearest."""


class Together(Struct, frozen=True):
    """The `facts` that a query asks for if it has a word of each of `groups`, and similar ones, `near`.

    Of a `loose` topic any two words of its only group are enough.
    """

    groups: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]
    near: tuple[str, ...] = ()
    loose: bool = False


class SearchWords(Struct, frozen=True, kw_only=True):
    """Words in teachers' searches that are not names of subjects, in lower case.

    `grades` maps a word to the lowest and highest school year, `credits` to credits, `subjects` to keys of subjects.
    `online` lists words for online courses. `facts` maps a phrase to the facts it asks for and to those that come near
    (search/facts.py). `towns` maps the names of towns to positions in degrees north and east. `real` are words that are
    not misspelt. `stop` are words that distinguish no course of this catalogue. `phrases` lists pairs of a phrase and
    its replacement, in the order of replacement. `together` lists groups of words.
    """

    grades: Mapping[str, tuple[int, int]]
    credits: Mapping[str, float]
    subjects: Mapping[str, tuple[str, ...]]
    online: tuple[str, ...]
    facts: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    phrases: tuple[tuple[str, str], ...]
    towns: Mapping[str, tuple[Position, ...]] = {}
    real: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()


NO_WORDS = SearchWords(grades={}, credits={}, subjects={}, online=(), facts={}, phrases=())
