"""The groups of fields inside a course file: modules, gatherings, deadlines, the application, contact and origin."""

from __future__ import annotations

from site_builder.catalogue.schema.choice_words import FORMS
from site_builder.catalogue.schema.entry_types import Entry, field
from site_builder.catalogue.schema.enums import Form, ProvenanceKind
from site_builder.catalogue.schema.field_types import EnumOf
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    CREDITS,
    DAY,
    EMAIL,
    LINE,
    LINES,
    PARAGRAPH,
    PHONE,
    PLACE,
    SEMESTER,
    SUBJECT,
    TEXT,
    YES,
)
from site_builder.catalogue.schema.roles import ROLE


class ModuleEntry(Entry):
    """A part of a course with its own credits: `title`, `credits` and, optionally, `semester`."""

    title = field("tittel", LINE, about="Tittelen, slik den skal stå.")
    credits = field("studiepoeng", CREDITS, about="Antall studiepoeng, bare tallet.")
    semester = field("semester", SEMESTER, None, about="Semesteret.")


class GatheringEntry(Entry):
    """A meeting of a course's students, from the day `first` to `last` (inclusive; None: one day).

    `place` is the key of a study place or None, `form` physical or digital.
    """

    first = field("fra", DAY, about="Første dag.")
    last = field("til", DAY, None, about="Siste dag.")
    place = field("sted", PLACE, None, about="Studiestedet. I filen står nøkkelen fra vocabulary/places.")
    form = field("form", EnumOf(Form, FORMS), Form.PHYSICAL, about="Om samlingen er fysisk eller digital.")


class DeadlineEntry(Entry):
    """A deadline: the last day (`day`) on which the role `who` can do `what`. It ends at midnight.

    `source` says where it is stated. An `additional` one does not replace the year's deadline for the same role.
    """

    who = field("hvem", ROLE, about="Hvem fristen gjelder for.")
    what = field("hva", TEXT, about="Hva fristen gjelder.")
    day = field("dato", DAY, about="Datoen, skrevet år-måned-dag.")
    source = field("kilde", LINE, None, about="Hvor det står.")
    additional = field("i tillegg", YES, False, about="Om fristen kommer i tillegg til årets, ikke i stedet for den.")


class ApplicationEntry(Entry):
    """The application for a course that does not follow the steps of its year.

    The role `who` applies; `text` says how, and `address` is the URL of the page where one applies, or None.
    """

    who = field("hvem", ROLE, about="Hvem som søker; fristen for denne gruppen er søknadsfristen.")
    text = field("tekst", PARAGRAPH, about="Hvordan man søker, i én til tre setninger.")
    address = field("adresse", ADDRESS, None, about="Siden der man søker.")


class PriorCredits(Entry):
    """The credits in a subject (its key) that applicants must already have."""

    subject = field("fag", SUBJECT, about="Faget. I filen står nøkkelen fra vocabulary/subjects.")
    credits = field("studiepoeng", CREDITS, about="Antall studiepoeng, bare tallet.")


class ContactEntry(Entry):
    """The person or office that answers questions: `name`, `email` and `phone`, each None if not given."""

    name = field("navn", LINE, None, about="Navnet, slik det skal stå.")
    email = field("e-post", EMAIL, None, about="E-postadressen.")
    phone = field("telefon", PHONE, None, about="Telefonnummeret.")


class ProvenanceEntry(Entry):
    """The origin of an entry: a source, and the fields inferred from it; or a sample. See Provenance in model.py."""

    kind = field("type", EnumOf(ProvenanceKind), about="Om det er dokumentert av en kilde eller laget som eksempel.")
    source = field("kilde", LINE, None, about="Navnet på kilden.")
    address = field("adresse", ADDRESS, None, about="Adressen der kilden kan leses.")
    no_address = field(
        "uten adresse", LINE, None, about="Hvorfor kilden ikke har en adresse, for eksempel at den er et brev."
    )
    published = field("dato", DAY, None, about="Dagen kilden er datert.")
    read_on = field("lest", DAY, None, about="Dagen kilden ble lest.")
    year = field("år", LINE, None, about="Studieåret kilden gjelder.")
    inferred = field("utledet", LINES, (), about="Felt som er antatt, ikke lest i kilden.")


def source_address(given: ProvenanceEntry) -> str | None:
    """Return the URL of the source in a field «opphav»: `address`, else `source` if that is a URL; or None."""
    if given.address:
        return given.address
    return given.source if given.source and given.source.startswith(("https://", "http://")) else None
