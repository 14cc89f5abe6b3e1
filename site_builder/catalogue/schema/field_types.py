"""Field types: parse a value, collect every fault in it, and describe it as JSON Schema.

Parsing never stops at the first fault, so that an editor sees all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, cast

from site_builder.catalogue.schema.corrections import Correct, choice
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import MAX_CORRECTED
from site_builder.catalogue.schema.parsers import as_list, empty, one_of
from site_builder.sources.record import Loc

Value = TypeVar("Value")
Other = TypeVar("Other")
Member = TypeVar("Member", bound=StrEnum)
Schema = dict[str, Any]

NamedType = type[Any]
"""An entry or an enumeration. JSON Schemas refer to it by its name."""

FaultKind = Literal["missing", "unknown", "key", "value"]


MAX_CACHED = 4096
"""Parsed values cached per field type. Courses share days, semesters and places; the bound limits memory for
hostile catalogues."""


_SEVERAL = re.compile(r"[,;/&+•·\n]| (?:og|and|och|samt) |(?:^| )[-–*] ")
"""What stands between or before the items of a list that is written as one text."""


class Fault(NamedTuple):
    """A fault at the path `loc` in a file: a missing or unknown key, or the `error` of parsing a key or a value."""

    kind: FaultKind
    loc: Loc
    error: InvalidValue | None = None


class FieldType(Generic[Value]):
    """The type of a single value. Subclasses are types of lists, mappings and groups of fields.

    The arguments: `parser` returns the value of a text or raises InvalidValue; `schema` is its JSON Schema; `correct`
    returns texts as files write them for a text in another form (corrections.py). `is_group`: the value is a group of
    fields, `first_key` its first key ("" for others).
    """

    is_group: ClassVar[bool] = False
    """Whether values are groups of fields. Only a group needs a hyphen before it to be an item of a list."""

    first_key: str = ""
    """The first key of a group of fields; empty where values are none."""

    def __init__(self, parser: Callable[[Any], Value], schema: Schema, correct: Correct | None = None) -> None:
        self._parser = parser
        self._schema = schema
        self._correct = correct
        self._cache: dict[Any, Value] = {}

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> Value:
        """Return the parsed `value` at the path `loc`; or add a fault to `faults` and return None."""
        if type(value) is str and value in self._cache:
            return self._cache[value]
        try:
            found = self._parser(value)
            if type(value) is str and len(self._cache) < MAX_CACHED:
                self._cache[value] = found
            return found
        except InvalidValue as error:
            faults.append(Fault("value", loc, self._with_readings(value, error)))
            return cast(Value, None)

    def _with_readings(self, value: Any, error: InvalidValue) -> InvalidValue:
        """Return the error of a value with the other readings of its text as suggestions; itself without any."""
        if not isinstance(value, str):
            return error
        readings = self.readings(value)
        return error.read_as(*readings, certain=self.correction(value) is not None)

    def accepts(self, text: str) -> bool:
        """Return whether `text` is a valid value: its parser raises no InvalidValue."""
        try:
            self._parser(text)
        except InvalidValue:
            return False
        return True

    def correction(self, text: str) -> str | None:
        """Return the only meaning of `text`, as in files ("30" for "30 sp"); None if unclear or right already."""
        found = self._read_otherwise(text)
        return found if isinstance(found, str) and found != text and self.accepts(found) else None

    def readings(self, text: str) -> tuple[str, ...]:
        """Return the texts, as in files, that `text` may mean (two dates for "9/7/2016"); () for none."""
        found = self._read_otherwise(text)
        several = (found,) if isinstance(found, str) else found or ()
        return tuple(each for each in several if each != text and self.accepts(each))

    def _read_otherwise(self, text: str) -> str | tuple[str, ...] | None:
        if self._correct is None or len(text) > MAX_CORRECTED:
            return None
        return self._correct(" ".join(text.split()))

    def schema(self) -> Schema:
        """Return the JSON Schema of the value; groups and enumerations are references (`$ref`) into `$defs`."""
        return self._schema

    def named_types(self) -> Iterator[NamedType]:
        """Yield the types to define under `$defs` in its JSON Schema: groups and enumerations. None by default."""
        return iter(())


class EnumOf(FieldType[Member]):
    """The type of a value that is one of `members`, by its value in files; `also` maps other words to these."""

    def __init__(self, members: type[Member], also: Mapping[str, str] | None = None) -> None:
        words = [str(member) for member in members]
        chosen = one_of(words)
        reference = {"$ref": f"#/$defs/{members.__name__}"}
        super().__init__(lambda value: members(chosen(value)), reference, choice(words, also))
        self._members = members

    def named_types(self) -> Iterator[NamedType]:
        """Yield the enumeration, to define under `$defs` in its JSON Schema."""
        yield self._members


class ListOf(FieldType[tuple[Value, ...]]):
    """The type of a list of values of the type `item`. Its value is a tuple; a single value counts as a list of one.

    An empty list is a fault unless `may_be_empty`; so are an item listed twice, and a group of fields without a hyphen.
    """

    def __init__(self, item: FieldType[Value], *, may_be_empty: bool = False) -> None:
        super().__init__(self._items, {})
        self.item = item
        self.may_be_empty = may_be_empty

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> tuple[Value, ...]:
        """Return the parsed items of the list at the path `loc`; faults are added to `faults`, as in FieldType."""
        before = len(faults)
        if isinstance(value, str) and (error := self._several(value)):
            faults.append(Fault("value", loc, error))
            return ()
        found = tuple(
            self.item.read(each, (*loc, number), faults)
            for number, each in enumerate(super().read(value, loc, faults) or ())
        )
        if len(faults) == before and not self.item.is_group and len(set(found)) < len(found):
            faults.extend(_listed_twice(found, loc))
        return found

    def _several(self, text: str) -> InvalidValue | None:
        """Return the error of several items in one text, `vikar, stipend`, with the list; None for other texts."""
        items = self.items_in(text)
        if len(items) < 2:
            return None
        faults: list[Fault] = []
        self.item.read(text, (), faults)
        error = faults[0].error
        return error and error.read_as(f"[{', '.join(items)}]", certain=True)

    def items_in(self, text: str) -> tuple[str, ...]:
        """Return the items of a list written as one text, "vikar, stipend"; () if the text is no such list."""
        if self.item.is_group or len(text) > MAX_CORRECTED or self.item.accepts(text):
            return ()
        parts = [part for each in _SEVERAL.split(text.strip(" ()[]")) if (part := each.strip())]
        items = [part if self.item.accepts(part) else self.item.correction(part) for part in parts]
        return tuple(each for each in items if each) if all(items) else ()

    def _items(self, value: Any) -> tuple[Any, ...]:
        if value == [] and not self.may_be_empty:
            raise empty()
        if isinstance(value, dict) and not self.item.is_group and not any(value.values()):
            raise InvalidValue("wrong-shape.braces", suggestion=f"[{', '.join(map(str, value))}]")
        if isinstance(value, list) or not self.item.is_group:
            return tuple(as_list(value))
        raise InvalidValue("wrong-shape.list", key=self.item.first_key)

    def schema(self) -> Schema:
        """Return the JSON Schema of a list; or of a single item as well, unless items are groups of fields."""
        item = self.item.schema()
        several = {"type": "array", "items": item}
        return several if self.item.is_group else {"anyOf": [item, several]}

    def named_types(self) -> Iterator[NamedType]:
        """Yield the groups and enumerations to define under `$defs` in the JSON Schema of the items."""
        return self.item.named_types()


def _listed_twice(values: Iterable[object], loc: Loc) -> Iterator[Fault]:
    """Yield a fault for each value that is in the list already."""
    seen: set[object] = set()
    for number, value in enumerate(values):
        if value in seen:
            yield Fault("value", (*loc, number), InvalidValue("double-value", value=str(value)))
        seen.add(value)


class MapOf(FieldType[dict[Value, Other]], Generic[Value, Other]):
    """The type of a mapping from names to values, with a type for each (`key`, `value`).

    `instead` returns the mapping for a value that is empty or not a mapping, or raises InvalidValue.
    """

    is_group = True

    def __init__(
        self,
        key: FieldType[Value],
        value: FieldType[Other],
        schema: Schema | None = None,
        instead: Callable[[Any], dict[Value, Other]] | None = None,
    ) -> None:
        each = {"additionalProperties": value.schema(), "propertyNames": key.schema(), "type": "object"}
        super().__init__(instead or expect_group, schema or each)
        self._key, self._value = key, value

    def read(self, value: Any, loc: Loc, faults: list[Fault]) -> dict[Value, Other]:
        """Return the mapping at the path `loc` with parsed keys and values; faults are added to `faults`."""
        if not isinstance(value, Mapping) or not value:
            return super().read(value, loc, faults)
        found: dict[Value, Other] = {}
        for name, each in value.items():
            key_faults: list[Fault] = []
            key = self._key.read(name, (*loc, name), key_faults)
            faults.extend(fault._replace(kind="key") for fault in key_faults)
            found[key] = self._value.read(each, (*loc, name), faults)
        return found

    def named_types(self) -> Iterator[NamedType]:
        """Yield the groups and enumerations to define under `$defs` in the JSON Schema of keys and values."""
        yield from self._key.named_types()
        yield from self._value.named_types()


def expect_group(value: Any) -> Any:
    """Return `value`, a mapping, unchanged. Raises InvalidValue if it is empty or not a mapping."""
    if value == {}:
        raise empty()
    if isinstance(value, Mapping):
        return value
    raise InvalidValue("wrong-shape.map")
