"""The forms of delivery that a profile declares, each with the built-in form that it counts as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from site_builder.catalogue.schema import corrections
from site_builder.catalogue.schema.choice_words import DELIVERIES
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.fields import PARSER
from site_builder.catalogue.schema.parsers import one_of
from site_builder.file_names import slug_or_nothing


class OwnDelivery(Struct, frozen=True):
    """A form of delivery of the catalogue's own. `kind` says whether it is online, has gatherings or needs a place.

    `rank` is its place, from 0, in the profile; `names` are pairs of a language and the name, the word of files first.
    """

    kind: Delivery
    rank: int
    names: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Its word in files and exports."""
        return self.names[0][1]

    @property
    def id(self) -> str:
        """Its part of addresses, "" where the word has no letter or digit."""
        return slug_or_nothing(self.key)

    def __str__(self) -> str:
        """Return the notation of files."""
        return self.key


def declared_deliveries(declared: Iterable[tuple[Mapping[str, str], Delivery]]) -> tuple[OwnDelivery, ...]:
    """Return the forms of delivery of a profile, from pairs of names by language and the form that each counts as."""
    return tuple(OwnDelivery(kind, rank, tuple(names.items())) for rank, (names, kind) in enumerate(declared))


def delivery_type(declared: Sequence[OwnDelivery]) -> FieldType[OwnDelivery]:
    """Return the field type of one of the forms, by its word in files; its parser raises InvalidValue.

    Corrected to it are its names in other languages, and words for a built-in form that it alone counts as.
    """
    by_key = {each.key: each for each in declared}
    counted = Counter(each.kind for each in declared)
    single = {each.kind.value: each.key for each in declared if counted[each.kind] == 1}
    also = {word: single[kind] for word, kind in DELIVERIES.items() if kind in single} | single
    also |= {name.casefold(): each.key for each in declared for _, name in each.names}
    chosen = one_of(list(by_key), also)
    schema = {"type": "string", "enum": list(by_key), PARSER: "choice"}
    return FieldType(lambda value: by_key[chosen(value)], schema, corrections.choice(list(by_key), also))


def kind_of(delivery: Delivery | OwnDelivery) -> Delivery:
    """Return the built-in form of delivery that one counts as: itself, if it is built in."""
    return delivery.kind if isinstance(delivery, OwnDelivery) else delivery
