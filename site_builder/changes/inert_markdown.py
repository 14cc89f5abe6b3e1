"""Write texts of unknown authors as Markdown without effects on the repository host, inside code.

A host's Markdown does more than format: it notifies who is mentioned (`@name`), links numbers of issues and digests of
commits, and fetches images. It does none of this in code. Backslashes do not prevent it: the host looks for names and
numbers after it has converted the Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_builder.problems import printable

_TICKS = re.compile("`+")

MAX_SPAN = 300
"""Characters of a text in a code span: longer than any title, short enough to be read in a list."""

MIN_FENCE = 3
"""Backticks of a fence, if the text has no longer run of them."""


def code_span(text: str) -> str:
    """Return the text as a code span on one line, with spaces for unprintable characters, cut after MAX_SPAN with «…».

    The span's fence is longer than any run of backticks in the text, so that nothing in it ends the span.
    """
    line = " ".join(printable(text[: 2 * MAX_SPAN]).split())
    if len(line) > MAX_SPAN:
        line = f"{line[:MAX_SPAN]}…"
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if not line or line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def code_block(lines: Iterable[str], language: str, indent: str) -> Iterator[str]:
    """Yield the lines of a fenced code block in `language` ("diff", "" for none), each after `indent` (spaces).

    Unprintable characters become spaces.
    """
    shown = [printable(line) for line in lines]
    fence = "`" * max(MIN_FENCE, *(_longest_run(line) + 1 for line in shown), MIN_FENCE)
    yield f"{indent}{fence}{language}"
    yield from (f"{indent}{line}" for line in shown)
    yield f"{indent}{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
