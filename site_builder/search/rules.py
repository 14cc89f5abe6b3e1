"""The rules for reading a query, as a file of the index: phrases that name facts, and words that negate them.

A phrase is written in folded words, separated by single spaces. `FACTS | FACTS` after it are the facts that it asks
for, any of them, and those that come near.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from site_builder.catalogue.vocabulary import Institution
from site_builder.file_names import slug
from site_builder.search.analysis import fold, tokens
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK
from site_builder.search.lexicon import successors

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

START_WORDS = {
    "host": ("høst", "høsten", "haust", "hausten", "august", "autumn", "fall", "oppstart høst", "oppstart høsten"),
    "var": ("vår", "våren", "januar", "spring", "oppstart vår", "oppstart våren"),
}
"""Words before a year that name a semester."""

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


def query_rules(corpus: Corpus, terms: Collection[str]) -> dict[str, object]:
    """Return the rules. Facts that no document has are left out, with the phrases that then ask for nothing."""
    known = {term.removeprefix(FACT_MARK) for term in terms if term.startswith(FACT_MARK)}
    found: dict[str, dict[str, None]] = {}
    near: dict[str, dict[str, None]] = {}
    starts = sorted(fact.removeprefix("oppstart=") for fact in known if fact.startswith("oppstart="))
    for written, fact, exact in (*_phrases(corpus), *_start_phrases(starts)):
        phrase = " ".join(map(fold, tokens(written)))
        if phrase and fact in known:
            (found if exact else near).setdefault(phrase, {})[fact] = None
    facts = {
        phrase: " ".join(found.get(phrase, ())) + ("|" + " ".join(near[phrase]) if phrase in near else "")
        for phrase in sorted({*found, *near})
    }
    return {
        "facts": facts,
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


def _phrases(corpus: Corpus) -> Iterator[tuple[str, str, bool]]:
    """Yield (phrase, fact, whether it is what is asked, or near it)."""
    for written, (facts, near) in corpus.words.facts.items():
        yield from ((written, fact, True) for fact in facts)
        yield from ((written, fact, False) for fact in near)
    for key, subject in corpus.subjects.items():
        for name in (*subject.name.by_language.values(), *subject.everyday):
            yield "_".join(tokens(name)), f"fag={key}", True
        yield from ((name, f"fag={key}", True) for name in subject.name.by_language.values())
    for place in corpus.places.values():
        for name in filter(None, (place.name, place.sami_name)):
            yield name, f"sted={place.key}", True
        if place.county:
            yield place.county, f"fylke={slug(place.county)}", True
    for key, institution in corpus.institutions.items():
        for name in _names(institution, corpus):
            yield name, f"institusjon={key}", True


def _start_phrases(starts: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield (phrase, fact, True) for the semesters in which courses start, like `host-2016`."""
    for start in starts:
        half, _, year = start.partition("-")
        for word in START_WORDS[half]:
            yield f"{word} {year}", f"oppstart={start}", True
        word = START_WORDS[half][0]
        for short in (f"{word[0]}{year}", f"{word[0]}{year[2:]}", f"{word} {year[2:]}"):
            yield short, f"oppstart={start}", True
        for word in ("oppstart", "starter i", "startar i", "starts in"):
            yield f"{word} {year}", f"oppstart={start}", True


def _names(institution: Institution, corpus: Corpus) -> Iterator[str]:
    """Yield the names of an institution, of its successors and of its predecessors."""
    before = (corpus.institutions[key] for key in institution.predecessors)
    for each in (institution, *successors(institution, corpus.institutions), *before):
        yield from (each.name, *each.short_names)
        if host := re.search(r"([a-z0-9-]+)\.no\b", each.home_page or ""):
            yield host[1]
