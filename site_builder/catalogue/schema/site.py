"""The fields of the site settings, articles, stories and expected searches."""

from __future__ import annotations

from site_builder.catalogue.schema.course_groups import ProvenanceEntry
from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import Conformance, PageKind, PublisherPart, WrittenStandards
from site_builder.catalogue.schema.field_types import EnumOf, ListOf, MapOf
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    DAY,
    EDIT_ADDRESS,
    EMAIL,
    KEYS,
    LANGUAGE,
    LINE,
    LINES,
    NEW_ADDRESS,
    SITE_ADDRESS,
    SUBJECT,
    TEXT,
    YEAR,
    YES,
    whole,
)


class ArticleEntry(Entry, file_title="Artikkel"):
    """The fields of an article, content/NAME.md. `about` describes each field in Norwegian."""

    title = field("tittel", LINE, about="Tittelen, slik den skal stå.")
    summary = field("sammendrag", LINE, about="Én setning om hva som står her.")
    language = field("språk", LANGUAGE, about="Språket teksten er skrevet på.")
    menu = field("meny", whole(99), None, about="Plassen i menyen; uten tall er artikkelen ikke i menyen.")
    footer = field("bunn", whole(99), None, about="Plassen i bunnen av sidene; uten tall er artikkelen ikke der.")
    sources = field("kilder", LINES, (), about="Hvor det står.")
    publisher = field(
        "fra utgiveren",
        EnumOf(PublisherPart),
        None,
        about="Opplysninger fra site.yaml som skal stå under teksten: kontakt, tilgjengelighet eller personvern.",
    )
    old_addresses = field("gamle adresser", KEYS, (), about="Adresser siden har hatt før; de sender leseren videre.")


class StoryEntry(Entry, file_title="Historie"):
    """The fields of content/historier/NAME.md: a student's story about a subject, with keys of courses."""

    title = field("tittel", LINE, about="Tittelen, slik den skal stå.")
    summary = field("sammendrag", LINE, about="Én setning om hva som står her.")
    language = field("språk", LANGUAGE, about="Språket teksten er skrevet på.")
    who = field("hvem", LINE, about="Hvem som forteller.")
    subject = field("fag", SUBJECT, about="Faget. I filen står nøkkelen fra vocabulary/subjects.")
    courses = field("studietilbud", KEYS, (), about="Studietilbud det handler om.")
    provenance = field("opphav", Nested(ProvenanceEntry), about="Hvor opplysningene kommer fra.")


class ExpectedSearchEntry(Entry):
    """A query (`text`) and its expected result: an entry by key, values of facets, or nothing.

    The entry must be among the first `among` hits. Values of facets are as in addresses (slugs).
    """

    text = field("søk", LINE, about="Søkene, ett om gangen.")
    kind = field("slag", LINE, about="Hva slags søk det er.")
    among = field("blant", whole(20), 5, about="Blant de hvor mange første treffene det må stå.")
    nothing = field("ingen", YES, False, about="Om søket ikke skal finne noe.")
    course = field("studietilbud", LINE, None, about="Studietilbud det handler om.")
    article = field("side", LINE, None, about="Artikkelen søket må finne.")
    story = field("historie", LINE, None, about="Historien søket må finne.")
    subject = field("fag", LINE, None, about="Faget. I filen står nøkkelen fra vocabulary/subjects.")
    level = field("niva", LINE, None, about="Nivået søket må finne.")
    grades = field("trinn", LINE, None, about="Trinnene det gjelder, for eksempel 1-7, 8-13 eller voksne.")
    credits = field("studiepoeng", LINE, None, about="Antall studiepoeng, bare tallet.")
    institution = field("institusjon", LINE, None, about="Institusjonen søket må finne.")
    county = field("fylke", LINE, None, about="Fylket, slik det het i 2016.")
    place = field("sted", LINE, None, about="Studiestedet. I filen står nøkkelen fra vocabulary/places.")
    delivery = field("studieform", LINE, None, about="Hvordan undervisningen foregår.")
    start = field("oppstart", LINE, None, about="Semesteret det begynner.")
    language = field("sprak", LINE, None, about="Undervisningsspråket søket må finne.")
    state = field("status", LINE, None, about="Hvordan det står til.")
    requirement = field(
        "kompetansekrav",
        LINE,
        None,
        about="Kompetansekrav tilbudet fyller. Skriv det bare når det som utledes, er galt.",
    )

    def facets(self) -> tuple[tuple[str, str], ...]:
        """Return (facet, value) for each expected value of a facet, both as in addresses: ("fylke", "hedmark")."""
        return tuple((key, value) for name, key in _FACET_KEYS.items() if (value := getattr(self, name)) is not None)


_FACET_KEYS = {
    name: each.key
    for name, each in ExpectedSearchEntry.fields.items()
    if name not in ("text", "kind", "among", "nothing", "course", "article", "story")
}


class QueriesEntry(Entry, file_title="Søk som skal finne noe"):
    """The field of content/expected-searches.yaml: searches of readers with their expected results."""

    queries = field("forventet", ListOf(Nested(ExpectedSearchEntry), may_be_empty=True), about="Hva søket må finne.")


WEIGHTS = MapOf(EnumOf(PageKind), whole(100_000))
"""Kind of page -> its budget in kilobytes."""


class PublisherEntry(Entry):
    """The body or person that publishes the site. See Publisher in catalogue/publisher.py."""

    name = field("navn", LINE, about="Navnet på den som gir ut katalogen.")
    email = field("e-post", EMAIL, None, about="E-postadressen for spørsmål og tilbakemeldinger.")
    page = field("kontaktside", ADDRESS, None, about="Adressen til en side for spørsmål og tilbakemeldinger.")
    public = field("offentlig", YES, False, about="Om utgiveren er en offentlig virksomhet.")
    log_days = field(
        "loggdager",
        whole(3_650),
        None,
        about="Hvor mange dager verten beholder loggen over hvilke sider som blir hentet.",
    )


class AccessibilityEntry(Entry):
    """The assessment of the site against the accessibility requirements.

    See Accessibility in catalogue/publisher.py.
    """

    conformance = field(
        "samsvar", EnumOf(Conformance), about="Om nettstedet oppfyller kravene: helt, delvis eller ikke."
    )
    assessed = field("vurdert", DAY, None, about="Dagen det sist ble vurdert.")
    breaches = field("brudd", ListOf(TEXT), (), about="Kravene som ikke er oppfylt, ett i hvert punkt.")
    statement = field(
        "erklæring",
        ADDRESS,
        None,
        about="Adressen til tilgjengelighetserklæringen hos tilsynet, for offentlige utgivere.",
    )


class SiteEntry(Entry, file_title="Nettstedet"):
    """The fields of content/site.yaml: see Settings in catalogue/years.py."""

    name = field("navn", TEXT, about="Navnet på nettstedet.")
    description = field("beskrivelse", TEXT, about="Én setning om nettstedet, for søkemotorer.")
    base = field("adresse", SITE_ADDRESS, about="Nettstedets adresse, med https:// og uten skråstrek til slutt.")
    languages = field("språk", ListOf(LANGUAGE), ("nb",), about="Språkene på nettstedet, det vanligste først.")
    current_year = field("studieår", YEAR, about="Studieåret.")
    edit = field("rediger", EDIT_ADDRESS, None, about="Adressen der en fil kan redigeres; {path} står for filen.")
    new_file = field(
        "ny fil",
        NEW_ADDRESS,
        None,
        about="Adressen der en ny fil lages, for skjemaet i nettleseren; {path} står for filen, {text} for innholdet.",
    )
    licence = field("lisens", TEXT, None, about="Lisensen for dataene.")
    licence_address = field("lisensadresse", ADDRESS, None, about="Hvor lisensen står.")
    publisher = field("utgiver", Nested(PublisherEntry), None, about="Den som gir ut katalogen og svarer for den.")
    accessibility = field(
        "tilgjengelighet",
        Nested(AccessibilityEntry),
        None,
        about="Hvordan nettstedet oppfyller kravene til tilgjengelighet.",
    )
    standards = field(
        "målform",
        EnumOf(WrittenStandards),
        None,
        about="Bokmål og nynorsk: veksling (hver tekst i én målform) eller parallell (hver tekst i begge).",
    )
    most_files = field(
        "filgrense", whole(999_999), 54_000, about="Hvor mange filer og mapper verten tar imot i én mappe."
    )
    offline = field("uten nett", YES, True, about="Om sider man har lest, skal kunne åpnes uten nett.")
    weights = field("vekt", WEIGHTS, {}, about="Hvor mange kB en side av hvert slag kan veie.")
