"""Limits of Markdown texts: how long, how deep and how many, so that no text takes more than a second to convert.

Python-Markdown takes time proportional to the square of the marks that are left open, of the headings in a paragraph,
and of some others. Each of these has a limit, far above what a text needs, at which the square is still small. The
figures are seconds for a text of MAX_CHARACTERS without the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.texts import Refusal

MAX_CHARACTERS = 25_000
"""Characters of the longest text: some ten printed pages. The texts of a real catalogue have at most 5,000."""

MAX_OPEN_BRACKETS = 100
"""Most brackets of one kind (`[`, `(`, `<`) that are open at a place in a text (30 to 80 s)."""

MAX_NESTING = 20
"""Levels of lists and quotations that begin on one line. Python-Markdown recurses; its stack ends at some 300."""

MAX_BLOCKS_IN_PARAGRAPH = 100
"""Headings, definitions, link addresses and fences without an empty line between them (4 s)."""

MAX_CELLS = 5_000
"""Cells of a table: its widest line times its lines, since Markdown fills up short lines. Without a limit a heading of
2,500 columns and 5,000 empty lines become 125 MB."""

MAX_ATTRIBUTE_LISTS = 100
"""`{:` in a paragraph (2 s)."""

MAX_BACKTICKS = 200
"""Backticks in a paragraph: a table looks for the pair of each (1 s)."""

MAX_OPEN_TAGS = 20
"""HTML elements left open. HTML opens <b> and its like anew in each following paragraph, so with a thousand of them
20 kB of text become 22 MB."""

_BRACKET = re.compile(r"[\[\]()<>]")
_CLOSES = {"]": "[", ")": "(", ">": "<"}
_NESTED = re.compile(
    rf"^(?!(?:[-*_][ \t]*)+$)[ \t]*(?:>[ \t]*|(?:[*+-]|[0-9]{{1,9}}[.)])[ \t]+){{{MAX_NESTING + 1}}}", re.MULTILINE
)
"""A line that begins with more levels than allowed; a line of hyphens or asterisks alone is a rule, not a list."""

_BLOCK = re.compile(r" {0,3}(?:#|[=-]+[ \t]*$|:[ \t]|\[[^\]]*\]:|```|~~~)")


_CROWDED = (("\n", MAX_BLOCKS_IN_PARAGRAPH), ("{:", MAX_ATTRIBUTE_LISTS), ("`", MAX_BACKTICKS))
"""A text with fewer of each of these has no crowded paragraph."""


def refusal(body: str, limit: int = MAX_CHARACTERS) -> Refusal | None:
    """Return the refusal for the first line at which a Markdown text exceeds a limit; None if it can be converted.

    `limit` is the largest number of characters.
    """
    if len(body) > limit:
        return Refusal("long", body.count("\n", 0, limit) + 1, limit)
    return min(_exceeded(body), key=lambda each: each.line, default=None)


def _exceeded(body: str) -> Iterator[Refusal]:
    if max(map(body.count, "[(<")) > MAX_OPEN_BRACKETS:
        yield from _open_brackets(body)
    if nested := _NESTED.search(body):
        yield Refusal("nested", body.count("\n", 0, nested.start()) + 1, MAX_NESTING)
    if any(body.count(mark) >= least for mark, least in _CROWDED):
        yield from _crowded_paragraphs(body)


def _open_brackets(body: str) -> Iterator[Refusal]:
    left_open = dict.fromkeys(_CLOSES.values(), 0)
    for found in _BRACKET.finditer(body):
        mark = found[0]
        if mark not in _CLOSES:
            left_open[mark] += 1
            if left_open[mark] > MAX_OPEN_BRACKETS:
                yield Refusal("open", body.count("\n", 0, found.start()) + 1, MAX_OPEN_BRACKETS, mark)
                return
        elif left_open[_CLOSES[mark]]:
            left_open[_CLOSES[mark]] -= 1


def _crowded_paragraphs(body: str) -> Iterator[Refusal]:
    """Yield the refusal for the first line of a paragraph that has more blocks, marks or cells than allowed."""
    blocks = lists = ticks = lines = columns = 0
    for number, line in enumerate(body.split("\n"), start=1):
        if not line.strip():
            blocks = lists = ticks = lines = columns = 0
            continue
        blocks += bool(_BLOCK.match(line))
        lists += line.count("{:")
        ticks += line.count("`")
        lines, columns = lines + 1, max(columns, line.count("|") + 1)
        for reason, mark, count, limit in (
            ("crowded", "", blocks, MAX_BLOCKS_IN_PARAGRAPH),
            ("open", "{:", lists, MAX_ATTRIBUTE_LISTS),
            ("open", "`", ticks, MAX_BACKTICKS),
            ("table", "", lines * columns if columns > 1 else 0, MAX_CELLS),
        ):
            if count > limit:
                yield Refusal(reason, number, limit, mark)
                return
