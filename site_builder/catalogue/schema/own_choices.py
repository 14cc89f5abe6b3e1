"""The values that a profile declares for built-in fields: forms of delivery, areas of subjects, schemes of funding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from site_builder.catalogue.schema import corrections
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.fields import PARSER
from site_builder.catalogue.schema.parsers import one_of
from site_builder.file_names import slug_or_nothing


class OwnChoice(Struct, frozen=True, kw_only=True):
    """A value that the profile declares for a built-in field, such as a scheme of funding.

    `rank` is its place, from 0, in the profile; `names` are (language, name), the name in files first; `about` are
    (language, sentence about it), () if it has none.
    """

    rank: int
    names: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Its name in files and exports."""
        return self.names[0][1]

    @property
    def id(self) -> str:
        """Its slug, for addresses and facts; "" if the name has no letter or digit."""
        return slug_or_nothing(self.key)

    def __str__(self) -> str:
        """Return the name in files."""
        return self.key


Declared = TypeVar("Declared", bound=OwnChoice)


def own_choice_type(declared: Sequence[Declared], also: Mapping[str, str] | None = None) -> FieldType[Declared]:
    """Return the field type of one of the `declared` values, by its name in files; its parser raises InvalidValue.

    Names in other languages are corrected to it, and so are the words in `also` (case-folded word -> name in files).
    """
    by_key = {each.key: each for each in declared}
    words = {**(also or {}), **{name.casefold(): each.key for each in declared for _, name in each.names}}
    chosen = one_of(list(by_key), words)
    schema = {"type": "string", "enum": list(by_key), PARSER: "choice"}
    return FieldType(lambda value: by_key[chosen(value)], schema, corrections.choice(list(by_key), words))
