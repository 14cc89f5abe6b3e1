"""Parse a finished page, and return the parts of it that are checked.

The HTML5 parser is Lexbor's. It repairs unclosed tags without reporting them: tags.py finds these.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from site_builder.output.blocked_content import blocked_in
from site_builder.output.json_ld import property_errors
from site_builder.output.tags import ADDRESS_OF, WITH_TEXT, first_unclosed, first_unpaired, read_tags

_ASSETS = ("stylesheet", "icon")
"""Values of `rel` of links that the browser fetches with the page."""


class PageHeading(Struct, frozen=True, array_like=True):
    """A heading of a page: level 1 to 6, id ("" where it has none), and text with single spaces."""

    level: int
    id: str
    text: str


class HtmlParts(Struct, frozen=True, array_like=True):
    """The parts of a page that are checked, in the page's order; texts and addresses are unescaped.

    `links` are all addresses, each once, `assets` those of style sheets, icons, scripts and images. `alternates` maps a
    language to the page's address in it. `images_without_alt` are addresses. `structured_data_errors` are the faults of
    its JSON-LD. `unclosed_tag` is the first tag that is not closed, or closes none; "" where there is none. `blocked`
    are the beginnings of parts that the content security policy blocks, as `blocked_in` returns them.

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


def parse_page(html: str) -> HtmlParts:
    """Return the parts of a page, without those in comments, scripts and <template>; JSON-LD is checked.

    A page is parsed as a whole where its tags cannot be read alone or do not pair, or its head has no end tag.
    """
    tags = read_tags(html)
    names = [tag.paired for tag in tags or ()]
    if tags is None or "/head" not in names or first_unpaired(names):
        return _parse_whole(html)
    parts, head = _Parts(), names.index("/head")
    for index, tag in enumerate(tags):
        if tag.is_collected:
            parts.add(tag.name, tag.attributes)
            parts.blocked.update(dict.fromkeys(tag.blocked))
            if tag.name in WITH_TEXT:
                end = names.index(f"/{tag.name}", index)
                text = "".join(each.text for each in tags[index:end])
                text = text if tag.name == "script" else unescape(text)
                parts.add_text(tag.name, tag.attributes, text, in_head=index < head)
    return parts.finished("")


def _parse_whole(html: str) -> HtmlParts:
    """Return the parts of a page as the HTML5 parser reads the whole of it."""
    parts, root = _Parts(), LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        name, attributes = str(node.tag), node.attributes
        parts.add(name, attributes)
        if name in WITH_TEXT:
            in_head = node.parent is not None and node.parent.tag == "head"
            parts.add_text(name, attributes, node.text(), in_head=in_head)
        parts.blocked.update(dict.fromkeys(blocked_in(name, attributes)))
    return parts.finished(first_unclosed(html))


class _Parts:
    """The parts of a page, while they are collected."""

    def __init__(self) -> None:
        """Start with no part found."""
        self.title: str | None = None
        self.description: str | None = None
        self.headings: list[PageHeading] = []
        self.ids: list[str] = []
        self.links: dict[str, None] = {}
        self.assets: list[str] = []
        self.alternates: dict[str, str] = {}
        self.images_without_alt: list[str] = []
        self.structured_data_errors: list[str] = []
        self.blocked: dict[str, None] = {}

    def add(self, name: str, attributes: Mapping[str, str | None]) -> None:
        """Add what an element's attributes say: its id and address, a description, an asset, a lack of alt."""
        if identifier := attributes.get("id"):
            self.ids.append(identifier)
        if name == "a":  # half of what is collected
            if "href" in attributes:
                self.links[attributes["href"] or ""] = None
        elif name == "meta":
            self._add_meta(attributes)
        elif name in ADDRESS_OF:
            self._add_reference(name, attributes)

    def add_text(self, name: str, attributes: Mapping[str, str | None], text: str, *, in_head: bool) -> None:
        """Add the text of an element of WITH_TEXT: a heading, the page's title, or JSON-LD."""
        if name == "script":
            if attributes.get("type") == "application/ld+json":
                self.structured_data_errors += property_errors(text)
        elif name != "title":
            self.headings.append(PageHeading(int(name[1]), attributes.get("id") or "", " ".join(text.split())))
        elif self.title is None and in_head:
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
        if attributes.get("name") == "description" and self.description is None:
            self.description = content.strip()
        if attributes.get("http-equiv") == "refresh":
            self.links[content.partition("url=")[2]] = None

    def finished(self, unclosed_tag: str) -> HtmlParts:
        """Return the parts as a value, with the page's `unclosed_tag`."""
        return HtmlParts(
            title=self.title or "",
            description=self.description or "",
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
