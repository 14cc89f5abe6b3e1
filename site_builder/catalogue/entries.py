"""What each kind of file may say: the one table between Norwegian keys in files and English names in code.

An entry is a file taken at its word. It knows nothing of other files; `references.py` compares, `assemble.py` joins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from site_builder.catalogue import fields
from site_builder.catalogue.fields import (
    Area,
    CourseState,
    Delivery,
    Form,
    PageKind,
    ProvenanceKind,
    Scheme,
    Who,
    YearState,
)
from site_builder.catalogue.values import (
    Address,
    Credits,
    Day,
    Email,
    GradesField,
    InstitutionKey,
    Key,
    Keys,
    Language,
    Line,
    Lines,
    LocalText,
    Phone,
    PlaceKey,
    PlaceKeys,
    RequirementKeys,
    SemesterField,
    SubjectKey,
    SubjectKeys,
    YearKey,
    YesNo,
    choice,
    list_of_groups,
    listed,
    mapping,
    shown,
    whole,
)
from site_builder.sources.front_matter import Record


class Entry(BaseModel):
    """A group of fields: closed (an unknown key is a fault) and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Module(Entry):
    """A part of a course with its own credits."""

    title: Line = Field(alias="tittel")
    credits: Credits = Field(alias="studiepoeng")
    semester: SemesterField | None = Field(None, alias="semester")


class Gathering(Entry):
    """Days on which the students meet, from and to inclusive."""

    first: Day = Field(alias="fra")
    last: Day | None = Field(None, alias="til")
    place: PlaceKey | None = Field(None, alias="sted")
    form: Annotated[Form, choice(Form)] = Field(Form.PHYSICAL, alias="form")


class Deadline(Entry):
    """A last day for somebody to do something; it lasts until midnight in Oslo."""

    who: Annotated[Who, choice(Who)] = Field(alias="hvem")
    what: LocalText = Field(alias="hva")
    day: Day = Field(alias="dato")
    source: Line | None = Field(None, alias="kilde")
    additional: YesNo = Field(False, alias="i tillegg")


class PriorCredits(Entry):
    """Credits in a subject one must have beforehand."""

    subject: SubjectKey = Field(alias="fag")
    credits: Credits = Field(alias="studiepoeng")


class Contact(Entry):
    """Who answers questions."""

    name: Line | None = Field(None, alias="navn")
    email: Email | None = Field(None, alias="e-post")
    phone: Phone | None = Field(None, alias="telefon")


class Provenance(Entry):
    """Where an entry comes from: a source, with what was inferred, or composed as a sample."""

    kind: Annotated[ProvenanceKind, choice(ProvenanceKind)] = Field(alias="type")
    source: Line | None = Field(None, alias="kilde")
    year: Line | None = Field(None, alias="år")
    inferred: Lines = Field((), alias="utledet")


class CourseEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.md"""

    title: Line = Field(alias="tittel")
    subject: SubjectKey = Field(alias="fag")
    level: Annotated[int, BeforeValidator(fields.read_whole(1, 3)), WithJsonSchema({"enum": [1, 2, 3]})] | None = Field(
        None, alias="nivå"
    )
    grades: GradesField = Field(alias="trinn")
    credits: Credits = Field(alias="studiepoeng")
    modules: Annotated[tuple[Annotated[Module, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)] = (
        Field((), alias="moduler")
    )
    language: Language = Field(alias="språk")
    teaching_languages: Annotated[tuple[Language, ...], BeforeValidator(listed)] = Field(
        ("nb",), alias="undervisningsspråk"
    )
    delivery: Annotated[Delivery, choice(Delivery)] = Field(alias="studieform")
    places: PlaceKeys = Field((), alias="studiesteder")
    start: SemesterField = Field(alias="oppstart")
    duration: Annotated[
        int, BeforeValidator(fields.read_duration), shown("^[0-9]{1,2} semest(er|re|rar)$", "2 semestre", "duration")
    ] = Field(alias="varighet")
    gatherings: Annotated[
        tuple[Annotated[Gathering, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)
    ] = Field((), alias="samlinger")
    admission: Line | None = Field(None, alias="opptakskrav")
    prior_credits: Annotated[PriorCredits, BeforeValidator(mapping)] | None = Field(None, alias="forkunnskaper")
    prior_course: Key | None = Field(None, alias="bygger på")
    requirements: RequirementKeys | None = Field(None, alias="kompetansekrav")
    schemes: Annotated[tuple[Annotated[Scheme, choice(Scheme)], ...], BeforeValidator(listed)] = Field(
        (), alias="ordninger"
    )
    seats: Annotated[int, BeforeValidator(fields.read_whole(1, 10_000)), whole(10_000)] | None = Field(
        None, alias="plasser"
    )
    fee: Line | None = Field(None, alias="pris")
    deadlines: Annotated[tuple[Annotated[Deadline, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)] = (
        Field((), alias="frister")
    )
    state: Annotated[CourseState, choice(CourseState)] = Field(CourseState.OPEN, alias="status")
    state_note: Line | None = Field(None, alias="statusmerknad")
    link: Address | None = Field(None, alias="lenke")
    contact: Annotated[Contact, BeforeValidator(mapping)] | None = Field(None, alias="kontakt")
    old_addresses: Keys = Field((), alias="gamle adresser")
    provenance: Annotated[Provenance, BeforeValidator(mapping)] = Field(alias="opphav")


class WithdrawnEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.yaml: what stands at the address of a course that is no longer offered."""

    title: Line = Field(alias="tittel")
    subject: SubjectKey = Field(alias="fag")
    language: Language = Field(alias="språk")
    day: Day | None = Field(None, alias="trukket")
    note: Line | None = Field(None, alias="merknad")
    instead: Keys = Field((), alias="se")


class SubjectEntry(Entry):
    """catalogue/vocabulary/subjects/KEY.yaml"""

    name: LocalText = Field(alias="navn")
    everyday: Lines = Field((), alias="hverdagsord")
    area: Annotated[Area, choice(Area)] = Field(alias="område")
    required: YesNo = Field(False, alias="kompetansekrav")


class InstitutionEntry(Entry):
    """catalogue/vocabulary/institutions/KEY.yaml"""

    name: Line = Field(alias="navn")
    short_names: Lines = Field((), alias="kortnavn")
    valid_from: Day | None = Field(None, alias="gyldig fra")
    valid_until: Day | None = Field(None, alias="gyldig til")
    successor: InstitutionKey | None = Field(None, alias="etterfølger")
    places: PlaceKeys = Field((), alias="studiesteder")
    home_page: Address | None = Field(None, alias="nettsted")
    note: Line | None = Field(None, alias="merknad")


class PlaceEntry(Entry):
    """catalogue/vocabulary/places/KEY.yaml"""

    name: Line = Field(alias="navn")
    county: Line = Field(alias="fylke")
    sami_name: Line | None = Field(None, alias="samisk navn")


class RequirementEntry(Entry):
    """catalogue/vocabulary/requirements/KEY.yaml: one kompetansekrav, with its source."""

    name: LocalText = Field(alias="navn")
    grades: GradesField = Field(alias="trinn")
    subjects: SubjectKeys = Field(alias="fag")
    credits: Credits = Field(alias="studiepoeng")
    valid_from: Day | None = Field(None, alias="gyldig fra")
    source: Line = Field(alias="kilde")
    confirmed: YesNo = Field(alias="bekreftet")


class SemesterEntry(Entry):
    """When a semester runs."""

    semester: SemesterField = Field(alias="navn")
    first: Day = Field(alias="fra")
    last: Day = Field(alias="til")


class StepEntry(Entry):
    """One step of the two-step application."""

    title: LocalText = Field(alias="tittel")
    text: LocalText = Field(alias="tekst")


class YearEntry(Entry):
    """catalogue/YEAR/year.yaml"""

    name: Line = Field(alias="navn")
    state: Annotated[YearState, choice(YearState)] = Field(alias="status")
    opens: Day = Field(alias="åpner")
    deadlines: Annotated[tuple[Annotated[Deadline, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)] = (
        Field(alias="frister")
    )
    semesters: Annotated[
        tuple[Annotated[SemesterEntry, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)
    ] = Field(alias="semestre")
    steps: Annotated[tuple[Annotated[StepEntry, BeforeValidator(mapping)], ...], BeforeValidator(list_of_groups)] = (
        Field((), alias="søknad i to trinn")
    )
    sources: Lines = Field((), alias="kilder")


class ArticleEntry(Entry):
    """content/NAME.md"""

    title: Line = Field(alias="tittel")
    summary: Line = Field(alias="sammendrag")
    language: Language = Field(alias="språk")
    menu: Annotated[int, BeforeValidator(fields.read_whole(1, 99))] | None = Field(None, alias="meny")
    sources: Lines = Field((), alias="kilder")
    old_addresses: Keys = Field((), alias="gamle adresser")


class StoryEntry(Entry):
    """content/historier/NAME.md: a student's story, tied to a subject and to courses."""

    title: Line = Field(alias="tittel")
    summary: Line = Field(alias="sammendrag")
    language: Language = Field(alias="språk")
    who: Line = Field(alias="hvem")
    subject: SubjectKey = Field(alias="fag")
    courses: Keys = Field((), alias="studietilbud")
    provenance: Annotated[Provenance, BeforeValidator(mapping)] = Field(alias="opphav")


class ExpectedSearchEntry(Entry):
    """One query, and what must be found: a thing by its key, values of facets (as in addresses), or nothing."""

    text: Line = Field(alias="søk")
    kind: Line = Field(alias="slag")
    among: Annotated[int, BeforeValidator(fields.read_whole(1, 20))] = Field(5, alias="blant")
    nothing: YesNo = Field(False, alias="ingen")
    course: Line | None = Field(None, alias="studietilbud")
    article: Line | None = Field(None, alias="side")
    story: Line | None = Field(None, alias="historie")
    subject: Line | None = Field(None, alias="fag")
    level: Line | None = Field(None, alias="niva")
    grades: Line | None = Field(None, alias="trinn")
    credits: Line | None = Field(None, alias="studiepoeng")
    institution: Line | None = Field(None, alias="institusjon")
    county: Line | None = Field(None, alias="fylke")
    place: Line | None = Field(None, alias="sted")
    delivery: Line | None = Field(None, alias="studieform")
    start: Line | None = Field(None, alias="oppstart")
    language: Line | None = Field(None, alias="sprak")
    state: Line | None = Field(None, alias="status")
    requirement: Line | None = Field(None, alias="kompetansekrav")

    def facets(self) -> tuple[tuple[str, str], ...]:
        """Return the (facet, value) keys that are asked for."""
        return tuple((key, value) for name, key in _FACET_KEYS.items() if (value := getattr(self, name)) is not None)


_FACET_KEYS = {
    name: str(field.alias)
    for name, field in ExpectedSearchEntry.model_fields.items()
    if name not in ("text", "kind", "among", "nothing", "course", "article", "story")
}


class QueriesEntry(Entry):
    """tests/search/golden.yaml: what readers search for."""

    queries: tuple[ExpectedSearchEntry, ...] = Field(alias="forventet")


class WordEntry(Entry):
    """Words that stand for school years, credits or subjects."""

    words: Lines = Field(alias="ord")
    grades: GradesField | None = Field(None, alias="trinn")
    credits: Credits | None = Field(None, alias="studiepoeng")
    subjects: SubjectKeys = Field((), alias="fag")


class PhraseEntry(Entry):
    """A way of writing that would be torn apart, and the word it is read as."""

    written: Line = Field(alias="skrevet")
    meant: Line = Field(alias="betyr")


class WordsEntry(Entry):
    """catalogue/vocabulary/words.yaml: what teachers search with that is no subject's everyday name."""

    words: tuple[WordEntry, ...] = Field((), alias="ord")
    online: Lines = Field((), alias="nett")
    phrases: tuple[PhraseEntry, ...] = Field((), alias="uttrykk")


class UnitEntry(Entry):
    """A measure of education in credits."""

    name: LocalText = Field(alias="navn")
    key: Key = Field(alias="nøkkel")
    credits: Credits = Field(alias="studiepoeng")


class UnitsEntry(Entry):
    """catalogue/vocabulary/units.yaml: older measures of education, and what they are in credits."""

    units: tuple[UnitEntry, ...] = Field(alias="enheter")
    source: Line = Field(alias="kilde")
    confirmed: YesNo = Field(alias="bekreftet")


class SiteEntry(Entry):
    """content/site.yaml"""

    name: LocalText = Field(alias="navn")
    description: LocalText = Field(alias="beskrivelse")
    base: Address = Field(alias="adresse")
    languages: Annotated[tuple[Language, ...], BeforeValidator(listed)] = Field(("nb",), alias="språk")
    current_year: YearKey = Field(alias="studieår")
    edit: (
        Annotated[
            str,
            BeforeValidator(fields.read_edit_address),
            shown(r"^https?://.*\{path\}", "https://github.com/a/b/edit/main/{path}", "text"),
        ]
        | None
    ) = Field(None, alias="rediger")
    new_file: (
        Annotated[
            str,
            BeforeValidator(fields.read_new_address),
            shown(r"^https?://.*\{path\}", "https://github.com/a/b/new/main?filename={path}&value={text}", "text"),
        ]
        | None
    ) = Field(None, alias="ny fil")
    licence: LocalText | None = Field(None, alias="lisens")
    licence_address: Address | None = Field(None, alias="lisensadresse")
    most_files: Annotated[int, BeforeValidator(fields.read_whole(1, 999_999)), whole(999_999)] = Field(
        54_000, alias="filgrense"
    )
    offline: YesNo = Field(True, alias="uten nett")
    weights: Annotated[
        dict[Annotated[PageKind, choice(PageKind)], Annotated[int, BeforeValidator(fields.read_whole(1, 100_000))]],
        BeforeValidator(mapping),
    ] = Field(default_factory=dict, alias="vekt")


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
    "queries": QueriesEntry,
    "words": WordsEntry,
    "units": UnitsEntry,
}
"""Kind of record -> the entry that reads it."""

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, slots=True)
class Entries:
    """Every file by kind and key: `records` all that could be parsed, `read` those whose fields are sound.

    The key of a course is YEAR/INSTITUTION/NAME, that of anything else its file's name. `unreadable` are the paths of
    files that are there but could not be parsed: one fault is told once, not by all who refer to the file.
    """

    records: Mapping[str, Mapping[str, Record]]
    read: Mapping[str, Mapping[str, Entry]]
    unreadable: frozenset[str] = frozenset()

    def of(self, kind: type[Kind]) -> Mapping[str, Kind]:
        """Return the sound entries of one kind, by key."""
        name = next(name for name, model in ENTRIES.items() if model is kind)
        return cast(Mapping[str, Kind], self.read[name])

    def pairs(self, kind: type[Kind]) -> Iterator[tuple[str, Record, Kind]]:
        """Yield (key, record, entry) of one kind."""
        name = next(name for name, model in ENTRIES.items() if model is kind)
        for key, entry in self.of(kind).items():
            yield key, self.records[name][key], entry
