"""Whoosh's own index and BM25F searcher on the same fields are the oracle for our scores, which have 91 levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from whoosh import analysis, fields, query, scoring
from whoosh.filedb.filestore import RamStorage

from site_builder.build import Site
from site_builder.catalogue.language import TermRules
from site_builder.engine.memo import Memo
from site_builder.search.analysis import analyser, fold, tokens
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import FIELD_WEIGHTS, corpus, documents
from site_builder.search.expected import open_index
from site_builder.search.lexicon import build_lexicon
from site_builder.search.postings import COMPOUND_PART_WEIGHT, build_postings
from site_builder.search.term_counts import count_terms
from site_builder.search.vocabulary import Vocabulary, build_vocabulary
from tests.search.queries import plain_words

TEN = 10

ONE_LEVEL = 1 / 91
"""Share of a score by which two hits for one word may change places, since each is rounded to one of 91 levels."""


class Terms(analysis.Analyzer):  # type: ignore[misc] - Whoosh has no types
    """Yields our terms as Whoosh's tokens; a part of a compound counts half."""

    def __init__(self, words: Vocabulary, rules: TermRules) -> None:
        self.words, self.rules = words, rules

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        token, language = analysis.Token(), analyser(self.rules)
        for word in tokens(value):
            if word not in language.stop_words:
                token.text, token.boost = language.term(word), 1.0
                yield token
                for part in compound_parts(word, self.words.terms):
                    token.text, token.boost = language.term(part), COMPOUND_PART_WEIGHT
                    yield token


@pytest.fixture(scope="module")
def overlap(real_site: Site) -> list[float]:
    """For each of 400 plain searches: the share of our first ten hits that are among Whoosh's, ties included."""
    indexed, rules = documents(real_site.catalogue), real_site.catalogue.term_rules
    stem = analyser(rules).term
    counts = count_terms(indexed, Memo())
    vocabulary = build_vocabulary(indexed, counts, rules, Memo())
    forms = build_lexicon(
        corpus(real_site.catalogue), vocabulary, build_postings(indexed, counts, vocabulary).terms
    ).forms
    typed = Counter(fold(form) for form in forms)
    schema = fields.Schema(
        key=fields.STORED,
        **{name: fields.TEXT(analyzer=Terms(vocabulary, rules), phrase=False) for name in FIELD_WEIGHTS},
    )
    whoosh = RamStorage().create_index(schema)
    writer = whoosh.writer()
    for number, document in enumerate(indexed):
        writer.add_document(key=number, **document.fields)
    writer.commit()
    ours = open_index(real_site.outputs, "nb")
    ours.__dict__["_unavailable"] = frozenset()  # Whoosh knows nothing of full courses
    shares = []
    with whoosh.searcher(weighting=scoring.BM25F()) as searcher:
        for text in plain_words(real_site, 1500):
            words = text.split()
            result = ours.search(text, typing=False)
            if (
                result.query.conditions
                or result.query.words != tuple(words)
                or any(len(forms[word]) > 1 or typed[fold(word)] > 1 for word in words)
            ):
                continue  # Whoosh has no conditions, synonyms, compounds or folded spellings
            each = [
                query.Or([query.Term(name, stem(word), boost=weight) for name, weight in FIELD_WEIGHTS.items()])
                for word in words
            ]
            theirs = {hit["key"]: hit.score for hit in searcher.search(query.And(each), limit=None)}
            if not theirs:
                continue
            whole = sorted((hit for hit in result.hits if not hit.missing), key=lambda hit: (-hit.score, hit.document))
            hits = [hit.document for hit in whole]  # by score alone, before subjects are spread
            assert set(hits) == set(theirs)
            least = sorted(theirs.values(), reverse=True)[:TEN][-1] * (1 - ONE_LEVEL * len(words))
            shares.append(sum(theirs.get(hit, 0) >= least for hit in hits[:TEN]) / min(TEN, len(theirs)))
            if len(shares) == 400:
                break
    return shares


def test_our_first_ten_are_whooshs_first_ten(overlap: list[float]) -> None:
    assert len(overlap) >= 300
    share = sum(overlap) / len(overlap)
    print(f"\ntop ten overlap with Whoosh's BM25F over {len(overlap)} queries: {share:.4f}")
    assert share >= 0.975  # a section scores nearly like its article, and a list has 91 levels
