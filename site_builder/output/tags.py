"""Read the tags of a page as written.

Most tags are on many pages, so a process parses each tag once and caches the result. A page with markup other than
tags (a comment, a `<template>`, a `<` in a script or an attribute) is left to the parser of whole pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, cast

from selectolax.lexbor import LexborHTMLParser

from site_builder.output.blocked_content import blocked_in

ADDRESS_OF = {
    "a": "href",
    "area": "href",
    "use": "href",
    "link": "href",
    "form": "action",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
}
"""Element -> its attribute with an address."""

WITH_TEXT = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title", "script"))
"""Elements whose text is collected."""

_COLLECTED = {*ADDRESS_OF, *WITH_TEXT, "meta"}

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements that have no end tag (HTML standard, 13.1.2)."""

_NOT_PAIRED = "|".join((*sorted(_VOID), "script", "style", "template"))
"""Void elements, and those whose content is skipped."""

_TAG = re.compile(
    r"""(/?+)([a-zA-Z][a-zA-Z0-9-]*+)(?=[ \t\n\f\r/>])([^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+)>""", re.ASCII
)
"""A tag after its `<`: the slash of an end tag, the name, and the attributes, with the last slash of `<path/>`. A name
with other signs (`<a:b>`) is none of HTML's, and does not match."""

_PAIRED_TAG = re.compile(
    rf'<(?:(/?(?!(?:{_NOT_PAIRED})\b)[a-zA-Z][a-zA-Z0-9-]*+)[^<>"/]*+(?:(?:"[^"]*+"|/(?!>))[^<>"/]*+)*+>'
    r"|script\b[^>]*>.*?</script>|style\b[^>]*>.*?</style>|template\b[^>]*>.*?</template>|!--.*?-->)",
    re.ASCII | re.DOTALL,
)
"""A start or end tag, with its name as the group; or a comment or an element whose content is skipped, with an empty
group. Tags that end with `/>` do not match. Attributes may contain `>`.
"""

MAX_CACHED_TAGS = 1 << 16
"""Different tags, with the text after them, that a process caches. 200 courses in four languages have 34,000."""


class Tag(NamedTuple):
    """A tag of a page.

    `name` is its element's, in lower case. `paired` is the name with the `/` of an end tag, and "" for a tag that needs
    no other one. `attributes` are unescaped, None without a value. `text` follows the tag, as written. `blocked` are
    the beginnings of its parts that the content security policy blocks. `is_collected` is true where a part of the
    page is in the tag, or in the text of its element.
    """

    name: str
    paired: str
    attributes: Mapping[str, str | None]
    text: str
    blocked: tuple[str, ...]
    is_collected: bool


_cached: dict[str, Tag] = {}
"""Piece of a page, from after a `<` to the next one -> its tag."""


def read_tags(html: str) -> list[Tag] | None:
    """Return the tags of a page in its order, without the doctype; None for a page with markup other than tags."""
    pieces = html.split("<")
    del pieces[: 2 if html[:9].lower() == "<!doctype" else 1]
    tags = list(map(_cached.get, pieces))
    if not all(tags):
        _read_new([piece for piece, tag in zip(pieces, tags, strict=True) if not tag])
        tags = list(map(_cached.get, pieces))
    return cast("list[Tag]", tags) if all(tags) else None


def first_unclosed(html: str) -> str:
    """Return the first tag of a page that is not closed or closes none, as `<p>` or `</p>`; "" without one."""
    return first_unpaired(_PAIRED_TAG.findall(html))


def first_unpaired(names: Iterable[str]) -> str:
    """Return the first tag that is not closed or closes none, as `first_unclosed` does; `names` are as `Tag.paired`."""
    open_tags: list[str] = []
    for name in names:
        if name[:1] == "/":
            if not open_tags or open_tags.pop() != name[1:]:
                return f"<{name}>"
        elif name:
            open_tags.append(name)
    return f"<{open_tags[-1]}>" if open_tags else ""


def _read_new(pieces: Sequence[str]) -> None:
    """Cache the tags of these pieces, but for pieces that begin with no tag, and start tags of templates."""
    if len(_cached) > MAX_CACHED_TAGS:
        _cached.clear()
    found = [(piece, tag) for piece in pieces if (tag := _TAG.match(piece)) and tag[2].lower() != "template"]
    for (piece, tag), attributes in zip(found, _attributes([tag[3] for _, tag in found]), strict=True):
        name, opens = tag[2].lower(), not tag[1]
        paired = "" if name in _VOID or tag[3].endswith("/") else tag[1] + name
        blocked = tuple(blocked_in(name, attributes)) if opens else ()
        collected = opens and bool(name in _COLLECTED or "id" in attributes or blocked)
        _cached[piece] = Tag(name, paired, attributes, piece[tag.end() :], blocked, collected)


_NO_ATTRIBUTES: Mapping[str, str | None] = MappingProxyType({})


def _attributes(written: Sequence[str]) -> list[Mapping[str, str | None]]:
    """Return the attributes of tags, each from what is written between its name and its `>`. One parse reads all."""
    body = LexborHTMLParser("<body>" + "".join(f"<i{each}></i>" for each in written if each)).body
    read = (element.attributes for element in (body.iter() if body else ()))
    return [next(read) if each else _NO_ATTRIBUTES for each in written]
