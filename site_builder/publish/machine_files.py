"""The files that programs read: sitemap, feeds, calendars and redirects, checked as strictly as their readers do.

A fault here is one of the builder, not of a source; it stops publishing all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from site_builder.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.leads import file_at, internal

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
MOST_ADDRESSES = 50_000
"""sitemaps.org: of one file."""
MOST_OCTETS = 75
"""RFC 5545: of one line."""
MOST_BYTES = 50 * 1024 * 1024
_UID = re.compile(rb"\nUID:[^\r]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")


def machine_file_faults(by_path: Mapping[str, Output], base: str) -> Iterator[Problem]:
    """Yield a problem for each file for programs that its readers would refuse."""
    for path, output in by_path.items():
        name = path.rsplit("/", 1)[-1]
        if path == "_redirects":
            faults = _redirects(output.content, by_path)
        elif name.startswith("sitemap") and name.endswith(".xml"):
            faults = _xml(output.content, lambda root: _sitemap(root, by_path, base))
        elif name.endswith(".atom"):
            faults = _xml(output.content, _feed)
        elif name.endswith(".ics"):
            faults = _calendar(output.content)
        elif name.endswith(".xml"):
            faults = _well_formed(output.content)
        elif name.endswith((".json", ".jsonld", ".webmanifest")):
            faults = _json(output.content)
        else:
            continue
        if len(output.content) > MOST_BYTES and name.startswith("sitemap"):
            faults = iter([*faults, f"{len(output.content)} bytes"])
        for said in faults:
            yield error(
                Place(output.source or path),
                "bad-export",
                N_("The file {file} is not as its readers demand: {said}."),
                N_("This is a fault of the builder; please report it."),
                file=path,
                said=said,
            )


def _xml(content: bytes, look: Callable[[ElementTree.Element], Iterator[str]]) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - our own output
    except ElementTree.ParseError as fault:
        yield str(fault)
        return
    yield from look(root)


def _well_formed(content: bytes) -> Iterator[str]:
    """Without a tree, which nobody would look at: MLO and CDM are large."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as fault:
        yield str(fault)


def _json(content: bytes) -> Iterator[str]:
    try:
        json.loads(content)
    except ValueError as fault:
        yield str(fault)


def _sitemap(root: ElementTree.Element, by_path: Mapping[str, Output], base: str) -> Iterator[str]:
    found = [each.findtext(f"{SITEMAP}loc") or "" for each in root]
    if len(found) > MOST_ADDRESSES:
        yield f"{len(found)} <url>"
    if len(set(found)) != len(found):
        yield "<loc> × 2"
    yield from (f"<loc>{each}" for each in found if not each.startswith(base) or _dead(each, by_path, base))
    yield from (
        f"<lastmod>{each.text}" for each in root.iter(f"{SITEMAP}lastmod") if not _DAY.fullmatch(each.text or "")
    )


def _dead(address: str, by_path: Mapping[str, Output], base: str) -> bool:
    return file_at(internal(address, base)) not in by_path


def _feed(root: ElementTree.Element) -> Iterator[str]:
    """RFC 4287, 4.1: what a feed and an entry must have."""
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
    if len(set(_UID.findall(content))) != events:
        yield "UID"
    for name in (b"DTSTAMP", b"DTSTART"):
        if content.count(b"\n%b" % name) != events:
            yield name.decode()


def _redirects(content: bytes, by_path: Mapping[str, Output]) -> Iterator[str]:
    leads = [line.split() for line in content.decode().splitlines() if line and not line.startswith("#")]
    old = {parts[0] for parts in leads}
    for parts in leads:
        if len(parts) != 3 or file_at(parts[1]) not in by_path or parts[1] in old:
            yield " ".join(parts)
