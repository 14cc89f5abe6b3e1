"""What a finished page consists of, found line by line: most lines stand on hundreds of pages, and are looked at once.

Patterns, not a parser: the pages are our own templates' output, and thousands of them are looked through each time
(tests parse every kind of page with a strict HTML5 parser as well).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from site_builder.output.json_ld import lacking

_LD = re.compile(r'<script type="application/ld\+json">([^<]*(?:<(?!/script>)[^<]*)*)</script>')
_RAW = re.compile(
    r"<(?:(script|style|template)\b([^>]*)>[^<]*(?:<(?!/\1>)[^<]*)*</\1>|!--.*?-->|!doctype\b[^>]*>)", re.DOTALL
)
_REST = r'([^<>"]*+(?:"[^"]*+"[^<>"]*+)*+)'
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+){_REST}>")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z][\w:-]*)(?:\s*=\s*"([^"]*)")?')
_WORDS = re.compile(r"<[^>]*>")
_HEADING = re.compile(rf"<h([1-6])\b{_REST}>(.*?)(?:</h\1|\Z)", re.DOTALL)
_TITLE = re.compile(r"<title>([^<]*)</title>")

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_PAIR = re.compile(r"<([^</>]+)></\1>")
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHOLE = frozenset(
    f"{slash}{name}" for slash in ("", "/") for name in ("script", "style", "template", "title", *_LEVELS)
)
_LOADED = {"link": "href", "script": "src", "img": "src"}
_LEADS = {"a": "href", "area": "href", "use": "href", "form": "action", "source": "src", "iframe": "src", **_LOADED}
_SAYS = re.compile("description|refresh")
"""What there is in a meta that is noted: a page has many for others than readers."""

_NOTHING: Mapping[str, list[Any]] = {}


class Heading(NamedTuple):
    """A heading of a finished page."""

    level: int
    id: str
    text: str


class HtmlParts(NamedTuple):
    """The parts of one page. `lacking` is what its JSON-LD lacks, `unclosed_tag` the first tag that is not closed in
    its place, or "".

    What there is much of is one text with a line for each: tens of thousands of pages are held at once.
    """

    title: str
    description: str
    headings: tuple[Heading, ...]
    images_without_alt: tuple[str, ...]
    alternates: Mapping[str, str]
    lacking: tuple[str, ...]
    unclosed_tag: str
    lines: tuple[str, str, str]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return self.lines[0].split("\n") if self.lines[0] else []

    @property
    def links(self) -> list[str]:
        """What the page leads to, as written, unescaped, each once."""
        return self.lines[1].split("\n") if self.lines[1] else []

    @property
    def loads(self) -> list[str]:
        """What the page asks for to be shown."""
        return self.lines[2].split("\n") if self.lines[2] else []


class _Stretch(NamedTuple):
    """What is in a part of a page. `nesting` are the tags that it leaves open, or closes without having opened.

    `parts` are those of an HtmlParts, by name: most lines have none. `torn` is one that ends within what can only be
    looked at as one: a tag, a heading, a script.
    """

    nesting: str
    parts: Mapping[str, list[Any]]
    torn: bool


class _Torn(Exception):
    """A line cannot be looked at by itself."""


def parse_page(html: str) -> HtmlParts:
    """Return the parts of a page."""
    try:
        found = [*filter(None, map(_line, html.split("\n")))]
    except _Torn:
        found = [_stretch(html)]
    nesting = "".join([each.nesting for each in found])
    noted: dict[str, list[Any]] = defaultdict(list)
    for parts in [each.parts for each in found if each.parts]:
        for name, values in parts.items():
            noted[name] += values
    return HtmlParts(
        next(iter(noted["title"]), ""),
        next(reversed(noted["description"]), ""),
        tuple(noted["headings"]),
        tuple(noted["images_without_alt"]),
        dict(noted["alternates"]),
        tuple(noted["lacking"]),
        _first_unbalanced(_plain(html)) if _left_open(nesting) else "",
        (_lines(noted["ids"]), _lines(dict.fromkeys(noted["links"])), _lines(noted["loads"])),
    )


@lru_cache(maxsize=1 << 16)
def _line(line: str) -> _Stretch | None:
    """Return what is in a line, None for nothing. Raises _Torn where it must be looked at together with others."""
    found = _stretch(line)
    if found.torn:
        raise _Torn
    return found if found.nesting or found.parts else None


def _stretch(html: str) -> _Stretch:
    plain = _plain(html)
    tags = _TAG.findall(plain)
    open_tags: list[str] = []
    parts: dict[str, list[Any]] = defaultdict(list)
    for closing, name, rest in tags:
        if closing:
            if open_tags and open_tags[-1] == name:
                open_tags.pop()
            elif name not in _VOID:
                open_tags.append(closing + name)
            continue
        if name not in _VOID and rest[-1:] != "/":
            open_tags.append(name)
        if not ("id=" in rest or name in _LEADS or (name == "meta" and _SAYS.search(rest))):
            continue
        said = _attributes(rest)
        if said.get("id"):
            parts["ids"].append(said["id"])
        if name in _LEADS and (address := said.get(_LEADS[name])) is not None:
            parts["links"].append(address)
            if name in _LOADED:
                if name != "link" or said.get("rel") in ("stylesheet", "icon"):
                    parts["loads"].append(address)
                elif "hreflang" in said and said.get("rel") == "alternate":
                    parts["alternates"].append((said["hreflang"], address))
        if name == "meta":
            if said.get("name") == "description":
                parts["description"] = [said.get("content", "").strip()]
            elif said.get("http-equiv") == "refresh":
                parts["links"].append(said.get("content", "").partition("url=")[2])
        elif name == "img" and "alt" not in said:
            parts["images_without_alt"].append(said.get("src", ""))
    if "<h" in plain and (headings := [_heading(each) for each in _HEADING.finditer(plain)]):
        parts["headings"] = headings
    if "<title>" in plain:
        parts["title"] = [unescape(title).strip() for title in _TITLE.findall(plain)]
    if plain is not html and (lacked := [each for block in _LD.findall(html) for each in lacking(block)]):
        parts["lacking"] = lacked
    torn = plain.count("<") != len(tags) or not _WHOLE.isdisjoint(open_tags)
    nesting = f"<{'><'.join(open_tags)}>" if open_tags else ""
    return _Stretch(nesting, parts or _NOTHING, torn)


def _heading(found: re.Match[str]) -> Heading:
    words = " ".join(unescape(_WORDS.sub("", found[3])).split())
    return Heading(int(found[1]), _attributes(found[2]).get("id", ""), words)


def _plain(html: str) -> str:
    """Return a page, or a part of one, without what is not for readers."""
    return _RAW.sub(lambda raw: f"<{raw[1]}{raw[2]}></{raw[1]}>" if raw[1] else "", html)


def _lines(found: Collection[str]) -> str:
    """An address with a line break in it leads nowhere, with or without."""
    lines = "\n".join(found)
    return lines if lines.count("\n") < len(found) else "\n".join([each.replace("\n", " ") for each in found])


@lru_cache(maxsize=1 << 16)
def _attributes(rest: str) -> Mapping[str, str]:
    """Return what stands in a tag; what is in the head stands on every page."""
    return {key.lower(): unescape(value) for key, value in _ATTRIBUTE.findall(rest)}


@lru_cache(maxsize=1 << 10)
def _left_open(tags: str) -> str:
    """Return these tags without the pairs that have nothing between them; pages of one kind often have equal ones."""
    before = ""
    while tags != before:
        tags, before = _PAIR.sub("", tags), tags
    return tags


def _first_unbalanced(plain: str) -> str:
    open_tags: list[str] = []
    for tag in _TAG.finditer(plain):
        closing, name, rest = tag[1], tag[2].lower(), tag[3]
        if name in _VOID or rest.endswith("/"):
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return tag[0]
    return f"<{open_tags[-1]}>" if open_tags else ""
