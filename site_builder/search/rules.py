"""The rules for reading a query: words that negate or ask, abbreviations, phrases that are read as one word."""

from __future__ import annotations

from site_builder.search.analysis import fold, tokens
from site_builder.search.documents import Corpus

NEGATIONS = ("ikke", "ikkje", "uten", "utan", "unntatt", "unnateke", "utenom", "utanom", "ingen", "not", "without")
"""Words that take the next fact away, unless a phrase contains them."""

ASKING = frozenset(
    """
    hva hvem hvorfor må får er gjelder lagrer dekker betyr forskjell forskjellen regler kva kven kvifor
    what who why must do is
    """.split()  # noqa: SIM905 - as in norwegian.py
)
"""First words of a question that a text may answer."""

OPEN = frozenset("hvor hvordan når kan skal blir kor korleis kvar where how when can".split())  # noqa: SIM905
"""First words of a question that a text may answer if no course meets all of it."""

AMOUNTS = ("mange", "mye", "mykje", "lenge", "ofte", "stor", "stort", "many", "much", "long")
"""Words after the first with which a question asks for an amount, and not for courses."""

NEAR = (
    *("nær", "nær ved", "nært", "nærmest", "nærme", "i nærheten av", "i nærleiken av", "i nærheita av", "nærheten av"),
    *(
        "rundt",
        "omkring",
        "ikke langt fra",
        "ikkje langt frå",
        "kort vei fra",
        "kort veg frå",
        "pendle fra",
        "pendle frå",
    ),
    *("i området rundt", "near", "near to", "close to", "around", "not far from", "lahka"),
)
"""Phrases before the name of a town, near which courses are asked for."""

SHORT_LETTERS = (3, 4, 5)
"""Letters of an abbreviation that a full stop follows."""

SUBJECT_TAILS = (
    "lær",
    "kurs",
    "undervis",
    "utdann",
    "fag",
    "studi",
    "didakt",
    "opplær",
    "emne",
    "time",
    "skole",
    "skule",
)
"""Beginnings of the words that make a compound with the name of a subject: *gymlærer*, *mattekurs*."""


def query_rules(corpus: Corpus) -> dict[str, object]:
    """Return the rules."""
    return {
        "not": NEGATIONS,
        "asking": sorted(ASKING | OPEN),
        "open": sorted(OPEN),
        "amounts": AMOUNTS,
        "short": abbreviations(corpus),
        "near": [" ".join(map(fold, tokens(each))) for each in NEAR],
        "tails": [fold(tail) for tail in SUBJECT_TAILS],
        "phrases": joined_phrases(corpus),
    }


def abbreviations(corpus: Corpus) -> dict[str, str]:
    """Return the beginnings, of three to five letters, that only one subject's name has, with the name."""
    names = {subject.name.in_language("nb").lower() for subject in corpus.subjects.values()}
    single = sorted(name for name in names if len(tokens(name)) == 1 and len(name) > SHORT_LETTERS[-1])
    short: dict[str, list[str]] = {}
    for name in names:
        for length in SHORT_LETTERS:
            short.setdefault(fold(name[:length]), []).append(name)
    return {key: found[0] for key, found in sorted(short.items()) if len(found) == 1 and found[0] in single}


def joined_phrases(corpus: Corpus) -> tuple[tuple[str, ...], ...]:
    """Return phrases with the token to read, or alone: words joined by _. Names of subjects first, longest first."""
    names = {name.lower() for subject in corpus.subjects.values() for name in subject.everyday}
    names |= set(corpus.words.subjects)
    several = [name for name in names if len(tokens(name)) > 1]
    own = ((name,) for name in sorted(several, key=lambda name: (-len(name), name)))
    return (*own, *corpus.words.phrases)
