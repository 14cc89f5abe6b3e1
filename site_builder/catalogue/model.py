"""The catalogue: frozen, whole, every reference resolved.

Course, institution and offering are told apart as EN 15982 (MLO) does: a `Course` is the learning opportunity
specification, an `Institution` the provider, an `Offering` the instance (this year, these places and dates).
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, SupportsIndex

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.schema.parsers import (
    LANGUAGES,
    Area,
    CourseState,
    Delivery,
    Form,
    Grades,
    ProvenanceKind,
    Scheme,
    Semester,
    Who,
    YearState,
)
from site_builder.engine.memo import out_of_band
from site_builder.problems import Place


class Text(Struct, frozen=True):
    """A short text of the catalogue in one or more languages."""

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in bokmål, else in the first language there is."""
        return self.by_language.get(language) or self.by_language.get("nb") or next(iter(self.by_language.values()))

    def __hash__(self) -> int:
        """Return a hash of the words; a mapping has none."""
        return hash(tuple(self.by_language.values()))


class Heading(NamedTuple):
    """A heading of a text: level 2 to 6, the id one can link to, the words."""

    level: int
    id: str
    text: str


class Link(NamedTuple):
    """A link as it was written, and the line of the body it stands on (1-based; 0 where it was not found)."""

    href: str
    line: int


BEGINNING = 200
"""Characters of a text that are at hand without unpacking it: as many as are shown of it elsewhere, and more."""


class Prose(Struct, frozen=True):
    """Converted Markdown: the plain words, sanitised HTML with links as written, and what can be linked to.

    All but how the text begins is packed, since of most texts nobody asks for it; `plain` are the words in UTF-8.
    `leaps` are the headings that skip a level, each with the level before it. `removed` lists what the sanitiser took
    out, each with its line in the body. `tangled` is the line from which the text could not be converted (0: it could).
    """

    beginning: str
    plain: bytes | memoryview
    packed: bytes | memoryview
    leaps: tuple[tuple[Heading, int], ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    tangled: int = 0

    @classmethod
    def of(
        cls,
        html: str,
        text: str,
        headings: tuple[Heading, ...] = (),
        links: tuple[Link, ...] = (),
        images: tuple[Link, ...] = (),
        removed: tuple[tuple[str, int], ...] = (),
        tangled: int = 0,
    ) -> Prose:
        """Return the prose of which that is known."""
        above = (1, *(heading.level for heading in headings[:-1]))  # the page's own heading is level 1
        pairs = zip(headings, above[: len(headings)], strict=True)
        leaps = tuple((heading, level) for heading, level in pairs if heading.level > level + 1)
        packed = marshal.dumps((html, tuple(map(tuple, headings))))
        return cls(text[:BEGINNING], text.encode(), packed, leaps, links, images, removed, tangled)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Prose], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        packed = (out_of_band(self.plain, protocol), out_of_band(self.packed, protocol))
        return Prose, (self.beginning, *packed, self.leaps, self.links, self.images, self.removed, self.tangled)

    @property
    def text(self) -> str:
        """The plain words."""
        return str(self.plain, "utf-8")

    @property
    def html(self) -> str:
        """Sanitised HTML, links as they were written."""
        html: str = marshal.loads(self.packed)[0]  # noqa: S302 - what `of` packed
        return html

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in their order."""
        return tuple(Heading(*each) for each in marshal.loads(self.packed)[1])  # noqa: S302 - what `of` packed


class Subject(Struct, frozen=True):
    """A school subject or field of study. `required`: kompetansekrav with 30/60 credits apply to it."""

    key: str
    name: Text
    everyday: tuple[str, ...]
    area: Area
    required: bool


class StudyPlace(Struct, frozen=True):
    """A town where one can study; `county` is the county as of 2016."""

    key: str
    name: str
    county: str
    sami_name: str | None


class Institution(Struct, frozen=True):
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


class Requirement(Struct, frozen=True):
    """A kompetansekrav: so many credits in one of the subjects, for teaching it in these grades."""

    key: str
    name: Text
    grades: Grades
    subjects: tuple[str, ...]
    credits: float
    valid_from: date | None
    source: str
    confirmed: bool


class Unit(Struct, frozen=True):
    """A measure of education, and how many credits (studiepoeng) one of it is."""

    key: str
    name: Text
    credits: float


class Units(Struct, frozen=True):
    """The measures one may have one's education in, and where the conversion comes from."""

    units: tuple[Unit, ...]
    source: str
    confirmed: bool


NO_UNITS = Units((), "", True)


class Fulfilment(Struct, frozen=True):
    """How far a course, with the credits required before it, goes towards a requirement."""

    requirement: Requirement
    credits: float

    @property
    def complete(self) -> bool:
        """Whether nothing more is needed."""
        return self.credits >= self.requirement.credits


class Deadline(Struct, frozen=True):
    """The last day for `who` to do `what`; it lasts until midnight in Europe/Oslo.

    `additional`: it comes besides the year's deadline for the same people, not in its stead.
    """

    who: Who
    what: Text
    day: date
    source: str | None = None
    additional: bool = False


_RANKS = {who: rank for rank, who in enumerate(Who)}


def in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return deadlines by day, and on one day in the order in which people act."""
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.day, _RANKS[deadline.who])))


class Gathering(Struct, frozen=True):
    """Days on which the students of a course meet, both inclusive. `place` is None where it is digital."""

    first: date
    last: date
    place: StudyPlace | None
    form: Form


class Module(Struct, frozen=True):
    """A part of a course with its own credits."""

    title: str
    credits: float
    semester: Semester | None


class Contact(Struct, frozen=True):
    """Who answers questions about a course."""

    name: str | None
    email: str | None
    phone: str | None


class Provenance(Struct, frozen=True):
    """Whether an entry is documented by a source (with what was inferred) or composed as a sample."""

    kind: ProvenanceKind
    source: str | None
    year: str | None
    inferred: tuple[str, ...]

    @property
    def sample(self) -> bool:
        """Whether the entry is composed."""
        return self.kind is ProvenanceKind.SAMPLE


class Offering(Struct, frozen=True):
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


class Course(Struct, frozen=True):
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


class Withdrawn(Struct, frozen=True):
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


class SemesterSpan(Struct, frozen=True):
    """When a semester runs, both days inclusive."""

    semester: Semester
    first: date
    last: date


class Step(Struct, frozen=True):
    """One step of the application."""

    title: Text
    text: Text


class AcademicYear(Struct, frozen=True, dict=True):
    """A year of the catalogue with its courses, sorted by key. Applications open on `opens` at 00:00 in Oslo."""

    key: str
    name: str
    state: YearState
    opens: date
    deadlines: tuple[Deadline, ...]
    semesters: tuple[SemesterSpan, ...]
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    courses: tuple[Course, ...]
    source: str
    withdrawn: tuple[Withdrawn, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Course]:
        """Course key -> course."""
        return {course.key: course for course in self.courses}

    @cached_property
    def deadlines_in_order(self) -> tuple[Deadline, ...]:
        """The deadlines by day."""
        return in_order(self.deadlines)

    @cached_property
    def by_old_address(self) -> Mapping[str, Course]:
        """Address that a course had, or would have had, before -> course; each ends with a slash."""
        return {f"{address.rstrip('/')}/": course for course in self.courses for address in course.old_addresses}


class Article(Struct, frozen=True):
    """A page of content/. `key` is the file's name without a language ending."""

    key: str
    title: str
    summary: str
    language: str
    menu: int | None
    sources: tuple[str, ...]
    prose: Prose
    source: str
    old_addresses: tuple[str, ...] = ()


class Story(Struct, frozen=True):
    """A student's story, tied to a subject and to courses (keys of the current year)."""

    key: str
    title: str
    summary: str
    language: str
    who: str
    subject: Subject
    courses: tuple[str, ...]
    provenance: Provenance
    prose: Prose
    source: str


class SearchWords(Struct, frozen=True):
    """What teachers search with that is no subject's everyday name; words in lower case.

    `grades` word -> lowest and highest school year, `credits` word -> credits, `subjects` word -> keys of subjects,
    `online` words for studying online, `phrases` (written, the word it is read as) in order.
    """

    grades: Mapping[str, tuple[int, int]]
    credits: Mapping[str, float]
    subjects: Mapping[str, tuple[str, ...]]
    online: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]


NO_WORDS = SearchWords({}, {}, {}, (), ())


class ExpectedSearch(Struct, frozen=True):
    """What somebody searches for, and what must then be among the first `among` hits (or that nothing is found).

    `thing` is ("course" | "article" | "story", key) or None; `facets` are (facet, value) keys.
    """

    text: str
    kind: str
    among: int
    nothing: bool
    thing: tuple[str, str] | None
    facets: tuple[tuple[str, str], ...]
    place: Place


class Settings(Struct, frozen=True):
    """content/site.yaml. `base` is the site's address without a final slash; `edit` a pattern with `{path}`.

    `preview`: a trial for reviewers, which says so and asks search engines to stay away. `weights` are the most kB
    that a page may weigh, by the name of its template; `most_files` is how many files the host takes in a folder;
    `offline`: readers' devices keep what was read. `new_file` is a pattern with `{path}` and perhaps `{text}`; where
    there is one, editors are offered a form.
    """

    name: Text
    description: Text
    base: str
    languages: tuple[str, ...]
    current_year: str
    edit: str | None
    licence: Text | None
    licence_address: str | None = None
    preview: bool = False
    most_files: int = 54_000
    offline: bool = True
    new_file: str | None = None
    weights: Mapping[str, int] = {}


class Catalogue(Struct, frozen=True, dict=True):
    """Everything the sources say. Years newest first; articles by key and language; all else by key."""

    settings: Settings
    years: tuple[AcademicYear, ...]
    subjects: Mapping[str, Subject]
    institutions: Mapping[str, Institution]
    places: Mapping[str, StudyPlace]
    requirements: Mapping[str, Requirement]
    articles: Mapping[tuple[str, str], Article]
    stories: tuple[Story, ...]
    images: Mapping[str, bytes]
    expected: tuple[ExpectedSearch, ...] = ()
    words: SearchWords = NO_WORDS
    units: Units = NO_UNITS

    @cached_property
    def current_year(self) -> AcademicYear:
        """The year of the front page."""
        return next(year for year in self.years if year.key == self.settings.current_year)

    def published_at(self, base: str | None, *, preview: bool) -> Catalogue:
        """Return the same catalogue as it is published elsewhere than site.yaml says: at `base`, or as a preview."""
        return replace(self, settings=replace(self.settings, base=base or self.settings.base, preview=preview))

    @cached_property
    def published_years(self) -> tuple[AcademicYear, ...]:
        """The years that readers see: all but drafts, newest first."""
        return tuple(year for year in self.years if year.state is not YearState.DRAFT)

    def asks(self, year: AcademicYear) -> bool:
        """Tell whether a year has a course in a subject with a kompetansekrav."""
        asked = {subject for requirement in self.requirements.values() for subject in requirement.subjects}
        return any(course.subject.key in asked for course in year.courses)

    def article(self, key: str, language: str) -> Article | None:
        """Return the article in `language`, else in the first of the site's languages that it is in, else in any.

        None where there is none. So each has a page in every language of the interface, as courses do.
        """
        return self.articles.get((key, language)) or self._first_versions.get(key)

    @cached_property
    def _first_versions(self) -> Mapping[str, Article]:
        """Key of an article -> it in the first of the site's languages that it is in, else in any."""
        order = (*self.settings.languages, *LANGUAGES)
        latest_first = sorted(self.articles.items(), key=lambda each: order.index(each[0][1]), reverse=True)
        return {key: article for (key, _), article in latest_first}
