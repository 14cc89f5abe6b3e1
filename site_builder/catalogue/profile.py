"""The profile of a catalogue: its texts, its country, and the fields of courses that only this catalogue has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from site_builder.catalogue.palette import Colours
from site_builder.catalogue.schema.declarations import NO_DECLARATIONS, Declarations
from site_builder.catalogue.schema.enums import OptionalField, OwnKind
from site_builder.catalogue.schema.own_types import Span
from site_builder.catalogue.texts import Text
from site_builder.file_names import slug, slug_or_nothing

LONGEST_SHORT_STEP = 3
"""Characters of a step of a scale that says nothing without the name of the field: `4`, `vg1`."""


_DIGIT = re.compile(r"\d")


class OwnField(Struct, frozen=True, kw_only=True):
    """A field of courses that the profile declares.

    `key` is its name in course files and exports, `name` that on pages. `choices` are the values of a field of kind
    CHOICE, or the steps of a SCALE, the lowest first. A PRICE is in a `currency` (ISO 4217), and its facet divides
    courses at the amounts `limits`. `facet`: it divides courses in lists and the search; `searchable`: the search finds
    its values; `in_lists`: its values are shown in lists.
    """

    key: str
    name: Text
    kind: OwnKind
    choices: tuple[Text, ...] = ()
    required: bool = False
    facet: bool = False
    searchable: bool = True
    in_lists: bool = False
    currency: str = ""
    limits: tuple[float, ...] = ()

    @property
    def step_names(self) -> tuple[Text, ...]:
        """The names of a scale's steps as shown alone: short ones, such as `4`, get the field's name: `Klasse 4`."""
        return tuple(map(self._alone, self.choices))

    def _alone(self, step: Text) -> Text:
        if len(step.first) > LONGEST_SHORT_STEP:
            return step
        languages = dict.fromkeys((*step.by_language, *self.name.by_language))
        return Text({each: f"{self.name.in_language(each)} {step.in_language(each)}" for each in languages})

    @property
    def step_keys(self) -> tuple[str, ...]:
        """The slugs of a scale's steps, for addresses, the lowest first; "" for one without a letter or digit."""
        return tuple(slug_or_nothing(step.first) for step in self.choices)

    @property
    def address_key(self) -> str:
        """The field's part of addresses of lists: the slug of its key."""
        return slug(self.key)


class OwnValue(Struct, frozen=True):
    """The value of an own field in a course.

    Its type follows the field's kind: str, float, date, bool, Span, tuple of str.
    """

    field: OwnField
    value: Any

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts of the value, one for each item of a list and each step of a scale; () for numbers and dates."""
        if isinstance(self.value, Span):
            return self.field.choices[self.value.low : self.value.high + 1]
        if self.field.kind is OwnKind.CHOICE:
            return tuple(each for each in self.field.choices if self.value in each.by_language.values())
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(Text({"nb": each}) for each in values if isinstance(each, str))

    @property
    def is_code(self) -> bool:
        """True if the value is a course code (MATH-1042): one word with a digit, in a required field of kind TEXT."""
        own = self.field
        return own.required and own.kind is OwnKind.TEXT and " " not in self.value and bool(_DIGIT.search(self.value))

    @property
    def steps(self) -> tuple[tuple[str, Text], ...]:
        """The steps of a scale that the value covers, as (part of an address, name). Only for a field of kind SCALE."""
        own, span = self.field, slice(self.value.low, self.value.high + 1)
        pairs = zip(own.step_keys[span], own.step_names[span], strict=True)
        return tuple((key, name) for key, name in pairs if key)

    @property
    def plain(self) -> str | float | bool | list[str]:
        """The value as the cell of a table: dates in ISO 8601, a scale as in course files."""
        if isinstance(self.value, Span):
            return self.value.written
        if isinstance(self.value, date):
            return self.value.isoformat()
        return list(self.value) if isinstance(self.value, tuple) else self.value

    @property
    def exported(self) -> object:
        """The value as in JSON: `plain`, but for a price {"amount": ..., "currency": ...}."""
        if self.field.kind is OwnKind.PRICE:
            return {"amount": self.value, "currency": self.field.currency}
        return self.plain


class CreditUnit(Struct, frozen=True):
    """The unit of a catalogue's credits: `name` is the word after a number on pages, `short` a shorter one for lists.

    `ects` is the number of ECTS credits in one unit; None if it is not converted.
    """

    name: Text
    short: Text
    ects: float | None = None


def first_of(values: Iterable[OwnValue], kind: OwnKind) -> OwnValue | None:
    """Return the first of the values whose field is of `kind`; None if there is none."""
    return next((each for each in values if each.field.kind is kind), None)


class Profile(Struct, frozen=True, kw_only=True):
    """The settings of content/profile.yaml.

    `subtitle` is under the name on every page, `footer` a sentence at its end, `search_example` the text in an empty
    search field; None if not given. `logo` is the path of an image or "", `colours` is None for the builder's own.
    `country` is an ISO 3166-1 code or "", `zone` the IANA time zone in which deadlines end. `programme` is the
    programme that courses belong to, for schema.org. `optional` are fields that files may lack. `unit` is None if
    credits are ECTS. `declarations` decide how files are read. Pages offer a language in their head if at least the
    share `least_texts` (0 to 1) of the articles is in it. `for_teachers`: the readers are teachers.
    """

    subtitle: Text | None = None
    footer: Text | None = None
    search_example: Text | None = None
    logo: str = ""
    colours: Colours | None = None
    country: str = ""
    zone: str = "UTC"
    programme: str = ""
    optional: tuple[OptionalField, ...] = ()
    own_fields: tuple[OwnField, ...] = ()
    least_texts: float = 0.0
    for_teachers: bool = True
    unit: CreditUnit | None = None
    declarations: Declarations = NO_DECLARATIONS

    @property
    def credit_words(self) -> tuple[str, ...]:
        """The names of the unit of credits in all languages, in lower case; () if it is ECTS."""
        texts = (self.unit.name, self.unit.short) if self.unit else ()
        return tuple(word.lower() for text in texts for word in text.by_language.values())

    def in_ects(self, credits: float) -> float | None:
        """Return credits converted to ECTS; None for 0 credits, or if the unit is not converted."""
        worth = self.unit.ects if self.unit else 1.0
        return credits * worth or None if worth else None

    @property
    def time_zone(self) -> ZoneInfo:
        """The time zone in which deadlines end."""
        return ZoneInfo(self.zone)


NO_PROFILE = Profile()
