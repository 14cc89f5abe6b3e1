"""Words that are being typed and still too short to search for: the hits stay as they are. Twin: js/search/begun.js"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from site_builder.search.analysis import fold
from site_builder.search.conditions import named_condition
from site_builder.search.nearness import Near
from site_builder.search.phrases import Phrases

MAX_PHRASE = 6
"""Words of the longest phrase that names a fact."""

MIN_BEGUN = 3
"""Letters from which on a word counts as the beginning of others, if there are other words."""

MAX_DIGITS = 2
"""Digits of a number that may go on as grades, credits or a year; it asks for nothing yet."""


def hardly_begun(
    words: Sequence[str],
    manifest: Mapping[str, Any],
    phrases: Phrases,
    near: Callable[[], Near],
    knows: Callable[[str], bool],
    paused: bool,
) -> bool:
    """Return whether the last word of a query is too short to search for while it is being typed.

    `words` are the query's, at least two, in lower case; `manifest` and `phrases` are those of the index. `near`
    returns the positions of towns; `knows` whether the index has a word; `paused` is true when the reader has stopped
    typing for a moment.

    Too short are: one letter; a number of at most MAX_DIGITS; a level after stop words alone (*har 3*); the beginning
    of a town after *nær*; two letters; the beginning of a stop word or of the rest of a phrase (*midt-no*), the last
    three only if `knows` is false. A word that names a condition is never too short. A town that begins the names of
    others (*ski*, *skien*) is too short until `paused`.
    """
    last, rules = words[-1], manifest["rules"]
    ends = [" ".join(map(fold, words[-count:])) for count in range(1, min(MAX_PHRASE, len(words)) + 1)]
    small = (*manifest["stop"], *rules["joins"], *rules["not"], *rules["near"])
    if last in rules["levels"] and not any(map(phrases.facts, ends[1:])):
        return all(word in small for word in words[:-1])
    if any(named_condition(end, "", manifest, phrases.facts) for end in ends):
        return False
    if len(last) == 1 or (last.isascii() and last.isdecimal() and len(last) <= MAX_DIGITS):
        return True
    if (town := _after_near(words, rules["near"])) and (others := _towns(town, near().towns)):
        return others != [town] and not (paused and town in others)
    if last in small:
        return False
    begins = any(word.startswith((last, fold(last))) for word in small)
    if begins and len(last) < MIN_BEGUN:
        return True
    return (begins or len(last) < MIN_BEGUN or any(map(phrases.begins, ends[1:]))) and not knows(last)


def _after_near(words: Sequence[str], before: Sequence[str]) -> str:
    """Return the last words, folded, that follow a phrase of `before` (*nær*); "" if none do."""
    folded = [fold(word) for word in words]
    for start in range(len(folded) - 1, max(0, len(folded) - MAX_PHRASE), -1):
        if any(" ".join(folded[at:start]) in before for at in range(max(0, start - MAX_PHRASE), start)):
            return " ".join(folded[start:])
    return ""


def _towns(beginning: str, towns: Iterable[str]) -> list[str]:
    """Return the towns whose names begin with `beginning`."""
    return [town for town in towns if town.startswith(beginning)]
