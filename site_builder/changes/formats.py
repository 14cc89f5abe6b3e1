"""Write changes as Markdown for a pull request, as plain text, as JSON, or as an Atom feed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from xml.etree import ElementTree

import msgspec
from babel.dates import format_date

from site_builder.catalogue.schema.enums import ChangeKind
from site_builder.changes.course_changes import HEADINGS, Change
from site_builder.changes.inert_markdown import code_block, code_span
from site_builder.messages import translate
from site_builder.problems import N_, printable

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_PAGE = re.compile(r"[0-9]{4}-[0-9]{4}(?:/[a-z0-9-]+){0,2}")
"""The key of a course or a year that is the address of a page."""

MAX_COMMENT = 60_000
"""Characters of a report as Markdown: GitHub refuses a comment of more than 65,536."""

ATOM = "http://www.w3.org/2005/Atom"


def as_text(changes: Iterable[Change], language: str) -> Iterator[str]:
    """Yield lines of plain text in `language`: a heading for each kind of change, its changes, an empty line.

    `changes` are in the order of course_changes.changes; without any, one line says so. Unprintable characters become
    spaces.
    """
    found = list(changes)
    if not found:
        yield _nothing(language)
    for kind, group in groupby(found, key=_kind):
        yield translate(HEADINGS[kind], language)
        for change in group:
            yield f"  - {_sentence(change, language, printable)}"
            yield from (f"      {printable(line)}" for line in _diff(change))
        yield ""


def as_markdown(changes: Iterable[Change], language: str, preview: str = "") -> Iterator[str]:
    """Yield Markdown lines for a comment on a pull request, at most MAX_COMMENT characters and one line more.

    `changes` are as for `as_text`. Texts of editors are in code, so that no mention or link in them has an effect.
    `preview` is the URL of a preview of the new catalogue, without a final slash, to which each change links; "" for
    none.
    """
    found = list(changes)
    if not found:
        yield _nothing(language)
    left, shown = MAX_COMMENT, 0
    for kind, group in groupby(found, key=_kind):
        heading = [f"### {translate(HEADINGS[kind], language)}", ""]
        for change in group:
            lines = [*heading, *_as_item(change, language, preview)]
            left -= sum(len(line) + 1 for line in lines)
            if left < 0:
                more = N_("Further changes: {count}. The report is too long for a comment.")
                yield translate(more, language, {"count": len(found) - shown})
                return
            yield from lines
            heading, shown = [], shown + 1
        yield ""


def _as_item(change: Change, language: str, preview: str) -> Iterator[str]:
    """Yield the lines of a change as an item of a Markdown list, with a link to the preview, and a text's diff."""
    link = ""
    if preview and change.kind is not ChangeKind.UNREADABLE and _PAGE.fullmatch(change.course):
        words = translate(N_("see it"), language)
        link = f" – [{words}]({preview}/{change.course}/)"
    yield f"- {_sentence(change, language, code_span)}{link}"
    if change.kind is ChangeKind.TEXT:
        yield from code_block(_diff(change), "diff", "  ")


def _nothing(language: str) -> str:
    return translate(N_("Nothing has changed for readers."), language)


def _kind(change: Change) -> ChangeKind:
    return change.kind


def _diff(change: Change) -> list[str]:
    return change.after.split("\n") if change.kind is ChangeKind.TEXT else []


def _sentence(change: Change, language: str, show: Callable[[str], str]) -> str:
    where = f"{show(change.institution)}: " if change.institution else ""
    title = f"{where}{show(change.title)} ({show(change.course)})"
    if change.kind in (ChangeKind.UNREADABLE, ChangeKind.NEW, ChangeKind.WITHDRAWN, ChangeKind.TEXT):
        return title
    what = f"{show(change.what)}: " if change.what else ""
    before, after = (show(_plain(value, language)) for value in (change.before, change.after))
    return f"{title}: {what}{before} → {after}"


def _plain(value: str, language: str) -> str:
    """Return `value` with each ISO date replaced by a long date in `language`: `1. mars 2016`."""
    return _DAY.sub(lambda day: _long_date(day[0], language), value)


def _long_date(day: str, language: str) -> str:
    """Return an ISO date in the long format, `1. mars 2016`; other texts, like `2016-02-30`, unchanged."""
    try:
        return format_date(date.fromisoformat(day), "long", locale=language)
    except ValueError:
        return day


def as_json(changes: Iterable[Change]) -> str:
    """Return a JSON list of {kind, institution, course, title, what, before, after} (Change), in the order given."""
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
    """Return an Atom feed (RFC 4287), one entry a change, all dated `now` (aware).

    `base` is the site's URL without a final slash. Equal changes have equal ids, so a feed reader shows them once.
    """
    stamp = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _child(feed, "title", translate(N_("Changes in the catalogue"), language))
    _child(feed, "id", f"{base}/endringer")
    _child(feed, "updated", stamp)
    _child(_child(feed, "author", ""), "name", base.partition("//")[2])
    for change in changes:
        entry = _child(feed, "entry", "")
        digest = hashlib.sha256(msgspec.json.encode(change)).hexdigest()[:16]
        _child(entry, "title", f"{translate(HEADINGS[change.kind], language)}: {printable(change.title)}")
        _child(entry, "id", f"{base}/endringer#{digest}")
        _child(entry, "updated", stamp)
        ElementTree.SubElement(entry, "link", {"href": f"{base}/{printable(change.course)}/"})
        _child(entry, "summary", _sentence(change, language, printable))
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _child(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text or None
    return child
