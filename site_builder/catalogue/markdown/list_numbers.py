"""Find numbers that Markdown mistakes for those of a list: «15. mars» at the beginning of a paragraph is a date."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.catalogue.markdown.host_reading import MarkdownEvent, host_events
from site_builder.catalogue.schema.school_years import AFTER_ORDINAL
from site_builder.catalogue.texts import Note, note_at

_DAY = r"""
    januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|
    (?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des)\b\.?|
    (?:jule|nyttårs|påske|pinse|romjuls)(?:dag|aften)|\w+mán(?:nu|u)|
    January|February|March|May|June|July|October|December
"""
_RANGE = r"(?:til|og|and|to|och|[-–—])[ \t]*\d{1,2}\.?[ \t]*"
"""The middle of a range of days or grades: «9. til 11. september»."""

_ORDER = rf"""
    {AFTER_ORDINAL}|(?:studie|skole|skule)?år|halvår|semester|semesteret|termin|kvartal|samling[ae]?n?|
    modul(?:en)?|studiedag|dag|uke|veke|time|runde|plass|gang|gong|etasje|ledd|avsnitt
"""
_ORDINAL = re.compile(
    rf"^[ \t>*+-]*(?P<number>\d{{1,9}})(?P<mark>[.)])[ \t]+"
    rf"(?:(?P<day>(?:{_RANGE})?(?:{_DAY}))|(?P<order>(?:{_RANGE})?(?:{_ORDER})))(?!\w)",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_NUMBER = re.compile(r"(\d{1,9})([.)])[ \t]*(\S*)")
_NUMBERED = re.compile(r"^[ \t>*+-]*\d{1,9}[.)](?:[ \t]|$)", re.MULTILINE)


class _Item(NamedTuple):
    """An item of a numbered list: its index in the UTF-8 bytes, the number written, the number shown, its context."""

    at: int
    written: int
    shown: int
    is_date: bool
    is_order: bool
    is_sentence: bool
    """A small letter follows, or the number is a year: `19. århundre`, `2016. Da`."""


def without_dates(body: str) -> tuple[str, tuple[Note, ...]]:
    """Return the text with a backslash after each number that is no list item, as in a date; and the notes.

    There is a note of each such number, and of each item that the page numbers differently from the source.
    """
    if not _NUMBERED.search(body):
        return body, ()
    lists = _numbered_lists(host_events(body), body)
    notes: list[Note] = []
    escaped: list[int] = []
    for items in lists:
        counts = len(items) > 1 and all(item.written == number for number, item in enumerate(items, start=1))
        repeats = len(items) > 1 and len({item.written for item in items}) == 1  # `1.` everywhere: Markdown's own idiom
        years = all(1000 < item.written < 2200 for item in items)
        for item in items:
            alone = item.is_sentence and (years or sum(map(len, lists)) == 1)
            if item.is_date or (item.is_order and not counts) or alone:
                escaped.append(item.at)
                notes.append(_date_note(body, item))
            elif item.written != item.shown and not repeats:
                notes.append(_shown_note(body, item))
    return _escaped(body, sorted(escaped)), tuple(notes)


def _numbered_lists(events: list[MarkdownEvent], body: str) -> list[list[_Item]]:
    """Return the items of each numbered list."""
    source = body.encode()
    found: list[list[_Item]] = []
    open_lists: list[tuple[int | None, list[_Item]]] = []
    for event in events:
        if event.name == "Start List":
            open_lists.append((event.value, []))
            found.append(open_lists[-1][1])
        elif event.name == "End List":
            open_lists.pop()
        elif event.name == "Start Item" and open_lists[-1][0] is not None:
            first, items = open_lists[-1]
            text = source[event.start : event.start + 80].decode(errors="ignore")
            number = _NUMBER.match(text)
            ordinal = _ORDINAL.match(text)
            if number:
                items.append(
                    _Item(
                        event.start,
                        int(number[1]),
                        (first or 0) + len(items),
                        bool(ordinal and ordinal["day"]),
                        bool(ordinal and ordinal["order"]),
                        (number[3][:1].islower() and len(number[3]) > 3) or 1000 < int(number[1]) < 2200,
                    )
                )
    return [items for items in found if items]


def _date_note(body: str, item: _Item) -> Note:
    at = len(body.encode()[: item.at].decode())
    found = _NUMBER.match(body, at)
    assert found is not None  # noqa: S101 - the item was found by the same pattern
    return note_at(
        body,
        at,
        f"{found[1]}{found[2]}",
        "list-number.date",
        written=f"{found[1]}{found[2]} {found[3]}",
        escaped=f"{found[1]}\\{found[2]} {found[3]}",
        fix=f"{found[1]}\\{found[2]}",
    )


def _shown_note(body: str, item: _Item) -> Note:
    at = len(body.encode()[: item.at].decode())
    written = f"{item.written}."
    return note_at(
        body, at, written, "list-number", written=written, shown=f"{item.shown}.", escaped=f"{item.written}\\."
    )


def _escaped(body: str, places: list[int]) -> str:
    """Return the text with a backslash after the number at each place, in bytes.

    Such a line that follows another directly stays a line of its own, by two spaces at the end of the one above.
    """
    source = body.encode()
    parts: list[bytes] = []
    at = 0
    for place in places:
        digits = re.compile(rb"\d+").match(source, place)
        end = digits.end() if digits else place
        before = source[at:place]
        if at and before.count(b"\n") == 1 and before.rstrip(b" \t").endswith(b"\n"):
            before = before.rstrip(b" \t\n") + b"  " + before[len(before.rstrip(b" \t\n")) :]
        parts += [before, source[place:end], b"\\"]
        at = end
    return b"".join([*parts, source[at:]]).decode()
