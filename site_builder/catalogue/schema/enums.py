"""Closed sets of values, and the two small values that courses are compared by: grades and semesters."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum

from msgspec import Struct

LANGUAGES = ("nb", "nn", "se", "en")
"""Languages of texts and of the interface, as ISO 639-1 codes."""


class Delivery(StrEnum):
    """How a course is taught."""

    ONLINE = "nettbasert"
    GATHERINGS = "samlingsbasert"
    BLENDED = "nett- og samlingsbasert"
    CAMPUS = "på studiestedet"
    MOOC = "MOOC"


class CourseState(StrEnum):
    """What an offering is at the moment. A plain «active» is not enough (domain facts, section 7)."""

    OPEN = "åpen"
    FULL = "full"
    CANCELLED = "avlyst"
    VACANT = "ledige plasser"
    NOT_THIS_YEAR = "ikke i år"


class YearState(StrEnum):
    """Where an academic year is in its life."""

    DRAFT = "utkast"
    OPEN = "åpen"
    ARCHIVED = "arkivert"


class Who(StrEnum):
    """Whom a deadline is for. Readers mix 1 March and 15 March up, so this is part of the type."""

    TEACHER = "lærer"
    OWNER = "skoleeier"
    DIRECTORATE = "Udir"
    INSTITUTION = "institusjon"


class Scheme(StrEnum):
    """The two ways the state pays for a teacher's study."""

    SUBSTITUTE = "vikar"
    GRANT = "stipend"


class Form(StrEnum):
    """How a gathering is held."""

    PHYSICAL = "fysisk"
    DIGITAL = "digital"


class ProvenanceKind(StrEnum):
    """Whether an entry is taken from a source or composed to show the catalogue."""

    DOCUMENTED = "dokumentert"
    SAMPLE = "eksempel"


class PageKind(StrEnum):
    """Kinds of page, as site.yaml calls them; a member's name in lower case is that of its template."""

    FRONT = "forside"
    COURSE = "studietilbud"
    LIST = "liste"
    INDEX = "oversikt"
    DEADLINES = "frister"
    SEARCH = "søk"
    ARTICLE = "artikkel"
    STORY = "historie"


class Area(StrEnum):
    """Groups of subjects, for menus."""

    LANGUAGES = "språkfag"
    SCIENCE = "realfag"
    SOCIETY = "samfunnsfag og livssyn"
    ARTS = "praktiske og estetiske fag"
    BASIC = "grunnleggende ferdigheter"
    PEDAGOGY = "pedagogikk og ledelse"
    VOCATIONAL = "yrkesfag"


class FormSection(StrEnum):
    """Sections of the form in which a course is written, in their order. A field without one is in the last."""

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
    """School years a course is for: closed ranges of 1 to 13 (11 to 13 is vg1 to vg3), and whether adults."""

    ranges: tuple[tuple[int, int], ...]
    adults: bool = False

    def overlaps(self, low: int, high: int) -> bool:
        """Tell whether any year from `low` to `high` is among them."""
        return any(start <= high and low <= end for start, end in self.ranges)

    def __str__(self) -> str:
        """The notation of the file, as `1-7` or `8-10, voksne`."""
        parts = [str(low) if low == high else f"{low}-{high}" for low, high in self.ranges]
        return ", ".join(parts + ["voksne"] * self.adults)


class Semester(Struct, frozen=True, order=True):
    """Half a calendar year: `half` 0 is spring (1 January to 30 June), 1 is autumn."""

    year: int
    half: int

    def __str__(self) -> str:
        """The notation of the file, as `høst 2016`."""
        return f"{'høst' if self.half else 'vår'} {self.year}"

    @property
    def first_day(self) -> date:
        """1 January or 1 July; teaching begins later, no gathering begins earlier."""
        return date(self.year, 7 if self.half else 1, 1)

    def plus(self, semesters: int) -> Semester:
        """The semester so many after this one."""
        count = self.year * 2 + self.half + semesters
        return Semester(count // 2, count % 2)
