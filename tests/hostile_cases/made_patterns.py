"""Every regular expression that the builder makes while it runs, made from values that a stranger could write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from hostile_cases.patterns import FOLDER

VALUES = ("a", "a a", "aa|a", "(a+)+", "#", "-", "1", "\\")
"""Words of a vocabulary, names of a template's elements and lines of a text, which the builder escapes."""

MADE_OF: dict[str, tuple[str, ...]] = {
    "'|'.join(map(re.escape, longest_first))": (
        "|".join(map(re.escape, VALUES)),
        "|".join(re.escape("a " * number + "a") for number in range(30, 0, -1)),
    ),
    "'\\\\s+'.join(map(re.escape, words))": ("a", r"a\s+a", r"a\s+a\s+a", r"a\s+"),
    "'[*_~]{0,3}\\\\s+[*_~]{0,3}'.join(marked)": (
        "a",
        r"a[*_~]{0,3}a[*_~]{0,3}\s+[*_~]{0,3}a",
        r"a[*_~]{0,3}\s+[*_~]{0,3}",
    ),
    "before": (r"(?<!\\)", r"(?<!\\)(?<=[^\s#])\s"),
    "further": ("side-[0-9]+",),
    "key": ("åpner", "navn"),
    "lists": ("alle|fag",),
    "pages": ("assets|sok",),
    "letter": ("[a-zæøå]",),
    "ending": ("", "(?:fag(?![a-zæøå]))?"),
    "manifest['letters']": ("a-zæøå",),
    "name.replace('-', '_')": ("a",),
    "pattern": ("a", r"(?<!\w)\w*[?]\w*"),
}
"""What stands in a pattern, as it is written there -> values that it can have there."""

CONSTANTS = (
    "PATTERNS['own key']",  # a constant of schema/descriptions.py, tried as one
    "_PATTERNS[name]",  # constants of checks/search_facts.py
    "BARE_ADDRESS",  # a constant of its module
    "b'\\\\d+'",
    "manifest['counted']",  # of search/patterns.py, tried with hostile words in test_made_patterns.py
    "pattern",
    "self.text",  # of engine/late_pattern.py, whose patterns are constants of modules, tried as those
    "short",  # made of `letter` and `ending`, above
    "'|'.join((f\"(?P<{name.replace('-', '_')}>{pattern})\" for name, pattern in patterns.items()))",  # constants, once
)
"""Patterns that are given to `re` by a name, and where they are tried."""


def made_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return (where, pattern) for each pattern made in a function and each of its hostile values.

    Raises KeyError for one that is made of something that MADE_OF does not know.
    """
    found = []
    for module in sorted(FOLDER.rglob("*.py")):
        for where, parts, flags in _made_in(module):
            found += [(where, re.compile("".join(parts), flags)) for parts in product(*parts)]
    return found


def _made_in(module: Path) -> Iterator[tuple[str, list[tuple[str, ...]], int]]:
    """Yield the place, the parts with their values, and the flags of each pattern that a function of a module makes."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [
        call
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and re.fullmatch(r"re\.(?!escape)[a-z]+", ast.unparse(call.func)) and call.args
    ]
    for call in dict.fromkeys(calls):
        pattern = call.args[0]
        if isinstance(pattern, ast.Constant) or ast.unparse(pattern) in CONSTANTS:
            continue
        text = ast.unparse(call)
        names = [flag for flag in ("MULTILINE", "IGNORECASE", "DOTALL") if f"re.{flag}" in text]
        flags = sum(getattr(re, name) for name in names)
        yield f"{module.relative_to(FOLDER)}:{ast.unparse(pattern)}", list(_parts(pattern)), flags


def _parts(pattern: ast.expr) -> Iterator[tuple[str, ...]]:
    """Yield for each part of a pattern the texts that can stand in its place."""
    match pattern:
        case ast.JoinedStr():
            for each in pattern.values:
                yield from _parts(each)
        case ast.BinOp():
            yield from _parts(pattern.left)
            yield from _parts(pattern.right)
        case ast.Constant():
            yield (str(pattern.value),)
        case ast.FormattedValue():
            yield from _parts(pattern.value)
        case _:
            written = ast.unparse(pattern)
            yield tuple(map(re.escape, VALUES)) if written.startswith("re.escape(") else MADE_OF[written]
