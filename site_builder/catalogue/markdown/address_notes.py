"""Note the URLs in a text that lead elsewhere than meant, to the page itself, or to one computer or network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from site_builder.catalogue.markdown.leftovers import MAX_NOTES
from site_builder.catalogue.markdown.private_addresses import is_private
from site_builder.catalogue.markdown.wrapped_addresses import wrapped_target
from site_builder.catalogue.texts import Note, note_at

_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
_TYPED = re.compile(r"[“”„«»‘’″\u200b\u00ad\ufeff]|%E2%80%9[89CDE]|%C2%A[0D]|%E2%80%8B", re.IGNORECASE)
_ADDRESS_AS_WORDS = re.compile(r'<a href="(https?:[^"]*)"[^>]*>((?:https?://|www\.)[^<\s]+)</a>')
_WITHOUT_TARGET = re.compile(r"!?\[[^\[\]\n]{1,200}\]\([ \t]*(?:<>)?[ \t]*\)")

_HOST = r"(?:[\w-]{1,63}\.){1,4}(?:no|com|org|net|eu|se|dk|edu)\b"
_LOCAL = r"file:/{1,3}[^\s)>]{1,200}|(?<![\w/])[A-Z]:\\[^\s)>]{1,200}|(?<![\w\\])\\\\[\w.-]{2,60}\\[^\s)>]{1,200}"
_MISTYPED = (
    r"(?<![\w/.:])(?!https?://[\w])[hH][htpsHTPS]{1,6}[:;,.]{0,2}[/\\]{1,3}[ ]?"
    rf"(?P<host>{_HOST}[^\s()<>]{{0,400}})"
    rf"|(?<![\w/.:])(?:w{{2,5}},|w{{2}}\.|w{{4,5}}\.)(?P<page>{_HOST}[^\s()<>]{{0,400}})"
)
_UNLINKED = (
    r"(?<![\w/:.(-])(?:(?:s?ftps?|smb|afp|nfs|dav|webcal|onenote|msteams|ms-[a-z]{2,12}|zoommtg)://[^\s)>]{2,400}"
    r"|(?:tel|sms|callto|skype):\+?\d[\d ]{2,20}\d)"
)
_IN_SOURCE = re.compile(rf"(?P<local>{_LOCAL})|(?P<mistyped>{_MISTYPED})|(?P<unlinked>{_UNLINKED})")
_SIGNS = ("\\", "file:/", "htp", "hpt", "hht", "wwww", "ww,", "// ", "///", "tel:", "sms:", "callto:", "skype:")
"""Sequences of which each pattern of the source needs one, or else an unusual number of the usual beginnings."""


def address_notes(body: str, source: str, clean: str) -> Iterator[Note]:
    """Yield the notes of the URLs of a text, `body`, whose sanitised HTML is `clean`.

    `source` is the body with spaces in place of code (without_code).
    """
    yield from _targets(body, clean)
    if '=""' in clean:
        for link in islice(_WITHOUT_TARGET.finditer(source), MAX_NOTES):
            yield note_at(body, link.start(), link[0], "empty-target", written=link[0])
    if not _is_suspect(source.lower()):
        return
    for found in islice(_IN_SOURCE.finditer(source), MAX_NOTES):
        if found["local"]:
            yield note_at(body, found.start(), found[0], "local-address", written=found[0])
        elif found["unlinked"]:
            yield note_at(body, found.start(), found[0], "unlinked-address", written=found[0])
        else:
            target = f"https://{found['host']}" if found["host"] else f"https://www.{found['page']}"
            name = (
                "mistyped-target" if source[max(0, found.start() - 2) : found.start()] == "](" else "mistyped-address"
            )
            yield note_at(body, found.start(), found[0], name, written=found[0], target=target)


def _is_suspect(text: str) -> bool:
    """Return whether a lowercase text may have an address to note. Nearly all texts have none."""
    return (
        any(sign in text for sign in _SIGNS)
        or text.count("htt") != text.count("http://") + text.count("https://")
        or text.count("ww.") != text.count("www.")
        or text.count("://") != text.count("http://") + text.count("https://")
    )


def _targets(body: str, clean: str) -> Iterator[Note]:
    """Yield a note of each address with typographic quotation marks, or one that a mail program has put around it."""
    for address in map(unescape, dict.fromkeys(_ADDRESS.findall(clean))):
        at = max(0, body.find(address))
        if _TYPED.search(address):
            yield note_at(body, at, address, "typed-address", written=address)
        elif (target := wrapped_target(address)) is not None:
            yield note_at(body, at, address, "wrapped-address", written=address, target=target)
        elif is_private(address):
            yield note_at(body, at, address, "private-address", written=address)
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
