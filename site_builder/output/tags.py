"""Read the tags of a line of a page, as templates write them.

A line with markup other than tags (a comment, a `<template>`, a `<` in a script or an attribute), or with a part of a
tag, is left to the parser of whole pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from site_builder.output.blocked_content import RESTRICTED

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

_COLLECTED = {*ADDRESS_OF, *WITH_TEXT, *RESTRICTED}
"""Elements in whose start tag, or text, a part of the page may be."""

_MAY_COLLECT = re.compile(r"""[\s"'/](?:id|name|http-equiv|on|style|href|src|action|formaction)""", re.IGNORECASE)
"""Found in the attributes of a tag of any other name that has an id, content that is blocked, or a description."""

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements that have no end tag (HTML standard, 13.1.2)."""

_NOT_PAIRED = "|".join((*sorted(_VOID), "script", "style", "template"))
"""Void elements, and those whose content is skipped."""

_TAG = re.compile(
    r"""<(/?+[a-zA-Z][a-zA-Z0-9-]*+)(?=[ \t\n\f\r/>])([^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+)>([^<]*+)""",
    re.ASCII,
)
"""A tag: the name, with the slash of an end tag; the attributes, with the last slash of `<path/>`; the text after it. A
name with other signs (`<a:b>`) is none of HTML's, and does not match."""

_NAME = re.compile(r"[ \t\n\f]+([a-z][a-z0-9-]*)=", re.ASCII)
"""What stands before a value, as templates write it."""

_OTHER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#39|#34);)|[\r\0]")
"""A reference that HTML may read otherwise in an attribute than in a text, or a character that it replaces."""

_PAIRED_TAG = re.compile(
    rf'<(?:(/?(?!(?:{_NOT_PAIRED})\b)[a-zA-Z][a-zA-Z0-9-]*+)[^<>"/]*+(?:(?:"[^"]*+"|/(?!>))[^<>"/]*+)*+>'
    r"|script\b[^>]*>.*?</script>|style\b[^>]*>.*?</style>|template\b[^>]*>.*?</template>|!--.*?-->)",
    re.ASCII | re.DOTALL,
)
"""A start or end tag, with its name as the group; or a comment or an element whose content is skipped, with an empty
group. Tags that end with `/>` do not match. Attributes may contain `>`.
"""


class Tag(NamedTuple):
    """A start tag that may hold a checked part of the page, in itself or in its element's text.

    `name` is in lower case; `attributes` are without HTML escapes, None without a value. `text` is that of an element
    of WITH_TEXT, without tags but with its HTML escapes; "" for other elements.
    """

    name: str
    attributes: Mapping[str, str | None]
    text: str


def read_line(line: str) -> tuple[list[Tag], tuple[str, ...]] | None:
    """Return (the tags of a line that may hold a checked part, the names of its tags that have no partner in the line).

    The name of an end tag begins with a slash: `/p`. Return None for a line with markup other than whole tags (such as
    a comment), or with only one end of an element of WITH_TEXT.
    """
    found = _TAG.findall(line)
    if len(found) != line.count("<"):
        return None
    names = [name.lower() for name, _, _ in found]
    if "template" in names:
        return None
    tags = []
    unpaired: list[str] = []
    for index, (_, attributes, text) in enumerate(found):
        name = names[index]
        if name in _COLLECTED or (attributes and _MAY_COLLECT.search(attributes)):
            if name in WITH_TEXT:
                if f"/{name}" not in names[index:]:
                    return None
                inner = found[index + 1 : names.index(f"/{name}", index)]
                text += "".join([each for _, _, each in inner])
            tags.append(Tag(name, _attributes(attributes), text if name in WITH_TEXT else ""))
        if unpaired and name == f"/{unpaired[-1]}":
            unpaired.pop()
        elif attributes[-1:] != "/" and name not in _VOID:
            unpaired.append(name)
    return tags, tuple(unpaired)


def first_unclosed(html: str) -> str:
    """Return the first tag of a page that is not closed, or closes none: `<p>` or `</p>`; "" if all are paired."""
    return first_unpaired(_PAIRED_TAG.findall(html))


def first_unpaired(names: Iterable[str]) -> str:
    """Return the first name that has no partner as a tag, such as `<p>` or `</p>`; "" if all have one.

    `names` are those of start tags (`p`) and end tags (`/p`) in order, without void elements. Empty names are skipped.
    """
    open_tags: list[str] = []
    for name in names:
        if name[:1] == "/":
            if not open_tags or open_tags.pop() != name[1:]:
                return f"<{name}>"
        elif name:
            open_tags.append(name)
    return f"<{open_tags[-1]}>" if open_tags else ""


def _attributes(written: str) -> Mapping[str, str | None]:
    """Return the attributes of a tag, from what is written between its name and its `>`."""
    *pieces, rest = written.split('"')
    names = [_attribute_name(piece) for piece in pieces[::2]]
    if rest.strip(" /") or "" in names or len(set(names)) < len(names) or _OTHER_REFERENCE.search(written):
        element = LexborHTMLParser(f"<i{written}></i>").css_first("i")
        return element.attributes if element else {}
    return dict(zip(names, map(unescape, pieces[1::2]), strict=True))


@lru_cache(maxsize=512)
def _attribute_name(before: str) -> str:
    """Return the name in what stands before an attribute's value; "" where it is not written as in templates."""
    found = _NAME.fullmatch(before)
    return found[1] if found else ""
