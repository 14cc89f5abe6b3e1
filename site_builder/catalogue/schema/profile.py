"""The fields of the profile, and the type of course files in a catalogue with fields of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entry_types import Entry, Field, Nested, Read, field
from site_builder.catalogue.schema.enums import ChangeKind, FormSection, Grades, Optional, OwnKind
from site_builder.catalogue.schema.field_types import EnumOf, ListOf
from site_builder.catalogue.schema.fields import COLOUR, COUNTRY, LINE, TEXT, YES, ZONE, whole
from site_builder.catalogue.schema.own_types import AMOUNT, CURRENCY, OwnDeclaration, own_type
from site_builder.sources.record import Record


class OwnFieldEntry(Entry):
    """A field of courses that only this catalogue has."""

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
    """The colours of a catalogue. Shades and the words on them are worked out from the first one."""

    accent = field("hoved", COLOUR, about="Fargen på knapper og merker, som # og seks sifre i hermetegn.")
    link = field("lenker", COLOUR, None, about="Fargen på lenker på lys bunn.")
    dark_link = field("lenker i mørkt", COLOUR, None, about="Fargen på lenker på mørk bunn.")


class ProfileEntry(Entry, file_title="Profil"):
    """content/profile.yaml"""

    subtitle = field("undertittel", TEXT, None, about="Står under navnet på hver side.")
    footer = field("bunntekst", TEXT, None, about="Én setning nederst på hver side.")
    search_example = field("søkeeksempel", TEXT, None, about="Ord som står i det tomme søkefeltet.")
    logo = field("logo", LINE, None, about="Bildet ved siden av navnet, som content/logo.png.")
    colours = field("farger", Nested(ColoursEntry), None, about="Fargene på siden, i lys og mørk utgave.")
    country = field("land", COUNTRY, "NO", about="Landet stedene ligger i, med to store bokstaver (ISO 3166).")
    zone = field(
        "tidssone", ZONE, None, about="Tidssonen frister slutter i, når den ikke er landets: et område og en by."
    )
    programme = field("ordning", LINE, None, about="Ordningen studiene tilbys i, for søkemotorer.")
    least_texts = field(
        "minste andel tekster",
        whole(100),
        None,
        about="Hvor mange prosent av artiklene et språk må ha for å stå øverst på sidene; andre språk står nederst.",
    )
    optional = field(
        "valgfrie felt", ListOf(EnumOf(Optional)), (), about="Felt som ellers er påkrevd, og som kan mangle her."
    )
    own_fields = field(
        "egne felt", ListOf(Nested(OwnFieldEntry)), (), about="Felt i studietilbudene som bare denne katalogen har."
    )


def own_declaration(own: OwnFieldEntry) -> OwnDeclaration:
    """Return the declaration of an own field."""
    choices = tuple(tuple(choice.values()) for choice in own.choices)
    return OwnDeclaration(own.key, own.kind, choices, own.required, f"{next(iter(own.name.values()))}.")


def unread_declarations(record: Record) -> tuple[OwnDeclaration, ...]:
    """Return declarations for the keys of a profile with faults. Any value is accepted, since the kinds are unknown.

    So a fault in the profile is not followed by an unknown key in every course.
    """
    listed = record.fields.get("egne felt")
    keys = [each.get("nøkkel") for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    return tuple(OwnDeclaration(key, None, (), False, f"{key}.") for key in keys if isinstance(key, str) and key)


def unread_optional(record: Record) -> tuple[Optional, ...]:
    """Return the optional fields that a profile with faults names, so that none is missed in every course."""
    listed = record.fields.get("valgfrie felt")
    known = {each.value for each in Optional}
    return tuple(Optional(each) for each in listed if each in known) if isinstance(listed, list) else ()


@cache
def course_type(own: tuple[OwnDeclaration, ...], optional: tuple[Optional, ...] = ()) -> type[CourseEntry]:
    """Return the type of course files with these own fields, in which the `optional` fields can be missing.

    Own fields that have the key of a built-in field are left out: a check reports them.
    """
    built_in = {each.key for each in CourseEntry.fields.values()}
    declared = {f"own_{number}": _declared(each) for number, each in enumerate(own) if each.key not in built_in}
    return with_optional(CourseEntry, optional, declared)


def with_optional(
    entry: type[Read], optional: Collection[Optional], declared: Mapping[str, Field] | None = None
) -> type[Read]:
    """Return `entry` with the `declared` fields, in which the `optional` fields can be missing; or `entry` itself."""
    loosened = {
        name: replace(each, default=(DEFAULTS[Optional(each.key)],))
        for name, each in entry.fields.items()
        if each.required and each.key in optional
    }
    if not (changed := {**loosened, **(declared or {})}):
        return entry
    return type(entry.__name__, (entry,), changed, file_title=entry.file_title)


DEFAULTS: Mapping[Optional, Any] = {
    Optional.GRADES: Grades(()),
    Optional.AREA: None,
    Optional.COUNTY: "",
    Optional.DEADLINES: (),
}
"""Values of optional fields that are missing."""


def _declared(own: OwnDeclaration) -> Field:
    default = () if own.required else (None,)
    return Field(own.key, own_type(own), default, own.about, FormSection.COURSE, ChangeKind.OTHER, "")


def own_values(entry: CourseEntry) -> Mapping[str, Any]:
    """Return key -> value of the own fields that a course file has."""
    return {
        each.key: value
        for name, each in type(entry).fields.items()
        if name not in CourseEntry.fields and (value := getattr(entry, name)) is not None
    }
