"""Remove the code from a text, so that it is not searched for markup."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

_INDENTED = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+>#|]|\d{1,9}[.)]))")
"""The end of a line after which code in backticks does not go on: another block begins."""
_CHARACTER = re.compile(r"[^\n]")
_FOOTNOTE = re.compile(r"(?<!\\)\[(?=\^[^\]\s]{1,40}\])")


def without_footnotes(body: str) -> str:
    """Return the text with a backslash before each footnote mark (`[^1]`), which Markdown would read as a link.

    Pages have no footnotes: the marks are reported, and shown as written.
    """
    if "[^" not in body:
        return body
    source = without_code(body)
    places = [found.start() for found in _FOOTNOTE.finditer(source)]
    return "".join(
        f"{body[start:end]}\\" if end < len(body) else body[start:] for start, end in pairwise([0, *places, len(body)])
    )


def without_code(body: str) -> str:
    """Return the text with a space for each character of code, so that offsets are the same in both.

    Line breaks are kept.
    """
    lines = body.split("\n")
    last = {line.rstrip(" \t"): number for number, line in enumerate(lines)}  # the last fence of each kind
    fence = ""
    for number, line in enumerate(lines):
        mark = line[:3] if line.startswith(("```", "~~~")) else ""
        if fence:
            lines[number] = " " * len(line)
            fence = "" if line.rstrip(" \t") == fence else fence
        elif mark and last.get(mark, 0) > number:
            lines[number], fence = " " * len(line), mark
    text = _INDENTED.sub(lambda code: " " * len(code[0]), "\n".join(lines))
    return _without_marked(text) if "`" in text else text


def _without_marked(text: str) -> str:
    """Return the text with spaces in place of code in marks of backticks; each character becomes one space.

    The code ends at the next run of as many backticks in the same paragraph or item.
    """
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    breaks = [found.start() for found in _BREAK.finditer(text)]
    after: dict[int, int] = {}
    ends = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        ends[number] = after.get(length, 0)
        after[length] = number
    parts, at, number = [], 0, 0
    while number < len(runs):
        (start, _), end = runs[number], ends[number]
        if end and text[start - 1 : start] != "\\" and not _is_between(breaks, start, runs[end][0]):
            parts += [text[at:start], _CHARACTER.sub(" ", text[start : runs[end][1]])]
            at, number = runs[end][1], end
        number += 1
    return "".join([*parts, text[at:]])


def _is_between(places: list[int], start: int, end: int) -> bool:
    """Return whether one of the sorted indices `places` is at `start` or after it, and before `end`."""
    found = bisect_left(places, start)
    return found < len(places) and places[found] < end
