"""Numbers and words come back from the text they were written as."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search import posting_codec
from site_builder.search.codec import (
    BASE,
    DIGITS,
    MAX_SCORE,
    decode_scores,
    encode_numbers,
    front_code,
    front_decode,
)
from site_builder.search.posting_codec import ScoreLists

numbers = st.lists(st.integers(0, BASE**3), unique=True).map(sorted)
scores = st.dictionaries(st.integers(0, BASE**3), st.integers(0, MAX_SCORE), min_size=1).map(
    lambda each: dict(sorted(each.items()))
)


def decode_numbers(text: str) -> list[int]:
    digits = iter(DIGITS.index(letter) for letter in text)
    numbers, before = [], -1
    for first in digits:
        if first < 80:
            gap = first
        elif first < 90:
            gap = 80 + (first - 80) * 91 + next(digits)
        else:
            gap = 990 + (next(digits) * 91 + next(digits)) * 91 + next(digits)
        before += gap + 1
        numbers.append(before)
    return numbers


def written(*lists: dict[int, int]) -> list[str]:
    return ScoreLists.from_lists([(list(each), list(each.values())) for each in lists]).encode()


@given(numbers)
def test_numbers_return(given: list[int]) -> None:
    assert decode_numbers(encode_numbers(given)) == given


@given(scores)
def test_documents_return_with_scores_within_a_ninetieth_of_the_range(given: dict[int, int]) -> None:
    found = dict(decode_scores(written(given)[0]))
    assert list(found) == list(given)
    step = (max(given.values()) - min(given.values())) / 90
    assert all(abs(found[number] - score) <= step / 2 + 13 for number, score in given.items())


@given(scores)
def test_a_higher_score_never_comes_back_lower(given: dict[int, int]) -> None:
    found = dict(decode_scores(written(given)[0]))
    ordered = sorted(given, key=lambda number: given[number])
    assert [found[number] for number in ordered] == sorted(found.values())


@given(st.lists(scores), st.integers(1, 20))
def test_lists_written_together_are_as_each_is_alone(given: list[dict[int, int]], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting_codec, "BATCH_SIZE", at_once)
        assert written(*given) == [written(each)[0] for each in given]


@given(numbers)
def test_what_is_written_costs_nothing_in_json(given: list[int]) -> None:
    written = encode_numbers(given)
    assert json.dumps(written) == f'"{written}"'
    assert " " not in written


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1)).map(sorted))
def test_words_return(words: list[str]) -> None:
    assert front_decode(front_code(words)) == words
