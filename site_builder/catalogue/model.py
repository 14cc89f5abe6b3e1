"""A course, with every reference resolved.

The terms are those of EN 15982 (MLO): a `Course` is the learning opportunity specification, an `Institution` the
provider, an `Offering` the instance (one year, with its places and dates).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from site_builder.catalogue.admission import ApplicationForm
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.schema.enums import (
    CourseState,
    Delivery,
    Form,
    Grades,
    ProvenanceKind,
    Scheme,
)
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.schema.times import Duration, Semester
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Fulfilment, Institution, StudyPlace, Subject


class Deadline(Struct, frozen=True, kw_only=True):
    """The last day on which the role `who` can do `what`. It ends at midnight in the catalogue's time zone.

    `additional` deadlines of a course do not replace the year's deadline for the same role.
    """

    who: Role
    what: Text
    day: date
    source: str | None = None
    additional: bool = False


def by_day(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return deadlines sorted by day; those on one day in the order in which the roles act."""
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.day, deadline.who.rank)))


class Gathering(Struct, frozen=True, kw_only=True):
    """Days on which the students of a course meet, both inclusive. `place` is None for a digital gathering."""

    first: date
    last: date
    place: StudyPlace | None
    form: Form

    @property
    def days(self) -> int:
        """The number of its days, the first and the last included."""
        return (self.last - self.first).days + 1


class Module(Struct, frozen=True, kw_only=True):
    """A part of a course with its own credits."""

    title: str
    credits: float
    semester: Semester | None


class Contact(Struct, frozen=True, kw_only=True):
    """The person or office that answers questions about a course."""

    name: str | None
    email: str | None
    phone: str | None


class Provenance(Struct, frozen=True, kw_only=True):
    """The origin of an entry: documented by a source, with the inferred fields, or composed as a sample.

    `year` is the academic year that the source is about, `published` its date, `read_on` the day on which it was read.
    `no_address` is the reason why a source has no address.
    """

    kind: ProvenanceKind
    source: str | None = None
    address: str | None = None
    no_address: str | None = None
    published: date | None = None
    read_on: date | None = None
    year: str | None = None
    inferred: tuple[str, ...] = ()
    is_stated: bool = True

    @property
    def sample(self) -> bool:
        """True if the entry is composed as a sample, not documented by a source."""
        return self.kind is ProvenanceKind.SAMPLE


class Application(Struct, frozen=True, kw_only=True):
    """The application of a course that does not follow the steps of its year.

    The role `who` applies, by a deadline of the course. `text` says how, in plain text; `address` is the web page where
    one applies, None if the file gives none.
    """

    who: Role
    text: str
    address: str | None


class Offering(Struct, frozen=True, kw_only=True):
    """A course in one academic year (EN 15982: instance). `deadlines` holds only those that differ from the year's.

    `teaching_languages` are language codes; `workload` is in hours. `facts` are pairs of a name (a msgid) and a value
    as it is written, for the fields that are declared with `fact`. `state_from` is the first day of the state, None if
    the file gives none; `status.state_since` says when it takes effect then. `own_delivery` is a form of
    delivery of the profile, None where it declares none; `delivery` is the one that it counts as.
    """

    year: str
    delivery: Delivery
    places: tuple[StudyPlace, ...]
    start: Semester
    duration: Duration
    gatherings: tuple[Gathering, ...]
    teaching_languages: tuple[str, ...]
    schemes: tuple[Scheme | OwnChoice, ...]
    seats: int | None
    fee: str | None
    facts: tuple[tuple[str, str], ...]
    deadlines: tuple[Deadline, ...]
    state: CourseState
    state_note: str | None
    state_from: date | None = None
    application: Application | None = None
    workload: int | None = None
    rolling: bool | None = None
    form: ApplicationForm | None = None
    own_delivery: OwnDelivery | None = None

    @property
    def form_of_delivery(self) -> Delivery | OwnDelivery:
        """The form of delivery by the name that the catalogue gives it."""
        return self.own_delivery or self.delivery

    @property
    def last_term(self) -> Semester:
        """The semester in which the course ends."""
        return self.start.last(self.duration)

    @property
    def in_person(self) -> tuple[Gathering, ...]:
        """The gatherings that are not digital, in order."""
        return tuple(each for each in self.gatherings if each.form is Form.PHYSICAL)

    @property
    def days_away(self) -> int:
        """The total number of days of the gatherings in person."""
        return sum(each.days for each in self.in_person)

    @property
    def is_held(self) -> bool:
        """Whether the course is held this year: neither cancelled nor not offered."""
        return self.state not in (CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)


class Course(Struct, frozen=True, kw_only=True):
    """A course (EN 15982: specification). `key` is INSTITUTION/NAME, the same from year to year.

    `source` is the path of its file, `header_digest` the digest of that path and the fields, `body_digest` that of the
    text, both in hexadecimal. `prose` depends on the text alone; every other attribute depends on the fields and on
    other files, not on the text.
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
    own: tuple[OwnValue, ...] = ()

    @property
    def counties(self) -> tuple[str, ...]:
        """The counties of its places, each once, in code point order."""
        return tuple(sorted({place.county for place in self.offering.places if place.county}))


class Withdrawn(Struct, frozen=True, kw_only=True):
    """A course that is no longer offered. Its page remains and links to others `instead` (keys of the same year)."""

    key: str
    institution: Institution
    title: str
    language: str
    subject: Subject
    day: date | None
    note: str | None
    instead: tuple[str, ...]
    source: str
