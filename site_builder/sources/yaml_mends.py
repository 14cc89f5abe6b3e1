"""Find the line with which broken YAML can be read: common slips are corrected in turn, and the text parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import yaml

from site_builder.problems import N_
from site_builder.sources.cut_values import quoted

_MAX_TRIED = 20_000
"""Characters of YAML that is read again for each slip, at most. The fields of a course are 2,000."""

_KEY = r"[^\s:=#'\"\[\]{}\-][^:=;\uff1a#'\"\[\]{}\n]{0,60}?"
_ITEM = re.compile(r"([ \t]*)-(?=[^\s\-])(.*)")
_BULLET = re.compile(r"([ \t]*)(?:[*+•·–—])[ \t\u00a0]+(.*)")
_NO_SPACE = re.compile(rf"([ \t]*(?:- )?{_KEY}):(?!//)(\S.*)")
_OTHER_SIGN = re.compile(rf"([ \t]*(?:- )?{_KEY})[ \t]*[=;\uff1a][ \t]*(\S.*)")
_NO_COLON = re.compile(r"([ \t]*[^\W\d]+)[ \t]+([^:\n]+)")
_ITEM_NO_COLON = re.compile(r"([ \t]*- [^\W\d]+)[ \t]+([^:\n]+)")
_VALUE = re.compile(rf"([ \t]*(?:- )?{_KEY}:[ \t]+|[ \t]*- )(\S.*)")
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "«": "»", "‘": "’"}
"""Opening quotation mark -> the closing one. Those of a typewriter and of word processors stand around a value."""


_MARKED_KEY = re.compile(r"([ \t]*(?:- )?)([*_`]{1,3})([^\s:*_`][^:*_`\n]{0,60}?)(?:\2[ \t]*:|:[ \t]*\2)[ \t]*(.*)")
_FLOW = re.compile(rf"([ \t]*(?:- )?{_KEY}:[ \t]+)[\[(]([^\[\](){{}}\"'#:\n]+)[\])}}]?[ \t]*")
_WORDS = re.compile(r"[ \t]*[^\s:#\-][^:#\n]*")

_MEANT = N_("Write the line so, if that is what it means: {line}")
_QUOTED = N_("Put the whole value in quotation marks: {line}")
_A_FIELD = N_(
    "Write the line so, if it is a field: {line}. If it continues the value above, begin it with two spaces more than "
    "the key there."
)


class Mend(NamedTuple):
    """A correction of a line: `at` is its index (from 0), `line` its new text, `said` the slip, `hint` the remedy.

    `said` and `hint` are msgids; `said` is "" if libyaml's message says enough.
    """

    at: int
    line: str
    said: str
    hint: str


def mend(text: str, index: int) -> Mend | None:
    """Return the correction of line `index` (from 0) of `text`, or of the one before, that makes the YAML readable.

    Readable means to the end, or beyond that line. None if no slip is recognised, or the text is long (_MAX_TRIED).
    """
    if len(text) > _MAX_TRIED:
        return None
    lines = text.split("\n")
    for slips, said, hint in _SLIPS:
        for at in (index, index - 1):
            if not 0 <= at < len(lines):
                continue
            for line in slips(lines, at):
                if line != lines[at] and _is_read_beyond([*lines[:at], line, *lines[at + 1 :]], max(at, index)):
                    return Mend(at, line, said, hint)
    return None


def _is_read_beyond(lines: Sequence[str], index: int) -> bool:
    """Return whether the YAML begins as a mapping, and can be read to its end or beyond the line `index`."""
    events = yaml.parse("\n".join(lines), Loader=yaml.CSafeLoader)
    try:
        for number, event in enumerate(events):
            if number == 2 and not isinstance(event, yaml.MappingStartEvent):
                return False
    except yaml.YAMLError as fault:
        mark = getattr(fault, "context_mark", None) or getattr(fault, "problem_mark", None)
        return mark is not None and mark.line > index
    return True


def _rewritten(pattern: re.Pattern[str], between: str, lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line at `at` with the text `between` the pattern's two groups; nothing where it does not match."""
    if found := pattern.fullmatch(lines[at]):
        yield found[1] + between + found[2]


def _tab(lines: Sequence[str], at: int) -> Iterator[str]:
    if "\t" in lines[at]:
        yield lines[at].replace("\t", "  ")


def _indentation(lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line with the indentation of a line beside it; for a list item, that of the item before."""
    bare = lines[at].lstrip(" ")
    if bare.startswith("- "):
        items = (_spaces(each) for each in reversed(lines[:at]) if each.lstrip(" ").startswith("- "))
        yield next(items, "") + bare
        return
    for other in (at - 1, at + 1):
        if 0 <= other < len(lines) and (line := lines[other]).strip():
            yield _spaces(line) + ("  " if line.lstrip(" ").startswith("- ") else "") + bare


def _spaces(line: str) -> str:
    """Return the spaces that a line begins with."""
    return line[: len(line) - len(line.lstrip(" "))]


def _marked_key(lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line with its key without marks of Markdown, as `**pris**: 0`."""
    if found := _MARKED_KEY.fullmatch(lines[at]):
        yield f"{found[1]}{found[3]}: {found[4]}"


def _continued(lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line indented below the key on the line before, which has no value of its own."""
    if at and _WORDS.fullmatch(lines[at]) and lines[at - 1].rstrip().endswith(":"):
        yield _spaces(lines[at - 1]) + "  " + lines[at].lstrip()


def _bracket(lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line with its list in brackets closed, or with one comma between the items."""
    line = lines[at].rstrip()
    if (found := _FLOW.fullmatch(line)) and "," in found[2] + "," * line.endswith("}"):
        items = (item.strip() for item in found[2].split(","))
        yield f"{found[1]}[{', '.join(item for item in items if item)}]"
    for opening, closing in (("[", "]"), ("{", "}")):
        if line.count(opening) == line.count(closing) + 1 and "#" not in line:
            yield line.rstrip(",") + closing


def _unquoted(lines: Sequence[str], at: int) -> Iterator[str]:
    """Yield the line with its value in quotation marks; nothing for a line that is no key with a value."""
    if not (found := _VALUE.fullmatch(lines[at])):
        return
    value = found[2].rstrip()
    closing = _QUOTES.get(value[0])
    if closing and value.endswith(closing) and len(value) > 1:
        yield found[1] + quoted(value[1:-1])
    elif value[0] in "\"'" and value[0] not in value[1:]:
        yield found[1] + quoted(value[1:])
    yield found[1] + quoted(value)


_SLIPS: Sequence[tuple[Callable[[Sequence[str], int], Iterator[str]], str, str]] = (
    (partial(_rewritten, _ITEM, "- "), N_("the space after a hyphen is missing"), _MEANT),
    (partial(_rewritten, _BULLET, "- "), N_("an item of a list begins with another sign than a hyphen"), _MEANT),
    (_marked_key, N_("a key is written with marks of Markdown"), _MEANT),
    (partial(_rewritten, _NO_SPACE, ": "), N_("the space after a colon is missing"), _MEANT),
    (partial(_rewritten, _OTHER_SIGN, ": "), N_("a key is followed by another sign than a colon"), _MEANT),
    (_tab, N_("a tab character is used instead of spaces"), _MEANT),
    (_bracket, "", _MEANT),
    (partial(_rewritten, _NO_COLON, ": "), "", _A_FIELD),
    (_indentation, N_("a line is indented otherwise than the others of its group"), _MEANT),
    (_unquoted, "", _QUOTED),
    (_continued, N_("a line is indented otherwise than the others of its group"), _MEANT),
    (partial(_rewritten, _ITEM_NO_COLON, ": "), "", _MEANT),
)
"""(slip, its words, hint). The first that makes the YAML readable is reported: the smallest changes come first."""
