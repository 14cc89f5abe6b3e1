"""The weighted edit distance of two words (Damerau-Levenshtein). Twin: js/search/edit-distance.js.

Source: F. J. Damerau, A technique for computer detection and correction of spelling errors, CACM 7 (1964), in its
optimal string alignment form. The weights are ours: a doubled letter and letters that sound alike cost half.
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.search.analysis import fold

LETTER, HALF, SWAP = 4, 2, 3
"""Costs in quarters of a letter: any letter; a doubled or similar letter; two adjacent letters swapped."""

SIMILAR = "ae ea ei ie iy yi ou uo oa ao uy yu dt td gk kg bp pb ck kc cs sc sz zs vw wv fv vf qk kq"
"""Pairs of letters that sound alike."""

SHORT_WORD = 6
"""Length below which candidates must begin with one of the first two typed letters.

Short words are near many other words.
"""


MIN_FORM = 4
"""Letters of the shortest form that a misspelt word is read as."""


def max_edit_distance(word: str) -> int:
    """Return the largest edit distance at which `word` is corrected, in quarters of a letter; 0 for short words.

    It is 3 from 4 letters, 4 from 6, 6 from 8, and 8 from 10. Other letters in a short word make another word of it
    (*evig* and *enig*), those that are swapped, doubled or alike are typed by mistake.
    """
    length = len(word)
    return 0 if length < 4 else SWAP if length < 6 else LETTER if length < 8 else 6 if length < 10 else 2 * LETTER


def max_suggested_distance(word: str) -> int:
    """Return the largest edit distance of a suggestion for `word`, which the reader is only asked about.

    In quarters of a letter: 0 for fewer than 4 letters, 6 from 4, 12 from 8; but at most a fourth of the letters
    differ.
    """
    return 0 if len(word) < 4 else min(len(word), 6 if len(word) < 8 else 12)


def distance(one: str, other: str, limit: int) -> int:
    """Return the edit distance of two words in quarters of a letter; `limit` + 1 if it is more than `limit`."""
    if abs(len(one) - len(other)) * HALF > limit:
        return limit + 1
    earlier: list[int] = []
    row = [0]
    for j in range(len(other)):
        row.append(row[j] + _removal(other, j))
    for i, letter in enumerate(one):
        above, row = row, [row[0] + _removal(one, i)]
        for j, against in enumerate(other):
            replaced = 0 if letter == against else HALF if letter + against in SIMILAR else LETTER
            cost = min(above[j + 1] + _removal(one, i), row[j] + _removal(other, j), above[j] + replaced)
            if i and j and letter == other[j - 1] and one[i - 1] == against:
                cost = min(cost, earlier[j - 1] + SWAP)
            row.append(cost)
        if min(row) > limit and min(above) + SWAP > limit:  # two letters swapped lead past the row between
            return limit + 1
        earlier = above
    return min(row[-1], limit + 1)


def _removal(word: str, at: int) -> int:
    """Return the cost of removing the letter at an index, in quarters: half where it doubles the one before."""
    return HALF if at and word[at] == word[at - 1] else LETTER


def nearest_forms(typed: str, forms: Iterable[str], limit: int) -> list[str]:
    """Return the forms nearest to the folded word `typed`, all at one distance of at most `limit` quarters of a letter.

    [] if none is near enough. Forms of fewer letters than MIN_FORM are left out; for a word shorter than SHORT_WORD
    also those that begin with neither of its first two letters.
    """
    best: list[str] = []
    for form in forms:
        folded = fold(form)
        if len(folded) < MIN_FORM or not folded[-1].isalnum() or "=" in folded:
            continue
        if len(typed) < SHORT_WORD and folded[0] not in typed[:2]:
            continue
        apart = distance(typed, folded, limit)
        if apart < limit or (apart == limit and not best):
            best, limit = [form], apart
        elif apart == limit:
            best.append(form)
    return best
