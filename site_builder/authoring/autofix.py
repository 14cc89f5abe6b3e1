"""`check --fix`: correct the errors that have exactly one right answer, and leave the rest of the file unchanged.

A problem has the exact place of the error. Corrected are values with one meaning (`30 sp`, `1.3.2016`, `H16`), and
misspelt keys and choices. Then the notation of grades, the order of keys and the final newline are made uniform. A
second run changes nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import parse_grades
from site_builder.problems import Problem
from site_builder.sources.front_matter import split

MAX_ROUNDS = 4
"""Rounds of checking and correcting, at most. A corrected key may reveal a value to correct, and a line is
corrected once per round.
"""

MIN_SIMILARITY = 0.8
"""Lowest difflib ratio of a word and its correction: `natrufag` for `naturfag` passes, `norsk` for `musikk` fails."""

_BLOCK = re.compile(
    r"(?:^[ \t]*#.*\n|^[ \t]*\n)*^(?P<key>[^\s:#-][^:\n]*):.*\n(?:^(?:[ \t]+\S.*|-.*)\n)*", re.MULTILINE
)
_HEAD = re.compile(r"(?:^#.*\n)+^[ \t]*\n", re.MULTILINE)
"""Comments about the whole file: at its beginning, with an empty line after them."""

_GRADES_LINE = re.compile(r"^(trinn:[ \t]*)([^\s\[\"'#&*!|>%@`{-][^#\n]*?)([ \t]*(?:#.*)?)$", re.MULTILINE)

Texts = Mapping[str, str]
"""Path -> text."""


def autofix(texts: Texts, kinds: Mapping[str, str], check: Callable[[Texts], Iterable[Problem]]) -> Texts:
    """Return path -> corrected text, for the files that change. `texts` maps the path of each file to its text.

    `kinds` maps each path to its kind of file, such as "course" (schema/entries.py); `check` returns the problems of
    all texts together, and is called again after each round of corrections.
    """
    now = dict(texts)
    for _ in range(MAX_ROUNDS):
        found: dict[str, list[Problem]] = {}
        for problem in check(now):
            found.setdefault(problem.place.path, []).append(problem)
        before = dict(now)
        for path, text in now.items():
            now[path] = _tidy(_corrected(text, found.get(path, [])), kinds[path])
        if now == before:
            break
    return {path: text for path, text in now.items() if text != texts[path]}


def _corrected(text: str, problems: Iterable[Problem]) -> str:
    lines = text.split("\n")
    corrected_lines = set[int]()
    keys = {line.partition(":")[0] for line in lines}
    for problem in sorted(problems, key=lambda each: (each.place.line, each.place.column), reverse=True):
        place = problem.place
        if not place.line or not place.column or place.line in corrected_lines or place.line > len(lines):
            continue  # one correction per line and round: it shifts the columns after it
        line = lines[place.line - 1]
        start, end = place.column - 1, place.column - 1 + place.length
        written = line[start:end]
        quote = written[:1] if written[:1] in "\"'" and written[:1] == written[-1:] and len(written) > 1 else ""
        correction = _correction(problem, written[len(quote) : len(written) - len(quote)], keys)
        certain = problem.values.get("correction")
        if isinstance(certain, str):
            lines[place.line - 1] = f"{line[:start]}{certain}{line[end:]}"
            corrected_lines.add(place.line)
        elif correction is not None:
            quote = quote or ('"' if correction.startswith("#") else "")  # unquoted, # begins a comment
            lines[place.line - 1] = f"{line[:start]}{quote}{correction}{quote}{line[end:]}"
            corrected_lines.add(place.line)
            keys.add(lines[place.line - 1].partition(":")[0])
    return "\n".join(lines)


def _correction(problem: Problem, written: str, keys: Collection[str]) -> str | None:
    """Return the one right value, or None where there is none. No key becomes one of `keys`, which the file has."""
    faulty = str(problem.values.get("value", problem.values.get("key", written)))
    if faulty.casefold() != written.strip().casefold():
        return None  # the place holds more than the faulty part
    if certain := problem.values.get("certain"):
        return str(certain)
    if problem.code in ("unknown-key", "bad-choice") or problem.code.startswith("unknown-"):
        meant = str(problem.values.get("suggestion") or "")
        taken = problem.code == "unknown-key" and meant in keys
        return meant if meant and not taken and _alike(written, meant) and _same_figures(written, meant) else None
    return None


def _alike(written: str, meant: str) -> bool:
    return difflib.SequenceMatcher(None, written.casefold(), meant.casefold()).ratio() >= MIN_SIMILARITY


def _same_figures(written: str, meant: str) -> bool:
    """Return whether two texts have equal digits: `naturfag-1-8-10` is no misspelling of `naturfag-1-1-7`.

    Of references to courses the institution must be equal too.
    """
    parts = [(re.findall("[0-9]+", each), each.partition("/")[0] if "/" in each else "") for each in (written, meant)]
    return parts[0] == parts[1]


def _tidy(text: str, kind: str) -> str:
    """Return the text with uniform grades, keys in order, and one final newline."""
    parts = split(text)
    matter = parts[0] if parts else text
    head = _HEAD.match(matter)
    above = head[0] if head else ""
    tidy = above + _ordered(_GRADES_LINE.sub(_plain_grades, matter[len(above) :]), kind)
    text = text.replace(matter, tidy, 1) if matter.strip() else text
    return text.rstrip("\n") + "\n"


def _plain_grades(found: re.Match[str]) -> str:
    try:
        return f"{found[1]}{_written(found[2])}{found[3]}"
    except InvalidValue:  # `check` reports it
        return found[0]


def _written(grades: str) -> str:
    plain = str(parse_grades(grades))
    return f"[{plain}]" if "," in plain else plain


def _ordered(matter: str, kind: str) -> str:
    """Return front matter with its fields in the order in which `kind` declares them, comments above their keys."""
    order = [each.key for each in ENTRIES[kind].fields.values()]
    blocks, end = [], 0
    while found := _BLOCK.match(matter, end):  # a search would try every line again
        blocks.append(found)
        end = found.end()
    keys = [found["key"].strip() for found in blocks]
    if end != len(matter) or not set(keys) <= set(order) or len(set(keys)) < len(keys):
        return matter
    sorted_blocks = sorted(zip(keys, blocks, strict=True), key=lambda pair: order.index(pair[0]))
    ordered = "".join(found[0] for _, found in sorted_blocks)
    return ordered if matter.startswith("\n") else ordered.lstrip("\n")
