r"""Ask about a backslash in a value in double quotation marks, which YAML reads as another character: `"C:\ny"`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from site_builder.problems import N_, Phrase, Problem, warning
from site_builder.sources.cut_values import quoted
from site_builder.sources.record import Loc, place_at

_ESCAPE = re.compile(r"\\(?:\\|(?P<sign>[0abefnrtv_NLP x \t]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))", re.DOTALL)
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\")
"""The beginning of a path of Windows."""

_ASKED = frozenset("0abefvt_NLPx")
"""Signs after a backslash that are asked about anywhere. Texts of several lines have `n`, tables `u`."""

_SINGLE_SIGN = re.compile(r"\\\\|\\(?P<sign>[0abefv])(?=\w)")
"""An escape that a path of Windows can have by chance, unlike `\\x1b`."""

_NAMES = {"n": N_("a line break"), "r": N_("a line break"), "t": N_("a tab character")}
_OTHER = N_("another character")


def escapes(event: Any, text: str, loc: Loc, path: str, first_line: int) -> Iterator[Problem]:
    r"""Yield a warning at the first backslash that YAML reads as an escape but may be meant literally: `"C:\temp"`.

    `event` is that of a value in double quotation marks, at `loc`, in `text`; the first line of the text is line
    `first_line` (from 1) of the file at `path`. `\n` counts only in a Windows path: texts of several lines have it.
    """
    if event.start_mark.line != event.end_mark.line:
        return
    raw = text[event.start_mark.index : event.end_mark.index]
    is_path = bool(_PATH.search(raw))
    for found in _ESCAPE.finditer(raw):
        sign = found["sign"] or ""
        if sign in _ASKED or (is_path and sign in ("n", "r")):
            yield warning(
                place_at(
                    path, loc, (event.start_mark.line + first_line, event.start_mark.column + found.start() + 1, 2)
                ),
                "read-as-escape",
                N_("In double quotation marks «{written}» is read as {said}."),
                N_("If a backslash is meant, write {line}."),
                written=found[0],
                said=Phrase(_NAMES.get(sign, _OTHER)),
                line=_as_typed(raw),
            )
            return


def meant_with_backslashes(event: Any, text: str) -> str | None:
    r"""Return a value in double quotation marks as it is written if its backslashes are meant: `"C:\eksamen"`.

    Returns None for other values, and for control characters written by their number.
    """
    raw = text[event.start_mark.index : event.end_mark.index]
    if event.style != '"' or "\n" in raw or not any(found["sign"] for found in _SINGLE_SIGN.finditer(raw)):
        return None
    return _as_typed(raw)


def _as_typed(raw: str) -> str:
    return quoted(raw[1:-1].replace("\\\\", "\\").replace('\\"', '"'))
