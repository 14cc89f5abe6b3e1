"""Learn from examples of what people ask which words ask for what, as a naive Bayes classifier does.

The vocabulary lists examples for a page or for facts of courses; each list is a class, and so are examples of searches
for courses, without facts. questions.features has the features of a text. The weight of a feature for a class is
ln(P(feature | class) / P(feature)), where every class is as likely as any other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec.json import decode, encode

from site_builder.catalogue.vocabulary import UNANSWERED
from site_builder.engine.memo import Cache, Memo
from site_builder.search.analysis import fold, tokens
from site_builder.search.codec import BASE, DIGITS
from site_builder.search.conditions import SUBJECT_FACT
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK
from site_builder.search.lettered import lettered_files
from site_builder.search.questions import NEIGHBOUR, PAIR_MARK, features, is_of_courses
from site_builder.search.saying import spoken_as_written

SMOOTHING = 8
"""Examples of average content that each class is counted to have besides its own."""

MOST = 54
"""Weight of a word that the examples of one class have alone, if they all have it."""

MIN_WEIGHT = 4
"""Weights below this are left out."""

MIN_PAIRS = 2
"""Examples that have two neighbours at least, if these count."""

LEARNED = Cache("learned", tuple[list[str], list[bytes]])
"""Cached files of weights."""


def question_classes(corpus: Corpus, terms: Collection[str]) -> dict[str, list[str]]:
    """Return facts, separated by spaces -> examples of what people ask who want them. Each key is a class.

    `terms` are the index terms: facts that no document has are left out, and classes whose facts are all unknown.
    """
    examples: dict[str, list[str]] = defaultdict(list)
    for each in corpus.words.questions:
        known = [fact for fact in each.facts if FACT_MARK + fact in terms]
        if known or not each.facts:
            unanswered = [UNANSWERED] if UNANSWERED in each.facts else []
            examples[" ".join(unanswered + known)] += each.texts
    for key, subject in corpus.subjects.items():
        if (fact := f"{SUBJECT_FACT}{key}") in examples:
            about = (word for word, subjects in corpus.words.subjects.items() if key in subjects)
            examples[fact] += (*subject.name.by_language.values(), *subject.everyday, *about)
    return examples


def weight_files(classes: Mapping[str, Sequence[str]], corpus: Corpus, memo: Memo) -> tuple[list[str], list[bytes]]:
    """Return (starts, contents) of the files of feature -> its classes and weights as digits (lettered.py).

    Classes are numbered in the order of `classes` (question_classes). `memo` caches the result.
    """
    rules = (corpus.query.spoken, sorted(map(fold, corpus.terms.stop_words)))
    [learned] = memo.map(LEARNED, learn, [(encode(list(classes.items())), encode(rules))])
    return learned


def learn(examples: bytes, rules: bytes) -> tuple[list[str], list[bytes]]:
    """Return the files of weights, as `weight_files` does. `examples` are (facts, texts) of each class, in JSON.

    `rules` are QueryWords.spoken and the folded stop words, in JSON. Stop words do not count for facts of courses.
    """
    spoken, small = decode(rules, type=tuple[dict[str, str], frozenset[str]])
    classes = [
        [_features(spoken_as_written(tokens(text), spoken), small if is_of_courses(facts) else ()) for text in texts]
        for facts, texts in decode(examples, type=list[tuple[str, list[str]]])
    ]
    digits = {
        feature: "".join(DIGITS[weight] + DIGITS[number // BASE] + DIGITS[number % BASE] for number, weight in weights)
        for feature, weights in _weights(classes).items()
    }
    return lettered_files(digits, NEIGHBOUR)


def _features(words: Sequence[str], small: Collection[str]) -> frozenset[str]:
    return frozenset(feature for feature, _ in features(words) if feature not in small)


def _weights(classes: Sequence[Sequence[Collection[str]]]) -> Mapping[str, list[tuple[int, int]]]:
    """Return feature -> (number of a class, weight) pairs. `classes` has the features of each example of each class.

    Of features that the same examples have, the shortest one stands for all, with the weights of all.
    """
    class_of = [number for number, examples in enumerate(classes) for _ in examples]
    having: dict[str, list[int]] = defaultdict(list)
    for example, found in enumerate(found for examples in classes for found in examples):
        for feature in found:
            having[feature].append(example)
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for feature, examples in having.items():
        if len(examples) >= MIN_PAIRS or PAIR_MARK not in feature:
            alike[tuple(examples)].append(feature)
    scale = MOST / math.log(max(len(classes), 2))
    weights: dict[str, list[tuple[int, int]]] = {}
    for having_all, names in alike.items():
        counts = Counter(class_of[example] for example in having_all)
        usual = sum(count / len(classes[number]) for number, count in sorted(counts.items())) / len(classes)
        found_weights = []
        for number, count in sorted(counts.items()):
            likely = (count + SMOOTHING * usual) / (len(classes[number]) + SMOOTHING)
            weight = min(round(scale * len(names) * math.log(likely / usual)), BASE - 1)
            if weight >= MIN_WEIGHT:
                found_weights.append((number, weight))
        if found_weights:
            weights[min(names, key=lambda name: (len(name), name))] = found_weights
    return weights
