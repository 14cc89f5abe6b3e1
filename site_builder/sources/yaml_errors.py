"""Translate libyaml's errors to problems for editors who do not know YAML."""

from __future__ import annotations

import re

import yaml

from site_builder.problems import N_, Phrase, Place, Problem, error
from site_builder.sources.yaml_mends import mend

_COLON = N_(
    "A value that contains a colon followed by a space needs quotation marks; a key is indented like "
    "the other keys of its group."
)
_QUOTE = N_("Close the quotation mark, or write the value without any.")
_BRACKET = N_("Close the bracket, and put a comma between the items.")
_INDENT = N_(
    "Give all keys of a group the same indentation, follow each with a colon and a space, "
    "and write nothing after a closing quotation mark or bracket."
)
_TAB = N_("The line contains a tab character; indent with spaces.")
_ORDINARY_SPACE = N_("Delete the space, and write an ordinary one.")
_START = N_("Put the whole value in quotation marks.")
_ESCAPE = N_("Write the backslash twice, or use single quotation marks.")
_ANY = N_("Check the indentation, that each key is followed by a colon and a space, and that quotation marks close.")

_EXPLANATIONS = {
    "mapping values are not allowed in this context": (N_("a colon is in the wrong place"), _COLON),
    "could not find expected ':'": (N_("the colon after a key is missing"), _INDENT),
    "did not find expected key": (N_("a key was expected here"), _INDENT),
    "did not find expected '-' indicator": (N_("an item of the list, with a hyphen, was expected here"), _INDENT),
    "block sequence entries are not allowed in this context": (
        N_("a list may not begin on the key's own line"),
        _INDENT,
    ),
    "did not find expected ',' or ']'": (N_("a list in brackets is not closed"), _BRACKET),
    "did not find expected ',' or '}'": (N_("a group in braces is not closed"), _BRACKET),
    "did not find expected node content": (N_("a value was expected here"), _BRACKET),
    "found unexpected end of stream": (N_("a quotation mark is not closed"), _QUOTE),
    "found unexpected document indicator": (N_("a quotation mark is not closed"), _QUOTE),
    "found character that cannot start any token": (N_("a value may not begin with this character"), _START),
    "did not find expected alphabetic or numeric character": (
        N_("a value may not begin with this character"),
        _START,
    ),
    "mapping keys are not allowed in this context": (N_("a value may not begin with this character"), _START),
    "did not find expected comment or line break": (N_("a value may not begin with this character"), _START),
    "found unknown escape character": (N_("the character after the backslash is not an escape"), _ESCAPE),
    "did not find expected hexdecimal number": (N_("the character after the backslash is not an escape"), _ESCAPE),
}

_MOVED = N_("Begin the line with {spaces} spaces, if it belongs to that group: {line}")
_OTHER = N_("the signs do not stand as YAML reads them")
"""What is said of an error that _EXPLANATIONS lacks: libyaml's own words are English, and about its grammar."""

_ODD_SPACE = re.compile(r"(?:[ \t]*(?:- )?[^\s:#][^:#]{0,60}:|[ \t]*-|[ \t]*)(?=[^\S \t\r]|[\u200b\u2060])")
"""Where another space than that of YAML follows a colon, a hyphen or the indentation; libyaml reports it there or on
the next line."""

_BEGUN = (
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while parsing a flow",
    "while scanning an a",  # alias, anchor
)
"""Beginnings of libyaml's contexts for an unclosed quotation mark or bracket, and for a value that is no alias. libyaml
reports where it gives up; the place to correct is where the value begins."""


def broken_yaml(path: str, first_line: int, text: str, fault: yaml.YAMLError) -> Problem:
    """Return the error of `text`, YAML that begins on line `first_line` (from 1) of the file at `path`.

    `fault` is the exception of yaml.parse. The error is at the place to correct, and suggests the line if it can.
    """
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if str(getattr(fault, "context", "")).startswith(_BEGUN):
        mark = fault.context_mark  # type: ignore[attr-defined]
    place = Place(path, first_line, 1) if mark is None else Place(path, mark.line + first_line, mark.column + 1)
    raw = str(getattr(fault, "problem", None) or fault).split("\n")[0]
    said, hint = _EXPLANATIONS.get(raw, (_OTHER, _ANY))
    lines = text.split("\n")
    index = place.line - first_line
    for number in (index, index - 1):
        if 0 <= number < len(lines) and (odd := _ODD_SPACE.match(lines[number])):
            said, hint = N_("there is another kind of space than the ordinary one"), _ORDINARY_SPACE
            place = Place(path, number + first_line, odd.end() + 1)
            return error(place, "broken-yaml", N_("The YAML cannot be read: {said}."), hint, said=Phrase(said))
    if 0 <= index < len(lines) and "\t" in lines[index]:
        said, hint = N_("a tab character is used instead of spaces"), _TAB
    if found := mend(text, index):
        written = lines[found.at]
        if found.at != index or found.said:
            place = Place(path, found.at + first_line, _first_difference(written, found.line) + 1)
        line = found.line.lstrip(" ")
        only_moved = line.rstrip() == written.strip()
        return error(
            place,
            "broken-yaml",
            N_("The YAML cannot be read: {said}."),
            _MOVED if only_moved else found.hint,
            said=Phrase(found.said or said),
            line=line.rstrip(),
            spaces=len(found.line) - len(line),
        )
    return error(place, "broken-yaml", N_("The YAML cannot be read: {said}."), hint, said=Phrase(said))


def _first_difference(written: str, meant: str) -> int:
    """Return the index of the first character in which two lines differ."""
    pairs = zip(written, meant, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(written), len(meant)))
