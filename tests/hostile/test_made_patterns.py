"""Regular expressions that are made while the builder runs are linear too, whatever the words they are made of."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from hostile_cases.made_patterns import made_patterns
from hostile_cases.patterns import Used, hostile_texts

from site_builder.catalogue.language import QueryWords
from site_builder.search.patterns import condition_patterns, counted_pattern
from tests.hostile.test_patterns import grows_faster

MADE = {where: [pattern for _, pattern in found] for where, found in groupby(made_patterns(), lambda each: each[0])}
HOSTILE = ("a", "a a", "a a a", "1", "1 1", "-", "(a+)+", "[a", "sp", "s p")


def problems_of(pattern: re.Pattern[str]) -> list[str]:
    [call] = Used("", pattern, frozenset(("finditer",))).calls()
    return [text.__name__ for text in hostile_texts(pattern) if grows_faster(call, text)]


@pytest.mark.parametrize("where", MADE, ids=lambda where: where[:60])
def test_a_pattern_of_hostile_words_is_linear(where: str) -> None:
    for pattern in MADE[where]:
        assert not problems_of(pattern), pattern.pattern


def test_the_patterns_of_a_query_are_linear_whatever_the_words_of_a_language() -> None:
    words = QueryWords(
        letters="æøå", grades=HOSTILE, credits=HOSTILE, held=HOSTILE, already=HOSTILE, between=HOSTILE,
        prefixes={"a": 10, "1": 10},
    )  # fmt: skip
    made = [counted_pattern(words), *(pattern for _, pattern in condition_patterns(words, graded=True))]
    assert len(made) > 8
    for pattern in made:
        assert not problems_of(re.compile(pattern)), pattern
