"""Entries: groups of fields declared as classes; schema, form, tables and changes derive from the declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar, cast, overload

from msgspec import Struct

from site_builder.catalogue.schema.enums import ChangeKind, FormSection
from site_builder.catalogue.schema.field_types import Fault, FieldType, ListOf, NamedType, expect_group
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.sources.record import Loc

Value = TypeVar("Value")
Other = TypeVar("Other")


class Field(Struct, frozen=True):
    """The declaration of a field: `key` in files, `type` of its value, and all that other rooms derive from it.

    `default` is a tuple of the one value that a missing key has; empty if the key is required. `about` is one sentence
    in Norwegian for editors. The others apply to courses: `form` is the section of the form, `change` the kind of
    change that `site-builder changes` reports, `fact` the name (a msgid) under which the page shows the value as
    written, "" if it does not. In an entry that has been read, the attribute holds the value.
    """

    key: str
    type: FieldType[Any]
    default: tuple[Any, ...]
    about: str
    form: FormSection
    change: ChangeKind
    fact: str

    @property
    def required(self) -> bool:
        """Whether the key must be present."""
        return not self.default


@overload
def field(
    key: str,
    type_: FieldType[Value],
    /,
    *,
    about: str,
    form: FormSection = ...,
    change: ChangeKind = ...,
    fact: str = ...,
) -> Value: ...


@overload
def field(
    key: str,
    type_: FieldType[Value],
    default: Other,
    /,
    *,
    about: str,
    form: FormSection = ...,
    change: ChangeKind = ...,
    fact: str = ...,
) -> Value | Other: ...


def field(
    key: str,
    type_: FieldType[Any],
    /,
    *default: Any,
    about: str = "",
    form: FormSection = FormSection.OTHER,
    change: ChangeKind = ChangeKind.OTHER,
    fact: str = "",
) -> Any:
    """Return a Field, to be assigned in the body of an entry; to type checkers, a value of the field's type.

    A third positional argument is the value of a missing key; without it the key is required. The others are as in
    Field.
    """
    return Field(key, type_, default, about, form, change, fact)


class Entry:
    """A group of fields, declared by `field` in a subclass. An unknown key is a fault. Instances are immutable.

    `fields` maps attribute names to declarations; `file_title` is the name of the kind of file in Norwegian, for JSON
    Schema.
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    file_title: ClassVar[str] = ""

    def __init_subclass__(cls, file_title: str = "") -> None:
        """Collect the fields in the order of declaration, inherited ones first.

        Raises TypeError if one has no description.
        """
        cls.fields = {**cls.fields, **{name: each for name, each in vars(cls).items() if isinstance(each, Field)}}
        cls.file_title = file_title
        for name, each in cls.fields.items():
            if not each.about.strip():
                raise TypeError(f"{cls.__name__}.{name}: the field «{each.key}» has no description (about=...)")

    @classmethod
    def read(cls: type[Read], values: Mapping[str, Any], loc: Loc, faults: list[Fault]) -> Read:
        """Return the entry of `values`, the fields at the path `loc` (() for a file), and add their faults to `faults`.

        An entry with faults lacks attributes, and must not be used.
        """
        entry = cls()
        found, used = entry.__dict__, 0
        for attribute, each in cls.fields.items():
            if each.key in values:
                used += 1
                found[attribute] = each.type.read(values[each.key], (*loc, each.key), faults)
            elif each.required:
                faults.append(Fault("missing", (*loc, each.key)))
            else:
                found[attribute] = each.default[0]
        if used < len(values):
            known = {each.key for each in cls.fields.values()}
            faults.extend(Fault("unknown", (*loc, name)) for name in values if name not in known)
        return entry

    def __setattr__(self, name: str, value: object) -> None:
        """Raise AttributeError: entries are immutable."""
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        """Return whether `other` is an entry of the same type with equal values."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return the type and the values, as Python source would have them."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


Read = TypeVar("Read", bound=Entry)

_NAMES = ("tittel", "navn")
"""Keys of fields that a text in place of their group is most often meant for."""

_ANY_TEXT = "(?) "
"""A text that only fields of any text accept."""


class Nested(FieldType["Read"]):
    """The type of a value that is a group of fields, read as `entry`. `first_key` is the key of its first field."""

    is_group = True

    def __init__(self, entry: type[Read]) -> None:
        super().__init__(expect_group, {"$ref": f"#/$defs/{entry.__name__}"})
        self.entry = entry
        self.first_key = next(iter(entry.fields.values())).key

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> Read:
        """Return the parsed entry at the path `loc`; None if it is not a group. Faults are added to `faults`."""
        if isinstance(value, Mapping) and value:
            return self.entry.read(value, loc, faults)
        if value and isinstance(value, (str, list)):
            faults.append(Fault("value", loc, self._no_group(value)))
            return cast("Read", None)
        return super().read(value, loc, faults)

    def _no_group(self, value: Any) -> InvalidValue:
        """Return the error of a value in place of the group, with the field that the value may belong to."""
        fields = tuple(self.entry.fields.values())
        text = value if isinstance(value, str) else ""
        own = [each for each in fields if text and each.type.accepts(text) and not each.type.accepts(_ANY_TEXT)]
        named = [each for each in fields[:1] if text and each.key in _NAMES]
        meant = (own or named or fields)[0]
        example = text if own or named else "..."
        known = ", ".join(each.key for each in fields)
        return InvalidValue("wrong-shape.group", key=meant.key, example=example, known=known)

    def named_types(self) -> Iterator[NamedType]:
        """Yield the types to define under `$defs` in its JSON Schema: its entry type, and those in its fields."""
        yield self.entry
        for key in self.entry.fields.values():
            yield from key.type.named_types()


def type_at(entry: type[Entry], key: str) -> FieldType[Any] | None:
    """Return the type of the value at a path in an entry, such as `samlinger.1.fra`; None if there is no such field."""
    types = {each.key: each.type for each in entry.fields.values()}
    found: FieldType[Any] | None = None
    for part in key.split("."):
        if not (part.isdigit() and found is not None):
            found = types.get(part)
        if isinstance(found, ListOf):
            found = found.item
        types = {each.key: each.type for each in found.entry.fields.values()} if isinstance(found, Nested) else {}
    return found
