"""What a finished page consists of, found in one pass over its tags.

Patterns, not a parser: the pages are our own templates' output, and thousands of them are looked through each time
(tests parse every kind of page with a strict HTML5 parser as well).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_RAW = re.compile(r"<(script|style|template)\b([^>]*)>.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"]++|"[^"]*+")*+)>')
_ATTRIBUTE = re.compile(r'\s([a-zA-Z][\w:-]*)(?:\s*=\s*"([^"]*)")?')
_WORDS = re.compile(r"<[^>]*>")

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LINKS = {
    "a": "href", "area": "href", "link": "href", "form": "action", "script": "src", "img": "src", "source": "src",
    "iframe": "src", "use": "href",
}  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_NOTED = _HEADINGS | set(_LINKS) | {"meta"}


class Title(NamedTuple):
    """A heading of a finished page."""

    level: int
    id: str
    text: str


class Anatomy(NamedTuple):
    """The parts of one page. `unbalanced` is the first tag that is not closed in its place, or "".

    What there is much of is one text with a line for each: tens of thousands of pages are held at once.
    """

    title: str
    description: str
    headings: tuple[Title, ...]
    silent_images: tuple[str, ...]
    alternates: Mapping[str, str]
    structured: tuple[str, ...]
    unbalanced: str
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


@dataclass
class _Growing:
    """An Anatomy while the page is looked through."""

    title: str = ""
    description: str = ""
    headings: list[Title] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    silent_images: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    unbalanced: str = ""


def dissect(html: str) -> Anatomy:
    """Return the parts of a page."""
    found = _Growing()
    plain = _RAW.sub(lambda raw: f"<{raw[1]}{raw[2]}></{raw[1]}>" if raw[1] else "", html)
    if title := re.search(r"<title>([^<]*)</title>", plain):
        found.title = unescape(title[1]).strip()
    open_tags: list[str] = []
    for tag in _TAG.finditer(plain):
        closing, name, rest = tag.groups()
        name = name.lower()
        if name not in _VOID and not rest.endswith("/") and not found.unbalanced:
            if not closing:
                open_tags.append(name)
            elif not open_tags or open_tags.pop() != name:
                found.unbalanced = tag[0]
        if not closing and (name in _NOTED or " id=" in rest):
            _note(found, name, rest, plain, tag)
    if open_tags and not found.unbalanced:
        found.unbalanced = f"<{open_tags[-1]}>"
    return Anatomy(
        found.title,
        found.description,
        tuple(found.headings),
        tuple(found.silent_images),
        found.alternates,
        tuple(_LD.findall(html)),
        found.unbalanced,
        (_lines(found.ids), _lines(dict.fromkeys(found.links)), _lines(found.loads)),
    )


def _lines(found: Iterable[str]) -> str:
    """An address with a line break in it leads nowhere, with or without."""
    return "\n".join(each.replace("\n", " ") for each in found)


def _note(found: _Growing, name: str, rest: str, html: str, tag: re.Match[str]) -> None:
    """Add what one tag says to the page's parts."""
    said = _attributes(rest)
    if said.get("id"):
        found.ids.append(said["id"])
    if name in _HEADINGS:
        end = html.find(f"</{name}", tag.end())
        words = " ".join(unescape(_WORDS.sub("", html[tag.end() : end])).split())
        found.headings.append(Title(int(name[1]), said.get("id", ""), words))
    elif name == "meta":
        if said.get("name") == "description":
            found.description = said.get("content", "").strip()
        elif said.get("http-equiv") == "refresh":
            found.links.append(said.get("content", "").partition("url=")[2])
    elif (key := _LINKS.get(name)) and key in said:
        found.links.append(said[key])
        found.loads.extend(_loaded(name, said, said[key]))
        if name == "link" and "hreflang" in said and said.get("rel") == "alternate":
            found.alternates[said["hreflang"]] = said[key]
    if name == "img" and "alt" not in said:
        found.silent_images.append(said.get("src", ""))


@lru_cache(maxsize=1 << 16)
def _attributes(rest: str) -> Mapping[str, str]:
    """Return what stands in a tag; a menu's links and a card's stand on hundreds of pages."""
    return {key.lower(): unescape(value) for key, value in _ATTRIBUTE.findall(rest)}


def _loaded(name: str, said: Mapping[str, str], address: str) -> Iterator[str]:
    if name in ("script", "img") or (name == "link" and said.get("rel") in ("stylesheet", "icon")):
        yield address
