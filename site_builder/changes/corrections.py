"""Corrections of lines, suggested in a review on a repository host, as JSON: made from a text and its corrected text.

The job that makes them reads files of unknown authors, so changes/review.py, which posts them, trusts nothing in them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

MAX_CORRECTIONS = 2_000
"""Corrections of one file of JSON, at most."""

MAX_LINES = 30
"""Lines that one correction replaces, or writes, at most: as many as a reviewer reads at once."""

MAX_LINE = 2_000
"""Characters of a line, at most."""

_Line = Annotated[str, Meta(max_length=MAX_LINE)]
_Lines = Annotated[tuple[_Line, ...], Meta(max_length=MAX_LINES)]


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """The lines `old` of the file at `path`, from line `first` (counted from 1), and the lines `new` that replace them.

    Lines have no line ends.
    """

    path: Annotated[str, Meta(min_length=1, max_length=400)]
    first: Annotated[int, Meta(ge=1)]
    old: Annotated[_Lines, Meta(min_length=1)]
    new: _Lines


_Corrections = Annotated[tuple[Correction, ...], Meta(max_length=MAX_CORRECTIONS)]


def corrections_of(path: str, old: str, new: str) -> Iterator[Correction]:
    """Yield the corrections that turn the text `old` of the file at `path` into `new`, of up to MAX_LINES lines each.

    Values that are corrected in their line are a correction each. Lines that move, appear or vanish are one together,
    from the first to the last, since half of such a change would double a field or lose it. Line ends are ignored.
    """
    before, after = _lines(old), _lines(new)
    changes = [
        (i, j, k, m)
        for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    moved = [number for number, (i, j, k, m) in enumerate(changes) if j - i != m - k]
    if moved:
        first, last = changes[moved[0]], changes[moved[-1]]
        changes[moved[0] : moved[-1] + 1] = [(first[0], last[1], first[2], last[3])]
    for i, j, k, m in changes:
        if i == j:  # lines that appear: a host needs a line to replace
            i, k = (i - 1, k - 1) if i else (i, k)
            j, m = (j, m) if i < j else (j + 1, m + 1)
        if j <= len(before) and max(j - i, m - k) <= MAX_LINES:
            yield Correction(path, i + 1, tuple(before[i:j]), tuple(after[k:m]))


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.rstrip("\r\n").split("\n")]


def as_json(corrections: Iterable[Correction]) -> str:
    """Return a JSON list of the first MAX_CORRECTIONS corrections, which `from_json` reads."""
    return msgspec.json.encode(tuple(corrections)[:MAX_CORRECTIONS]).decode()


def from_json(content: bytes) -> tuple[Correction, ...]:
    """Return the corrections in JSON (UTF-8), as `as_json` writes it.

    Raises ValueError: msgspec.MsgspecError for other JSON or an exceeded limit, UnicodeDecodeError for text that is not
    UTF-8.
    """
    return msgspec.json.decode(content, type=_Corrections)
