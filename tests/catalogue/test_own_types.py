"""Scales and prices: their notation, what is refused, and what is read otherwise; the form in the browser agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.core import get_global
from field_reading import faults_in_the_form, read
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.schema.credit_type import CreditRange, credit_type
from site_builder.catalogue.schema.currencies import CURRENCIES
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.schema.own_types import AMOUNT, CURRENCY, OwnDeclaration, Span, own_type

PROJECT = Path(__file__).parent.parent.parent
STEPS = (("F",), ("1",), ("2",), ("pre-service", "förberedande"), ("Bachelor's",), ("master", "Master"))
SCALE = own_type(OwnDeclaration("nivå", OwnKind.SCALE, STEPS, False, "Nivå."))

SPANS = {
    "F": (0, 0),
    "2": (2, 2),
    "F-2": (0, 2),
    "1 – 2": (1, 2),
    "pre-service": (3, 3),
    "1-pre-service": (1, 3),
    "pre-service-master": (3, 5),
    "förberedande—Bachelor's": (3, 4),
    "2-2": (2, 2),
}
AMOUNTS = {"420": 420.0, "0": 0.0, "gratis": 0.0, "Gratis": 0.0, "99,50": 99.5, "99.5": 99.5, "4000000": 4e6}
REFUSED_SPANS = {
    "2-1": "bad-choice.order",
    "4": "bad-choice.scale",
    "F-2-9": "bad-choice.scale",
    "-": "bad-choice.scale",
    "bachelor's": "bad-choice.reading",
    "F - Master": None,
    "f–MASTER": "bad-choice.reading",
}
REFUSED_AMOUNTS = {
    "-5": "bad-number.amount",
    "mye": "bad-number.amount",
    "1,234": "bad-number.reading",
    "£420": "bad-number.reading",
    "kr 4 000,-": "bad-number.reading",
    "4 000,50 kr": "bad-number.reading",
    "420.00 GBP": None,
    "free": "bad-number.reading",
    "100-200": "bad-number.amount",
}
READINGS = {
    "£420": "420",
    "1,234": "1234",
    "4 000,50 kr": "4000,50",
    "kr 4 000,-": "4000",
    "420.00 GBP": "420",
    "free": "gratis",
    "SEK 12.000": "12000",
}


CREDITS = credit_type(CreditRange(360, 5))
POINTS = {"5": 5.0, "360": 360.0, "15,0": 15.0}
REFUSED_POINTS = {
    "0": "bad-credits.unit",
    "365": "bad-credits.unit",
    "7,5": "bad-credits.unit",
    "-5": "bad-credits.unit",
    "mange": "bad-credits.unit",
    "20 sp": "bad-credits.reading",
}


def in_the_form(parser: str, texts: list[str]) -> list[str]:
    """Return the name of the fault of each text in the form, "" where it has none."""
    data = {"steps": STEPS} if parser == "scale" else {"highest": 360, "step": 5} if parser == "credits" else {}
    return faults_in_the_form({"key": "x", "shape": "text", "parser": parser, **data}, texts)


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_a_scale_is_read_as_one_step_or_the_lowest_and_the_highest(text: str, span: tuple[int, int]) -> None:
    value, fault = read(SCALE, text)
    assert (fault, (value.low, value.high)) == ("", span)
    assert SCALE.read(str(value), (), []) == value


def test_what_is_not_on_the_scale_is_reported_with_the_steps() -> None:
    named = {text: read(SCALE, text)[1] for text, name in REFUSED_SPANS.items() if name}
    assert named == {text: name for text, name in REFUSED_SPANS.items() if name}
    assert SCALE.correction("f–MASTER") in ("F-master", "F-Master")


def test_an_amount_is_a_number_of_two_decimals_or_the_word_for_nothing() -> None:
    assert {text: read(AMOUNT, text)[0] for text in AMOUNTS} == AMOUNTS
    named = {text: read(AMOUNT, text)[1] for text, name in REFUSED_AMOUNTS.items() if name}
    assert named == {text: name for text, name in REFUSED_AMOUNTS.items() if name}
    assert {text: AMOUNT.correction(text) for text in READINGS} == READINGS


def test_credits_of_a_unit_are_multiples_of_its_step_up_to_its_highest() -> None:
    assert {text: read(CREDITS, text)[0] for text in POINTS} == POINTS
    assert {text: read(CREDITS, text)[1] for text in REFUSED_POINTS} == REFUSED_POINTS
    quarters = credit_type(CreditRange(10, 0.25))
    assert [read(quarters, text)[1] for text in ("0.75", "2,5", "0.3")] == ["", "", "bad-credits.unit"]


def test_the_form_says_what_the_check_says() -> None:
    for parser, type_, texts in (
        ("scale", SCALE, [*SPANS, *REFUSED_SPANS]),
        ("amount", AMOUNT, [*AMOUNTS, *REFUSED_AMOUNTS]),
        ("credits", CREDITS, [*POINTS, *REFUSED_POINTS]),
    ):
        expected = [read(type_, text)[1].replace("bad-choice.nearest", "bad-choice.scale") for text in texts]
        assert dict(zip(texts, in_the_form(parser, texts), strict=True)) == dict(zip(texts, expected, strict=True))


@given(st.integers(0, 5), st.integers(0, 5))
def test_every_pair_of_steps_in_order_is_read_and_no_other(low: int, high: int) -> None:
    value, fault = read(SCALE, f"{STEPS[low][0]} - {STEPS[high][-1]}")
    assert fault == ("" if low <= high else "bad-choice.order")
    assert low > high or value == Span(low, high, value.written)


def test_a_currency_is_a_code_of_those_in_use() -> None:
    assert read(CURRENCY, "GBP") == ("GBP", "")
    assert read(CURRENCY, "kroner")[1] == "bad-choice.currency"
    assert CURRENCY.correction("gbp") == "GBP"
    known = {code for listed in get_global("territory_currencies").values() for code, *_ in listed}
    assert set(CURRENCIES) <= known
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
