"""A query -> conditions on grades, credits and level, and the remaining words. Twin: js/search/query.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold, tokens

MAX_WORDS = 12
"""Words, and conditions, of a query that count: the browser keeps an array of all documents for each."""


class Condition(Struct, frozen=True):
    """A condition of a query: a document needs one of `terms`; the term `exact` earns a bonus.

    `written` is the text of the condition in the query.
    """

    written: str
    terms: tuple[str, ...]
    exact: str = ""


class Query(Struct, frozen=True):
    """A parsed query. `words` are in lower case, each once; stop words are left out unless there is nothing else."""

    words: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()


def parse_query(text: str, manifest: Mapping[str, Any]) -> Query:
    """Return the query in a text, by the rules in the manifest."""
    rest = unicodedata.normalize("NFC", text).lower()
    for written, joined in manifest["phrases"]:
        rest = rest.replace(written, f" {joined} ")
    rest, conditions = _patterns(rest, manifest)
    words: list[str] = []
    stop_words: list[str] = []
    for word in tokens(rest):
        if word in ("1", "2", "3"):
            conditions.append(Condition(word, (f"niva={word}",)))
        elif (typed := fold(word)) in manifest["grades"]:
            low, high = manifest["grades"][typed]
            conditions.append(_grades(low, high, word, manifest["ranges"]))
        elif typed in manifest["credits"]:
            conditions.append(_credits(float(manifest["credits"][typed]), word))
        elif word in manifest["stop"]:
            stop_words.append(word)
        else:
            words.append(word)
    if not words and not conditions:
        words = stop_words
    return Query(tuple(dict.fromkeys(words))[:MAX_WORDS], tuple(conditions[:MAX_WORDS]))


def _patterns(text: str, manifest: Mapping[str, Any]) -> tuple[str, list[Condition]]:
    """Return the text without the conditions that match a pattern, and these conditions."""
    conditions: list[Condition] = []
    for kind, pattern in manifest["patterns"]:
        for match in list(re.finditer(pattern, text)):
            written = match[0].strip()
            if kind == "credits":
                conditions.append(_credits(float(match[1].replace(",", ".")), written))
            else:
                offset = 10 if kind.startswith("vg") else 0  # vg1 is the 11th school year
                low, high = int(match[1]) + offset, int(match[match.re.groups]) + offset
                if not 1 <= low <= high <= 13:
                    continue
                conditions.append(_grades(low, high, written, manifest["ranges"]))
            text = text.replace(match[0], " ", 1)
    return text, conditions


def _credits(credits: float, written: str) -> Condition:
    return Condition(written, (f"sp={credits:g}",))


def _grades(low: int, high: int, written: str, ranges: list[list[int]]) -> Condition:
    """Return the condition for a range of grades: any range that overlaps it; the same range is exact."""
    terms = tuple(f"trinn={first}-{last}" for first, last in ranges if first <= high and low <= last)
    return Condition(written, terms, f"trinn={low}-{high}")
