"""The part of the index that all interface languages share: the lexicon, postings, phrases and the spelling file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.json import encode

from site_builder.engine.memo import Memo
from site_builder.search.abbreviations import with_abbreviations
from site_builder.search.analysis import TOKEN_PATTERN, fold
from site_builder.search.codec import encode_numbers, front_code
from site_builder.search.completeness import assert_complete
from site_builder.search.documents import KINDS, Corpus, Document
from site_builder.search.index_files import FORMAT, HashedFiles, Part
from site_builder.search.lettered import lettered_files
from site_builder.search.lexicon import Lexicon, build_lexicon
from site_builder.search.nearness import positions
from site_builder.search.patterns import condition_patterns, counted_pattern, letters_of
from site_builder.search.phrases import FIRST_LETTERS, fact_phrases
from site_builder.search.postings import build_postings
from site_builder.search.question_weights import LEARNED, question_classes, weight_files
from site_builder.search.rules import query_rules
from site_builder.search.shards import cut_into_shards
from site_builder.search.term_counts import COUNTED, count_terms
from site_builder.search.vocabulary import STEMS, build_vocabulary


def prepare_index(memo: Memo) -> None:
    """Read the caches that `build_index` needs, while the sources are still being read."""
    memo.preload(COUNTED, STEMS, LEARNED)


def build_index(corpus: Corpus, memo: Memo) -> Part:
    """Return the part of the current year's index that all languages share: its words and the rules of queries.

    `memo` caches word counts, stems and the weights of questions. Raises IncompleteIndex if a document cannot be found
    in the finished files.
    """
    documents = corpus.documents
    counts = count_terms(documents, memo)
    vocabulary = build_vocabulary(documents, counts, corpus.terms, memo)
    corpus = with_abbreviations(corpus, vocabulary.terms)
    postings = build_postings(documents, counts, vocabulary)
    del counts  # frees the largest arrays before the shards are made
    lexicon = build_lexicon(corpus, vocabulary, postings.terms)
    shards = cut_into_shards(lexicon, postings)
    phrases = lettered_files(fact_phrases(corpus, postings.terms), FIRST_LETTERS)
    classes = question_classes(corpus, postings.terms)
    weights = weight_files(classes, corpus, memo)
    files, ranges = HashedFiles(), list(_grade_ranges(documents))
    manifest_fields = {
        "format": FORMAT,
        "token": TOKEN_PATTERN,
        "stop": sorted(corpus.terms.stop_words),
        "parts": corpus.terms.spellings,
        "letters": letters_of(corpus.query),
        "patterns": list(condition_patterns(corpus.query, graded=bool(ranges))),
        "counted": counted_pattern(corpus.query),
        "numbers": {fold(word): int(number) for word, number in corpus.query.numbers.items()},
        "ranges": ranges,
        "kinds": [sum(each.kind == kind for each in documents) for kind in KINDS],
        "starts": [shard.start for shard in shards],
        "shards": files.add_all([shard.content for shard in shards]),
        "near": files.add(encode(positions(corpus.words.towns, corpus.places.values(), _places(documents)))),
        "rules": query_rules(corpus),
        "facts": {"starts": phrases[0], "files": [files.add(content) for content in phrases[1]]},
        "questions": {"starts": weights[0], "files": files.add_all(weights[1])},
        "classes": files.add(encode(list(classes))),
        "subjects": encode_numbers(_first_of_subjects(documents)),
        "unavailable": _unavailable(documents),
        "spelling": files.add(
            encode({"names": front_code(lexicon.names), "real": front_code(_real_words(corpus, lexicon))})
        ),
    }
    outputs = files.outputs()
    contents = {output.path: output.content for output in outputs}
    assert_complete(documents, encode(manifest_fields), contents.__getitem__)
    return Part(manifest_fields, outputs)


def _unavailable(documents: Sequence[Document]) -> list[tuple[int, str]]:
    """Return [(second since 1970, the numbers of the courses that nobody gets a place in from then on)]."""
    moments = sorted({each.unavailable_from for each in documents if each.unavailable_from is not None})
    return [
        (moment, encode_numbers(at for at, each in enumerate(documents) if each.unavailable_from == moment))
        for moment in moments
    ]


def _real_words(corpus: Corpus, lexicon: Lexicon) -> list[str]:
    """Return the correct words that the index lacks, folded and sorted. Words in the index are never corrected."""
    return sorted({fold(word) for word in corpus.words.real if word not in lexicon.forms})


def _places(documents: Sequence[Document]) -> frozenset[str]:
    """Return the keys of the study places where a course among the documents is taught."""
    facts = (fact.partition("=") for document in documents for fact in document.facts)
    return frozenset(value for name, _, value in facts if name == "sted")


def _first_of_subjects(documents: Sequence[Document]) -> Iterator[int]:
    """Yield the number of the first course of each subject: courses of one subject are neighbours."""
    before = ""
    for number, document in enumerate(documents):
        subject = next((fact for fact in document.facts if fact.startswith("fag=")), "")
        if document.kind == "course" and subject != before:
            yield number
            before = subject


def _grade_ranges(documents: Sequence[Document]) -> Iterator[list[int]]:
    """Yield [lowest, highest] school year of the courses, each range once, sorted as text: 11-13 before 5-7."""
    terms = {term for document in documents for term in document.facts if term.startswith("trinn=")}
    for written in sorted(term.removeprefix("trinn=") for term in terms):
        if written[0].isdigit():
            yield [int(grade) for grade in written.split("-")]
