"""The fields of the profile. `about` describes each field in Norwegian."""

from __future__ import annotations

from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import Delivery, OptionalField, OwnKind, Task
from site_builder.catalogue.schema.field_types import EnumOf, ListOf
from site_builder.catalogue.schema.fields import COLOUR, COUNTRY, LINE, TEXT, YES, ZONE, whole
from site_builder.catalogue.schema.own_types import AMOUNT, CURRENCY
from site_builder.catalogue.schema.times import DurationUnit

FORMAT = 1
"""The newest format of profiles that this builder reads."""


class OwnFieldEntry(Entry):
    """A field of courses that the profile declares: its key, names, kind and uses.

    See OwnField in catalogue/profile.py.
    """

    key = field("nøkkel", LINE, about="Navnet feltet har i filene, med små bokstaver.")
    name = field("navn", TEXT, about="Navnet feltet har på siden.")
    kind = field("slag", EnumOf(OwnKind), OwnKind.TEXT, about="Hva slags verdi feltet har.")
    choices = field(
        "valg", ListOf(TEXT), (), about="Verdiene man kan velge mellom; i en skala trinnene, det laveste først."
    )
    currency = field("valuta", CURRENCY, None, about="Valutaen i en pris, med tre store bokstaver (ISO 4217).")
    limits = field("grenser", ListOf(AMOUNT), (), about="Beløp som deler en pris i grupper, det laveste først.")
    required = field("påkrevd", YES, False, about="Om alle studietilbud må ha feltet.")
    facet = field("fasett", YES, False, about="Om studietilbudene skal kunne deles inn etter feltet.")
    searchable = field("søkbar", YES, True, about="Om søket skal finne ordene i feltet.")
    in_lists = field("i lister", YES, False, about="Om verdien skal stå ved studietilbudet i lister og søketreff.")


class ColoursEntry(Entry):
    """The colours of a catalogue as #rrggbb: `accent`, from which all shades are computed, and those of links."""

    accent = field("hoved", COLOUR, about="Fargen på knapper og merker, som # og seks sifre i hermetegn.")
    link = field("lenker", COLOUR, None, about="Fargen på lenker på lys bunn.")
    dark_link = field("lenker i mørkt", COLOUR, None, about="Fargen på lenker på mørk bunn.")


class TermEntry(Entry):
    """An academic term that the profile declares: its name in each language, and its first month (1 to 12)."""

    name = field("navn", TEXT, about="Navnet terminen har i filene og på sidene, uten årstall.")
    month = field("fra måned", whole(12), about="Måneden terminen begynner, med tall fra 1 til 12.")


class DeliveryFormEntry(Entry):
    """A form of delivery that the profile declares: its name in each language, and the built-in one it counts as."""

    name = field("navn", TEXT, about="Navnet studieformen har i filene og på sidene.")
    kind = field(
        "slag",
        EnumOf(Delivery),
        about="Studieformen den regnes som: den sier om studiet er på nett, har samlinger eller trenger et sted.",
    )


class AreaEntry(Entry):
    """A group of subjects that the profile declares: its name in each language."""

    name = field("navn", TEXT, about="Navnet området har i filene og på sidene.")


class SchemeEntry(Entry):
    """A scheme of funding that the profile declares: its name in each language, and a sentence about it."""

    name = field("navn", TEXT, about="Navnet ordningen har i filene og på sidene.")
    about = field("forklaring", TEXT, None, about="Én setning om ordningen, for den som møter den første gang.")


class RoleEntry(Entry):
    """A role with deadlines that the profile declares: its key in files, its name in each language, and its task.

    A role is someone who acts in the application process, such as the applicant; the task says how (see Task).
    """

    key = field("nøkkel", LINE, about="Ordet rollen har i filene, etter «hvem», med små bokstaver.")
    name = field("navn", TEXT, about="Hvem fristen gjelder for, slik det skal stå, for eksempel «søkere».")
    task = field(
        "oppgave",
        EnumOf(Task),
        Task.ANSWERS,
        about="Det rollen gjør. Den som leser og søker, har «søker»; nøyaktig én rolle har det.",
    )


class CreditUnitEntry(Entry):
    """The unit in which the catalogue counts credits: its name, its limits, and how many ECTS credits one is."""

    name = field("navn", TEXT, about="Ordet etter tallet på sidene, for eksempel «30 ECTS-poeng».")
    short = field("kort", TEXT, None, about="Et kortere ord, for lister.")
    most = field("høyst", whole(10_000), 120, about="Det høyeste tallet ett studietilbud kan ha.")
    step = field("steg", AMOUNT, 0.5, about="Det minste steget mellom to tall, for eksempel 0.5 eller 5.")
    ects = field("i ECTS", AMOUNT, None, about="Hva én av dem er i ECTS, for eksempel 0.5; uten det er de ikke ECTS.")


class ProfileEntry(Entry, file_title="Profil"):
    """The fields of content/profile.yaml: see Profile in catalogue/profile.py, and Declarations."""

    format = field("format", whole(999), FORMAT, about="Formatet profilen er skrevet i; uten det det første, 1.")
    subtitle = field("undertittel", TEXT, None, about="Står under navnet på hver side.")
    footer = field("bunntekst", TEXT, None, about="Én setning nederst på hver side.")
    search_example = field("søkeeksempel", TEXT, None, about="Ord som står i det tomme søkefeltet.")
    logo = field("logo", LINE, None, about="Bildet ved siden av navnet, som content/logo.png.")
    colours = field("farger", Nested(ColoursEntry), None, about="Fargene på siden, i lys og mørk utgave.")
    country = field("land", COUNTRY, None, about="Landet stedene ligger i, med to store bokstaver (ISO 3166).")
    zone = field(
        "tidssone", ZONE, None, about="Tidssonen frister slutter i, når den ikke er landets: et område og en by."
    )
    for_teachers = field(
        "for lærere",
        YES,
        True,
        about="Om leserne er lærere: Da spør forsiden hva de underviser i, og listen deres er til rektor.",
    )
    programme = field("ordning", LINE, None, about="Ordningen studiene tilbys i, for søkemotorer.")
    least_texts = field(
        "minste andel tekster",
        whole(100),
        None,
        about="Hvor mange prosent av artiklene et språk må ha for å stå øverst på sidene; andre språk står nederst.",
    )
    optional = field(
        "valgfrie felt", ListOf(EnumOf(OptionalField)), (), about="Felt som ellers er påkrevd, og som kan mangle her."
    )
    unit = field("poeng", Nested(CreditUnitEntry), None, about="Det studiepoengene er, når de ikke er ECTS.")
    terms = field(
        "terminer",
        ListOf(Nested(TermEntry)),
        (),
        about="Terminene studiene begynner i, når de er andre enn høst og vår.",
    )
    by_day = field(
        "oppstart med dato", YES, False, about="Om studiene begynner på en dato, som 2027-09-13, og ikke i en termin."
    )
    durations = field(
        "varighet i", ListOf(EnumOf(DurationUnit)), (), about="Det varigheten blir regnet i, når det ikke er semestre."
    )
    deliveries = field(
        "studieformer",
        ListOf(Nested(DeliveryFormEntry)),
        (),
        about="Studieformene man kan velge mellom, når de er andre enn de fem vanlige.",
    )
    areas = field(
        "områder",
        ListOf(Nested(AreaEntry)),
        (),
        about="Grupper av fag, når de er andre enn de sju vanlige skolefagområdene.",
    )
    schemes = field(
        "støtteordninger",
        ListOf(Nested(SchemeEntry)),
        (),
        about="Ordninger som betaler for studiene, når de er andre enn vikar og stipend.",
    )
    most_levels = field("høyeste nivå", whole(9), 3, about="Det høyeste nivået et fag er delt i, når det ikke er 3.")
    roles = field(
        "roller",
        ListOf(Nested(RoleEntry)),
        (),
        about="De som har frister, i den rekkefølgen de gjør noe, når de er andre enn lærer, skoleeier, Udir og"
        " institusjon.",
    )
    own_fields = field(
        "egne felt", ListOf(Nested(OwnFieldEntry)), (), about="Felt i studietilbudene som bare denne katalogen har."
    )
