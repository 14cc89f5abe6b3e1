"""Read Markdown as repository hosts show it: CommonMark with the tables, struck-through text and tasks of GitHub.

pyromark (pulldown-cmark in Rust) reads a text in 4 µs, a 400th of Python-Markdown's time, so every text is read twice.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any, NamedTuple

from pyromark import Markdown, Options

from site_builder.catalogue.markdown.host_inlines import BOXES

_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
_BOX = re.compile(r'<input disabled="" type="checkbox"( checked="")?/>\s*')
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|<!--.*?-->", re.DOTALL)
_START = re.compile(r'\bstart="(\d+)"')
_SOURCE = re.compile(r'\b(?:src|alt)="([^"]*)"')
_BLOCKS = frozenset(
    """
    blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td
    tfoot th thead tr ul
    """.split()  # noqa: SIM905 - thirty quoted words are harder to read
)
_OPENS = {"blockquote": ">", "hr": "---", "td": "|", "th": "|", "pre": "```", "h1": "##", "h2": "##", "h3": "###"} | {
    f"h{level}": "#" * level for level in (4, 5, 6)
}

_ATTRIBUTES = re.compile(
    r"^([^{}\n]*+)\{:?[ \t]*(?:[#.][^{}\n]*|\w[^{}=\n]{0,80}=[^{}\n]*)\}[ \t]*$(\n {0,3}(?:=+|-+)[ \t]*$)?",
    re.MULTILINE,
)
"""The attributes that the converter reads after a heading, a fixed id for example, with the words and marks of it."""


class MarkdownEvent(NamedTuple):
    """An event of pyromark: its name, its value, and its start and end (exclusive) in UTF-8 bytes, from 0."""

    name: str
    value: Any
    start: int
    end: int


def host_html(body: str) -> str:
    """Return the HTML of a Markdown text as a repository host reads it, unsanitised."""
    html = _reader().html(_ATTRIBUTES.sub(_without_attributes, body) if "{" in body else body)
    return _BOX.sub(lambda found: BOXES["x" if found[1] else " "], html) if "<input " in html else html


def _without_attributes(found: re.Match[str]) -> str:
    """Return the heading without its attributes; other lines unchanged."""
    underline = found[2] or ""
    return found[1] + underline if underline or found[1].lstrip(" ").startswith("#") else found[0]


def host_events(body: str) -> list[MarkdownEvent]:
    """Return the events of a Markdown text in order: start and end of each block and mark, and the text between."""
    return [_event(event, place) for event, place in _reader().events_with_range(body)]


def host_definitions(body: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each link definition (`[x]: om.md`) in the text's UTF-8 bytes (from 0), in order."""
    found = _reader().reference_definitions(body) if "]:" in body else {}
    return sorted((each["span"]["start"], each["span"]["end"]) for each in found.values())


def reading(html: str) -> list[str]:
    """Return the visible parts of HTML in order: a mark for each list item, cell and heading, and the text between.

    Spaces, emphasis, links, and paragraphs in list items are left out. Two converters show the same if the results are
    equal.
    """
    found: list[str] = []
    words: list[str] = []
    lists: list[int | None] = []
    at = 0
    for tag in _TAG.finditer(html):
        words.append(html[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").lower()
        if name in _BLOCKS:
            _flush(words, found)
            if name in ("ul", "ol"):
                _list(lists, name, tag)
            elif not tag[1] and name == "li":
                found.append(_item(lists))
            elif not tag[1] and name in _OPENS:
                found.append(_OPENS[name])
        elif name == "img":
            words.append("\ufffc" + "\ufffc".join(sorted(_SOURCE.findall(tag[3]))))
    words.append(html[at:])
    _flush(words, found)
    return found


def _flush(words: list[str], found: list[str]) -> None:
    text = " ".join(unescape("".join(words)).split())
    words.clear()
    if text:
        found.append(text)


def _list(lists: list[int | None], name: str, tag: re.Match[str]) -> None:
    if tag[1]:
        lists[-1:] = []
    else:
        start = _START.search(tag[3])
        lists.append(None if name == "ul" else int(start[1]) if start else 1)


def _item(lists: list[int | None]) -> str:
    """Return the mark of the next item of the innermost list, indented by its depth, and count it."""
    depth = " " * len(lists)
    if not lists or lists[-1] is None:
        return f"{depth}•"
    number = lists[-1]
    lists[-1] = number + 1
    return f"{depth}{number}."


def _event(event: Any, place: Any) -> MarkdownEvent:
    if isinstance(event, str):
        return MarkdownEvent(event, None, place["start"], place["end"])
    [(name, value)] = event.items()
    if name in ("Start", "End"):
        kind, value = next(iter(value.items())) if isinstance(value, dict) else (value, None)
        return MarkdownEvent(f"{name} {kind}", value, place["start"], place["end"])
    return MarkdownEvent(name, value, place["start"], place["end"])


@cache
def _reader() -> Markdown:
    return Markdown(options=_OPTIONS)
