"""Parse a finished page, and return the parts of it that are checked.

The HTML5 parser is Lexbor's. It repairs unclosed tags without reporting them: tags.py finds these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import unescape
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple
from selectolax.lexbor import LexborHTMLParser

from site_builder.output.blocked_content import blocked_in
from site_builder.output.json_ld import property_errors
from site_builder.output.tags import ADDRESS_OF, WITH_TEXT, Tag, first_unclosed, first_unpaired, read_line

_ASSETS = ("stylesheet", "icon")
"""Values of `rel` of links that the browser fetches with the page."""


class PageHeading(Struct, frozen=True, array_like=True):
    """A heading of a page: its level (1 to 6), its id ("" if it has none), and its text with single spaces."""

    level: int
    id: str
    text: str


class HtmlParts(Struct, frozen=True, array_like=True):
    """The parts of a page that are checked, in the page's order; texts and addresses have no HTML escapes left.

    `links` are all addresses in the page, each once; `assets` those of its style sheets, icons, scripts and images.
    `alternates` maps a language code to the page's address in it. `images_without_alt` are addresses.
    `structured_data_errors` are the faults of its JSON-LD (`property_errors`). `unclosed_tag` is the first tag that is
    not closed, or closes none, such as `<p>`; "" if all tags are paired. `blocked` lists the parts that the content
    security policy blocks, as `blocked_in` returns them.

    Stored without field names (`array_like`), since a large site has tens of thousands.
    """

    title: str
    description: str
    headings: tuple[PageHeading, ...]
    ids: tuple[str, ...]
    links: tuple[str, ...]
    assets: tuple[str, ...]
    alternates: Mapping[str, str]
    images_without_alt: tuple[str, ...]
    structured_data_errors: tuple[str, ...]
    unclosed_tag: str
    blocked: tuple[str, ...]


MAX_CACHED_LINES = 1 << 16
"""Different lines that a process caches. 200 courses in four languages have 33,000, and 447,000 lines in all."""

_Line = tuple[()] | tuple[tuple[Any, ...], tuple[str, ...]]
"""What is checked of a line: its parts in the order of HtmlParts, and its tags without a partner in it, as
`Tag.paired`. Empty where there is none of either."""

_NOT_READ: _Line = ((), ("/",))
"""A line that cannot be read alone. Its page does not pair, so it is parsed as a whole."""

_lines: dict[str, _Line] = {}
"""Line of a page -> what is checked of it. Most lines are on many pages."""


def parse_page(html: str) -> HtmlParts:
    """Return the checked parts of a page, given its HTML; those in comments, scripts and <template> are left out.

    JSON-LD is checked too. Malformed HTML is not an error: `unclosed_tag` names the first fault. Lines are parsed one
    by one and cached; a page whose lines cannot be read alone is parsed as a whole.
    """
    written = html.split("\n")
    if written[0].lower() == "<!doctype html>":
        written[0] = ""
    known = list(map(_lines.get, written))
    lines = [_read(text) if line is None else line for text, line in zip(written, known, strict=True)]
    checked = [line for line in lines if line]
    if "</head>" not in written or first_unpaired(name for _, names in checked for name in names):
        return _parse_whole(html)
    in_head = lines[: written.index("</head>")]
    _, descriptions, headings, ids, links, assets, alternates, images, errors, _, blocked = zip(
        astuple(_NO_PARTS), *[parts for parts, _ in checked if parts], strict=True
    )
    return HtmlParts(
        title=next((line[0][0] for line in in_head if line and line[0] and line[0][0]), ""),
        description=next(filter(None, descriptions), ""),
        headings=tuple(chain.from_iterable(headings)),
        ids=tuple(chain.from_iterable(ids)),
        links=tuple(dict.fromkeys(chain.from_iterable(links))),
        assets=tuple(chain.from_iterable(assets)),
        alternates={language: address for each in alternates if each for language, address in each.items()},
        images_without_alt=tuple(chain.from_iterable(images)),
        structured_data_errors=tuple(chain.from_iterable(errors)),
        unclosed_tag="",
        blocked=tuple(dict.fromkeys(chain.from_iterable(blocked))),
    )


def _read(text: str) -> _Line:
    """Return what is checked of a line, and cache it."""
    if len(_lines) >= MAX_CACHED_LINES:
        _lines.clear()
    read = read_line(text)
    line = _lines[text] = _NOT_READ if read is None else _checked(*read)
    return line


def _checked(tags: Sequence[Tag], unpaired: tuple[str, ...]) -> _Line:
    if not tags:
        return ((), unpaired) if unpaired else ()
    parts = _Parts()
    for name, attributes, text in tags:
        parts.add(name, attributes)
        if name in WITH_TEXT:
            parts.add_text(name, attributes, text if name == "script" else unescape(text), in_head=True)
    return astuple(parts.finished("")), unpaired


def _parse_whole(html: str) -> HtmlParts:
    """Return the parts of a page as the HTML5 parser reads the whole of it."""
    parts, root = _Parts(), LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        name, attributes = str(node.tag), node.attributes
        parts.add(name, attributes)
        if name in WITH_TEXT:
            in_head = node.parent is not None and node.parent.tag == "head"
            parts.add_text(name, attributes, node.text(), in_head=in_head)
    return parts.finished(first_unclosed(html))


class _Parts:
    """The parts of a page, collected element by element."""

    def __init__(self) -> None:
        """Start with no part found."""
        self.title = ""
        self.description = ""
        self.headings: list[PageHeading] = []
        self.ids: list[str] = []
        self.links: dict[str, None] = {}
        self.assets: list[str] = []
        self.alternates: dict[str, str] = {}
        self.images_without_alt: list[str] = []
        self.structured_data_errors: list[str] = []
        self.blocked: dict[str, None] = {}

    def add(self, name: str, attributes: Mapping[str, str | None]) -> None:
        """Add the parts in a start tag: an id, address, description, asset, a missing alt, blocked content.

        `name` is in lower case; an attribute without a value is None.
        """
        if identifier := attributes.get("id"):
            self.ids.append(identifier)
        if name == "a":  # half of what is collected
            if "href" in attributes:
                self.links[attributes["href"] or ""] = None
        elif name == "meta":
            self._add_meta(attributes)
        elif name in ADDRESS_OF:
            self._add_reference(name, attributes)
        self.blocked.update(dict.fromkeys(blocked_in(name, attributes)))

    def add_text(self, name: str, attributes: Mapping[str, str | None], text: str, *, in_head: bool) -> None:
        """Add the text of a heading, of the page's title, or of a script with JSON-LD. `name` is in WITH_TEXT.

        `attributes` are as in `add`. Titles count only `in_head`, since an SVG picture can have one too.
        """
        if name == "script":
            if attributes.get("type") == "application/ld+json":
                self.structured_data_errors += property_errors(text)
        elif name != "title":
            self.headings.append(PageHeading(int(name[1]), attributes.get("id") or "", " ".join(text.split())))
        elif in_head and not self.title:
            self.title = text.strip()

    def _add_reference(self, name: str, attributes: Mapping[str, str | None]) -> None:
        key = ADDRESS_OF[name]
        address = attributes.get(key) or ""
        if key in attributes:
            self.links[address] = None
        if name == "link":
            if attributes.get("rel") in _ASSETS and "href" in attributes:
                self.assets.append(address)
            if attributes.get("rel") == "alternate" and "hreflang" in attributes and "href" in attributes:
                self.alternates[attributes["hreflang"] or ""] = address
        elif name in ("script", "img") and "src" in attributes:
            self.assets.append(address)
        if name == "img" and "alt" not in attributes:
            self.images_without_alt.append(address)

    def _add_meta(self, attributes: Mapping[str, str | None]) -> None:
        content = attributes.get("content") or ""
        if attributes.get("name") == "description" and not self.description:
            self.description = content.strip()
        if attributes.get("http-equiv") == "refresh":
            self.links[content.partition("url=")[2]] = None

    def finished(self, unclosed_tag: str) -> HtmlParts:
        """Return the collected parts. `unclosed_tag` is as in HtmlParts."""
        return HtmlParts(
            title=self.title,
            description=self.description,
            headings=tuple(self.headings),
            ids=tuple(self.ids),
            links=tuple(self.links),
            assets=tuple(self.assets),
            alternates=self.alternates,
            images_without_alt=tuple(self.images_without_alt),
            structured_data_errors=tuple(self.structured_data_errors),
            unclosed_tag=unclosed_tag,
            blocked=tuple(self.blocked),
        )


_NO_PARTS = _Parts().finished("")
