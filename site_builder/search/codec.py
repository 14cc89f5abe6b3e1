"""Text encodings of number lists and word lists: compact, and decoded one list at a time. Twin: js/search/codec.js.

A digit is one of 91 printable characters (`#` to `~` without the backslash), which JSON does not escape. A list of
rising numbers is encoded as gaps: one digit for gaps below 80, two below 990, else four. Lists are joined by spaces.
This module needs no numpy, since the main process reads indexes with it; posting_codec.py encodes scores in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BASE = 91
ONE_DIGIT_GAPS, TWO_DIGIT_GAPS = 80, 10 * BASE
"""Numbers of gaps that take one digit (first digit 0 to 79) and two (first digit 80 to 89); 90 begins four digits."""

DIGITS = "".join(chr(35 + digit if digit < 57 else 36 + digit) for digit in range(BASE))
_GAPS: list[str] = [
    *DIGITS[:ONE_DIGIT_GAPS],
    *(DIGITS[ONE_DIGIT_GAPS + rest // BASE] + DIGITS[rest % BASE] for rest in range(TWO_DIGIT_GAPS)),
]
_VALUES = bytes(max(0, DIGITS.find(chr(letter))) for letter in range(256))

MAX_DIGIT, SCORE_SCALE = BASE - 1, 8
"""A score is (base x 90 + level x span) / 8, with two digits each for base and span, and one digit for level."""

MAX_SCORE = (BASE**2 - 1) * MAX_DIGIT // SCORE_SCALE
"""The highest score that can be encoded: 93,150."""

MIN_RANGED_LIST = 8
"""Characters of the shortest list with a span (two documents); shorter text is one document and its base."""


def encode_numbers(numbers: Iterable[int]) -> str:
    """Return numbers as text. They must be at least 0 and ascending, none twice."""
    encoded, before, short = [], -1, len(_GAPS)
    for number in numbers:
        gap = number - before - 1
        encoded.append(_GAPS[gap] if gap < short else _four_digits(gap))
        before = number
    return "".join(encoded)


def decode_scores(text: str) -> list[tuple[int, int]]:
    """Return the (document number, score) pairs in a text of posting_codec.py. Scores are rounded by the encoding."""
    digits = iter(text.encode("ascii").translate(_VALUES))
    base = next(digits) * BASE + next(digits)
    if len(text) < MIN_RANGED_LIST:
        return [(number, base * MAX_DIGIT // SCORE_SCALE) for number in _numbers(digits)]
    span = next(digits) * BASE + next(digits)
    return [(number, (base * MAX_DIGIT + next(digits) * span) // SCORE_SCALE) for number in _numbers(digits)]


def decode_numbers(text: str) -> list[int]:
    """Return the ascending numbers in a text of encode_numbers."""
    return list(_numbers(iter(text.encode("ascii").translate(_VALUES))))


def _numbers(digits: Iterator[int]) -> Iterator[int]:
    """Yield the numbers whose differences the digits encode, in ascending order.

    `digits` is shared with the caller, which takes the digit of a score after each number."""
    number = -1
    for first in digits:
        if first < ONE_DIGIT_GAPS:
            number += first + 1
        elif first < MAX_DIGIT:
            number += ONE_DIGIT_GAPS + (first - ONE_DIGIT_GAPS) * BASE + next(digits) + 1
        else:
            number += len(_GAPS) + (next(digits) * BASE + next(digits)) * BASE + next(digits) + 1
        yield number


def _four_digits(gap: int) -> str:
    rest = gap - len(_GAPS)
    return DIGITS[MAX_DIGIT] + DIGITS[rest // (BASE * BASE)] + DIGITS[rest // BASE % BASE] + DIGITS[rest % BASE]


def front_code(words: Iterable[str]) -> str:
    """Return words as lines, each without the prefix that it shares with the line before.

    A line begins with the length of that prefix (0 to 60) as one character: `0` plus that many code points. Sorted
    words give the shortest lines.
    """
    lines, before = [], ""
    for word in words:
        shared, limit = 0, min(len(word), len(before), 60)
        while shared < limit and word[shared] == before[shared]:
            shared += 1
        lines.append(chr(48 + shared) + word[shared:])
        before = word
    return "\n".join(lines)


def front_decode(text: str) -> list[str]:
    """Return the words of a text made by `front_code`, in order."""
    words, before = [], ""
    for line in text.split("\n") if text else ():
        before = before[: ord(line[0]) - 48] + line[1:]
        words.append(before)
    return words
