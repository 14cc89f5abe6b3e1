"""What readers who search get, and why, in words: the editor's answer to «why is my course not found»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.years import Catalogue
from site_builder.engine.memo import Memo
from site_builder.messages import translate
from site_builder.output.output import Output
from site_builder.problems import N_
from site_builder.search.codec import HIGHEST
from site_builder.search.documents import corpus, documents
from site_builder.search.expected import open_index
from site_builder.search.lexicon import lexicon
from site_builder.search.lookup import Hit, Match
from site_builder.search.postings import postings
from site_builder.search.term_counts import counted
from site_builder.search.vocabulary import vocabulary

FULL = 256 * HIGHEST
"""The score of the one word that counts most in the whole catalogue; scores are shown in hundredths of it."""

MOST_TERMS = 8


def explain(text: str, catalogue: Catalogue, outputs: Iterable[Output], language: str, most: int) -> Iterator[str]:
    """Yield lines: each word and what it stands for, then the hits with what each word brought."""
    index = open_index(outputs, catalogue.settings.languages[0])
    known = documents(catalogue)
    memo = Memo()
    counts = counted(known, memo)
    met = vocabulary(known, counts, memo)
    forms = lexicon(corpus(catalogue), met, postings(known, counts, met).terms).forms
    names = index.terms({form: [entry.term for entry in entries] for form, entries in forms.items()})
    result = index.search(text)
    for number, word in enumerate(result.query.words):
        last = number == len(result.query.words) - 1
        yield from _word(word, index.matches(word, last=last), names, language)
    for condition in result.query.conditions:
        marks = ", ".join(condition.marks) or "–"
        kept = condition.written not in result.dropped
        said = N_("«{written}» asks for {marks}.") if kept else N_("«{written}» asks for {marks}: no hit has it.")
        yield translate(said, language, {"written": condition.written, "marks": marks})
    yield translate(N_("{count} hits."), language, {"count": len(result.hits)})
    for place, hit in enumerate(result.hits[:most], start=1):
        document = known[hit.document]
        yield f"{place:>3}. {document.title} [{document.kind} {document.key}] {_points(hit.score)}"
        yield from _why(hit, language)


def _word(word: str, parts: list[list[Match]], names: dict[tuple[int, int], str], language: str) -> Iterator[str]:
    if not parts:
        yield translate(N_("«{word}» is in no text and near no name."), language, {"word": word})
    for matches in parts:
        best: dict[str, Match] = {}
        for match in matches:
            name = names[match.term]
            if name not in best or best[name].weight < match.weight:
                best[name] = match
        ordered = sorted(best.items(), key=lambda each: (-each[1].weight, each[0]))
        said = [
            f"{name} x {match.weight / 256:.2f}{f' ({match.reason})' if match.reason else ''}"
            for name, match in ordered
        ]
        more = f" … (+{len(said) - MOST_TERMS})" if len(said) > MOST_TERMS else ""
        yield (
            translate(N_("«{word}» stands for {terms}"), language, {"word": word, "terms": ""})
            + ", ".join(said[:MOST_TERMS])
            + more
        )


def _why(hit: Hit, language: str) -> Iterator[str]:
    brought = ", ".join(f"{word} {_points(score)}" for word, score in hit.scores)
    if rest := hit.score - sum(score for _, score in hit.scores):
        exactly = translate(N_("exactly these school years"), language)
        brought = ", ".join(filter(None, [brought, f"{exactly} {_points(rest)}"]))
    if brought:
        yield f"     {brought}"
    for word, reason in hit.reasons:
        yield f"     {word} → {reason}"
    if hit.missing:
        yield "     " + translate(N_("without: {words}"), language, {"words": ", ".join(hit.missing)})


def _points(score: int) -> str:
    return f"{100 * score / FULL:.1f}"
