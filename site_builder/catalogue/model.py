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
)
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.schema.times import Duration, Semester
from site_builder.catalogue.schema.usual_choices import Scheme
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Fulfilment, Institution, StudyPlace, Subject


class Deadline(Struct, frozen=True, kw_only=True):
    """The last day on which someone in the role `who` can do `what`. It ends at midnight in the catalogue's time zone.

    An `additional` deadline of a course does not replace the year's for the same role. `source` says where it is
    stated.
    """

    who: Role
    what: Text
    day: date
    source: str | None = None
    additional: bool = False


def by_day(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return deadlines sorted by day, and those of one day in the order in which their roles act (Role.rank)."""
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.day, deadline.who.rank)))


class Gathering(Struct, frozen=True, kw_only=True):
    """A meeting of a course's students, from the day `first` to the day `last`, both inclusive.

    `place` is None for a digital gathering; `form` is physical or digital.
    """

    first: date
    last: date
    place: StudyPlace | None
    form: Form

    @property
    def days(self) -> int:
        """The number of its days, from first to last inclusive."""
        return (self.last - self.first).days + 1


class Module(Struct, frozen=True, kw_only=True):
    """A part of a course with its own credits. `semester` is None if the file does not say when it is taught."""

    title: str
    credits: float
    semester: Semester | None


class Contact(Struct, frozen=True, kw_only=True):
    """The person or office that answers questions about a course. A field that the file lacks is None."""

    name: str | None
    email: str | None
    phone: str | None


class Provenance(Struct, frozen=True, kw_only=True):
    """The origin of an entry: documented by a source, or composed as a sample.

    `is_stated` is False if the file says nothing. `source` is its name, `address` its URL, `no_address` the reason why
    it has none. `year` is the academic year that it is about, `published` its date, `read_on` the day it was read.
    `inferred` are keys of fields that it does not state.
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
        """True if the entry is composed as a sample."""
        return self.kind is ProvenanceKind.SAMPLE


class Application(Struct, frozen=True, kw_only=True):
    """The application for a course that does not follow the steps of its year.

    The role `who` applies, by a deadline of the course. `text` says how, in plain text; `address` is the URL of the
    page where one applies, None if the file gives none.
    """

    who: Role
    text: str
    address: str | None


class Offering(Struct, frozen=True, kw_only=True):
    """A course in one academic year (EN 15982: instance), `year` ("2016-2017"), with its places, dates and state.

    `deadlines` are those that differ from the year's; `teaching_languages` are codes; `schemes` are ways of funding;
    `seats` is the number of students; `fee` is a text; `workload` is in hours. `facts` are (name as msgid, value as
    written) of the fields declared with `fact`. `state_note` says why it has its state; `state_from` is the first day
    of that, None if not given (see `status.state_since`). `rolling`: one can apply until it begins; None: as in its
    year. `own_delivery` is a form of delivery of the profile, None if it declares none; `delivery` is the built-in one
    that it counts as.
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
        """The form of delivery by the catalogue's own name: `own_delivery`, else `delivery`."""
        return self.own_delivery or self.delivery

    @property
    def last_term(self) -> Semester:
        """The semester in which the course ends, by its start and duration."""
        return self.start.last(self.duration)

    @property
    def in_person(self) -> tuple[Gathering, ...]:
        """The gatherings that are not digital, in order; () if there are none."""
        return tuple(each for each in self.gatherings if each.form is Form.PHYSICAL)

    @property
    def days_away(self) -> int:
        """The total number of days of the gatherings in person; 0 if there are none."""
        return sum(each.days for each in self.in_person)

    @property
    def is_held(self) -> bool:
        """Whether the course is held this year: its state is neither cancelled nor «not offered this year»."""
        return self.state not in (CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)


class Course(Struct, frozen=True, kw_only=True):
    """A course (EN 15982: specification). `key` is INSTITUTION/NAME, the same from year to year.

    `level` is 1 or more, or None; `prior_credits` in `prior_subject`, and `prior_course` (a key), are required
    beforehand; `admission` is a text; `link` is the URL of the institution's page about it. `fulfilments` are the
    requirements it counts towards. `source` is the path of its file. `header_digest` (of path and fields) and
    `body_digest` (of the text) are hexadecimal. `prose` depends on the text alone; all else depends on the fields and
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
        """The names of the counties of its places, each once, sorted by code point."""
        return tuple(sorted({place.county for place in self.offering.places if place.county}))


class Withdrawn(Struct, frozen=True, kw_only=True):
    """A course that is no longer offered. Its page remains, and links to the courses `instead` (keys of the same year).

    `day` is the day on which it was withdrawn, `note` a sentence about the reason; None if the file gives none.
    """

    key: str
    institution: Institution
    title: str
    language: str
    subject: Subject
    day: date | None
    note: str | None
    instead: tuple[str, ...]
    source: str
