"""Report values that YAML cuts short: everything after a space and `#` is a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Loc, place_at

_COMMENT = re.compile(r"[ \t]*(?:[,\]}][ \t]*)*(#.*)")
"""A comment after a value; in a list in brackets, after the punctuation that follows the value."""

_NAME = r"[A-ZÆØÅ][\w.-]*"
_BETWEEN = r"(?:[ \t]*[,/&][ \t]*|[ \t]+)(?:(?:og|and|i|på)[ \t]+)?"
_ADDED = re.compile(
    r"#+[ \t]*(?:[,;+&/]|(?:og|samt|eller|and|or|och|pluss|plus|i tillegg|også|òg|dessuten)\b"
    rf"|{_NAME}(?:{_BETWEEN}{_NAME}){{0,9}}(?:[ \t]+(?:også|òg|too))?[ \t]*$)",
)
"""A comment that goes on with a list: it begins with a conjunction, or is a name or several."""


def cut_value(event: Any, lines: Sequence[str], loc: Loc, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning if a comment follows the unquoted value of a YAML `event` on its last line, as in `pris: 0 # kr`.

    `event` is the scalar's event of yaml.parse, `loc` the path to the value; `lines` are those of the YAML, of which
    the first is line `first_line` (from 1) of the file at `path`.
    """
    mark = event.end_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    found = _COMMENT.match(line, mark.column)
    if not found or line[mark.column : found.start(1)].strip(" \t"):
        return  # no comment, or one after a list in brackets, which ends where it ends
    written = found[1].rstrip()
    start = event.start_mark
    before = line[: start.column] if start.line == mark.line else ""
    yield warning(
        place_at(path, loc, (mark.line + first_line, found.start(1) + 1, len(written))),
        "cut-value",
        N_("«{comment}» is not read: a space and # begin a comment."),
        N_("If it belongs to the value, write {suggestion}. A comment has a line of its own.")
        if start.line == mark.line
        else N_("If it belongs to the value, put all of it in quotation marks. A comment has a line of its own."),
        comment=written,
        suggestion=_whole(event.value, line[mark.column : found.start(1)], _of_value(written, before)),
    )


def cut_list(event: Any, lines: Sequence[str], loc: Loc, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning if a comment after a list in brackets has words that belong to the list: `[hamar] # og Elverum`.

    `event` is the event of yaml.parse that ends the list; the other arguments are those of `cut_value`.
    """
    mark = event.end_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    found = _COMMENT.match(line, mark.column) if line[max(0, mark.column - 1) : mark.column] in ("]", "}") else None
    if found and _ADDED.match(found[1]):
        written = found[1].rstrip()
        yield warning(
            place_at(path, loc, (mark.line + first_line, found.start(1) + 1, len(written))),
            "cut-value",
            N_("«{comment}» is not read: a space and # begin a comment."),
            N_("If it belongs to the list, write it before the bracket. A comment has a line of its own."),
            comment=written,
        )


def _whole(value: str, between: str, rest: str) -> str:
    """Return the value as it was meant: `value`, the characters `between`, and `rest`, which YAML takes for a comment.

    An address without spaces continues unquoted at its `#`; other text is put in quotation marks.
    """
    if value.startswith(("https://", "http://")) and not re.search(r"\s", rest):
        return value + rest
    return quoted(f"{value}{between}{rest}".strip())


def _of_value(comment: str, before: str) -> str:
    """Return the part of a comment that belongs to its value: in a list in brackets, as far as a comma or bracket."""
    inside = before.count("[") > before.count("]") or before.count("{") > before.count("}")
    return re.split(r"[,\]}]", comment, maxsplit=1)[0].rstrip(" \t") if inside else comment


def quoted(text: str) -> str:
    """Return `text` (one line) as a YAML value in double quotation marks; in single ones if it has a " or backslash."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
