"""Patterns of grades and credits in queries, made from the words of the site's languages.

The manifest exports them, so the patterns use only syntax that Python and JavaScript share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.language import QueryWords

SHORT = 3
"""Letters of the longest word for grades or credits that may be a part of another: *sp* in *spør*, *kl* in *klar*."""

SYNTAX = frozenset("^$\\.*+?()[]{}|/")
"""Characters with a meaning in patterns."""


def letters_of(words: QueryWords) -> str:
    """Return the letters of the site's languages for a character class of a pattern: `a-zæøå`."""
    return "a-z" + "".join(sorted(set(words.letters)))


def counted_pattern(words: QueryWords) -> str:
    """Return the pattern that finds a word for grades or credits in a query (see conditions.with_digits).

    If the languages have no such words it never matches.
    """
    counted, letters = (*words.grades, *words.credits), letters_of(words)
    whole = [each for each in counted if len(each) > SHORT]
    short = [each for each in counted if len(each) <= SHORT]
    parts = _longest_first(whole)
    if short:
        parts.append(f"(?<![{letters}]){_any(short)}(?![{letters}])")
    if words.between and words.numbers:
        number = _any(words.numbers)
        parts.append(f"{number} {_any(words.between)} {number}(?![{letters}])")  # *åttende til tiende*
    return "|".join(parts) or "(?!)"


def condition_patterns(words: QueryWords, *, graded: bool) -> Iterator[tuple[str, str]]:
    """Yield (kind, pattern) for conditions on grades and credits, in the order in which they are to be matched.

    A kind is `credits`, `held` (credits that the reader has), or `grades+N`, where N is added to the number in the
    query (vg1 is grade 11: `grades+10`). Patterns of grades are left out unless courses are `graded`: numbers then mean
    something else.
    """
    letters = letters_of(words)
    edge, end, dash = f"(?<![0-9{letters}])", f"(?![0-9{letters}])", _any(["-", "–", "—", *words.between])
    if words.credits:
        credits = f"[ -]?{_any(words.credits)}{end}"
        if words.held:
            already = f"(?:{_any(words.already)} )?" if words.already else ""
            yield "held", f"{edge}{_any(words.held)} {already}([0-9]{{1,3}}){credits}"
        yield "credits", f"{edge}([0-9]{{1,3}}(?:[.,]5)?){credits}"
    if not graded:
        return
    for prefix, offset in words.prefixes.items():
        grade, kind = f"{prefix} ?([1-9])", f"grades+{offset:g}"
        yield kind, f"{edge}{grade} ?{dash} ?(?:{prefix} ?)?([1-9])(?![0-9])"
        yield kind, f"{edge}{grade}(?![0-9])"
    if words.grades:
        school, number = _any(words.grades), "([0-9]{1,2})"
        ordinal = f"{number} ?\\.?"
        whole_word = f"{school}(?![{letters}])"
        yield "grades+0", f"{edge}{ordinal} ?{dash} ?{number}(?![0-9])\\.?(?: ?{whole_word})?"
        yield "grades+0", f"{edge}{ordinal} ?{whole_word}"
        yield "grades+0", f"{edge}{school} {number}(?![0-9])"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(_longest_first(words))})"


def _longest_first(words: Iterable[str]) -> list[str]:
    """Return words escaped for patterns, the longest first: an alternative after its own beginning never matches."""
    return sorted((_escaped(word) for word in words), key=lambda word: (-len(word), word))


def _escaped(word: str) -> str:
    """Return the pattern of a word with backslashes before SYNTAX alone: JavaScript allows no others."""
    return "".join(f"\\{each}" if each in SYNTAX else each for each in word)
