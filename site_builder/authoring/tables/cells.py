"""Read cells: values become as course files write them, and cells that a spreadsheet has spoilt are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from site_builder.authoring.tables.dittos import is_ditto
from site_builder.catalogue.names import Names
from site_builder.catalogue.schema.entry_types import Entry, type_at
from site_builder.catalogue.schema.field_types import FieldType, ListOf
from site_builder.catalogue.schema.notation import SHORT_MONTHS
from site_builder.catalogue.schema.table_columns import TEXT, UNUSED
from site_builder.problems import N_
from site_builder.sources.text import CONTROL

LINE_ENDS = re.compile("[\v\f\x85\u2028\u2029]")
"""Line ends of word processors and of Unicode. Excel keeps those of pasted texts."""

ERRORS = re.compile(
    r"#(?:N/A|I/T|REF!|REFERANSE!|VALUE!|VERDI!|NAME\?|NAVN\?|DIV/0!|NUM!|TALL!|NULL!|SPILL!|OVERFLYT!|#+)|Err:[0-9]{3}"
)
"""Errors of formulas, in English and Norwegian spreadsheets, and cells exported while too narrow."""

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SHORT_DATE = re.compile(rf"(?P<day>[0-9]{{1,2}})\.? ?-?(?P<name>{'|'.join(SHORT_MONTHS)})\.?")
_NAME_SHORT = re.compile(rf"(?P<name>{'|'.join(SHORT_MONTHS)})\.?[ -]?(?P<year>[0-9]{{2}})")

KEYED = {"fag": "subject", "forkunnskaper.fag": "subject", "studiesteder": "place", "kompetansekrav": "requirement"}
"""Column -> vocabulary, for columns that hold keys of a vocabulary. catalogue/names.py reads their names."""

DATES_OF_NUMBERS = ("trinn", "studiepoeng", "nivå")
"""Columns whose cells spreadsheets turn into dates: 5-10 becomes 5 October, and 7.5 becomes 7 May."""


class CellFault(ValueError):
    """Raised for a cell that cannot be read. `message` and `hint` are msgids, filled with `values`."""

    def __init__(self, message: str, hint: str, **values: object) -> None:
        """Store the message, the hint and their values."""
        super().__init__(message)
        self.message, self.hint, self.values = message, hint, values


class CellReader(Struct, frozen=True):
    """A reader of the cells of courses of the type `course`, in a catalogue with the names `names`.

    `translations` are those of a recipe: column -> text of a cell -> its value.
    """

    course: type[Entry]
    names: Names
    translations: Mapping[str, Mapping[str, str]]

    def read(self, column: str, cell: str, unit: str = "") -> str:
        """Return a cell as course files write it: "30 sp" becomes "30"; unchanged if it has no certain other meaning.

        `column` is a key such as "studiepoeng"; `unit` is the one that the heading of a duration names, such as
        "semestre". Raises CellFault for an error of a formula, a stray date, or a control character.
        """
        text = _clean(cell, single=column != TEXT)
        if column == TEXT or not text.strip():
            return text
        plain = text.strip()
        plain = self.translations.get(column, {}).get(" ".join(plain.split()), plain)
        if plain == UNUSED:
            return ""
        if ERRORS.fullmatch(plain):
            raise CellFault(
                N_("The cell shows the error {value}."), N_("Mend the formula, or write the value."), value=plain
            )
        if is_ditto(plain):
            message = N_("«{value}» stands for the value above, but there is none that it can mean.")
            raise CellFault(message, N_("Write the value itself."), value=plain)
        if plain.startswith("=") and len(plain) > 1:
            message = N_("The cell has the formula {value}, without a calculated value.")
            raise CellFault(message, N_("Open the file in the spreadsheet, save it, and try again."), value=plain)
        type_ = _type(self.course, column)
        if type_ is None or (plain[0] in '[{"' and not type_.correction(plain)):
            return text
        if column in KEYED and (keys := self._keys(KEYED[column], plain, type_)):
            return _listed(keys, type_)
        if column in DATES_OF_NUMBERS and (meant := _before_excel(column, plain)):
            message = N_("The spreadsheet has made a date of the value: {value}.")
            hint = N_("Set the cell to text, and write {meant} again.")
            raise CellFault(message, hint, value=plain, meant=" / ".join(meant))
        if column == "varighet" and unit and re.fullmatch(r"[0-9]{1,2}([.,]5)?", plain):
            plain = f"{plain} {unit}"
        return _corrected(type_, plain) or (plain if plain != text.strip() else text)

    def _keys(self, kind: str, plain: str, type_: FieldType[Any]) -> tuple[str, ...]:
        """Return the keys that a cell names, several only where the field is a list; () where none is known.

        An unknown name beside a known one is returned as written: it alone is then reported, and gets a draft.
        """
        if isinstance(type_, ListOf):
            keys, unknown = self.names.keys_and_unknown(kind, plain)
            return (*keys, *unknown) if keys else ()
        found = self.names.key(kind, plain)
        return (found,) if found else ()


def _clean(cell: str, *, single: bool) -> str:
    """Return the cell with ordinary line ends. Raises CellFault for other control characters."""
    text = LINE_ENDS.sub("\n", cell)
    if control := CONTROL.search(text):
        message = N_("The cell contains the character {character}, which no text can have.")
        raise CellFault(message, N_("Delete it, or write the cell anew."), character=f"U+{ord(control[0]):04X}")
    return text.strip("\n") if single else text


def _type(course: type[Entry], column: str) -> FieldType[Any] | None:
    key, _, part = column.partition(".")
    field = next((each.type for each in course.fields.values() if each.key == key), None)
    return type_at(course, column) if part else field


def _listed(parts: tuple[str, ...], type_: FieldType[Any]) -> str:
    """Return values as one cell, separated by semicolons; a single item of a list has a semicolon after it."""
    return "; ".join(parts) + (";" if len(parts) == 1 and isinstance(type_, ListOf) else "")


def _corrected(type_: FieldType[Any], plain: str) -> str | None:
    """Return the cell as files write it; None if it is so already, or a value of it has no certain meaning."""
    if not isinstance(type_, ListOf):
        return None if type_.accepts(plain) else type_.correction(plain)
    found = () if ";" in plain else type_.items_in(plain)
    return _listed(found, type_) if found else None


def _before_excel(column: str, plain: str) -> tuple[str, ...]:
    """Return the values that a date in a column of numbers may have been: 5-10 for 5 October, 7,5 for 7 May."""
    pairs: list[tuple[int, int]] = []
    if found := _ISO.fullmatch(plain):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return ()
        pairs = [(day.day, day.month)] + ([(day.month, day.year % 100)] if day.day == 1 else [])
    elif found := _SHORT_DATE.fullmatch(plain.casefold()):
        pairs = [(int(found["day"]), _month(found["name"]))]
    elif found := _NAME_SHORT.fullmatch(plain.casefold()):
        pairs = [(_month(found["name"]), int(found["year"]))]
    if column == "trinn":
        return tuple(f"{low}-{high}" for low, high in pairs if low < high <= 13)
    return tuple(f"{whole},{half}" for whole, half in pairs if half == 5)[:1] or tuple(f"{a}.{b}" for a, b in pairs[:1])


def _month(name: str) -> int:
    return SHORT_MONTHS.index(name) + 1
