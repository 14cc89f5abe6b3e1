"""The facts that a query asks for as a whole, by weights of its features. Twin: js/search/questions.js.

A feature is a word, the first BEGINNINGS letters of a word, or the beginnings of two neighbours. Each has weights for
classes (question_weights.py); a query asks for the facts of the class whose features have the highest sum. Files by
first letters have the weights of features, one more file has the facts of each class.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from site_builder.catalogue.vocabulary import UNANSWERED
from site_builder.output.search_paths import index_file_path
from site_builder.search.analysis import fold
from site_builder.search.codec import BASE, DIGITS
from site_builder.search.conditions import KEPT, PAGE_FACT, SUBJECT_FACT, Condition, facts_of
from site_builder.search.lettered import LetteredFiles

BEGINNINGS = (4, 6)
"""Letters of the beginnings of words that are features: inflected and compound words have them in common."""

NEIGHBOUR = BEGINNINGS[0]
"""Letters by which neighbours are features, and letters by which the file of a feature is found."""

PAIR_MARK = " "
"""Between the beginnings of two neighbours, which are sorted."""

MIN_PAGE, MIN_PAGE_OF_FACTS, MIN_PAGE_OF_PLACE = 90, 120, 200
"""Least weights of a page, for queries that ask for no facts of courses, for facts, for a subject or a place."""

MIN_COURSES = 120
"""Least weight of facts of courses."""

MIN_OTHER_SUBJECT = 220
"""Least weight of facts of courses, if the query names a subject: pupils who speak no Norwegian."""

BESIDE = 60
"""Percentage of the weight of the best page that facts of courses must have to count."""

OUTWEIGHING = 110
"""Percentage of the weight of the best page above which facts of courses take its place."""

SIMILAR = 40
"""Percentage of the weight of the best page that other pages must have to be shown with it."""

MIN_WORDS = 2
"""Words that facts must count on: a single word is looked up among the phrases."""

_ENTRY = 3
"""Digits of a class in a list: its weight, and its number in two."""


class Asked(Struct, frozen=True):
    """The facts that a query asks for as a whole: pages (`side=KEY`), best first, and a condition on courses, if any.

    `places` are the positions of the words that count for them.
    """

    pages: tuple[str, ...] = ()
    condition: Condition | None = None
    places: frozenset[int] = frozenset()

    @property
    def sure(self) -> bool:
        """Whether the query asks for anything as a whole."""
        return bool(self.pages or self.condition)


NOTHING_ASKED = Asked()


class _Weighed(Struct, frozen=True):
    """A class: its facts, the sum of the weights of a query's features, and the positions of their words."""

    facts: str
    weight: int
    places: frozenset[int]

    def counts(self, least: int) -> bool:
        """Return whether the weight is at least `least` and comes from several words."""
        return self.weight >= least and len(self.places) >= MIN_WORDS


def features(words: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Return (feature, positions of its words) pairs of a text: of each word, then of each two neighbours.

    `words` are in lower case. All features of a word begin with its first letters, so they are in one file.
    """
    found: list[tuple[str, list[int]]] = []
    folded = list(map(fold, words))
    for place, word in enumerate(folded):
        found.append((word, [place]))
        found += ((f"{word[:letters]}*", [place]) for letters in BEGINNINGS if len(word) > letters)
    for place, pair in enumerate(pairwise(word[:NEIGHBOUR] for word in folded)):
        found.append((PAIR_MARK.join(sorted(pair)), [place, place + 1]))
    return found


def is_of_courses(facts: str) -> bool:
    """Return whether the facts of a class are those of courses: it has some, and they name no page."""
    return bool(facts) and not facts.startswith(PAGE_FACT)


class QuestionFiles:
    """The weights of features and the facts of classes of an exported index.

    `manifest` is that of the index; `read` returns the content of a file of the site by its path.
    """

    def __init__(self, manifest: Mapping[str, Any], read: Callable[[str], bytes]) -> None:
        field = manifest["questions"]
        self._features = LetteredFiles(field["starts"], field["files"], NEIGHBOUR, read)
        self._facts_path = index_file_path(manifest["classes"])
        self._read = read

    @cached_property
    def facts(self) -> list[str]:
        """The facts of each class, by its number: several are separated by spaces, "" for searches for courses."""
        return decode(self._read(self._facts_path), type=list[str])

    def weights(self, feature: str) -> Iterator[tuple[int, int]]:
        """Yield the (number of a class, weight) pairs of a feature."""
        digits = [DIGITS.index(letter) for letter in self._features.get(feature)]
        for at in range(0, len(digits), _ENTRY):
            weight, high, low = digits[at : at + _ENTRY]
            yield high * BASE + low, weight


def asked_by(
    found: Sequence[tuple[str, list[int]]],
    questions: QuestionFiles,
    typed: Sequence[str],
    conditions: Sequence[Condition],
) -> Asked:
    """Return the pages and the condition on courses that the features of a query ask for; NOTHING_ASKED for neither.

    `found` are the (feature, positions of its words) pairs that count, `questions` the files of the index. `typed` are
    the words of the query as typed, and `conditions` those that it names.
    """
    classes = _weigh(found, questions)
    pages = [each for each in classes if each.facts.startswith(PAGE_FACT)]
    best = pages[0].weight if pages else 0
    course = next((each for each in classes if is_of_courses(each.facts)), None)
    if course and not (course.counts(MIN_COURSES) and course.weight * 100 >= BESIDE * best):
        course = None
    if course and course.facts.startswith(SUBJECT_FACT) and course.weight < MIN_OTHER_SUBJECT:
        course = None if any(each.names_subject for each in conditions) else course
    shown = bool(pages) and pages[0].counts(_least_weight(conditions))
    shown = shown and not (course and course.weight * 100 > OUTWEIGHING * best)
    shown = shown and all(each.weight <= best for each in classes if not each.facts)
    of_page = pages[0].places if shown else frozenset()
    of_course = course.places if course else frozenset()
    written = " ".join(typed[min(of_course, default=0) : max(of_course, default=-1) + 1])
    return Asked(
        pages=_named(pages) if shown else (),
        condition=Condition(written, facts_of(course.facts)) if course else None,
        places=of_page | of_course,
    )


def _least_weight(conditions: Sequence[Condition]) -> int:
    """Return the least weight of a page that is shown above the courses, by the conditions of a query."""
    names = [each.name for each in conditions]
    return MIN_PAGE_OF_PLACE if any(name in KEPT for name in names) else MIN_PAGE_OF_FACTS if names else MIN_PAGE


def _named(pages: Sequence[_Weighed]) -> tuple[str, ...]:
    """Return the facts of the first of `pages` and of those that weigh similarly."""
    similar = (each for each in pages[1:] if each.weight * 100 >= SIMILAR * pages[0].weight)
    others = (fact for each in similar for fact in each.facts.split() if fact != UNANSWERED)
    return tuple(dict.fromkeys((*(fact for each in pages[:1] for fact in each.facts.split()), *others)))


def _weigh(found: Sequence[tuple[str, list[int]]], questions: QuestionFiles) -> list[_Weighed]:
    """Return the classes that have a feature of the query, that with the highest weight first."""
    weights: Counter[int] = Counter()
    places: dict[int, set[int]] = defaultdict(set)
    for feature, of_feature in found:
        for number, weight in questions.weights(feature):
            weights[number] += weight
            places[number].update(of_feature)
    return [
        _Weighed(questions.facts[number], weight, frozenset(places[number]))
        for number, weight in sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    ]
