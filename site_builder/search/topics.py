"""Topics: what words of several groups ask for together, in any order, others between. Twin: js/search/matching.js.

The files of phrases have the stem of each word of a group, followed by TOPIC_MARK, and the groups it is in: `2a3 3b7`
is the first of the two groups of topic 3 and the second of the three of topic 7. `?3` has the facts of topic 3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.conditions import Condition, condition_of, without_pages
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK
from site_builder.search.saying import folded_endings, page_key, spoken_as_written

TOPIC_MARK = "?"
"""Among the phrases, after the stem of a word of a topic and before the number of a topic; no phrase has it."""

MAX_GROUPS = 9
"""Groups of a topic that are read: their number is written as one digit."""


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
        groups = topic.groups[:MAX_GROUPS]
        for letter, group in zip(ascii_lowercase, groups, strict=False):
            for word in map(fold, spoken_as_written(group, corpus.query.spoken)):
                of_word = words.setdefault(stem_of(word, endings) + TOPIC_MARK, {})
                of_word[f"{len(groups)}{letter}{len(listed)}"] = None
        listed.append(facts + (f"|{near}" if near else ""))
    numbered = {f"{TOPIC_MARK}{number}": facts for number, facts in enumerate(listed)}
    return {word: " ".join(groups) for word, groups in words.items()} | numbered


def _known(facts: Sequence[str], terms: Collection[str]) -> str:
    return " ".join(each for each in facts if FACT_MARK + each in terms)


def stem_of(word: str, endings: Sequence[str]) -> str:
    """Return the stem of a folded word, by the endings of the manifest."""
    return page_key((word,), endings)


def topic_of(
    words: tuple[Sequence[str], Sequence[str]],
    manifest: Mapping[str, Any],
    facts: Callable[[str], str],
    marked: Collection[str],
) -> Topic:
    """Return the topic of a query with the most groups, of these the most words; NO_TOPIC for none.

    `words` are its words folded, and as they were typed; `marked` are those that stand for conditions already.
    """
    folded, typed = words
    best = NO_TOPIC
    for (number, count), groups in sorted(_groups(folded, manifest["rules"]["endings"], facts).items()):
        places = frozenset(place for group in groups.values() for place in group)
        if len(groups) < count or len(places) < count or (count, len(places)) <= (best.groups, len(best.places)):
            continue
        first, last = min(places), max(places) + 1
        asked = condition_of(facts(f"{TOPIC_MARK}{number}"), " ".join(typed[first:last]), manifest["ranges"])
        pages, condition = without_pages(asked)
        condition = condition if condition and condition.facts else None
        if not condition or all(word not in marked for word in folded[first:last]):
            best = Topic(pages, condition, places, count)
    return best


def _groups(
    folded: Sequence[str], endings: Sequence[str], facts: Callable[[str], str]
) -> dict[tuple[int, int], dict[str, list[int]]]:
    """Return (topic, number of its groups) -> letter of a group -> the positions of its words in `folded`.

    `endings` are cut from words; `facts` returns the entry of a phrase in the files of phrases.
    """
    found: dict[tuple[int, int], dict[str, list[int]]] = {}
    for place, word in enumerate(folded):
        for written in facts(stem_of(word, endings) + TOPIC_MARK).split():
            count, letter, number = int(written[0]), written[1], int(written[2:])
            found.setdefault((number, count), {}).setdefault(letter, []).append(place)
    return found
