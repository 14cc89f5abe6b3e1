"""The type of credits in a catalogue that counts in a unit of its own."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from site_builder.catalogue.schema import corrections, parsers
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.fields import FORM_DATA, PARSER
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import PATTERNS

_AMOUNT = re.compile(PATTERNS["amount"])


class CreditRange(Struct, frozen=True):
    """The numbers of credits that a course can have: above 0, at most `most`, in multiples of `step` (0: any)."""

    most: float = 120.0
    step: float = 0.5


def credit_type(limits: CreditRange) -> FieldType[float]:
    """Return the field type of credits within `limits`. Its parser returns a float, and raises InvalidValue."""

    def read(value: Any) -> float:
        text = parsers.expect_text(value)
        if _AMOUNT.fullmatch(text) and _fits(number := float(text.replace(",", ".")), limits):
            return number
        raise InvalidValue("bad-credits.unit", value=text, most=limits.most, step=limits.step)

    schema = {
        "type": ["number", "string"],
        "exclusiveMinimum": 0,
        "maximum": limits.most,
        "multipleOf": limits.step,
        "pattern": f"^{PATTERNS['amount']}$",
        "examples": [limits.step],
        PARSER: "credits",
        FORM_DATA: {"highest": limits.most, "step": limits.step},
    }
    return FieldType(read, schema, corrections.credits)


def _fits(number: float, limits: CreditRange) -> bool:
    """Return whether a number is above 0, at most `limits.most`, and a multiple of `limits.step` (0: any number)."""
    return 0 < number <= limits.most and round(number * 100) % (round(limits.step * 100) or 1) == 0
