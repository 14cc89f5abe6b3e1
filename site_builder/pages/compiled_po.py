"""A compiled file of interface texts, as it is cached."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.engine.memo import Cache


class CalendarNames(Struct, frozen=True):
    """Names of days (from Monday), months (from January) and languages, and signs of numbers and money, from CLDR.

    `currencies` are signs by code, where a currency has one; `before` says whether they are before the amount, and
    `beside` is the space between; `group` is the mark between thousands.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    languages: Mapping[str, str]
    decimal: str
    group: str
    currencies: Mapping[str, str]
    before: bool
    beside: str


class PoFile(Struct, frozen=True):
    """A .po file compiled: the bytes of its .mo file, its translated msgids, and the calendar names of its language.

    `faults` are the lines, from 1, and the reasons why it cannot be used; it then has no texts.
    """

    mo: bytes
    msgids: tuple[str, ...]
    names: CalendarNames
    proofread: bool
    faults: tuple[tuple[int, str], ...] = ()


PO_FILES = Cache("po-files", PoFile)
