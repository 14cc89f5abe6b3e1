"""What a finished page consists of, found in one pass over its tags.

Patterns, not a parser: the pages are our own templates' output, and thousands of them are looked through each time
(tests parse every kind of page with a strict HTML5 parser as well).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from site_builder.linked_data import lacking

_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_RAW = re.compile(r"<(script|style|template)\b([^>]*)>.*?</\1>|<!--.*?-->", re.DOTALL)
_REST = r'[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+'
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)({_REST})>")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z][\w:-]*)(?:\s*=\s*"([^"]*)")?')
_WORDS = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title>([^<]*)</title>")

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_NESTING = re.compile(rf"<(/?[a-zA-Z][a-zA-Z0-9-]*+){_REST}(?<!/)>")
_ALONE = re.compile(rf"<(?:{'|'.join(sorted(_VOID))})>")
_PAIR = re.compile(r"<([^</>]+)></\1>")


def _valued(tags: str, attribute: str) -> re.Pattern[str]:
    """Return what finds the value of an attribute of these tags, wherever it stands in them."""
    before = rf'(?:\s++(?!{attribute}=)[^\s<>"=/]++(?:="[^"]*+")?+)*+'
    return re.compile(rf'<(?:{tags}){before}\s++{attribute}="([^"]*+)"')


_IDS = _valued("[a-zA-Z][a-zA-Z0-9-]*+", "id")
_LEADS = (_valued("a|area|use", "href"), _valued("form", "action"), _valued("source|iframe", "src"))
_NOTED = re.compile(rf"<(h[1-6]|meta|link|script|img)\b({_REST})>")
_SOURCE = {"link": "href", "script": "src", "img": "src"}


class Title(NamedTuple):
    """A heading of a finished page."""

    level: int
    id: str
    text: str


class Anatomy(NamedTuple):
    """The parts of one page. `lacking` is what its JSON-LD lacks, `unbalanced` the first tag that is not closed in
    its place, or "".

    What there is much of is one text with a line for each: tens of thousands of pages are held at once.
    """

    title: str
    description: str
    headings: tuple[Title, ...]
    silent_images: tuple[str, ...]
    alternates: Mapping[str, str]
    lacking: tuple[str, ...]
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


def dissect(html: str) -> Anatomy:
    """Return the parts of a page."""
    plain = _RAW.sub(lambda raw: f"<{raw[1]}{raw[2]}></{raw[1]}>" if raw[1] else "", html)
    title = _TITLE.search(plain)
    description = ""
    headings: list[Title] = []
    links = [unescape(each) for pattern in _LEADS for each in dict.fromkeys(pattern.findall(plain))]
    loads: list[str] = []
    silent: list[str] = []
    alternates: dict[str, str] = {}
    for tag in _NOTED.finditer(plain):
        name, said = tag[1], _attributes(tag[2])
        if name[0] == "h":
            words = plain[tag.end() : plain.find(f"</{name}", tag.end())]
            headings.append(Title(int(name[1]), said.get("id", ""), " ".join(unescape(_WORDS.sub("", words)).split())))
        elif name == "meta":
            if said.get("name") == "description":
                description = said.get("content", "").strip()
            elif said.get("http-equiv") == "refresh":
                links.append(said.get("content", "").partition("url=")[2])
        else:
            if name == "img" and "alt" not in said:
                silent.append(said.get("src", ""))
            if (address := said.get(_SOURCE[name])) is not None:
                links.append(address)
                if name != "link" or said.get("rel") in ("stylesheet", "icon"):
                    loads.append(address)
                elif "hreflang" in said and said.get("rel") == "alternate":
                    alternates[said["hreflang"]] = address
    return Anatomy(
        unescape(title[1]).strip() if title else "",
        description,
        tuple(headings),
        tuple(silent),
        alternates,
        tuple(each for block in _LD.findall(html) for each in lacking(block)),
        _unbalanced(plain),
        (_lines(map(unescape, filter(None, _IDS.findall(plain)))), _lines(dict.fromkeys(links)), _lines(loads)),
    )


def _lines(found: Iterable[str]) -> str:
    """An address with a line break in it leads nowhere, with or without."""
    return "\n".join(each.replace("\n", " ") for each in found)


@lru_cache(maxsize=1 << 16)
def _attributes(rest: str) -> Mapping[str, str]:
    """Return what stands in a tag; what is in the head stands on every page."""
    return {key.lower(): unescape(value) for key, value in _ATTRIBUTE.findall(rest)}


def _unbalanced(plain: str) -> str:
    """Return the first tag that is not closed in its place, or ""; pairs with nothing between them are struck out."""
    tags, before = _ALONE.sub("", f"<{'><'.join(_NESTING.findall(plain))}>"), ""
    while tags != before:
        tags, before = _PAIR.sub("", tags), tags
    return _first_unbalanced(plain) if tags.strip("<>") else ""


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
