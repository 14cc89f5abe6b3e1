"""The rules for reading a query: words that negate or ask, abbreviations, phrases that are read as one word."""

from __future__ import annotations

from site_builder.search.analysis import fold, tokens
from site_builder.search.documents import Corpus
from site_builder.search.saying import folded_endings

SHORT_LETTERS = (3, 4, 5)
"""Letters of an abbreviation that a full stop follows."""


def query_rules(corpus: Corpus) -> dict[str, object]:
    """Return the rules for reading queries of this corpus: the manifest's field `rules`, which query.py reads."""
    words = corpus.query
    levels = [str(level) for level in range(1, corpus.most_levels + 1)]  # at any place; words for levels at the end
    return {
        "not": words.negations,
        "and": words.conjunction,
        "joins": words.joins,
        "asking": sorted({*words.questions, *words.open_questions}),
        "open": sorted(words.open_questions),
        "amounts": words.amounts,
        "held": words.held,
        "levels": dict(zip(levels, levels, strict=True)) | {word: f"{level:g}" for word, level in words.levels.items()},
        "short": abbreviations(corpus),
        "ending": words.subject_ending,
        "near": [" ".join(map(fold, tokens(each))) for each in words.near],
        "municipality": [fold(each) for each in words.municipality],
        "spoken": words.spoken,
        "endings": folded_endings(words),
        "inflections": words.inflections,
        "tails": [fold(tail) for tail in words.subject_tails],
        "phrases": joined_phrases(corpus),
    }


def abbreviations(corpus: Corpus) -> dict[str, str]:
    """Return beginning -> name of a subject, for each beginning of SHORT_LETTERS letters that only one subject has.

    Subjects are those of the corpus. Beginnings are folded; names are single words in lower case.
    """
    names = {subject.name.in_language(corpus.language).lower() for subject in corpus.subjects.values()}
    single = sorted(name for name in names if len(tokens(name)) == 1 and len(name) > SHORT_LETTERS[-1])
    short: dict[str, list[str]] = {}
    for name in names:
        for length in SHORT_LETTERS:
            short.setdefault(fold(name[:length]), []).append(name)
    return {key: found[0] for key, found in sorted(short.items()) if len(found) == 1 and found[0] in single}


def joined_phrases(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """Return (text in a query, text to read instead) pairs.

    They are names of subjects with *og* that were written together (*matoghelse*), and the vocabulary's phrases.
    """
    official = {name.lower() for each in corpus.subjects.values() for name in each.name.by_language.values()}
    parts = sorted(tokens(name) for name in official)
    together = (("".join(each), " ".join(each)) for each in parts if corpus.query.conjunction in each)
    return (*together, *corpus.words.phrases)
