"""Remove the code from a text, so that it is not searched for markup."""

from __future__ import annotations

import re
from itertools import pairwise

_INLINE_CODE = re.compile(r"^(?: {4}|\t).*$|(?<!\\)`[^`\n]+`", re.MULTILINE)
_TICKS = re.compile(r"`+")
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
    text = "\n".join(lines)
    return _INLINE_CODE.sub(lambda code: " " * len(code[0]), _without_long_marks(text) if "``" in text else text)


def _without_long_marks(text: str) -> str:
    """Return the text with spaces in place of code in marks of two or more backticks, on one line.

    The code ends at the next run of as many backticks. Each character becomes one space.
    """
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    after: dict[int, int] = {}
    ends = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        ends[number] = after.get(length, 0)
        after[length] = number
    parts, at, number = [], 0, 0
    while number < len(runs):
        (start, after_mark), end = runs[number], ends[number]
        if (
            end
            and after_mark - start > 1
            and text[start - 1 : start] != "\\"
            and text.find("\n", start, runs[end][0]) < 0
        ):
            parts += [text[at:start], " " * (runs[end][1] - start)]
            at, number = runs[end][1], end
        number += 1
    return "".join([*parts, text[at:]])
