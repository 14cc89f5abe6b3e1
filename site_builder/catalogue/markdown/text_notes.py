"""Note mistakes that readers would see in a text: leftovers, empty links and headings, unclosed code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.catalogue.markdown.address_notes import address_notes
from site_builder.catalogue.markdown.host_reading import host_events, reading
from site_builder.catalogue.markdown.leftovers import MAX_NOTES, leftovers
from site_builder.catalogue.markdown.line_notes import line_notes
from site_builder.catalogue.markdown.pasted import pasted
from site_builder.catalogue.markdown.source_leftovers import leftovers_of_source
from site_builder.catalogue.markdown.stated_days import day_notes
from site_builder.catalogue.markdown.without_code import without_code
from site_builder.catalogue.markdown.wrapped_lines import wrapped_lines
from site_builder.catalogue.texts import Note, note_at
from site_builder.engine.late_pattern import LatePattern

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?:[>*+-][ \t]*)*(`{3,}|~{3,})", re.MULTILINE)
_NAMELESS_LINK = re.compile(r'<a href="([^"]*)"[^>]*>\s*</a>')
_NAMELESS_HEADING = re.compile(r"<h[2-6][^<>]*>\s*</h[2-6]>")
_EMPTY_HEADING = re.compile(r"^ {0,3}#{1,6}+[ \t]*+(?:#++[ \t]*+)?$", re.MULTILINE)
_EMPTY_LINK = re.compile(r"(?<!!)\[[ \t]*\]\([^()\n]*\)")
_DRAWN = re.compile(r"(?<=[`~ ])(?:mermaid|geojson|topojson|stl|math)\b")
"""Languages of code that GitHub's preview shows as a diagram, a map, a body or a formula."""

HALF_EMPHASISED = ("*<em>", "</em>*", "_<em>", "</em>_")
HALF_EMPHASIS = LatePattern(
    r"(?<![*\\])\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*(?!\*)|(?<![*\\])\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*(?!\*)"
    r"|(?<![\w\\])__(?=[^\s_])[^_\n]{1,200}(?<=\S)_(?!\w)|(?<![\w\\])_(?=[^\s_])[^_\n]{1,200}(?<=\S)__(?!\w)"
)
"""Words with two marks on one side and one on the other. One of the two is shown, as HTML has it and as is written."""


def text_notes(body: str, clean: str) -> Iterator[Note]:
    """Yield the notes of a Markdown text, `body`, whose sanitised HTML is `clean`."""
    source = without_code(body)
    of_source = tuple(leftovers_of_source(source))
    bullets = {each.at for each in of_source if each.name == "bullet"}
    shown = (each for each in leftovers(reading(_CODE.sub(" ", clean)), source) if each.at not in bullets)
    found = (*shown, *of_source, *pasted(source, clean))
    halves = (
        list(islice(HALF_EMPHASIS.finditer(source), MAX_NOTES))
        if any(each in clean for each in HALF_EMPHASISED)
        else []
    )
    for half in halves:
        yield note_at(body, half.start(), half[0], "emphasis", written=half[0])
    for each in found:
        if each.name == "emphasis" and any(half.start() <= each.at < half.end() for half in halves):
            continue
        yield note_at(body, each.at, each.written, each.name, **each.values)
    if "```" in body or "~~~" in body:
        yield from _fence_notes(body)
    if _NAMELESS_LINK.search(clean) and (link := _EMPTY_LINK.search(source)):
        yield note_at(body, link.start(), link[0], "empty-link", written=link[0])
    if _NAMELESS_HEADING.search(clean) and (heading := _EMPTY_HEADING.search(source)):
        yield note_at(body, heading.start(), heading[0], "empty-heading")
    yield from address_notes(body, source, clean)
    yield from day_notes(body, source)
    yield from line_notes(body, source, clean)
    yield from wrapped_lines(body, source)


def _fence_notes(body: str) -> Iterator[Note]:
    """Yield a note of a block of code without an end, and of one that a repository host shows as a drawing."""
    source = body.encode()
    for event in host_events(body):
        if event.name == "Start CodeBlock" and event.value is not None:
            lines = source[event.start : event.end].decode().rstrip("\n").split("\n")
            opening = _FENCE.match(lines[0])
            if opening and (len(lines) == 1 or not lines[-1].strip(" \t>").startswith(opening[1])):
                yield note_at(body, len(source[: event.start].decode()), lines[0], "unclosed-fence", written=opening[1])
            if drawn := _DRAWN.search(lines[0]):
                yield note_at(body, len(source[: event.start].decode()), lines[0], "drawn", written=drawn[0])
