"""Lists of numbers as text: short, quick to read one at a time, and kind to compression. Twin: js/search/numbers.js.

A digit is one of 91 printable characters (`#` to `~` without the backslash). A gap between document numbers takes one
digit below 80, two below 990, else four. A list of lists is joined by spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BASE = 91
ONE, TWO = 80, 10 * BASE
DIGITS = "".join(chr(35 + digit if digit < 57 else 36 + digit) for digit in range(BASE))
_GAPS: list[str] = [*DIGITS[:ONE], *(DIGITS[ONE + more // BASE] + DIGITS[more % BASE] for more in range(TWO))]
_VALUES = bytes(max(0, DIGITS.find(chr(letter))) for letter in range(256))

TOP, EIGHT = BASE - 1, 8
HIGHEST = (BASE**2 - 1) * TOP // EIGHT
"""The highest score that can be written: 93,150."""

SHORTEST_LIST = 8
"""Characters of the shortest list of two scores; what is shorter is a list of one."""


def write_numbers(numbers: Iterable[int]) -> str:
    """Return rising numbers from 0 as text."""
    written, before, most = [], -1, len(_GAPS)
    for number in numbers:
        gap = number - before - 1
        written.append(_GAPS[gap] if gap < most else _wide(gap))
        before = number
    return "".join(written)


def read_numbers(text: str) -> list[int]:
    """Return what write_numbers was given."""
    digits = _digits(text)
    return list(_numbers(digits))


def read_scores(text: str) -> list[tuple[int, int]]:
    """Return the (document, score) pairs of a list that score_lists.py wrote, scores about as they were."""
    digits = _digits(text)
    base = next(digits) * BASE + next(digits)
    if len(text) < SHORTEST_LIST:
        return [(number, base * TOP // EIGHT) for number in _numbers(digits)]
    span = next(digits) * BASE + next(digits)
    return [(number, (base * TOP + next(digits) * span) // EIGHT) for number in _numbers(digits)]


def _digits(text: str) -> Iterator[int]:
    return iter(text.encode("ascii").translate(_VALUES))


def _numbers(digits: Iterator[int]) -> Iterator[int]:
    number = -1
    for first in digits:
        if first < ONE:
            number += first + 1
        elif first < 90:
            number += ONE + (first - ONE) * BASE + next(digits) + 1
        else:
            number += len(_GAPS) + (next(digits) * BASE + next(digits)) * BASE + next(digits) + 1
        yield number


def _wide(gap: int) -> str:
    more = gap - len(_GAPS)
    return DIGITS[90] + DIGITS[more // (BASE * BASE)] + DIGITS[more // BASE % BASE] + DIGITS[more % BASE]


def front_code(words: Iterable[str]) -> str:
    """Return words as lines: how many characters each shares with the one before (from `0`), and the rest of it."""
    lines, before = [], ""
    for word in words:
        shared, most = 0, min(len(word), len(before), 60)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        lines.append(chr(48 + shared) + word[shared:])
        before = word
    return "\n".join(lines)


def front_decode(text: str) -> list[str]:
    """Return the words that front_code was given."""
    words, before = [], ""
    for line in text.split("\n") if text else ():
        before = before[: ord(line[0]) - 48] + line[1:]
        words.append(before)
    return words
