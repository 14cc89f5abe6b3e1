"""What is found by the first letters of words, where those that begin so lie in several files."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from site_builder.search.analysis import fold
from site_builder.search.lexicon import EXACT, Lexicon
from site_builder.search.posting_codec import ScoreLists
from site_builder.search.postings import Postings

MOST = 1_000
"""Documents kept of a beginning."""


def beginnings(starts: Sequence[str], lexicon: Lexicon, found: Postings) -> tuple[tuple[str, ...], ScoreLists]:
    """Return each beginning of words that lies in several shards, and the best documents of the names that begin so.

    `starts` is where shards begin.
    """
    folded = [fold(name) for name in lexicon.names]
    known: list[str] = []
    lists = []
    best = np.empty(1 + int(found.lists.documents.max(initial=0)), np.int32)
    for prefix in sorted({start[:length] for start in starts for length in range(1, len(start))}):
        weights: dict[int, int] = {}
        for number in range(bisect_left(folded, prefix), len(folded)):
            if not folded[number].startswith(prefix):
                break
            for entry in lexicon.forms.get(lexicon.names[number], ()):
                term = found.terms[entry.term]
                weights[term] = max(entry.weight, weights.get(term, 0))
        if weights:
            documents, scores, sizes = found.lists.of(list(weights))
            best.fill(-1)
            weighed = scores * np.repeat(np.array(list(weights.values()), np.int32), sizes) // EXACT
            np.maximum.at(best, documents, weighed.astype(np.int32))
            some = np.flatnonzero(best >= 0)
            kept = np.sort(some[np.argsort(-best[some], kind="stable")[:MOST]])
            known.append(prefix)
            lists.append((kept, best[kept]))
    return tuple(known), ScoreLists.joined(lists)
