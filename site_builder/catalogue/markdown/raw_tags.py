"""Cut HTML into tags, without repairing it as parsers do, to compare Markdown with its sanitised HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

UNCLOSED = frozenset(
    """
    area base br col dd dt embed hr img input li link meta optgroup option p rp rt source tbody td tfoot th thead tr
    track wbr
    """.split()  # noqa: SIM905 - thirty quoted words are harder to read
)
"""Elements that have no end tag, or need none (HTML standard, 13.1.2)."""

REOPENED = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
"""Formatting elements: while one is open, HTML opens it anew in each following block (HTML standard, 13.2.4.3)."""


class RawTag(NamedTuple):
    """A tag as written, on a line (from 1); `ends` is True for an end tag.

    `name` is in lower case, and "" for a comment or declaration.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    written: str
    line: int
    ends: bool = False


def tags(html: str) -> tuple[RawTag, ...]:
    """Return the tags, comments and declarations of HTML in order; values of attributes are unescaped."""
    tokenizer = _Tokenizer()
    tokenizer.feed(html)
    tokenizer.close()
    return tuple(tokenizer.found)


def most_open(found: Iterable[RawTag]) -> int:
    """Return the largest number of formatting elements (REOPENED) that are open at once.

    An end tag closes the innermost element or none.
    """
    left_open: list[str] = []
    formatting = most = 0
    for tag in found:
        if not tag.name or tag.name in UNCLOSED:
            continue
        if not tag.ends:
            left_open.append(tag.name)
            formatting += tag.name in REOPENED
            most = max(most, formatting)
        elif left_open and left_open[-1] == tag.name:
            formatting -= left_open.pop() in REOPENED
    return most


def addresses(found: Iterable[RawTag]) -> tuple[str, ...]:
    """Return the URLs and paths of links and images among the tags `found`, in order, with repetitions."""
    wanted = {("a", "href"), ("img", "src")}
    return tuple(value for tag in found for name, value in tag.attributes if (tag.name, name) in wanted)


def marks(found: Iterable[RawTag]) -> Counter[str]:
    """Return the number of each element ("a"), and of each with an attribute ("a href"), among the tags `found`."""
    return Counter(
        mark
        for tag in found
        if tag.name and not tag.ends
        for mark in (tag.name, *(f"{tag.name} {attribute}" for attribute, _ in tag.attributes))
    )


class _Tokenizer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[RawTag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self.found.append(RawTag(tag, tuple((name, value or "") for name, value in attrs), written, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(RawTag(tag, (), f"</{tag}>", self.getpos()[0], ends=True))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML knows no `<b/>`: it is a start tag

    def handle_comment(self, data: str) -> None:
        self.found.append(RawTag("", (), "<!-- -->", self.getpos()[0]))

    def handle_decl(self, decl: str) -> None:
        self.found.append(RawTag("", (), f"<!{decl}>"[:20], self.getpos()[0]))

    def handle_pi(self, data: str) -> None:
        self.found.append(RawTag("", (), f"<?{data}>"[:20], self.getpos()[0]))

    def unknown_decl(self, data: str) -> None:
        self.found.append(RawTag("", (), f"<![{data}]>"[:20], self.getpos()[0]))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Return the index after the `<![x` at `i`, a comment in browsers: the base class raises AssertionError."""
        return self.parse_bogus_comment(i)
