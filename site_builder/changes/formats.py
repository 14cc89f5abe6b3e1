"""Write changes as Markdown for a pull request, as plain text, as JSON, or as an Atom feed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from xml.etree import ElementTree

import msgspec
from babel.dates import format_date

from site_builder.catalogue.schema.enums import ChangeKind
from site_builder.changes.course_changes import HEADINGS, Change
from site_builder.messages import translate
from site_builder.problems import N_

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ATOM = "http://www.w3.org/2005/Atom"


def as_text(changes: Iterable[Change], language: str) -> Iterator[str]:
    """Yield plain lines, grouped by kind and institution."""
    yield from _lines(changes, language, heading="{}", item="  - {}", quote="      {}")


def as_markdown(changes: Iterable[Change], language: str) -> Iterator[str]:
    """Yield Markdown lines for a comment on a pull request. Keys and values are in code spans, and so inert."""
    yield from _lines(changes, language, heading="### {}\n", item="- {}", quote="      {}", code="`{}`")


def _lines(
    changes: Iterable[Change], language: str, *, heading: str, item: str, quote: str, code: str = "{}"
) -> Iterator[str]:
    found = list(changes)
    if not found:
        yield translate(N_("Nothing has changed for readers."), language)
    for kind, group in groupby(found, key=lambda change: change.kind):
        yield heading.format(translate(HEADINGS[kind], language))
        for change in group:
            yield item.format(_sentence(change, language, code))
            if change.kind is ChangeKind.TEXT:
                yield from (quote.format(line) for line in change.after.split("\n"))
        yield ""


def _sentence(change: Change, language: str, code: str) -> str:
    where = f"{change.institution}: " if change.institution else ""
    title = f"{where}{change.title} ({code.format(change.course.replace('`', ''))})"
    if change.kind in (ChangeKind.UNREADABLE, ChangeKind.NEW, ChangeKind.WITHDRAWN, ChangeKind.TEXT):
        return title
    what = f"{change.what}: " if change.what else ""
    before, after = (code.format(_plain(value, language).replace("`", "")) for value in (change.before, change.after))
    return f"{title}: {what}{before} → {after}"


def _plain(value: str, language: str) -> str:
    """Return `value` with ISO dates replaced by long dates in `language`: 1. mars 2016."""
    return _DAY.sub(lambda day: format_date(date.fromisoformat(day[0]), "long", locale=language), value)


def as_json(changes: Iterable[Change]) -> str:
    """Return a JSON list of {kind, institution, course, title, what, before, after}."""
    return json.dumps(
        [
            {
                "kind": change.kind.name.lower(),
                "institution": change.institution,
                "course": change.course,
                "title": change.title,
                "what": change.what,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_atom(changes: Iterable[Change], base: str, now: datetime, language: str) -> str:
    """Return an Atom feed (RFC 4287), one entry a change. Equal changes have equal ids; `now` must have a time zone."""
    stamp = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _child(feed, "title", translate(N_("Changes in the catalogue"), language))
    _child(feed, "id", f"{base}/endringer")
    _child(feed, "updated", stamp)
    _child(_child(feed, "author", ""), "name", base.partition("//")[2])
    for change in changes:
        entry = _child(feed, "entry", "")
        digest = hashlib.sha256(msgspec.json.encode(change)).hexdigest()[:16]
        _child(entry, "title", f"{translate(HEADINGS[change.kind], language)}: {change.title}")
        _child(entry, "id", f"{base}/endringer#{digest}")
        _child(entry, "updated", stamp)
        ElementTree.SubElement(entry, "link", {"href": f"{base}/{change.course}/"})
        _child(entry, "summary", _sentence(change, language, "{}"))
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _child(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text or None
    return child
