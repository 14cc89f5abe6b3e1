"""How far apart two words are as people mistype them, by Damerau and Levenshtein. Twin: js/search/spelling.js.

Source: F. J. Damerau, A technique for computer detection and correction of spelling errors, CACM 7 (1964), in its
optimal string alignment form; the weights are ours: a letter doubled or not, and letters that sound alike, cost half.
"""

from __future__ import annotations

WHOLE, HALF, SWAP = 4, 2, 3
"""Costs: any other letter; a doubled letter or one that sounds alike; two neighbours in the wrong order."""

ALIKE = "ae ea ei ie iy yi ou uo oa ao uy yu dt td gk kg bp pb ck kc cs sc sz zs vw wv fv vf qk kq"
"""Pairs of letters that sound alike."""

SHORT = 6
"""Words shorter than this begin with one of the two letters they were typed with."""


def patience(word: str) -> int:
    """Return the largest distance at which a word is still taken for a misspelling: none, one or two letters."""
    return 0 if len(word) < 4 else WHOLE if len(word) < 8 else 2 * WHOLE


def distance(one: str, other: str, most: int) -> int:
    """Return the distance of two words in quarters of a letter, or most + 1 where it is more than `most`."""
    if abs(len(one) - len(other)) * HALF > most:
        return most + 1
    earlier: list[int] = []
    row = [0]
    for j in range(len(other)):
        row.append(row[j] + _alone(other, j))
    for i, letter in enumerate(one):
        above, row = row, [row[0] + _alone(one, i)]
        for j, against in enumerate(other):
            same = 0 if letter == against else HALF if letter + against in ALIKE else WHOLE
            cost = min(above[j + 1] + _alone(one, i), row[j] + _alone(other, j), above[j] + same)
            if i and j and letter == other[j - 1] and one[i - 1] == against:
                cost = min(cost, earlier[j - 1] + SWAP)
            row.append(cost)
        if min(row) > most:
            return most + 1
        earlier = above
    return min(row[-1], most + 1)


def _alone(word: str, at: int) -> int:
    """What it costs to leave a letter out: half where it doubles the one before."""
    return HALF if at and word[at] == word[at - 1] else WHOLE
