"""Take the code out of a text, so that it is not searched for markup."""

from __future__ import annotations

import re
from itertools import pairwise

_INLINE_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE)
_FOOTNOTE = re.compile(r"(?<!\\)\[(?=\^[^\]\s]{1,40}\])")


def without_footnotes(body: str) -> str:
    """Return the text with a backslash before each mark of a footnote, which Markdown takes for a link without it.

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
    """Return the text with a space for each character of code, so that an index means the same in both."""
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
    return _INLINE_CODE.sub(lambda code: " " * len(code[0]), "\n".join(lines))
