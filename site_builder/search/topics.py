"""Topics: several words that ask for something together, in any order, others between. Twin: js/search/matching.js.

A topic has groups of words; a query needs a word of each group, or of any two groups if the topic is loose. In the
files of phrases, the stem of a word followed by TOPIC_MARK has its groups: in `2a3 0b7`, `2a3` is group `a` of topic 3,
which needs 2 groups, `0b7` is group `b` of topic 7, which is loose. `?3` has the facts of topic 3.
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

MIN_FIRST, MIN_LAST = 3, 5
"""Letters of the first part of a compound and of the last, which may be a word of a topic: *telefonkalender*."""

MAX_GROUPS = 9
"""Groups of a topic that a query needs at most: their number is written as one digit."""

LOOSE = 0
"""Groups that a topic needs, if two of them are enough, whichever."""

RAREST = 60
"""Weight of a word of one topic. One of two topics has half, and so on."""

SURE = RAREST
"""Least weight of a word that names a page alone, where no course has all words."""


class Topic(Struct, frozen=True):
    """The topic of a query: the facts of pages that it names (`side=KEY`), and its condition on courses, if any.

    `places` are the positions of its words in the query, from 0; `groups` the number of its groups that the query has.
    """

    pages: tuple[str, ...] = ()
    condition: Condition | None = None
    places: frozenset[int] = frozenset()
    groups: int = 0


NO_TOPIC = Topic()


def topic_phrases(corpus: Corpus, terms: Collection[str]) -> dict[str, str]:
    """Return the entries of topics in the files of phrases: stems with their groups, and numbers with `FACTS|FACTS`.

    See the module. `terms` are the index terms: facts that no document has are left out, and topics without facts.
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
            of_word = words.setdefault(fold(stem_of(word, endings)) + TOPIC_MARK, {})
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
    unknown: Callable[[str], bool],
) -> Topic:
    """Return the topic of a query with most groups, then most words, then the rarest words; NO_TOPIC if there is none.

    `words` are the query's words as they are read, and as they were typed; `manifest` is that of the index; `facts`
    looks up a phrase (Phrases.facts); `marked` are the words that stand for conditions already. Of a loose topic the
    first group does not count, so one of its words alone gives a topic of 0 groups; three of its groups weigh less than
    two of a topic that needs all. A compound that is `unknown`, so that no text has it, counts as its last part.
    """
    read, typed = words
    best, best_weight = NO_TOPIC, (-1, 0, SURE - 1)
    endings = manifest["rules"]["endings"]
    divided = unknown if len(read) > 1 else lambda _: False  # *bilferie* alone is not about holidays
    found, topics_of = _groups([_of_word(word, endings, facts, divided) for word in read])
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
        if not condition or all(word not in marked for word in read[first:last]):
            best, best_weight = Topic(pages, condition, places, count), weight
    return best


def _of_word(
    word: str, endings: Sequence[str], facts: Callable[[str], str], unknown: Callable[[str], bool]
) -> list[str]:
    """Return the groups of a word in the files of phrases; of an unknown compound those of its last part.

    `endings` are cut from words.
    """

    def groups(of: str) -> list[str]:
        stems = (fold(stem_of(of, endings)), stem_of(fold(of), endings))  # *datoene*, *kollegaene*
        return list(dict.fromkeys(group for stem in stems for group in facts(stem + TOPIC_MARK).split()))

    found = groups(word)
    if found or len(word) < MIN_FIRST + MIN_LAST or not unknown(word):
        return found
    tails = (word[cut:] for cut in range(MIN_FIRST, len(word) - MIN_LAST + 1))
    return next(filter(None, map(groups, tails)), [])


def _groups(words: Sequence[Sequence[str]]) -> tuple[dict[tuple[int, int], dict[str, list[int]]], list[int]]:
    """Return (topic, groups it needs) -> letter of a group -> the positions of its words, and the topics of each word.

    `words` are the groups of each word, by its position.
    """
    found: dict[tuple[int, int], dict[str, list[int]]] = {}
    topics_of = []
    for place, of_word in enumerate(words):
        topics_of.append(len(of_word))
        for written in of_word:
            needed, letter, number = int(written[0]), written[1], int(written[2:])
            found.setdefault((number, needed), {}).setdefault(letter, []).append(place)
    return found, topics_of
