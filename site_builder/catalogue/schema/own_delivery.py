"""The forms of delivery that a profile declares, each with the built-in form that it counts as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from site_builder.catalogue.schema.choice_words import DELIVERIES
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.own_choices import OwnChoice, own_choice_type


class OwnDelivery(OwnChoice, frozen=True, kw_only=True):
    """A form of delivery that the profile declares. `kind` is the built-in form that it counts as."""

    kind: Delivery


def declared_deliveries(declared: Iterable[tuple[Mapping[str, str], Delivery]]) -> tuple[OwnDelivery, ...]:
    """Return the forms of delivery of a profile.

    `declared` are pairs: names by language, and the built-in form it counts as.
    """
    return tuple(
        OwnDelivery(rank=rank, names=tuple(names.items()), kind=kind) for rank, (names, kind) in enumerate(declared)
    )


def delivery_type(declared: Sequence[OwnDelivery]) -> FieldType[OwnDelivery]:
    """Return the field type of one of the `declared` forms, by its name in files; its parser raises InvalidValue.

    Names in other languages are corrected to it, and words for a built-in form that it alone counts as.
    """
    counted = Counter(each.kind for each in declared)
    single = {each.kind.value: each.key for each in declared if counted[each.kind] == 1}
    return own_choice_type(
        declared, {word: single[kind] for word, kind in DELIVERIES.items() if kind in single} | single
    )


def kind_of(delivery: Delivery | OwnDelivery) -> Delivery:
    """Return the built-in form of delivery that `delivery` counts as: itself, if it is built in."""
    return delivery.kind if isinstance(delivery, OwnDelivery) else delivery
