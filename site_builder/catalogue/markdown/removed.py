"""Find the markup of a text that is not in its HTML, to report it with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.markdown.allowed import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, SCHEMES
from site_builder.catalogue.markdown.parts import line_of
from site_builder.catalogue.markdown.raw_tags import RawTag, addresses, marks, tags
from site_builder.catalogue.markdown.without_code import without_code

_AUTOLINK = re.compile(r"<(?:https?:|mailto:|[\w.+-]{1,64}@)")
_SCHEME = re.compile(r"\s*([a-zA-Z][\w+.-]*)\s*:")


def removed_markup(body: str, html: str, clean: str) -> Iterator[tuple[str, int]]:
    """Yield (markup, line from 1 or 0) for the markup of `body` that the sanitised HTML `clean` lacks, each once.

    First the raw tags that are not allowed, then link schemes, then differences between `html`, not sanitised, and
    `clean`: attributes of Markdown's own syntax, such as `{: onclick=... }`.
    """
    raw = tags(without_code(body)) if "<" in body else ()
    found = dict.fromkeys((fault, tag.line) for tag in raw if (fault := _fault(tag)))
    yield from found
    if html == clean:
        return
    reported = {markup for markup, _ in found}
    before, after = tags(html), tags(clean)
    for address in dict.fromkeys(addresses(before)):
        scheme = _forbidden_scheme(address)
        if scheme and not any(markup.endswith(f"={scheme}:>") for markup in reported):
            yield f"{scheme}:", line_of(body, address)
    for address in sorted(set(addresses(before)) - set(addresses(after))):
        if not _forbidden_scheme(address):
            yield address, line_of(body, address)
    for mark in sorted(marks(before) - marks(after)):
        tag, _, attribute = mark.partition(" ")
        if mark not in _EXPLAINED and not {f"<{tag}>", f"<{mark}>"} & reported:
            yield f"<{mark}>", line_of(body, attribute or tag)


_EXPLAINED = {"tbody", "a href", "img src"}
"""Differences that are no loss: added by the sanitiser, or reported by the address."""


def _forbidden_scheme(address: str) -> str | None:
    """Return the scheme of an address if it is not allowed; else None."""
    scheme = _SCHEME.match(address)
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else None


def _fault(tag: RawTag) -> str | None:
    """Return the part of a raw tag that is not allowed, as shown in the message; None if all of it is."""
    if tag.ends or _AUTOLINK.match(tag.written):
        return None
    if not tag.name:
        return tag.written
    if tag.name not in ALLOWED_TAGS | {"h1"}:
        return f"<{tag.name}>"
    for attribute, value in tag.attributes:
        if attribute not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag.name, set()):
            return f"<{tag.name} {attribute}>"
        if attribute in ("href", "src") and (scheme := _forbidden_scheme(value)):
            return f"<{tag.name} {attribute}={scheme}:>"
    return None
