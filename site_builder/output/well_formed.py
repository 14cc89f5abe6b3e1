"""Check that files for programs are well-formed: JSON, XML, Atom feeds and calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

import msgspec

ATOM = "{http://www.w3.org/2005/Atom}"
"""XML namespace of feeds."""

MAX_LINE_OCTETS = 75
"""Bytes in one line of a calendar, without its line break (RFC 5545, 3.1)."""

_UID = re.compile(rb"\nUID:[^\r]+")


def format_errors(path: str, content: bytes) -> tuple[str, ...]:
    """Return the faults of a file: the parser's message, or the names of missing or repeated parts; () if none.

    The file extension of `path` decides the format: JSON, XML, Atom or iCalendar. Other files have no faults.
    """
    if path.endswith((".json", ".jsonld", ".webmanifest")):
        return tuple(_json(content))
    if path.endswith(".xml"):
        return tuple(_xml(content))
    if path.endswith(".atom"):
        return tuple(_feed(content))
    return tuple(_calendar(content)) if path.endswith(".ics") else ()


def _json(content: bytes) -> Iterator[str]:
    try:
        content.decode()
        msgspec.json.decode(content, type=msgspec.Raw)  # validated, but not decoded
    except ValueError as fault:
        yield str(fault)


def _xml(content: bytes) -> Iterator[str]:
    """Yield the first error; parse without building a tree: the MLO and CDM files are large."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as fault:
        yield str(fault)


def _feed(content: bytes) -> Iterator[str]:
    """Yield the parser's message, or the elements that a feed or an entry lacks (RFC 4287, 4.1) and doubled ids."""
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - our own output
    except ElementTree.ParseError as fault:
        yield str(fault)
        return
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            if not element.findtext(f"{ATOM}{name}"):
                yield f"<{name}>"
    if root.find(f"{ATOM}author") is None and any(each.find(f"{ATOM}author") is None for each in entries):
        yield "<author>"
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    if len(set(ids)) != len(ids):
        yield "<id> × 2"


def _calendar(content: bytes) -> Iterator[str]:
    """Yield the rules of RFC 5545 that a calendar breaks: for lines (3.1), components (3.4, 3.6) and events (3.6.1)."""
    if not (content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"\r\nEND:VCALENDAR\r\n")):
        yield "VCALENDAR"
    lines = content.split(b"\r\n")
    if content.count(b"\n") != len(lines) - 1:
        yield "CRLF"
    if len(max(lines, key=len)) > MAX_LINE_OCTETS:
        yield f"> {MAX_LINE_OCTETS}"
    events = content.count(b"\nBEGIN:VEVENT\r")
    for part in (b"VEVENT", b"VALARM"):
        if content.count(b"\nBEGIN:%b\r" % part) != content.count(b"\nEND:%b\r" % part):
            yield part.decode()
    if len(set(_UID.findall(content.replace(b"\r\n ", b"")))) != events:
        yield "UID"
    for name in (b"DTSTAMP", b"DTSTART"):
        if content.count(b"\n%b" % name) != events:
            yield name.decode()
