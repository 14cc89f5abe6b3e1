"""The types of the values of own fields: scales, prices, and those that built-in fields have too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from site_builder.catalogue.schema import corrections, notation, other_notations, parsers
from site_builder.catalogue.schema.currencies import CURRENCIES
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.fields import ADDRESS, DAY, FORM_DATA, LINE, LINES, NUMBER, PARSER, YES
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.problems import nearest


class OwnDeclaration(Struct, frozen=True):
    """The part of an own field's declaration that decides how course files are read.

    `choices` are its values or steps, each as its names in every language. `about` is a sentence for editors. If `kind`
    is None, any value is accepted.
    """

    key: str
    kind: OwnKind | None
    choices: tuple[tuple[str, ...], ...]
    required: bool
    about: str


class Span(Struct, frozen=True):
    """Steps of a scale: positions `low` to `high` (from 0, both inclusive), `written` as in files, "1-4"."""

    low: int
    high: int
    written: str

    def __str__(self) -> str:
        """Return the span as files write it."""
        return self.written


_BETWEEN = re.compile("[-–—]")
"""The sign between the lowest and the highest step; spaces may stand beside it."""

_AMOUNT = re.compile(notation.PATTERNS["amount"])
_OTHER_AMOUNT = re.compile(other_notations.PATTERNS["amount"])


def span_of(steps: Sequence[Sequence[str]]) -> Callable[[Any], Span]:
    """Return a parser of one step of a scale, or of the lowest and highest step with a hyphen, to Span.

    `steps` are the names of each step, the lowest first. The parser raises InvalidValue.
    """
    positions = {word: number for number, words in enumerate(steps) for word in words}

    def read(value: Any) -> Span:
        text = parsers.expect_text(value)
        for low, high in _parts(text, positions):
            if positions[low] > positions[high]:
                raise InvalidValue("bad-choice.order", value=text, suggestion=f"{high}-{low}")
            return Span(positions[low], positions[high], low if low == high else f"{low}-{high}")
        choices = ", ".join(words[0] for words in steps)
        if meant := nearest(text, positions):
            raise InvalidValue("bad-choice.nearest", value=text, suggestion=meant, choices=choices)
        raise InvalidValue("bad-choice.scale", value=text, choices=choices)

    return read


def _parts(text: str, known: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the lowest and highest step of a text: itself twice, or the parts before and after a hyphen."""
    if text in known:
        yield text, text
    for found in _BETWEEN.finditer(text):
        low, high = text[: found.start()].rstrip(), text[found.end() :].lstrip()
        if low in known and high in known:
            yield low, high


def _span_correction(steps: Sequence[Sequence[str]]) -> corrections.Correct:
    """Return a function from a step or two in other letters, `Bachelor – master`, to the step as files write it."""
    one = corrections.choice(list(chain.from_iterable(steps)))

    def correct(text: str) -> str | None:
        if isinstance(whole := one(text), str):
            return whole
        for found in _BETWEEN.finditer(text):
            low, high = one(text[: found.start()].rstrip()), one(text[found.end() :].lstrip())
            if isinstance(low, str) and isinstance(high, str):
                return f"{low}-{high}"
        return None

    return correct


def parse_amount(value: Any) -> float:
    """Return an amount of money, 0 or more, with at most two decimals: `420`, `99,50`; 0 for `gratis`.

    Raises InvalidValue.
    """
    text = parsers.expect_text(value)
    if text.casefold() == FREE:
        return 0.0
    if _AMOUNT.fullmatch(text):
        return float(text.replace(",", "."))
    raise InvalidValue("bad-number.amount", value=text)


FREE = "gratis"
"""The word of files for a price of 0."""


def _amount_correction(text: str) -> str | None:
    """Return the amount of `£1,420`, `4 000 kr`, `420.00 GBP` or `free` as files write it; None for others."""
    plain = text.casefold()
    if plain in other_notations.FREE:
        return FREE
    found = _OTHER_AMOUNT.fullmatch(plain)
    if not found:
        return None
    whole, decimals = re.sub(r"\D", "", found[1]), (found[2] or "").strip(",.-–")
    return f"{int(whole)},{decimals}" if decimals.strip("0") else str(int(whole))


AMOUNT = FieldType(
    parse_amount,
    {"type": ["number", "string"], "minimum": 0, "examples": [420], PARSER: "amount"},
    _amount_correction,
)


def _parse_currency(value: Any) -> str:
    """Return the code of a currency of ISO 4217. Raises InvalidValue."""
    text = parsers.expect_text(value)
    if text in CURRENCIES:
        return text
    raise InvalidValue("bad-choice.currency", value=text)


CURRENCY = FieldType(
    _parse_currency, {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["GBP"]}, corrections.choice(CURRENCIES)
)


def own_type(own: OwnDeclaration) -> FieldType[Any]:
    """Return the field type of the values of an own field, by its kind. If the kind is None, any value is valid."""
    if own.kind is OwnKind.CHOICE:
        words = list(dict.fromkeys(chain.from_iterable(own.choices)))  # a word of two languages is one choice
        return FieldType(parsers.one_of(words), {"enum": words, PARSER: "choice"}, corrections.choice(words))
    if own.kind is OwnKind.SCALE:
        return FieldType(span_of(own.choices), _scale_schema(own.choices), _span_correction(own.choices))
    return _TYPES[own.kind] if own.kind else FieldType(lambda value: value, {})


def _scale_schema(steps: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the schema of a step or a range of steps; the form reads them from FORM_DATA."""
    words = list(dict.fromkeys(chain.from_iterable(steps)))
    one = "|".join(map(re.escape, words))
    numbers = [int(each) for each in words if each.isdecimal()]
    pattern = {"type": "string", "pattern": f"^({one})( *[-–—] *({one}))?$"}
    example = f"{words[0]}-{steps[-1][0]}" if len(steps) > 1 else next(iter(words), "")
    return {
        "anyOf": [{"enum": [*words, *numbers]}, pattern],
        "examples": [example],
        PARSER: "scale",
        FORM_DATA: {"steps": steps},
    }


_TYPES: Mapping[OwnKind, FieldType[Any]] = {
    OwnKind.TEXT: LINE,
    OwnKind.NUMBER: NUMBER,
    OwnKind.DATE: DAY,
    OwnKind.LINK: ADDRESS,
    OwnKind.LIST: LINES,
    OwnKind.YES: YES,
    OwnKind.PRICE: AMOUNT,
}
"""Kind -> the type of its value; a choice and a scale have types of their own."""
