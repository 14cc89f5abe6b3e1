"""Parse a finished page, and return the parts of it that are checked.

The HTML5 parser is Lexbor's. It repairs unclosed tags without reporting them: tags.py finds these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.output.blocked_content import blocked_content
from site_builder.output.json_ld import property_errors
from site_builder.output.tags import examine_tags

_ADDRESS_OF = {
    "area": "href",
    "use": "href",
    "link": "href",
    "form": "action",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
}
"""Element -> its attribute with an address; `a`, of which there are most, has a branch of its own."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASSETS = ("stylesheet", "icon")
"""Values of `rel` of links that the browser fetches with the page."""


class Heading(Struct, frozen=True, array_like=True):
    """A heading of a page: level 1 to 6, id ("" where it has none), and text with single spaces."""

    level: int
    id: str
    text: str


class HtmlParts(Struct, frozen=True, array_like=True):
    """The parts of a page that are checked, in the page's order; texts and addresses are unescaped.

    `links` are all addresses, each once, `assets` those of style sheets, icons, scripts and images. `alternates` maps a
    language to the page's address in it. `images_without_alt` are addresses. `structured_data_errors` are the faults of
    its JSON-LD. `unclosed_tag` is the first tag that is not closed, or closes none; "" where there is none. `blocked`
    are the beginnings of parts that the content security policy blocks, as `blocked_content` returns them.

    Stored without field names (`array_like`), since a large site has tens of thousands.
    """

    title: str
    description: str
    headings: tuple[Heading, ...]
    ids: tuple[str, ...]
    links: tuple[str, ...]
    assets: tuple[str, ...]
    alternates: Mapping[str, str]
    images_without_alt: tuple[str, ...]
    structured_data_errors: tuple[str, ...]
    unclosed_tag: str
    blocked: tuple[str, ...]


def parse_page(html: str) -> HtmlParts:
    """Return the parts of a page, without those in comments, scripts and <template>; JSON-LD is checked."""
    parts, tags = _Parts(), examine_tags(html)
    for node in _elements(LexborHTMLParser(html)):
        if identifier := node.id:
            parts.ids.append(identifier)
        tag = str(node.tag)
        if tag == "a":  # half of what is collected: no call for each
            if "href" in (attributes := node.attributes):
                parts.links[attributes["href"] or ""] = None
        elif tag in _ADDRESS_OF:
            parts.add_reference(tag, node)
        elif tag in _HEADINGS:
            parts.headings.append(Heading(int(tag[1]), node.id or "", " ".join(node.text().split())))
        elif tag == "meta":
            parts.add_meta(node.attributes)
        elif tag == "title" and parts.title is None and node.parent and node.parent.tag == "head":
            parts.title = node.text().strip()
    return HtmlParts(
        title=parts.title or "",
        description=parts.description or "",
        headings=tuple(parts.headings),
        ids=tuple(parts.ids),
        links=tuple(parts.links),
        assets=tuple(parts.assets),
        alternates=parts.alternates,
        images_without_alt=tuple(parts.images_without_alt),
        structured_data_errors=tuple(parts.structured_data_errors),
        unclosed_tag=tags.unclosed,
        blocked=blocked_content(html) if tags.may_be_blocked else (),
    )


def _elements(page: LexborHTMLParser) -> Iterator[LexborNode]:
    """Return the elements in the page's order. One walk costs a third of a selection for each part."""
    return page.root.traverse(include_text=False) if page.root else iter(())


class _Parts:
    """The parts of a page, while they are collected."""

    def __init__(self) -> None:
        """Start with no part found."""
        self.title: str | None = None
        self.description: str | None = None
        self.headings: list[Heading] = []
        self.ids: list[str] = []
        self.links: dict[str, None] = {}
        self.assets: list[str] = []
        self.alternates: dict[str, str] = {}
        self.images_without_alt: list[str] = []
        self.structured_data_errors: list[str] = []

    def add_reference(self, tag: str, node: LexborNode) -> None:
        """Add an element of _ADDRESS_OF: its address, the asset that it loads, its language or its lack of alt."""
        attributes = node.attributes
        name = _ADDRESS_OF[tag]
        address = attributes.get(name) or ""
        if name in attributes:
            self.links[address] = None
        if tag == "link":
            if attributes.get("rel") in _ASSETS and "href" in attributes:
                self.assets.append(address)
            if attributes.get("rel") == "alternate" and "hreflang" in attributes and "href" in attributes:
                self.alternates[attributes["hreflang"] or ""] = address
        elif tag in ("script", "img") and "src" in attributes:
            self.assets.append(address)
        if tag == "img" and "alt" not in attributes:
            self.images_without_alt.append(address)
        if tag == "script" and attributes.get("type") == "application/ld+json":
            self.structured_data_errors += property_errors(node.text())

    def add_meta(self, attributes: Mapping[str, str | None]) -> None:
        """Add the page's description, or the address to which the page redirects (`refresh`)."""
        content = attributes.get("content") or ""
        if attributes.get("name") == "description" and self.description is None:
            self.description = content.strip()
        if attributes.get("http-equiv") == "refresh":
            self.links[content.partition("url=")[2]] = None
