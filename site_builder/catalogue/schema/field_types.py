"""Shapes of values: how each is read, with every fault in it told, and what JSON Schema says of it.

An entry is a group of fields with a shape each; reading it never stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, cast, overload

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import as_list, one_of
from site_builder.sources.record import Loc

Value = TypeVar("Value")
Other = TypeVar("Other")
Member = TypeVar("Member", bound=StrEnum)
Schema = dict[str, Any]

FaultKind = Literal["missing", "unknown", "key", "value"]


MAX_CACHED = 4096
"""Values of a shape whose meaning is kept: many courses say the same days, semesters and places."""


class Fault(NamedTuple):
    """What is wrong at a place: a key that is missing or unknown, or what the reader of a key or a value says."""

    kind: FaultKind
    loc: Loc
    error: InvalidValue | None = None


class FieldType(Generic[Value]):
    """A single value: `reader` parses its text or raises InvalidValue; `schema` is its JSON Schema."""

    def __init__(self, reader: Callable[[Any], Value], schema: Schema) -> None:
        """Keep both."""
        self._reader = reader
        self._schema = schema
        self._cache: dict[Any, Value] = {}

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> Value:
        """Return what `value` means; what is wrong is added to `faults`, and what is returned then means nothing."""
        if type(value) is str and value in self._cache:
            return self._cache[value]
        try:
            found = self._reader(value)
            if type(value) is str and len(self._cache) < MAX_CACHED:
                self._cache[value] = found
            return found
        except InvalidValue as wrong:
            faults.append(Fault("value", loc, wrong))
            return cast(Value, None)

    def schema(self) -> Schema:
        """Return the JSON Schema of the value; what is used more than once as a reference to its name."""
        return self._schema

    def named_types(self) -> Iterator[Named]:
        """Yield the groups and enumerations that the schema refers to."""
        return iter(())


class EnumOf(FieldType[Member]):
    """One of the members of an enumeration."""

    def __init__(self, members: type[Member]) -> None:
        """Keep the members."""
        chosen = one_of([str(member) for member in members])
        super().__init__(lambda value: members(chosen(value)), {"$ref": f"#/$defs/{members.__name__}"})
        self._members = members

    def named_types(self) -> Iterator[Named]:
        """Yield the enumeration."""
        yield self._members


class Nested(FieldType["Read"]):
    """A group of fields."""

    def __init__(self, entry: type[Read]) -> None:
        """Keep which."""
        super().__init__(_expect_group, {"$ref": f"#/$defs/{entry.__name__}"})
        self.entry = entry

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> Read:
        """Return the entry."""
        if isinstance(value, Mapping):
            return self.entry.read(value, loc, faults)
        return super().read(value, loc, faults)

    def named_types(self) -> Iterator[Named]:
        """Yield the entry and what its own fields refer to."""
        yield self.entry
        for key in self.entry.fields.values():
            yield from key.type.named_types()


class ListOf(FieldType[tuple[Value, ...]]):
    """A list. A single value is a list of one, but for a group of fields, which is one only with a hyphen before it."""

    def __init__(self, item: FieldType[Value]) -> None:
        """Keep the shape of its items."""
        super().__init__(self._items, {})
        self.item = item

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> tuple[Value, ...]:
        """Return the items."""
        return tuple(
            self.item.read(each, (*loc, number), faults)
            for number, each in enumerate(super().read(value, loc, faults) or ())
        )

    def _items(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, list) or not isinstance(self.item, Nested):
            return tuple(as_list(value))
        raise InvalidValue(
            "wrong-shape.list",
        )

    def schema(self) -> Schema:
        """Return a list of the items' schema, or where that may stand alone, either."""
        item = self.item.schema()
        several = {"type": "array", "items": item}
        return several if isinstance(self.item, Nested) else {"anyOf": [item, several]}

    def named_types(self) -> Iterator[Named]:
        """Yield what the items refer to."""
        return self.item.named_types()


class MapOf(FieldType[dict[Value, Other]], Generic[Value, Other]):
    """A mapping whose keys and values have a shape each; `instead` reads what is empty or no mapping."""

    def __init__(
        self,
        key: FieldType[Value],
        value: FieldType[Other],
        schema: Schema | None = None,
        instead: Callable[[Any], dict[Value, Other]] | None = None,
    ) -> None:
        """Keep the shapes."""
        each = {"additionalProperties": value.schema(), "propertyNames": key.schema(), "type": "object"}
        super().__init__(instead or _expect_group, schema or each)
        self._key, self._value = key, value

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> dict[Value, Other]:
        """Return the mapping."""
        if not isinstance(value, Mapping) or not value:
            return super().read(value, loc, faults)
        found: dict[Value, Other] = {}
        for name, each in value.items():
            wrong: list[Fault] = []
            key = self._key.read(name, (*loc, name), wrong)
            faults.extend(fault._replace(kind="key") for fault in wrong)
            found[key] = self._value.read(each, (*loc, name), faults)
        return found

    def named_types(self) -> Iterator[Named]:
        """Yield what keys and values refer to."""
        yield from self._key.named_types()
        yield from self._value.named_types()


class Field:
    """A field of an entry: its key in files, the shape of its value, and what is meant where it is not there.

    Of an entry that has been read, the attribute is the value instead.
    """

    def __init__(self, key: str, type_: FieldType[Any], default: tuple[Any, ...] | None) -> None:
        """Keep them; `default` is None where the key must be there."""
        self.key = key
        self.type = type_
        self.default = default


@overload
def field(key: str, type_: FieldType[Value], /) -> Value: ...


@overload
def field(key: str, type_: FieldType[Value], default: Other, /) -> Value | Other: ...


def field(key: str, type_: FieldType[Any], /, *default: Any) -> Any:
    """Return a field for the body of an entry; its type is that of what is read."""
    return Field(key, type_, default or None)


class Entry:
    """A group of fields: closed (an unknown key is a fault), frozen, equal to another of the same values.

    `fields` are its fields by the names of its attributes.
    """

    fields: ClassVar[Mapping[str, Field]] = {}

    def __init_subclass__(cls) -> None:
        """Collect the fields in the order they are written in."""
        cls.fields = {name: each for name, each in vars(cls).items() if isinstance(each, Field)}

    @classmethod
    def read(cls: type[Read], said: Mapping[str, Any], loc: Loc, faults: list[Fault]) -> Read:
        """Return what is said; what is wrong is added to `faults`, and what is returned then means nothing."""
        entry = cls()
        found, used = entry.__dict__, 0
        for attribute, each in cls.fields.items():
            if each.key in said:
                used += 1
                found[attribute] = each.type.read(said[each.key], (*loc, each.key), faults)
            elif each.default is None:
                faults.append(Fault("missing", (*loc, each.key)))
            else:
                found[attribute] = each.default[0]
        if used < len(said):
            known = {each.key for each in cls.fields.values()}
            faults.extend(Fault("unknown", (*loc, name)) for name in said if name not in known)
        return entry

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: an entry is frozen."""
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        """Tell whether another says the same."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return what it says."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


Read = TypeVar("Read", bound=Entry)
Named = type[Entry] | type[StrEnum]
"""What schemas refer to by its name."""


def _expect_group(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value
    raise InvalidValue(
        "wrong-shape.group",
    )
