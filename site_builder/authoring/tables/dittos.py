"""Read ditto marks: signs and words that people write in a cell for the value of the cell above."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_QUOTES = "\"'”“„»«〃´`″"
_MARK = re.compile(
    rf"[-–—_ ]*[{_QUOTES}]{{1,2}}[-–—_ ]*|(?:do|dto|d\.\s?o|id|idem|ibid|ditto|likeså|[↑^])\.?"
    r"|(?:det\s)?samme(?:\ssom\s(?:over|ovenfor|forrige(?:\srad)?|rad(?:en)?\sover|linja?\sover))?\.?"
    r"|(?:same|det\ssame|same\ssom\sover|som\sover|som\sovenfor|som\sforrige|se\sover|se\sovenfor|sjå\sover|same\sas\sabove"
    r"|as\sabove|see\sabove|som\sovan|samma|samma\ssom\sovan|se\sovan)\.?",
    re.IGNORECASE,
)
MAX_MARK = 30
"""Characters of a mark, at most: «samme som raden over»."""


def is_ditto(cell: str) -> bool:
    """Return whether a cell has only a ditto mark: `"`, `-"-`, `do.`, `samme`, `se over`."""
    plain = " ".join(cell[: 2 * MAX_MARK].split())
    return 0 < len(plain) <= MAX_MARK and _MARK.fullmatch(plain) is not None


def filled_down(
    cells: Sequence[str], above: Sequence[str], kept: Collection[int]
) -> tuple[tuple[str, ...], Mapping[int, str]]:
    """Return the cells of a row, ditto marks replaced by the cells of the row `above`; and position (from 0) -> mark.

    A mark is unchanged if the cell above is empty, or in the columns with the positions `kept`.
    """
    marks = {
        position: cell.strip()
        for position, cell in enumerate(cells)
        if position < len(above) and above[position].strip() and position not in kept and is_ditto(cell)
    }
    return tuple(above[at] if at in marks else cell for at, cell in enumerate(cells)), marks
