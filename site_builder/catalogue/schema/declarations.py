"""The declarations in a profile about the files of its catalogue, and the types of entries that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.schema.course import DELIVERY, SCHEME, CourseEntry
from site_builder.catalogue.schema.credit_type import CreditRange, credit_type
from site_builder.catalogue.schema.entry_types import Field, Read
from site_builder.catalogue.schema.enums import ChangeKind, FormSection, Grades, OptionalField, Task
from site_builder.catalogue.schema.field_types import Fault, FieldType
from site_builder.catalogue.schema.fields import CREDITS, DURATION, MOST_LEVELS, SEMESTER, START, level_type
from site_builder.catalogue.schema.own_choices import OwnChoice, own_choice_type
from site_builder.catalogue.schema.own_delivery import OwnDelivery, declared_deliveries, delivery_type
from site_builder.catalogue.schema.own_types import OwnDeclaration, own_type
from site_builder.catalogue.schema.profile import OwnFieldEntry, ProfileEntry, TermEntry
from site_builder.catalogue.schema.replacing import Replacements, with_types
from site_builder.catalogue.schema.roles import FOR_ANYBODY, ROLE, Role, declared_role, role_type
from site_builder.catalogue.schema.term_types import day_type, duration_type, term_type
from site_builder.catalogue.schema.times import MONTHS, DurationUnit, Term
from site_builder.catalogue.schema.vocabulary import AREA
from site_builder.sources.record import Record


class Declarations(Struct, frozen=True):
    """The declarations in a profile about how course files are read. Empty ones and None leave the builder's own rule.

    `own` are the catalogue's own fields, `optional` those that files may lack, `units` those of durations, `roles`
    those with deadlines, in the order in which they act. `by_day`: courses begin on days, not in terms. `areas` are
    groups of subjects, `schemes` those of funding, and `most_levels` is the highest level of a subject.
    """

    own: tuple[OwnDeclaration, ...] = ()
    optional: tuple[OptionalField, ...] = ()
    terms: tuple[Term, ...] = ()
    units: tuple[DurationUnit, ...] = ()
    credits: CreditRange | None = None
    roles: tuple[Role, ...] = ()
    by_day: bool = False
    deliveries: tuple[OwnDelivery, ...] = ()
    areas: tuple[OwnChoice, ...] = ()
    schemes: tuple[OwnChoice, ...] = ()
    most_levels: int = MOST_LEVELS


NO_DECLARATIONS = Declarations()


def declarations_of(profile: ProfileEntry) -> Declarations:
    """Return the own fields, terms, units, roles and choices of a profile, which must have passed its checks."""
    terms = terms_of(profile.terms)
    units = profile.durations or ((DurationUnit.TERM,) if terms else ())
    credits = CreditRange(profile.unit.most, profile.unit.step) if profile.unit else None
    own = tuple(map(own_declaration, profile.own_fields))
    declared = tuple(declared_role(rank, each.key, each.task, each.name) for rank, each in enumerate(profile.roles))
    roles = declared or (() if profile.for_teachers else FOR_ANYBODY)
    optional = (*profile.optional, OptionalField.SEMESTERS) if profile.by_day else profile.optional
    deliveries = declared_deliveries((each.name, each.kind) for each in profile.deliveries)
    return Declarations(
        own,
        optional,
        terms,
        units,
        credits,
        roles,
        profile.by_day,
        deliveries,
        areas=tuple(OwnChoice(rank=rank, names=_pairs(each.name)) for rank, each in enumerate(profile.areas)),
        schemes=tuple(
            OwnChoice(rank=rank, names=_pairs(each.name), about=_pairs(each.about or {}))
            for rank, each in enumerate(profile.schemes)
        ),
        most_levels=profile.most_levels,
    )


def _pairs(text: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(text.items())


def read_declarations(record: Record) -> Declarations:
    """Return the declarations in the record of a profile, without those that have faults.

    If the list of own fields has a fault, each of them takes any value.
    """
    faults: list[Fault] = []
    entry = ProfileEntry.read(record.fields, (), faults)
    if not faults:
        return declarations_of(entry)
    faulty = {str(fault.loc[0]) for fault in faults}
    sound = {key: value for key, value in record.fields.items() if key not in faulty}
    found = declarations_of(ProfileEntry.read(sound, (), []))
    return replace(
        found,
        own=_unread(record) if "egne felt" in faulty else found.own,
        optional=_unread_optional(record) if "valgfrie felt" in faulty else found.optional,
        roles=_unread_roles(record) if "roller" in faulty else found.roles,
    )


def own_declaration(own: OwnFieldEntry) -> OwnDeclaration:
    """Return the declaration of an own field, from its entry in the profile."""
    choices = tuple(tuple(choice.values()) for choice in own.choices)
    return OwnDeclaration(own.key, own.kind, choices, own.required, f"{next(iter(own.name.values()))}.")


def terms_of(entries: Collection[TermEntry]) -> tuple[Term, ...]:
    """Return the terms in a profile, in order of their first month."""
    terms = (Term(tuple(each.name.items()), each.month) for each in entries)
    return tuple(sorted(terms, key=lambda term: term.month))


def _unread(record: Record) -> tuple[OwnDeclaration, ...]:
    """Return declarations for the keys of own fields with faults. Any value is accepted, since the kinds are unknown.

    So a fault in the profile is not followed by an unknown key in every course.
    """
    return tuple(OwnDeclaration(key, None, (), False, f"{key}.") for key in _unread_keys(record, "egne felt"))


def _unread_roles(record: Record) -> tuple[Role, ...]:
    """Return roles for the keys in a list with faults, so that they are not unknown in every deadline."""
    return tuple(declared_role(rank, key, Task.ANSWERS, {}) for rank, key in enumerate(_unread_keys(record, "roller")))


def _unread_keys(record: Record, name: str) -> Iterator[str]:
    """Yield the keys that are texts of the groups in the list `name`, which has faults."""
    listed = record.fields.get(name)
    keys = [each.get("nøkkel") for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    yield from (key for key in keys if isinstance(key, str) and key)


def _unread_optional(record: Record) -> tuple[OptionalField, ...]:
    """Return the optional fields that a list with faults names, so that none is missed in every course."""
    listed = record.fields.get("valgfrie felt")
    known = {each.value for each in OptionalField}
    return tuple(OptionalField(each) for each in listed if each in known) if isinstance(listed, list) else ()


@cache
def course_type(declared: Declarations) -> type[CourseEntry]:
    """Return the type of course files in a catalogue with these declarations; equal declarations give the same object.

    Own fields that have the key of a built-in field are left out: a check reports them.
    """
    built_in = {each.key for each in CourseEntry.fields.values()}
    own = {f"own_{number}": _declared(each) for number, each in enumerate(declared.own) if each.key not in built_in}
    if declared.most_levels != MOST_LEVELS:
        level = replace(CourseEntry.fields["level"], about=f"Nivået, fra 1 til {declared.most_levels}.")
        own["level"] = replace(level, type=level_type(declared.most_levels))
    return with_optional(of_catalogue(CourseEntry, declared), declared.optional, own)


def of_catalogue(entry: type[Read], declared: Declarations) -> type[Read]:
    """Return the entry type `entry` with the field types that a catalogue declares in place of the built-in ones."""
    return with_types(entry, _replacements(declared))


@cache
def _replacements(declared: Declarations) -> Replacements:
    terms, units = declared.terms, declared.units
    found: dict[FieldType[Any], FieldType[Any]] = {}
    if terms:
        found[SEMESTER] = found[START] = term_type(terms)
    if declared.by_day:
        found[START] = day_type(terms or MONTHS)
        found.setdefault(SEMESTER, found[START])
    if units and units != (DurationUnit.SEMESTER,):
        found[DURATION] = duration_type(units)
    if declared.credits:
        found[CREDITS] = credit_type(declared.credits)
    if declared.deliveries:
        found[DELIVERY] = delivery_type(declared.deliveries)
    if declared.areas:
        found[AREA] = own_choice_type(declared.areas)
    if declared.schemes:
        found[SCHEME] = own_choice_type(declared.schemes)
    if declared.roles:
        found[ROLE] = role_type(declared.roles)
    return found


def with_optional(
    entry: type[Read], optional: Collection[OptionalField], declared: Mapping[str, Field] | None = None
) -> type[Read]:
    """Return the entry type `entry` with the `declared` fields added, and its `optional` fields not required.

    `declared` maps attributes to fields. Without changes, `entry` itself is returned.
    """
    loosened = {
        name: replace(each, default=(DEFAULTS[OptionalField(each.key)],))
        for name, each in entry.fields.items()
        if each.required and each.key in optional
    }
    if not (changed := {**loosened, **(declared or {})}):
        return entry
    return type(entry.__name__, (entry,), changed, file_title=entry.file_title)


DEFAULTS: Mapping[OptionalField, Any] = {
    OptionalField.GRADES: Grades(()),
    OptionalField.CREDITS: 0.0,
    OptionalField.AREA: None,
    OptionalField.COUNTY: "",
    OptionalField.DEADLINES: (),
    OptionalField.SEMESTERS: (),
    OptionalField.PROVENANCE: None,
}
"""Values of optional fields that are missing."""


def _declared(own: OwnDeclaration) -> Field:
    default = () if own.required else (None,)
    return Field(own.key, own_type(own), default, own.about, FormSection.COURSE, ChangeKind.OTHER, "")


def own_values(entry: CourseEntry) -> Mapping[str, Any]:
    """Return key -> parsed value of the own fields that a course file has, in the profile's order."""
    return {
        each.key: value
        for name, each in type(entry).fields.items()
        if name not in CourseEntry.fields and (value := getattr(entry, name)) is not None
    }
