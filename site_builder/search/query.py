"""A query taken apart: conditions on school years, credits and level, and the words left. Twin: js/search/query.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold

MOST_WORDS = 12


class Condition(Struct, frozen=True):
    """What a document must fulfil: one of `marks`, those of `exact` best. `written` is how the query put it."""

    written: str
    marks: tuple[str, ...]
    exact: str = ""


class Query(Struct, frozen=True):
    """A query taken apart. `words` are in lower case, without stop words unless there is nothing else."""

    words: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()


def read_query(text: str, manifest: Mapping[str, Any]) -> Query:
    """Take a query apart by the rules in the manifest."""
    rest = unicodedata.normalize("NFC", text).lower()
    for written, meant in manifest["phrases"]:
        rest = rest.replace(written, f" {meant} ")
    conditions: list[Condition] = []
    for kind, pattern in manifest["patterns"]:
        for found in list(re.finditer(pattern, rest)):
            written = found[0].strip()
            if kind == "credits":
                conditions.append(_credits(float(found[1].replace(",", ".")), written))
            else:
                more = 10 if kind.startswith("vg") else 0
                low, high = int(found[1]) + more, int(found[found.re.groups]) + more
                if not 1 <= low <= high <= 13:
                    continue
                conditions.append(_grades(low, high, written, manifest["ranges"]))
            rest = rest.replace(found[0], " ", 1)
    words: list[str] = []
    stopped: list[str] = []
    for word in re.findall(r"\w+", rest):
        if word in ("1", "2", "3"):
            conditions.append(Condition(word, (f"niva={word}",)))
        elif (typed := fold(word)) in manifest["grades"]:
            low, high = manifest["grades"][typed]
            conditions.append(_grades(low, high, word, manifest["ranges"]))
        elif typed in manifest["credits"]:
            conditions.append(_credits(float(manifest["credits"][typed]), word))
        elif word in manifest["stop"]:
            stopped.append(word)
        else:
            words.append(word)
    if not words and not conditions:
        words = stopped
    return Query(tuple(dict.fromkeys(words))[:MOST_WORDS], tuple(conditions[:MOST_WORDS]))


def _credits(credits: float, written: str) -> Condition:
    return Condition(written, (f"sp={credits:g}",))


def _grades(low: int, high: int, written: str, ranges: list[list[int]]) -> Condition:
    """School years as a range that overlaps; a course for exactly these years comes before one that touches them."""
    marks = tuple(f"trinn={first}-{last}" for first, last in ranges if first <= high and low <= last)
    return Condition(written, marks, f"trinn={low}-{high}")
