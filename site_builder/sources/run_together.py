"""Report lists that are written as one value: fields have no Markdown, so the items become one line on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Loc, place_at

_ITEM = re.compile(r"[ \t]*([-*+•][ \t]+\S[^\n]{0,60})")


def run_together(event: Any, text: str, loc: Loc, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning at the first line of a YAML value of several lines that begins with a bullet, as in `- Naturfag`.

    `event` is that of the value, at `loc`, in `text`; the first line of the text is line `first_line` (from 1) of the
    file at `path`.
    """
    first, last = event.start_mark.line + 1, event.end_mark.line + 1
    for number, line in enumerate(islice(text.split("\n"), first, last), start=first):
        if found := _ITEM.match(line):
            written = found[1].rstrip(" \t\"'")
            yield warning(
                place_at(path, loc, (number + first_line, found.start(1) + 1, len(written))),
                "leftover-markup",
                N_("«{written}» is no item of a list here: the field is one text, and its lines run together."),
                N_("Write the items as one sentence, or as a list in the text below the fields."),
                written=written,
            )
            return
