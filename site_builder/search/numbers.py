"""Lists of numbers as text: short, quick to read one at a time, and kind to compression. Twin: js/search/numbers.js.

A digit is one of 91 printable characters (`#` to `~` without the backslash). A gap between document numbers takes one
digit below 80, two below 990, else four. A list of lists is joined by spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

BASE = 91
ONE, TWO = 80, 10 * BASE
_DIGITS = [chr(35 + digit if digit < 57 else 36 + digit) for digit in range(BASE)]
_GAPS = [*_DIGITS[:ONE], *(_DIGITS[ONE + more // BASE] + _DIGITS[more % BASE] for more in range(TWO))]
MOST = ONE + TWO + BASE**3
"""One more than the largest gap; far above the number of documents the browser can rank."""


def write_numbers(numbers: Iterable[int]) -> str:
    """Return rising numbers from 0 as text."""
    written, before = [], -1
    for number in numbers:
        written.append(_gap(number - before - 1))
        before = number
    return "".join(written)


def write_levels(levels: Mapping[int, int]) -> str:
    """Return document -> level (0 to 90), documents rising, as text: each gap followed by its level."""
    written, before = [], -1
    for number, level in levels.items():
        written.append(_gap(number - before - 1) + _DIGITS[level])
        before = number
    return "".join(written)


def read_numbers(text: str) -> list[int]:
    """Return what write_numbers was given."""
    return [number for number, _ in _read(text, levels=False)]


def read_levels(text: str) -> list[tuple[int, int]]:
    """Return (document, level) pairs as write_levels was given them."""
    return list(_read(text, levels=True))


def _gap(gap: int) -> str:
    if gap < len(_GAPS):
        return _GAPS[gap]
    more = gap - len(_GAPS)
    return _DIGITS[90] + _DIGITS[more // BASE**2] + _DIGITS[more // BASE % BASE] + _DIGITS[more % BASE]


def _read(text: str, *, levels: bool) -> Iterator[tuple[int, int]]:
    digits = iter([ord(letter) - (35 if letter < "\\" else 36) for letter in text])
    number = -1
    for first in digits:
        if first < ONE:
            number += first + 1
        elif first < 90:
            number += ONE + (first - ONE) * BASE + next(digits) + 1
        else:
            number += len(_GAPS) + (next(digits) * BASE + next(digits)) * BASE + next(digits) + 1
        yield number, next(digits) if levels else 0


def front_code(words: Iterable[str]) -> str:
    """Return words as lines: how many characters each shares with the one before (from `0`), and the rest of it."""
    lines, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), 60) and word[shared] == before[shared]:
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
