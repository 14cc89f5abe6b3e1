"""Search an exported index: a query -> ranked hits. Twin: js/search/index.js.

`site-builder search`, expected searches and tests search with it. tests/search/test_twins.py replays queries on both
sides and compares every hit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.output.search_paths import index_file_path
from site_builder.search.analysis import fold
from site_builder.search.answers import MAX_ANSWERS, MAX_BESIDE_COURSES, named_pages, text_numbers, texts_about
from site_builder.search.begun import hardly_begun
from site_builder.search.codec import decode_numbers
from site_builder.search.conditions import KEPT, SUBJECT_FACT, Condition, named_condition, near_to, without_pages
from site_builder.search.facts import FACT_MARK, TITLE, form_of
from site_builder.search.hits import Hit, hit_of
from site_builder.search.lookup import Lookup, Match
from site_builder.search.meeting import FactDocuments, add_second_subjects
from site_builder.search.nearness import Near
from site_builder.search.open_shard import WHOLE
from site_builder.search.ordering import Scored, ordered, spread
from site_builder.search.phrases import Phrases
from site_builder.search.query import Query, parse_query
from site_builder.search.questions import QuestionFiles
from site_builder.search.scoring import WordScores, any_of, rarity, score
from site_builder.search.word_matches import WordMatches

CONDITION_SCORE = 700_000
"""Score of each sixteenth by which a condition is met: a fact outweighs a word of a text (at most 93,150 x 256)."""

CONDITION_RARITY = 500
"""Rarity of a condition. A word has 100 x log2(1 + documents / those with it)."""

UNAVAILABLE = 12
"""Sixteenths of its score that a course gets which is full or not held."""

MIN_COVERAGE = 48
"""Coverage, in 256ths, below which a document is no hit."""


class Result(Struct, frozen=True):
    """The result of a search: its hits, best first. The first `answers` hits are pages that answer the query.

    `unknown` are the query's words without a match, `dropped` the texts of conditions that no document meets.
    """

    query: Query
    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    answers: int = 0


class Index:
    """An exported index. `manifest` is that file's content, `read` returns the content of another file by its path."""

    def __init__(self, manifest: bytes, read: Callable[[str], bytes]) -> None:
        self.manifest: Mapping[str, Any] = msgspec.json.decode(manifest)
        self.lookup = Lookup(self.manifest, read)
        self.words = WordMatches(self.lookup, self._names_subject, self.manifest["rules"]["tails"])
        self.read = read
        self._facts = FactDocuments(self.lookup)
        self._phrases = Phrases(self.manifest, read)
        self._questions = QuestionFiles(self.manifest, read)
        self._size = sum(self.manifest["kinds"])

    @cached_property
    def _near(self) -> Near:
        return msgspec.json.decode(self.read(index_file_path(self.manifest["near"])), type=Near)

    def search(self, text: str, *, typing: bool = True, paused: bool = True) -> Result:
        """Return the result of a query. While it is `typing`, the last word also matches as a prefix.

        `paused` says that the reader has stopped typing for a moment (begun.hardly_begun).
        """
        begun = partial(self._hardly_begun, paused=paused) if typing else None
        query = parse_query(
            text,
            self.manifest,
            self._phrases.facts,
            lambda: self._near,
            begun,
            self._questions,
            lambda title: bool(self._titled(title)),
        )
        scored: list[WordScores] = []
        not_found: list[str] = []
        read: list[Condition] = []
        words: list[str] = []
        for number, word in enumerate(query.words):
            last = typing and number == len(query.words) - 1
            condition = None if self.lookup.knows(word, last=last) else self._named(word)
            if condition:
                read.append(condition)
            if condition and (condition.kilometres or condition.name not in KEPT):
                continue
            words.append(word)
            parts = self.words.matches(word, last=last)
            if not parts:
                not_found.append(word)
            scored += (WordScores(word, each) for each in self._scores(parts))
        query = replace(query, words=tuple(words), conditions=self._facts.narrowed((*query.conditions, *read)))
        return self._rank(query, any_of(scored, query.either), tuple(not_found))

    def _scores(self, parts: Sequence[list[Match]]) -> list[dict[int, tuple[int, str]]]:
        """Return the scores by each list of matches: of two, which are parts of a compound, a document must have both.

        One part alone counts if it names a subject.
        """
        found = [score(self.lookup, matches) for matches in parts]
        if len(found) == 1 or not found:
            return found
        alone = [self._names_subject(matches[0].reason) for matches in parts]
        return [
            each if alone[number] else {document: each[document] for document in each if document in found[1 - number]}
            for number, each in enumerate(found)
        ]

    def _names_subject(self, word: str) -> bool:
        return self._phrases.facts(fold(word)).startswith(SUBJECT_FACT)

    def _hardly_begun(self, words: Sequence[str], *, paused: bool) -> bool:
        knows = partial(self.lookup.knows, last=False)
        return hardly_begun(words, self.manifest, self._phrases, lambda: self._near, knows, paused)

    def _named(self, word: str) -> Condition | None:
        """Return the condition that an unknown word names, a town or a misspelt word for facts; None for others."""
        if fold(word) in self._near.towns:
            return near_to(word, self._near.of(fold(word)))
        for form in self.words.corrections(word):
            condition = named_condition(fold(form), word, self.manifest, self._phrases.facts)
            if condition and condition.facts and not without_pages(condition)[0]:
                return condition
        return None

    def _rank(self, query: Query, scored: Sequence[WordScores], unknown: tuple[str, ...]) -> Result:
        """Return the documents by score x coverage², without those that a negated condition takes away."""
        met = self._facts.meeting_each(query.conditions)
        dropped = tuple(each.written for each, shares in met if not shares)
        denied = {
            number for each, shares in met if each.negated for number, share in shares.items() if share == each.most
        }
        asked = [(each, shares) for each, shares in met if shares and not each.negated]
        add_second_subjects(asked, {each.word: each.by_document for each in scored})
        total, covered, whole = self._totals(scored, asked)
        if query.blank or (not whole and not query.words and (query.pages or denied)):
            total = dict.fromkeys(range(self._size if query.blank else self.manifest["kinds"][0]), 0)
        by_state = not any(fact.startswith("status=") for each in query.conditions for fact, _ in each.facts)
        found = {}
        for document, sum_of_scores in total.items():
            coverage = covered.get(document, 0) * 256 // whole if whole else 256
            if document in denied or coverage < MIN_COVERAGE:
                continue
            state = UNAVAILABLE if by_state and document in self._unavailable else WHOLE
            final = sum_of_scores * coverage * coverage // 65_536 * state // WHOLE
            found[document] = hit_of(document, final, scored, asked)
        courses, others = self._in_order(query, list(found.values()), by_state)
        answers = self._answers(query, courses, others, not unknown)
        if query.pages and not others:
            related = texts_about(query.question, self.manifest, self.lookup)
            others = [hit_of(each, 0, scored, asked) for each in related]
        above = [hit_of(answer, total.get(answer, 0), scored, asked) for answer in answers]
        hits = (*above, *courses, *(hit for hit in others if hit.document not in answers))
        return Result(query, hits, unknown, dropped, len(answers))

    def _in_order(self, query: Query, hits: Sequence[Hit], by_state: bool) -> tuple[list[Hit], list[Hit]]:
        """Return the courses, and the other documents, each in the order in which they are shown."""
        number = self.manifest["kinds"][0]
        by_document = {hit.document: hit for hit in hits}
        found = [Scored(hit.document, hit.score, not hit.missing) for hit in hits if hit.document < number]
        exact = (
            self._titled(query.title) & by_document.keys() if len(query.words) + len(query.conditions) > 1 else set()
        )
        courses = ordered(found, exact, self._unavailable if by_state else ())
        if not exact and not any(each.names_subject for each in query.conditions):
            courses = spread(courses, self._subjects)
        others = sorted((hit for hit in hits if hit.document >= number), key=lambda hit: (-hit.score, hit.document))
        return [by_document[each.document] for each in courses], others

    def _answers(self, query: Query, courses: Sequence[Hit], others: Sequence[Hit], known: bool) -> list[int]:
        """Return the pages that answer a query: those that it names, or the best text.

        A text answers if it lacks nothing and every course lacks something, or if it has most words of a question. The
        pages that one word is about answer where every course lacks something.
        """
        if named := named_pages(query.pages, self.lookup, MAX_BESIDE_COURSES if query.conditions else MAX_ANSWERS):
            return named
        texts = text_numbers(self.manifest["kinds"])
        text = next((hit for hit in others if hit.document in texts), None)
        lacking = not courses or all(hit.missing for hit in courses[:1])
        if text and known and query.words and not text.missing and lacking:
            return [text.document]
        if query.question and not (query.open and courses and not courses[0].missing):
            return texts_about(query.question, self.manifest, self.lookup)[:1]
        return []

    def _totals(
        self, scored: Sequence[WordScores], asked: Sequence[tuple[Condition, Mapping[int, int]]]
    ) -> tuple[dict[int, int], dict[int, int], int]:
        """Return document -> its score, document -> the rarities it covers, and the sum of all rarities."""
        total: dict[int, int] = {}
        covered: dict[int, int] = {}
        whole = sum(CONDITION_RARITY * each.most // WHOLE for each, _ in asked)
        for each in scored:
            weight = self._rarity(each)
            whole += weight
            for document, (points, _) in each.by_document.items():
                total[document] = total.get(document, 0) + points
                covered[document] = covered.get(document, 0) + weight
        for _, shares in asked:
            for document, share in shares.items():
                total[document] = total.get(document, 0) + CONDITION_SCORE * share
                covered[document] = covered.get(document, 0) + CONDITION_RARITY * share // WHOLE
        return total, covered, whole

    def _rarity(self, word: WordScores) -> int:
        return rarity(self._size, len(word.by_document))

    def _titled(self, title: str) -> set[int]:
        """Return the courses that have a title, written as facts.title_key does."""
        form = form_of(f"{FACT_MARK}{TITLE}={title}")
        return {each for match in self.lookup.exact(form, WHOLE, "") for each, _ in self.lookup.scores(match.term)}

    @cached_property
    def _subjects(self) -> list[int]:
        return decode_numbers(self.manifest["subjects"])

    @cached_property
    def _unavailable(self) -> frozenset[int]:
        """The courses that nobody can get a place in, now or later: the browser asks the reader's clock."""
        return frozenset(number for _, numbers in self.manifest["unavailable"] for number in decode_numbers(numbers))
