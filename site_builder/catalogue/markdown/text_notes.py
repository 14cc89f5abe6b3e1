"""Note faults that readers would see in a text: leftovers, nameless links and headings, unclosed code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from site_builder.catalogue.markdown.host_reading import host_events, reading
from site_builder.catalogue.markdown.leftovers import leftovers, leftovers_of_source
from site_builder.catalogue.markdown.line_notes import line_notes
from site_builder.catalogue.markdown.pasted import pasted
from site_builder.catalogue.markdown.stated_days import day_notes
from site_builder.catalogue.markdown.without_code import without_code
from site_builder.catalogue.markdown.wrapped_addresses import wrapped_target
from site_builder.catalogue.texts import Note, note_at

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?:[>*+-][ \t]*)*(`{3,}|~{3,})", re.MULTILINE)
_NAMELESS_LINK = re.compile(r'<a href="([^"]*)"[^>]*>\s*</a>')
_NAMELESS_HEADING = re.compile(r"<h[2-6][^<>]*>\s*</h[2-6]>")
_EMPTY_HEADING = re.compile(r"^ {0,3}#{1,6}+[ \t]*+(?:#++[ \t]*+)?$", re.MULTILINE)
_EMPTY_LINK = re.compile(r"(?<!!)\[[ \t]*\]\([^()\n]*\)")
_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
_TYPED = re.compile(r"[“”„«»‘’″\u200b\u00ad\ufeff]|%E2%80%9[89CDE]|%C2%A[0D]|%E2%80%8B", re.IGNORECASE)

_ADDRESS_AS_WORDS = re.compile(r'<a href="(https?:[^"]*)"[^>]*>((?:https?://|www\.)[^<\s]+)</a>')


def text_notes(body: str, clean: str) -> Iterator[Note]:
    """Yield the notes of a text, `body`, whose sanitised HTML is `clean`."""
    source = without_code(body)
    found = (*leftovers(reading(_CODE.sub(" ", clean)), source), *leftovers_of_source(source), *pasted(source, clean))
    for each in found:
        values = {"written": each.written.replace("\n", " ")} | ({} if each.fix is None else {"fix": each.fix})
        if each.name == "invisible":
            values["character"] = f"U+{ord(each.written[0]):04X}"
        yield note_at(body, each.at, each.written, each.name, **values)
    if "```" in body or "~~~" in body:
        yield from _unclosed_fence(body)
    if _NAMELESS_LINK.search(clean) and (link := _EMPTY_LINK.search(source)):
        yield note_at(body, link.start(), link[0], "empty-link", written=link[0])
    if _NAMELESS_HEADING.search(clean) and (heading := _EMPTY_HEADING.search(source)):
        yield note_at(body, heading.start(), heading[0], "empty-heading")
    yield from _odd_addresses(body, clean)
    yield from day_notes(body, source)
    yield from line_notes(body, source, clean)


def _unclosed_fence(body: str) -> Iterator[Note]:
    """Yield a note of a block of code without an end."""
    source = body.encode()
    for event in host_events(body):
        if event.name == "Start CodeBlock" and event.value is not None:
            lines = source[event.start : event.end].decode().rstrip("\n").split("\n")
            opening = _FENCE.match(lines[0])
            if opening and (len(lines) == 1 or not lines[-1].strip(" \t>").startswith(opening[1])):
                yield note_at(body, len(source[: event.start].decode()), lines[0], "unclosed-fence", written=opening[1])


def _odd_addresses(body: str, clean: str) -> Iterator[Note]:
    """Yield a note of each address with typographic quotation marks, or one that a mail program has put around it."""
    for address in map(unescape, dict.fromkeys(_ADDRESS.findall(clean))):
        at = max(0, body.find(address))
        if _TYPED.search(address):
            yield note_at(body, at, address, "typed-address", written=address)
        elif (target := wrapped_target(address)) is not None:
            yield note_at(body, at, address, "wrapped-address", written=address, target=target)
    if '">http' in clean or '">www.' in clean:
        yield from _other_addresses(body, clean)


def _other_addresses(body: str, clean: str) -> Iterator[Note]:
    """Yield a note of each link whose words are an address of another host than the one it leads to."""
    for href, words in _ADDRESS_AS_WORDS.findall(clean):
        if _host(unescape(href)) != _host(unescape(words)):
            at = max(0, body.find(f"[{unescape(words)}]"))
            yield note_at(body, at, f"[{words}]", "other-address", written=unescape(words), target=unescape(href))


def _host(address: str) -> str:
    """Return the host of an address, with or without a scheme, in lower case and without `www.`."""
    return re.sub(r"^https?://", "", address.casefold()).removeprefix("www.").partition("/")[0].rstrip(".,:;")
