"""Encoded numbers, scores and words are decoded to the same values."""

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


def encoded(*lists: dict[int, int]) -> list[str]:
    return ScoreLists.from_lists([(list(each), list(each.values())) for each in lists]).encode()


@given(numbers)
def test_numbers_survive_encoding(given: list[int]) -> None:
    assert decode_numbers(encode_numbers(given)) == given


@given(scores)
def test_decoded_scores_differ_by_at_most_half_a_ninetieth_of_their_span(given: dict[int, int]) -> None:
    found = dict(decode_scores(encoded(given)[0]))
    assert list(found) == list(given)
    step = (max(given.values()) - min(given.values())) / 90
    assert all(abs(found[number] - score) <= step / 2 + 13 for number, score in given.items())


@given(scores)
def test_encoding_keeps_the_order_of_scores(given: dict[int, int]) -> None:
    found = dict(decode_scores(encoded(given)[0]))
    ordered = sorted(given, key=lambda number: given[number])
    assert [found[number] for number in ordered] == sorted(found.values())


@given(st.lists(scores), st.integers(1, 20))
def test_lists_encoded_in_one_batch_equal_lists_encoded_alone(given: list[dict[int, int]], batch_size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting_codec, "BATCH_SIZE", batch_size)
        assert encoded(*given) == [encoded(each)[0] for each in given]


@given(numbers)
def test_encoded_numbers_need_no_escapes_in_json(given: list[int]) -> None:
    text = encode_numbers(given)
    assert json.dumps(text) == f'"{text}"'
    assert " " not in text


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1)).map(sorted))
def test_words_survive_front_coding(words: list[str]) -> None:
    assert front_decode(front_code(words)) == words
