"""Whether a file that programs read can be read at all: JSON, XML and calendars, each looked at where it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

import msgspec

ATOM = "{http://www.w3.org/2005/Atom}"
MOST_OCTETS = 75
"""RFC 5545: of one line."""
_UID = re.compile(rb"\nUID:[^\r]+")


def format_errors(path: str, content: bytes) -> tuple[str, ...]:
    """Return why readers of the kind of file that `path` names would refuse it."""
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
        msgspec.json.decode(content, type=msgspec.Raw)  # which is looked through, and not taken apart
    except ValueError as fault:
        yield str(fault)


def _xml(content: bytes) -> Iterator[str]:
    """Without a tree, which nobody would look at: MLO and CDM are large."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as fault:
        yield str(fault)


def _feed(content: bytes) -> Iterator[str]:
    """RFC 4287, 4.1: what a feed and an entry must have."""
    from xml.etree import ElementTree

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
    """RFC 5545: 3.1 (lines), 3.4 and 3.6 (what begins, ends), 3.6.1 (what an event must have, and its id but once)."""
    if not (content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"\r\nEND:VCALENDAR\r\n")):
        yield "VCALENDAR"
    lines = content.split(b"\r\n")
    if content.count(b"\n") != len(lines) - 1:
        yield "CRLF"
    if len(max(lines, key=len)) > MOST_OCTETS:
        yield f"> {MOST_OCTETS}"
    events = content.count(b"\nBEGIN:VEVENT\r")
    for part in (b"VEVENT", b"VALARM"):
        if content.count(b"\nBEGIN:%b\r" % part) != content.count(b"\nEND:%b\r" % part):
            yield part.decode()
    if len(set(_UID.findall(content.replace(b"\r\n ", b"")))) != events:
        yield "UID"
    for name in (b"DTSTAMP", b"DTSTART"):
        if content.count(b"\n%b" % name) != events:
            yield name.decode()
