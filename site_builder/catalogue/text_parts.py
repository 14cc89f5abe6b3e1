"""The parts of a course's text: fixed headings in a fixed order, as in study plans, so that courses can be compared."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.markdown.plain import plain_words
from site_builder.catalogue.texts import Prose

PARTS = {
    "innhold": ("innhold", "innhald", "content"),
    "læringsutbytte": ("læringsutbytte", "læringsutbyte", "learning outcomes"),
    "organisering": ("organisering", "organisation"),
    "arbeidskrav": ("arbeidskrav", "coursework"),
    "vurdering": ("vurdering", "assessment"),
    "litteratur": ("litteratur", "reading"),
}
"""Key -> headings of level 2 in bokmål, nynorsk and English, in lower case. The order is that of the text."""

EXPECTED = ("innhold", "læringsutbytte", "organisering", "arbeidskrav", "vurdering")
"""Parts that every course should have. Literature is given only by courses with a real reading list."""

ELSEWHERE = {
    "sv": ("innehåll", "lärandemål", "upplägg", "obligatoriska uppgifter", "examination", "litteratur"),
    "da": ("indhold", "læringsmål", "tilrettelæggelse", "obligatoriske opgaver", "bedømmelse", "litteratur"),
}
"""Language -> the headings of PARTS in it, in the same order."""

PART_KEYS = {
    **{heading: key for headings in ELSEWHERE.values() for key, heading in zip(PARTS, headings, strict=True)},
    **{heading: key for key, headings in PARTS.items() for heading in headings},
    "contents": "innhold",
}
"""Heading in lower case, in any of the languages -> key of its part."""


def part_heading(key: str, language: str) -> str:
    """Return the heading of the part `key` (of PARTS), in lower case; in English for a language without its own."""
    if language in ELSEWHERE:
        return ELSEWHERE[language][list(PARTS).index(key)]
    headings = PARTS[key]
    return headings[{"nb": 0, "se": 0, "nn": len(headings) - 2}.get(language, -1)]


class TextPart(Struct, frozen=True):
    """A part of a course's text: its key in PARTS, its heading as written, and the text below it without markup."""

    key: str
    heading: str
    text: str


def parts_of(prose: Prose) -> tuple[TextPart, ...]:
    """Return the parts of a text in its order, each key once. Any heading of level 2 ends the part before it.

    Sections whose heading is not among PART_KEYS are left out.
    """
    found: dict[str, TextPart] = {}
    _, *sections = prose.html.split("<h2 ")
    for section in sections:
        heading, _, below = section.partition("</h2>")
        words = plain_words(f"<h2 {heading}")
        key = PART_KEYS.get(words.casefold().strip(" :."))
        if key and key not in found:
            found[key] = TextPart(key, words, plain_words(below))
    return tuple(found.values())


def part_text(prose: Prose, key: str) -> str:
    """Return the text, without markup, of the part `key` (of PARTS); "" if the prose does not have it."""
    return next((part.text for part in parts_of(prose) if part.key == key), "")


def in_order(parts: tuple[TextPart, ...]) -> bool:
    """Return whether the parts of a text are in the order of PARTS; True without parts."""
    places = [list(PARTS).index(part.key) for part in parts]
    return places == sorted(places)
