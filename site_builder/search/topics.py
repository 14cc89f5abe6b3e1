"""Topics: what words of several groups ask for together, in any order, others between. Twin: js/search/matching.js.

The files of phrases have the stem of each word of a group, followed by TOPIC_MARK, and the groups it is in: `2a3 0b7`
is the first of the two groups of topic 3, and the second of topic 7, of which any two are enough. `?3` has the facts of
topic 3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import cycle
from string import ascii_letters
from typing import Any

from msgspec import Struct

from site_builder.catalogue.vocabulary import UNANSWERED, Together
from site_builder.search.analysis import fold
from site_builder.search.conditions import Condition, condition_of, without_pages
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK
from site_builder.search.saying import folded_endings, spoken_as_written, stem_of

TOPIC_MARK = "?"
"""Among the phrases, after the stem of a word of a topic and before the number of a topic; no phrase has it."""

MAX_GROUPS = 9
"""Groups of a topic that a query needs at most: their number is written as one digit."""

LOOSE = 0
"""Groups that a topic needs, if two of them are enough, whichever."""

RAREST = 60
"""Weight of a word of one topic. One of two topics has half, and so on."""

SURE = RAREST
"""Least weight of a word that names a page alone, where no course has all words."""


class Topic(Struct, frozen=True):
    """A topic of a query: the pages that it names, what it asks of courses, the places of its words, its groups.

    `condition` is None for a topic of pages alone.
    """

    pages: tuple[str, ...] = ()
    condition: Condition | None = None
    places: frozenset[int] = frozenset()
    groups: int = 0


NO_TOPIC = Topic()


def topic_phrases(corpus: Corpus, terms: Collection[str]) -> dict[str, str]:
    """Return stem with TOPIC_MARK -> its groups, and TOPIC_MARK with the number of a topic -> `FACTS|FACTS`.

    Facts without postings (in `terms`) are left out, and topics without others too.
    """
    words: dict[str, dict[str, None]] = {}
    listed: list[str] = []
    endings = folded_endings(corpus.query)
    for topic in corpus.words.together:
        facts, near = _known(topic.facts, terms), _known(topic.near, terms)
        if not facts:
            continue
        needed = LOOSE if topic.loose else min(len(topic.groups), MAX_GROUPS)
        for letter, word in _lettered(topic, corpus.query.spoken):
            of_word = words.setdefault(stem_of(fold(word), endings) + TOPIC_MARK, {})
            of_word[f"{needed}{letter}{len(listed)}"] = None
        listed.append(facts + (f"|{near}" if near else ""))
    numbered = {f"{TOPIC_MARK}{number}": facts for number, facts in enumerate(listed)}
    return {word: " ".join(groups) for word, groups in words.items()} | numbered


def _lettered(topic: Together, spoken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (letter of a group, a word of it as it is written) for the groups that are read.

    Each word of a loose topic is a group; where letters recur, two words count as one.
    """
    if topic.loose:
        yield from zip(cycle(ascii_letters), spoken_as_written(topic.groups[0], spoken), strict=False)
    else:
        for letter, group in zip(ascii_letters, topic.groups[:MAX_GROUPS], strict=False):
            yield from ((letter, word) for word in spoken_as_written(group, spoken))


def _known(facts: Sequence[str], terms: Collection[str]) -> str:
    known = [each for each in facts if FACT_MARK + each in terms]
    return " ".join([UNANSWERED, *known] if known and UNANSWERED in facts else known)


def topic_of(
    words: tuple[Sequence[str], Sequence[str]],
    manifest: Mapping[str, Any],
    facts: Callable[[str], str],
    marked: Collection[str],
) -> Topic:
    """Return the heaviest topic of a query: most groups, then most words, then the rarest; NO_TOPIC for none.

    Of loose groups the first does not count: a word of one topic alone gives a topic of no group. Three loose groups
    weigh less than two of a topic that needs all of its groups. `words` are its words folded, and as they were typed;
    `marked` are those that stand for conditions already.
    """
    folded, typed = words
    best, best_weight = NO_TOPIC, (-1, 0, SURE - 1)
    found, topics_of = _groups(folded, manifest["rules"]["endings"], facts)
    for (number, needed), groups in sorted(found.items()):
        places = frozenset(place for group in groups.values() for place in group)
        count = min(len(groups), len(places)) - (needed == LOOSE)
        weight = (2 * count - (needed == LOOSE), len(places), sum(RAREST // topics_of[place] for place in places))
        if count < needed or weight <= best_weight or (not count and weight[-1] < SURE):
            continue
        first, last = min(places), max(places) + 1
        asked = condition_of(facts(f"{TOPIC_MARK}{number}"), " ".join(typed[first:last]), manifest["ranges"])
        pages, condition = without_pages(asked)
        condition = condition if condition and condition.facts else None
        if not condition or all(word not in marked for word in folded[first:last]):
            best, best_weight = Topic(pages, condition, places, count), weight
    return best


def _groups(
    folded: Sequence[str], endings: Sequence[str], facts: Callable[[str], str]
) -> tuple[dict[tuple[int, int], dict[str, list[int]]], list[int]]:
    """Return (topic, groups it needs) -> letter of a group -> the positions of its words, and the topics of each word.

    Positions are those in `folded`. `endings` are cut from words; `facts` returns the entry of a phrase in the files of
    phrases.
    """
    found: dict[tuple[int, int], dict[str, list[int]]] = {}
    topics_of = []
    for place, word in enumerate(folded):
        of_word = facts(stem_of(word, endings) + TOPIC_MARK).split()
        topics_of.append(len(of_word))
        for written in of_word:
            needed, letter, number = int(written[0]), written[1], int(written[2:])
            found.setdefault((number, needed), {}).setdefault(letter, []).append(place)
    return found, topics_of
