"""Problems of the two lines `---` around the fields of a file, each reported at the line to correct."""

from __future__ import annotations

import re

from site_builder.problems import N_, Place, Problem, error

_FENCE = re.compile(r"---[ \t]*")
_LIKE_A_FENCE = re.compile(
    r"[\s\u200b\u2060\ufeff]*(?:[-\u2010-\u2015\u2212_+=~*]{2,}|[\u2013-\u2015]|\.{3})[\s\u200b\u2060\ufeff]*"
    r"|---[ \t]+\S.*|```[a-z]*[ \t]*"
)
"""A line that is meant as `---`: other dashes, more or fewer of them, with space, words or a code fence."""

_ODD_SPACE = re.compile(r"[^\S \t]|[\u200b\u2060\ufeff]")
"""A character that looks like none or as a space, and is none of those that may stand after `---`."""

_FIELD = re.compile(r"(?:[^\s:#][^:]{0,60}:(?:\s|$)|[ \t]+\S|- |-$|#|\s*$)")
"""A line that may stand among fields: a key, an indented line, an item, a comment or an empty line."""

_KEY = re.compile(r"[^\s:#][^:]{0,60}:(?:\s|$)")
_NEAR = 6
"""Lines of a file within which a line `---` is that of the fields, at most."""


def fence_problem(path: str, text: str) -> Problem:
    """Return the problem of a text that does not begin with a line `---`, fields and a second line `---`.

    It is at the line to correct: the first, a line that resembles `---`, or the first that is not a field.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if first and _FENCE.fullmatch(lines[first]):
        return _problem(
            path,
            first + 1,
            lines[first],
            N_("The fields begin on line {line}, after empty lines."),
            N_("Delete the empty lines above `---`: it must be the first line of the file."),
            line=first + 1,
        )
    if not _FENCE.fullmatch(lines[first]):
        if below := _fields_below(lines):
            return _problem(
                path,
                1,
                lines[0],
                N_("The fields begin on line {line}, after «{written}»."),
                N_("Delete what is above `---`: it must be the first line of the file."),
                line=below + 1,
                written=lines[0].strip()[:60],
            )
        if _LIKE_A_FENCE.fullmatch(lines[first]):
            return _wrong_fence(path, first + 1, lines[first])
        hint = N_("Begin the file with a line of three hyphens, the fields, and three hyphens again.")
        return _problem(path, 1, "", N_("The file has no front matter."), hint)
    if found := like_a_fence(path, "\n".join(lines[1:]), 2):
        return found
    after = next((number for number, line in enumerate(lines[1:], 1) if not _FIELD.match(line)), len(lines) - 1)
    return _problem(
        path,
        after + 1,
        lines[after],
        N_("The fields are not closed: there is no second line of three hyphens."),
        N_("Put a line `---` between the last field and the text, above this line."),
    )


def _fields_below(lines: list[str]) -> int:
    """Return the index of a line `---` below other words with a field after it; 0 without one."""
    if lines[0][:1] != "#" and _FIELD.match(lines[0]):
        return 0
    found = next((number for number, line in enumerate(lines[:_NEAR]) if _FENCE.fullmatch(line)), 0)
    return found if found + 1 < len(lines) and _KEY.match(lines[found + 1]) else 0


def like_a_fence(path: str, header: str, first_line: int) -> Problem | None:
    """Return the problem of the first line that resembles `---` but is not, such as `----`; None if there is none.

    `header` is the part of the file at `path` that begins on line `first_line` (from 1).
    """
    for number, line in enumerate(header.split("\n")):
        if _LIKE_A_FENCE.fullmatch(line) and not _FENCE.fullmatch(line):
            return _wrong_fence(path, first_line + number, line)
    return None


def _wrong_fence(path: str, line: int, written: str) -> Problem:
    if odd := _ODD_SPACE.search(written):
        return error(
            Place(path, line, odd.start() + 1),
            "missing-front-matter",
            N_("The line «{written}» does not begin or end the fields."),
            N_("Delete the invisible character {character} from the line: only `---` may stand there."),
            written=written.replace(odd[0], "").strip(),
            character=f"U+{ord(odd[0]):04X}",
        )
    return _problem(
        path,
        line,
        written,
        N_("The line «{written}» does not begin or end the fields."),
        N_("Write three hyphens, `---`, and nothing else on the line."),
        written=written.strip(),
    )


def _problem(path: str, line: int, written: str, message: str, hint: str, /, **values: object) -> Problem:
    column = len(written) - len(written.lstrip()) + 1
    place = Place(path, line, column, max(1, len(written.strip())))
    return error(place, "missing-front-matter", message, hint, **values)
