"""Shapes of values: how each is read, with every fault in it told, and what JSON Schema says of it.

An entry is a group of fields with a shape each; reading it never stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, cast

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import as_list, one_of
from site_builder.sources.record import Loc

Value = TypeVar("Value")
Other = TypeVar("Other")
Member = TypeVar("Member", bound=StrEnum)
Schema = dict[str, Any]

NamedType = type[Any]
"""An entry or an enumeration. JSON Schemas refer to it by its name."""

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

    is_group: ClassVar[bool] = False
    """Whether values are groups of fields. Only a group needs a hyphen before it to be an item of a list."""

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

    def named_types(self) -> Iterator[NamedType]:
        """Yield the groups and enumerations that the schema refers to."""
        return iter(())


class EnumOf(FieldType[Member]):
    """One of the members of an enumeration."""

    def __init__(self, members: type[Member]) -> None:
        """Keep the members."""
        chosen = one_of([str(member) for member in members])
        super().__init__(lambda value: members(chosen(value)), {"$ref": f"#/$defs/{members.__name__}"})
        self._members = members

    def named_types(self) -> Iterator[NamedType]:
        """Yield the enumeration."""
        yield self._members


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
        if isinstance(value, list) or not self.item.is_group:
            return tuple(as_list(value))
        raise InvalidValue(
            "wrong-shape.list",
        )

    def schema(self) -> Schema:
        """Return a list of the items' schema, or where that may stand alone, either."""
        item = self.item.schema()
        several = {"type": "array", "items": item}
        return several if self.item.is_group else {"anyOf": [item, several]}

    def named_types(self) -> Iterator[NamedType]:
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
        super().__init__(instead or expect_group, schema or each)
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

    def named_types(self) -> Iterator[NamedType]:
        """Yield what keys and values refer to."""
        yield from self._key.named_types()
        yield from self._value.named_types()


def expect_group(value: Any) -> Any:
    """Return the group of fields as it is. Raises InvalidValue where `value` is no mapping."""
    if isinstance(value, Mapping):
        return value
    raise InvalidValue(
        "wrong-shape.group",
    )
