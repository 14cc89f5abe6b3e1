"""A course of the catalogue, every reference resolved.

Course, institution and offering are told apart as EN 15982 (MLO) does: a `Course` is the learning opportunity
specification, an `Institution` the provider, an `Offering` the instance (this year, these places and dates).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from site_builder.catalogue.schema.enums import (
    CourseState,
    Delivery,
    Form,
    Grades,
    ProvenanceKind,
    Scheme,
    Semester,
    Who,
)
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Fulfilment, Institution, StudyPlace, Subject


class Deadline(Struct, frozen=True, kw_only=True):
    """The last day for `who` to do `what`; it lasts until midnight in Europe/Oslo.

    `additional`: it comes besides the year's deadline for the same people, not in its stead.
    """

    who: Who
    what: Text
    day: date
    source: str | None = None
    additional: bool = False


_RANKS = {who: rank for rank, who in enumerate(Who)}


def by_day(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return deadlines by day, and on one day in the order in which people act."""
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.day, _RANKS[deadline.who])))


class Gathering(Struct, frozen=True, kw_only=True):
    """Days on which the students of a course meet, both inclusive. `place` is None where it is digital."""

    first: date
    last: date
    place: StudyPlace | None
    form: Form


class Module(Struct, frozen=True, kw_only=True):
    """A part of a course with its own credits."""

    title: str
    credits: float
    semester: Semester | None


class Contact(Struct, frozen=True, kw_only=True):
    """Who answers questions about a course."""

    name: str | None
    email: str | None
    phone: str | None


class Provenance(Struct, frozen=True, kw_only=True):
    """Whether an entry is documented by a source (with what was inferred) or composed as a sample."""

    kind: ProvenanceKind
    source: str | None
    year: str | None
    inferred: tuple[str, ...]

    @property
    def sample(self) -> bool:
        """Whether the entry is composed."""
        return self.kind is ProvenanceKind.SAMPLE


class Offering(Struct, frozen=True, kw_only=True):
    """A course in one academic year (EN 15982: instance). `deadlines` are only those that differ from the year's."""

    year: str
    delivery: Delivery
    places: tuple[StudyPlace, ...]
    start: Semester
    duration: int
    gatherings: tuple[Gathering, ...]
    teaching_languages: tuple[str, ...]
    schemes: tuple[Scheme, ...]
    seats: int | None
    fee: str | None
    deadlines: tuple[Deadline, ...]
    state: CourseState
    state_note: str | None

    @property
    def is_held(self) -> bool:
        """Whether it is held this year: neither cancelled nor left out."""
        return self.state not in (CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)


class Course(Struct, frozen=True, kw_only=True):
    """A course (EN 15982: specification). `key` is institution/name, the same from year to year.

    `header_digest` is of the path and the fields of its file, `body_digest` of the text. The fields and the other files
    decide everything here but `prose`; the text alone decides that.
    """

    key: str
    institution: Institution
    title: str
    subject: Subject
    level: int | None
    grades: Grades
    credits: float
    modules: tuple[Module, ...]
    language: str
    admission: str | None
    prior_subject: Subject | None
    prior_credits: float
    prior_course: str | None
    fulfilments: tuple[Fulfilment, ...]
    link: str | None
    contact: Contact | None
    provenance: Provenance
    prose: Prose
    offering: Offering
    old_addresses: tuple[str, ...]
    source: str
    header_digest: str = ""
    body_digest: str = ""

    @property
    def counties(self) -> tuple[str, ...]:
        """The counties it can be studied in, each once, sorted."""
        return tuple(sorted({place.county for place in self.offering.places}))


class Withdrawn(Struct, frozen=True, kw_only=True):
    """A course that is no longer offered; its address tells, and names others `instead` (keys of the same year)."""

    key: str
    institution: Institution
    title: str
    language: str
    subject: Subject
    day: date | None
    note: str | None
    instead: tuple[str, ...]
    source: str
