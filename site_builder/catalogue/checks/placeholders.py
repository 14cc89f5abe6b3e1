"""Check for placeholders of a new file that have not been replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_builder.engine.late_pattern import LatePattern
from site_builder.problems import N_, Place, Problem, warning
from site_builder.sources.record import Record

FILL_IN, TO_DO = "Fyll inn:", "TODO:"
"""Prefixes of the placeholders in new files, in Norwegian and in other languages."""


def fill_in(language: str) -> str:
    """Return the prefix of placeholders in a new file whose text is in `language`: "Fyll inn:" or "TODO:"."""
    return FILL_IN if language in ("nb", "nn", "se") else TO_DO


MARK = LatePattern(
    rf"{FILL_IN}|\b(?:TODO|FIXME|XXX+|TBA|TBD)\b|[Ll]orem ipsum|Klikk (?:eller trykk )?her for å (?:skrive|angi)"
    r"|Click (?:or tap )?here to enter|[\[(](?:[Ss]kriv|[Ss]ett|[Ff]yll) inn[^\])\n]{0,80}[\])]|\?\?\?"
    r"|\b(?:xx\.xx|dd\.mm)\.(?:\w{2,4}\b)?"
)
"""Placeholders of new files, of word processors and of editors."""

UNFINISHED = (N_("«{mark}» is still here and would be published."), N_("Fill it in, or delete it."))
"""The message and the hint."""

_PARTS = (
    *(
        FILL_IN,
        "TODO",
        "FIXME",
        "XXX",
        "TBA",
        "TBD",
        "orem ipsum",
        "likk eller",
        "likk her",
        "lick or",
        "lick here",
        "kriv inn",
        "ett inn",
        "yll inn",
    ),
    *("???", "xx.xx", "dd.mm"),
)
"""Parts of placeholders: a text with one has one of these. Looking for them takes a tenth of the pattern's time."""

WORDS = r"(?:-|–|\?|\.\.\.|…|n/a|nan|none|test)"
_ALONE = re.compile(WORDS, re.IGNORECASE)
"""Words that are placeholders where they are a whole value."""

_ALONE_IN_HEADER = re.compile(rf"[:-][ ]+[\"']?{WORDS}[\"']?[ ]*$", re.IGNORECASE | re.MULTILINE)
"""Such a value in a header as written."""


def placeholder_problems(record: Record) -> Iterator[Problem]:
    """Yield a warning for each value of a field, and each line of the text, with a placeholder such as TODO."""
    alone = bool(_ALONE_IN_HEADER.search(record.header))
    if not alone and not any(part in text for text in (record.header, record.body) for part in _PARTS):
        return
    for place, mark in (*_in_fields(record), *_in_text(record)):
        yield warning(
            place,
            "unfinished",
            *UNFINISHED,
            mark=mark,
        )


def _in_fields(record: Record) -> Iterator[tuple[Place, str]]:
    return ((record.place(*loc), mark) for loc, mark in _marked(record.fields, ()))


def _marked(value: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if found := MARK.search(value) or _ALONE.fullmatch(value.strip()):
            yield loc, found[0]
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _marked(part, (*loc, key))
    elif isinstance(value, Iterable):
        for number, part in enumerate(value):
            yield from _marked(part, (*loc, number))


def _in_text(record: Record) -> Iterator[tuple[Place, str]]:
    for number, line in enumerate(record.body.split("\n")):
        if found := MARK.search(line):
            yield Place(record.path, record.body_line + number, found.start() + 1, len(found[0])), found[0]
