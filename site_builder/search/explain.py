"""The explanation of a search in words, for an editor who wonders why a course is not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.catalogue.vocabulary import UNANSWERED
from site_builder.catalogue.years import Catalogue
from site_builder.engine.memo import Memo
from site_builder.messages import translate
from site_builder.output.output import Output
from site_builder.problems import N_
from site_builder.search.abbreviations import with_abbreviations
from site_builder.search.codec import MAX_SCORE
from site_builder.search.conditions import Condition
from site_builder.search.documents import corpus, documents
from site_builder.search.expected import open_index
from site_builder.search.hits import Hit
from site_builder.search.lexicon import build_lexicon
from site_builder.search.lookup import Lookup, Match
from site_builder.search.postings import build_postings
from site_builder.search.term_counts import count_terms
from site_builder.search.vocabulary import build_vocabulary

MAX_WORD_SCORE = 256 * MAX_SCORE
"""The highest score of a word. Scores are shown in hundredths of it."""

MAX_TERMS_SHOWN = 8
"""Terms shown for a word: a short prefix has hundreds."""


def explain(text: str, catalogue: Catalogue, outputs: Iterable[Output], language: str, most: int) -> Iterator[str]:
    """Yield lines that explain a search: each word with its terms, then the `most` best hits with their scores.

    `text` is the query, `outputs` are the files of the built site, `language` is the code of the lines' language.
    """
    index = open_index(outputs, catalogue.settings.languages[0])
    found = documents(catalogue)
    memo = Memo()
    counts = count_terms(found, memo)
    vocabulary = build_vocabulary(found, counts, catalogue.term_rules, memo)
    searched = with_abbreviations(corpus(catalogue), vocabulary.terms)
    forms = build_lexicon(searched, vocabulary, build_postings(found, counts, vocabulary).terms).forms
    names = _term_names(index.lookup, {form: [entry.term for entry in entries] for form, entries in forms.items()})
    result = index.search(text)
    for number, word in enumerate(result.query.words):
        last = number == len(result.query.words) - 1
        yield from _word(word, index.words.matches(word, last=last), names, language)
    for condition in result.query.conditions:
        terms = ", ".join(_facts(condition)) or "–"
        if condition.negated:
            sentence = N_("«{written}» takes away {marks}.")
        elif condition.written in result.dropped:
            sentence = N_("«{written}» asks for {marks}: no hit has it.")
        else:
            sentence = N_("«{written}» asks for {marks}.")
        yield translate(sentence, language, {"written": condition.written, "marks": terms})
    if result.query.pages:
        pages = ", ".join(dict.fromkeys(each for each in result.query.pages if each != UNANSWERED))
        unanswered = UNANSWERED in result.query.pages
        sentence = N_("No page answers this. Nearest: {pages}.") if unanswered else N_("Answered by: {pages}.")
        yield translate(sentence, language, {"pages": pages})
    yield translate(N_("Hits: {count}."), language, {"count": len(result.hits)})
    for place, hit in enumerate(result.hits[:most], start=1):
        document = found[hit.document]
        yield f"{place:>3}. {document.title} [{document.kind} {document.key}] {_points(hit.score)}"
        yield from _why(hit, language)


def _term_names(lookup: Lookup, names: Mapping[str, Sequence[str]]) -> dict[tuple[int, int], str]:
    """Return (shard, number of the term in it) -> name. The index files hold numbers only.

    `names` maps each form to the names of its terms, in the order of its entries. A form without names has one term,
    the form itself."""
    found: dict[tuple[int, int], str] = {}
    for number, shard in enumerate(lookup.shards()):
        for form, entries in zip(shard.forms, shard.entries, strict=True):
            for (term, _, _), name in zip(entries, names.get(form, (form,)), strict=True):
                found[number, term] = name
    return found


def _facts(condition: Condition) -> Iterator[str]:
    """Yield the facts of a condition, places near a town with their distance."""
    for number, (fact, _) in enumerate(condition.facts):
        away = condition.kilometres[number : number + 1]
        yield f"{fact} ({away[0]} km)" if away else fact


def _word(word: str, parts: list[list[Match]], names: dict[tuple[int, int], str], language: str) -> Iterator[str]:
    """Yield a line for each part of a word: its terms, heaviest first, with weights and reasons."""
    if not parts:
        yield translate(N_("«{word}» is not in any text and is not similar to any name."), language, {"word": word})
    for matches in parts:
        best: dict[str, Match] = {}
        for match in matches:
            name = names[match.term]
            if name not in best or best[name].weight < match.weight:
                best[name] = match
        ordered = sorted(best.items(), key=lambda each: (-each[1].weight, each[0]))
        shown = [
            f"{name} x {match.weight / 256:.2f}{f' ({match.reason})' if match.reason else ''}"
            for name, match in ordered
        ]
        more = f" … (+{len(shown) - MAX_TERMS_SHOWN})" if len(shown) > MAX_TERMS_SHOWN else ""
        yield (
            translate(N_("«{word}» matches {terms}"), language, {"word": word, "terms": ""})
            + ", ".join(shown[:MAX_TERMS_SHOWN])
            + more
        )


def _why(hit: Hit, language: str) -> Iterator[str]:
    """Yield the indented lines below a hit: scores of its words, reasons, missing words."""
    scores = ", ".join(f"{word} {_points(score)}" for word, score in hit.scores)
    if scores:
        yield f"     {scores}"
    for word, reason in hit.reasons:
        yield f"     {word} → {reason}"
    if hit.missing:
        yield "     " + translate(N_("without: {words}"), language, {"words": ", ".join(hit.missing)})


def _points(score: int) -> str:
    return f"{100 * score / MAX_WORD_SCORE:.1f}"
