"""Closed sets of values, and the grades that courses are compared by."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from msgspec import Struct


class Stemmer(StrEnum):
    """The Snowball stemmers of Whoosh, by the names of their modules in whoosh.lang.snowball."""

    DANISH = "danish"
    DUTCH = "dutch"
    ENGLISH = "english"
    FINNISH = "finnish"
    FRENCH = "french"
    GERMAN = "german"
    HUNGARIAN = "hungarian"
    ITALIAN = "italian"
    NORWEGIAN = "norwegian"
    PORTUGUESE = "portuguese"
    ROMANIAN = "romanian"
    RUSSIAN = "russian"
    SPANISH = "spanish"
    SWEDISH = "swedish"


class Delivery(StrEnum):
    """The forms of delivery: the ways in which a course is taught."""

    ONLINE = "nettbasert"
    GATHERINGS = "samlingsbasert"
    BLENDED = "nett- og samlingsbasert"
    CAMPUS = "på studiestedet"
    MOOC = "MOOC"

    @property
    def is_online(self) -> bool:
        """Whether a course is taught online only. Such a course can still have gatherings and study places."""
        return self in (Delivery.ONLINE, Delivery.MOOC)


class CourseState(StrEnum):
    """The state of a course in its year, set by an editor: open for applications unless it is another."""

    OPEN = "åpen"
    FULL = "full"
    CANCELLED = "avlyst"
    VACANT = "ledige plasser"
    NOT_THIS_YEAR = "ikke i år"


class YearState(StrEnum):
    """The state of an academic year: a draft (not published), open, or archived."""

    DRAFT = "utkast"
    OPEN = "åpen"
    ARCHIVED = "arkivert"


class Task(StrEnum):
    """The task of a role in the application process: to apply (the reader), to answer, to allot places, or to admit."""

    APPLIES = "søker"
    ANSWERS = "svarer"
    ALLOTS = "fordeler"
    ADMITS = "tar opp"


class Form(StrEnum):
    """The ways in which a gathering is held: in person (`PHYSICAL`) or online."""

    PHYSICAL = "fysisk"
    DIGITAL = "digital"


class ProvenanceKind(StrEnum):
    """The origin of an entry: documented by a source, or written as a sample."""

    DOCUMENTED = "dokumentert"
    SAMPLE = "eksempel"


class OptionalField(StrEnum):
    """The keys of fields that files must have unless the profile makes them optional."""

    GRADES = "trinn"
    CREDITS = "studiepoeng"
    AREA = "område"
    COUNTY = "fylke"
    DEADLINES = "frister"
    SEMESTERS = "semestre"
    PROVENANCE = "opphav"


class OwnKind(StrEnum):
    """The kinds of value that an own field of a catalogue (OwnField) can have."""

    TEXT = "tekst"
    NUMBER = "tall"
    DATE = "dato"
    CHOICE = "valg"
    LINK = "lenke"
    LIST = "liste"
    YES = "ja eller nei"
    SCALE = "skala"
    PRICE = "pris"


class Conformance(StrEnum):
    """How far a site meets the accessibility requirements, in the terms of decision (EU) 2018/1523."""

    FULL = "helt"
    PARTIAL = "delvis"
    NONE = "ikke"


class WrittenStandards(StrEnum):
    """How a site uses bokmål and nynorsk: alternating text by text, or with every text in both (språklova § 13)."""

    ALTERNATING = "veksling"
    PARALLEL = "parallell"


class PublisherPart(StrEnum):
    """A statement of the publisher that can follow an article, by its name there."""

    CONTACT = "kontakt"
    ACCESSIBILITY = "tilgjengelighet"
    PRIVACY = "personvern"


class PageKind(StrEnum):
    """Kinds of page, by their names in site.yaml. The member's name in lower case is that of the template: "front"."""

    FRONT = "forside"
    COURSE = "studietilbud"
    LIST = "liste"
    INDEX = "oversikt"
    DEADLINES = "frister"
    SEARCH = "søk"
    ARTICLE = "artikkel"
    STORY = "historie"


class FormSection(StrEnum):
    """Sections of the form in which a course is written, in order. A field that names no section is in the last."""

    COURSE = "course"
    TEACHING = "teaching"
    ADMISSION = "admission"
    OTHER = "other"


class ChangeKind(IntEnum):
    """Kinds of change between two catalogues, in the order of the report: the most consequential first."""

    UNREADABLE = 0
    DEADLINE = 1
    STATE = 2
    WITHDRAWN = 3
    NEW = 4
    GATHERINGS = 5
    REQUIREMENT = 6
    CREDITS = 7
    PLACES = 8
    OTHER = 9
    TEXT = 10


class Grades(Struct, frozen=True, order=True):
    """School years that a course is for: closed ranges (low, high) within 1 to 13 (11 to 13 are vg1 to vg3).

    `adults`: it is for adults too.
    """

    ranges: tuple[tuple[int, int], ...]
    adults: bool = False

    def overlaps(self, low: int, high: int) -> bool:
        """Return whether any school year from `low` to `high`, both inclusive, is in the ranges.

        Adults do not count.
        """
        return any(start <= high and low <= end for start, end in self.ranges)

    def __str__(self) -> str:
        """Return the grades as course files write them, for example `1-7` or `8-10, voksne`."""
        parts = [str(low) if low == high else f"{low}-{high}" for low, high in self.ranges]
        return ", ".join(parts + ["voksne"] * self.adults)
