"""Answers: pages that are shown above the courses found. Twin: js/search/answers.js"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.search.facts import FACT_MARK
from site_builder.search.lookup import Lookup
from site_builder.search.open_shard import WHOLE
from site_builder.search.scoring import rarity, score

MIN_ANSWER = 160
"""Share of the words of a question, in 256ths and by rarity, that a text must have to answer it."""

UNKNOWN_RARITY = 150
"""Rarity, within a question, of a word that no document has."""

MAX_ANSWERS, MAX_BESIDE_COURSES = 4, 2
"""Pages above the courses, and those where the query asks for something that courses have."""

MAX_TEXTS = 6
"""Texts that are listed as related to a page which answers."""


def text_numbers(kinds: Sequence[int]) -> frozenset[int]:
    """Return the document numbers of articles and their sections.

    `kinds` is the number of documents of each of documents.KINDS, in that order, as in the manifest.
    """
    courses, articles, stories, sections, _ = kinds
    first = courses + articles + stories
    return frozenset((*range(courses, courses + articles), *range(first, first + sections)))


def named_pages(page_facts: Sequence[str], lookup: Lookup, most: int) -> list[int]:
    """Return the document numbers of at most `most` pages, in the order of `page_facts`; [] if there are none.

    A fact of a page is `side=KEY` (facts.py), as in Query.pages. `lookup` reads the index.
    """
    found: list[int] = []
    for fact in page_facts:
        for match in lookup.exact(FACT_MARK + fact, WHOLE, ""):
            found += [document for document, _ in lookup.scores(match.term) if document not in found]
    return found[:most]


def texts_about(question: Sequence[str], manifest: Mapping[str, Any], lookup: Lookup) -> list[int]:
    """Return the numbers of at most MAX_TEXTS articles and sections that match enough of a question, best first.

    `question` are its words in lower case, as in Query; `manifest` is that of the index, which `lookup` reads. A rare
    word counts more than a common one; MIN_ANSWER says how much of the question must match.
    """
    texts, size = text_numbers(manifest["kinds"]), sum(manifest["kinds"])
    total: dict[int, int] = {}
    covered: dict[int, int] = {}
    whole = 0
    for word in question:
        by_document = score(lookup, lookup.spelled_or_cut(word))
        weight = rarity(size, len(by_document)) or UNKNOWN_RARITY
        whole += weight
        for document in texts & by_document.keys():
            total[document] = total.get(document, 0) + by_document[document][0]
            covered[document] = covered.get(document, 0) + weight
    enough = [document for document in total if covered[document] * 256 >= MIN_ANSWER * whole]
    return sorted(enough, key=lambda number: (-total[number] * covered[number], number))[:MAX_TEXTS]
