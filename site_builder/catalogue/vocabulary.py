"""The vocabularies that courses refer to: subjects, places, institutions, requirements, units, search words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_builder.catalogue.schema.enums import Grades
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.usual_choices import Area
from site_builder.catalogue.texts import Text


class Subject(Struct, frozen=True, kw_only=True):
    """A school subject or field of study. `required`: kompetansekrav of 30 or 60 credits apply to it.

    `everyday` are other names that teachers use for it; `area` is its group in menus.
    """

    key: str
    name: Text
    everyday: tuple[str, ...]
    area: Area | OwnChoice | None
    required: bool


Position = tuple[float, float]
"""Degrees north and east (WGS 84)."""


class StudyPlace(Struct, frozen=True, kw_only=True):
    """A town where courses are taught. `county` is its county as of 2016, `position` (degrees north, degrees east)."""

    key: str
    name: str
    county: str
    sami_name: str | None
    position: Position | None = None


class CountyMap(Struct, frozen=True, kw_only=True):
    """The outlines of the counties: name -> polygons, each the positions of its vertices: mainland, islands, holes.

    Holes are not marked: the even-odd rule tells them. `source` is the attribution; `digest` identifies the file's
    content, in hexadecimal.
    """

    source: str
    outlines: Mapping[str, tuple[tuple[Position, ...], ...]]
    digest: str


class Institution(Struct, frozen=True, kw_only=True):
    """A provider of courses under one name, valid from and until the given days (inclusive; None: unlimited).

    `successor` is the key of the institution that replaced it; `predecessors` are keys, sorted. `home_page` is its URL,
    and `application` the URL at which applicants apply for admission. `note` is a sentence about it, for readers.
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
    """A kompetansekrav: the credits in a subject that teaching it in `grades` requires. `subjects` are keys.

    `valid_from` is its first day, `source` says where it is stated. `confirmed` is False for a rule that is common
    knowledge but not confirmed by a source.
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
    """A unit of education, such as vekttall, and the value of one in credits (studiepoeng)."""

    key: str
    name: Text
    credits: float


class Units(Struct, frozen=True, kw_only=True):
    """The units in which older education is measured, and the source of their conversion to credits.

    `confirmed` is False if no source confirms the conversion.
    """

    units: tuple[Unit, ...]
    source: str
    confirmed: bool


NO_UNITS = Units(units=(), source="", confirmed=True)


class PreferredTerm(Struct, frozen=True, kw_only=True):
    """A term that texts in `languages` (codes) should use, and the words and phrases that it replaces (`instead_of`).

    `reason` is a sentence for editors.
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
        """Whether the credits are at least those that the requirement asks for."""
        return self.credits >= self.requirement.credits


UNANSWERED = "side=-"
"""First of the facts that words ask for which no page answers; the pages after it are the nearest."""


class Questions(Struct, frozen=True):
    """Examples of what people ask (`texts`, in lower case), and the facts that they ask for.

    A fact is `name=value`, such as `side=frister` for a page or `fag=norsk` for courses (search/facts.py).
    """

    texts: tuple[str, ...]
    facts: tuple[str, ...]


class SearchWords(Struct, frozen=True, kw_only=True):
    """Words in teachers' searches that are not names of subjects, in lower case.

    `grades` maps a word to the lowest and highest school year, `credits` to a number, `subjects` to keys. `online` are
    words for online courses. `facts` maps a phrase to the facts (`status=full`) that it asks for and those that come
    near. `phrases` are (phrase, replacement), in the order of replacement. `towns` maps names to positions. `real` are
    words that are not misspelt; `stop` are words too frequent to distinguish courses; `questions` are examples of what
    people ask.
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
    questions: tuple[Questions, ...] = ()


NO_WORDS = SearchWords(grades={}, credits={}, subjects={}, online=(), facts={}, phrases=())
