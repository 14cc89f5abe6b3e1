"""Find the parts of sanitised HTML: text, headings, links and images, with their lines in the Markdown."""

from __future__ import annotations

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser

from site_builder.catalogue.markdown.plain import plain_words
from site_builder.catalogue.markdown.spoken import spoken
from site_builder.catalogue.texts import Heading, Note, Prose, TextLink

_HEADINGS = "h2[id], h3[id], h4[id], h5[id], h6[id]"
_NAME = re.compile(r"[\w./-]+")


def prose_of(body: str, clean: str, removed: tuple[tuple[str, int], ...], notes: tuple[Note, ...]) -> Prose:
    """Return the prose of the sanitised HTML `clean`: its headings, and its links and images with lines in `body`.

    `removed` are (removed markup, line), `notes` those of the conversion; lines count from 1.
    """
    page = LexborHTMLParser(clean)
    images = [(node.attributes.get("src") or "", node.attributes.get("alt") or "") for node in page.css("img[src]")]
    links = [node.attributes.get("href") or "" for node in page.css("a[href]")]
    return Prose(
        html=clean,
        text=plain_words(clean),
        headings=tuple(
            Heading(int(str(node.tag)[1]), node.attributes.get("id") or "", plain_words(node.html or ""))
            for node in page.css(_HEADINGS)
        ),
        links=tuple(TextLink(href, _line_of_address(body, href)) for href in links),
        images=tuple(TextLink(src, _line_of_address(body, src)) for src, _ in images),
        removed=removed,
        notes=notes,
        spoken=tuple(spoken(body)),
        without_alt=tuple(src for src, alt in images if not alt.strip()),
    )


def _line_of_address(body: str, address: str) -> int:
    """Return the line (from 1) of a link to an address, also with `&amp;` for `&`; 0 if it is written otherwise.

    The same words before it, outside the brackets of a link, are not the place.
    """
    at = body.find(f"]({address}") if address else -1
    if at >= 0 and body[at + len(address) + 2 :][:1] in (")", " "):
        return body.count("\n", 0, at + 2) + 1
    return line_of(body, address) or ("&" in address and line_of(body, escape(address, quote=False))) or 0


def line_of(body: str, written: str) -> int:
    """Return the line (from 1) of the first occurrence of `written` that is no part of a longer name; 0 if none."""
    at = body.find(written) if written else -1
    while at >= 0:
        end = at + len(written)
        if at and _NAME.match(body[at - 1]):
            name = _NAME.match(body, at)  # inside a longer name, as is every place up to its end
            at = body.find(written, name.end() if name else at + 1)
        elif end < len(body) and _NAME.match(body[end]):
            at = body.find(written, at + 1)
        else:
            return body.count("\n", 0, at) + 1
    return 0
