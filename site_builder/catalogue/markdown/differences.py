"""Find the blocks of a text that the page shows differently from a repository host, each with its position."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from site_builder.catalogue.markdown.host_rewriting import blocks
from site_builder.catalogue.markdown.leftovers import MAX_NOTES
from site_builder.catalogue.texts import Note, note_at

MAX_SHOWN = 80
"""Characters that a note quotes of each of two readings."""

MAX_BLOCKS = 500
"""Blocks of a text that are read by themselves, at most: five times those of the longest ordinary text. Each costs
0.2 ms, and 25,000 characters can have 12,000 of them."""

Reading = Callable[[str], list[str]]
"""Text -> its visible parts, in order."""


def differences(body: str, here: list[str], there: list[str], own: Reading, host: Reading) -> Iterator[Note]:
    """Yield a note of each block of `body` that is read in two ways, at most MAX_NOTES.

    `here` and `there` are the visible parts (host_reading.reading) of the whole text, on the page and at a host; `own`
    and `host` return those of one block. If none of MAX_BLOCKS differs by itself, the note is of the whole text.
    """
    source = body.encode()
    first = _equal_parts(here, there)
    last = len(there) - _equal_parts(here[first:][::-1], there[first:][::-1])
    count = at = 0
    for start, end in islice(blocks(body), MAX_BLOCKS):
        block = source[start:end].decode()
        wanted = host(block)
        at += len(wanted)
        if at < first or at - len(wanted) > last:
            continue  # above the first difference, or below the last: only the others are converted by themselves
        shown = own(block)
        if shown != wanted:
            count += 1
            yield _difference(body, len(source[:start].decode()), block, shown, wanted)
        if count == MAX_NOTES:
            return
    if not count:
        yield _difference(body, 0, body, here, there)


def _equal_parts(here: list[str], there: list[str]) -> int:
    """Return the number of equal parts with which two readings, `here` and `there`, begin."""
    return next(
        (i for i, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), min(len(here), len(there))
    )


def _difference(body: str, at: int, block: str, here: list[str], there: list[str]) -> Note:
    """Return the note of the first part of `block`, at the index `at` of the body, in which its two readings differ."""
    first = _equal_parts(here, there)
    words = next((part for part in there[first:] if any(map(str.isalnum, part))), "").split(" ")
    inside = next((found for word in words if (found := block.find(word)) >= 0 and word), 0)
    start = block.rfind("\n", 0, inside) + 1
    line = block[start:].split("\n", 1)[0]
    indent = len(line) - len(line.lstrip())
    return note_at(
        body,
        at + start + indent,
        line.strip(),
        "differs-from-preview",
        here=_shown(here[first:]),
        there=_shown(there[first:]),
    )


def _shown(parts: list[str]) -> str:
    """Return the first six parts of a reading (list of texts) as one line, cut with «…» to MAX_SHOWN characters."""
    line = " ".join(part.strip() for part in parts[:6]).replace("\ufffc", "")
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
