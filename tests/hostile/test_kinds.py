"""Every kind of hostile input has generated cases, and docs/security.md says where they are tried."""

from __future__ import annotations

import importlib
import math
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

DOCS = Path(__file__).parents[2] / "docs/security.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\d+) \| (.+?) \|$", re.MULTILINE)
"""A row: number and name of a kind, the least number of its cases, and the places where they are tried."""

EVERY_KIND = "hostile/test_every_kind.py"

PLACE = re.compile(r"`([\w/]+\.py)(?:: ([^`]+))?`")
"""A file below tests/, and parts of the names of its tests or, in test_every_kind.py, kinds of its cases."""


def module_of(file: str) -> Any:
    """Return the module of a file below tests/: the one that pytest has imported, or a new one."""
    return sys.modules.get(Path(file).stem) or importlib.import_module(file.removesuffix(".py").replace("/", "."))


@cache
def by_kind() -> Counter[str]:
    """Return the number of the cases of test_every_kind.py by their kind."""
    every = module_of(EVERY_KIND)
    return Counter(case.kind for case in (*every.VALUES, *every.FILES, *every.TEXTS, *every.TABLES, *every.KEPT))


def cases_of(test: FunctionType) -> int:
    """Return how many times a test runs, by its parameters."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    return math.prod(len(list(mark.args[1])) for mark in marks)


def cases_at(file: str, named: str) -> int:
    """Return the number of cases in a file below tests/, of the tests or kinds named, or of all."""
    names = [name for name in named.split(", ") if name]
    if file == EVERY_KIND:
        return sum(by_kind()[name] for name in names)
    tests = {name: test for name, test in vars(module_of(file)).items() if name.startswith("test_")}
    assert all(any(name in test for test in tests) for name in names), names
    return sum(cases_of(test) for name, test in tests.items() if not names or any(part in name for part in names))


def test_each_kind_has_the_cases_that_the_documentation_says() -> None:
    rows = ROW.findall(DOCS.read_text(encoding="utf-8"))
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 28
    generated = 0
    for _, kind, least, places in rows:
        found = sum(cases_at(file, named) for file, named in PLACE.findall(places))
        assert found >= int(least) >= 1, (kind, found)
        generated += found
    assert generated >= 600


def test_every_kind_of_the_generated_cases_is_in_the_table() -> None:
    places = PLACE.findall(DOCS.read_text(encoding="utf-8"))
    named = [name for file, names in places if file == EVERY_KIND for name in names.split(", ")]
    assert sorted(filter(None, named)) == sorted(by_kind())
