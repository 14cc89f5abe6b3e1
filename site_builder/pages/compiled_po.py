"""A compiled file of interface texts, as it is cached."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.engine.memo import Cache


class CalendarNames(Struct, frozen=True):
    """Names of days (from Monday), months (from January) and languages (by code), and signs of numbers and money.

    They are from CLDR. `decimal` is the decimal mark, `group` the mark between thousands. `currencies` maps codes to
    signs, where a currency has one; `before` says whether a sign precedes the amount, `beside` is the space between the
    two.
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

    `proofread` is false if the header says that no speaker has read the texts. `faults` are (line from 1, reason)
    pairs; if there are any, the file cannot be used, and `mo` and `msgids` have no texts.
    """

    mo: bytes
    msgids: tuple[str, ...]
    names: CalendarNames
    proofread: bool
    faults: tuple[tuple[int, str], ...] = ()


PO_FILES = Cache("po-files", PoFile)
