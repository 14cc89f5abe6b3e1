"""Parses a finished page, and returns the parts of it that are checked.

The HTML5 parser is Lexbor's. It repairs unclosed tags without reporting them, so these are found by a scan of the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.output.json_ld import property_errors

_ADDRESS_OF = {
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

_WITH_ADDRESS = '[href], [src], [action], meta[http-equiv="refresh"]'
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_ASSETS = 'link[rel="stylesheet"][href], link[rel="icon"][href], script[src], img[src]'
_ALTERNATES = 'link[rel="alternate"][hreflang][href]'
_IMAGES_WITHOUT_ALT = "img:not([alt])"
_JSON_LD = 'script[type="application/ld+json"]'
_DESCRIPTION = 'meta[name="description"]'

_NOT_PAIRED = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|script|style|template"
"""Void elements, which have no end tag (HTML standard, 13.1.2), and those whose content is skipped."""

_TAG = re.compile(
    rf'<(?:(/?(?!(?:{_NOT_PAIRED})\b)[a-zA-Z][a-zA-Z0-9-]*+)[^<>"/]*+(?:(?:"[^"]*+"|/(?!>))[^<>"/]*+)*+>'
    r"|script\b[^>]*>.*?</script>|style\b[^>]*>.*?</style>|template\b[^>]*>.*?</template>|!--.*?-->)",
    re.ASCII | re.DOTALL,
)
"""A start or end tag, with its name as the group; or a comment or an element whose content is skipped, with an empty
group. Tags that end with `/>` do not match. Attributes may contain `>`.
"""


class Heading(Struct, frozen=True, array_like=True):
    """A heading of a page; `id` is "" where it has none."""

    level: int
    id: str
    text: str


class HtmlParts(Struct, frozen=True, array_like=True):
    """The parts of a page that are checked, in the page's order; texts and addresses are unescaped.

    `links` are all addresses, each once, `assets` those of style sheets, scripts and images. `alternates` maps a
    language to the address of the page in it. `structured_data_errors` are the faults of its JSON-LD. `unclosed_tag` is
    the first tag that is not closed, or closes none, as written; "" where there is none.

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


def parse_page(html: str) -> HtmlParts:
    """Return the parts of a page; the content of comments, scripts and <template> is not part of it."""
    page = LexborHTMLParser(html)
    title = page.css_first("head > title")
    description = page.css_first(_DESCRIPTION)
    alternates = (node.attributes for node in page.css(_ALTERNATES))
    return HtmlParts(
        title=title.text().strip() if title else "",
        description=_value(description, "content").strip() if description else "",
        headings=tuple(_heading(node) for node in page.css(_HEADINGS)),
        ids=tuple(node.id for node in page.css("[id]") if node.id),
        links=tuple(dict.fromkeys(address for node in page.css(_WITH_ADDRESS) for address in _addresses(node))),
        assets=tuple(_value(node, "href" if node.tag == "link" else "src") for node in page.css(_ASSETS)),
        alternates={each["hreflang"] or "": each["href"] or "" for each in alternates},
        images_without_alt=tuple(_value(node, "src") for node in page.css(_IMAGES_WITHOUT_ALT)),
        structured_data_errors=tuple(error for node in page.css(_JSON_LD) for error in property_errors(node.text())),
        unclosed_tag=_unclosed_tag(html),
    )


def _addresses(node: LexborNode) -> Iterator[str]:
    """Yield the address that an element refers to, if it does."""
    attributes = node.attributes
    name = _ADDRESS_OF.get(str(node.tag), "")
    if name in attributes:
        yield attributes[name] or ""
    elif node.tag == "meta":
        yield (attributes.get("content") or "").partition("url=")[2]


def _value(node: LexborNode, attribute: str) -> str:
    """Return an attribute's value; "" where it has none, as in the HTML standard."""
    return node.attributes.get(attribute) or ""


def _heading(node: LexborNode) -> Heading:
    return Heading(int(str(node.tag)[1]), node.id or "", " ".join(node.text().split()))


def _unclosed_tag(html: str) -> str:
    open_tags: list[str] = []
    for name in filter(None, _TAG.findall(html)):
        if name[0] != "/":
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name[1:]:
            return f"<{name}>"
    return f"<{open_tags[-1]}>" if open_tags else ""
