"""What each kind of file may say: the one table between Norwegian keys in files and English names in code.

An entry is a file taken at its word. It knows nothing of other files; `references.py` compares, `resolve.py` joins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

from msgspec import Struct

from site_builder.catalogue.schema.field_types import Choice, Entry, Group, Listed, Mapped, field
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    CREDITS,
    DAY,
    DURATION,
    EDIT_ADDRESS,
    EMAIL,
    GRADES,
    INSTITUTION,
    KEY,
    KEYS,
    LANGUAGE,
    LEVEL,
    LINE,
    LINES,
    NEW_ADDRESS,
    PHONE,
    PLACE,
    PLACES,
    REQUIREMENTS,
    SEMESTER,
    SUBJECT,
    SUBJECTS,
    TEXT,
    YEAR,
    YES,
    whole,
)
from site_builder.catalogue.schema.parsers import (
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
from site_builder.sources.record import Record


class Module(Entry):
    """A part of a course with its own credits."""

    title = field("tittel", LINE)
    credits = field("studiepoeng", CREDITS)
    semester = field("semester", SEMESTER, None)


class Gathering(Entry):
    """Days on which the students meet, from and to inclusive."""

    first = field("fra", DAY)
    last = field("til", DAY, None)
    place = field("sted", PLACE, None)
    form = field("form", Choice(Form), Form.PHYSICAL)


class Deadline(Entry):
    """A last day for somebody to do something; it lasts until midnight in Oslo."""

    who = field("hvem", Choice(Who))
    what = field("hva", TEXT)
    day = field("dato", DAY)
    source = field("kilde", LINE, None)
    additional = field("i tillegg", YES, False)


class PriorCredits(Entry):
    """Credits in a subject one must have beforehand."""

    subject = field("fag", SUBJECT)
    credits = field("studiepoeng", CREDITS)


class Contact(Entry):
    """Who answers questions."""

    name = field("navn", LINE, None)
    email = field("e-post", EMAIL, None)
    phone = field("telefon", PHONE, None)


class Provenance(Entry):
    """Where an entry comes from: a source, with what was inferred, or composed as a sample."""

    kind = field("type", Choice(ProvenanceKind))
    source = field("kilde", LINE, None)
    year = field("år", LINE, None)
    inferred = field("utledet", LINES, ())


class CourseEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.md"""

    title = field("tittel", LINE)
    subject = field("fag", SUBJECT)
    level = field("nivå", LEVEL, None)
    grades = field("trinn", GRADES)
    credits = field("studiepoeng", CREDITS)
    modules = field("moduler", Listed(Group(Module)), ())
    language = field("språk", LANGUAGE)
    teaching_languages = field("undervisningsspråk", Listed(LANGUAGE), ("nb",))
    delivery = field("studieform", Choice(Delivery))
    places = field("studiesteder", PLACES, ())
    start = field("oppstart", SEMESTER)
    duration = field("varighet", DURATION)
    gatherings = field("samlinger", Listed(Group(Gathering)), ())
    admission = field("opptakskrav", LINE, None)
    prior_credits = field("forkunnskaper", Group(PriorCredits), None)
    prior_course = field("bygger på", KEY, None)
    requirements = field("kompetansekrav", REQUIREMENTS, None)
    schemes = field("ordninger", Listed(Choice(Scheme)), ())
    seats = field("plasser", whole(10_000), None)
    fee = field("pris", LINE, None)
    deadlines = field("frister", Listed(Group(Deadline)), ())
    state = field("status", Choice(CourseState), CourseState.OPEN)
    state_note = field("statusmerknad", LINE, None)
    link = field("lenke", ADDRESS, None)
    contact = field("kontakt", Group(Contact), None)
    old_addresses = field("gamle adresser", KEYS, ())
    provenance = field("opphav", Group(Provenance))


class WithdrawnEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.yaml: what stands at the address of a course that is no longer offered."""

    title = field("tittel", LINE)
    subject = field("fag", SUBJECT)
    language = field("språk", LANGUAGE)
    day = field("trukket", DAY, None)
    note = field("merknad", LINE, None)
    instead = field("se", KEYS, ())


class SubjectEntry(Entry):
    """catalogue/vocabulary/subjects/KEY.yaml"""

    name = field("navn", TEXT)
    everyday = field("hverdagsord", LINES, ())
    area = field("område", Choice(Area))
    required = field("kompetansekrav", YES, False)


class InstitutionEntry(Entry):
    """catalogue/vocabulary/institutions/KEY.yaml"""

    name = field("navn", LINE)
    short_names = field("kortnavn", LINES, ())
    valid_from = field("gyldig fra", DAY, None)
    valid_until = field("gyldig til", DAY, None)
    successor = field("etterfølger", INSTITUTION, None)
    places = field("studiesteder", PLACES, ())
    home_page = field("nettsted", ADDRESS, None)
    note = field("merknad", LINE, None)


class PlaceEntry(Entry):
    """catalogue/vocabulary/places/KEY.yaml"""

    name = field("navn", LINE)
    county = field("fylke", LINE)
    sami_name = field("samisk navn", LINE, None)


class RequirementEntry(Entry):
    """catalogue/vocabulary/requirements/KEY.yaml: one kompetansekrav, with its source."""

    name = field("navn", TEXT)
    grades = field("trinn", GRADES)
    subjects = field("fag", SUBJECTS)
    credits = field("studiepoeng", CREDITS)
    valid_from = field("gyldig fra", DAY, None)
    source = field("kilde", LINE)
    confirmed = field("bekreftet", YES)


class SemesterEntry(Entry):
    """When a semester runs."""

    semester = field("navn", SEMESTER)
    first = field("fra", DAY)
    last = field("til", DAY)


class StepEntry(Entry):
    """One step of the two-step application."""

    title = field("tittel", TEXT)
    text = field("tekst", TEXT)


class YearEntry(Entry):
    """catalogue/YEAR/year.yaml"""

    name = field("navn", LINE)
    state = field("status", Choice(YearState))
    opens = field("åpner", DAY)
    deadlines = field("frister", Listed(Group(Deadline)))
    semesters = field("semestre", Listed(Group(SemesterEntry)))
    steps = field("søknad i to trinn", Listed(Group(StepEntry)), ())
    sources = field("kilder", LINES, ())


class ArticleEntry(Entry):
    """content/NAME.md"""

    title = field("tittel", LINE)
    summary = field("sammendrag", LINE)
    language = field("språk", LANGUAGE)
    menu = field("meny", whole(99), None)
    sources = field("kilder", LINES, ())
    old_addresses = field("gamle adresser", KEYS, ())


class StoryEntry(Entry):
    """content/historier/NAME.md: a student's story, tied to a subject and to courses."""

    title = field("tittel", LINE)
    summary = field("sammendrag", LINE)
    language = field("språk", LANGUAGE)
    who = field("hvem", LINE)
    subject = field("fag", SUBJECT)
    courses = field("studietilbud", KEYS, ())
    provenance = field("opphav", Group(Provenance))


class ExpectedSearchEntry(Entry):
    """One query, and what must be found: a thing by its key, values of facets (as in addresses), or nothing."""

    text = field("søk", LINE)
    kind = field("slag", LINE)
    among = field("blant", whole(20), 5)
    nothing = field("ingen", YES, False)
    course = field("studietilbud", LINE, None)
    article = field("side", LINE, None)
    story = field("historie", LINE, None)
    subject = field("fag", LINE, None)
    level = field("niva", LINE, None)
    grades = field("trinn", LINE, None)
    credits = field("studiepoeng", LINE, None)
    institution = field("institusjon", LINE, None)
    county = field("fylke", LINE, None)
    place = field("sted", LINE, None)
    delivery = field("studieform", LINE, None)
    start = field("oppstart", LINE, None)
    language = field("sprak", LINE, None)
    state = field("status", LINE, None)
    requirement = field("kompetansekrav", LINE, None)

    def facets(self) -> tuple[tuple[str, str], ...]:
        """Return the (facet, value) keys that are asked for."""
        return tuple((key, value) for name, key in _FACET_KEYS.items() if (value := getattr(self, name)) is not None)


_FACET_KEYS = {
    name: each.key
    for name, each in ExpectedSearchEntry.fields.items()
    if name not in ("text", "kind", "among", "nothing", "course", "article", "story")
}


class QueriesEntry(Entry):
    """content/expected-searches.yaml: what readers search for."""

    queries = field("forventet", Listed(Group(ExpectedSearchEntry)))


class WordEntry(Entry):
    """Words that stand for school years, credits or subjects."""

    words = field("ord", LINES)
    grades = field("trinn", GRADES, None)
    credits = field("studiepoeng", CREDITS, None)
    subjects = field("fag", SUBJECTS, ())


class PhraseEntry(Entry):
    """A way of writing that would be torn apart, and the word it is read as."""

    written = field("skrevet", LINE)
    meant = field("betyr", LINE)


class WordsEntry(Entry):
    """catalogue/vocabulary/words.yaml: what teachers search with that is no subject's everyday name."""

    words = field("ord", Listed(Group(WordEntry)), ())
    online = field("nett", LINES, ())
    phrases = field("uttrykk", Listed(Group(PhraseEntry)), ())


class UnitEntry(Entry):
    """A measure of education in credits."""

    name = field("navn", TEXT)
    key = field("nøkkel", KEY)
    credits = field("studiepoeng", CREDITS)


class UnitsEntry(Entry):
    """catalogue/vocabulary/units.yaml: older measures of education, and what they are in credits."""

    units = field("enheter", Listed(Group(UnitEntry)))
    source = field("kilde", LINE)
    confirmed = field("bekreftet", YES)


WEIGHTS = Mapped(Choice(PageKind), whole(100_000))
"""Kinds of page, and how many kilobytes one may weigh."""


class SiteEntry(Entry):
    """content/site.yaml"""

    name = field("navn", TEXT)
    description = field("beskrivelse", TEXT)
    base = field("adresse", ADDRESS)
    languages = field("språk", Listed(LANGUAGE), ("nb",))
    current_year = field("studieår", YEAR)
    edit = field("rediger", EDIT_ADDRESS, None)
    new_file = field("ny fil", NEW_ADDRESS, None)
    licence = field("lisens", TEXT, None)
    licence_address = field("lisensadresse", ADDRESS, None)
    most_files = field("filgrense", whole(999_999), 54_000)
    offline = field("uten nett", YES, True)
    weights = field("vekt", WEIGHTS, {})


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


class Entries(Struct, frozen=True):
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
