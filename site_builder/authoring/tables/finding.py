"""Find the table of courses in a file: the sheet, the row of headings, and the column of each heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from site_builder.authoring.tables.columns import Headings
from site_builder.authoring.tables.sheet_remarks import SheetRemark
from site_builder.authoring.tables.sheets import Sheet
from site_builder.catalogue.schema.table_columns import ID, UNUSED

MAX_HEADING_ROW = 30
"""Last row in which headings are looked for: below titles, remarks and logos."""

MIN_KNOWN = 2
"""Known headings that make a row the row of headings. One alone may be a word in a text."""


class Line(Struct, frozen=True):
    """A row below the headings, with its number in the sheet (from 1)."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """A table of courses: `columns` maps the position of a heading (from 0) to the column that it stands for.

    `row` is the number of the row of headings (from 1); `headings` are as written, on one line. `lines` are the rows
    below, without empty ones. `others` are the names of other sheets with known headings; `remarks` are on the rows of
    this sheet.
    """

    sheet: str
    row: int
    headings: tuple[str, ...]
    columns: Mapping[int, str]
    lines: tuple[Line, ...]
    others: tuple[str, ...]
    remarks: tuple[SheetRemark, ...] = ()


class NoTable(ValueError):
    """Raised if no sheet has a row of known headings. The arguments are the names of the sheets."""


class DoubledHeading(ValueError):
    """Raised if two headings mean the same column. The arguments are their positions (from 0) and the column."""


def letter(position: int) -> str:
    """Return the letters that a spreadsheet shows above the column at a position (from 0): "A", "Z", "AA"."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def find_table(sheets: Iterable[Sheet], known: Headings, sheet: str | None = None, row: int | None = None) -> Table:
    """Return the first table with known headings. `known` are the headings of the catalogue and of a recipe.

    `sheet` chooses a sheet by name, `row` its row of headings by number (from 1). Raises NoTable or DoubledHeading.
    """
    everything = tuple(sheets)
    found = []
    for each in everything:
        if sheet is not None and each.name != sheet:
            continue
        if (at := _headings(each.rows, known, row)) is not None:
            found.append((each, at))
    if not found:
        raise NoTable(*(each.name for each in everything))
    chosen, (number, headings) = found[0]
    lines = tuple(
        Line(index, cells)
        for index, cells in enumerate(chosen.rows[number:], start=number + 1)
        if any(cell.strip() for cell in cells)
    )
    others = tuple(each.name for each, _ in found[1:])
    columns = _columns(headings, known, lines)
    return Table(chosen.name, number, headings, columns, lines, others, chosen.remarks)


def _headings(rows: Sequence[Sequence[str]], known: Headings, row: int | None) -> tuple[int, tuple[str, ...]] | None:
    """Return the number (from 1) and cells of the row with the most known headings; None with too few of them.

    The row is joined with the one above it if that gives more known headings."""
    best: tuple[int, int, tuple[str, ...]] | None = None
    for number, cells in enumerate(rows[:MAX_HEADING_ROW], start=1):
        if row is not None and number != row:
            continue
        plain = tuple(one_line(cell) for cell in cells)
        above = tuple(one_line(cell) for cell in rows[number - 2]) if number > 1 else ()
        for candidate in (_joined(above, plain, known), plain):
            count = _count(candidate, known)
            if best is None or count > best[0]:
                best = (count, number, candidate)
    if best is None or (best[0] < MIN_KNOWN and row is None and not (known.named and best[0])):
        return None
    _, number, headings = best
    while headings and not headings[-1]:
        headings = headings[:-1]
    return number, headings


def one_line(heading: str) -> str:
    """Return a heading on one line, with single spaces and without soft hyphens."""
    return " ".join(heading.replace("\xad", "").replace("-\n", "").split())


def _count(headings: Sequence[str], known: Headings) -> int:
    return len({known.meaning(heading) or known.weak_meaning(heading) for heading in headings if heading} - {None})


def _joined(above: Sequence[str], below: Sequence[str], known: Headings) -> tuple[str, ...]:
    """Return one heading for each column of two rows, those of the row `above` first.

    A group (`Forkunnskaper`) stands over its part (`fag`): their joined heading is taken where it is `known`, else the
    lower one, or the upper one where that is empty.
    """
    padded = (*above, *[""] * (len(below) - len(above)))
    groups: list[str] = list(accumulate(padded, _last_or_own))
    joined = []
    for position, part in enumerate(below):
        both = f"{groups[position]} {part}".strip()
        own = above[position] if position < len(above) else ""
        joined.append(both if part and known.meaning(both) else part or own)
    return tuple(joined)


def _last_or_own(last: str, own: str) -> str:
    return own or last


def _columns(headings: Sequence[str], known: Headings, lines: Sequence[Line]) -> dict[int, str]:
    """Return position -> column. `lines` are the rows below. Raises DoubledHeading for two headings of one column."""
    columns: dict[int, str] = {}
    for position, heading in enumerate(headings):
        column = known.meaning(heading) if heading else None
        if column is None or column == UNUSED:
            continue
        if column in columns.values():
            first = next(each for each, name in columns.items() if name == column)
            raise DoubledHeading(first, position, column)
        columns[position] = column
    for position, heading in enumerate(headings):
        weak = known.weak_meaning(heading)
        if weak and position not in columns and weak not in columns.values():
            columns[position] = weak
    _title_under_id(columns, lines)
    return columns


def _title_under_id(columns: dict[int, str], lines: Sequence[Line]) -> None:
    """Change the column of keys to the title if its cells have no slash and no other column is the title."""
    position = next((each for each, name in columns.items() if name == ID), None)
    if position is None or "tittel" in columns.values():
        return
    cells = [line.cells[position] for line in lines if position < len(line.cells) and line.cells[position].strip()]
    if cells and not any("/" in cell for cell in cells):
        columns[position] = "tittel"
